//! Decides what the bare numbers in a column of durations count: by the start and end times beside them, or else by how
//! they are written. docs/formats.md, section 5, "Duration unit".

use crate::model::decision::{Decision, DurationsBy};
use crate::model::effort::{Bare, DateOrder, Notation};
use crate::model::exact::Exact;
use crate::read::cell;
use crate::read::csv::Block;
use crate::read::plan::Plan;
use crate::read::times::{apart, times};

/// Whole numbers up to this one are hours, if nothing shows another unit.
const MOST_HOURS: Exact = Exact::whole(24);

/// What the rows looked at so far show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Durations {
    /// How many bare durations other than zero there are.
    pub bare: u64,
    /// How many of these have a decimal mark, and how many are whole and above 24.
    pub decimals: u64,
    pub large: u64,
    /// How many of these have a start and an end.
    pub rows: u64,
    /// In how many of these the time from start to end is the duration in hours, in minutes, in seconds, in days.
    pub fit: [u64; 4],
}

impl Durations {
    /// Looks at the rows of a block.
    pub fn look(&mut self, block: &Block, plan: &Plan, dates: Option<DateOrder>) {
        let Some(column) = plan.amounts.first() else { return };
        for record in block.records().filter(|record| record.len() >= plan.width() && record.quote_fault().is_none()) {
            let bytes = record.field(column.field);
            let Ok(text) = std::str::from_utf8(&bytes) else { continue };
            let Ok(Some((Notation::Bare, amount))) = cell::signed(text, None) else { continue };
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
                // Times of day are written to the minute, and decimals of an hour to a hundredth.
                let seconds = amount.exact().times(&Exact::whole(bare.seconds()));
                *fit += u64::from(seconds.apart(&span) <= Exact::whole(78));
            }
        }
    }

    /// Returns the unit that at least four of five rows fit, if only one unit does. If the times do not suggest another
    /// unit more than hours, numbers with a decimal mark are hours, and so are whole numbers if all of them are at most
    /// 24. `None` if it is undecided. `all` says that every row has been looked at.
    pub fn unit(self, all: bool) -> Option<(Bare, Decision)> {
        let Durations { bare, decimals, large, rows, fit } = self;
        let mut enough = Bare::ALL.into_iter().zip(fit).filter(|(_, fit)| rows > 0 && fit * 5 >= rows * 4);
        let (unit, by) = match (enough.next(), enough.next()) {
            (Some((unit, fit)), None) => (unit, DurationsBy::Times { fit, rows, all }),
            _ if fit[0] < fit[1].max(fit[2]).max(fit[3]) => return None,
            _ if decimals > 0 => (Bare::Hours, DurationsBy::DecimalMarks { marked: decimals, of: bare, all }),
            _ if all && bare > 0 && large == 0 => (Bare::Hours, DurationsBy::AtMost24(bare)),
            _ => return None,
        };
        Some((unit, Decision::Durations(unit, by)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::problem::words::decision::evidence;

    fn unit(shown: Durations, all: bool) -> Option<(Bare, String)> {
        shown.unit(all).map(|(bare, decision)| (bare, evidence(&decision)))
    }

    #[test]
    fn times_say_what_durations_count_whatever_they_look_like() {
        let shown = Durations { bare: 5, decimals: 5, rows: 5, fit: [0, 4, 0, 0], ..Durations::default() };
        assert_eq!(unit(shown, false), Some((Bare::Minutes, "end less start in 4 of 5 first rows".to_owned())));
        let shown = Durations { fit: [1, 3, 0, 0], ..shown };
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
        // A larger number may follow.
        assert_eq!(unit(small, false), None);
        assert_eq!(unit(Durations { large: 1, ..small }, true), None);
        assert_eq!(unit(Durations::default(), true), None);
    }
}
