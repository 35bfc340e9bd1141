//! The user's own text of a file that is no table, which knows the line and the column of each of its bytes.

use std::ops::Range;
use std::sync::Arc;

use crate::model::place::Place;
use crate::problem::Excerpt;

/// In a long line so many bytes lie between two known columns.
const STEP: usize = 4096;
/// So many characters before and behind what is meant are kept of a long line, and of what is meant so many bytes.
const AROUND: usize = 120;
const MOST: usize = 400;

/// See the module.
#[derive(Debug, Default)]
pub struct Original {
    text: String,
    /// In the order of the text: the beginning of each line, and places inside long ones.
    marks: Vec<Mark>,
}

/// A byte whose line and column, both from 1, are known.
#[derive(Debug, Clone, Copy)]
struct Mark {
    at: usize,
    line: u64,
    column: u32,
}

impl Original {
    /// Takes a text. Where carriage returns alone end its lines, they become line feeds.
    pub fn new(text: String) -> Original {
        let text = if text.contains('\r') && !text.contains('\n') { text.replace('\r', "\n") } else { text };
        let mut marks = vec![Mark { at: 0, line: 1, column: 1 }];
        let mut last = Mark { at: 0, line: 1, column: 1 };
        for (at, c) in text.char_indices() {
            let here = Mark { at, ..last };
            if at >= marks.last().map_or(0, |mark| mark.at + STEP) {
                marks.push(here);
            }
            last = match c {
                '\n' => Mark { at: at + 1, line: here.line + 1, column: 1 },
                _ => Mark { at, line: here.line, column: here.column.saturating_add(1) },
            };
            if c == '\n' {
                marks.push(last);
            }
        }
        Original { text, marks }
    }

    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text of a range; empty where it lies outside.
    pub fn part(&self, range: Range<usize>) -> &str {
        self.text.get(range).unwrap_or_default()
    }

    /// The line of a byte, from 1.
    pub fn line(&self, at: usize) -> u64 {
        self.mark_before(at).line
    }

    /// The place of a byte: its line, and its column in characters.
    pub fn place(&self, file: &Arc<str>, at: usize) -> Place {
        let mark = self.mark_before(at);
        let between = self.part(mark.at..at).chars().count();
        Place::cell(file, mark.line, mark.column.saturating_add(u32::try_from(between).unwrap_or(u32::MAX)))
    }

    /// The lines of a range with the range marked. Of very long lines only what stands around it.
    pub fn excerpt(&self, range: Range<usize>) -> Excerpt {
        let first = range.start.min(self.text.len());
        let range = first..range.end.clamp(first, self.text.len());
        let mut most = range.end.min(range.start + MOST);
        while !self.text.is_char_boundary(most) {
            most -= 1;
        }
        let before = self.part(0..range.start).char_indices().rev().take(AROUND).last();
        let mut start = before.map_or(range.start, |(at, _)| at);
        let behind = self.part(most..self.text.len()).char_indices().nth(AROUND);
        let mut end = behind.map_or(self.text.len(), |(at, _)| most + at);
        if let Some(at) = self.part(start..range.start).rfind('\n') {
            start += at + 1;
        }
        if let Some(at) = self.part(most..end).find('\n') {
            end = most + at;
        }
        let text = self.part(start..end.max(start)).trim_end_matches('\r').to_owned();
        let span = (range.start - start).min(text.len())..(range.end - start).min(text.len());
        Excerpt { line: self.line(range.start), text, span }
    }

    fn mark_before(&self, at: usize) -> Mark {
        let next = self.marks.partition_point(|mark| mark.at <= at);
        self.marks.get(next.saturating_sub(1)).copied().unwrap_or(Mark { at: 0, line: 1, column: 1 })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byte_has_a_line_and_a_column_also_in_a_very_long_line() {
        let text = format!("first\nsécond {}\nthird", "é".repeat(9000));
        let own = Original::new(text.clone());
        let place = |at: usize| own.place(&Arc::from("x"), at).to_string();
        assert_eq!((place(0), place(6), place(13)), ("x:1:1".into(), "x:2:1".into(), "x:2:7".into()));
        assert_eq!(place(text.find("third").unwrap()), "x:3:1");
        assert_eq!(place(14 + 2 * 8000), "x:2:8008");
    }

    #[test]
    fn an_excerpt_is_the_line_and_of_a_long_one_what_stands_around() {
        let own = Original::new("one\r\ntwo words\r\nthree".to_owned());
        let expected = Excerpt { line: 2, text: "two words".to_owned(), span: 4..9 };
        assert_eq!(own.excerpt(9..14), expected);
        let long = Original::new(format!("{}here{}", "é".repeat(5000), "é".repeat(5000)));
        let found = long.excerpt(10_000..10_004);
        assert_eq!((&found.text[found.span.clone()], found.text.chars().count()), ("here", 244));
        let nothing = Excerpt { line: 3, text: "three".to_owned(), span: 5..5 };
        assert_eq!(own.excerpt(99..120), nothing, "a range outside of the text does no harm");
    }

    #[test]
    fn carriage_returns_alone_end_lines() {
        assert_eq!(Original::new("a\rb".to_owned()).line(2), 2);
    }
}
