//! What must be known before a sheet is folded: its decimal mark and its order of day and month, by the first cell that
//! proves one. Later cells that contradict it are told by the fold itself.

use crate::model::decision::{DateOrderBy, DecimalMarkBy, Decision};
use crate::model::effort::{DateOrder, DecimalMark};
use crate::model::place::Place;
use crate::read::cell::decimal_mark;
use crate::read::csv::{Block, place};
use crate::read::plan::Plan;
use crate::read::when::order_shown;

/// A cell that proved a decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    pub text: String,
    pub place: Place,
}

/// What the cells of a sheet have shown so far.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Scout {
    /// Cells with a dot, cells with a comma, and the first of each.
    dots: u64,
    commas: u64,
    first_dot: Option<Seen>,
    first_comma: Option<Seen>,
    /// Dates that prove day first, month first, and those that prove nothing.
    day_first: u64,
    month_first: u64,
    open_dates: u64,
    first_day_first: Option<Seen>,
    first_month_first: Option<Seen>,
}

impl Scout {
    /// Looks at the rows of a block, the header aside.
    pub fn block(&mut self, block: &Block, plan: &Plan) {
        for record in block.records() {
            if record.len() < plan.width() || record.quote_fault().is_some() {
                continue;
            }
            for amount in &plan.amounts {
                let bytes = record.field(amount.field);
                let Ok(text) = std::str::from_utf8(&bytes) else { continue };
                let (cells, first) = match decimal_mark(text) {
                    Some(DecimalMark::Dot) => (&mut self.dots, &mut self.first_dot),
                    Some(DecimalMark::Comma) => (&mut self.commas, &mut self.first_comma),
                    None => continue,
                };
                *cells += 1;
                let seen = || Seen { text: text.trim().to_owned(), place: place(&plan.file, record, amount.field) };
                first.get_or_insert_with(seen);
            }
            // The day of an end is written as that of its start is.
            for field in plan.when.fields().chain(plan.entries.as_ref().and_then(|entries| entries.end_date)) {
                let bytes = record.field(field);
                let Ok(text) = std::str::from_utf8(&bytes) else { continue };
                let (dates, first) = match order_shown(text) {
                    Some(Ok(DateOrder::DayFirst)) => (&mut self.day_first, &mut self.first_day_first),
                    Some(Ok(DateOrder::MonthFirst)) => (&mut self.month_first, &mut self.first_month_first),
                    Some(Err(())) => {
                        self.open_dates += 1;
                        continue;
                    }
                    None => continue,
                };
                *dates += 1;
                let seen = || Seen { text: text.trim().to_owned(), place: place(&plan.file, record, field) };
                first.get_or_insert_with(seen);
            }
        }
    }

    /// Whether a second look, at the whole column, could still decide something.
    pub fn is_open(&self) -> bool {
        (self.dots == 0 && self.commas == 0) || (self.open_dates > 0 && self.day_first + self.month_first == 0)
    }

    /// Whether there was neither a decimal mark nor a date that can be read in two ways.
    pub fn has_seen_nothing(&self) -> bool {
        self.is_open() && self.day_first + self.month_first + self.open_dates == 0
    }

    /// The decimal mark: the one that more cells carry; `None` when no cell carries any. The cells that carry the other
    /// one are faults.
    pub fn decimal(&self, said: Option<DecimalMark>) -> (Option<DecimalMark>, Option<Decision>) {
        let decision = |mark: DecimalMark, by| Some(Decision::DecimalMark(mark, by));
        if let Some(mark) = said {
            return (said, decision(mark, DecimalMarkBy::Configuration));
        }
        let (mark, cells, first) = match (self.dots, self.commas) {
            (0, 0) => return (None, None),
            (dots, commas) if dots >= commas => (DecimalMark::Dot, dots, &self.first_dot),
            (_, commas) => (DecimalMark::Comma, commas, &self.first_comma),
        };
        let first = first.as_ref().map_or(String::new(), |seen| seen.text.clone());
        let of = self.dots + self.commas;
        (Some(mark), decision(mark, DecimalMarkBy::Cells { cells, of, first }))
    }

    /// The cell that proved `mark`; `None` where the configuration said it.
    pub fn proof(&self, mark: Option<DecimalMark>) -> Option<Seen> {
        match mark? {
            DecimalMark::Dot => self.first_dot.clone(),
            DecimalMark::Comma => self.first_comma.clone(),
        }
    }

    /// The cell that first showed `order`.
    pub fn shows(&self, order: DateOrder) -> Option<&Seen> {
        match order {
            DateOrder::DayFirst => self.first_day_first.as_ref(),
            DateOrder::MonthFirst => self.first_month_first.as_ref(),
        }
    }

    /// The order of day and month; `None` when no date of the column proves one.
    pub fn order(&self, said: Option<DateOrder>) -> (Option<DateOrder>, Option<Decision>) {
        let decision = |order: DateOrder, by| Some(Decision::DateOrder(order, by));
        if let Some(order) = said {
            return (said, decision(order, DateOrderBy::Configuration));
        }
        let (order, dates) = match (self.day_first, self.month_first) {
            (0, 0) => return (None, None),
            (day, month) if day >= month => (DateOrder::DayFirst, day),
            (_, month) => (DateOrder::MonthFirst, month),
        };
        let of = self.day_first + self.month_first + self.open_dates;
        (Some(order), decision(order, DateOrderBy::Dates { dates, of }))
    }
}
