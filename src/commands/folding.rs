//! A sheet on its way into sums: what its cells show is decided, then all of it is folded, in one reading where that will do.

use std::io;

use super::entries;
use super::sheets::{Reading, open};
use crate::config::SourceSpec;
use crate::decide::scout::{Scout, Seen};
use crate::model::effort::{DateOrder, DecimalMark};
use crate::model::source::Decision;
use crate::problem::{EntryFault, Fault, Problem, SheetFault};
use crate::read::Opening;
use crate::read::csv::{Block, Csv, Hints};
use crate::read::input::Input;
use crate::read::plan::Plan;
use crate::rollup::folded::Folded;
use crate::rollup::run::{Job, Ran};
use crate::rollup::workers::{fold, fold_unless_shown};

/// A sheet that was folded, with what was decided for it.
pub(super) struct FoldedSheet {
    pub plan: Plan,
    pub decimal: Option<DecimalMark>,
    pub decimal_proof: Option<Seen>,
    pub dates: Option<DateOrder>,
    pub decisions: Vec<Decision>,
    /// Why nothing says what its bare durations count.
    pub fault: Option<EntryFault>,
    pub ran: Ran,
    pub fold: Folded,
}

/// A date that contradicts the order of its column, with the cell that showed that order.
fn names_other_date(problem: &mut Problem, scout: &Scout, order: Option<DateOrder>) {
    if let Fault::Sheet(SheetFault::AmbiguousDate { other: Some(other), .. }) = &mut problem.fault
        && let Some(seen) = order.and_then(|order| scout.shows(order))
    {
        other.clone_from(&seen.text);
        problem.also.push(seen.place.clone());
    }
}

impl Reading<'_> {
    /// The sheet, folded; `once`: `None` where a row shows what a scout looks for.
    pub(super) fn folded(
        &self,
        mut plan: Plan,
        spec: Option<&SourceSpec>,
        scout: &Scout,
        (csv, block): (&mut Csv, &mut Block),
        once: bool,
    ) -> io::Result<Option<FoldedSheet>> {
        let said_decimal = spec.and_then(|s| s.decimal);
        let (decimal, decimal_decision) = scout.decimal(said_decimal);
        let (dates, dates_decision) = scout.order(spec.and_then(|s| s.dates));
        let decimal_proof = if said_decimal.is_some() { None } else { scout.proof(decimal) };
        let (durations, fault) = match entries::durations(&mut plan, spec.and_then(|s| s.bare), block, dates) {
            Ok(decision) => (decision, None),
            Err(fault) => (None, Some(fault)),
        };
        let entries = self.timesheets.rules(&plan, self.rolls.len());
        let job =
            Job { plan: &plan, decimal, decimal_proof: decimal_proof.clone(), dates, owned: self.owned(), entries };
        let found = match once {
            true => fold_unless_shown(csv, block, &job)?,
            false => Some(fold(csv, block, &job)?),
        };
        let order = spec.and_then(|s| s.dates).map_or(dates, |_| None);
        let found = found.map(|(mut ran, fold)| {
            ran.problems.iter_mut().for_each(|problem| names_other_date(problem, scout, order));
            (ran, fold)
        });
        let decisions = decimal_decision.into_iter().chain(dates_decision).chain(durations).collect();
        Ok(found.map(|(ran, fold)| FoldedSheet { plan, decimal, decimal_proof, dates, decisions, fault, ran, fold }))
    }

    /// The sheet, folded after as much of it was looked at as decides what a scout looks for.
    pub(super) fn scouted(
        &self,
        plan: Plan,
        spec: Option<&SourceSpec>,
        mut scout: Scout,
        input: &Input,
        (csv, block): (&mut Csv, &mut Block),
    ) -> Result<Option<FoldedSheet>, Opening> {
        let hints = Hints { delimiter: spec.and_then(|s| s.delimiter), skip_rows: spec.map_or(0, |s| s.skip_rows) };
        let had_seen_nothing = scout.has_seen_nothing();
        if scout.is_open()
            && let Ok((mut again, mut next)) = open(input, &hints)
        {
            while again.next(&mut next).unwrap_or(false) && scout.is_open() {
                scout.block(&next, &plan);
            }
        }
        if had_seen_nothing {
            (*csv, *block) = open(input, &hints)?;
        }
        Ok(self.folded(plan, spec, &scout, (csv, block), false)?)
    }
}
