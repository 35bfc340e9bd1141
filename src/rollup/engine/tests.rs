//! The result depends neither on the number of workers nor on the size of the blocks.

use std::io::{self, Cursor, Read};

use proptest::prelude::*;

use super::{Options, fold};
use crate::model::decision::Decision;
use crate::problem::words::decision::{evidence, value};
use crate::read::bytes::Bytes;
use crate::read::csv::{Block, Csv, Hints, Sizes};
use crate::read::input::Input;
use crate::rollup::folded::{Folded, Sum};
use crate::rollup::ran::Ran;
use crate::rollup::testing::{job, plan};

mod fast;
mod outcomes;

fn with_workers(count: usize) -> Options {
    Options { workers: Some(count), ..Options::default() }
}

/// What so many workers find in a sheet, and what was decided about it.
fn found_in(mut csv: Csv, headings: &str, workers: usize) -> (Ran, Folded, Vec<Decision>) {
    let mut first = Block::new();
    csv.next(&mut first).unwrap();
    let plan = plan(headings);
    let (ran, folded) = fold(&mut csv, &mut first, &job(&plan), with_workers(workers)).unwrap().unwrap();
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

/// What a single worker finds if every block is cut exactly.
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

/// Two quotation marks inside plain fields, and a quoted line feed between them: counting marks cuts the block inside a record, so
/// the sheet is read again.
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

/// Only the last byte tells the encoding; the decision is the same as if one worker read every byte.
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
            assert_eq!(format!("{}: {}", value(&decisions[1]), evidence(&decisions[1])), decided);
        }
    }
}

/// The beginning of a sheet, and then an error.
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
        assert_eq!(fold(&mut csv, &mut block, &job(&plan), with_workers(workers)).unwrap_err().to_string(), "gone");
    }
}

/// One person with 90 activities in one week: every sum is found again.
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

/// Sums and amounts that do not fit the small cells go to a spill, also when only two workers together exceed a cell.
#[test]
fn a_sum_too_large_for_a_cell_is_exact() {
    let text =
        format!("Person,Week,Category,Percent\n{}Bo,2016-W03,CI,0.123456%\n", "Ada,2016-W03,CI,200000%\n".repeat(40));
    for workers in [1, 4] {
        let (_, folded) = found(&text, 64, workers);
        let sums: Vec<String> =
            folded.rows().flat_map(|row| row.sums()).map(|sum| sum.amount().unwrap().to_string()).collect();
        assert_eq!(sums, ["8000000", "0.123456"], "{workers} workers");
    }
}

/// The sums above a totals row lie in other blocks, which other workers have read.
#[test]
fn a_totals_row_is_known_by_the_sums_of_all_blocks_above_it() {
    let text = format!("Person,Week,CI,Docs\n{},,30%,60%\n,,31%,60%\n", "Ada,2016-W03,1%,2%\n".repeat(30));
    for (block, workers) in [(1 << 16, 1), (40, 3)] {
        let (ran, _) = found(&text, block, workers);
        let lines: Vec<_> = ran.totals.iter().map(|place| place.row).collect();
        assert_eq!((lines, ran.problems.len()), (vec![32], 1), "30 and 60 are the totals, 31 is not");
        assert_eq!((ran.accounting.rows_used, ran.accounting.rows_excluded, ran.accounting.rows_rejected), (30, 1, 1));
    }
}
