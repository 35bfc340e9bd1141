//! What must be known before a sheet is folded: its decimal mark and its order of day and month, as its first rows show them.
//! Later cells that contradict the decision are reported by the fold.

use crate::model::decision::{DateOrderBy, DecimalMarkBy, Decision};
use crate::model::effort::{DateOrder, DecimalMark};
use crate::model::place::Place;
use crate::read::cell::decimal_mark;
use crate::read::csv::{Block, place};
use crate::read::plan::Plan;
use crate::read::when::order_shown;

/// A cell that a decision rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    pub text: String,
    pub place: Place,
}

/// What the cells of a sheet have shown so far.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sniff {
    /// How many cells have a dot before their decimal places, how many a comma, and the first of each.
    dots: u64,
    commas: u64,
    first_dot: Option<Seen>,
    first_comma: Option<Seen>,
    /// How many dates can only be read with the day first, how many only with the month first, how many either way, and the first
    /// of each that can be read in one way only.
    day_first: u64,
    month_first: u64,
    open_dates: u64,
    first_day_first: Option<Seen>,
    first_month_first: Option<Seen>,
}

impl Sniff {
    /// Looks at the rows of a block. The header must not be among them.
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
            // The date of an end is written like the date of its start.
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

    /// Returns whether further rows could still decide something.
    pub fn is_open(&self) -> bool {
        (self.dots == 0 && self.commas == 0) || (self.open_dates > 0 && self.day_first + self.month_first == 0)
    }

    /// Returns whether there was neither a decimal mark nor a date that can be read in two ways.
    pub fn has_seen_nothing(&self) -> bool {
        self.is_open() && self.day_first + self.month_first + self.open_dates == 0
    }

    /// Returns the decimal mark that most cells use, or `None` if no cell has decimal places, with the evidence. Cells with the other
    /// mark are errors.
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

    /// Returns the first cell with `mark`, or `None` if no cell decided it.
    pub fn proof(&self, mark: Option<DecimalMark>) -> Option<Seen> {
        match mark? {
            DecimalMark::Dot => self.first_dot.clone(),
            DecimalMark::Comma => self.first_comma.clone(),
        }
    }

    /// Returns the first cell that can only be read in `order`.
    pub fn shows(&self, order: DateOrder) -> Option<&Seen> {
        match order {
            DateOrder::DayFirst => self.first_day_first.as_ref(),
            DateOrder::MonthFirst => self.first_month_first.as_ref(),
        }
    }

    /// Returns the order of day and month, or `None` if every date can be read either way, with the evidence.
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
