//! Decides the unit of a sheet's numbers after they have been folded: by the configuration, by marks in the cells, by
//! the headings, or by the sums of each person's weeks.

use crate::model::amount::{Amount, AmountSum};
use crate::model::decision::{Decision, UnitBy};
use crate::model::effort::{Notation, Unit};
use crate::model::exact::Exact;
use crate::problem::SheetFault;
use crate::problem::words::sheet::UnitWorth;

/// What is known about the numbers of a sheet.
#[derive(Debug, Clone, Default)]
pub struct Evidence {
    /// How many cells are written in each way (`Notation as usize`), and how many of these are not zero.
    pub cells: [u64; 4],
    pub nonzero: [u64; 4],
    /// The units that headings of amounts name, and how many columns of amounts there are.
    pub headings: Vec<Unit>,
    pub columns: usize,
    /// Whether the columns have different units, so that each cell is read by its own.
    pub is_by_column: bool,
    /// The sums of the bare numbers of each person and week that has any other than zero. For ranges of days, those of
    /// each person on the first day of each range. Only filled in if `asks` says so.
    pub sums: Sums,
    /// The same as hours of a week, as if everybody worked full-time: those of a half-timer are doubled.
    pub hours: Vec<Exact>,
    /// Those of the sums in whose weeks no other cell carries a mark.
    pub unmarked: Sums,
}

/// Sums of persons and weeks: how many there are, and how many are a whole, give or take a tenth.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Sums {
    pub weeks: u64,
    /// About 1.
    pub ones: u64,
    /// About 100.
    pub hundreds: u64,
}

impl Sums {
    pub fn add(&mut self, sum: AmountSum) {
        let within = |sum: Amount, whole: i64| (Amount::of(whole * 9, 1)..=Amount::of(whole * 11, 1)).contains(&sum);
        // What is more than an amount is about neither.
        let about = |whole: i64| sum.amount().is_some_and(|sum| within(sum, whole));
        self.count(about(1), about(100));
    }

    /// Like `add`, for a sum that may not be a decimal.
    pub fn add_exact(&mut self, sum: Exact) {
        let about = |whole| about(std::slice::from_ref(&sum), whole, A_TENTH) > 0;
        self.count(about(&Exact::ONE), about(&Exact::HUNDRED));
    }

    pub fn absorb(&mut self, more: Sums) {
        self.weeks += more.weeks;
        self.ones += more.ones;
        self.hundreds += more.hundreds;
    }

    fn count(&mut self, is_one: bool, is_hundred: bool) {
        self.weeks += 1;
        self.ones += u64::from(is_one);
        self.hundreds += u64::from(is_hundred);
    }
}

/// Which sums are needed to decide.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asks {
    Nothing,
    /// `sums` and `unmarked`.
    Sums,
    /// `hours` as well.
    Everything,
}

impl Evidence {
    /// The evidence of two files together.
    pub fn with(mut self, other: &Evidence) -> Evidence {
        let add = |all: &mut [u64; 4], more: [u64; 4]| all.iter_mut().zip(more).for_each(|(all, more)| *all += more);
        add(&mut self.cells, other.cells);
        add(&mut self.nonzero, other.nonzero);
        self.sums.absorb(other.sums);
        self.unmarked.absorb(other.unmarked);
        self.hours.extend(other.hours.iter().cloned());
        self.columns += other.columns;
        self.headings.extend(&other.headings);
        self
    }

    /// Returns which sums are still needed once cells and headings are known.
    pub fn asks(&self) -> Asks {
        let [bare, percent, hours, clock] =
            [Notation::Bare, Notation::Percent, Notation::Hours, Notation::Clock].map(|of| self.cells[of as usize]);
        let nonzero = self.nonzero[Notation::Bare as usize] > 0;
        match (bare, percent, hours + clock) {
            (0, ..) => Asks::Nothing,
            (_, 0, 0) => match self.said_by_headings() {
                Some(Unit::Percent) => Asks::Sums,
                Some(_) => Asks::Nothing,
                None if nonzero => Asks::Everything,
                None => Asks::Nothing,
            },
            (_, _, 0) => Asks::Sums,
            _ => Asks::Nothing,
        }
    }

