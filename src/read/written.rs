//! The entries of a text that is no table, as CSV with an entry a line, together with the text that they were made of: messages
//! about an entry name the place and show the words that the user wrote.

use std::ops::Range;
use std::sync::Arc;

use super::original::Original;
use crate::model::decision::Decision;
use crate::model::place::Place;
use crate::problem::{Excerpt, Problem};

/// A field of an entry: its text in the table, and where it stands in the user's own text.
pub type Field = (String, Range<usize>);

/// See the module.
#[derive(Debug)]
pub struct Written {
    own: Original,
    /// The header and the entries.
    table: Arc<[u8]>,
    /// How many fields an entry has, and where each of them stands.
    width: usize,
    spans: Vec<Range<usize>>,
    /// What was decided about the user's own text, and the note if its encoding was guessed.
    pub decisions: Vec<Decision>,
    pub guessed: Option<Problem>,
}

impl Written {
    /// The table as CSV.
    pub fn table(&self) -> Arc<[u8]> {
        self.table.clone()
    }

    /// How many entries there are.
    pub fn entries(&self) -> usize {
        self.spans.len().checked_div(self.width).unwrap_or(0)
    }

    /// The line in the user's own text of the entry on a line of the table; 0 for the header, which stands nowhere.
    pub fn line(&self, line: u64) -> u64 {
        self.span(line, 0).map_or(0, |span| self.own.line(span.start))
    }

    /// The place of a field in the user's own text; `None` for the header.
    pub fn place(&self, file: &Arc<str>, line: u64, field: usize) -> Option<Place> {
        Some(self.own.place(file, self.span(line, field)?.start))
    }

    /// The user's own line with a field marked; `None` for the header.
    pub fn excerpt(&self, line: u64, field: usize) -> Option<Excerpt> {
        Some(self.own.excerpt(self.span(line, field)?))
    }

    /// A field as the user wrote it; `None` for the header.
    pub fn shown(&self, line: u64, field: usize) -> Option<&str> {
        Some(self.own.part(self.span(line, field)?))
    }

    /// Where a field of the entry on a line of the table stands.
    fn span(&self, line: u64, field: usize) -> Option<Range<usize>> {
        let entry = usize::try_from(line).ok()?.checked_sub(2)?;
        self.spans.get(entry * self.width..(entry + 1) * self.width)?.get(field.min(self.width - 1)).cloned()
    }
}

/// Writes the table.
#[derive(Debug)]
pub struct Writer {
    table: Vec<u8>,
    width: usize,
    spans: Vec<Range<usize>>,
}

impl Writer {
    pub fn new(headings: &[&str]) -> Writer {
        let mut table = headings.join(",").into_bytes();
        table.push(b'\n');
        Writer { table, width: headings.len(), spans: Vec::new() }
    }

    /// Adds an entry, with a field for each heading.
    pub fn entry(&mut self, fields: &[Field]) {
        for (number, (text, span)) in fields.iter().take(self.width).enumerate() {
            if number > 0 {
                self.table.push(b',');
            }
            write_field(&mut self.table, text);
            self.spans.push(span.clone());
        }
        self.table.push(b'\n');
    }

    pub fn finish(self, own: Original, decisions: Vec<Decision>, guessed: Option<Problem>) -> Written {
        Written { own, table: self.table.into(), width: self.width, spans: self.spans, decisions, guessed }
    }
}

/// Writes a field of CSV. It is one line, so that the lines of the table are its entries.
pub(super) fn write_field(table: &mut Vec<u8>, text: &str) {
    let is_plain = !text.contains(['"', ',', '\n', '\r']) && !text.starts_with(' ');
    if is_plain {
        return table.extend_from_slice(text.as_bytes());
    }
    table.push(b'"');
    for byte in text.bytes() {
        match byte {
            b'\n' | b'\r' => table.push(b' '),
            b'"' => table.extend_from_slice(b"\"\""),
            byte => table.push(byte),
        }
    }
    table.push(b'"');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_is_a_line_of_the_table_and_its_fields_are_shown_as_they_were_written() {
        let own = Original::new("log\n  9:00 - 10:30 #ci, \"slow\"\n".to_owned());
        let mut writer = Writer::new(&["duration", "project"]);
        writer.entry(&[("1:30".to_owned(), 6..18), ("ci, \"slow\"".to_owned(), 19..30)]);
        let written = writer.finish(own, Vec::new(), None);
        assert_eq!(&*written.table(), b"duration,project\n1:30,\"ci, \"\"slow\"\"\"\n");
        let file = Arc::from("a.klg");
        assert_eq!((written.entries(), written.line(2), written.line(1)), (1, 2, 0));
        assert_eq!(written.place(&file, 2, 1), Some(Place::cell(&file, 2, 16)));
        assert_eq!((written.shown(2, 0), written.shown(1, 0)), (Some("9:00 - 10:30"), None));
        assert_eq!(written.excerpt(2, 0).map(|excerpt| excerpt.span), Some(2..14));
    }
}
