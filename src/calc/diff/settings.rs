//! What the configurations say differently about people, holidays and categories: the lines behind capacity and buckets.

use super::pairs::{Pairs, Whose};
use crate::model::category::{Bucket, Category, Taxonomy};
use crate::model::day::Day;
use crate::model::exact::Exact;
use crate::model::person::{Person, Roster, folded};
use crate::model::place::Place;
use crate::model::rules::{Holiday, Rules};

/// A value of one side, and where it is said; `None`: it is assumed.
pub type Said = (Value, Option<Place>);

/// A line that differs, or that only one side has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SettingChange {
    /// `None`: it is nobody's own.
    pub person: Option<Whose>,
    /// The person, the holiday or the category.
    pub name: String,
    pub what: What,
    pub before: Option<Said>,
    pub after: Option<Said>,
}

impl SettingChange {
    /// Says that a spelling of a name is another one, not which.
    pub fn hide_spelling(&mut self) {
        if self.what == What::Alias {
            for (value, _) in self.before.iter_mut().chain(&mut self.after) {
                *value = Value::Text("a spelling".to_owned());
            }
        }
    }
}

/// What a line is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// On the roster at all.
    Person,
    Name,
    Alias,
    Fte,
    Joined,
    Left,
    Leave,
    Holiday,
    Bucket,
    Match,
}

impl What {
    /// As the output calls it.
    pub fn name(self) -> &'static str {
        match self {
            What::Person => "on the roster",
            What::Name => "name",
            What::Alias => "alias",
            What::Fte => "FTE",
            What::Joined => "joined",
            What::Left => "left",
            What::Leave => "leave",
            What::Holiday => "holiday",
            What::Bucket => "bucket",
            What::Match => "match rules",
        }
    }
}

/// What a line says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    Text(String),
    Fte { is: Exact, from: Option<Day> },
    Day(Day),
    Leave { from: Day, to: Day, part: Exact },
    Count(usize),
}

/// One side's configuration.
#[derive(Debug, Clone, Copy)]
pub struct Settings<'a> {
    pub roster: &'a Roster,
    pub rules: &'a Rules,
    pub taxonomy: &'a Taxonomy,
}

/// The lines that differ: people in roster order, holidays, categories. `one_period` is false where the two sides are about
/// different days: their leave and holidays differ by themselves and are left out.
pub fn settings(before: Settings<'_>, after: Settings<'_>, pairs: &Pairs, one_period: bool) -> Vec<SettingChange> {
    let mut found = people(before, after, pairs, one_period);
    if one_period {
        found.extend(holidays(before, after, pairs));
    }
    found.extend(categories(before, after));
    found
}

fn people(before: Settings<'_>, after: Settings<'_>, pairs: &Pairs, one_period: bool) -> Vec<SettingChange> {
    let (old, new) = (&before.roster.people, &after.roster.people);
    let mut found = Vec::new();
    let on_roster = |person: &Person| Some((Value::Text(person.name.clone()), person.place.clone()));
    for (at, person) in new.iter().enumerate() {
        let line = |what, before, after| {
            let (name, person) = (person.name.clone(), Some(Whose::After(at)));
            SettingChange { person, name, what, before, after }
        };
        let Some(was) = pairs.people.iter().position(|pair| *pair == Some(at)).and_then(|was| old.get(was)) else {
            found.push(line(What::Person, None, on_roster(person)));
            continue;
        };
        if was.name != person.name {
            found.push(line(What::Name, on_roster(was), on_roster(person)));
        }
        let mut hold = |what, lists: (Vec<Said>, Vec<Said>)| {
            found.extend(differing(lists).into_iter().map(|(before, after)| line(what, before, after)));
        };
        hold(What::Fte, (ftes(was), ftes(person)));
        hold(What::Joined, (day(was, was.joined), day(person, person.joined)));
        hold(What::Left, (day(was, was.left), day(person, person.left)));
        if one_period {
            hold(What::Leave, (leave(was), leave(person)));
        }
        let aliases = |person: &Person, other: &Person| -> Vec<Said> {
            let known = |alias: &&String| folded(alias) != folded(&other.name);
            person.aliases.iter().filter(known).map(|a| (Value::Text(a.clone()), person.place.clone())).collect()
        };
        hold(What::Alias, (aliases(was, person), aliases(person, was)));
    }
    for (at, person) in old.iter().enumerate().filter(|(at, _)| pairs.people.get(*at).copied().flatten().is_none()) {
        let (name, whose) = (person.name.clone(), Some(Whose::Before(at)));
        found.push(SettingChange { person: whose, name, what: What::Person, before: on_roster(person), after: None });
    }
    found
}

fn ftes(person: &Person) -> Vec<Said> {
    let place = |own: &Option<Place>| own.clone().or_else(|| person.place.clone());
    person.fte.iter().map(|fte| (Value::Fte { is: fte.is.clone(), from: fte.from }, place(&fte.place))).collect()
}

fn day(person: &Person, day: Option<Day>) -> Vec<Said> {
    day.map(|day| (Value::Day(day), person.place.clone())).into_iter().collect()
}

fn leave(person: &Person) -> Vec<Said> {
    let said = |leave: &crate::model::person::Leave| {
        (Value::Leave { from: leave.from, to: leave.to, part: leave.part.clone() }, Some(leave.place.clone()))
    };
    person.leave.iter().map(said).collect()
}

