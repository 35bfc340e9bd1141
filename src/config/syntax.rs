//! Text that is not TOML: puts the errors of the TOML reader into words for somebody who writes a configuration, and
//! marks the parts of the file that are not checked further because of them.

use std::ops::Range;

use toml::de::Error;

use super::document::Document;
use crate::problem::words::config::{Syntax, TYPOGRAPHIC};
use crate::problem::{ConfigFault, Fault, Problem};

/// The lines that are not TOML.
#[derive(Default)]
pub(super) struct Broken {
    /// The lines that contain an error, in ascending order.
    lines: Vec<usize>,
    /// From an error that loses the head of a table or the end of a list, the lines up to the next head. What is read
    /// there may belong elsewhere.
    lost: Vec<Range<usize>>,
}

/// Records the first error in each line. Of a list that is never closed, records only the first line that does not
/// belong to it, because all further errors follow from that.
pub(super) fn record(document: &mut Document<'_>, errors: Vec<Error>) -> Broken {
    let mut errors: Vec<(Range<usize>, Error)> =
        errors.into_iter().map(|error| (error.span().unwrap_or(0..0), error)).collect();
    errors.sort_by_key(|(span, _)| span.start);
    let mut broken = Broken::default();
    let mut open_since = None;
    for (span, error) in errors {
        let line = document.line_of(span.start);
        if broken.lines.last() == Some(&line) {
            continue;
        }
        broken.lines.push(line);
        let (span, what) = syntax(document, span, error.message());
        if let (Some(since), Syntax::Unfinished | Syntax::Other { .. }) = (open_since, &what) {
            broken.lost.push(since..head_after(document, line));
            continue;
        }
        open_since = matches!(what, Syntax::Unfinished).then_some(line);
        if matches!(what, Syntax::OpenHead | Syntax::Other { .. }) {
            broken.lost.push(line..head_after(document, line));
        }
        document.fault(&span, ConfigFault::NotToml { what });
    }
    broken
}

impl Broken {
    /// Returns whether `problem` follows from text that is not TOML.
    pub fn explains(&self, document: &Document<'_>, problem: &Problem) -> bool {
        let Some(row) = problem.place.as_ref().map(|place| place.row) else { return false };
        let line = usize::try_from(row).unwrap_or(usize::MAX).saturating_sub(1);
        match &problem.fault {
            Fault::Config(ConfigFault::NotToml { .. }) => false,
            // The missing key may stand in the part that could not be read.
            Fault::Config(ConfigFault::MissingKey { .. }) => {
                let end = head_after(document, line);
                self.lines.iter().any(|broken| (line..end).contains(broken))
            }
            _ => self.lines.binary_search(&line).is_ok() || self.lost.iter().any(|lost| lost.contains(&line)),
        }
    }
}

fn is_head(document: &Document<'_>, line: usize) -> bool {
    document.line(line).1.trim_start().starts_with('[')
}

/// Returns the first line below `line` that begins a table.
fn head_after(document: &Document<'_>, line: usize) -> usize {
    (line + 1..document.lines()).find(|&below| is_head(document, below)).unwrap_or(document.lines())
}

/// Returns the cause of an error of the TOML reader, and the bytes it is about.
fn syntax(document: &Document<'_>, span: Range<usize>, message: &str) -> (Range<usize>, Syntax) {
    let (start, line) = document.line(document.line_of(span.start));
    let behind = line.get(span.start.saturating_sub(start)..).unwrap_or_default();
    let before = line.get(..span.start.saturating_sub(start)).unwrap_or_default();
    let (message, expected) = message.split_once(", expected ").unwrap_or((message, ""));
    let what = match message {
        "duplicate key" => Syntax::Repeated { key: document.written(&span).to_owned() },
        "string values must be quoted" | "invalid boolean" => return unquoted(span, behind),
        "invalid basic string" | "invalid literal string" if expected.starts_with(['`', '\'']) => Syntax::UnclosedText,
        "missing escaped value" | "too few unicode value digits" => Syntax::Backslash,
        "key with no value" => Syntax::NoEquals,
        "invalid unquoted key" if behind.starts_with(':') => Syntax::NoEquals,
        "unexpected leading zero" => Syntax::LeadingZero,
        "invalid date" => Syntax::NoSuchDay { text: document.written(&span).to_owned() },
        "unclosed array table" | "unclosed table" => Syntax::OpenHead,
        "unclosed array" | "unclosed inline table" => Syntax::Unfinished,
        message if message.starts_with("missing comma between") => Syntax::Unfinished,
        "unexpected key or value" if behind.starts_with(',') && before.ends_with(|c: char| c.is_ascii_digit()) => {
            Syntax::DecimalComma
        }
        "unexpected key or value" => Syntax::Behind,
        _ => Syntax::Other { message: message.to_owned(), expected: expected.to_owned() },
    };
    (span, what)
}

/// Returns the extent of a text without straight quotes. If there is nothing after the equals sign, the value is
/// missing.
fn unquoted(span: Range<usize>, behind: &str) -> (Range<usize>, Syntax) {
    let text = behind.split(['#', ',', ']', '}']).next().unwrap_or_default().trim_end();
    let span = span.start..span.start + text.len();
    let what = if text.is_empty() {
        Syntax::NoValue
    } else if text.starts_with(TYPOGRAPHIC) {
        Syntax::TypographicQuotes { text: text.to_owned() }
    } else {
        Syntax::Unquoted { text: text.to_owned() }
    };
    (span, what)
}
