//! The unit of a sheet's numbers, after they have been folded: by what is said, by marks in the cells, by the headings,
//! by the sums of the person-weeks. interface.md section 6, "unit: evidence".

use crate::model::amount::{Amount, AmountSum};
use crate::model::effort::{Spelling, Unit};
use crate::model::exact::Exact;
use crate::model::source::{Decision, SaidBy};
use crate::problem::SheetFault;

/// What is known of a sheet's numbers.
#[derive(Debug, Clone, Default)]
pub struct Evidence {
    /// Cells by spelling (`Spelling as usize`), and those of them that are not zero.
    pub cells: [u64; 4],
    pub nonzero: [u64; 4],
    /// The units behind the headings of amount columns, one for each that has one, and how many columns there are.
    pub headings: Vec<Unit>,
    pub columns: usize,
    /// The sums of the bare numbers of each person-week that has any other than zero; of stretches of days, of each
    /// person on the first day of each. None where they are not asked for, as `asks` says.
    pub sums: Sums,
    /// The same as hours of one week.
    pub hours: Vec<Exact>,
    /// Those of them in which no other cell carries a mark.
    pub unmarked: Sums,
}

/// Sums of person-weeks: how many there are, and how many of them lie within half and one and a half times a whole.
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
        let within = |sum: Amount, whole: i64| (Amount::of(whole * 5, 1)..=Amount::of(whole * 15, 1)).contains(&sum);
        // What is more than an amount is about neither.
        let about = |whole: i64| sum.amount().is_some_and(|sum| within(sum, whole));
        self.count(about(1), about(100));
    }

    /// As `add`, of a sum that may be no decimal.
    pub fn add_exact(&mut self, sum: Exact) {
        let about = |whole| about(std::slice::from_ref(&sum), whole) > 0;
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

/// Which sums decide.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asks {
    Nothing,
    /// `sums` and `unmarked`.
    Sums,
    /// And `hours`.
    Everything,
}

