//! What the bare numbers of a column of durations count: what the times beside them show, else how they are written.
//! formats.md section 5, "Duration unit".

use crate::model::effort::{Bare, DateOrder, Spelling};
use crate::model::exact::Exact;
use crate::model::source::{Decision, SaidBy};
use crate::read::cell;
use crate::read::csv::Block;
use crate::read::plan::Plan;
use crate::read::times::{apart, times};

/// Whole numbers up to here are hours where nothing shows another unit.
const MOST_HOURS: Exact = Exact::whole(24);

/// What the rows show that have been looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Durations {
    /// Bare durations other than zero.
    pub bare: u64,
    /// Those written with a decimal mark, and whole ones above 24.
    pub decimals: u64,
    pub large: u64,
    /// Those with a start and an end.
    pub rows: u64,
    /// Those whose time from start to end is the duration in hours, minutes, seconds.
    pub fit: [u64; 3],
}

impl Durations {
    /// Looks at the rows of a block.
    pub fn look(&mut self, block: &Block, plan: &Plan, dates: Option<DateOrder>) {
        let Some(column) = plan.amounts.first() else { return };
        for record in block.records().filter(|record| record.len() >= plan.width() && record.quote_fault().is_none()) {
            let bytes = record.field(column.field);
            let Ok(text) = std::str::from_utf8(&bytes) else { continue };
            let Ok(Some((Spelling::Bare, amount))) = cell::signed(text, None) else { continue };
            if amount.is_zero() {
                continue;
            }
            self.bare += 1;
            if cell::decimal_mark(text).is_some() {
                self.decimals += 1;
            } else if amount.exact() > MOST_HOURS {
                self.large += 1;
            }
            let Some(span) = times(&record, plan, dates).and_then(|(start, end)| apart(start, end)) else { continue };
            self.rows += 1;
            for (fit, bare) in self.fit.iter_mut().zip(Bare::ALL) {
                // Times of day are to the minute, and decimals of an hour to a hundredth.
                let seconds = amount.exact().times(&Exact::whole(bare.seconds()));
                *fit += u64::from(seconds.apart(&span) <= Exact::whole(78));
            }
        }
    }

    /// The unit that four of five rows fit, and no other. Where the times speak for no unit and for none more than for hours,
    /// numbers with a decimal mark are hours, and so are whole ones if all of them are at most 24. `None`: that is undecided.
    /// `all`: every row has been looked at.
    pub fn unit(self, all: bool) -> Option<(Bare, Decision)> {
        let Durations { bare, decimals, large, rows, fit } = self;
        let mut enough = Bare::ALL.into_iter().zip(fit).filter(|(_, fit)| rows > 0 && fit * 5 >= rows * 4);
        let (unit, evidence) = match (enough.next(), enough.next()) {
            (Some((unit, fit)), None) => {
                (unit, format!("end less start in {fit} of {rows} {}", if all { "rows" } else { "first rows" }))
            }
            _ if fit[0] < fit[1].max(fit[2]) => return None,
            _ if decimals > 0 => {
                let of = if all { "bare numbers" } else { "first bare numbers" };
                (Bare::Hours, format!("{decimals} of {bare} {of} with a decimal mark"))
            }
            _ if all && bare > 0 && large == 0 => {
                (Bare::Hours, format!("{bare} of {bare} bare numbers are at most 24"))
            }
            _ => return None,
        };
        let value = unit.name().to_owned();
        Some((unit, Decision { what: "durations", value, evidence, said_by: SaidBy::File }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unit(shown: Durations, all: bool) -> Option<(Bare, String)> {
        shown.unit(all).map(|(bare, decision)| (bare, decision.evidence))
    }

    #[test]
    fn times_say_what_durations_count_whatever_they_look_like() {
        let shown = Durations { bare: 5, decimals: 5, rows: 5, fit: [0, 4, 0], ..Durations::default() };
        assert_eq!(unit(shown, false), Some((Bare::Minutes, "end less start in 4 of 5 first rows".to_owned())));
        let shown = Durations { fit: [1, 3, 0], ..shown };
        assert_eq!(unit(shown, true), None);
    }

    /// formats.md section 5.
    #[test]
    fn only_whole_numbers_above_24_have_to_be_proved() {
        let decimals = Durations { bare: 3, decimals: 1, large: 1, ..Durations::default() };
        assert_eq!(
            unit(decimals, false),
            Some((Bare::Hours, "1 of 3 first bare numbers with a decimal mark".to_owned()))
        );
        let small = Durations { bare: 3, ..Durations::default() };
        assert_eq!(unit(small, true), Some((Bare::Hours, "3 of 3 bare numbers are at most 24".to_owned())));
        // A larger one may follow.
        assert_eq!(unit(small, false), None);
        assert_eq!(unit(Durations { large: 1, ..small }, true), None);
        assert_eq!(unit(Durations::default(), true), None);
    }
}
