//! One time: a day, a week, a month, a quarter or a bare number.

use super::part::{Part, Spelled};
use super::text::{Piece, Pieces, What};
use super::words::{Meaning, Weekdays};
use super::{dates, weeks};

/// Reads a plain text that is no range.
pub fn single(text: &str) -> Option<Spelled> {
    let pieces = Pieces::of(text)?;
    // `'24` is no number of a week.
    if pieces.all.first().is_some_and(|first| !first.before.trim().is_empty()) {
        return None;
    }
    without_weekday(&pieces).or_else(|| with_weekday(&pieces))
}

/// Reads a day of a range that has its month in common with the other: `4` of `4-8 Mar`, `4.` of `4.-8.3.2024`.
pub fn day_of_month(text: &str) -> Option<u32> {
    match Pieces::of(text)?.all.as_slice() {
        [Piece { what: What::Number(day @ 1..=31, 1..=2), before: "" }] => Some(*day),
        _ => None,
    }
}

/// Reads `10` and `10, 2024` behind `Mar 4 - `, and `12/2024` behind `KW 10 - `.
pub fn number_and_year(text: &str) -> Option<(u32, Option<i16>)> {
    match Pieces::of(text)?.all.as_slice() {
        [Piece { what: What::Number(number, 1..=2), before: "" }] => Some((*number, None)),
        [
            Piece { what: What::Number(number, 1..=2), before: "" },
            Piece { what: What::Number(year, 4), before: ", " | "," | " " | "/" },
        ] => Some((*number, Some(dates::year(*year)?))),
        _ => None,
    }
}

/// Reads a day of a range without a year, which the other end proves to be one: `27.11`.
pub fn dotted(text: &str) -> Option<Part> {
    dates::dotted(&Pieces::of(text)?)
}

fn without_weekday(pieces: &Pieces<'_>) -> Option<Spelled> {
    dates::numbers(pieces)
        .or_else(|| weeks::week(pieces))
        .or_else(|| weeks::quarter(pieces))
        .or_else(|| dates::named(pieces))
}

/// Reads a day with the name of its day of the week before or behind it: `Mon 4 Mar`, `2024-03-04 Mon`.
fn with_weekday(pieces: &Pieces<'_>) -> Option<Spelled> {
    let joins = |before: &str| !before.is_empty() && dates::joins(before);
    if let [Piece { what: What::Word(_, Meaning { days, .. }), .. }, rest @ ..] = pieces.all.as_slice()
        && rest.first().is_some_and(|next| joins(next.before))
        && let Some(said) = on(*days, rest, pieces.behind)
    {
        return Some(said);
    }
    if let [rest @ .., Piece { what: What::Word(_, Meaning { days, .. }), before }] = pieces.all.as_slice()
        && joins(before)
    {
        return on(*days, rest, before.trim_end().trim_end_matches(','));
    }
    None
}

fn on(days: Weekdays, rest: &[Piece<'_>], behind: &str) -> Option<Spelled> {
    if days.is_empty() {
        return None;
    }
    let pieces = Pieces { all: rest.to_vec(), behind };
    let said = match without_weekday(&pieces) {
        Some(said) => said,
        None => Spelled::of(dates::dotted(&pieces)?),
    };
    // A day of the week proves that it is a day, and not a month.
    let other = said.other.and_then(|other| other.on(days));
    Some(Spelled { first: said.first.on(days)?, other, certain: true, ..said })
}
