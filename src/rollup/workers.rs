//! A file folded by all cores: each worker takes the next block, finds its fields and adds them up with labels and sums of
//! its own, and one merge at the end makes of them what a single worker would have found. The result does not depend on how
//! many there are.

use std::io;
use std::sync::Mutex;

use super::cores::{cores, each};
use super::fold::Fold;
use super::folded::Folded;
use super::join::joined;
use super::merge::{Part, merged};
use super::run::{Job, Ran};
use super::stage::{Lane, Stage};
use crate::read::csv::{Block, Csv, Dirty};

/// One worker of a file.
struct Worker<'a> {
    stage: Stage<'a>,
    /// `None`: every row is looked at closely.
    lane: Option<Lane>,
    fold: Fold,
}

impl<'a> Worker<'a> {
    fn new(job: &'a Job<'a>, has_header: bool) -> Worker<'a> {
        let stage = Stage::new(job, has_header);
        Worker { lane: Lane::new(&stage), stage, fold: Fold::new(job.plan) }
    }

    fn block(&mut self, block: &Block) {
        match &mut self.lane {
            Some(lane) => lane.block(block, &mut self.stage, &mut self.fold),
            None => self.fold.block(self.stage.block(block).0),
        }
    }

    /// Takes blocks until there are none left.
    fn work(mut self, source: &Mutex<Source<'_>>) -> Worker<'a> {
        let mut block = Block::new();
        while Source::next(source, &mut block) {
            match block.index() {
                Ok(()) => self.block(&block),
                Err(dirty) => Source::stop(source, Stopped::Dirty(dirty)),
            }
        }
        self
    }
}

/// The file, of which one worker at a time takes a block.
struct Source<'a> {
    csv: &'a mut Csv,
    stopped: Option<Stopped>,
}

/// Why no more blocks are taken.
enum Stopped {
    AtEnd,
    Failed(io::Error),
    /// What was found is worth nothing.
    Dirty(Dirty),
}

impl Source<'_> {
    /// Fills `block`; `false`: there is nothing more to do.
    fn next(source: &Mutex<Source<'_>>, block: &mut Block) -> bool {
        // A lock that is lost is a worker that panicked, which is told when all have ended.
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

    fn stop(source: &Mutex<Source<'_>>, stopped: Stopped) {
        if let Ok(mut source) = source.lock() {
            source.stopped = Some(stopped);
        }
    }
}

/// More workers than this wait for each other at the source.
const MOST: usize = 8;

/// Folds the rest of `csv`, beginning with `block`, which has been read already and holds the header.
///
/// # Errors
/// Those of the source.
pub fn fold(csv: &mut Csv, block: &mut Block, job: &Job<'_>) -> io::Result<(Ran, Folded)> {
    // Which of two copies comes first is known to one worker alone.
    let has_ids = job.entries.is_some_and(|rules| rules.ids.is_some());
    fold_with(csv, block, job, if has_ids { 1 } else { cores().min(MOST) })
}

/// As `fold`, with so many workers: for tests.
///
/// # Errors
/// Those of the source.
#[doc(hidden)]
pub fn fold_with(csv: &mut Csv, block: &mut Block, job: &Job<'_>, workers: usize) -> io::Result<(Ran, Folded)> {
    loop {
        match together(csv, block, job, workers)? {
            Ok(team) => return Ok(finished(team, job)),
            // Once at the most: then the file is read so that no block is.
            Err(Dirty) => csv.again(block)?,
        }
    }
}

/// All the blocks by so many workers. A single one works where it is called.
fn together<'a>(
    csv: &mut Csv,
    block: &Block,
    job: &'a Job<'a>,
    workers: usize,
) -> io::Result<Result<Vec<Worker<'a>>, Dirty>> {
    let mut first = Worker::new(job, true);
    first.block(block);
    let mut team = vec![first];
    if csv.is_at_end() {
        return Ok(Ok(team));
    }
    team.extend((1..workers).map(|_| Worker::new(job, false)));
    let source = Mutex::new(Source { csv, stopped: None });
    let team = each(team, |worker| worker.work(&source));
    match source.into_inner().ok().and_then(|source| source.stopped) {
        Some(Stopped::Failed(error)) => Err(error),
        Some(Stopped::Dirty(dirty)) => Ok(Err(dirty)),
        Some(Stopped::AtEnd) | None => Ok(Ok(team)),
    }
}

