//! The number format of a cell, which says what its number counts: a part of a whole, a stretch of time, a day, money.

use super::number::Stored;
use crate::model::day::Day;
use crate::read::cell;

/// What a number format shows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Format {
    #[default]
    Number,
    Percent,
    /// `[h]:mm`, `h:mm`: hours, minutes and seconds.
    Time,
    Day,
    DayAndTime,
    Money(String),
    /// A unit that stands behind the number: `0.0" h"`.
    Unit(String),
}

/// From which day the days are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Epoch {
    #[default]
    From1900,
    From1904,
}

impl Format {
    /// Reads a format code such as `0.0%`, `[h]:mm`, `dd.mm.yyyy`, `#,##0.00\ "€"`.
    pub fn of_code(code: &str) -> Format {
        let Parts { plain, literal, brackets } = parts(code);
        let is_elapsed =
            brackets.iter().any(|inner| !inner.is_empty() && inner.chars().all(|c| matches!(c, 'h' | 'm' | 's')));
        let has = |letters: &[char]| plain.contains(letters);
        // `General` holds letters of days; `e` stands for a year in some languages only.
        let is_general =
            plain.trim().is_empty() || plain.contains("general") || plain.contains("standard") || plain.contains('@');
        if has(&['%']) {
            return Format::Percent;
        }
        if is_elapsed {
            return Format::Time;
        }
        let is_day = !is_general && (has(&['y', 'd']) || plain.contains("mmm"));
        let is_time = !is_general && has(&['h', 's']);
        match (is_day, is_time) {
            (true, true) => return Format::DayAndTime,
            (true, false) => return Format::Day,
            (false, true) => return Format::Time,
            (false, false) => {}
        }
        let symbol = |text: &str| text.chars().find(|c| matches!(c, '$' | '€' | '£' | '¥' | '₣' | '₹' | '₽' | '₺'));
        let of_bracket = brackets
            .iter()
            .filter_map(|inner| inner.strip_prefix('$'))
            .map(|inner| inner.split_once('-').map_or(inner, |(symbol, _)| symbol).trim());
        let money = of_bracket.filter(|symbol| !symbol.is_empty()).map(str::to_owned).next();
        if let Some(money) = money.or_else(|| symbol(&plain).or_else(|| symbol(&literal)).map(String::from)) {
            return Format::Money(money);
        }
        let unit = literal.trim();
        if is_unit(unit) { Format::Unit(unit.to_owned()) } else { Format::Number }
    }

    /// The format of an id that no workbook has to define. ECMA-376, part 1, 18.8.30.
    pub fn built_in(id: u32) -> Format {
        match id {
            9 | 10 => Format::Percent,
            14..=17 | 27..=31 | 36 | 50..=54 | 57 | 58 => Format::Day,
            22 => Format::DayAndTime,
            18..=21 | 32..=35 | 45..=47 | 55 | 56 => Format::Time,
            5..=8 | 42 | 44 => Format::Money("$".to_owned()),
            _ => Format::Number,
        }
    }

    /// A number as a person would write it with this format: `25%`, `7:30`, `2024-03-04`, `120 €`.
    pub fn text(&self, number: Stored, epoch: Epoch) -> String {
        match self {
            Format::Number => number.text(0),
            Format::Percent => format!("{}%", number.text(2)),
            Format::Money(symbol) => format!("{} {symbol}", number.text(0)),
            Format::Unit(unit) => format!("{} {unit}", number.text(0)),
            Format::Time => number.seconds().map_or_else(|| number.text(0), clock),
            Format::Day | Format::DayAndTime => {
                day(number, *self == Format::DayAndTime, epoch).unwrap_or_else(|| number.text(0))
            }
        }
    }
}

/// Whether a text behind a number is a unit of time.
fn is_unit(text: &str) -> bool {
    const DAYS: [&str; 8] = ["d", "day", "days", "PT", "T", "Tag", "Tage", "j"];
    !text.is_empty()
        && (DAYS.contains(&text) || cell::amount(&format!("1 {text}"), None).is_ok_and(|amount| amount.is_some()))
}

/// Seconds as `7:30`, or with seconds where there are some.
pub fn clock(seconds: u64) -> String {
    let (hours, minutes, rest) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if rest == 0 { format!("{hours}:{minutes:02}") } else { format!("{hours}:{minutes:02}:{rest:02}") }
}

