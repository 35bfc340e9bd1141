//! What is known about each file on its own, for `teamcap sources`.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::anonymise;
use super::gathered::Gathered;
use crate::model::effort::Bare;
use crate::model::person::ByName;
use crate::model::skill::{Mark, Matrix};
use crate::model::source::{MatrixSummary, SourceSummary, Unplanned};
use crate::problem::{Fault, Problem, SheetFault};
use crate::read::plan::Format;
use crate::read::shape::{Suggested, nobodys, suggested};

/// The sheets, the skill matrices, and the files that could not be read as either.
#[derive(Debug)]
pub struct Summaries {
    pub sheets: Vec<SourceSummary>,
    pub matrices: Vec<MatrixSummary>,
    pub others: Vec<Unplanned>,
}

/// Summarises the files that were gathered, without names where labels are asked for.
pub fn summaries(gathered: &Gathered) -> Summaries {
    let (mut sheets, mut matrices, mut others) = (gathered.summaries(), matrices(gathered), unplanned(gathered));
    match &gathered.anonymous {
        Some(names) => anonymise::summaries(&mut sheets, &mut matrices, &mut others, names),
        None => {
            let roster = gathered.config.roster.by_name();
            sheets.iter_mut().for_each(|sheet| by_person(&mut sheet.people, &roster));
        }
    }
    Summaries { sheets, matrices, others }
}

/// The names of a file by person: `Amara (also amara@example.org)`.
fn by_person(names: &mut Vec<String>, roster: &ByName) {
    let mut people: Vec<(String, Vec<String>)> = Vec::new();
    let mut seen: HashMap<usize, usize> = HashMap::new();
    for name in names.drain(..) {
        let known = roster.find(&name).map(|person| *seen.entry(person).or_insert(people.len()));
        match known.and_then(|at| people.get_mut(at)) {
            Some((_, others)) => others.push(name),
            None => people.push((name, Vec::new())),
        }
    }
    let shown = |(name, others): (String, Vec<String>)| match others.as_slice() {
        [] => name,
        others => format!("{name} (also {})", others.join(", ")),
    };
    names.extend(people.into_iter().map(shown));
}

fn matrices(gathered: &Gathered) -> Vec<MatrixSummary> {
    let summary = |matrix: &Matrix, is_previous| MatrixSummary {
        file: matrix.file.clone(),
        is_previous,
        people: matrix.people.iter().map(|person| person.name.clone()).collect(),
        skills: matrix.skills.len(),
        cells: matrix.ratings.iter().map(Vec::len).sum(),
        assessed: matrix.ratings.iter().flatten().filter(|rating| rating.mark != Mark::Unknown).count(),
    };
    let current = gathered.matrix.iter().map(|matrix| summary(matrix, false));
    current.chain(gathered.previous.iter().map(|matrix| summary(matrix, true))).collect()
}

/// The files whose header is no shape, and those most of whose rows are refused for what stands in the columns: what their
/// headings suggest.
fn unplanned(gathered: &Gathered) -> Vec<Unplanned> {
    let of = |file: &Arc<str>, headings: &[String], misread: bool| {
        let Suggested { roles, unit, .. } = suggested(headings);
        Unplanned {
            file: file.clone(),
            headings: headings.to_vec(),
            suggested: roles,
            unit: unit.map(Bare::name),
            misread,
            nobodys: nobodys(headings).filter(|_| !misread).map(Format::name),
        }
    };
    let unknown = gathered.problems.iter().filter_map(|problem| match (&problem.fault, &problem.place) {
        (
            Fault::Sheet(SheetFault::UnknownFormat { header, .. } | SheetFault::UnfinishedMapping { header, .. }),
            Some(place),
        ) => Some(of(&place.file, header, false)),
        _ => None,
    });
    let is_no_amount = |problem: &&Problem| {
        let Fault::Sheet(fault) = &problem.fault else { return false };
        matches!(fault, SheetFault::UnreadableNumber { .. } | SheetFault::WordyColumn { .. })
    };
    let unreadable = gathered.problems.iter().filter(is_no_amount);
    let unreadable: HashSet<&Arc<str>> = unreadable.filter_map(|problem| Some(&problem.place.as_ref()?.file)).collect();
    let misread = gathered.rolls.iter().filter(|roll| {
        let a = &roll.ran.accounting;
        // The headings of an export are those of nothing else.
        !roll.plan.format.is_tracker() && a.rows_rejected * 2 > a.rows_read && unreadable.contains(&roll.plan.file)
    });
    unknown.chain(misread.map(|roll| of(&roll.plan.file, &roll.plan.header.headings, true))).collect()
}
