//! Draws problems: place and name, the user's own row with the spot marked, what was expected, what to write.
//! `row` draws the row; this file lays out the lines around it.

mod cells;
mod row;

use std::collections::HashMap;
use std::fmt::Write as _;

use unicode_width::UnicodeWidthStr;

use super::{Numerals, Problem, Severity};
use crate::model::tab::is_tab;
use cells::Cells;
use row::{Row, harmless};

/// How problems are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Style {
    /// Whether severities and marks are bold and coloured; colour only repeats what the words say.
    pub colour: bool,
    /// Columns of the terminal; 80 if the output is not a terminal.
    pub width: usize,
}

impl Default for Style {
    fn default() -> Style {
        Style { colour: false, width: 80 }
    }
}

/// At most this many problems of one name are drawn; the rest are counted.
const MOST: usize = 100;

/// At most this many further places are named; the rest are counted.
const MOST_PLACES: usize = 10;

/// A narrower terminal is drawn for as if it had this width: narrower text cannot be read.
const NARROWEST: usize = 40;

/// Draws problems in the order given, with a blank line between them. After the last one it says how many were not drawn and
/// which command explains each error.
pub fn draw(problems: &[Problem], numerals: &dyn Numerals, style: Style) -> String {
    let mut drawn: HashMap<&'static str, usize> = HashMap::new();
    let mut names: Vec<(&'static str, Severity)> = Vec::new();
    let mut blocks: Vec<String> = Vec::new();
    for problem in problems {
        let so_far = drawn.entry(problem.name()).or_default();
        *so_far += 1;
        if *so_far == 1 {
            names.push((problem.name(), problem.severity()));
        }
        if *so_far <= MOST {
            blocks.push(draw_one(problem, numerals, style));
        }
    }
    let mut end = String::new();
    for (name, _) in &names {
        if let Some(rest) = drawn.get(name).and_then(|all| all.checked_sub(MOST)).filter(|&rest| rest > 0) {
            let _ = writeln!(end, "and {rest} more {name}");
        }
    }
    for (name, _) in names.iter().filter(|(_, severity)| *severity == Severity::Error) {
        let _ = writeln!(end, "teamcap explain {name}");
    }
    if !end.is_empty() {
        blocks.push(end);
    }
    blocks.join("\n")
}

/// Draws one problem; ends with a line end. The first line begins with the place, so that editors jump to it.
pub fn draw_one(problem: &Problem, numerals: &dyn Numerals, style: Style) -> String {
    let words = problem.fault.words(numerals);
    let paint = Paint::new(problem.severity(), style.colour);
    let mut out = String::new();
    if let Some(place) = &problem.place {
        let _ = write!(out, "{}: ", harmless(&place.to_string()));
    }
    let severity = paint.strong(problem.severity().name());
    let _ = writeln!(out, "{severity}: {}: {}", problem.name(), harmless(&words.found));
    let width = style.width.max(NARROWEST);
    // Headings that no file has stand on no line.
    if let Some(excerpt) = problem.excerpt.as_ref().filter(|excerpt| excerpt.line > 0) {
        let is_of_tab = problem.place.as_ref().is_some_and(|place| is_tab(&place.file));
        let cells = is_of_tab.then(|| Cells::of(excerpt)).flatten();
        for row in cells.iter().flat_map(|cells| Row::of(&cells.letters, width)) {
            let _ = writeln!(out, "  {} | {}", " ".repeat(row.number.width()), row.text.trim_end());
        }
        for row in Row::of(cells.as_ref().map_or(excerpt, |cells| &cells.cells), width) {
            let _ = writeln!(out, "  {} | {}", row.number, row.text.trim_end());
            let (gutter, before) = (" ".repeat(row.number.width()), " ".repeat(row.before));
            let _ = writeln!(out, "  {gutter} | {before}{}", paint.strong(&"^".repeat(row.marks)));
        }
    }
    let also = places(problem);
    // A question is a hint, not a text to write.
    let write = if words.write.starts_with("did you mean") { "hint" } else { "write" };
    let lines = [("expected", &words.expected), (write, &words.write), ("also", &also)];
    let label = lines.iter().filter(|(_, text)| !text.is_empty()).map(|(label, _)| label.len()).max().unwrap_or(0);
    for (name, text) in lines.into_iter().filter(|(_, text)| !text.is_empty()) {
        let indent = label + 4;
        let mut head = format!("  {:<1$}", format!("{name}:"), indent - 2);
        for (at, paragraph) in text.lines().enumerate() {
            let is_to_paste = at > 0 && is_assignment(paragraph);
            let room = if is_to_paste { usize::MAX } else { width - indent };
            for line in wrapped(&harmless(paragraph), room) {
                let _ = writeln!(out, "{head}{line}");
                head = " ".repeat(indent);
            }
        }
    }
    out
}

/// Whether a line belongs into teamcap.toml as it is: `words = { A = 3, B = 2 }`. A break in it would be an error there.
fn is_assignment(line: &str) -> bool {
    let key = line.split(" = ").next().unwrap_or_default();
    key.len() < line.len() && key.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
}

/// `effort.csv:3, effort.csv:9:2 and 30 more`.
fn places(problem: &Problem) -> String {
    let named: Vec<String> = problem.also.iter().take(MOST_PLACES).map(ToString::to_string).collect();
    match problem.also.len().saturating_sub(MOST_PLACES) {
        0 => named.join(", "),
        rest => format!("{} and {rest} more", named.join(", ")),
    }
}

/// `text` in lines of at most `width` columns, broken between words; a longer word has a line of its own.
fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split(' ') {
        match lines.last_mut() {
            Some(line) if line.width().saturating_add(1 + word.width()) <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

/// The colour of a severity.
struct Paint(anstyle::Style);

impl Paint {
    fn new(severity: Severity, colour: bool) -> Paint {
        let hue = match severity {
            Severity::Error => anstyle::AnsiColor::Red,
            Severity::Warning => anstyle::AnsiColor::Yellow,
            Severity::Note => anstyle::AnsiColor::Cyan,
        };
        Paint(if colour { hue.on_default().bold() } else { anstyle::Style::new() })
    }

    fn strong(&self, text: &str) -> String {
        format!("{}{text}{:#}", self.0, self.0)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::model::exact::Exact;
    use crate::model::place::Place;
    use crate::model::slot::Slot;
    use crate::model::week::Week;
    use crate::problem::{Excerpt, FileFault, Finding, SheetFault};

    /// Whole numbers are all that these messages hold.
    struct Whole;

    impl Numerals for Whole {
        fn decimal(&self, x: &Exact, _places: u32) -> String {
            x.to_string()
        }
    }

    fn file() -> Arc<str> {
        Arc::from("effort.csv")
    }

    fn unreadable() -> Problem {
        let fault = SheetFault::UnreadableNumber { text: "4o%".into(), column: "CI Scaling".into(), of_entry: false };
        let text = "2016-W03,Ada,4o%,20%".to_owned();
        Problem::new(fault).at(Place::cell(&file(), 7, 3)).excerpt(Excerpt { line: 7, text, span: 13..16 })
    }

    fn plain(problems: &[Problem]) -> String {
        draw(problems, &Whole, Style::default())
    }

    #[test]
    fn an_error_shows_its_place_the_row_and_what_to_write() {
        assert_eq!(
            plain(&[unreadable()]),
            "\
effort.csv:7:3: error: unreadable-number: \"4o%\" under \"CI Scaling\" is not an amount
  7 | 2016-W03,Ada,4o%,20%
    |              ^^^
  expected: a percent (41.5%), a fraction (0.415) or hours (7.5, 7:30, 7h 30m)
  write:    the amount, or leave the cell blank if nothing is to be said

teamcap explain unreadable-number
"
        );
    }

    #[test]
    fn long_texts_are_wrapped_under_themselves_and_further_places_named() {
        let days = Slot::Week(Week::parse("2016-W03").unwrap());
        let fault = SheetFault::DuplicatePersonWeek { person: "Ada".into(), days };
        let problem = Problem::new(fault).at(Place::row(&file(), 9)).also((3..16).map(|row| Place::row(&file(), row)));
        assert_eq!(
            draw_one(&problem, &Whole, Style { colour: false, width: 50 }),
            "\
effort.csv:9: error: duplicate-person-week: Ada already has a row for 2016-W03
  expected: one row for each person and week
  write:    one row: delete the copy, or correct
            its week or its name
  also:     effort.csv:3, effort.csv:4,
            effort.csv:5, effort.csv:6,
            effort.csv:7, effort.csv:8,
            effort.csv:9, effort.csv:10,
            effort.csv:11, effort.csv:12 and 3
            more
"
        );
    }

    #[test]
    fn a_note_without_a_place_begins_with_its_severity_and_needs_no_explanation() {
        let note = Problem::new(Finding::AssumedRoster { people: 6 });
        assert_eq!(
            plain(&[note]),
            "note: assumed-roster: roster assumed: the 6 people seen, full-time; who sent nothing is not missed\n"
        );
    }

    #[test]
    fn problems_stand_apart_and_each_error_is_explained_once() {
        let empty = Problem::new(FileFault::EmptyFile {}).at(Place::file(&Arc::from("b\u{1b}.csv")));
        assert_eq!(
            plain(&[empty.clone(), empty]),
            "\
b␛.csv: error: empty-file: the file is empty
  expected: a header and at least one row

b␛.csv: error: empty-file: the file is empty
  expected: a header and at least one row

teamcap explain empty-file
"
        );
    }

    #[test]
    fn after_a_hundred_of_one_name_the_rest_are_counted() {
        let drawn = plain(&vec![Problem::new(FileFault::EmptyFile {}); 112]);
        assert_eq!(drawn.matches("error: empty-file").count(), 100);
        assert!(drawn.ends_with("\n\nand 12 more empty-file\nteamcap explain empty-file\n"), "{drawn}");
        assert!(!plain(&vec![Problem::new(FileFault::EmptyFile {}); 100]).contains("more"));
    }

    #[test]
    fn colour_repeats_what_the_words_say() {
        let colour = draw_one(&unreadable(), &Whole, Style { colour: true, width: 80 });
        assert!(
            colour.starts_with("effort.csv:7:3: \u{1b}[1m\u{1b}[31merror\u{1b}[0m: unreadable-number"),
            "{colour:?}"
        );
        assert!(colour.contains("\u{1b}[1m\u{1b}[31m^^^\u{1b}[0m\n"), "{colour:?}");
    }

    #[test]
    fn no_problems_draw_nothing() {
        assert_eq!(plain(&[]), "");
    }
}