    /// Returns the unit of the headings, if all that name one agree.
    fn said_by_headings(&self) -> Option<Unit> {
        let (first, rest) = self.headings.split_first()?;
        rest.iter().all(|unit| unit == first).then_some(*first)
    }
}

/// Returns the unit of the bare numbers of a sheet, with the evidence.
///
/// # Errors
/// `marks-disagree` if some cells carry percent signs and others hours; `unit-undecided` if nothing shows the unit of
/// the bare numbers.
pub fn unit(evidence: &Evidence, said: Option<Unit>, full_week: &Exact) -> Result<(Unit, Decision), SheetFault> {
    let count = |notation: Notation| evidence.cells[notation as usize];
    let (bare, percent) = (count(Notation::Bare), count(Notation::Percent));
    let hours = count(Notation::Hours) + count(Notation::Clock);
    let all = bare + percent + hours;
    let decided = |unit: Unit, by: UnitBy| Ok((unit, Decision::Unit(unit, by)));
    if let Some(unit) = said {
        let contradicted = match unit {
            Unit::Hours => percent > 0,
            Unit::Percent | Unit::Fraction => hours > 0,
        };
        if contradicted {
            return Err(SheetFault::MarksDisagree { percent, hours, bare, said: Some(unit.name()) });
        }
        return decided(unit, UnitBy::Configuration);
    }
    match (percent, hours) {
        (0, 0) => {}
        (_, 0) if evidence.unmarked.ones > 0 => {
            return Err(SheetFault::FractionsBesidePercents { weeks: evidence.unmarked.ones });
        }
        (percent, 0) => return decided(Unit::Percent, UnitBy::Percents { cells: percent, of: all }),
        (0, hours) => {
            return decided(Unit::Hours, UnitBy::Hours { cells: hours, of: all });
        }
        (percent, hours) if evidence.is_by_column && bare == 0 => {
            let by = UnitBy::Columns { percents: percent, hours };
            return decided(if percent > hours { Unit::Percent } else { Unit::Hours }, by);
        }
        (percent, hours) => return Err(SheetFault::MarksDisagree { percent, hours, bare, said: None }),
    }
    let Sums { weeks, ones, hundreds } = evidence.sums;
    if let Some(first) = evidence.said_by_headings() {
        let (headings, of) = (evidence.headings.len(), evidence.columns);
        if first == Unit::Percent && weeks > 0 && ones * 5 >= weeks * 4 {
            return decided(Unit::Fraction, UnitBy::HeadingsButOnes { headings, of, ones, weeks });
        }
        // Percents of which no week adds up to more than a few: they may be fractions.
        if first == Unit::Percent
            && ones > 0
            && hundreds == 0
            && evidence.hours.iter().all(|sum| *sum <= Exact::whole(2))
        {
            return Err(SheetFault::UnitUndecided { weeks, fraction: ones, percent: hundreds, hours: 0 });
        }
        return decided(first, UnitBy::Headings { headings, of, unit: first });
    }
    if evidence.nonzero[Notation::Bare as usize] == 0 {
        return decided(Unit::Percent, UnitBy::Zeros);
    }
    let counts = [
        (Unit::Fraction, ones),
        (Unit::Percent, hundreds),
        (Unit::Hours, about(&evidence.hours, full_week, A_QUARTER)),
    ];
    let enough: Vec<_> = counts.iter().filter(|(_, n)| n * 5 >= weeks * 4).collect();
    match enough.as_slice() {
        [(unit, n)] => decided(*unit, UnitBy::Sums { weeks: *n, of: weeks }),
        _ => Err(SheetFault::UnitUndecided { weeks, fraction: counts[0].1, percent: counts[1].1, hours: counts[2].1 }),
    }
}

/// What is assumed where only the sums of the weeks speak for a unit.
pub fn assumed(evidence: &Evidence, unit: Unit, (weeks, of): (u64, u64), full_week: &Exact) -> SheetFault {
    let total = Exact::sum(&evidence.hours);
    let others = [(Unit::Percent, &Exact::HUNDRED), (Unit::Fraction, &Exact::ONE), (Unit::Hours, full_week)];
    let worth = |(of, whole): (Unit, &Exact)| UnitWorth { unit: of, weeks: total.over(whole).unwrap_or_default() };
    SheetFault::AssumedUnit { unit, weeks, of, worth: others.map(worth).to_vec() }
}

