//! What the report found in readable input: warnings and notes that no file is wrong about.

use super::{count, did_you_mean, list, quoted};
use crate::model::day::Day;
use crate::model::exact::Exact;
use crate::model::week::Week;
use crate::problem::{Numerals, Words, faults};

faults! {
    pub enum Finding {
        /// An average over filled cells only (what a spreadsheet's AVERAGE does) differs from the average over reported
        /// weeks, because cells of a submitted row are blank. Denominators then differ within one row.
        FilledDiffers { person: String, filled: Exact, reported: Exact, terms: Vec<FilledTerm> } = "filled-differs", Note;
        /// One person did most of a category's work: a key-person dependency, whatever the skill matrix claims.
        KeyPerson { person: String, category: String, part: Exact, effort: Exact, of: Exact } = "key-person", Note;
        /// A person's recorded effort is above `limits.over` percent of the time there was.
        OverAllocated { person: String, load: Exact, overall: bool, weeks: Vec<(Week, Exact)> } = "over-allocated", Note;
        /// A person's recorded effort is below `limits.under` percent of the time there was.
        UnderAllocated { person: String, load: Exact, overall: bool, weeks: Vec<(Week, Exact)> } = "under-allocated", Note;
        /// A heading that no category of the configuration claims. Its effort is counted and shown as unclassified, never dropped and never
        /// spread over the others.
        UnmappedCategory { name: String, near: Vec<String> } = "unmapped-category", Warning;
        /// Leave stands in the roster and in the sheet for one person-week. The larger of the two counts.
        LeaveTwice { person: String, week: Week, roster: Exact, sheet: Exact } = "leave-twice", Warning;
        /// Hours and percents in one person-week. Both are converted and added up.
        MixedUnits { person: String, week: Week } = "mixed-units", Warning;
        /// A week with leave or holidays that was still written as about 100 %: perhaps the percents are of the days worked.
        FullWeekWithLeave { person: String, weeks: Vec<Week> } = "full-week-with-leave", Warning;
        /// Effort in a week that has no capacity for it: wholly leave under percent_of = "worked-week", or at FTE 0.
        WorthNothing { person: String, week: Week } = "worth-nothing", Warning;
        /// Two names that are alike, without a roster: perhaps one person under two spellings. They count as two people.
        NearMissName { name: String, near: String } = "near-miss-name", Warning;
        /// Two names make the same address; the second one got a number.
        SameAddress { name: String, part: String } = "same-address", Note;
        /// Without a configuration the period is taken to be the quarter that holds most of the weeks read.
        AssumedPeriod { period: String, weeks: u64, of: u64 } = "assumed-period", Note;
        /// Without a roster the people are those seen in the sheets: somebody who sent nothing cannot be missed.
        AssumedRoster { people: u64 } = "assumed-roster", Note;
        /// Without categories every heading is its own category and all effort is unclassified.
        AssumedCategories { categories: u64 } = "assumed-categories", Note;
        /// More than a quarter of the people who could know a skill are not assessed for it.
        ManyUnknown { skill: String, unknown: u64, of: u64 } = "many-unknown", Note;
        /// People whom the skill matrix names and who are not employed on the last day of the period: coverage is of those
        /// who are there.
        SkillsNotCounted { people: Vec<String> } = "skills-not-counted", Note;
        /// An accepted problem (an accept table of the configuration) that matches no warning and no note: what it kept quiet is gone.
        AcceptUnused { problem: String, at: String } = "accept-unused", Warning;
        /// An amount that is more than a row of a roll-up holds. No roll-up is written; a review has no such limit.
        Overflow { person: String, work: String, from: Day, to: Day } = "overflow", Error;
    }
}

/// Over the period, in some weeks, or both.
fn allocation(person: &str, how: &str, load: String, overall: bool, weeks: &str) -> String {
    match (overall, weeks) {
        (true, "") => format!("{person} is {how}: load {load}"),
        (true, weeks) => format!("{person} is {how}: load {load}; by week {weeks}"),
        (false, weeks) => format!("{person} is {how} in {weeks}; load over the period {load}"),
    }
}

/// `Maintenance and Nonsense stuff over 10 weeks; Docs over 11`.
fn by_weeks(terms: &[FilledTerm]) -> String {
    let mut groups: Vec<(u64, Vec<String>)> = Vec::new();
    for term in terms {
        match groups.iter_mut().find(|(weeks, _)| *weeks == term.filled_weeks) {
            Some((_, names)) => names.push(term.category.clone()),
            None => groups.push((term.filled_weeks, vec![term.category.clone()])),
        }
    }
    let shown = groups.iter().map(|(weeks, names)| format!("{} over {}", list(names), count(*weeks, "week", "weeks")));
    shown.collect::<Vec<_>>().join("; ")
}

/// One category of a `filled-differs` finding: over how many weeks each rule averaged it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FilledTerm {
    pub category: String,
    pub filled_weeks: u64,
    pub reported_weeks: u64,
}

