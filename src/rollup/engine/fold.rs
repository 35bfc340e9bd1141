//! Folds a file: several workers take its blocks, and one merge at the end makes of their sums what a single worker would have found.

use std::io;

use super::merge::merged_sums;
use super::options::Options;
use super::partial::PartialSums;
use super::renumber::merged_labels;
use super::source::{Source, Stopped};
use super::stage::WorkerResult;
use super::worker::Worker;
use crate::read::csv::{Block, Csv, Dirty};
use crate::rollup::cores::{cores, each};
use crate::rollup::folded::Folded;
use crate::rollup::job::Job;
use crate::rollup::ran::Ran;

/// More workers than this would wait for each other at the source.
const MOST_WORKERS: usize = 8;

/// How the work of all workers ended, if the file could be read.
enum Ended<'a> {
    Done(Vec<Worker<'a>>),
    /// See `Options::stop_if_revealed`.
    Revealed,
    /// What was found is worthless, because a block was cut inside a record.
    Dirty(Dirty),
}

/// Sums all rows of a file. `block` is the first block, which has been read and holds the header; the others are read from `csv`.
/// The result does not depend on the number of workers or the size of the blocks. Returns `None` only if
/// `options.stop_if_revealed` is set and a row may reveal something, or if no worker could notice that.
///
/// # Errors
/// Those of reading the file.
pub fn fold(csv: &mut Csv, block: &mut Block, job: &Job<'_>, options: Options) -> io::Result<Option<(Ran, Folded)>> {
    loop {
        match work_on_all(csv, block, job, options)? {
            Ended::Done(workers) => return Ok(Some(merged(workers, job))),
            Ended::Revealed => return Ok(None),
            // Happens once at the most: from then on the file is cut exactly.
            Ended::Dirty(Dirty) => csv.again(block)?,
        }
    }
}

/// Lets the workers take all blocks. The first worker gets the first block here, and alone if it is the only one.
fn work_on_all<'a>(csv: &mut Csv, block: &Block, job: &'a Job<'a>, options: Options) -> io::Result<Ended<'a>> {
    let mut first = Worker::new(job, options, true);
    if options.stop_if_revealed && !first.notices_what_rows_reveal() || !first.block(block) {
        return Ok(Ended::Revealed);
    }
    let mut workers = vec![first];
    if csv.is_at_end() {
        return Ok(Ended::Done(workers));
    }
    let count = options.workers.unwrap_or_else(|| worker_count(job));
    workers.extend((1..count).map(|_| Worker::new(job, options, false)));
    let source = Source::new(csv);
    let workers = each(workers, |worker| worker.work(&source));
    match Source::into_stopped(source) {
        Some(Stopped::Failed(error)) => Err(error),
        Some(Stopped::Dirty(dirty)) => Ok(Ended::Dirty(dirty)),
        Some(Stopped::Revealed) => Ok(Ended::Revealed),
        Some(Stopped::AtEnd) | None => Ok(Ended::Done(workers)),
    }
}

fn worker_count(job: &Job<'_>) -> usize {
    // Only a single worker knows which of two copies of an entry comes first.
    let looks_for_copies = job.entries.is_some_and(|rules| rules.ids.is_some());
    if looks_for_copies { 1 } else { cores().min(MOST_WORKERS) }
}

fn merged(workers: Vec<Worker<'_>>, job: &Job<'_>) -> (Ran, Folded) {
    let (results, sums): (Vec<WorkerResult>, Vec<PartialSums>) = workers.into_iter().map(Worker::finish).unzip();
    let (ran, numbers) = merged_labels(results, job.plan.says.is_empty());
    let folded = merged_sums(sums, &numbers, &ran.slots);
    (ran, folded)
}
