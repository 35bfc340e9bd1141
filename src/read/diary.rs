//! Files of time trackers for the command line, which are no tables: known by their first lines, so that they are named for what they
//! are.

use crate::problem::words::diary::Diary;

/// Which tracker's file a text begins as.
pub fn diary(text: &str) -> Option<Diary> {
    let mut lines = text.lines().filter(|line| !line.trim().is_empty() && !line.starts_with(['#', ';']));
    let first = lines.next()?;
    let second = lines.next().unwrap_or_default();
    let compact: String = text.chars().filter(|c| !c.is_whitespace()).take(400).collect();
    if compact.starts_with("[{") && compact.contains("\"start\":\"") && compact.contains("\"tags\":[") {
        return Some(Diary::TimewarriorExport);
    }
    let is_frame =
        |rest: &str| rest.split(',').take(2).filter(|part| part.bytes().all(|byte| byte.is_ascii_digit())).count() == 2;
    if compact.strip_prefix("[[").is_some_and(is_frame) {
        return Some(Diary::Watson);
    }
    if let Some(rest) = first.strip_prefix("inc ")
        && rest
            .get(..9)
            .is_some_and(|begin| begin.ends_with('T') && begin[..8].bytes().all(|byte| byte.is_ascii_digit()))
    {
        return Some(Diary::Timewarrior);
    }
    if first.get(..2).is_some_and(|letter| letter == "i " || letter == "o ") && is_day(first[2..].split(' ').next()?) {
        return Some(Diary::Timeclock);
    }
    if text.contains("CLOCK: [") && text.lines().any(|line| line.starts_with('*')) {
        return Some(Diary::Org);
    }
    let (day, rest) = first.split_once(' ').unwrap_or((first, ""));
    if !is_day(day) || !rest.is_empty() && !rest.starts_with('(') {
        return None;
    }
    let amount = |line: &str| line.split("  ").map(str::trim).filter(|part| !part.is_empty()).nth(1).map(str::to_owned);
    let is_dots =
        |text: String| text.chars().all(|c| ". ".contains(c)) || text.starts_with(|c: char| c.is_ascii_digit());
    if !second.starts_with([' ', '\t']) && amount(second).is_some_and(is_dots) {
        return Some(Diary::Timedot);
    }
    let is_entry = text.lines().any(|line| {
        line.starts_with([' ', '\t']) && line.trim().starts_with(|c: char| c.is_ascii_digit() || c == '-' || c == '<')
    });
    is_entry.then_some(Diary::Klog)
}

/// `2024-03-04` or `2024/03/04`.
fn is_day(text: &str) -> bool {
    let mark = |c: char| c == '-' || c == '/';
    let lengths: Vec<usize> = text.split(mark).map(str::len).collect();
    lengths == [4, 2, 2] && text.chars().all(|c| c.is_ascii_digit() || mark(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_of_a_tracker_is_known_by_its_first_lines() {
        for (text, is) in [
            ("inc 20240304T080000Z - 20240304T100000Z # docs\n", Diary::Timewarrior),
            (
                "[\n{\"id\":2,\"start\":\"20240304T080000Z\",\"end\":\"20240304T100000Z\",\"tags\":[\"docs\"]}\n]\n",
                Diary::TimewarriorExport,
            ),
            ("[[1709539200, 1709546400, \"ci\", \"ab\", [], 1709546400]]\n", Diary::Watson),
            ("2024-03-04 (8h!)\nWork\n    8:00 - 12:00 #ci\n", Diary::Klog),
            ("; hours\ni 2024/03/04 08:00:00 ci:build\no 2024/03/04 12:00:00\n", Diary::Timeclock),
            ("2024-03-04\nci:build   .... ..\ndocs  2h\n", Diary::Timedot),
            ("* TODO CI\n  :LOGBOOK:\n  CLOCK: [2024-03-04 Mon 08:00]--[2024-03-04 Mon 10:00] =>  2:00\n", Diary::Org),
        ] {
            assert_eq!(diary(text), Some(is), "{text}");
        }
        for text in ["", "Week,Person,CI\n2024-W01,Ada,40\n", "2024-03-04,Ada,40\n", "* notes\n", "[]", "i am a text\n"]
        {
            assert_eq!(diary(text), None, "{text}");
        }
    }
}
