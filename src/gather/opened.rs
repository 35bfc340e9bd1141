//! A file that was opened, and how to open it again.

use crate::decide::scout::Seen;
use crate::model::effort::{DateOrder, DecimalMark};
use crate::read::Opening;
use crate::read::csv::{Block, Csv, Hints};
use crate::read::input::Input;

/// A file that was read, with what it takes to read it again.
#[derive(Debug)]
pub struct ReadFile {
    pub input: Input,
    pub decimal: Option<DecimalMark>,
    pub decimal_proof: Option<Seen>,
    pub dates: Option<DateOrder>,
    pub hints: Hints,
    /// As decided.
    pub delimiter: u8,
    /// Nobody named it by its whole name.
    pub found: bool,
}

/// Opens a file and reads its first block.
pub fn open(input: &Input, hints: &Hints) -> Result<(Csv, Block), Opening> {
    let mut csv = Csv::open(input, hints)?;
    let mut block = Block::new();
    csv.next(&mut block).map_err(Opening::Io)?;
    Ok((csv, block))
}
