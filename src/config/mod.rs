//! `teamcap.toml`: read with the places of its values kept, every fault of it at once. interface.md section 2.

mod accept;
mod document;
mod holidays;
mod roster;
mod rules;
mod skills;
mod sources;
mod syntax;
mod taxonomy;
mod text;
mod timespan;
pub mod written;

#[cfg(test)]
mod tests;

use std::sync::Arc;

use toml::de::DeTable;

use crate::model::category::Taxonomy;
use crate::model::day::Day;
use crate::model::effort::{Bare, DateOrder, DecimalMark, Unit};
use crate::model::exact::Exact;
use crate::model::period::Period;
use crate::model::person::Roster;
use crate::model::place::Place;
use crate::model::rules::{Rules, WeekRule};
use crate::model::skill::SkillRules;
use crate::model::week::Week;
use crate::model::zone::Zone;
use crate::problem::words::config::Wanted;
use crate::problem::words::nearest;
use crate::problem::{ConfigFault, Problem};
use crate::read::encoding::Label;
use document::Document;
pub use document::Keys;
pub use text::text;

/// A configuration with everything said or defaulted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Config {
    /// `teamcap.toml`, as places name it; `None` where there is no file.
    pub file: Option<Arc<str>>,
    pub team: Option<String>,
    pub period: Option<Period>,
    pub until: Option<Week>,
    /// 1 to 12; January unless said.
    pub fiscal_year_starts: i8,
    /// `None`: by-day when every source is dated by day, else thursday.
    pub week_rule: Option<WeekRule>,
    /// Whose days the moments with an offset are counted by.
    pub time_zone: Option<Zone>,
    pub rules: Rules,
    /// Empty where no `[[person]]` stands: then `assumed` is true.
    pub roster: Roster,
    pub taxonomy: Taxonomy,
    /// Empty: every *.csv of the folder is read.
    pub sources: Vec<SourceSpec>,
    pub skills: Option<SkillsSpec>,
    pub accepts: Vec<Accept>,
    pub holiday_files: Vec<HolidayFile>,
    /// Where the rules that two reviews have to share are said, by key, `scale_max` and `bar` of `[skills]` among them.
    pub rule_places: Vec<(&'static str, Place)>,
}

/// Every kind of table that a configuration can hold, with the keys it knows.
pub const TABLES: [&Keys; 14] = [
    &ROOT,
    &rules::LIMITS,
    &holidays::HOLIDAY,
    &holidays::HOLIDAY_FILE,
    &sources::SOURCE,
    &sources::COLUMNS,
    &taxonomy::CATEGORY,
    &taxonomy::MATCH,
    &roster::PERSON,
    &roster::FTE,
    &roster::LEAVE,
    &skills::SKILLS,
    &skills::OF,
    &accept::ACCEPT,
];

/// The keys above the first table.
const ROOT: Keys = Keys {
    table: "teamcap.toml",
    keys: &[
        "version",
        "team",
        "period",
        "until",
        "fiscal_year_starts",
        "week_rule",
        "average",
        "percent_of",
        "full_week",
        "working_days",
        "time_zone",
        "buckets",
        "holidays",
        "limits",
        "source",
        "category",
        "person",
        "skills",
        "accept",
    ],
};

impl Default for Config {
    /// What holds where there is no configuration.
    fn default() -> Config {
        Config {
            file: None,
            team: None,
            period: None,
            until: None,
            fiscal_year_starts: 1,
            week_rule: None,
            time_zone: None,
            rules: Rules::default(),
            roster: Roster { people: Vec::new(), assumed: true },
            taxonomy: Taxonomy::default(),
            sources: Vec::new(),
            skills: None,
            accepts: Vec::new(),
            holiday_files: Vec::new(),
            rule_places: Vec::new(),
        }
    }
}

/// Reads a configuration. Every problem of it is returned at once, in file order, and beside them what could be read:
/// a value with a problem is left at its default. `file` is what places call it.
pub fn read(text: &str, file: &Arc<str>) -> (Config, Vec<Problem>) {
    parsed(text, file, &ROOT, |document, root| {
        version(document, root.get("version"));
        let team = document.text(root.get("team")).map(|team| team.value);
        let time_zone = time_zone(document, root.get("time_zone"));
        let time = timespan::read(document, root);
        let mut rules = rules::read(document, root);
        let roster = roster::read(document, root.get("person"), &rules.full_week);
        let holiday_files = holidays::read(document, root.get("holidays"), &roster, &mut rules.holidays);
        let taxonomy = taxonomy::read(document, root.get("category"), &rules.buckets);
        let sources = sources::read(document, root.get("source"), &roster);
        let skills = skills::read(document, root.get("skills"));
        let accepts = accept::read(document, root.get("accept"));
        let rule_places = rule_places(document, root);
        Config {
            file: Some(file.clone()),
            team,
            period: time.period,
            until: time.until,
            fiscal_year_starts: time.fiscal_year_starts,
            week_rule: time.week_rule,
            time_zone,
            rules,
            roster,
            taxonomy,
            sources,
            skills,
            accepts,
            holiday_files,
            rule_places,
        }
    })
}

