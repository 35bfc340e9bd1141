//! The account of every row and cell of a sheet, as `check` prints it.

use std::fmt::Write;

use crate::model::source::SourceReport;
use crate::model::written::Written;
use crate::problem::grammar::count;

/// `effort.csv: 74 rows read = 74 used + 0 excluded + 0 rejected; 370 cells = 366 entries + 4 blank + 0 excluded`.
pub fn account(sources: &[SourceReport]) -> String {
    let mut text = String::new();
    for source in sources {
        let a = &source.accounting;
        debug_assert!(a.balances(), "{a:?}");
        let _ = writeln!(
            text,
            "{}: {} read = {} used + {} excluded + {} rejected; {} = {} + {} blank + {} excluded{}",
            source.file,
            count(a.rows_read, "row", "rows"),
            a.rows_used,
            a.rows_excluded,
            a.rows_rejected,
            count(a.cells, "amount cell", "amount cells"),
            count(a.entries, "entry", "entries"),
            a.blank,
            a.cells_excluded,
            if a.balances() { "" } else { " (DOES NOT BALANCE: this is a bug)" },
        );
    }
    text
}

/// `review.toml: 1 key figure, 3 objectives, 5 workflows, 9 successes, misses and learnings`
pub fn account_of_written(file: &str, written: &Written) -> String {
    let of = |n: usize, one, many| count(n as u64, one, many);
    let told = written.successes.len() + written.misses.len() + written.learnings.len();
    format!(
        "{file}: {}, {}, {}, {told} successes, misses and learnings\n",
        of(written.kpis.len(), "key figure", "key figures"),
        of(written.objectives.len(), "objective", "objectives"),
        of(written.workflows.len(), "workflow", "workflows"),
    )
}
