//! Reads a file in order, on one core, and shows the rows of each block to a sink.

use std::io;

use super::stage::Stage;
use crate::read::csv::{Block, Csv};
use crate::rollup::job::Job;
use crate::rollup::staged::Sink;

/// Shows all rows of a file to `sink`, block after block. `block` is the first block, which has been read and holds the header; the
/// others are read from `csv`. Problems and the account are left to `fold`.
///
/// # Errors
/// Those of reading the file.
pub fn run(csv: &mut Csv, block: &mut Block, job: &Job<'_>, sink: &mut dyn Sink) -> io::Result<()> {
    let mut stage = Stage::new(job, true);
    loop {
        let (staged, labels) = stage.block(block);
        sink.block(block, staged, labels.people(), labels.slots());
        if !csv.next(block)? {
            return Ok(());
        }
    }
}
