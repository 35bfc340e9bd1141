//! A worker: takes blocks of a file one after the other and adds them to labels and sums of its own.

use std::sync::Mutex;

use super::fast::FastPath;
use super::options::Options;
use super::partial::PartialSums;
use super::source::{Source, Stopped};
use super::stage::{Stage, WorkerResult};
use crate::read::csv::Block;
use crate::rollup::job::Job;

/// One worker of a fold.
pub(super) struct Worker<'a> {
    stage: Stage<'a>,
    /// `None`: every row takes the careful path.
    fast: Option<FastPath>,
    stop_if_revealed: bool,
    sums: PartialSums,
}

impl<'a> Worker<'a> {
    /// `has_header`: it gets the first block of the file.
    pub fn new(job: &'a Job<'a>, options: Options, has_header: bool) -> Worker<'a> {
        let stage = Stage::new(job, has_header);
        // A bare duration that is rejected because nothing tells its unit is a question for the careful path.
        let refuses_bare = job.plan.entries.as_ref().is_some_and(|entries| entries.refuses_bare);
        Worker {
            fast: FastPath::new(&stage).filter(|_| !refuses_bare && !options.only_careful),
            stage,
            stop_if_revealed: options.stop_if_revealed,
            sums: PartialSums::new(job.plan),
        }
    }

    /// Whether it would notice a row that reveals something: only the fast path looks for that.
    pub fn notices_what_rows_reveal(&self) -> bool {
        self.fast.is_some()
    }

    /// Adds a block. Returns `false` if the work is to be given up, because a row may reveal a decimal mark or a date order that is
    /// not decided yet.
    pub fn block(&mut self, block: &Block) -> bool {
        let Some(fast) = &mut self.fast else {
            self.sums.add_block(self.stage.block(block).0);
            return true;
        };
        fast.block(block, &mut self.stage, &mut self.sums);
        !(self.stop_if_revealed && fast.has_revealed())
    }

    /// Takes and adds blocks until there are none left.
    pub fn work(mut self, source: &Mutex<Source<'_>>) -> Worker<'a> {
        let mut block = Block::new();
        while Source::next(source, &mut block) {
            match block.index() {
                Ok(()) if self.block(&block) => {}
                Ok(()) => Source::stop(source, Stopped::Revealed),
                Err(dirty) => Source::stop(source, Stopped::Dirty(dirty)),
            }
        }
        self
    }

    pub fn finish(self) -> (WorkerResult, PartialSums) {
        (self.stage.finish(), self.sums)
    }
}
