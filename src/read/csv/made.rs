//! Blocks that are made of the records of another one: some fields have another text than in the file (the week of a
//! merged cell, say), some fields are added, some records are left out. Places and excerpts stay those of the file.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use super::index::Fault;
use super::record::{Block, Record};

/// A field of the file: the number of its record in the block and of the field in that record, both from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Origin {
    pub record: usize,
    pub field: usize,
}

/// A field of a made record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MadeField {
    /// As it stands in the file.
    Kept(Origin),
    /// Another text. Messages about it show the field that it comes from.
    Other { text: String, origin: Origin },
}

impl MadeField {
    pub fn origin(&self) -> Origin {
        match self {
            MadeField::Kept(origin) | MadeField::Other { origin, .. } => *origin,
        }
    }
}

/// A record that is made of a record of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MadeRecord {
    /// The number of the record in the file's block.
    pub record: usize,
    pub fields: Vec<MadeField>,
}

/// The records of a sheet as they are meant, and the block that they were made of.
#[derive(Debug, Clone)]
pub struct Made {
    pub source: Arc<Block>,
    pub records: Vec<MadeRecord>,
}

impl Made {
    /// Returns the records as a block.
    pub fn block(self: &Arc<Made>) -> Block {
        let mut block = Block::new();
        let mut bytes = Vec::new();
        let mut index = std::mem::take(&mut block.index);
        for (number, made) in self.records.iter().enumerate() {
            let start = bytes.len();
            for field in &made.fields {
                match field {
                    MadeField::Kept(origin) => {
                        let record = self.source.record(origin.record);
                        bytes.extend_from_slice(record.map_or(&[], |record| record.raw(origin.field)));
                    }
                    // A text that begins with a quotation mark would lose it.
                    MadeField::Other { text, .. } if text.starts_with('"') => {
                        bytes.extend_from_slice(format!("\"{}\"", text.replace('"', "\"\"")).as_bytes());
                    }
                    MadeField::Other { text, .. } => bytes.extend_from_slice(text.as_bytes()),
                }
                index.ends.push(u32::try_from(bytes.len()).unwrap_or(u32::MAX));
                bytes.push(b',');
            }
            if let Some((at, open)) = self.source.record(made.record).and_then(|record| record.quote_fault()) {
                let at = (start + at).min(bytes.len().saturating_sub(1));
                index.faults.push(Fault { record: number, at, open });
            }
            index.records.push(u32::try_from(index.ends.len()).unwrap_or(u32::MAX));
        }
        block.restart(0, 1, &bytes);
        block.index = index;
        block.decoded_from = self.source.decoded_from;
        block.made = Some(self.clone());
        block
    }

    /// The line on which the record of the file begins that a made record comes from.
    pub(super) fn source_line(&self, number: usize) -> u64 {
        self.record(number).map_or(0, |record| record.line())
    }

    fn record(&self, number: usize) -> Option<Record<'_>> {
        self.source.record(self.records.get(number)?.record)
    }

    /// The record of the file that a field of a made record comes from, and the number of the field in it.
    pub(super) fn origin(&self, number: usize, field: usize) -> Option<(Record<'_>, usize)> {
        let made = self.records.get(number)?;
        let origin = made.fields.get(field).map_or(Origin { record: made.record, field }, MadeField::origin);
        Some((self.source.record(origin.record)?, origin.field))
    }
}

impl<'a> Record<'a> {
    /// The record of the file that a field comes from, and the number of the field in it. Differs from the record itself
    /// only if it was made of others.
    pub(super) fn origin(self, field: usize) -> (Record<'a>, usize) {
        self.made().and_then(|(made, number)| made.origin(number, field)).unwrap_or((self, field))
    }

    /// The record of the file that this one is made of, or itself.
    pub(super) fn source(self) -> Record<'a> {
        self.made().and_then(|(made, number)| made.record(number)).unwrap_or(self)
    }

    /// A field as it stands in the file, without its quotation marks: the text that messages quote.
    pub fn shown(self, field: usize) -> Cow<'a, [u8]> {
        let (record, field) = self.origin(field);
        record.field(field)
    }

    /// The range of bytes of a quotation fault in the text of the record of the file.
    pub(super) fn fault_span(self) -> Option<(Record<'a>, Range<usize>, bool)> {
        let source = self.source();
        let (at, open) = source.quote_fault()?;
        Some((source, at..source.text().len().min(at.saturating_add(1)), open))
    }
}
