//! Reads CSV: a file becomes blocks of whole records, in constant memory, and every record knows the line it stands on.
//! The text is RFC 4180 with any of `,` `;` tab `
//! ` between the fields and LF or CRLF after the records:
//!
//! ```text
//! Week,Person,CI Scaling,Maintenance
//! 2016-W03,Ada,41.5%,"58,5 %"
//! ```
//!
//! Field by field the result is that of the `csv` crate, with five differences, each tested in `tests/blocks.rs`: a
//! blank line is a record of one empty field, because every row is accounted for; a lone CR is part of a value; text
//! after a closing quotation mark is read like the crate reads it, and is an error; a quotation mark that is never
//! closed costs its own line, not the rest of the file; and a record is at most 1 MiB long.

use std::io;
use std::sync::Arc;

use crate::model::decision::Decision;
use crate::model::place::Place;
use crate::problem::words::file::Container;
use crate::problem::{Excerpt, FileFault, Problem, SheetFault};

use super::Opening;
use super::encoding::{bad_unit, lossy};
use super::input::Input;
use super::text::Text;

mod blocks;
mod delimiter;
mod fields;
mod head;
mod index;
mod made;
mod marks;
mod numbers;
mod record;
mod simd;

use blocks::Blocks;
pub use blocks::Sizes;
pub use fields::{Fields, Raw, Row};
use head::Head;
pub use made::{Made, MadeField, MadeRecord, Origin};
pub use record::{Block, Dirty, Record, Records};

/// What the configuration says about a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Hints {
    /// The byte between two fields: any ASCII byte but a quotation mark, CR and LF. If it is `None`, it is decided from
    /// the file.
    pub delimiter: Option<u8>,
    /// How many lines stand above the header, counted like an editor shows them. A `sep=;` line counts too.
    pub skip_rows: u32,
}

/// A CSV file, read block by block.
pub struct Csv {
    blocks: Blocks,
    /// `None` for a text that was made from a table, because there was nothing to decide.
    delimiter: Option<Decision>,
    /// What it takes to open the file again.
    again: Option<(Input, Hints, Sizes)>,
}

impl Csv {
    /// Opens a file and decides on the delimiter from its beginning. Moves past a `sep=` line and the lines to skip;
    /// they still count as lines of the file.
    ///
    /// # Errors
    /// `empty-file`, also if nothing stands below the lines to skip; those of `Input::text`; those of the source.
    pub fn open(input: &Input, hints: &Hints) -> Result<Csv, Opening> {
        Csv::open_with_sizes(input, hints, Sizes::default())
    }

    /// Like `open`, with other sizes: for tests, which need many blocks of little text.
    #[doc(hidden)]
    pub fn open_with_sizes(input: &Input, hints: &Hints, sizes: Sizes) -> Result<Csv, Opening> {
        let csv = Csv::with_sizes(input.text()?, &input.name, hints, sizes)?;
        Ok(Csv { again: Some((input.clone(), *hints, sizes)), ..csv })
    }

    /// Like `open_with_sizes`, for a text that cannot be opened again.
    #[doc(hidden)]
    pub fn with_sizes(text: Text, file: &Arc<str>, hints: &Hints, sizes: Sizes) -> Result<Csv, Opening> {
        let is_made = text.is_made();
        if is_made && (hints.skip_rows == 0 || !text.is_tab()) {
            return Ok(Csv { blocks: Blocks::new(text, b',', 1, sizes), delimiter: None, again: None });
        }
        let mut head = Head::read(text)?;
        if head.is_calendar() {
            let fault = FileFault::UnknownContainer { what: Container::Calendar, within: "" };
            return Err(Problem::new(fault).at(Place::file(file)).into());
        }
        let separator = head.take_separator_line();
        head.skip_to_line(u64::from(hints.skip_rows).saturating_add(1))?;
        if head.is_blank() {
            return Err(Problem::new(FileFault::EmptyFile {}).at(Place::file(file)).into());
        }
        if is_made {
            let line = head.line();
            return Ok(Csv { blocks: Blocks::new(head.into_text(), b',', line, sizes), delimiter: None, again: None });
        }
        let (delimiter, decision) = delimiter::decide(hints.delimiter, separator, head.bytes(), head.is_whole());
        let line = head.line();
        let blocks = Blocks::new(head.into_text(), delimiter, line, sizes);
        Ok(Csv { blocks, delimiter: Some(decision), again: None })
    }

    /// A text of which every record has been read: for records that were made of others.
    pub fn ended() -> Csv {
        Csv { blocks: Blocks::ended(), delimiter: None, again: None }
    }

    /// The byte between two fields.
    pub fn delimiter(&self) -> u8 {
        self.blocks.delimiter()
    }

