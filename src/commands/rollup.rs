//! `teamcap rollup`: the sheets as one canonical table, which `review` reads back.

use std::path::Path;

use super::exit::Exit;
use super::output;
use crate::cli::Tables;
use crate::gather::gathered::Gathered;
use crate::gather::overflow::{overflow, unwritten};
use crate::gather::source_file::has_extension;
use crate::gather::{anonymise, gather_for};
use crate::model::canonical::TooLarge;
use crate::problem::{Problem, Severity};
use crate::render::parquet::parquet;
use crate::render::rollup;
use crate::render::unwritable::Written;
use crate::rollup::canonical::{CanonicalTable, canonical, table};
use crate::rollup::ledger::Wanted;

pub fn run(arguments: &Tables) -> Exit {
    let (mut gathered, problems) = match begun(arguments) {
        Ok(begun) => begun,
        Err(exit) => return exit,
    };
    named(&mut gathered);
    let path = arguments.output.as_deref();
    let written = match bytes(&gathered, path.is_some_and(|path| has_extension(path, "parquet"))) {
        Ok(Bytes::Whole(file)) => delivered(&gathered, path, file),
        Ok(Bytes::Rows(rows)) => {
            output::put(path, |out| rollup::rollup(&rows, &mut |text| out.write_all(text.as_bytes())))
        }
        Err(problem) => {
            output::problems(&[*problem]);
            return Exit::Errors;
        }
    };
    ended(written, &gathered, arguments, &problems)
}

/// What a command that writes tables reads: everything, with names as labels where they are hidden, and the problems, which have been
/// told.
///
/// # Errors
/// There are errors, and the command is not to go on in spite of them.
pub fn begun(arguments: &Tables) -> Result<(Gathered, Vec<Problem>), Exit> {
    let mut gathered = gather_for(&arguments.input, Wanted::Refusals);
    let worth_saying = |problem: &&Problem| problem.severity() != Severity::Note;
    let problems: Vec<Problem> = gathered.problems.iter().filter(worth_saying).cloned().collect();
    output::problems(&problems);
    if gathered.has_errors() && !arguments.tolerance.keep_going {
        return Err(gathered.failure().into());
    }
    anonymise::rows(&mut gathered);
    Ok((gathered, problems))
}

/// Writes a table that is made whole, or says which cells do not fit it.
pub fn delivered(gathered: &Gathered, path: Option<&Path>, file: Written<Vec<u8>>) -> Exit {
    match file {
        Ok(file) => output::deliver(path, Ok(file)),
        Err(fault) => output::unmade(path, unwritten(gathered, *fault)),
    }
}

/// How such a command ends.
pub fn ended(written: Exit, gathered: &Gathered, arguments: &Tables, problems: &[Problem]) -> Exit {
    let warned = problems.iter().any(|problem| problem.severity() == Severity::Warning);
    written.after_errors_of(gathered, arguments.tolerance.strict && warned)
}

/// Replaces every spelling of a person in the sheets by their name on the roster, so that a review of the table finds the same
/// people. Without a roster, that of the people seen is used.
fn named(gathered: &mut Gathered) {
    let (roster, by_name) = (&gathered.config.roster, gathered.config.roster.by_name());
    for name in gathered.rolls.iter_mut().flat_map(|roll| &mut roll.ran.names) {
        if let Some(person) = by_name.find(name).and_then(|at| roster.people.get(at)) {
            name.clone_from(&person.name);
        }
    }
}

/// What to write: a finished file, or why there is none; or rows that are made while they are written.
enum Bytes<'a> {
    Whole(Written<Vec<u8>>),
    Rows(CanonicalTable<'a>),
}

fn bytes(gathered: &Gathered, as_parquet: bool) -> Result<Bytes<'_>, Box<Problem>> {
    let (files, cuts, calendar) = (&gathered.rolls, gathered.cuts(), &gathered.calendar);
    let too_large = |found: TooLarge| Box::new(overflow(gathered, found));
    if !as_parquet {
        return table(files, &cuts, calendar).map(Bytes::Rows).map_err(too_large);
    }
    let rows = canonical(files, &cuts, calendar).map_err(too_large)?;
    Ok(Bytes::Whole(parquet(&rows)))
}
