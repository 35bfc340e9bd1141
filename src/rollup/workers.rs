//! A file folded by all cores: blocks go round to the workers, each with its own labels and sums, and one merge at the end
//! makes of them what a single worker would have found. The result does not depend on how many there are.

use std::sync::mpsc;
use std::{io, thread};

use super::cores::cores;
use super::fold::Fold;
use super::folded::Folded;
use super::join::joined;
use super::merge::{Part, merged};
use super::run::{Job, Ran};
use super::stage::Stage;
use crate::read::csv::{Block, Csv};

/// One worker of a file.
struct Worker<'a> {
    stage: Stage<'a>,
    fold: Fold,
}

impl<'a> Worker<'a> {
    fn new(job: &'a Job<'a>, has_header: bool) -> Worker<'a> {
        Worker { stage: Stage::new(job, has_header), fold: Fold::new(job.plan) }
    }

    fn block(&mut self, block: &Block) {
        let (staged, _) = self.stage.block(block);
        self.fold.block(staged);
    }
}

/// More workers than this wait for the one that reads.
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
    let mut first = Worker::new(job, true);
    first.block(block);
    if csv.is_at_end() || workers < 2 {
        while csv.next(block)? {
            first.block(block);
        }
        return Ok(finished(vec![first], job));
    }
    let mut team = vec![first];
    team.extend((1..workers).map(|_| Worker::new(job, false)));
    Ok(finished(together(csv, team)?, job))
}

/// Hands the blocks round. Blocks go back to be filled again, so that there are never more than a few.
fn together<'a>(csv: &mut Csv, team: Vec<Worker<'a>>) -> io::Result<Vec<Worker<'a>>> {
    const WAITING: usize = 2;
    let (empty, emptied) = mpsc::channel::<Block>();
    for _ in 0..team.len() * (WAITING + 1) {
        // Its receiver stands above.
        let _ = empty.send(Block::new());
    }
    thread::scope(|scope| {
        let (mut inboxes, mut running) = (Vec::new(), Vec::new());
        for mut worker in team {
            let (full, filled) = mpsc::sync_channel::<Block>(WAITING);
            let empty = empty.clone();
            inboxes.push(full);
            running.push(scope.spawn(move || {
                for block in filled {
                    worker.block(&block);
                    let _ = empty.send(block);
                }
                worker
            }));
        }
        drop(empty);
        let mut read = Ok(());
        for inbox in inboxes.iter().cycle() {
            let Ok(mut block) = emptied.recv() else { break };
            match csv.next(&mut block) {
                Ok(true) if inbox.send(block).is_ok() => {}
                Ok(_) => break,
                Err(error) => {
                    read = Err(error);
                    break;
                }
            }
        }
        drop(inboxes);
        let done =
            running.into_iter().map(|worker| worker.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        let team = done.collect();
        read.map(|()| team)
    })
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