    /// What was decided about the file, with the evidence: `delimiter`, `encoding`, and `container` if it was in one;
    /// for a table only `container`. The decisions are final when everything has been read.
    pub fn decisions(&self) -> Vec<Decision> {
        self.delimiter.iter().cloned().chain(self.blocks.text().decisions()).collect()
    }

    /// `encoding-guessed`, if what was read so far needed a guess.
    pub fn guessed(&self, file: &Arc<str>) -> Option<Problem> {
        self.blocks.text().guessed(file)
    }

    /// Returns whether every record has been read.
    pub fn is_at_end(&self) -> bool {
        self.blocks.is_at_end()
    }

    /// Puts the next whole records into `block` and reuses its memory. Returns `false` if there are none left.
    ///
    /// # Errors
    /// Those of the source. Then the block holds no records.
    pub fn next(&mut self, block: &mut Block) -> io::Result<bool> {
        self.blocks.next(block)
    }

    /// Like `next`, but as fast as possible, for one thread that reads while others work. `Block::index` has to be
    /// called before the records of the block are used. If it finds that the file is not what it seemed to be, the file
    /// has to be read from its beginning with `again`.
    ///
    /// # Errors
    /// Those of the source.
    pub fn hand_out(&mut self, block: &mut Block) -> io::Result<bool> {
        if self.again.is_some() { self.blocks.hand_out(block) } else { self.blocks.next(block) }
    }

    /// Opens the file again and reads the first block. From then on `hand_out` does the same as `next`, and no block is
    /// `Dirty`.
    ///
    /// # Errors
    /// Those of the source, also if it cannot be opened a second time.
    pub fn again(&mut self, block: &mut Block) -> io::Result<()> {
        let changed = || io::Error::other("it is another file now");
        let (input, hints, sizes) = self.again.take().ok_or_else(changed)?;
        let text = input.text().and_then(|text| Csv::with_sizes(text, &input.name, &hints, sizes));
        *self = text.map_err(|opening| match opening {
            Opening::Io(error) => error,
            Opening::Problems(_) => changed(),
        })?;
        self.next(block).map(|_| ())
    }
}

/// The place of a field: the physical line its record begins on, and the number of the field from 1; in a text that is no table
/// its line and its character.
pub fn place(file: &Arc<str>, record: Record<'_>, field: usize) -> Place {
    if let Some(place) = record.written_place(file, field) {
        return place;
    }
    let (record, field) = record.origin(field);
    let column = u32::try_from(field).unwrap_or(u32::MAX).saturating_add(1);
    Place::cell(file, record.line(), column)
}

/// Returns the text of a field in a record that is given as text, or `None` if the record does not have `width` fields.
pub fn field_of(text: &str, delimiter: u8, field: usize, width: usize) -> Option<String> {
    let block = Block::of(text, delimiter);
    let record = block.records().next().filter(|record| record.len() == width)?;
    Some(String::from_utf8_lossy(&record.field(field)).trim().to_owned())
}

/// The text of the record with one of its fields marked. Bytes that are no character become U+FFFD.
pub fn excerpt(record: Record<'_>, field: usize) -> Excerpt {
    if let Some(excerpt) = record.written_excerpt(field) {
        return excerpt;
    }
    let (record, field) = record.origin(field);
    marked(record, record.span(field))
}

/// Returns `broken-quote` if the quotation marks of `record` are wrong. Such a record is rejected, because nobody can
/// know where its fields end.
pub fn broken_quote(file: &Arc<str>, record: Record<'_>) -> Option<Problem> {
    let (record, span, open) = record.fault_span()?;
    let field = (0..record.len()).find(|&i| span.start <= record.span(i).end).unwrap_or(0);
    Some(Problem::new(SheetFault::BrokenQuote { open }).at(place(file, record, field)).excerpt(marked(record, span)))
}

/// Returns `bad-byte` if a field has bytes that are no character in the encoding of the file. The first of them is
/// named and marked.
pub fn bad_byte(file: &Arc<str>, record: Record<'_>, field: usize) -> Option<Problem> {
    let (record, field) = record.origin(field);
    let (unit, bad) = bad_unit(record.raw(field), record.decoded_from().is_some())?;
    let start = record.span(field).start;
    let fault = FileFault::BadByte { unit, encoding: record.decoded_from().unwrap_or("UTF-8") };
    let span = start + bad.start..start + bad.end;
    Some(Problem::new(fault).at(place(file, record, field)).excerpt(marked(record, span)))
}

/// The text of `record` with the bytes `span` marked, at their position in the decoded text.
fn marked(record: Record<'_>, span: std::ops::Range<usize>) -> Excerpt {
    let text = record.text();
    let decoded = |end: usize| lossy(text.get(..end).unwrap_or(text), record.decoded_from().is_some());
    let start = decoded(span.start).len();
    let end = decoded(span.end).len().max(start);
    Excerpt { line: record.line(), text: decoded(text.len()), span: start..end }
}
