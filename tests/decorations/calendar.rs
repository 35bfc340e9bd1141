//! Days and weeks, counted by the test itself: nothing here is teamcap's.

pub const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
pub const MONATE: [&str; 12] = [
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
];
pub const WEEKDAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
pub const WOCHENTAGE: [&str; 7] = ["Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"];

/// Days since 1970-01-01.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day(pub i64);

impl Day {
    pub fn new(year: i64, month: i64, day: i64) -> Day {
        let leap = |year: i64| year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        let years: i64 = (1970..year).map(|year| 365 + i64::from(leap(year))).sum();
        let months: i64 = (1..month).map(|month| days_in(year, month)).sum();
        Day(years + months + day - 1)
    }

    /// Year, month, day.
    pub fn date(self) -> (i64, i64, i64) {
        let (mut year, mut rest) = (1970, self.0);
        while rest >= Day::new(year + 1, 1, 1).0 - Day::new(year, 1, 1).0 {
            rest -= Day::new(year + 1, 1, 1).0 - Day::new(year, 1, 1).0;
            year += 1;
        }
        let mut month = 1;
        while rest >= days_in(year, month) {
            rest -= days_in(year, month);
            month += 1;
        }
        (year, month, rest + 1)
    }

    /// 0 is Monday. 1970-01-01 was a Thursday.
    pub fn weekday(self) -> usize {
        (self.0 + 3).rem_euclid(7) as usize
    }

    pub fn plus(self, days: i64) -> Day {
        Day(self.0 + days)
    }

    pub fn monday(self) -> Day {
        self.plus(-(self.weekday() as i64))
    }

    /// The year and the number of its ISO week.
    pub fn week(self) -> (i64, i64) {
        let thursday = self.monday().plus(3);
        let year = thursday.date().0;
        (year, (thursday.0 - Day::new(year, 1, 1).0) / 7 + 1)
    }

    pub fn iso(self) -> String {
        let (year, month, day) = self.date();
        format!("{year}-{month:02}-{day:02}")
    }

    pub fn dotted(self) -> String {
        let (year, month, day) = self.date();
        format!("{day:02}.{month:02}.{year}")
    }

    pub fn month(self) -> usize {
        (self.date().1 - 1) as usize
    }
}

fn days_in(year: i64, month: i64) -> i64 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// A quarter of 13 weeks whose working days are those of its weeks: whichever way a report's weeks are cut at its ends, it owns
/// the same days.
#[derive(Debug, Clone, Copy)]
pub struct Quarter {
    pub year: i64,
    pub number: i64,
}

pub const QUARTERS: [(i64, i64); 13] = [
    (2017, 1),
    (2017, 2),
    (2017, 4),
    (2018, 1),
    (2018, 2),
    (2022, 4),
    (2023, 1),
    (2023, 2),
    (2023, 3),
    (2023, 4),
    (2024, 1),
    (2024, 2),
    (2012, 1),
];

impl Quarter {
    pub fn first(self) -> Day {
        Day::new(self.year, 3 * self.number - 2, 1)
    }

    pub fn monday(self, week: usize) -> Day {
        let first = self.first();
        first.plus((7 - first.weekday() as i64) % 7 + 7 * week as i64)
    }

    /// The week of a day; `None` outside the quarter.
    pub fn week_of(self, day: Day) -> Option<usize> {
        let after = day.0 - self.monday(0).0;
        usize::try_from(after).ok().map(|after| after / 7).filter(|week| *week < 13)
    }

    pub fn name(self) -> String {
        format!("{}-Q{}", self.year, self.number)
    }
}

#[test]
fn the_quarters_own_thirteen_weeks_whichever_way_they_are_cut() {
    for (year, number) in QUARTERS {
        let quarter = Quarter { year, number };
        let next = if number == 4 { Day::new(year + 1, 1, 1) } else { Day::new(year, 3 * number + 1, 1) };
        let workdays = |from: i64, to: i64| (from..to).filter(|day| Day(*day).weekday() < 5).count();
        assert_eq!(workdays(quarter.first().0, next.0), 65, "{}", quarter.name());
        assert_eq!(workdays(quarter.monday(0).0, quarter.monday(13).0), 65);
        assert_eq!(workdays(quarter.first().0, quarter.monday(0).0), 0, "{}", quarter.name());
        assert_eq!(quarter.monday(0).week().0, year);
        assert_eq!(quarter.monday(12).week().0, year);
    }
    assert_eq!(Day::new(2024, 3, 4).week(), (2024, 10));
    assert_eq!(Day::new(2022, 1, 1).week(), (2021, 52));
    assert_eq!(Day::new(2024, 2, 29).plus(1).iso(), "2024-03-01");
    assert_eq!(WEEKDAYS[Day::new(2024, 3, 4).weekday()], "Monday");
}
