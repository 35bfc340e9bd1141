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
    unless_shown: bool,
    fold: Fold,
}

impl<'a> Worker<'a> {
    fn new(job: &'a Job<'a>, how: How, has_header: bool) -> Worker<'a> {
        let stage = Stage::new(job, has_header);
        Worker {
            lane: Lane::new(&stage).filter(|_| how.by_lane),
            stage,
            unless_shown: how.unless_shown,
            fold: Fold::new(job.plan),
        }
    }

    /// `false`: a row shows what nothing is to be shown of.
    fn block(&mut self, block: &Block) -> bool {
        let Some(lane) = &mut self.lane else {
            self.fold.block(self.stage.block(block).0);
            return true;
        };
        lane.block(block, &mut self.stage, &mut self.fold);
        !(self.unless_shown && lane.shows())
    }

    /// Takes blocks until there are none left.
    fn work(mut self, source: &Mutex<Source<'_>>) -> Worker<'a> {
        let mut block = Block::new();
        while Source::next(source, &mut block) {
            match block.index() {
                Ok(()) if self.block(&block) => {}
                Ok(()) => Source::stop(source, Stopped::Shown),
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
    /// A row shows what a scout looks for.
    Shown,
}

/// How a file is folded.
#[derive(Debug, Clone, Copy)]
struct How {
    workers: usize,
    by_lane: bool,
    /// It is given up as soon as a row shows what a scout looks for.
    unless_shown: bool,
}

impl How {
    fn of(job: &Job<'_>) -> How {
        // Which of two copies comes first is known to one worker alone.
        let has_ids = job.entries.is_some_and(|rules| rules.ids.is_some());
        // A row that is refused for its bare duration is looked at closely.
        let by_lane = job.plan.entries.as_ref().is_none_or(|entries| !entries.refuses_bare);
        How { workers: if has_ids { 1 } else { cores().min(MOST) }, by_lane, unless_shown: false }
    }
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
    Ok(folded(csv, block, job, How::of(job))?.unwrap_or_default())
}

/// As `fold`, of a file whose first block shows neither a decimal mark nor a date that can be read in two ways; `None` where
/// a later row may show one, so that it is to be scouted, or where that would not be seen.
///
/// # Errors
/// Those of the source.
pub fn fold_unless_shown(csv: &mut Csv, block: &mut Block, job: &Job<'_>) -> io::Result<Option<(Ran, Folded)>> {
    if Lane::new(&Stage::new(job, true)).is_none() {
        return Ok(None);
    }
    folded(csv, block, job, How { unless_shown: true, ..How::of(job) })
}

/// As `fold`, with so many workers: for tests.
///
/// # Errors
/// Those of the source.
#[doc(hidden)]
pub fn fold_with(csv: &mut Csv, block: &mut Block, job: &Job<'_>, workers: usize) -> io::Result<(Ran, Folded)> {
    Ok(folded(csv, block, job, How { workers, ..How::of(job) })?.unwrap_or_default())
}

fn folded(csv: &mut Csv, block: &mut Block, job: &Job<'_>, how: How) -> io::Result<Option<(Ran, Folded)>> {
    loop {
        match together(csv, block, job, how)? {
            Ok(team) => return Ok(Some(finished(team, job))),
            Err(None) => return Ok(None),
            // Once at the most: then the file is read so that no block is.
            Err(Some(Dirty)) => csv.again(block)?,
        }
    }
}

/// All the blocks by so many workers. A single one works where it is called. An error within: the file is to be read again,
/// or given up.
fn together<'a>(
    csv: &mut Csv,
    block: &Block,
    job: &'a Job<'a>,
    how: How,
) -> io::Result<Result<Vec<Worker<'a>>, Option<Dirty>>> {
    let mut first = Worker::new(job, how, true);
    if !first.block(block) {
        return Ok(Err(None));
    }
    let mut team = vec![first];
    if csv.is_at_end() {
        return Ok(Ok(team));
    }
    team.extend((1..how.workers).map(|_| Worker::new(job, how, false)));
    let source = Mutex::new(Source { csv, stopped: None });
    let team = each(team, |worker| worker.work(&source));
    match source.into_inner().ok().and_then(|source| source.stopped) {
        Some(Stopped::Failed(error)) => Err(error),
        Some(Stopped::Dirty(dirty)) => Ok(Err(Some(dirty))),
        Some(Stopped::Shown) => Ok(Err(None)),
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
mod lane_tests;

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Read};

    use proptest::prelude::*;

    use super::*;
    use crate::model::source::Decision;
    use crate::read::bytes::Bytes;
    use crate::read::csv::{Hints, Sizes};
    use crate::read::input::Input;
    use crate::read::plan::{Header, Plan};
    use crate::read::shape::{self, Mapping};
    use crate::rollup::folded::Sum;

    fn plan(headings: &str) -> Plan {
        let headings = headings.split(',').map(str::to_owned).collect();
        let header = Header { headings, line: 1, ..Header::default() };
        shape::plan(&"effort.csv".into(), header, None, &Mapping::default()).unwrap()
    }

    /// What so many workers find in a sheet, and what was decided about it.
    fn found_in(mut csv: Csv, headings: &str, workers: usize) -> (Ran, Folded, Vec<Decision>) {
        let mut first = Block::new();
        csv.next(&mut first).unwrap();
        let plan = plan(headings);
        let job = Job { plan: &plan, decimal: None, decimal_proof: None, dates: None, owned: &[], entries: None };
        let (ran, folded) = fold_with(&mut csv, &mut first, &job, workers).unwrap();
        (ran, folded, csv.decisions())
    }

    fn input(bytes: impl Into<Vec<u8>>) -> Input {
        Input::new("effort.csv".into(), bytes.into(), None)
    }

    const HINTS: Hints = Hints { delimiter: Some(b','), skip_rows: 0 };

    /// What so many workers find in a sheet read in blocks of so many bytes.
    fn found(text: &str, block: usize, workers: usize) -> (Ran, Folded) {
        let csv = Csv::open_with_sizes(&input(text), &HINTS, Sizes { block, record: 1 << 12 }).unwrap();
        let (ran, folded, _) = found_in(csv, text.lines().next().unwrap(), workers);
        (ran, folded)
    }

    /// What is found when every block is read and indexed exactly, one after the other.
    fn found_exactly(bytes: &[u8], headings: &str) -> (Ran, Folded, Vec<Decision>) {
        let (input, sizes) = (input(bytes), Sizes { block: 1 << 16, record: 1 << 12 });
        found_in(Csv::with_sizes(input.text().unwrap(), &input.name, &HINTS, sizes).unwrap(), headings, 1)
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

        /// Names, weeks and categories repeat; some rows are blank, faulty, totals or without a label. Quotation marks are
        /// where they belong and where they do not, so that some blocks are cut inside a record.
        #[test]
        fn any_number_of_workers_finds_the_same(
            rows in prop::collection::vec((0..11_usize, 0..6_usize, 0..5_usize, 0..8_usize), 0..60),
            long in any::<bool>(),
            block in 20..400_usize,
            workers in 2..5_usize,
        ) {
            let headings = if long { "Person,Week,Category,Percent" } else { "Person,Week,CI,Docs" };
            let mut text = format!("{headings}\n");
            for (person, week, category, amount) in rows {
                let person = [
                    "Ada", "Bo", "Cleo", "ada ", "", "Total", "\"Bo\"", "\"Bo\r\nB.\"", "5\" Bo", "\"Bo", "\"A\"\"da\"",
                ][person];
                let week = ["2016-W03", "2016-W04", "2016-01-18", "W?", "", "2016-W05"][week];
                let amount = ["10%", "20%", "7.5h", "1", "", "x", "0", "\"30%\""][amount];
                let third = if long { ["CI", "Docs", "Support", "ci", ""][category] } else { ["10%", "20%", "", "5", "1h"][category] };
                text += &format!("{person},{week},{third},{amount}\n");
            }
            let (ran, folded, _) = found_exactly(text.as_bytes(), headings);
            prop_assert!(ran.accounting.balances(), "{:?}", ran.accounting);
            for (block, workers) in [(block, 1), (block, workers), (1 << 16, 1)] {
                let (by_many, folded_by_many) = found(&text, block, workers);
                prop_assert_eq!(format!("{ran:?}"), format!("{by_many:?}"));
                prop_assert_eq!(format!("{folded:?}"), format!("{folded_by_many:?}"));
            }
        }
    }

    /// Two marks that open nothing, and a value with a line feed between them: the cut is inside it, and the sheet is read
    /// again.
    #[test]
    fn a_sheet_with_stray_marks_is_read_exactly() {
        let text = "Person,Week,CI\n5\" Bo,2016-W03,1%\n\"Ada\n5\" L.\",2016-W03,2%\nCleo,2016-W04,3%\n".repeat(50);
        let (ran, folded, _) = found_exactly(text.as_bytes(), "Person,Week,CI");
        for (block, workers) in (16..200).step_by(7).flat_map(|block| [(block, 1), (block, 3)]) {
            let (by_many, folded_by_many) = found(&text, block, workers);
            assert_eq!(format!("{ran:?}"), format!("{by_many:?}"), "{block}");
            assert_eq!(format!("{folded:?}"), format!("{folded_by_many:?}"), "{block}");
        }
    }

    /// What the encoding is, is known by the last byte: it is decided as when every byte is read by one.
    #[test]
    fn a_byte_that_does_not_fit_is_found_by_whoever_reads_it() {
        const HEADINGS: &str = "Person,Week,CI";
        let rows = "Ada,2016-W03,1%\nBo,2016-W04,2%\n".repeat(20_000);
        for (last, decided) in [
            (b"Zo\xC3\xAB,2016-W05,3%\n".as_slice(), "UTF-8: every byte fits"),
            (b"Zo\xEB,2016-W05,3%\n", "windows-1252: a guess: none of its 1 bytes beyond ASCII fits UTF-8"),
            (b"Zo\xEB,2016-W05,3%\nM\xC3\xBC,2016-W05,3%\n", "UTF-8: 1 byte does not fit"),
            (b"Zo\xC3\xAB,2016-W05,3%\nM\xFC,2016-W05,3%\n", "UTF-8: 1 byte does not fit"),
            (b"Zo\xC3", "windows-1250: a guess: none of its 1 bytes beyond ASCII fits UTF-8"),
        ] {
            let text = [HEADINGS.as_bytes(), b"\n", rows.as_bytes(), last].concat();
            let (ran, folded, decisions) = found_exactly(&text, HEADINGS);
            for workers in [1, 2, 4] {
                let csv = Csv::open(&input(text.clone()), &HINTS).unwrap();
                let (by_many, folded_by_many, decided_by_many) = found_in(csv, HEADINGS, workers);
                assert_eq!(format!("{ran:?}"), format!("{by_many:?}"), "{decided}");
                assert_eq!(format!("{folded:?}"), format!("{folded_by_many:?}"), "{decided}");
                assert_eq!(decisions, decided_by_many);
                assert_eq!(format!("{}: {}", decisions[1].value, decisions[1].evidence), decided);
            }
        }
    }

    /// So much of a sheet, and then an error.
    #[derive(Debug, Clone)]
    struct Broken(Cursor<Vec<u8>>);

    impl Bytes for Broken {
        fn open(&self) -> io::Result<Box<dyn Read + Send>> {
            Ok(Box::new(self.clone()))
        }
    }

    impl Read for Broken {
        fn read(&mut self, room: &mut [u8]) -> io::Result<usize> {
            match self.0.read(room)? {
                0 => Err(io::Error::other("gone")),
                read => Ok(read),
            }
        }
    }

    #[test]
    fn an_error_of_the_source_ends_all_work() {
        let text = format!("Person,Week,CI\n{}", "Ada,2016-W03,1%\n".repeat(60_000));
        let input = Input::new("effort.csv".into(), Broken(Cursor::new(text.into_bytes())), None);
        for workers in [1, 3] {
            let (mut csv, mut block) = (Csv::open(&input, &HINTS).unwrap(), Block::new());
            csv.next(&mut block).unwrap();
            let plan = plan("Person,Week,CI");
            let job = Job { plan: &plan, decimal: None, decimal_proof: None, dates: None, owned: &[], entries: None };
            assert_eq!(fold_with(&mut csv, &mut block, &job, workers).unwrap_err().to_string(), "gone");
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
