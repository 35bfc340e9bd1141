//! On how many people a category's effort rests. skills.md sections 2 and 4: contributor absence factor, effective people.

use super::figure::{Cells, Figure, Figures, Formula, Section, Side, Unit};
use super::ground::Ground;
use crate::model::exact::Exact;

/// How a category's effort is spread.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Concentration {
    /// The person with the largest share, first in roster order, and that share.
    pub top: (usize, Exact),
    /// The fewest people who together did half of it or more.
    pub people: usize,
    /// `1 / sum of squared parts`, as the two amounts `(square of the sum, sum of squares)`.
    pub squares: (Exact, Exact),
}

/// The concentration of shares in roster order; `None` where nothing was done.
pub fn concentration(shares: &[Exact]) -> Option<Concentration> {
    let sum = Exact::sum(shares);
    let (at, top) = shares.iter().enumerate().reduce(|best, next| if next.1 > best.1 { next } else { best })?;
    if sum.is_zero() || shares.iter().any(Exact::is_negative) {
        return None;
    }
    let mut sorted: Vec<&Exact> = shares.iter().collect();
    sorted.sort_unstable_by(|a, b| b.cmp(a));
    let (mut reached, mut people) = (Exact::ZERO, 0);
    for share in sorted {
        if reached.plus(&reached) >= sum {
            break;
        }
        reached = reached.plus(share);
        people += 1;
    }
    let squares = Exact::sum(shares.iter().map(|share| share.times(share)));
    Some(Concentration { top: (at, top.clone()), people, squares: (sum.times(&sum), squares) })
}

/// The shares of a category in roster order.
pub fn shares(ground: &Ground<'_>, category: usize) -> Vec<Exact> {
    let share = |person| ground.totals.person_category.get(&(person, category)).cloned().unwrap_or_default();
    (0..ground.people.len()).map(share).collect()
}

/// `concentration.C.top`, `.people`, `.effective` of each category that is effort.
pub fn figures(ground: &Ground<'_>, figures: &mut Figures) {
    for (category, of) in ground.effort() {
        let shares = shares(ground, category);
        let found = concentration(&shares);
        let cells = Cells::effort(ground.everybody(), ground.all_weeks(), vec![category]);
        let make = |part: &str, unit, formula| {
            Figure::new(
                format!("concentration.{}.{part}", of.id),
                Section::Concentration,
                &of.name,
                part,
                unit,
                formula,
            )
            .cells(cells.clone())
        };
        let top = make("top", Unit::Percent, Formula::ConcentrationTop);
        let people = make("people", Unit::Count, Formula::ConcentrationPeople);
        let effective = make("effective", Unit::Count, Formula::ConcentrationEffective);
        let Some(found) = found else {
            for figure in [top, people, effective] {
                figures.push(figure);
            }
            continue;
        };
        let all = Exact::sum(shares);
        figures.push(top.over(Side::new(found.top.1, Unit::FteWeeks), Side::new(all, Unit::FteWeeks)));
        figures.push(people.known(Exact::whole(found.people as i128)));
        let value = found.squares.0.over(&found.squares.1).unwrap_or_default();
        figures.push(effective.known(value));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(shares: &[i128]) -> Concentration {
        concentration(&shares.iter().map(|n| Exact::whole(*n)).collect::<Vec<_>>()).unwrap()
    }

    fn thousandths(c: &Concentration) -> i128 {
        let value = c.squares.0.over(&c.squares.1).unwrap();
        let rounded = value.times(&Exact::whole(1000)).plus(&Exact::new(1, 2).unwrap()).floor();
        rounded.to_integer().unwrap()
    }

    /// skills.md section 3, E3.
    #[test]
    fn eight_contributors_two_of_whom_did_half() {
        let c = of(&[1000, 202, 90, 33, 332, 343, 42, 433]);
        assert_eq!((c.people, thousandths(&c), c.top.clone()), (2, 4175, (0, Exact::whole(1000))));
    }

    /// skills.md section 3, E4.
    #[test]
    fn half_is_reached_not_passed() {
        assert_eq!(of(&[1; 8]).people, 4);
        assert_eq!((of(&[60, 30, 10]).people, thousandths(&of(&[60, 30, 10]))), (1, 2174));
        assert_eq!((of(&[50, 50]).people, thousandths(&of(&[50, 50]))), (1, 2000));
    }

    #[test]
    fn nothing_done_is_no_concentration() {
        assert_eq!(concentration(&[Exact::ZERO, Exact::ZERO]), None);
        assert_eq!(concentration(&[]), None);
    }
}
