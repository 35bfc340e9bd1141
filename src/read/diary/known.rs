//! Knows the file of a time tracker by what stands at its beginning.

use super::clock::{compact, day};
use super::klog::{headline, should_total, value};
use super::timedot::{Amount, amount, looks_like_date, parted};
use crate::problem::words::diary::Diary;

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Known {
    Diary(Diary),
    /// An export of ActivityWatch, which is not read.
    ActivityWatch,
}

/// Returns which tracker's file the configuration means by the name of a format, or a file by its ending; `None` if they mean none.
/// `text` is the beginning of the file.
pub fn named(format: &str, text: &str) -> Option<Diary> {
    Some(match format {
        "timewarrior" if text.trim_start().starts_with('[') => Diary::TimewarriorExport,
        "timewarrior" => Diary::Timewarrior,
        "watson" => Diary::Watson,
        "klog" | "klg" => Diary::Klog,
        "timeclock" => Diary::Timeclock,
        "timedot" => Diary::Timedot,
        "org" => Diary::Org,
        _ => return None,
    })
}

/// Returns what a file is that begins with this text; `None` if it is of no time tracker for the command line. A line that is broken
/// does not hide what the others say.
pub fn known(text: &str) -> Option<Known> {
    /// So many lines are looked at.
    const FIRST: usize = 400;
    if let Some(first @ (b'[' | b'{')) = text.trim_start().bytes().next() {
        return of_json(first, text);
    }
    let lines = || text.lines().filter(|line| !line.trim().is_empty()).take(FIRST);
    let is_interval =
        |line: &str| line.strip_prefix("inc ").and_then(first_word).is_some_and(|word| compact(word).is_some());
    let is_session = |line: &str| {
        let rest = line.strip_prefix("i ").or_else(|| line.strip_prefix("o "));
        rest.and_then(first_word).is_some_and(|word| day(word).is_some())
    };
    let diary = if lines().any(is_interval) {
        Diary::Timewarrior
    } else if lines().any(is_session) {
        Diary::Timeclock
    } else if is_org(text) {
        Diary::Org
    } else if is_klog(lines()) {
        Diary::Klog
    } else if is_timedot(lines()) {
        Diary::Timedot
    } else {
        return None;
    };
    Some(Known::Diary(diary))
}

fn first_word(text: &str) -> Option<&str> {
    text.split_whitespace().next()
}

/// JSON without its white space at its beginning says enough.
fn of_json(first: u8, text: &str) -> Option<Known> {
    const ENOUGH: usize = 4000;
    let compact_text: String = text.chars().filter(|c| !c.is_whitespace()).take(ENOUGH).collect();
    if first == b'{' {
        let is_export = compact_text.starts_with("{\"buckets\":{") && compact_text.contains("\"events\":");
        return is_export.then_some(Known::ActivityWatch);
    }
    if compact_text.starts_with("[{") {
        let stamp = compact_text.split_once("\"start\":\"").and_then(|(_, rest)| rest.get(..16));
        return stamp.and_then(compact).map(|_| Known::Diary(Diary::TimewarriorExport));
    }
    let is_seconds = |part: &str| (9..12).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    let is_frame = |text: &str| {
        let mut parts = text.split(',');
        parts.next().is_some_and(is_seconds)
            && parts.next().is_some_and(|part| is_seconds(part) || part == "null")
            && parts.next().is_some_and(|part| part.starts_with('"'))
    };
    let is_frame = compact_text.starts_with("[[") && compact_text.split('[').any(is_frame);
    is_frame.then_some(Known::Diary(Diary::Watson))
}

fn is_org(text: &str) -> bool {
    let is_clock = |line: &str| {
        let line = line.trim_start();
        line.get(..6).is_some_and(|head| head.eq_ignore_ascii_case("clock:"))
            && line.get(6..).is_some_and(|rest| rest.trim_start().starts_with('['))
    };
    text.lines().any(|line| line.starts_with(['*', '#'])) && text.lines().any(is_clock)
}

/// A headline with a date, and an entry that is indented below one.
fn is_klog<'a>(lines: impl Iterator<Item = &'a str>) -> bool {
    let mut is_headed = false;
    for line in lines {
        if line.starts_with([' ', '\t']) {
            if is_headed && value(line.trim_start()).is_some() {
                return true;
            }
        } else if let Some((_, _, rest)) = headline(line) {
            is_headed |= rest.is_empty() || should_total(rest);
        }
    }
    false
}

/// A date, and below one an account with an amount. A word of letters may be any word.
fn is_timedot<'a>(lines: impl Iterator<Item = &'a str>) -> bool {
    let mut is_dated = false;
    for line in lines {
        let text = line.trim_start_matches('*').trim();
        let word = first_word(text).unwrap_or_default();
        if looks_like_date(word) && !line.starts_with([' ', '\t']) {
            // Of a table, other fields stand in the line of the date.
            is_dated = !text.contains(['\t', ',']) && !text.contains("  ");
        } else if is_dated
            && let Some((_, text)) = parted(text)
            && matches!(amount(text), Some(Amount::Hours(_) | Amount::Long))
        {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_of_a_tracker_is_known_by_its_first_lines() {
        for (text, is) in [
            ("inc 20240304T080000Z - 20240304T100000Z # docs\n", Diary::Timewarrior),
            ("what?\ninc 20240304T080000Z\n", Diary::Timewarrior),
            (
                "[\n{\"id\":2,\"start\":\"20240304T080000Z\",\"end\":\"20240304T100000Z\",\"tags\":[\"docs\"]}\n]\n",
                Diary::TimewarriorExport,
            ),
            ("[[1709539200, 1709546400, \"ci\", \"ab\", [], 1709546400]]\n", Diary::Watson),
            ("[[\"x\"], [1709539200, null, \"ci\"]]\n", Diary::Watson),
            ("2024-03-04 (8h!)\nWork\n    8:00 - 12:00 #ci\n", Diary::Klog),
            ("2024-13-04\n\t1h\n\n2024/03/05\n\t2h\n", Diary::Klog),
            ("; hours\ni 2024/03/04 08:00:00 ci:build\no 2024/03/04 12:00:00\n", Diary::Timeclock),
            ("2024-03-04\nci:build   .... ..\ndocs  2h\n", Diary::Timedot),
            ("* 2024-03-04 a day\n** ci:build   1,5\n", Diary::Timedot),
            ("* TODO CI\n  :LOGBOOK:\n  CLOCK: [2024-03-04 Mon 08:00]--[2024-03-04 Mon 10:00] =>  2:00\n", Diary::Org),
        ] {
            assert_eq!(known(text), Some(Known::Diary(is)), "{text}");
        }
        assert_eq!(known("{\"buckets\": {\"aw-watcher\": {\"events\": []}}}"), Some(Known::ActivityWatch));
        for text in [
            "",
            "Week,Person,CI\n2024-W01,Ada,40\n",
            "2024-03-04,Ada,40\n",
            "2024-03-04\nwe met  all of us\n",
            "2024-03-04 a day\n  2 items\n",
            "Date\tWork\tHours\n2024-03-04\tCI\t4\n\tDocs\t3\n",
            "2024-03-04  CI    4\n            Docs  3\n",
            "* notes\n",
            "[]",
            "[[1, 2, 3]]",
            "[{\"start\": \"2024-03-04\"}]",
            "{\"buckets\": 3}",
            "i am a text\n",
        ] {
            assert_eq!(known(text), None, "{text}");
        }
    }
}
