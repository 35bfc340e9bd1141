//! Files of klog: records, each with a date, below it entries that are indented, and a blank line between two records.
//!
//! ```text
//! 2024-03-04 (8h!)
//! Day in the office #ci
//!     8:00 - 12:00 Slow tests
//!     -30m Break
//!     13:00 - ? #docs
//! ```

use std::ops::Range;

use super::clock::{DAY, HOUR, MINUTE, day, duration, moment, number, on, time};
use super::page::{Entry, Line, MOST_LABELS, Page, TOO_MANY_LABELS, joined};
use crate::model::day::Day;
use crate::problem::EntryFault;
use crate::read::written::Field;

const HEADLINE: &str = "the date of a record: 2024-03-04, or 2024-03-04 (8h!)";
const ENTRY: &str = "an entry: 8:00 - 12:00, 9:00 - ?, 2h30m or -30m, with or without words behind it";
const SEPARATE: &str = "a blank line between two records";
const INDENTED: &str = "an entry, indented like the one above, or twice as far where its words go on";

pub fn read(page: &mut Page<'_>) {
    let mut record = None;
    let mut is_broken = false;
    for line in Line::all(page.own.text()) {
        let is_indented = line.text.starts_with([' ', '\t']);
        if line.is_blank() {
            finish(page, &mut record);
            is_broken = false;
        } else if is_broken {
            // What stands below a date that is not understood has no day.
            page.rejected += u64::from(is_indented && value(line.text.trim_start()).is_some());
        } else if is_indented {
            match &mut record {
                Some(record) => record.indented(page, line),
                None => page.unreadable(line.whole(), HEADLINE),
            }
        } else {
            let has_entries = record.as_ref().is_some_and(|record: &Record| !record.indent.is_empty());
            match &mut record {
                // A date is no words about the day above it.
                Some(record) if !has_entries && headline(line.text).is_none() => record.tags.extend(tags(line.text)),
                _ => {
                    if record.is_some() {
                        page.unreadable(line.whole(), SEPARATE);
                        finish(page, &mut record);
                    }
                    record = Record::headed(line);
                    is_broken = record.is_none();
                    if is_broken && !has_entries {
                        page.unreadable(line.whole(), HEADLINE);
                    }
                }
            }
        }
    }
    finish(page, &mut record);
}

fn finish(page: &mut Page<'_>, record: &mut Option<Record>) {
    if let Some(mut record) = record.take() {
        record.write(page);
    }
}

/// A record whose entries are being read.
struct Record {
    day: (Day, Range<usize>),
    tags: Vec<String>,
    /// The white space before its entries; empty before the first.
    indent: String,
    has_open: bool,
    entry: Option<Open>,
}

/// An entry whose words may go on in the next line.
struct Open {
    value: Value,
    at: Range<usize>,
    words: Vec<String>,
    words_at: Range<usize>,
}

/// What an entry says of its time, in seconds; times are those since the midnight with which the record's day begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Value {
    Duration(i64),
    Range(i64, i64),
    Open(i64),
}

impl Record {
    fn headed(line: Line<'_>) -> Option<Record> {
        let (day, date, rest) = headline(line.text)?;
        let is_fine = rest.is_empty() || should_total(rest);
        is_fine.then(|| Record {
            day: (day, line.range(date)),
            tags: Vec::new(),
            indent: String::new(),
            has_open: false,
            entry: None,
        })
    }

    fn indented(&mut self, page: &mut Page<'_>, line: Line<'_>) {
        let text = line.text.trim_start();
        let indent = line.text.get(..line.text.len() - text.len()).unwrap_or_default();
        let twice = indent.strip_prefix(self.indent.as_str()).filter(|_| !self.indent.is_empty());
        let is_continued = twice.is_some_and(|rest| rest.starts_with(&self.indent));
        if let Some(entry) = self.entry.as_mut().filter(|_| is_continued) {
            entry.words.push(text.trim_end().to_owned());
            return;
        }
        if is_continued {
            // The words of an entry that is not understood.
            return;
        }
        self.write(page);
        if self.indent.is_empty() {
            indent.clone_into(&mut self.indent);
        } else if indent != self.indent {
            return page.unreadable(line.whole(), INDENTED);
        }
        let Some((value, length)) = value(text) else { return page.unreadable(line.whole(), ENTRY) };
        let (value_text, words) = text.split_at(length);
        let at = line.range(value_text);
        if let Value::Range(start, end) = value
            && end < start
        {
            let (start, end) = value_text.split_once('-').unwrap_or((value_text, ""));
            let (start, end) = (start.trim().to_owned(), end.trim().to_owned());
            return page.reject(at, EntryFault::EndsBeforeStart { start, end });
        }
        let is_open = matches!(value, Value::Open(_));
        if is_open && self.has_open {
            return page.unreadable(at, "one open range in a record");
        }
        self.has_open |= is_open;
        let words = words.trim();
        let words_at = if words.is_empty() { at.clone() } else { line.range(words) };
        self.entry = Some(Open { value, at, words: vec![words.to_owned()], words_at });
    }

