//! A file that was opened, and how to open it again.

use std::sync::Arc;

use crate::decide::sniff::Seen;
use crate::model::effort::{DateOrder, DecimalMark};
use crate::read::Opening;
use crate::read::csv::{Block, Csv, Hints, Made};
use crate::read::input::Input;

/// The records of a file: those that stand in it, or those that were made of them.
#[derive(Debug, Clone)]
pub struct Records {
    pub input: Input,
    pub hints: Hints,
    pub made: Option<Arc<Made>>,
}

impl Records {
    /// Opens the records and reads the first block.
    ///
    /// # Errors
    /// Those of `Csv::open`.
    pub fn open(&self) -> Result<(Csv, Block), Opening> {
        match &self.made {
            Some(made) => Ok((Csv::ended(), made.block())),
            None => open(&self.input, &self.hints),
        }
    }
}

/// A file that was read, with what is needed to read it again in the same way.
#[derive(Debug)]
pub struct ReadFile {
    pub records: Records,
    pub decimal: Option<DecimalMark>,
    pub decimal_proof: Option<Seen>,
    pub dates: Option<DateOrder>,
    /// The delimiter that was decided on.
    pub delimiter: u8,
    /// It was found in the folder or by a pattern, not named.
    pub found: bool,
}

/// Opens a file and reads its first block.
///
/// # Errors
/// Those of `Csv::open`.
pub fn open(input: &Input, hints: &Hints) -> Result<(Csv, Block), Opening> {
    let mut csv = Csv::open(input, hints)?;
    let mut block = Block::new();
    csv.next(&mut block).map_err(Opening::Io)?;
    Ok((csv, block))
}
