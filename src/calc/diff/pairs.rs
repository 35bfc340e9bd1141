//! Who and what is the same on both sides: people by name or alias, categories, skills and groups by name. Addresses follow,
//! so that somebody renamed is still one person.

use std::collections::HashMap;

use crate::calc::figure::{Figure, Whole};
use crate::calc::review::{KpiReport, Review};
use crate::model::person::{Person, Roster, folded, turned};
use crate::model::written::{Earlier, Kpi};

/// Whose something is, by roster index: somebody's of the later side, or of the earlier one where they are only there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Whose {
    After(usize),
    Before(usize),
}

/// What of the earlier side is what of the later one.
#[derive(Debug, Default)]
pub struct Pairs {
    /// Of each person of the earlier roster the index in the later one; `None`: not there.
    pub people: Vec<Option<usize>>,
    ids: HashMap<String, Option<String>>,
    categories: HashMap<String, Option<String>>,
    skills: HashMap<String, Option<String>>,
    groups: HashMap<String, Option<String>>,
    objectives: HashMap<String, Option<String>>,
    /// By whole address: a key figure is the same where its unit is too.
    kpis: HashMap<String, Option<String>>,
}

impl Pairs {
    /// Two reviews and the rosters they were calculated from.
    pub fn new(before: (&Review, &Roster), after: (&Review, &Roster)) -> Pairs {
        let people = people(before.1, after.1);
        let (old, new) = (before.0, after.0);
        let id = |person: Option<usize>| person.and_then(|at| new.people.get(at)).map(|person| person.id.clone());
        let ids = old.people.iter().zip(&people).map(|(person, pair)| (person.id.clone(), id(*pair))).collect();
        let categories = |review: &Review| -> Vec<(String, String)> {
            review.categories.iter().map(|category| (category.name.clone(), category.id.clone())).collect()
        };
        let skills = |review: &Review| -> Vec<(String, String)> {
            review.skills.iter().flat_map(|s| &s.skills).map(|skill| (skill.name.clone(), skill.id.clone())).collect()
        };
        let groups = |review: &Review| -> Vec<(String, String)> {
            review.skills.iter().flat_map(|s| &s.groups).map(|group| (group.name.clone(), group.id.clone())).collect()
        };
        let objectives = |review: &Review| -> Vec<(String, String)> {
            let written = review.written.iter();
            let named =
                written.flat_map(|w| w.parts.objectives.iter().map(|o| o.name.clone()).zip(w.objectives.clone()));
            named.collect()
        };
        Pairs {
            people,
            ids,
            objectives: by_name(objectives(old), objectives(new)),
            kpis: kpis(old, new),
            categories: by_name(categories(old), categories(new)),
            skills: by_name(skills(old), skills(new)),
            groups: by_name(groups(old), groups(new)),
        }
    }

    #[cfg(test)]
    pub fn of_people(people: Vec<Option<usize>>) -> Pairs {
        Pairs { people, ..Pairs::default() }
    }

    /// Whose it is that is the earlier roster's.
    pub fn whose(&self, before: usize) -> Whose {
        self.people.get(before).copied().flatten().map_or(Whose::Before(before), Whose::After)
    }

    /// The address that an earlier figure has on the later side; `None` where what it is about is not there.
    pub fn address(&self, figure: &Figure, after: &Review) -> Option<String> {
        let parts: Vec<&str> = figure.address.split('.').collect();
        let of = |known: &HashMap<String, Option<String>>, part: &str| match known.get(part) {
            Some(pair) => pair.clone(),
            None => Some(part.to_owned()),
        };
        let parts = match parts[..] {
            ["split", _] => vec![split(after, &figure.row)?],
            ["split", _, person] => vec![split(after, &figure.column)?, of(&self.ids, person)?],
            ["person", person, category] => {
                vec!["person".into(), of(&self.ids, person)?, of(&self.categories, category)?]
            }
            ["team", kind, category] => vec!["team".into(), kind.into(), of(&self.categories, category)?],
            ["concentration", category, part] => {
                vec!["concentration".into(), of(&self.categories, category)?, part.into()]
            }
            ["capacity", kind, person] => vec!["capacity".into(), kind.into(), of(&self.ids, person)?],
            ["completeness", person] => vec!["completeness".into(), of(&self.ids, person)?],
            ["week", person, week] => vec!["week".into(), of(&self.ids, person)?, week.into()],
            ["skill", skill] => vec!["skill".into(), of(&self.skills, skill)?],
            ["skill", skill, person] => vec!["skill".into(), of(&self.skills, skill)?, of(&self.ids, person)?],
            ["skills", "exposure", person] => vec!["skills".into(), "exposure".into(), of(&self.ids, person)?],
            ["objective", objective, part] => vec!["objective".into(), of(&self.objectives, objective)?, part.into()],
            ["kpi", ..] => return self.kpis.get(&figure.address).cloned().flatten(),
            ["group", group] => vec!["group".into(), of(&self.groups, group)?],
            _ => return Some(figure.address.clone()),
        };
        Some(parts.join("."))
    }
}

