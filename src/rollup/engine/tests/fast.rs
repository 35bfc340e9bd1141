//! The fast path and the careful path give the same result.

use proptest::prelude::*;

use crate::model::effort::DecimalMark;
use crate::model::exact::Exact;
use crate::read::csv::{Block, Csv, Hints, Sizes};
use crate::read::input::Input;
use crate::read::plan::Says;
use crate::rollup::engine::fast::FastPath;
use crate::rollup::engine::stage::Stage;
use crate::rollup::engine::{Options, fold};
use crate::rollup::folded::Folded;
use crate::rollup::job::{EntryRules, Job};
use crate::rollup::ran::Ran;
use crate::rollup::testing::{job, plan};

const LONG: &str = "Person,Week,Project,Task,Percent,Comment";
/// The columns that name the work are not side by side.
const APART: &str = "Project,Week,Person,Task,Percent,Comment";
const TOGGL: &str =
    "User,Email,Client,Project,Task,Description,Billable,Start date,Start time,End date,End time,Duration,Tags";

/// A sheet in blocks of so many bytes, of which the first has been read.
fn opened(text: &str, size: usize) -> (Csv, Block) {
    let input = Input::new("effort.csv".into(), text.as_bytes().to_vec(), None);
    let sizes = Sizes { block: size, record: 1 << 12 };
    let mut csv = Csv::open_with_sizes(&input, &Hints { delimiter: Some(b','), skip_rows: 0 }, sizes).unwrap();
    let mut first = Block::new();
    csv.next(&mut first).unwrap();
    (csv, first)
}

/// What so many workers find, with the fast path or only with the careful one. `all_columns`: columns that no figure uses are
/// validated too.
fn found(
    text: &str,
    (size, workers): (usize, usize),
    only_careful: bool,
    (decimal, all_columns): (Option<DecimalMark>, bool),
) -> (Ran, Folded) {
    let (mut csv, mut first) = opened(text, size);
    let mut plan = plan(text.lines().next().unwrap());
    let is_timesheet = plan.entries.is_some();
    if is_timesheet {
        plan.says.retain(|(says, _)| [Says::Project, Says::Task, Says::Description].contains(says));
        plan.tested = vec![(Says::Description, vec!["*fix*".into()])];
    }
    let day_hours = Some(&Exact::whole(24));
    let entries = is_timesheet.then(|| EntryRules { day_hours, all_columns, ..EntryRules::default() });
    let job = Job { decimal, entries, ..job(&plan) };
    assert!(FastPath::new(&Stage::new(&job, true)).is_some());
    let options = Options { workers: Some(workers), only_careful, ..Options::default() };
    fold(&mut csv, &mut first, &job, options).unwrap().unwrap()
}

fn same(text: &str, how: (usize, usize), decimal: Option<DecimalMark>) -> Result<(), TestCaseError> {
    for all_columns in [false, true] {
        let asked = (decimal, all_columns);
        let (ran, careful) = found(text, (1 << 16, 1), true, asked);
        prop_assert!(ran.accounting.balances(), "{:?}", ran.accounting);
        for how in [how, (how.0, 1), (1 << 16, 1)] {
            let (fast_ran, fast) = found(text, how, false, asked);
            prop_assert_eq!(format!("{ran:?}"), format!("{fast_ran:?}"));
            prop_assert_eq!(format!("{careful:?}"), format!("{fast:?}"));
        }
    }
    Ok(())
}

