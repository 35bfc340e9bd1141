//! How much of the capacity it was: the identity of each person and of the team, and the three percents on it.
//! domain.md section 4.

use super::figure::{Cells, Figure, Figures, Formula, Section, Side, Unit};
use super::ground::Ground;
use super::review::PersonWeek;
use crate::model::exact::Exact;

/// Sums of the identity, in FTE-weeks: `gross = recorded + leave + holidays + not_submitted + unallocated`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    pub gross: Exact,
    pub recorded: Exact,
    pub leave: Exact,
    pub holidays: Exact,
    pub not_submitted: Exact,
    pub unallocated: Exact,
}

impl Identity {
    /// Over all weeks of these people.
    pub fn of(ground: &Ground<'_>, people: &[usize]) -> Identity {
        Identity {
            gross: ground.sum(people, |week| &week.gross),
            recorded: ground.sum(people, |week| &week.recorded),
            leave: ground.sum(people, |week| &week.leave),
            holidays: ground.sum(people, |week| &week.holidays),
            not_submitted: ground.sum(people, |week| &week.not_submitted),
            unallocated: ground.sum(people, |week| &week.unallocated),
        }
    }

    /// The identity of one person-week.
    pub fn of_week(week: &PersonWeek) -> Identity {
        Identity {
            gross: week.gross.clone(),
            recorded: week.recorded.clone(),
            leave: week.leave.clone(),
            holidays: week.holidays.clone(),
            not_submitted: week.not_submitted.clone(),
            unallocated: week.unallocated.clone(),
        }
    }

    pub fn net(&self) -> Exact {
        self.gross.minus(&self.leave).minus(&self.holidays)
    }

    /// What load is taken of: the net capacity of the weeks that were submitted.
    pub fn submitted_net(&self) -> Exact {
        self.net().minus(&self.not_submitted)
    }

    /// Recorded over it, in percent; `None` where it is zero or less.
    pub fn load(&self) -> Option<Exact> {
        let net = self.submitted_net();
        let load = self.recorded.over(&net).filter(|_| net > Exact::ZERO)?;
        Some(load.times(&Exact::HUNDRED))
    }

    /// Each amount with its address part, formula and the name of its column.
    pub fn columns(&self) -> [(&'static str, Exact, Formula); 7] {
        [
            ("gross", self.gross.clone(), Formula::Gross),
            ("recorded", self.recorded.clone(), Formula::Recorded),
            ("leave", self.leave.clone(), Formula::Leave),
            ("holidays", self.holidays.clone(), Formula::Holidays),
            ("not-submitted", self.not_submitted.clone(), Formula::NotSubmitted),
            ("unallocated", self.unallocated.clone(), Formula::Unallocated),
            ("net", self.net(), Formula::Net),
        ]
    }
}

/// `capacity.K.P` and `capacity.percent.P` and so on for each person, then the same for the team.
pub fn allocation(ground: &Ground<'_>, figures: &mut Figures) {
    for (index, person) in ground.people.iter().enumerate() {
        figures_of(ground, &[index], &person.name, &format!(".{}", person.id), figures);
    }
    figures_of(ground, &ground.everybody(), "Team", "", figures)
}

fn figures_of(ground: &Ground<'_>, people: &[usize], row: &str, suffix: &str, figures: &mut Figures) {
    let identity = Identity::of(ground, people);
    for (part, amount, formula) in identity.columns() {
        let cells = match formula {
            Formula::Recorded => effort(ground, people, false),
            Formula::Leave => effort(ground, people, true).and_roster(people.to_vec()),
            Formula::Unallocated | Formula::Net => {
                Cells::figures(terms(formula).iter().map(|term| format!("capacity.{term}{suffix}")).collect())
            }
            _ => Cells::roster(people.to_vec()),
        };
        let column = part.replace('-', " ");
        let figure =
            Figure::new(format!("capacity.{part}{suffix}"), Section::Capacity, row, &column, Unit::FteWeeks, formula);
        figures.push(figure.known(amount).cells(cells));
    }
    let recorded = Side::new(identity.recorded.clone(), Unit::FteWeeks);
    let percents = [
        ("percent", "used", identity.gross.clone(), Formula::CapacityPercent),
        ("net-percent", "used of net", identity.net(), Formula::NetPercent),
        ("load", "load", identity.submitted_net(), Formula::Load),
    ];
    for (part, column, bottom, formula) in percents {
        let figure =
            Figure::new(format!("capacity.{part}{suffix}"), Section::Capacity, row, column, Unit::Percent, formula);
        let cells = effort(ground, people, false).and_roster(people.to_vec());
        figures.push(figure.over(recorded.clone(), Side::new(bottom, Unit::FteWeeks)).cells(cells));
    }
}

fn effort(ground: &Ground<'_>, people: &[usize], leave: bool) -> Cells {
    let is_wanted = |bucket: crate::model::category::Bucket| {
        if leave { bucket == crate::model::category::Bucket::Leave } else { bucket.is_effort() }
    };
    let categories =
        ground.categories.iter().enumerate().filter(|(_, c)| is_wanted(c.bucket)).map(|(at, _)| at).collect();
    Cells::effort(people.to_vec(), ground.all_weeks(), categories)
}

/// The amounts that a derived amount is made of, first less the others.
pub fn terms(formula: Formula) -> &'static [&'static str] {
    match formula {
        Formula::Unallocated => &["gross", "recorded", "leave", "holidays", "not-submitted"],
        Formula::Net => &["gross", "leave", "holidays"],
        _ => &[],
    }
}