/// A file of ours read by `of` from its root table, and every problem of it in file order. What follows from broken TOML
/// is not told beside it.
fn parsed<T>(
    text: &str,
    file: &Arc<str>,
    keys: &'static Keys,
    of: impl FnOnce(&mut Document<'_>, &document::Table<'_>) -> T,
) -> (T, Vec<Problem>) {
    let document = &mut Document::new(text, file, keys);
    let (root, errors) = DeTable::parse_recoverable(text);
    let broken = syntax::record(document, errors);
    let root = document.checked(root.get_ref(), 0..0, keys);
    let found = of(document, &root);
    let mut problems = std::mem::take(&mut document.problems);
    problems.retain(|problem| !broken.explains(document, problem));
    crate::problem::sort(&mut problems);
    (found, problems)
}

fn rule_places(document: &Document<'_>, root: &document::Table<'_>) -> Vec<(&'static str, Place)> {
    let keys = ["average", "percent_of", "full_week", "working_days", "week_rule", "buckets"];
    let said = keys.into_iter().filter_map(|key| Some((key, document.place(&root.get(key)?.span))));
    let skills = root.get("skills").and_then(|field| field.value.as_table());
    let of_skills = ["scale_max", "bar"].into_iter();
    said.chain(of_skills.filter_map(|key| Some((key, document.place(&skills?.get(key)?.span()))))).collect()
}

fn time_zone(document: &mut Document<'_>, field: Option<document::Field<'_>>) -> Option<Zone> {
    let field = field?;
    let text = document.text(Some(field.clone()))?.value;
    let zone = Zone::named(&text);
    if zone.is_none() {
        let names = Zone::names();
        let near = nearest_zone(&text, &names);
        document.wrong_value_near(&field, Wanted::TimeZone, near);
    }
    zone
}

/// The zones that may be meant: those of a city, and those of a similar name.
pub fn nearest_zone(text: &str, names: &[String]) -> Vec<String> {
    let wanted = text.trim().to_lowercase().replace(' ', "_");
    let of_city = |name: &&String| name.to_lowercase().rsplit('/').next() == Some(wanted.as_str());
    let cities: Vec<String> = names.iter().filter(of_city).cloned().collect();
    if cities.is_empty() { nearest(text, names.iter().map(String::as_str)) } else { cities }
}

/// Without a version the first one is meant; a version that is said has to be right.
fn version(document: &mut Document<'_>, field: Option<document::Field<'_>>) {
    let Some(field) = field else { return };
    let Some(number) = document.number(Some(field.clone())) else { return };
    if number != Exact::ONE {
        let text = document.written(&field.span).to_owned();
        document.fault(&field.span, ConfigFault::UnknownVersion { text });
    }
}

/// A value and where it is said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said<T> {
    pub value: T,
    pub place: Place,
}

/// A calendar of public holidays.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HolidayFile {
    /// Relative to the configuration.
    pub file: Said<String>,
    /// Indices into the roster; empty: everybody.
    pub people: Vec<usize>,
}

/// One `[[source]]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceSpec {
    /// Paths or globs relative to the configuration; `-` is standard input.
    pub files: Vec<Said<String>>,
    pub format: Option<Said<String>>,
    pub unit: Option<Unit>,
    /// What a bare number of hours, minutes or seconds counts.
    pub bare: Option<Bare>,
    pub delimiter: Option<u8>,
    pub encoding: Option<Label>,
    pub dates: Option<DateOrder>,
    pub decimal: Option<DecimalMark>,
    /// The file is this person's.
    pub person: Option<Said<String>>,
    pub skip_rows: u32,
    /// Role (person, week, date, hours, percent, project, task, tags, client, description, billable, type, category, id,
    /// from, to, start, end) to heading.
    pub columns: Vec<(String, Said<String>)>,
    /// It names a column for a role that there is not: what the others say is no whole mapping.
    pub has_unknown_roles: bool,
    pub place: Place,
}

/// `[skills]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SkillsSpec {
    pub matrix: Option<Said<String>>,
    pub previous: Option<Said<String>>,
    pub assessed: Option<Said<Day>>,
    pub rules: SkillRules,
}

/// `[[accept]]`: a known warning or note, kept quiet and counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Accept {
    pub problem: String,
    /// An address or its beginning; or a file; empty: anywhere.
    pub at: String,
    pub why: String,
    pub place: Place,
}
