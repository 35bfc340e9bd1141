//! Weeks and quarters: a word and a number, with or without a year.

use super::dates::year;
use super::part::{Part, Spelled};
use super::text::{Piece, Pieces, What};
use super::words::Meaning;
use crate::model::week::Week;

/// A word before or behind a number, which says that it is one of a week.
#[derive(Clone, Copy)]
struct Word<'a>(&'a str);

impl Word<'_> {
    /// Whether it is so short that it may be the beginning of another name: `S3`, `V. 2`. `Sem. 2` may be half a year.
    fn is_weak(self) -> bool {
        ["s", "v", "sem"].contains(&self.0)
    }

    /// Whether a number may follow it so: `v2` is a version, and `sett-24` is September.
    fn takes(self, before: &str) -> bool {
        let takes_dash = self.0.len() > 1 && self.0 != "sett";
        near(before) && !(self.0 == "v" && before.is_empty()) && (takes_dash || !before.contains('-'))
    }
}

/// Returns whether what stands between a word and its number joins them.
fn near(before: &str) -> bool {
    before.len() <= 3 && !before.contains([',', '/', '\'']) && before != " - " && !before.contains("..")
}

/// Returns whether what stands before or behind a year joins it to the rest.
fn beside_year(before: &str) -> bool {
    before.len() <= 3 && !before.contains(['#', ':']) && !before.contains("..")
}

/// Returns the year of a number beside a week, if it can be one there: with two digits only behind a slash or an
/// apostrophe, as `W10-12` is a range.
fn year_behind(number: u32, digits: usize, before: &str) -> Option<i16> {
    match digits {
        4 if beside_year(before) => year(number),
        2 if ["/", "'", " '"].contains(&before) => year(2000 + number),
        _ => None,
    }
}

/// Reads a week: `2016-W03`, `W3`, `KW 10/2024`, `10. KW`; or the day `2016-W03-1`.
pub fn week(pieces: &Pieces<'_>) -> Option<Spelled> {
    match pieces.all.as_slice() {
        [
            Piece { what: What::Word(text, Meaning { is_week: true, .. }), .. },
            Piece { what: What::Number(number, 1..=2), before },
        ] => {
            let word = Word(text);
            let week = Spelled::of(Part::week(None, *number).filter(|_| word.takes(before))?);
            Some(if word.is_weak() { week.uncertain() } else { week })
        }
        [
            Piece { what: What::Word(text, Meaning { is_week: true, .. }), .. },
            Piece { what: What::Number(number, digits @ 1..=2), before },
            Piece { what: What::Number(year, year_digits), before: second },
        ] => {
            let word = Word(text);
            let year = year_behind(*year, *year_digits, second).filter(|_| !second.is_empty())?;
            let week = Spelled::of(Part::week(Some(year), *number).filter(|_| word.takes(before))?);
            // `S1 2024` may be half a year.
            Some(if word.is_weak() && *digits == 1 { week.uncertain() } else { week })
        }
        // `10. KW`: without the dot it is a duration.
        [
            Piece { what: What::Number(number, 1..=2), .. },
            Piece { what: What::Word(text, Meaning { is_week: true, .. }), before },
            rest @ ..,
        ] if before.starts_with('.') && text.len() > 1 && *text != "sett" => {
            let year = match rest {
                [] => None,
                [Piece { what: What::Number(year, digits), before }] => Some(year_behind(*year, *digits, before)?),
                _ => return None,
            };
            Part::week(year, *number).map(Spelled::of)
        }
        [
            Piece { what: What::Number(year, digits), .. },
            Piece { what: What::Word(text, Meaning { is_week: true, .. }), before: first },
            Piece { what: What::Number(number, 1..=2), before },
            rest @ ..,
        ] => {
            let is_joined = beside_year(first) && near(before) && (!before.contains('-') || text.len() > 1);
            let year = match digits {
                4 => self::year(*year),
                2 if ["w", "kw", "cw"].contains(text) && ["", "-"].contains(first) => self::year(2000 + *year),
                _ => None,
            };
            let week = Part::week(Some(year?), *number).filter(|_| is_joined)?;
            match rest {
                [] => Some(Spelled::of(week)),
                [Piece { what: What::Number(at @ 1..=7, 1), before: "-" }] if *text == "w" => {
                    let monday = Week::new(year?, u8::try_from(*number).ok()?)?.monday();
                    let day = monday.plus(i32::try_from(*at).ok()? - 1);
                    let (month, number) = (day.month().unsigned_abs(), day.day_of_month().unsigned_abs());
                    Part::day(Some(day.year()), month.into(), number.into()).map(Spelled::of)
                }
                _ => None,
            }
        }
        _ => None,
    }
}

/// Reads a quarter: `2024-Q1`, `Q1/24`, `1. Quartal 2024`, `1T24`. `T1` is one only with its year.
pub fn quarter(pieces: &Pieces<'_>) -> Option<Spelled> {
    let short = |digits: usize| [2, 4].contains(&digits);
    let full = |number: u32, digits: usize| year(if digits == 2 { 2000 + number } else { number });
    let (text, quarter, year) = match pieces.all.as_slice() {
        [
            Piece { what: What::Word(text, Meaning { is_quarter: true, .. }), .. },
            Piece { what: What::Number(quarter, 1), before },
            rest @ ..,
        ] if near(before) => match rest {
            [] => (*text, *quarter, None),
            [Piece { what: What::Number(year, digits), before }]
                if short(*digits) && beside_year(before) && !before.is_empty() =>
            {
                (*text, *quarter, full(*year, *digits))
            }
            _ => return None,
        },
        [
            Piece { what: What::Number(quarter, 1), .. },
            Piece { what: What::Word(text, Meaning { is_quarter: true, .. }), before },
            rest @ ..,
        ] if near(before) => match rest {
            [] => (*text, *quarter, None),
            [Piece { what: What::Number(year, digits), before }] if short(*digits) && beside_year(before) => {
                (*text, *quarter, full(*year, *digits))
            }
            _ => return None,
        },
        [
            Piece { what: What::Number(year, digits), .. },
            Piece { what: What::Word(text, Meaning { is_quarter: true, .. }), before: first },
            Piece { what: What::Number(quarter, 1), before },
        ] if short(*digits) && beside_year(first) && near(before) => (*text, *quarter, full(*year, *digits)),
        _ => return None,
    };
    let said = Spelled::of(Part::quarter(year, quarter)?);
    match year {
        Some(_) => Some(said),
        None if text == "t" => None,
        None => Some(said.uncertain()),
    }
}
