//! The data files of Timewarrior, an interval a line:
//! `inc 20240304T080000Z - 20240304T100000Z # docs "slow tests" # "what was done"`. Times are in UTC; an interval without an end
//! is open.

use std::ops::Range;

use super::clock::{compact, moment};
use super::page::{Line, Page, joined};
use crate::problem::EntryFault;

const LINE: &str = "inc 20240304T080000Z - 20240304T100000Z # tag \"another tag\" # \"note\"";

pub fn read(page: &mut Page<'_>) {
    for line in Line::all(page.own.text()) {
        if !line.is_blank() {
            interval(page, line);
        }
    }
}

/// The times of an interval with their places: seconds since 1970.
pub struct Interval {
    pub start: (i64, Range<usize>),
    pub end: Option<(i64, Range<usize>)>,
    pub tags: (Vec<String>, Range<usize>),
    pub note: (String, Range<usize>),
    /// What is shown of its length.
    pub at: Range<usize>,
}

impl Interval {
    /// Adds the interval. Its tags together say what the work was: it is one amount, however many there are.
    pub fn write(self, page: &mut Page<'_>) {
        let Interval { start, end, tags: (tags, tags_at), note, at } = self;
        let shown = |range: &Range<usize>| page.own.part(range.clone()).trim_matches('"').to_owned();
        if let Some(end) = end.as_ref().filter(|end| end.0 < start.0) {
            let fault = EntryFault::EndsBeforeStart { start: shown(&start.1), end: shown(&end.1) };
            return page.reject(end.1.clone(), fault);
        }
        let written = |seconds: i64| moment(seconds).map(|text| format!("{text}Z")).unwrap_or_default();
        let tags = joined(tags.iter().map(String::as_str));
        let end = end.map_or(String::new(), |end| written(end.0));
        let (start, end) = ((written(start.0), start.1), (end, at));
        page.entry(&[start, end, (tags.clone(), tags_at.clone()), (tags, tags_at), note]);
    }
}

fn interval(page: &mut Page<'_>, line: Line<'_>) {
    let words = words(line.text);
    let Some((&first, rest)) = words.split_first().filter(|(first, _)| **first == "inc") else {
        return page.unreadable(line.whole(), LINE);
    };
    let (times, about) = match rest.iter().position(|word| *word == "#") {
        Some(at) => (&rest[..at], &rest[at + 1..]),
        None => (rest, &rest[..0]),
    };
    let moment = |word: &str| compact(word).map(|seconds| (seconds, line.range(word)));
    let (start, end) = match times {
        [start] => (moment(start), Some(None)),
        [start, "-", end] => (moment(start), moment(end).map(Some)),
        _ => (None, None),
    };
    let (Some(start), Some(end)) = (start, end) else {
        let wrong = times.iter().find(|word| **word != "-" && compact(word).is_none());
        let at = wrong.map_or(line.whole(), |word| line.range(word));
        return page.unreadable(at, LINE);
    };
    let (tags, note) = match about.iter().position(|word| *word == "#") {
        Some(at) => (&about[..at], &about[at + 1..]),
        None => (about, &about[..0]),
    };
    let span = |words: &[&str]| match (words.first(), words.last()) {
        (Some(first), Some(last)) => line.range(first).start..line.range(last).end,
        _ => line.range(first),
    };
    let at = start.1.start..end.as_ref().map_or(start.1.end, |end| end.1.end);
    let note_text: Vec<String> = note.iter().map(|word| unquoted(word)).collect();
    let tags = (tags.iter().map(|word| unquoted(word)).collect(), span(tags));
    Interval { start, end, tags, note: (note_text.join(" "), span(note)), at }.write(page);
}

/// The words of a line; one in quotation marks may hold spaces.
fn words(line: &str) -> Vec<&str> {
    let (mut words, mut rest) = (Vec::new(), line.trim_start());
    while let Some(first) = rest.chars().next() {
        let end = if first == '"' {
            let mut is_escaped = false;
            let closing = rest.char_indices().skip(1).find(|(_, c)| {
                let is_closing = *c == '"' && !is_escaped;
                is_escaped = *c == '\\' && !is_escaped;
                is_closing
            });
            closing.map_or(rest.len(), |(at, _)| at + 1)
        } else {
            rest.find(char::is_whitespace).unwrap_or(rest.len())
        };
        let (word, behind) = rest.split_at(end);
        words.push(word);
        rest = behind.trim_start();
    }
    words
}

/// A word without its quotation marks and the backslashes in it.
fn unquoted(word: &str) -> String {
    let Some(inner) = word.strip_prefix('"') else { return word.to_owned() };
    let inner = inner.strip_suffix('"').unwrap_or(inner);
    let mut text = String::new();
    let mut chars = inner.chars();
    while let Some(c) = chars.next() {
        text.extend(if c == '\\' { chars.next() } else { Some(c) });
    }
    text
}
