//! Blocks that are made of the records of another one: some fields have another text than in the file (the week of a
//! merged cell, say), some fields are added, some records are left out. Places and excerpts stay those of the file.

use std::sync::Arc;

use super::index::Fault;
use super::record::{Block, Provenance, Record};

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
}

impl Provenance for Made {
    fn record(&self, number: usize) -> Option<Record<'_>> {
        self.source.record(self.records.get(number)?.record)
    }

    fn origin(&self, number: usize, field: usize) -> Option<(Record<'_>, usize)> {
        let made = self.records.get(number)?;
        let origin = made.fields.get(field).map_or(Origin { record: made.record, field }, MadeField::origin);
        Some((self.source.record(origin.record)?, origin.field))
    }
}
