//! Days and months, in numbers and by name.

use super::part::{Part, Spelled};
use super::text::{Piece, Pieces, What};
use super::words::Meaning;

/// The years that a number of four digits means where it could be something else.
const YEARS: std::ops::RangeInclusive<u32> = 1990..=2100;

/// Reads three numbers with one mark between them. `None` if they are no day.
pub fn three_numbers([a, b, c]: [(u32, usize); 3], mark: char) -> Option<Spelled> {
    let century = |number: u32| year(2000 + number);
    match (a.1, c.1) {
        (4, _) => Part::day(year(a.0), b.0, c.0).map(Spelled::of),
        (_, 4) if mark == '.' => Part::day(year(c.0), b.0, a.0).map(Spelled::of),
        (_, 4) => Part::numbers(year(c.0), a.0, b.0).map(Spelled::of),
        (1..=2, 2) if b.1 <= 2 && mark == '.' => {
            let day = Spelled::of(Part::day(century(c.0), b.0, a.0)?);
            // `1.2.16` may be a version.
            Some(if (a.1, b.1) == (2, 2) { day } else { day.uncertain() })
        }
        (1..=2, 2) if b.1 <= 2 => {
            let day = Part::numbers(century(c.0), a.0, b.0);
            // With dashes the year may stand first, as in 2024-03-04.
            let other = if mark == '-' && a.1 == 2 { Part::day(century(a.0), b.0, c.0) } else { None };
            day.map(|day| Spelled::of(day).or(other)).or(other.map(Spelled::of))
        }
        _ => None,
    }
}

/// Reads a plain text of three numbers and nothing else, without cutting it into pieces: most cells with a day are.
pub fn three_plain_numbers(text: &str) -> Option<Spelled> {
    let mark = text.chars().find(|c| ['-', '/', '.'].contains(c))?;
    let mut parts = text.split(mark).map(|part| {
        let is_number = !part.is_empty() && part.len() <= 4 && part.bytes().all(|byte| byte.is_ascii_digit());
        is_number.then(|| part.parse().ok().map(|number: u32| (number, part.len())))?
    });
    let all = [parts.next()??, parts.next()??, parts.next()??];
    if parts.next().is_some() { None } else { three_numbers(all, mark) }
}

/// Reads a text without words: a day, a month, or a bare number.
pub fn numbers(pieces: &Pieces<'_>) -> Option<Spelled> {
    match pieces.all.as_slice() {
        [Piece { what: What::Number(number, digits), .. }] => one_number(*number, *digits),
        [Piece { what: What::Number(a, a_len), .. }, Piece { what: What::Number(b, b_len), before }] => {
            two_numbers([(*a, *a_len), (*b, *b_len)], mark(before)?, pieces.behind == ".")
        }
        [
            Piece { what: What::Number(a, a_len), .. },
            Piece { what: What::Number(b, b_len), before },
            Piece { what: What::Number(c, c_len), before: second },
        ] => {
            let mark = mark(before).filter(|mark| Some(*mark) == self::mark(second))?;
            three_numbers([(*a, *a_len), (*b, *b_len), (*c, *c_len)], mark)
        }
        _ => None,
    }
}

/// Returns the mark between two numbers of a date. Blanks may stand beside a dot or a slash; beside a dash they make it
/// a range.
fn mark(before: &str) -> Option<char> {
    match before.trim() {
        "." => Some('.'),
        "/" => Some('/'),
        "-" if before == "-" => Some('-'),
        _ => None,
    }
}

fn one_number(number: u32, digits: usize) -> Option<Spelled> {
    if digits == 8 {
        let first = number / 10_000;
        let day = YEARS.contains(&first).then(|| Part::day(year(first), number / 100 % 100, number % 100));
        return day.flatten().map(Spelled::of);
    }
    let is_one = match digits {
        1..=2 => (1..=53).contains(&number),
        4 => YEARS.contains(&number),
        // A serial number of five digits is a day from 1954 to 2119.
        5 => (20_000..80_000).contains(&number),
        _ => false,
    };
    is_one.then(|| i32::try_from(number).ok()).flatten().map(|number| Spelled::of(Part::Number(number)).uncertain())
}

/// Reads `2024-03`, `03/2024`, `11/27` and, if a dot stands behind them, `27.11.`
fn two_numbers([a, b]: [(u32, usize); 2], mark: char, has_dot: bool) -> Option<Spelled> {
    match (a.1, mark, b.1) {
        // `2024.5` is an amount.
        (4, '-' | '/', 1..=2) if YEARS.contains(&a.0) => Part::month(year(a.0), b.0).map(Spelled::of),
        (1..=2, '-' | '/', 4) if YEARS.contains(&b.0) => Part::month(year(b.0), a.0).map(Spelled::of),
        // So may `10.2024` be, but less often.
        (2, '.', 4) if YEARS.contains(&b.0) => Part::month(year(b.0), a.0).map(|month| Spelled::of(month).uncertain()),
        (1..=2, '.', 1..=2) if has_dot => Part::day(None, b.0, a.0).map(Spelled::of),
        (1..=2, '/', 1..=2) => {
            let day = Part::numbers(None, a.0, b.0)?;
            let month = if b.1 == 2 { Part::month(year(2000 + b.0), a.0) } else { None };
            Some(Spelled::of(day).or(month).uncertain())
        }
        _ => None,
    }
}

