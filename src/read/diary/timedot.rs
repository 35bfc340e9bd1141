//! Timedot files: below a date a line for each account, `ci:build  .... ..`, with two spaces or more before the amount. A dot is a
//! quarter of an hour, and so is a letter, which is a tag too; numbers are hours, or what stands behind them.

use std::collections::BTreeMap;
use std::ops::Range;

use super::clock::{HOUR, MINUTE, day, duration};
use super::page::{Line, Page};
use crate::model::day::Day;
use crate::problem::DiaryFault;
use crate::read::written::Field;

const DATE: &str = "a date above the accounts: 2024-03-04";
const BELOW: &str = "the account and its amount in a line of their own, below the date";
const AMOUNT: &str = "quarter hours (.... ..), hours (1.5), minutes (90m) or seconds (30s)";

pub fn read(page: &mut Page<'_>) {
    let mut date: Option<(Day, Range<usize>)> = None;
    // Below a date that is not understood no line has a day.
    let mut is_broken = false;
    for line in Line::all(page.own.text()) {
        if line.is_blank() || line.text.starts_with(['#', ';']) {
            continue;
        }
        let is_headline = line.text.starts_with('*');
        let text = without_stars(line.text);
        let word = text.split([' ', '\t', ';']).next().unwrap_or_default();
        if looks_like_date(word) && !line.text.starts_with([' ', '\t']) {
            date = day(word).map(|day| (day, line.range(word)));
            is_broken = date.is_none();
            if is_broken {
                page.unreadable(line.range(word), DATE);
            }
            let rest = text.get(word.len()..).unwrap_or_default().trim();
            if parted(rest).is_some_and(|(_, text)| matches!(amount(text), Some(Amount::Hours(_) | Amount::Long))) {
                page.unreadable(line.range(rest), BELOW);
            }
        } else if is_broken {
            page.rejected += u64::from(parted(text).is_some());
        } else if let Some((day, day_at)) = &date {
            account(page, line, text, (day.to_string(), day_at.clone()));
        } else if !is_headline {
            page.unreadable(line.whole(), DATE);
        }
    }
}

/// Headlines of org-mode may be around dates and accounts.
fn without_stars(line: &str) -> &str {
    let rest = line.trim_start_matches('*');
    if rest.starts_with(' ') { rest.trim() } else { line.trim() }
}

/// Four digits, a mark and digits: a date, also one that does not exist.
pub fn looks_like_date(word: &str) -> bool {
    let is_part = |c: char| c.is_ascii_digit() || "-/.".contains(c);
    let mut parts = word.split(['-', '/', '.']);
    parts.next().is_some_and(|year| year.len() == 4)
        && word.chars().all(is_part)
        && parts.clone().count() == 2
        && parts.all(|part| (1..3).contains(&part.len()))
}

/// The account and the amount of a line, with two spaces or a tab between them; a comment behind `;` is neither.
pub fn parted(text: &str) -> Option<(&str, &str)> {
    let text = text.split_once(';').map_or(text, |(text, _)| text).trim_end();
    let end = [text.find("  "), text.find('\t')].into_iter().flatten().min()?;
    let (account, amount) = text.split_at(end);
    Some((account.trim(), amount.trim())).filter(|(account, amount)| !account.is_empty() && !amount.is_empty())
}

fn account(page: &mut Page<'_>, line: Line<'_>, text: &str, day: Field) {
    let comment = text.split_once(';').map_or("", |(_, comment)| comment.trim());
    let description = (comment.to_owned(), line.range(comment));
    let Some((name, amount_text)) = parted(text) else {
        let name = text.split(';').next().unwrap_or_default().trim();
        if let Some((_, last)) = name.rsplit_once([' ', '\t'])
            && !last.chars().all(char::is_alphabetic)
            && amount(last).is_some()
        {
            return page.reject(line.range(last), DiaryFault::SingleSpace { amount: last.to_owned() });
        }
        return page.leave_out(line.range(name));
    };
    let at = line.range(amount_text);
    match amount(amount_text) {
        Some(Amount::Hours(hours)) => {
            entry(page, day, (hours, at), (name, line.range(name)), String::new(), description);
        }
        Some(Amount::Letters(letters)) => {
            for (letter, quarters) in letters {
                let hours = duration(quarters * 15 * MINUTE).unwrap_or_default();
                let name = (name, line.range(name));
                entry(page, day.clone(), (hours, at.clone()), name, format!("t:{letter}"), description.clone());
            }
        }
        Some(Amount::Long) => page.reject(at, DiaryFault::LongUnit { text: amount_text.to_owned() }),
        None => page.unreadable(at, AMOUNT),
    }
}

