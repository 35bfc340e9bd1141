//! `teamcap check`: problems only, and the account of every row. Quiet but for that account where all is well.

use std::fmt::Write;

use super::exit::Exit;
use super::output;
use super::reviewed::reviewed;
use crate::cli::Check;
use crate::gather::gather_for;
use crate::gather::written::FILE;
use crate::model::source::SourceReport;
use crate::model::written::Written;
use crate::problem::grammar::count;
use crate::problem::{Problem, Severity};
use crate::rollup::ledger::Wanted;

pub fn run(arguments: &Check) -> Exit {
    let gathered = gather_for(&arguments.input, if arguments.notes { Wanted::EveryColumn } else { Wanted::Account });
    let mut problems: Vec<Problem> =
        gathered.problems.iter().filter(|problem| problem.severity() == Severity::Error).cloned().collect();
    // Without a configuration a review can only find notes.
    if problems.is_empty() && (arguments.notes || gathered.config.file.is_some()) {
        match reviewed(&gathered, &[], false) {
            Ok(review) => problems = review.notes,
            Err(exit) => return exit,
        }
    } else {
        problems = gathered.problems.clone();
    }
    problems.retain(|problem| arguments.notes || problem.severity() != Severity::Note);
    crate::problem::sort(&mut problems);
    output::problems(&problems);
    let written = gathered.written.as_ref().map(of_written).unwrap_or_default();
    let printed = output::print(&(account(&gathered.sources()) + &written));
    let worst = problems.iter().map(Problem::severity).min();
    match (printed, worst) {
        (Exit::Fine, Some(Severity::Error)) => gathered.failure().into(),
        (Exit::Fine, Some(Severity::Warning)) if arguments.strict => Exit::Errors,
        (exit, _) => exit,
    }
}

/// `review.toml: 1 key figure, 3 objectives, 5 workflows, 9 successes, misses and learnings`
fn of_written(written: &Written) -> String {
    let of = |n: usize, one, many| count(n as u64, one, many);
    let told = written.successes.len() + written.misses.len() + written.learnings.len();
    format!(
        "{FILE}: {}, {}, {}, {told} successes, misses and learnings\n",
        of(written.kpis.len(), "key figure", "key figures"),
        of(written.objectives.len(), "objective", "objectives"),
        of(written.workflows.len(), "workflow", "workflows"),
    )
}

/// `effort.csv: 74 rows read = 74 used + 0 excluded + 0 rejected; 370 cells = 366 entries + 4 blank + 0 excluded`.
fn account(sources: &[SourceReport]) -> String {
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