/// Reads a day without a year that a word beside it proves to be one: `Mo 04.03`, `04.03 bis 08.03.2024`.
pub fn dotted(pieces: &Pieces<'_>) -> Option<Part> {
    let [Piece { what: What::Number(a, 1..=2), .. }, Piece { what: What::Number(b, 1..=2), before }] =
        pieces.all.as_slice()
    else {
        return None;
    };
    if mark(before)? == '.' { Part::day(None, *b, *a) } else { None }
}

/// Reads a text with the name of a month: `March`, `March 2024`, `Mar-24`, `4-Mar`, `4 March 2024`, `Mar 4, 2024`.
pub fn named(pieces: &Pieces<'_>) -> Option<Spelled> {
    match pieces.all.as_slice() {
        [Piece { what: What::Word(_, Meaning { month: Some(month), .. }), .. }] => {
            Some(Spelled::of(Part::Month { year: None, month: *month }).uncertain())
        }
        [
            Piece { what: What::Word(_, Meaning { month: Some(month), is_english, .. }), .. },
            Piece { what: What::Number(number, digits), before },
        ] => month_and_number(*month, *is_english, (*number, *digits), before),
        [
            Piece { what: What::Number(number, digits), .. },
            Piece { what: What::Word(_, Meaning { month: Some(month), .. }), before },
        ] => {
            let month = month.unsigned_abs().into();
            match digits {
                1..=2 if joins(before) && !before.is_empty() => Part::day(None, month, *number).map(Spelled::of),
                4 if joins(before) && YEARS.contains(number) => Part::month(year(*number), month).map(Spelled::of),
                _ => None,
            }
        }
        [
            Piece { what: What::Number(a, a_len), .. },
            Piece { what: What::Word(_, Meaning { month: Some(month), .. }), before: first },
            Piece { what: What::Number(c, c_len), before: second },
        ] => {
            let month = month.unsigned_abs().into();
            let day = match (a_len, c_len) {
                (1..=2, 4) => Part::day(year(*c), month, *a),
                (1..=2, 2) => Part::day(year(2000 + *c), month, *a),
                (4, 1..=2) => Part::day(year(*a), month, *c),
                _ => None,
            };
            day.filter(|_| join_alike(first, second)).map(Spelled::of)
        }
        [
            Piece { what: What::Word(_, Meaning { month: Some(month), is_english, .. }), .. },
            Piece { what: What::Number(b, 1..=2), before: first },
            Piece { what: What::Number(c, c_len), before: second },
        ] => {
            let is_apart = second.contains([',', '\'', '-', '/']);
            let year = match c_len {
                4 if !second.is_empty() => year(*c),
                2 if *is_english && is_apart => year(2000 + *c),
                _ => None,
            };
            let day = Part::day(Some(year?), month.unsigned_abs().into(), *b);
            day.filter(|_| join_alike(first, second)).map(Spelled::of)
        }
        _ => None,
    }
}

/// Reads `March 2024`, `Mar-24`, `Mar 4`. Behind a blank, a number of two digits is a day or a year in English, and a
/// year in the other languages, which have the day before the month.
fn month_and_number(month: i8, is_english: bool, (number, digits): (u32, usize), before: &str) -> Option<Spelled> {
    if !joins(before) {
        return None;
    }
    let of = |year: Option<i16>| Part::month(year, month.unsigned_abs().into());
    let day = || Part::day(None, month.unsigned_abs().into(), number);
    let is_marked = before.contains(['-', '/', '\'']);
    match digits {
        4 if YEARS.contains(&number) => of(year(number)).map(Spelled::of),
        2 if is_marked => of(year(2000 + number)).map(Spelled::of),
        _ if before.is_empty() => None,
        2 if is_english => day().map(|day| Spelled::of(day).or(of(year(2000 + number)))),
        2 => of(year(2000 + number)).map(Spelled::of),
        1 if is_english => day().map(Spelled::of),
        _ => None,
    }
}

/// Returns whether what stands between two pieces joins them to one date. A dash with a blank beside it makes a range.
pub fn joins(before: &str) -> bool {
    let is_range = before.contains('-') && before.contains(' ');
    before.len() <= 3 && !is_range && !before.contains(['#', ':']) && !before.contains("..")
}

/// Returns whether three pieces are one date: a dash or a slash between the last two stands between the first two, too.
/// `Mar 4-10` is a range.
fn join_alike(first: &str, second: &str) -> bool {
    let alike = |mark: char| !second.contains(mark) || first.contains(mark);
    joins(first) && joins(second) && alike('-') && alike('/')
}

/// Returns a year as it is kept. `None` if no calendar has it.
pub fn year(number: u32) -> Option<i16> {
    i16::try_from(number).ok()
}

/// Reads a year that stands alone: `2024`.
pub fn bare_year(pieces: &Pieces<'_>) -> Option<i16> {
    match pieces.all.as_slice() {
        [Piece { what: What::Number(number, 4), .. }] if YEARS.contains(number) => year(*number),
        _ => None,
    }
}
