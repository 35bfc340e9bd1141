//! Sums a sheet. What must be known first (decimal mark, order of dates, unit of durations) is decided from its cells; where the
//! first rows leave nothing open, the file is read only once.

use super::entries;
use super::opened::Records;
use super::reading::Reading;
use super::wordy::told_once;
use crate::config::SourceSpec;
use crate::decide::durations::Durations;
use crate::decide::sniff::{Seen, Sniff};
use crate::model::decision::Decision;
use crate::model::effort::{DateOrder, DecimalMark, Notation};
use crate::problem::{Fault, Problem, SheetFault};
use crate::read::Opening;
use crate::read::csv::{Block, Csv};
use crate::read::plan::Plan;
use crate::rollup::engine::{Options, fold};
use crate::rollup::folded::Folded;
use crate::rollup::job::Job;
use crate::rollup::ran::Ran;

/// The sums of a sheet, with what was decided about it.
pub(super) struct FoldedSheet {
    pub plan: Plan,
    pub decimal: Option<DecimalMark>,
    pub decimal_proof: Option<Seen>,
    pub dates: Option<DateOrder>,
    pub decisions: Vec<Decision>,
    pub ran: Ran,
    pub fold: Folded,
}

/// Adds to a date that contradicts the order of its column the cell that showed that order.
fn names_other_date(problem: &mut Problem, sniff: &Sniff, order: Option<DateOrder>) {
    if let Fault::Sheet(SheetFault::AmbiguousDate { other: Some(other), .. }) = &mut problem.fault
        && let Some(seen) = order.and_then(|order| sniff.shows(order))
    {
        other.clone_from(&seen.text);
        problem.also.push(seen.place.clone());
    }
}

impl Reading<'_> {
    /// Sums the sheet. With `once`, returns `None` as soon as a row shows a decimal mark or an order of dates that was not
    /// decided from the first rows.
    pub(super) fn folded(
        &self,
        mut plan: Plan,
        spec: Option<&SourceSpec>,
        sniff: &Sniff,
        records: &Records,
        (csv, block): (&mut Csv, &mut Block),
        once: bool,
    ) -> Result<Option<FoldedSheet>, Opening> {
        let said_decimal = spec.and_then(|s| s.decimal);
        let (decimal, decimal_decision) = sniff.decimal(said_decimal);
        let (dates, dates_decision) = sniff.order(spec.and_then(|s| s.dates));
        let decimal_proof = if said_decimal.is_some() { None } else { sniff.proof(decimal) };
        let (mut shown, mut all) = (Durations::default(), false);
        let mut durations = entries::said(&mut plan, spec.and_then(|s| s.bare));
        if entries::is_open(&plan) {
            shown.look(block, &plan, dates);
            durations = entries::shown(&mut plan, shown, all);
        }
        loop {
            if entries::is_open(&plan) && shown.bare > 0 && !all {
                (shown, all) = (every_duration(records, &plan, dates)?, true);
                durations = entries::shown(&mut plan, shown, all);
                let is_undecided = plan.bare.is_none();
                plan.entries.iter_mut().for_each(|entries| entries.refuses_bare = is_undecided);
            }
            let entries = self.timesheets.rules(&plan, self.rolls.len());
            let decimal_proof = decimal_proof.clone();
            let job = Job { plan: &plan, decimal, decimal_proof, dates, owned: self.owned(), entries };
            let options = Options { stop_if_revealed: once, ..Options::default() };
            let Some((mut ran, fold)) = fold(csv, block, &job, options)? else { return Ok(None) };
            // The first rows had no bare durations, later ones do: now all rows are looked at.
            let bare = fold.counts[Notation::Bare as usize].nonzero;
            if entries::is_open(&plan) && bare > 0 && !all {
                shown.bare = bare;
                (*csv, *block) = records.open()?;
                continue;
            }
            entries::refused(&mut ran, shown);
            told_once(&plan, &mut ran);
            let order = spec.and_then(|s| s.dates).map_or(dates, |_| None);
            ran.problems.iter_mut().for_each(|problem| names_other_date(problem, sniff, order));
            let decisions = decimal_decision.into_iter().chain(dates_decision).chain(durations).collect();
            let decimal_proof = job.decimal_proof.clone();
            return Ok(Some(FoldedSheet { plan, decimal, decimal_proof, dates, decisions, ran, fold }));
        }
    }

    /// Sums the sheet after looking at as many rows as it takes to decide the decimal mark and the order of dates.
    pub(super) fn sniffed(
        &self,
        plan: Plan,
        spec: Option<&SourceSpec>,
        mut sniff: Sniff,
        records: &Records,
        (csv, block): (&mut Csv, &mut Block),
    ) -> Result<Option<FoldedSheet>, Opening> {
        let had_seen_nothing = sniff.has_seen_nothing();
        if sniff.is_open()
            && let Ok((mut again, mut next)) = records.open()
        {
            while again.next(&mut next).unwrap_or(false) && sniff.is_open() {
                sniff.block(&next, &plan);
            }
        }
        if had_seen_nothing {
            (*csv, *block) = records.open()?;
        }
        self.folded(plan, spec, &sniff, records, (csv, block), false)
    }
}

/// What all rows of a sheet show about the unit of its bare durations.
fn every_duration(records: &Records, plan: &Plan, dates: Option<DateOrder>) -> Result<Durations, Opening> {
    let (mut csv, mut block) = records.open()?;
    let mut shown = Durations::default();
    shown.look(&block, plan, dates);
    while csv.next(&mut block)? {
        shown.look(&block, plan, dates);
    }
    Ok(shown)
}