fn holidays(before: Settings<'_>, after: Settings<'_>, pairs: &Pairs) -> Vec<SettingChange> {
    // Whose it is, in the later roster's numbers; nobody's where the person is not there.
    let whose = |holiday: &Holiday, is_old: bool| -> Vec<Option<usize>> {
        let later = |&at: &usize| if is_old { pairs.people.get(at).copied().flatten() } else { Some(at) };
        let mut people: Vec<Option<usize>> = holiday.people.iter().map(later).collect();
        people.sort_unstable();
        people
    };
    let is_same = |a: &Holiday, b: &Holiday| a.day == b.day && whose(a, true) == whose(b, false);
    let said = |holiday: &Holiday| Some((Value::Day(holiday.day), Some(holiday.place.clone())));
    let line = |holiday: &Holiday, before, after| {
        let name = holiday.name.clone();
        SettingChange { person: None, name, what: What::Holiday, before, after }
    };
    let (old, new) = (&before.rules.holidays, &after.rules.holidays);
    let added = new.iter().filter(|holiday| !old.iter().any(|other| is_same(other, holiday)));
    let removed = old.iter().filter(|holiday| !new.iter().any(|other| is_same(holiday, other)));
    let mut found: Vec<SettingChange> = removed.map(|holiday| line(holiday, said(holiday), None)).collect();
    found.extend(added.map(|holiday| line(holiday, None, said(holiday))));
    found
}

fn categories(before: Settings<'_>, after: Settings<'_>) -> Vec<SettingChange> {
    let bucket = |category: &Category, rules: &Rules| -> Said {
        let name = match category.bucket {
            Bucket::Of(at) => rules.buckets.get(at).map_or("unclassified", String::as_str),
            Bucket::Unclassified => "unclassified",
            Bucket::Leave => "leave",
            Bucket::Excluded => "excluded",
        };
        (Value::Text(name.to_owned()), category.place.clone())
    };
    let find = |taxonomy: &Taxonomy, name: &str| -> Option<Category> {
        taxonomy.categories.iter().find(|category| folded(&category.name) == folded(name)).cloned()
    };
    let line = |name: &str, what, before, after| SettingChange { person: None, name: name.into(), what, before, after };
    let mut found = Vec::new();
    for category in &after.taxonomy.categories {
        let now = bucket(category, after.rules);
        let was = find(before.taxonomy, &category.name);
        let was_in = was.as_ref().map(|was| bucket(was, before.rules));
        if was_in.as_ref().map(|(value, _)| value) != Some(&now.0) {
            found.push(line(&category.name, What::Bucket, was_in, Some(now)));
        }
        if let Some(was) = was.filter(|was| was.rules != category.rules) {
            let said = |category: &Category| Some((Value::Count(category.rules.len()), category.place.clone()));
            found.push(line(&category.name, What::Match, said(&was), said(category)));
        }
    }
    for category in &before.taxonomy.categories {
        if find(after.taxonomy, &category.name).is_none() {
            found.push(line(&category.name, What::Bucket, Some(bucket(category, before.rules)), None));
        }
    }
    found
}

/// What only one of two lists has, side by side in their orders. Values are compared, not places.
fn differing((before, after): (Vec<Said>, Vec<Said>)) -> Vec<(Option<Said>, Option<Said>)> {
    let not_in = |list: &[Said], other: &[Said]| -> Vec<Said> {
        list.iter().filter(|(value, _)| !other.iter().any(|(known, _)| known == value)).cloned().collect()
    };
    let (old, new) = (not_in(&before, &after), not_in(&after, &before));
    (0..old.len().max(new.len())).map(|at| (old.get(at).cloned(), new.get(at).cloned())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::person::Fte;

    fn of(before: Person, after: Person) -> Vec<(What, Option<Value>, Option<Value>)> {
        let roster = |person: Person| Roster { people: vec![person], assumed: false };
        let (old, new) = (roster(before), roster(after));
        let (rules, taxonomy) = (Rules::default(), Taxonomy::default());
        let settings_of = |roster| Settings { roster, rules: &rules, taxonomy: &taxonomy };
        let pairs = Pairs::of_people(vec![Some(0)]);
        let value = |said: Option<Said>| said.map(|(value, _)| value);
        let found = settings(settings_of(&old), settings_of(&new), &pairs, true);
        found.into_iter().map(|line| (line.what, value(line.before), value(line.after))).collect()
    }

    fn fte(is: Exact, from: Option<Day>) -> Fte {
        Fte { from, is, place: None }
    }

    #[test]
    fn the_same_fte_said_elsewhere_is_no_difference() {
        let mut ada = Person::assumed("Ada");
        ada.place = Some(Place::row(&"teamcap.toml".into(), 9));
        assert_eq!(of(Person::assumed("Ada"), ada), []);
    }

    #[test]
    fn of_a_list_only_what_differs_is_told() {
        let half = Exact::new(1, 2).unwrap();
        let later = Day::parse("2016-02-15");
        let mut now = Person::assumed("Ada");
        now.fte.push(fte(half.clone(), later));
        let told = (What::Fte, None, Some(Value::Fte { is: half, from: later }));
        assert_eq!(of(Person::assumed("Ada"), now), [told]);
    }

    #[test]
    fn a_name_that_became_an_alias_is_told_once() {
        let mut now = Person::assumed("Daniel");
        now.aliases = vec!["Dan".into()];
        let text = |name: &str| Some(Value::Text(name.into()));
        assert_eq!(of(Person::assumed("Dan"), now), [(What::Name, text("Dan"), text("Daniel"))]);
    }
}
