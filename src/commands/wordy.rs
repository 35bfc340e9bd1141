//! Columns that were taken for amounts and hold none: that is one thing to say, not one a cell.

use crate::problem::{self, Fault, Problem, SheetFault};
use crate::read::plan::{AmountColumn, Plan};
use crate::rollup::ran::Ran;

/// Slips of two cells are told as two.
const FEW: usize = 3;

/// Tells of each column of amounts in which every cell that is not blank is a text once, at its heading. A sheet with one
/// column of amounts is about that column: there each cell is told.
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