fn entry(page: &mut Page<'_>, day: Field, hours: Field, account: (&str, Range<usize>), tag: String, note: Field) {
    let (account, at) = account;
    let (project, task) = account.split_once(':').unwrap_or((account, ""));
    let field = |text: &str| (text.to_owned(), at.clone());
    page.entry(&[day, hours, field(project), field(task), (tag, at.clone()), note]);
}

/// An amount, as the table writes it.
#[derive(Debug, PartialEq, Eq)]
pub enum Amount {
    Hours(String),
    /// How often each letter stands there: a quarter of an hour each.
    Letters(BTreeMap<char, i64>),
    /// It is in days or more.
    Long,
}

/// Reads `.... ..`, `1.5`, `0,25`, `1.5h`, `90m`, `30s` or `aab`.
pub fn amount(text: &str) -> Option<Amount> {
    let marks: String = text.chars().filter(|c| *c != ' ').collect();
    let count = i64::try_from(marks.len()).ok().filter(|count| *count > 0)?;
    if marks.bytes().all(|byte| byte == b'.') {
        return duration(count * 15 * MINUTE).map(Amount::Hours);
    }
    if marks.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        duration(count * 15 * MINUTE)?;
        let mut letters = BTreeMap::new();
        marks.chars().for_each(|letter| *letters.entry(letter).or_default() += 1);
        return Some(Amount::Letters(letters));
    }
    let end = text.find(|c: char| !c.is_ascii_digit() && c != '.' && c != ',').unwrap_or(text.len());
    let (number, unit) = text.split_at(end);
    let (whole, places) = number.split_once(['.', ',']).unwrap_or((number, ""));
    let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    // An amount of the table has at most 18 decimal places.
    let is_number = is_digits(whole) && is_digits(places) && !(whole.is_empty() && places.is_empty());
    if !is_number || whole.len() > 6 || places.len() > 18 {
        return None;
    }
    let seconds_of = |each: i64| {
        let scale = 10_i128.checked_pow(u32::try_from(places.len()).ok()?)?;
        let value: i128 = format!("0{whole}{places}").parse().ok()?;
        let seconds = value * i128::from(each);
        let is_exact = seconds % scale == 0;
        duration(i64::try_from(seconds / scale).ok().filter(|_| is_exact)?).map(Amount::Hours)
    };
    match unit {
        "" | "h" => {
            seconds_of(HOUR).or_else(|| Some(Amount::Hours(format!("0{whole}.{places}h"))).filter(|_| whole.len() < 5))
        }
        "m" => seconds_of(MINUTE),
        "s" => seconds_of(1),
        "d" | "w" | "mo" | "y" => Some(Amount::Long),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_dots_letters_or_numbers_with_a_unit() {
        let hours = |text: &str| match amount(text) {
            Some(Amount::Hours(hours)) => Some(hours),
            _ => None,
        };
        for (text, is) in [
            (".... ..", "1:30"),
            (".", "0:15"),
            ("1.5", "1:30"),
            ("0,25", "0:15"),
            (".5h", "0:30"),
            ("90m", "1:30"),
            ("1.5m", "0:01:30"),
            ("30s", "0:00:30"),
            ("2", "2:00"),
            ("1.333", "01.333h"),
        ] {
            assert_eq!(hours(text).as_deref(), Some(is), "{text}");
        }
        for text in ["1.01s", "1.2.3", "1 5", "99999", "x1", "-1", "1:30", "1.5x", ","] {
            assert_eq!(amount(text), None, "{text}");
        }
        assert_eq!(["2d", "1w", "1mo", "1y"].map(amount), [const { Some(Amount::Long) }; 4]);
        assert_eq!(amount("aab c"), Some(Amount::Letters(BTreeMap::from([('a', 2), ('b', 1), ('c', 1)]))));
    }
}
