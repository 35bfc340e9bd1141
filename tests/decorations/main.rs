//! Decorations never change a number.
//!
//! A plain truth (`truth`) is written down in one of the shapes that people keep (`layout`), in one unit (`notation`), and then dressed
//! in what people do to sheets (`dress`): totals, titles, notes, capacity columns, dates in any spelling, words in cells. The library
//! reads the folder (`judge`). Two outcomes are allowed: exactly the truth's figures, or at least one error, which is a question.
//! Other figures are wrong, and so is a panic, or no review without a word.
//!
//! This is an oracle. It is written from the documents and shares nothing with how sheets are read: it has its own calendar, its own
//! words and its own arithmetic. Where it and the library disagree, find out from `docs/` which of them is wrong.
//!
//! ```console
//! $ cargo test --no-default-features --test decorations             # 1,000 sheets, the same ones each time
//! $ TEAMCAP_DECORATIONS=10000 cargo test ... --test decorations     # as many as CI has
//! $ TEAMCAP_SEED=7 cargo test ...                                   # other sheets
//! $ TEAMCAP_SEED=7 TEAMCAP_SHEET=123 cargo test ...                 # one of them, whatever comes of it
//! $ TEAMCAP_SEED=7 TEAMCAP_SHEET=123 TEAMCAP_KEEP=kept ...         # and its files
//! $ TEAMCAP_SHOW=20 cargo test ...                                  # more of the wrong ones, one of each kind
//! $ TEAMCAP_ASKED=20 cargo test ...                                 # the same of what is asked, and why it is
//! ```
//!
//! It prints one line, a table by layout, unit, language and decoration, and the most common kinds of wrong: those of the fewest
//! decorations with which a sheet stays wrong. How to add a decoration stands in `dress/mod.rs`; a layout is a row in `layout.rs`, a
//! language one in `words.rs`.

mod across;
mod book;
mod books;
mod calendar;
mod case;
mod chance;
mod dress;
mod judge;
mod layout;
mod long;
mod notation;
mod run;
mod sheet;
mod tally;
mod truth;
mod words;
mod write;

use std::collections::BTreeSet;
use std::io::Write;

use self::judge::Outcome;
use self::layout::Layout;
use self::sheet::{Kind, Row};

/// What has to be understood without a question, in tenths of a percent.
const LEAST: usize = 900;

const SHEETS: usize = 1_000;
const SEED: u64 = 20_240_304;

/// A number that the environment says.
fn said<T: std::str::FromStr>(name: &str) -> Option<T> {
    std::env::var(name).ok().and_then(|text| text.replace(['_', ','], "").parse().ok())
}

#[test]
fn decorations_never_change_a_number() {
    let seed = said("TEAMCAP_SEED").unwrap_or(SEED);
    // Not eprintln!: the test runner would keep it to itself.
    let print = |text: &str| std::io::stderr().write_all(text.as_bytes()).expect("standard error");
    if let Some(number) = said("TEAMCAP_SHEET") {
        return print(&run::told(seed, &run::judged(seed, number, true)));
    }
    let asked: usize = said("TEAMCAP_ASKED").unwrap_or(0);
    let all = run::run(seed, 0..said("TEAMCAP_DECORATIONS").unwrap_or(SHEETS), asked > 0);
    let shown: usize = said("TEAMCAP_SHOW").unwrap_or(5);
    for (count, is_wrong) in [(asked, false), (shown, true)] {
        let mut kinds = BTreeSet::new();
        let of = all.iter().filter(|judged| matches!(judged.outcome, Outcome::Wrong(..)) == is_wrong);
        let new = of.filter(|judged| judged.kind.as_ref().is_some_and(|kind| kinds.insert(kind.clone())));
        new.take(count).for_each(|judged| print(&format!("\n{}", run::told(seed, judged))));
    }
    print(&format!("\n{}\n", tally::told(&all)));
    let counts = tally::counts(&all);
    assert_eq!(counts.wrong, 0, "of {} sheets, seed {seed}", all.len());
    assert!(counts.permille() >= LEAST, "{} of 1000 understood without a question", counts.permille());
}

#[test]
fn a_sheet_is_the_same_whenever_it_is_made() {
    for number in 0..100 {
        let files = || write::files(&case::Case::new(run::seed_of(SEED, number)).dressed().0);
        assert_eq!(files(), files());
    }
}

#[test]
fn what_is_effort_in_a_dressed_sheet_is_the_truth() {
    for number in 0..1_000 {
        let (sheet, _) = case::Case::new(run::seed_of(SEED, number)).dressed();
        let (truth, mut written) = (&sheet.truth, 0);
        let across = matches!(sheet.layout, Layout::PeopleAcross | Layout::FileCategory);
        for table in &sheet.tables {
            let is_whole = |row: &&Row| row.kind == Kind::Entry && (across || row.person.is_some());
            let entries = table.rows.iter().filter(is_whole);
            written += entries.map(|row| table.effort(row)).sum::<i64>();
            assert!(table.rows.iter().all(|row| row.cells.len() == table.roles.len()), "sheet {number}");
        }
        let expected: i64 = match sheet.layout {
            Layout::Months => truth.months.values().sum(),
            Layout::Period if sheet.notation.is_of_own_week() => truth.cells.values().sum::<i64>() / 13,
            _ => truth.cells.values().sum(),
        };
        assert_eq!(written, expected, "sheet {number}");
    }
}