/// The address of the bucket's part of the whole.
fn split(review: &Review, bucket: &str) -> Option<String> {
    let same = |figure: &&Figure| folded(&figure.row) == folded(bucket);
    review.figures.parts_of(Whole::Split).find(same).map(|figure| figure.address.clone())
}

/// Key figures of one name and unit; the change from an earlier value only within one period, where it is the same value that is
/// meant: in another, "the last quarter" is another one.
fn kpis(old: &Review, new: &Review) -> HashMap<String, Option<String>> {
    fn of(review: &Review) -> Vec<(&Kpi, &KpiReport)> {
        review.written.iter().flat_map(|written| written.parts.kpis.iter().zip(&written.kpis)).collect()
    }
    let named = |kpi: &Kpi| (folded(&kpi.name), kpi.unit.as_deref().map(folded));
    let days = |review: &Review| review.period.as_ref().map(|period| (period.from, period.to));
    let one_period = days(old) == days(new);
    let (later, mut pairs) = (of(new), HashMap::new());
    for (kpi, report) in of(old) {
        let pair = later.iter().find(|(other, _)| named(other) == named(kpi));
        pairs.insert(format!("kpi.{}", report.id), pair.map(|(_, report)| format!("kpi.{}", report.id)));
        for (earlier, address) in kpi.before.iter().zip(&report.changes) {
            let same = |(other, _): &(&Earlier, &String)| folded(&other.of) == folded(&earlier.of);
            let change = pair.filter(|_| one_period).and_then(|(k, r)| k.before.iter().zip(&r.changes).find(same));
            pairs.insert(address.clone(), change.map(|(_, address)| address.clone()));
        }
    }
    pairs
}

fn by_name(before: Vec<(String, String)>, after: Vec<(String, String)>) -> HashMap<String, Option<String>> {
    let pair = |name: &str| after.iter().find(|(other, _)| folded(other) == folded(name)).map(|(_, id)| id.clone());
    before
        .into_iter()
        .map(|(name, id)| {
            let pair = pair(&name);
            (id, pair)
        })
        .collect()
}

/// People with the same name first, then those of whom a name or an alias is known on the other side. Nobody is two people.
fn people(before: &Roster, after: &Roster) -> Vec<Option<usize>> {
    let key = |name: &str| turned(&folded(name)).into_owned();
    let mut taken = vec![false; after.people.len()];
    let mut pairs = vec![None; before.people.len()];
    let same_spelling = |a: &Person, b: &Person| a.spellings().any(|x| b.spellings().any(|y| key(x) == key(y)));
    for by_alias in [false, true] {
        let is_same =
            |a: &Person, b: &Person| if by_alias { same_spelling(a, b) } else { key(&a.name) == key(&b.name) };
        for (pair, person) in pairs.iter_mut().zip(&before.people).filter(|(pair, _)| pair.is_none()) {
            let found = (0..after.people.len()).find(|&at| !taken[at] && is_same(person, &after.people[at]));
            if let Some(at) = found {
                taken[at] = true;
                *pair = found;
            }
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn somebody_renamed_is_one_person_whichever_side_knows_the_other_name() {
        let plain = Roster::of(&[("Ada", &[]), ("Daniel", &[])]);
        let alias = Roster::of(&[("Dan", &["Daniel"]), ("ADA", &[])]);
        assert_eq!(people(&plain, &alias), [Some(1), Some(0)]);
        assert_eq!(people(&alias, &plain), [Some(1), Some(0)]);
    }

    #[test]
    fn a_name_wins_over_an_alias_and_nobody_is_two_people() {
        let before = Roster::of(&[("Bo", &["Bob"]), ("Bob", &[])]);
        let after = Roster::of(&[("Bob", &[]), ("Cy", &[])]);
        assert_eq!(people(&before, &after), [None, Some(0)]);
    }
}