fn finished(team: Vec<Worker<'_>>, job: &Job<'_>) -> (Ran, Folded) {
    let (mut parts, mut folds): (Vec<Part>, Vec<Fold>) = (Vec::new(), Vec::new());
    for worker in team {
        parts.push(worker.stage.finish());
        folds.push(worker.fold);
    }
    let (ran, numbers) = merged(parts, job.plan.says.is_empty());
    let folded = joined(folds, &numbers, &ran.slots);
    (ran, folded)
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;
    use std::sync::Arc;

    use proptest::prelude::*;

    use super::*;
    use crate::read::csv::{Hints, Sizes};
    use crate::read::plan::{Header, Plan};
    use crate::read::shape::{self, Said};
    use crate::read::text::Text;
    use crate::rollup::folded::Sum;

    /// What so many workers find in a sheet read in blocks of so many bytes.
    fn found(text: &str, block: usize, workers: usize) -> (Ran, Folded) {
        let file: Arc<str> = "effort.csv".into();
        let sizes = Sizes { block, record: 1 << 12 };
        let mut csv =
            Csv::with_sizes(Text::utf8(Box::new(Cursor::new(text.to_owned()))), &file, &Hints::default(), sizes)
                .unwrap();
        let mut first = Block::new();
        csv.next(&mut first).unwrap();
        let headings = text.lines().next().unwrap().split(',').map(str::to_owned).collect();
        let header = Header { headings, line: 1, ..Header::default() };
        let plan: Plan = shape::plan(&file, header, None, &Said::default()).unwrap();
        let job = Job { plan: &plan, decimal: None, decimal_proof: None, dates: None, owned: &[], entries: None };
        fold_with(&mut csv, &mut first, &job, workers).unwrap()
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

        /// Names, weeks and categories repeat; some rows are blank, faulty, totals or without a label.
        #[test]
        fn any_number_of_workers_finds_the_same(
            rows in prop::collection::vec((0..6_usize, 0..6_usize, 0..5_usize, 0..8_usize), 0..60),
            long in any::<bool>(),
            block in 20..400_usize,
            workers in 2..5_usize,
        ) {
            let mut text = (if long { "Person,Week,Category,Percent\n" } else { "Person,Week,CI,Docs\n" }).to_owned();
            for (person, week, category, amount) in rows {
                let person = ["Ada", "Bo", "Cleo", "ada ", "", "Total"][person];
                let week = ["2016-W03", "2016-W04", "2016-01-18", "W?", "", "2016-W05"][week];
                let amount = ["10%", "20%", "7.5h", "1", "", "x", "0", "30%"][amount];
                let third = if long { ["CI", "Docs", "Support", "ci", ""][category] } else { ["10%", "20%", "", "5", "1h"][category] };
                text += &format!("{person},{week},{third},{amount}\n");
            }
            let (ran, folded) = found(&text, block, 1);
            let (by_many, folded_by_many) = found(&text, block, workers);
            prop_assert!(ran.accounting.balances(), "{:?}", ran.accounting);
            prop_assert_eq!(format!("{ran:?}"), format!("{by_many:?}"));
            prop_assert_eq!(format!("{folded:?}"), format!("{folded_by_many:?}"));
            let (in_one, folded_in_one) = found(&text, 1 << 16, 1);
            prop_assert_eq!(format!("{ran:?}"), format!("{in_one:?}"));
            prop_assert_eq!(format!("{folded:?}"), format!("{folded_in_one:?}"));
        }
    }

    /// Somebody who does more things in a week than a list is gone through for: every sum is found again.
    #[test]
    fn a_long_list_of_work_is_summed_like_a_short_one() {
        let mut text = "Person,Week,Category,Percent\n".to_owned();
        for round in 1..=3 {
            (0..90).for_each(|work| text += &format!("Ada,2016-W03,Work {work},{}%\n", work * round));
            text += "Bo,2016-W03,Work 7,1%\n";
        }
        for workers in [1, 3] {
            let (ran, folded) = found(&text, 200, workers);
            let rows: Vec<_> = folded.rows().collect();
            let sums = |at: usize| -> Vec<(String, String, u64)> {
                let of = |sum: Sum| {
                    (ran.activities[sum.activity as usize].name.clone(), sum.amount().unwrap().to_string(), sum.cells)
                };
                rows[at].sums().map(of).collect()
            };
            let expected: Vec<_> = (0..90).map(|work| (format!("Work {work}"), (work * 6).to_string(), 3)).collect();
            assert_eq!((sums(0), sums(1)), (expected, vec![("Work 7".into(), "3".into(), 3)]));
        }
    }
}