impl Evidence {
    /// What is still to be asked once cells and headings are known.
    pub fn asks(&self) -> Asks {
        let [bare, percent, hours, clock] =
            [Spelling::Bare, Spelling::Percent, Spelling::Hours, Spelling::Clock].map(|of| self.cells[of as usize]);
        let nonzero = self.nonzero[Spelling::Bare as usize] > 0;
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

    /// The unit that all headings say that say one.
    fn said_by_headings(&self) -> Option<Unit> {
        let (first, rest) = self.headings.split_first()?;
        rest.iter().all(|unit| unit == first).then_some(*first)
    }
}

/// The unit of the bare numbers of a sheet, with its evidence.
///
/// # Errors
/// `marks-disagree` where cells carry percent signs and hours; `unit-undecided` where bare numbers show no unit.
pub fn unit(evidence: &Evidence, said: Option<Unit>, full_week: &Exact) -> Result<(Unit, Decision), SheetFault> {
    let count = |spelling: Spelling| evidence.cells[spelling as usize];
    let (bare, percent) = (count(Spelling::Bare), count(Spelling::Percent));
    let hours = count(Spelling::Hours) + count(Spelling::Clock);
    let all = bare + percent + hours;
    let decided = |unit: Unit, evidence: String, said_by| {
        Ok((unit, Decision { what: "unit", value: unit.name().to_owned(), evidence, said_by }))
    };
    if let Some(unit) = said {
        let contradicted = match unit {
            Unit::Hours => percent > 0,
            Unit::Percent | Unit::Fraction => hours > 0,
        };
        if contradicted {
            return Err(SheetFault::MarksDisagree { percent, hours, bare, said: Some(unit.name()) });
        }
        return decided(unit, "unit in the configuration".to_owned(), SaidBy::Configuration);
    }
    match (percent, hours) {
        (0, 0) => {}
        (_, 0) if evidence.unmarked.ones > 0 => {
            return Err(SheetFault::FractionsBesidePercents { weeks: evidence.unmarked.ones });
        }
        (percent, 0) => return decided(Unit::Percent, format!("{percent} of {all} cells carry %"), SaidBy::File),
        (0, hours) => {
            return decided(Unit::Hours, format!("{hours} of {all} cells are written as hours"), SaidBy::File);
        }
        (percent, hours) => return Err(SheetFault::MarksDisagree { percent, hours, bare, said: None }),
    }
    let Sums { weeks, ones, hundreds } = evidence.sums;
    if let Some(first) = evidence.said_by_headings() {
        let text = format!("{} of {} headings say {}", evidence.headings.len(), evidence.columns, first.name());
        if first == Unit::Percent && weeks > 0 && ones * 5 >= weeks * 4 {
            let text = format!("{text}; {ones} of {weeks} person-weeks add up to about 1");
            return decided(Unit::Fraction, text, SaidBy::File);
        }
        return decided(first, text, SaidBy::File);
    }
    if evidence.nonzero[Spelling::Bare as usize] == 0 {
        return decided(Unit::Percent, "no number but zero".to_owned(), SaidBy::Default);
    }
    let counts = [(Unit::Fraction, ones), (Unit::Percent, hundreds), (Unit::Hours, about(&evidence.hours, full_week))];
    let enough: Vec<_> = counts.iter().filter(|(_, n)| n * 5 >= weeks * 4).collect();
    match enough.as_slice() {
        [(unit, n)] => {
            let whole = match unit {
                Unit::Fraction => "1",
                Unit::Percent => "100",
                Unit::Hours => "a week's hours",
            };
            decided(*unit, format!("{n} of {weeks} person-weeks add up to about {whole}"), SaidBy::File)
        }
        _ => Err(SheetFault::UnitUndecided { weeks, fraction: counts[0].1, percent: counts[1].1, hours: counts[2].1 }),
    }
}

/// How many of the sums lie within half and one and a half times `whole`.
fn about(sums: &[Exact], whole: &Exact) -> u64 {
    let times = |num| Exact::new(num, 2).map(|half| half.times(whole));
    let (Some(low), Some(high)) = (times(1), times(3)) else { return 0 };
    sums.iter().filter(|sum| low <= **sum && **sum <= high).count() as u64
}

#[cfg(test)]
mod tests {
    use super::*;

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
        let fault = SheetFault::UnitUndecided { weeks: 2, fraction: 0, percent: 2, hours: 2 };
        assert_eq!(unit(&bare(&[55, 60]), None, &week()), Err(fault));
    }

    /// formats.md section 1: a column headed "Percentage" that holds 1, 0.5, 0.08.
    #[test]
    fn a_heading_of_percents_over_fractions_is_of_fractions() {
        let evidence = Evidence { headings: vec![Unit::Percent], columns: 1, ..bare(&[1, 1, 1]) };
        let (found, decision) = unit(&evidence, None, &week()).unwrap();
        assert_eq!(found, Unit::Fraction);
        assert_eq!(decision.evidence, "1 of 1 headings say percent; 3 of 3 person-weeks add up to about 1");
        let evidence = Evidence { headings: vec![Unit::Percent], columns: 1, ..bare(&[100]) };
        assert_eq!(unit(&evidence, None, &week()).unwrap().0, Unit::Percent);
    }

    #[test]
    fn one_sign_speaks_for_the_bare_numbers_beside_it() {
        let mut evidence = bare(&[40, 40]);
        evidence.cells[Spelling::Percent as usize] = 7;
        let (unit, decision) = unit(&evidence, None, &week()).unwrap();
        assert_eq!((unit, decision.evidence.as_str()), (Unit::Percent, "7 of 9 cells carry %"));
    }

    #[test]
    fn what_is_said_wins_over_sums_but_not_over_signs() {
        assert_eq!(unit(&bare(&[100]), Some(Unit::Hours), &week()).unwrap().0, Unit::Hours);
        let mut evidence = bare(&[]);
        evidence.cells[Spelling::Percent as usize] = 3;
        assert!(matches!(unit(&evidence, Some(Unit::Hours), &week()), Err(SheetFault::MarksDisagree { .. })));
    }
}
