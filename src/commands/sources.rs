//! `teamcap sources`: what each file was taken for, on what evidence, and what to paste to say it instead.

use std::io::IsTerminal;

use super::gather::{Gathered, gather_for};
use super::{Exit, output};
use crate::cli::Sources;
use crate::model::source::Unplanned;
use crate::problem::{Fault, Problem, Severity, SheetFault};
use crate::read::shape::suggested;
use crate::render::sources;
use crate::rollup::ledger::Wanted;
use crate::rollup::summary::summary;

pub fn run(arguments: &Sources) -> Exit {
    // What the rows mean to a review is not asked here: `check` says it.
    let gathered = gather_for(&arguments.input, Wanted::Refusals);
    let problems: Vec<Problem> =
        gathered.problems.iter().filter(|problem| problem.severity() == Severity::Error).cloned().collect();
    output::problems(&problems);
    let summaries: Vec<_> = gathered
        .rolls
        .iter()
        .zip(gathered.sources())
        .map(|(roll, report)| summary(roll, report, &gathered.config.taxonomy))
        .collect();
    let has_categories = !gathered.config.taxonomy.categories.is_empty();
    let width = output::width(None, std::io::stdout().is_terminal());
    let printed = output::print(&sources::sources(&summaries, &unplanned(&gathered), has_categories, width));
    if printed == Exit::Fine && gathered.has_errors() { gathered.failure() } else { printed }
}

/// The files whose header is no shape, with what their headings suggest.
fn unplanned(gathered: &Gathered) -> Vec<Unplanned> {
    let unknown = gathered.problems.iter().filter_map(|problem| match (&problem.fault, &problem.place) {
        (Fault::Sheet(SheetFault::UnknownFormat { header, .. }), Some(place)) => Some((header, place)),
        _ => None,
    });
    unknown
        .map(|(header, place)| Unplanned {
            file: place.file.clone(),
            headings: header.clone(),
            suggested: suggested(header),
        })
        .collect()
}
