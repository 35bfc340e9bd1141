//! `teamcap check`: the problems of a folder, and the account of every row. Where all is well it prints only the account.

use super::exit::Exit;
use super::output;
use super::reviewed::reviewed;
use crate::cli::Check;
use crate::gather::gather_for;
use crate::gather::written::FILE;
use crate::problem::{Problem, Severity};
use crate::render::account::{account, account_of_written};
use crate::rollup::ledger::Wanted;

pub fn run(arguments: &Check) -> Exit {
    let gathered = gather_for(&arguments.input, if arguments.notes { Wanted::EveryColumn } else { Wanted::Account });
    let mut problems: Vec<Problem> =
        gathered.problems.iter().filter(|problem| problem.severity() == Severity::Error).cloned().collect();
    // Without a configuration, calculating the review could only add notes.
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
    let written = gathered.written.as_ref().map(|written| account_of_written(FILE, written)).unwrap_or_default();
    let printed = output::print(&(account(&gathered.sources()) + &written));
    let worst = problems.iter().map(Problem::severity).min();
    match (printed, worst) {
        (Exit::Fine, Some(Severity::Error)) => gathered.failure().into(),
        (Exit::Fine, Some(Severity::Warning)) if arguments.strict => Exit::Errors,
        (exit, _) => exit,
    }
}
