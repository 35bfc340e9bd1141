//! How an amount is written.

use super::truth::WEEK;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Notation {
    PercentSign,
    PercentBare,
    Fraction,
    HoursBare,
    HoursSign,
    HoursClock,
    Days,
}

pub const NOTATIONS: [Notation; 7] = [
    Notation::PercentSign,
    Notation::PercentBare,
    Notation::Fraction,
    Notation::HoursBare,
    Notation::HoursSign,
    Notation::HoursClock,
    Notation::Days,
];

impl Notation {
    pub fn name(self) -> &'static str {
        match self {
            Notation::PercentSign => "percent with its sign",
            Notation::PercentBare => "percent, bare",
            Notation::Fraction => "fraction",
            Notation::HoursBare => "hours, bare",
            Notation::HoursSign => "hours with h",
            Notation::HoursClock => "hours as h:mm",
            Notation::Days => "days",
        }
    }

    /// Percents and fractions are of the person's own week; hours and days are what they are, whatever the contract is.
    pub fn is_of_own_week(self) -> bool {
        matches!(self, Notation::PercentSign | Notation::PercentBare | Notation::Fraction)
    }

    /// The step between amounts, in grains: 5 %, half an hour, a quarter of a day.
    pub fn step(self) -> i64 {
        match self {
            Notation::HoursBare | Notation::HoursSign | Notation::HoursClock => WEEK / 80,
            _ => WEEK / 20,
        }
    }

    /// `grains / of`, rounded to two decimals of the unit where that takes more (a mean does, an amount never). Where a heading
    /// says the unit, days are bare numbers.
    pub fn write(self, grains: i64, of: i64, headed: bool) -> String {
        match self {
            Notation::PercentSign => format!("{}%", decimal(grains * 100, WEEK * of)),
            Notation::PercentBare => decimal(grains * 100, WEEK * of),
            Notation::Fraction => decimal(grains, WEEK * of),
            Notation::HoursBare => decimal(grains * 40, WEEK * of),
            Notation::HoursSign => format!("{}h", decimal(grains * 40, WEEK * of)),
            Notation::HoursClock => {
                let minutes = rounded(grains * 40 * 60, WEEK * of);
                let sign = if minutes < 0 { "-" } else { "" };
                format!("{sign}{}:{:02}", minutes.abs() / 60, minutes.abs() % 60)
            }
            Notation::Days if headed => decimal(grains * 5, WEEK * of),
            Notation::Days => format!("{}d", decimal(grains * 5, WEEK * of)),
        }
    }
}

fn rounded(top: i64, bottom: i64) -> i64 {
    (2 * top + bottom).div_euclid(2 * bottom)
}

/// A number of at most two decimals, without zeros at its end.
pub fn decimal(top: i64, bottom: i64) -> String {
    let hundredths = rounded(top * 100, bottom);
    let (sign, whole, part) = (if hundredths < 0 { "-" } else { "" }, hundredths.abs() / 100, hundredths.abs() % 100);
    match part {
        0 => format!("{sign}{whole}"),
        part if part % 10 == 0 => format!("{sign}{whole}.{}", part / 10),
        part => format!("{sign}{whole}.{part:02}"),
    }
}

#[test]
fn an_amount_is_written_in_each_unit() {
    let written = NOTATIONS.map(|notation| notation.write(WEEK * 3 / 4, 1, false));
    assert_eq!(written, ["75%", "75", "0.75", "30", "30h", "30:00", "3.75d"]);
    assert_eq!(Notation::HoursBare.write(WEEK, 3, false), "13.33");
    assert_eq!(Notation::HoursClock.write(-WEEK / 80, 1, false), "-0:30");
}
