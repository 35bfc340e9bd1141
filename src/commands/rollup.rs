//! `teamcap rollup`: the sheets as one canonical table, which `review` reads back.

use super::folder::has_extension;
use super::gather::gather_for;
use super::{Exit, anonymise, output};
use crate::cli::Rollup;
use crate::problem::{Finding, Problem, Severity};
use crate::render::parquet::parquet;
use crate::render::rollup;
use crate::rollup::canonical::canonical;
use crate::rollup::ledger::Wanted;

pub fn run(arguments: &Rollup) -> Exit {
    let mut gathered = gather_for(&arguments.input, Wanted::Refusals);
    let worth_saying = |problem: &&Problem| problem.severity() != Severity::Note;
    let problems: Vec<Problem> = gathered.problems.iter().filter(worth_saying).cloned().collect();
    output::problems(&problems);
    if gathered.has_errors() && !arguments.tolerance.keep_going {
        return gathered.failure();
    }
    anonymise::rows(&mut gathered);
    let rows = match canonical(&gathered.rolls, gathered.period.as_ref(), &gathered.calendar) {
        Ok(rows) => rows,
        Err(_) => {
            let what = "a sum of the roll-up".to_owned();
            output::problems(&[Problem::new(Finding::Overflow { what })]);
            return Exit::Errors;
        }
    };
    let path = arguments.output.as_deref();
    let written = if path.is_some_and(|path| has_extension(path, "parquet")) {
        match parquet(&rows) {
            Ok(file) => output::put(path, |out| out.write_all(&file)),
            Err(fault) => {
                output::problems(&[Problem::new(*fault)]);
                return Exit::Errors;
            }
        }
    } else {
        output::put(path, |out| rollup::rollup(&rows, &mut |text| out.write_all(text.as_bytes())))
    };
    let warned = problems.iter().any(|problem| problem.severity() == Severity::Warning);
    match written {
        Exit::Fine if gathered.has_errors() => gathered.failure(),
        Exit::Fine if arguments.tolerance.strict && warned => Exit::Errors,
        exit => exit,
    }
}
