//! `teamcap rollup`: the sheets as one canonical table, which `review` reads back.

use super::folder::has_extension;
use super::gather::gather_for;
use super::{Exit, output};
use crate::cli::Rollup;
use crate::problem::{Finding, Problem, Severity};
use crate::render::parquet::parquet;
use crate::render::rollup;
use crate::rollup::canonical::canonical;
use crate::rollup::ledger::Wanted;

pub fn run(arguments: &Rollup) -> Exit {
    let gathered = gather_for(&arguments.input, Wanted::Refusals);
    let worth_saying = |problem: &&Problem| problem.severity() != Severity::Note;
    let problems: Vec<Problem> = gathered.problems.iter().filter(worth_saying).cloned().collect();
    output::problems(&problems);
    if gathered.has_errors() && !arguments.tolerance.keep_going {
        return gathered.failure();
    }
    let rows = match canonical(&gathered.rolls, gathered.period.as_ref(), &gathered.calendar) {
        Ok(rows) => rows,
        Err(_) => {
            let what = "a sum of the roll-up".to_owned();
            output::problems(&[Problem::new(Finding::Overflow { what })]);
            return Exit::Errors;
        }
    };
    let written = match &arguments.output {
        Some(path) if has_extension(path, "parquet") => match parquet(&rows) {
            Ok(file) => output::write_all(path, &[file]),
            Err(fault) => {
                output::problems(&[Problem::new(*fault)]);
                return Exit::Errors;
            }
        },
        Some(path) => output::write_all(path, &rollup::rollup(&rows)),
        None => output::print_all(&rollup::rollup(&rows)),
    };
    let warned = problems.iter().any(|problem| problem.severity() == Severity::Warning);
    match written {
        Exit::Fine if gathered.has_errors() => gathered.failure(),
        Exit::Fine if arguments.tolerance.strict && warned => Exit::Errors,
        exit => exit,
    }
}