/// The day of a serial number, with the time of day where that is wanted and not midnight.
fn day(number: Stored, with_time: bool, epoch: Epoch) -> Option<String> {
    /// The serial number of 1970-01-01, counted from 1900 as if that had been a leap year, and from 1904.
    const OF_1900: i64 = 25_569;
    const OF_1904: i64 = 24_107;
    let seconds = number.seconds()?;
    let serial = i64::try_from(seconds / 86_400).ok()?;
    let days = match epoch {
        // The 29 February 1900, which there was not, has a number of its own.
        Epoch::From1900 if serial < 60 => serial + 1 - OF_1900,
        Epoch::From1900 => serial - OF_1900,
        Epoch::From1904 => serial - OF_1904,
    };
    let day = Day::from_epoch(i32::try_from(days).ok()?)?;
    let time = seconds % 86_400;
    if with_time && time > 0 { Some(format!("{day} {}", clock(time))) } else { Some(day.to_string()) }
}

/// The first section of a format code: what stands for the number, texts between quotation marks, and what stands in brackets.
struct Parts {
    plain: String,
    literal: String,
    brackets: Vec<String>,
}

fn parts(code: &str) -> Parts {
    let mut parts = Parts { plain: String::new(), literal: String::new(), brackets: Vec::new() };
    let mut rest = code.chars();
    while let Some(c) = rest.next() {
        match c {
            ';' => break,
            '"' => parts.literal.extend(rest.by_ref().take_while(|c| *c != '"')),
            '\\' => parts.literal.extend(rest.next()),
            // The width of a character, and a character to fill with.
            '_' | '*' => drop(rest.next()),
            '[' => {
                let inner: String = rest.by_ref().take_while(|c| *c != ']').collect();
                let lower = inner.to_lowercase();
                parts.brackets.push(if inner.starts_with('$') { inner } else { lower });
            }
            c => parts.plain.extend(c.to_lowercase()),
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_format_code_says_what_a_number_counts() {
        for (code, format) in [
            ("General", Format::Number),
            ("0.00", Format::Number),
            ("#,##0", Format::Number),
            ("@", Format::Number),
            ("0%", Format::Percent),
            ("0.0 %;[Red]-0.0 %", Format::Percent),
            ("[h]:mm", Format::Time),
            ("[hh]:mm:ss", Format::Time),
            ("h:mm AM/PM", Format::Time),
            ("mm:ss", Format::Time),
            ("dd.mm.yyyy", Format::Day),
            ("[$-409]d-mmm-yy;@", Format::Day),
            ("mmm yy", Format::Day),
            ("yyyy-mm-dd hh:mm", Format::DayAndTime),
            ("#,##0.00\\ \"€\"", Format::Money("€".into())),
            ("[$€-407] #,##0", Format::Money("€".into())),
            ("[$CHF] #,##0", Format::Money("CHF".into())),
            ("$#,##0_);($#,##0)", Format::Money("$".into())),
            ("0.0\" h\"", Format::Unit("h".into())),
            ("0\\ \"PT\"", Format::Unit("PT".into())),
            ("0\" FTE\"", Format::Number),
            ("[Red]0", Format::Number),
        ] {
            assert_eq!(Format::of_code(code), format, "{code}");
        }
    }

    #[test]
    fn a_number_is_written_as_its_format_means_it() {
        let text = |format: Format, number: &str| format.text(Stored::parse(number).unwrap(), Epoch::From1900);
        assert_eq!(text(Format::Percent, "0.25"), "25%");
        assert_eq!(text(Format::Percent, "0.28999999999999998"), "29%");
        assert_eq!(text(Format::Time, "0.3125"), "7:30");
        assert_eq!(text(Format::Time, "1.25"), "30:00", "more than a day is no time of day");
        assert_eq!(text(Format::Day, "42009"), "2015-01-05");
        assert_eq!(text(Format::Day, "1"), "1900-01-01");
        assert_eq!(text(Format::Day, "61"), "1900-03-01");
        assert_eq!(text(Format::DayAndTime, "45355.5"), "2024-03-04 12:00");
        assert_eq!(text(Format::Money("€".into()), "120"), "120 €");
        assert_eq!(text(Format::Unit("h".into()), "7.5"), "7.5 h");
        assert_eq!(Format::Day.text(Stored::parse("40547").unwrap(), Epoch::From1904), "2015-01-05");
    }
}