fn line(all: &[&[&str]], picks: &[usize]) -> String {
    let fields: Vec<&str> = all.iter().zip(picks).map(|(texts, pick)| texts[pick % texts.len()]).collect();
    // Some rows lack their last fields, or have one too many.
    match picks.last() {
        Some(0) => fields[..fields.len() - 1].join(",") + "\n",
        Some(1) => fields.join(",") + ",x\n",
        Some(2) => fields.join(",") + "\r\n",
        _ => fields.join(",") + "\n",
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_long_sheet_is_the_same_by_the_fast_path(
        rows in prop::collection::vec(prop::collection::vec(0..40_usize, 7), 0..80),
        how in (20..600_usize, 1..5_usize),
        (mark, apart) in (0..3_usize, any::<bool>()),
    ) {
        let mut all: [&[&str]; 6] = [
            &["Ada", "Bo", "\"Bo\"", "Cleo of the very long name that fits no words", "ada ", "", "Total", "Person", "5\" B"],
            &["2016-W03", "2016-W04", "2016-01-18", "W?", "", "Week", "2016-W05"],
            &["CI", "Docs", "\"Docs, old\"", "ci", "", "Total"],
            &["", "a", "b"],
            &["10%", "20.5", "7,5", "\"7,5\"", "0", "7.5h", "", "x", "1.23456", "99999999999", "214748", "-1", "0:30", "30"],
            &["", "fine", "7", "\"a, b\""],
        ];
        let decimal = [None, Some(DecimalMark::Dot), Some(DecimalMark::Comma)][mark];
        if apart {
            all.swap(0, 2);
        }
        let text: String = rows.iter().map(|picks| line(&all, picks)).collect();
        same(&format!("{}\n{text}", if apart { APART } else { LONG }), how, decimal)?;
    }

    #[test]
    fn a_timesheet_is_the_same_by_the_fast_path(
        rows in prop::collection::vec(prop::collection::vec(0..40_usize, 14), 0..80),
        how in (60..900_usize, 1..5_usize),
    ) {
        let all: [&[&str]; 13] = [
            &["Ada", "Bo", "Ada", ""],
            &["ada@x.org", "bo@x.org", "ada@x.org", ""],
            &["Harbor"],
            &["CI", "Docs", "", "-"],
            &["a", "b", ""],
            &["", "fix it", "a fix", "\"two\nlines\"", "\"a \"\"fix\"\"\"", "other"],
            &["Yes", "No"],
            &["2024-03-04", "2024-03-05", "2024-03-04", "2024-03-31", "", "03/04/2024"],
            &["09:00:00", "23:00:00"],
            &["2024-03-04", "2024-03-05", "2024-03-04", "2024-03-31", ""],
            &["10:00:00", "01:00:00"],
            &["00:30:00", "01:15:20", "8:00:00", "00:00:00", "25:00:00", "-00:10:00", "", "0a:00:00", "7.5"],
            &["", "x"],
        ];
        let text: String = rows.iter().map(|picks| line(&all, picks)).collect();
        same(&format!("{TOGGL}\n{text}"), how, None)?;
    }
}

const STOP: Options = Options { stop_if_revealed: true, workers: None, only_careful: false };

/// The first rows reveal no decimal mark and no date order; a later one does.
#[test]
fn a_fold_is_given_up_at_a_row_that_reveals_something() {
    let rows = "Ada,2016-W03,CI,a,30,\n".repeat(100);
    for (last, is_given_up) in [("", false), ("Bo,2016-W03,CI,a,7.5,\n", true), ("Bo,01/02/2016,CI,a,7,\n", true)] {
        let (mut csv, mut first) = opened(&format!("{LONG}\n{rows}{last}"), 100);
        let folded = fold(&mut csv, &mut first, &job(&plan(LONG)), STOP).unwrap();
        assert_eq!(folded.is_none(), is_given_up, "{last}");
    }
}

/// Only the fast path notices what rows reveal. Where every row takes the careful path, the file must be looked at before it is
/// folded: else a date that is ambiguous alone would be an error, though a later one shows the order.
#[test]
fn a_fold_is_given_up_at_once_if_nobody_would_notice_what_a_row_reveals() {
    let mut plan = plan(TOGGL);
    plan.entries.as_mut().unwrap().refuses_bare = true;
    let (mut csv, mut first) = opened(&format!("{TOGGL}\nAda,,,CI,,,,2024-03-04,,,,30,\n"), 100);
    assert!(fold(&mut csv, &mut first, &job(&plan), STOP).unwrap().is_none());
}
