//! The file that the workers of a fold share: one at a time takes the next block.

use std::io;
use std::sync::Mutex;

use crate::read::csv::{Block, Csv, Dirty};

/// The blocks of a file that no worker has taken yet.
pub(super) struct Source<'a> {
    csv: &'a mut Csv,
    stopped: Option<Stopped>,
}

/// Why no more blocks are handed out.
pub(super) enum Stopped {
    AtEnd,
    Failed(io::Error),
    /// A block was cut inside a record: the whole file must be read again, exactly.
    Dirty(Dirty),
    /// A row may reveal a decimal mark or a date order that is not decided yet.
    Revealed,
}

impl<'a> Source<'a> {
    pub fn new(csv: &'a mut Csv) -> Mutex<Source<'a>> {
        Mutex::new(Source { csv, stopped: None })
    }

    /// Fills `block` with the next block. Returns `false` if there is none, or if a worker has stopped the work.
    pub fn next(source: &Mutex<Source<'_>>, block: &mut Block) -> bool {
        // The lock is poisoned if another worker has panicked; `each` passes that panic on when all workers have ended.
        let Ok(mut source) = source.lock() else { return false };
        if source.stopped.is_some() {
            return false;
        }
        source.stopped = match source.csv.hand_out(block) {
            Ok(true) => None,
            Ok(false) => Some(Stopped::AtEnd),
            Err(error) => Some(Stopped::Failed(error)),
        };
        source.stopped.is_none()
    }

    /// Ends the work of all workers.
    pub fn stop(source: &Mutex<Source<'_>>, stopped: Stopped) {
        if let Ok(mut source) = source.lock() {
            source.stopped = Some(stopped);
        }
    }

    /// Why the work ended, once all workers are done.
    pub fn into_stopped(source: Mutex<Source<'_>>) -> Option<Stopped> {
        source.into_inner().ok().and_then(|source| source.stopped)
    }
}
