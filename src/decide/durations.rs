//! What the bare numbers of a column of durations count: what the times beside them show. formats.md section 5, "Duration
//! unit".

use crate::model::effort::{Bare, DateOrder, Spelling};
use crate::model::exact::Exact;
use crate::model::source::{Decision, SaidBy};
use crate::problem::EntryFault;
use crate::read::cell;
use crate::read::csv::Block;
use crate::read::plan::Plan;
use crate::read::times::{apart, times};

/// What the first rows show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Durations {
    /// Rows with a bare duration other than zero, a start and an end.
    pub rows: u64,
    /// Those whose time from start to end is the duration in hours, minutes, seconds.
    pub fit: [u64; 3],
}

impl Durations {
    /// Looks at the rows of a block.
    pub fn of(block: &Block, plan: &Plan, dates: Option<DateOrder>) -> Durations {
        let mut found = Durations::default();
        let Some(column) = plan.amounts.first() else { return found };
        for record in block.records().filter(|record| record.len() >= plan.width() && record.quote_fault().is_none()) {
            let bytes = record.field(column.field);
            let Some(Ok(Some((Spelling::Bare, amount)))) =
                std::str::from_utf8(&bytes).ok().map(|text| cell::signed(text, None))
            else {
                continue;
            };
            let Some(span) = times(&record, plan, dates).and_then(|(start, end)| apart(start, end)) else { continue };
            if amount.is_zero() {
                continue;
            }
            found.rows += 1;
            for (fit, bare) in found.fit.iter_mut().zip(Bare::ALL) {
                // Times of day are to the minute, and decimals of an hour to a hundredth.
                let near = |seconds: Exact| {
                    let between = if seconds > span { seconds.minus(span) } else { span.minus(seconds) };
                    between.is_ok_and(|between| between <= Exact::whole(78))
                };
                let seconds = amount.exact().times(Exact::whole(bare.seconds()));
                *fit += u64::from(seconds.is_ok_and(near));
            }
        }
        found
    }

    /// The unit that four of five rows fit, and no other; `None` where there is no bare number.
    ///
    /// # Errors
    /// `durations-undecided`.
    pub fn unit(self) -> Result<Option<(Bare, Decision)>, EntryFault> {
        let Durations { rows, fit } = self;
        if rows == 0 {
            return Ok(None);
        }
        let mut enough = Bare::ALL.into_iter().zip(fit).filter(|(_, fit)| fit * 5 >= rows * 4);
        match (enough.next(), enough.next()) {
            (Some((bare, fit)), None) => {
                let evidence = format!("end less start in {fit} of {rows} first rows");
                let value = bare.name().to_owned();
                Ok(Some((bare, Decision { what: "durations", value, evidence, said_by: SaidBy::File })))
            }
            _ => Err(self.undecided()),
        }
    }

    pub fn undecided(self) -> EntryFault {
        let [hours, minutes, seconds] = self.fit;
        EntryFault::DurationsUndecided { rows: self.rows, hours, minutes, seconds }
    }
}