/// How far a sum may be from a whole, in hundredths: percents and fractions of a week are kept more closely than hours.
const A_TENTH: i128 = 10;
const A_QUARTER: i128 = 25;

/// Returns how many of the sums are `whole`, give or take so many hundredths of it.
fn about(sums: &[Exact], whole: &Exact, hundredths: i128) -> u64 {
    let times = |part: i128| Exact::decimal(part, 2).times(whole);
    let (low, high) = (times(100 - hundredths), times(100 + hundredths));
    sums.iter().filter(|sum| low <= **sum && **sum <= high).count() as u64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::problem::words::decision::evidence as words;

    fn bare(sums: &[i128]) -> Evidence {
        let n = sums.len() as u64;
        let mut counted = Sums::default();
        sums.iter().for_each(|sum| counted.add_exact(Exact::whole(*sum)));
        let mut by_amount = Sums::default();
        sums.iter().for_each(|sum| by_amount.add(Amount::new(*sum, 0).unwrap().into()));
        assert_eq!(counted, by_amount);
        Evidence {
            cells: [n, 0, 0, 0],
            nonzero: [n, 0, 0, 0],
            sums: counted,
            hours: sums.iter().map(|s| Exact::whole(*s)).collect(),
            ..Evidence::default()
        }
    }

    fn week() -> Exact {
        Exact::whole(40)
    }

    #[test]
    fn the_sums_of_the_weeks_decide_when_nothing_else_does() {
        assert_eq!(unit(&bare(&[100, 95, 110, 100, 5]), None, &week()).unwrap().0, Unit::Percent);
        assert_eq!(unit(&bare(&[40, 38, 42]), None, &week()).unwrap().0, Unit::Hours);
        assert_eq!(unit(&bare(&[1, 1, 1]), None, &week()).unwrap().0, Unit::Fraction);
    }

    #[test]
    fn sums_that_fit_two_units_decide_nothing() {
        let fault = SheetFault::UnitUndecided { weeks: 2, fraction: 0, percent: 1, hours: 1 };
        assert_eq!(unit(&bare(&[45, 95]), None, &week()), Err(fault));
        let fault = SheetFault::UnitUndecided { weeks: 3, fraction: 0, percent: 0, hours: 0 };
        assert_eq!(unit(&bare(&[62, 61, 61]), None, &week()), Err(fault), "neither near 100 nor near 40");
    }

    /// formats.md section 1: a column headed "Percentage" that holds 1, 0.5, 0.08.
    #[test]
    fn a_heading_of_percents_over_fractions_is_of_fractions() {
        let evidence = Evidence { headings: vec![Unit::Percent], columns: 1, ..bare(&[1, 1, 1]) };
        let (found, decision) = unit(&evidence, None, &week()).unwrap();
        assert_eq!(found, Unit::Fraction);
        assert_eq!(words(&decision), "1 of 1 headings say percent; 3 of 3 person-weeks add up to about 1");
        let evidence = Evidence { headings: vec![Unit::Percent], columns: 1, ..bare(&[100]) };
        assert_eq!(unit(&evidence, None, &week()).unwrap().0, Unit::Percent);
    }

    #[test]
    fn one_sign_speaks_for_the_bare_numbers_beside_it() {
        let mut evidence = bare(&[40, 40]);
        evidence.cells[Notation::Percent as usize] = 7;
        let (unit, decision) = unit(&evidence, None, &week()).unwrap();
        assert_eq!((unit, words(&decision).as_str()), (Unit::Percent, "7 of 9 cells carry %"));
    }

    #[test]
    fn what_is_said_wins_over_sums_but_not_over_signs() {
        assert_eq!(unit(&bare(&[100]), Some(Unit::Hours), &week()).unwrap().0, Unit::Hours);
        let mut evidence = bare(&[]);
        evidence.cells[Notation::Percent as usize] = 3;
        assert!(matches!(unit(&evidence, Some(Unit::Hours), &week()), Err(SheetFault::MarksDisagree { .. })));
    }
}