    /// Adds the entry that is being read. The tags of the record are those of each of its entries.
    fn write(&mut self, page: &mut Page<'_>) {
        let Some(Open { value, at, words, words_at }) = self.entry.take() else { return };
        let words = words.join(" ").trim().to_owned();
        let own = tags(&words);
        if self.tags.len() + own.len() > MOST_LABELS {
            return page.unreadable(at, TOO_MANY_LABELS);
        }
        let mut labels: Vec<&String> = Vec::new();
        for tag in self.tags.iter().chain(&own) {
            if !labels.iter().any(|known| known.to_lowercase() == tag.to_lowercase()) {
                labels.push(tag);
            }
        }
        let tags: Field = (joined(labels.into_iter().map(String::as_str)), words_at.clone());
        let date = self.day.0;
        let stamp = |time: i64| moment(on(date, time)).unwrap_or_default();
        let (start, end, seconds) = match value {
            Value::Duration(seconds) => (String::new(), String::new(), Some(seconds)),
            Value::Range(start, end) => (stamp(start), stamp(end), Some(end - start)),
            Value::Open(start) => (stamp(start), String::new(), None),
        };
        let Some(length) = seconds.map_or(Some(String::new()), duration) else { return page.unreadable(at, ENTRY) };
        let goes_on = matches!(value, Value::Range(start, end) if start < DAY && end > DAY);
        page.wall_clock(Entry {
            day: (date.to_string(), self.day.1.clone()),
            start,
            end,
            end_day: if goes_on { date.plus(1).to_string() } else { String::new() },
            duration: length,
            at,
            project: tags.clone(),
            task: (String::new(), words_at.clone()),
            tags,
            description: (words, words_at),
        });
    }
}

/// The day of a headline, its date as written, and what stands behind it.
pub fn headline(line: &str) -> Option<(Day, &str, &str)> {
    let (date, rest) = line.split_once([' ', '\t']).unwrap_or((line, ""));
    let is_written_out = date.len() == 10 && !date.contains('.');
    Some((day(date).filter(|_| is_written_out)?, date, rest.trim()))
}

/// `(8h!)`: the time that somebody wants to work is no effort.
pub fn should_total(text: &str) -> bool {
    let inner = text.strip_prefix('(').and_then(|rest| rest.strip_suffix("!)"));
    inner.is_some_and(|inner| length(inner.trim()).is_some())
}

/// The time that an entry begins with, and how many bytes it takes.
pub fn value(text: &str) -> Option<(Value, usize)> {
    let (value, length) = range(text).or_else(|| {
        let word = text.split([' ', '\t']).next()?;
        Some((Value::Duration(self::length(word)?), word.len()))
    })?;
    let rest = text.get(length..)?;
    (rest.is_empty() || rest.starts_with([' ', '\t'])).then_some((value, length))
}

/// `8:00 - 12:00`, `9:00 - ?`.
fn range(text: &str) -> Option<(Value, usize)> {
    let is_part = |c: char| c.is_ascii_alphanumeric() || "<>:?".contains(c);
    let first_end = text.find(|c: char| !is_part(c))?;
    let (first, rest) = text.split_at(first_end);
    let behind = rest.trim_start_matches(' ').strip_prefix('-')?.trim_start_matches(' ');
    let last_end = behind.find(|c: char| !is_part(c)).unwrap_or(behind.len());
    let last = behind.get(..last_end)?;
    let length = text.len() - behind.len() + last_end;
    let start = shifted(first)?;
    if !last.is_empty() && last.bytes().all(|byte| byte == b'?') {
        return Some((Value::Open(start), length));
    }
    Some((Value::Range(start, shifted(last)?), length))
}

/// The seconds since midnight of `8:00`, `6:30am`, `<23:40` (the day before) or `0:30>` (the day after).
fn shifted(text: &str) -> Option<i64> {
    let (text, shift) = match (text.strip_prefix('<'), text.strip_suffix('>')) {
        (Some(text), None) => (text, -DAY),
        (None, Some(text)) => (text, DAY),
        _ => (text, 0),
    };
    if text == "24:00" && shift <= 0 {
        return Some(DAY + shift);
    }
    let half = text.strip_suffix("am").map(|text| (text, 0)).or_else(|| Some((text.strip_suffix("pm")?, 12 * HOUR)));
    let Some((clock, noon)) = half else { return Some(short_time(text)? + shift) };
    let seconds = short_time(clock).filter(|seconds| (HOUR..13 * HOUR).contains(seconds))?;
    Some(seconds % (12 * HOUR) + noon + shift)
}