impl Finding {
    pub(in crate::problem) fn is_about_people(&self) -> bool {
        match self {
            Finding::FilledDiffers { .. }
            | Finding::KeyPerson { .. }
            | Finding::OverAllocated { .. }
            | Finding::UnderAllocated { .. }
            | Finding::LeaveTwice { .. }
            | Finding::MixedUnits { .. }
            | Finding::FullWeekWithLeave { .. }
            | Finding::WorthNothing { .. }
            | Finding::NearMissName { .. }
            | Finding::SkillsNotCounted { .. } => true,
            Finding::UnmappedCategory { .. }
            | Finding::SameAddress { .. }
            | Finding::AssumedPeriod { .. }
            | Finding::AssumedRoster { .. }
            | Finding::AssumedCategories { .. }
            | Finding::ManyUnknown { .. }
            | Finding::AcceptUnused { .. }
            | Finding::Overflow { .. } => false,
        }
    }

    pub fn words(&self, numerals: &dyn Numerals) -> Words {
        let percent = |x: &Exact, places: u32| format!("{} %", numerals.decimal(x, places));
        let in_weeks = |weeks: &[(Week, Exact)]| -> String {
            let shown = weeks.iter().map(|(week, load)| format!("{} ({})", week.short(), percent(load, 0)));
            list(&shown.collect::<Vec<_>>())
        };
        let found = match self {
            Finding::FilledDiffers { person, filled, reported, terms } => {
                let all = terms.first().map_or(0, |term| term.reported_weeks);
                format!(
                    "{person} would be at {} by filled cells, as AVERAGE counts, not {}: {}, not {all}",
                    percent(filled, 2),
                    percent(reported, 2),
                    by_weeks(terms),
                )
            }
            Finding::KeyPerson { person, category, part, effort, of } => format!(
                "{category} rests on {person}: {} of it ({} of {} FTE-weeks)",
                percent(part, 1),
                numerals.decimal(effort, 2),
                numerals.decimal(of, 2)
            ),
            Finding::OverAllocated { person, load, overall, weeks } => {
                allocation(person, "over-allocated", percent(load, 0), *overall, &in_weeks(weeks))
            }
            Finding::UnderAllocated { person, load, overall, weeks } => {
                allocation(person, "under-allocated", percent(load, 0), *overall, &in_weeks(weeks))
            }
            Finding::UnmappedCategory { name, .. } => {
                format!("no [[category]] claims {}; counted as unclassified", quoted(name))
            }
            Finding::LeaveTwice { person, week, roster, sheet } => format!(
                "{person} has leave in {week} in the roster ({} weeks) and in the sheet ({} weeks); the larger counts",
                numerals.decimal(roster, 2),
                numerals.decimal(sheet, 2)
            ),
            Finding::MixedUnits { person, week } => {
                format!("{person} has hours and percents in {week}; both are added up")
            }
            Finding::FullWeekWithLeave { person, weeks } => format!(
                "{person} wrote about 100 % in {} with leave or holidays ({})",
                count(weeks.len() as u64, "week", "weeks"),
                weeks.iter().map(|w| w.short()).collect::<Vec<_>>().join(", ")
            ),
            Finding::WorthNothing { person, week } => {
                format!("{person} wrote effort in {week}, which has no capacity for it: it is worth nothing")
            }
            Finding::NearMissName { name, near } => {
                format!("{} and {} are counted as two people", quoted(near), quoted(name))
            }
            Finding::SameAddress { name, part } => {
                format!("{} has the address part {part}: another name makes the same", quoted(name))
            }
            Finding::AssumedPeriod { period, weeks, of } => {
                format!(
                    "period assumed: {period}, the quarter that holds {weeks} of {}",
                    count(*of, "week read", "weeks read")
                )
            }
            Finding::AssumedRoster { people } => {
                format!(
                    "roster assumed: the {} seen, full-time; who sent nothing is not missed",
                    count(*people, "person", "people")
                )
            }
            Finding::AssumedCategories { categories } => format!(
                "categories assumed: the {}, each unclassified",
                count(*categories, "heading read", "headings read")
            ),
            Finding::ManyUnknown { skill, unknown, of } => {
                format!("{skill}: {unknown} of {of} people are not assessed")
            }
            Finding::SkillsNotCounted { people } => {
                format!("skills of {} do not count: not employed on the last day of the period", list(people))
            }
            Finding::AcceptUnused { problem, at } => format!("[[accept]] {problem} at {} matches nothing", quoted(at)),
            Finding::Overflow { person, work, from, to } => {
                format!("{person}, {work}, {from} to {to}: the sum is more than a row of a roll-up holds")
            }
        };
        let write = match self {
            Finding::UnmappedCategory { name, near } => match did_you_mean(near).as_str() {
                "" => format!("a [[category]] with name = {} and a bucket", quoted(name)),
                near => format!("{near} Or a [[category]] with name = {} and a bucket", quoted(name)),
            },
            Finding::NearMissName { name, near } => {
                let (near, name) = (quoted(near), quoted(name));
                format!("if they are one, a [[person]] with name = {near} and aliases = [{name}] in teamcap.toml")
            }
            Finding::FullWeekWithLeave { .. } => {
                "percent_of = \"worked-week\", if 100 % means the days worked".to_owned()
            }
            Finding::AcceptUnused { .. } => {
                "the name and place of a problem there is, or delete this [[accept]]".to_owned()
            }
            Finding::Overflow { .. } => "the amounts that were meant".to_owned(),
            _ => String::new(),
        };
        let expected = match self {
            Finding::Overflow { .. } => "at most 170141183460469231731, in percent, hours or seconds".to_owned(),
            _ => String::new(),
        };
        Words { found, expected, write }
    }
}
