//! What becomes of a row: used, excluded or rejected. The careful path decides it; the fast path only takes rows that are used.

use crate::rollup::engine::Options;
use crate::rollup::ran::Ran;
use crate::rollup::testing::roll_with;

fn ran(rows: &str) -> Ran {
    let options = Options { workers: Some(1), only_careful: true, ..Options::default() };
    roll_with(&format!("Person,Week,Category,Percent\nBo,2016-W02,CI,1%\n{rows}"), options).ran
}

/// Used, excluded and rejected rows, without the first one.
fn outcome(rows: &str) -> (u64, u64, u64) {
    let accounting = ran(rows).accounting;
    assert!(accounting.balances(), "{rows}: {accounting:?}");
    (accounting.rows_used - 1, accounting.rows_excluded, accounting.rows_rejected)
}

#[test]
fn a_row_with_person_days_and_work_is_used_even_if_its_amount_is_blank() {
    assert_eq!(outcome("Ada,2016-W03,CI,10%\n"), (1, 0, 0));
    assert_eq!(outcome("Ada,2016-W03,CI,\n"), (1, 0, 0));
}

#[test]
fn a_row_that_says_nothing_is_excluded() {
    for row in [",,,\n", "\n", "Person,Week,Category,Percent\n", "Total,2016-W03,CI,10%\n", ",2016-W03,CI,\n"] {
        assert_eq!(outcome(row), (0, 1, 0), "{row}");
    }
}

#[test]
fn a_row_that_cannot_be_understood_is_rejected_with_one_problem_for_each_fault() {
    for (row, problems) in [
        ("Ada,2016-W03,CI,x\n", 1),
        ("Ada,2016-W99,CI,10%\n", 1),
        ("Ada,2016-W99,CI,x\n", 2),
        ("Ada,2016-W03,,10%\n", 1),
        (",2016-W03,CI,10%\n", 1),
        ("Ada,2016-W03,CI,10%,20%\n", 1),
        ("Ada,2016-W03\n", 1),
        ("Week,Person,Category,Percent\n", 1),
        ("Ada,2016-W03,CI,\"10%\n", 1),
    ] {
        assert_eq!(outcome(row), (0, 0, 1), "{row}");
        assert_eq!(ran(row).problems.len(), problems, "{row}");
    }
}

/// Lines are counted as they stand in the file: a quoted line feed begins a new line, but no new row.
#[test]
fn a_problem_names_the_physical_line_of_its_row() {
    let ran = ran("\"Ada\nL.\",2016-W03,CI,10%\nAda,2016-W03,CI,x\n");
    assert_eq!(ran.problems[0].place.as_ref().map(|place| place.row), Some(5));
}

#[test]
fn the_name_in_a_rejected_row_is_remembered() {
    let ran = ran("Cleo,2016-W03,CI,x\n");
    assert_eq!(ran.refused.keys().collect::<Vec<_>>(), ["Cleo"]);
}
