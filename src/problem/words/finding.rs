//! Findings of a report whose input is readable: warnings and notes about its figures, and what was assumed.

use crate::model::day::Day;
use crate::model::exact::Exact;
use crate::model::week::Week;
use crate::problem::grammar::{count, did_you_mean, list, quoted};
use crate::problem::message::{Numerals, faults};
use crate::problem::texts::Texts;

faults! {
    pub enum Finding, with numerals {
        /// An average over filled cells only (what a spreadsheet's AVERAGE does) differs from the average over reported
        /// weeks, because cells of a submitted row are blank. Denominators then differ within one row.
        FilledDiffers { person: String, filled: Exact, reported: Exact, terms: Vec<FilledTerm> }
            = "filled-differs", Note, about people {
            found: format!(
                "{person} would be at {} by filled cells, as AVERAGE counts, not {}: {}, not {}",
                numerals.percent(filled, 2),
                numerals.percent(reported, 2),
                by_weeks(terms),
                terms.first().map_or(0, |term| term.reported_weeks)
            ),
        }
        /// One person did most of a category's work: a key-person dependency, whatever the skill matrix claims.
        KeyPerson { person: String, category: String, part: Exact, effort: Exact, of: Exact }
            = "key-person", Note, about people {
            found: format!(
                "{category} rests on {person}: {} of it ({} of {} FTE-weeks)",
                numerals.percent(part, 1),
                numerals.decimal(effort, 2),
                numerals.decimal(of, 2)
            ),
        }
        /// A person's recorded effort is above `limits.over` percent of the time there was.
        OverAllocated { person: String, load: Exact, overall: bool, weeks: Vec<(Week, Exact)> }
            = "over-allocated", Note, about people {
            found: allocation(person, "over-allocated", load, *overall, weeks, numerals),
        }
        /// A person's recorded effort is below `limits.under` percent of the time there was.
        UnderAllocated { person: String, load: Exact, overall: bool, weeks: Vec<(Week, Exact)> }
            = "under-allocated", Note, about people {
            found: allocation(person, "under-allocated", load, *overall, weeks, numerals),
        }
        /// A heading that no category of the configuration claims. Its effort is counted and shown as unclassified, never dropped and never
        /// spread over the others.
        UnmappedCategory { name: String, near: Vec<String> } = "unmapped-category", Warning {
            found: format!("no [[category]] claims {}; counted as unclassified", quoted(name)),
            write: match did_you_mean(near) {
                Some(question) => format!("{question} Or a [[category]] with name = {} and a bucket", quoted(name)),
                None => format!("a [[category]] with name = {} and a bucket", quoted(name)),
            },
        }
        /// Leave stands in the roster and in the sheet for the same days, or for one person-week where the sheet has a row a week, and
        /// they disagree. The larger of the two counts.
        LeaveTwice { person: String, week: Week, days: Vec<Day>, roster: Exact, sheet: Exact } = "leave-twice", Warning, about people {
            found: format!(
                "{person} has leave {} in the roster ({} weeks) and in the sheet ({} weeks); the larger counts",
                match days.as_slice() {
                    [] => format!("in {week}"),
                    days => format!("on {}", named(days)),
                },
                numerals.decimal(roster, 2),
                numerals.decimal(sheet, 2)
            ),
        }
        /// The roster says leave twice for the same days. The parts add up, to whole days at most.
        RepeatedLeave { person: String, from: Day, to: Day } = "repeated-leave", Warning, about people {
            found: match from == to {
                true => format!("{person} has two entries of leave on {from}; they add up, to a day at most"),
                false => format!("{person} has two entries of leave from {from} to {to}; they add up, to a day at most"),
            },
            write: "one of them, with the part of the days that is meant",
        }
        /// More leave than somebody has of a week, such as full days of a part-timer. Nothing is left of the week that could be filled,
        /// so it has no load.
        LeaveAboveGross { person: String, weeks: Vec<Week>, leave: Exact, gross: Exact } = "leave-above-gross", Note,
            about people {
            found: format!(
                "{person} has more leave than time in {}: {} of {} FTE-weeks",
                list(&weeks.iter().map(|week| week.short()).collect::<Vec<_>>()),
                numerals.decimal(leave, 2),
                numerals.decimal(gross, 2)
            ),
        }
        /// Leave on a day on which nobody works costs nothing: a weekend, a public holiday.
        FreeLeave { person: String, days: Vec<Day> } = "free-leave", Note, about people {
            found: format!("leave of {person} on {} costs nothing: nobody works on weekends and holidays", named(days)),
        }
        /// A row over several days of which some are outside employment. Its hours lie evenly on its working days, and a percent holds for
        /// each of them; what lies outside employment is left out.
        PartlyOutside { person: String, without: u64, of: u64, hours: Option<Exact> } = "partly-outside", Warning, about people {
            found: format!(
                "{person} is employed on {} of the {} of this row: {} left out",
                of - without,
                count(*of, "working day", "working days"),
                match hours {
                    Some(hours) => format!("{} h are", numerals.decimal(hours, 2)),
                    None => "the others are".to_owned(),
                }
            ),
            write: "the days that it is about, or correct joined or left in teamcap.toml",
        }
        /// Hours and percents in one person-week. Both are converted and added up.
        MixedUnits { person: String, week: Week } = "mixed-units", Warning, about people {
            found: format!("{person} has hours and percents in {week}; both are added up"),
        }
        /// A week with leave or holidays that was still written as about 100 %: perhaps the percents are of the days worked.
        FullWeekWithLeave { person: String, weeks: Vec<Week> } = "full-week-with-leave", Warning, about people {
            found: format!(
                "{person} wrote about 100 % in {} with leave or holidays ({})",
                count(weeks.len() as u64, "week", "weeks"),
                weeks.iter().map(|w| w.short()).collect::<Vec<_>>().join(", ")
            ),
            write: "percent_of = \"worked-week\", if 100 % means the days worked",
        }
        /// Percents in a week that has no capacity for them: wholly leave under percent_of = "worked-week", or at FTE 0.
        WorthNothing { person: String, week: Week } = "worth-nothing", Warning, about people {
            found: format!("{person} wrote effort in {week}, which has no capacity for it: it is worth nothing"),
        }
        /// Two names that are alike, without a roster: perhaps one person under two spellings. They count as two people.
        NearMissName { name: String, near: String } = "near-miss-name", Warning, about people {
            found: format!("{} and {} are counted as two people", quoted(near), quoted(name)),
            write: format!(
                "if they are one, a [[person]] with name = {} and aliases = [{}] in teamcap.toml",
                quoted(near),
                quoted(name)
            ),
        }
        /// Two names make the same address; the second one got a number.
        SameAddress { name: String, part: String } = "same-address", Note {
            found: format!("{} has the address part {part}: another name makes the same", quoted(name)),
        }
        /// Without a configuration the period is taken to be the quarter that holds most of the weeks read.
        AssumedPeriod { period: String, weeks: u64, of: u64 } = "assumed-period", Note {
            found: format!(
                "period assumed: {period}, the quarter that holds {weeks} of {}",
                count(*of, "week read", "weeks read")
            ),
        }
        /// A list of the team, in a tab or a file of its own with names and FTE: it is the roster where teamcap.toml has none. Who is
        /// not on it and has rows is an error, and who is on it and has none is missed.
        TeamListed { people: u64, fte: Exact } = "team-listed", Note {
            found: format!(
                "the roster is this list of the team: {}, {} FTE",
                count(*people, "person", "people"),
                numerals.decimal(fte, 2)
            ),
        }
        /// Without a roster the people are those seen in the sheets: somebody who sent nothing cannot be missed.
        AssumedRoster { people: u64 } = "assumed-roster", Note {
            found: format!(
                "roster assumed: the {} seen, full-time; who sent nothing is not missed",
                count(*people, "person", "people")
            ),
        }
        /// Without categories every heading is its own category and all effort is unclassified.
        AssumedCategories { categories: u64 } = "assumed-categories", Note {
            found: format!(
                "categories assumed: the {}, each unclassified",
                count(*categories, "heading read", "headings read")
            ),
        }
        /// More than a quarter of the people who could know a skill are not assessed for it.
        ManyUnknown { skill: String, unknown: u64, of: u64 } = "many-unknown", Note {
            found: format!("{skill}: {unknown} of {of} people are not assessed"),
        }
        /// People whom the skill matrix names and who are not employed on the last day of the period: coverage is of those
        /// who are there.
        SkillsNotCounted { people: Vec<String> } = "skills-not-counted", Note, about people {
            found: format!("skills of {} do not count: not employed on the last day of the period", list(people)),
        }
        /// An accepted problem (an accept table of the configuration) that matches no warning and no note: what it kept quiet is gone.
        AcceptUnused { problem: String, at: String } = "accept-unused", Warning {
            found: format!("[[accept]] {problem} at {} matches nothing", quoted(at)),
            write: "the name and place of a problem there is, or delete this [[accept]]",
        }
        /// An amount that is more than a row of a roll-up holds, with the cells whose sum it is. No roll-up is written; a review has no
        /// such limit.
        Overflow { person: String, work: String, from: Day, to: Day } = "overflow", Error {
            found: format!("{person}, {work}, {from} to {to}: the sum is more than a row of a roll-up holds"),
            expected: "at most 170141183460469231731, in percent, hours or seconds",
            write: "the amounts that were meant",
        }
        /// Two figures have one address. This is an error of teamcap and not of your files: no review is printed, because one
        /// of the two figures could be shown as the other.
        AddressTwice { address: String, first: String, second: String } = "address-twice", Error, about people {
            found: format!("two figures have the address {address}: {} and {}", quoted(first), quoted(second)),
            write: "other names for these two; and please report it: this is an error of teamcap",
        }
    }
}

/// The first days of a list, and how many more there are.
fn named(days: &[Day]) -> String {
    const FEW: usize = 5;
    let mut names: Vec<String> = days.iter().take(FEW).map(Day::to_string).collect();
    let more = days.len().saturating_sub(FEW) as u64;
    names.extend((more > 0).then(|| format!("{more} more days")));
    list(&names)
}

/// A load over the whole period, in some weeks, or both.
fn allocation(
    person: &str,
    how: &str,
    load: &Exact,
    overall: bool,
    weeks: &[(Week, Exact)],
    numerals: &dyn Numerals,
) -> String {
    let load = numerals.percent(load, 0);
    let weeks = weeks.iter().map(|(week, load)| format!("{} ({})", week.short(), numerals.percent(load, 0)));
    let weeks = list(&weeks.collect::<Vec<_>>());
    match (overall, weeks.as_str()) {
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

/// One category of a `filled-differs` finding, with the number of weeks over which each rule averages it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FilledTerm {
    pub category: String,
    pub filled_weeks: u64,
    pub reported_weeks: u64,
}

impl Texts for FilledTerm {
    fn each_text(&mut self, change: &mut dyn FnMut(&mut String)) {
        self.category.each_text(change);
    }
}
