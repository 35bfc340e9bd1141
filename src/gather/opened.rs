//! A file that was opened, and how to open it again.

use crate::decide::sniff::Seen;
use crate::model::effort::{DateOrder, DecimalMark};
use crate::read::Opening;
use crate::read::csv::{Block, Csv, Hints};
use crate::read::input::Input;

/// A file that was read, with what is needed to read it again in the same way.
#[derive(Debug)]
pub struct ReadFile {
    pub input: Input,
    pub decimal: Option<DecimalMark>,
    pub decimal_proof: Option<Seen>,
    pub dates: Option<DateOrder>,
    pub hints: Hints,
    /// The delimiter that was decided on.
    pub delimiter: u8,
    /// It was found in the folder or by a pattern, not named.
    pub found: bool,
}

/// Opens a file and reads its first block.
pub fn open(input: &Input, hints: &Hints) -> Result<(Csv, Block), Opening> {
    let mut csv = Csv::open(input, hints)?;
    let mut block = Block::new();
    csv.next(&mut block).map_err(Opening::Io)?;
    Ok((csv, block))
}
