//! Makes one problem of a column that was taken for amounts and holds only texts, instead of one problem a cell.

use crate::problem::{self, Fault, Problem, SheetFault};
use crate::read::plan::{AmountColumn, Plan};
use crate::rollup::ran::Ran;

/// From this many texts on a column is one problem; fewer are slips of single cells.
const FEW: usize = 3;

/// Replaces the problems of a column of amounts in which every cell is a text or blank by one at its heading. A sheet with a
/// single column of amounts keeps one problem a cell.
pub fn told_once(plan: &Plan, ran: &mut Ran) {
    if plan.amounts.len() < 2 {
        return;
    }
    let is_wordy = |(_, has): &(&AmountColumn, &bool)| !**has;
    for (column, _) in plan.amounts.iter().zip(&ran.has_amount).filter(is_wordy) {
        let heading = plan.header.place(&plan.file, column.field);
        let under = heading.column;
        let is_text = |problem: &Problem| {
            let is_there = problem.place.as_ref().is_some_and(|place| place.column == under);
            is_there && matches!(problem.fault, Fault::Sheet(SheetFault::UnreadableNumber { .. }))
        };
        let mut texts = ran.problems.iter().filter(|problem| is_text(problem));
        let cells = texts.clone().count();
        let Some((Fault::Sheet(SheetFault::UnreadableNumber { text, column: name, .. }), first)) =
            texts.next().filter(|_| cells >= FEW).map(|problem| (&problem.fault, problem.place.clone()))
        else {
            continue;
        };
        let cells = cells as u64;
        let fault = SheetFault::WordyColumn { column: name.clone(), text: text.clone(), cells };
        let problem = Problem::new(fault).at(heading).excerpt(plan.header.excerpt(column.field)).also(first);
        ran.problems.retain(|problem| !is_text(problem));
        ran.problems.push(problem);
    }
    problem::sort(&mut ran.problems);
}
