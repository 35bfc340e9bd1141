//! A file that was opened, and how to open it again.

use std::sync::Arc;

use super::intake;
use super::source_file::SourceFile;
use crate::config::SourceSpec;
use crate::decide::sniff::Seen;
use crate::model::effort::{DateOrder, DecimalMark};
use crate::read::Opening;
use crate::read::csv::{Block, Csv, Hints, Made, Sizes};
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

/// What the configuration says of how a file is written.
pub fn hints(spec: Option<&SourceSpec>) -> Hints {
    Hints { delimiter: spec.and_then(|spec| spec.delimiter), skip_rows: spec.map_or(0, |spec| spec.skip_rows) }
}

/// The only block of a small file, which is looked at before the files are read; `None` of standard input, of a longer file, and of one
/// that cannot be opened.
pub fn small(source: &SourceFile, spec: Option<&SourceSpec>) -> Option<Arc<Block>> {
    if source.stdin || source.part.is_none() && !source.path.is_file() {
        return None;
    }
    let input = intake::input(source, spec.and_then(|spec| spec.encoding), None).ok()?;
    let (csv, block) = open(&input, &hints(spec)).ok()?;
    csv.is_at_end().then(|| Arc::new(block))
}

/// A sheet of up to so many bytes is looked at as a whole.
pub const WHOLE: usize = 4 << 20;

/// Opens a sheet again that is longer than a block, so that its first block is all of it. `None` if it is longer than what is
/// looked at as a whole.
///
/// # Errors
/// Those of `Csv::open`.
pub fn open_whole(input: &Input, hints: &Hints) -> Result<Option<(Csv, Block)>, Opening> {
    if input.length().map_err(Opening::Io)? > WHOLE as u64 {
        return Ok(None);
    }
    let mut csv = Csv::open_with_sizes(input, hints, Sizes { block: WHOLE, ..Sizes::default() })?;
    let mut block = Block::new();
    csv.next(&mut block).map_err(Opening::Io)?;
    Ok(csv.is_at_end().then_some((csv, block)))
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
    /// The configuration says that it counts, though others may hold the same effort.
    pub counts: bool,
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