/// A time without seconds.
fn short_time(text: &str) -> Option<i64> {
    time(text).filter(|_| text.matches(':').count() == 1)
}

/// The seconds of `2h30m`, `90m`, `-1h` or `+15m`.
fn length(text: &str) -> Option<i64> {
    const DIGITS: Range<usize> = 1..8;
    let (sign, text) = match text.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, text.strip_prefix('+').unwrap_or(text)),
    };
    let (hours, rest) = match text.split_once('h') {
        Some((hours, rest)) => (Some(number(hours, DIGITS)?), rest),
        None => (None, text),
    };
    let minutes = match rest.strip_suffix('m') {
        Some(minutes) => Some(number(minutes, DIGITS)?),
        None if rest.is_empty() => None,
        None => return None,
    };
    if hours.is_none() && minutes.is_none() || hours.is_some() && minutes.is_some_and(|minutes| minutes > 59) {
        return None;
    }
    Some(sign * (hours.unwrap_or(0) * HOUR + minutes.unwrap_or(0) * MINUTE))
}

/// The tags in a text, without the `#` and the quotation marks: `ci`, `team=build tools`.
fn tags(text: &str) -> Vec<String> {
    let is_part = |c: char| c.is_alphanumeric() || c == '_' || c == '-';
    let part = |text: &str| text.find(|c| !is_part(c)).unwrap_or(text.len());
    let (mut tags, mut rest) = (Vec::new(), text);
    while let Some((_, behind)) = rest.split_once('#') {
        let (name, behind) = behind.split_at(part(behind));
        rest = behind;
        if name.is_empty() {
            continue;
        }
        let value = behind.strip_prefix('=').and_then(|behind| match behind.chars().next() {
            Some(mark @ ('"' | '\'')) => behind.get(1..)?.split_once(mark),
            _ => Some(behind.split_at(part(behind))),
        });
        tags.push(match value.filter(|(value, _)| !value.is_empty()) {
            Some((value, behind)) => {
                rest = behind;
                format!("{name}={value}")
            }
            None => name.to_owned(),
        });
    }
    tags
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_and_durations_of_entries() {
        let seconds = |text: &str| value(text).map(|(value, _)| value);
        for (text, is) in [
            ("8:00 - 12:30 Work", Value::Range(8 * HOUR, 12 * HOUR + 30 * MINUTE)),
            ("08:00-9:00", Value::Range(8 * HOUR, 9 * HOUR)),
            ("6:30am - 12:15pm", Value::Range(6 * HOUR + 30 * MINUTE, 12 * HOUR + 15 * MINUTE)),
            ("12:00am - 24:00", Value::Range(0, DAY)),
            ("<23:40 - 3:12", Value::Range(23 * HOUR + 40 * MINUTE - DAY, 3 * HOUR + 12 * MINUTE)),
            ("0:30> - 4:00>", Value::Range(DAY + 30 * MINUTE, DAY + 4 * HOUR)),
            ("9:00 - ?", Value::Open(9 * HOUR)),
            ("9:00-??? x", Value::Open(9 * HOUR)),
            ("2h30m", Value::Duration(9000)),
            ("-1h", Value::Duration(-3600)),
            ("150m text", Value::Duration(9000)),
            ("+15m", Value::Duration(900)),
        ] {
            assert_eq!(seconds(text), Some(is), "{text}");
        }
        for text in ["8:00", "8:00 - ", "25:00 - 26:00", "13:00pm - 14:00", "1h60m", "h", "m", "1h 30", "2.5h", "words"]
        {
            let is_whole = |(value, length): (Value, usize)| (length == text.len()).then_some(value);
            assert_eq!(value(text).and_then(is_whole), None, "{text}");
        }
    }

    #[test]
    fn tags_may_have_values() {
        let text = "Did #ci and #team=build, #x=\"two #words\" #y='b c', no # and no ##, #ß-1 #e=";
        assert_eq!(tags(text), ["ci", "team=build", "x=two #words", "y=b c", "ß-1", "e"]);
    }

    #[test]
    fn a_wanted_total_is_no_effort() {
        assert!(["(8h!)", "(-30m!)", "(7h30m!)"].iter().all(|text| should_total(text)));
        assert!(["(8h)", "8h!", "(x!)"].iter().all(|text| !should_total(text)));
    }
}
