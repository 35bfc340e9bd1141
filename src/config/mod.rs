//! Reads `teamcap.toml`, keeps the places of its values, and reports all of its problems at once.

mod accept;
mod document;
mod holidays;
mod parsed;
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

use crate::model::category::Taxonomy;
use crate::model::period::Period;
use crate::model::person::Roster;
use crate::model::place::Place;
use crate::model::rules::{Rules, WeekRule};
use crate::model::week::Week;
use crate::model::zone::Zone;
use crate::problem::Problem;
use crate::problem::grammar::nearest;
use crate::problem::words::config::Wanted;
pub use accept::Accept;
use document::Document;
pub use document::{Keys, Said};
pub use holidays::HolidayFile;
use parsed::{parsed, version};
pub use skills::SkillsSpec;
pub use sources::{NameOf, SourceSpec, Word};
pub use text::text;

/// A configuration, with the defaults filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Config {
    /// The name of `teamcap.toml` in places, or `None` if there is no such file.
    pub file: Option<Arc<str>>,
    pub team: Option<String>,
    pub period: Option<Period>,
    pub until: Option<Week>,
    /// The month, from 1 to 12. January by default.
    pub fiscal_year_starts: i8,
    /// `None` stands for by-day if every source is dated by day, and otherwise for thursday.
    pub week_rule: Option<WeekRule>,
    /// The time zone in which moments with an offset belong to a day.
    pub time_zone: Option<Zone>,
    pub rules: Rules,
    /// Empty if there is no `[[person]]`; then `assumed` is true.
    pub roster: Roster,
    pub taxonomy: Taxonomy,
    /// If this is empty, every *.csv in the folder is read.
    pub sources: Vec<SourceSpec>,
    pub skills: Option<SkillsSpec>,
    pub accepts: Vec<Accept>,
    pub holiday_files: Vec<HolidayFile>,
    /// Where the rules stand that two reviews must share to be compared, by key. These include `scale_max` and `bar` of
    /// `[skills]`.
    pub rule_places: Vec<(&'static str, Place)>,
}

impl Config {
    /// The files, or tabs of workbooks, that it names as skill matrices.
    pub fn matrices(&self) -> Vec<String> {
        let named = self.skills.iter().flat_map(|skills| [&skills.matrix, &skills.previous]).flatten();
        named.map(|said| said.value.clone()).collect()
    }

    /// Whether it names the skill matrix.
    pub fn names_matrix(&self) -> bool {
        self.skills.as_ref().is_some_and(|skills| skills.matrix.is_some())
    }
}

/// Every kind of table that a configuration may contain, with its keys.
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
    /// What holds if there is no configuration.
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

/// Reads a configuration. Returns everything that could be read, with all problems in file order. A value with a
/// problem keeps its default. `file` is the name of the file in places.
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

/// Returns the time zones that may be meant: those of a city of that name, or else those with a similar name.
pub fn nearest_zone(text: &str, names: &[String]) -> Vec<String> {
    let wanted = text.trim().to_lowercase().replace(' ', "_");
    let of_city = |name: &&String| name.to_lowercase().rsplit('/').next() == Some(wanted.as_str());
    let cities: Vec<String> = names.iter().filter(of_city).cloned().collect();
    if cities.is_empty() { nearest(text, names.iter().map(String::as_str)) } else { cities }
}
