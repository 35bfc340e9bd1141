//! `teamcap.toml`: read with the places of its values kept, every fault of it at once. interface.md section 2.

use std::sync::Arc;

use crate::model::category::Taxonomy;
use crate::model::day::Day;
use crate::model::effort::{DateOrder, DecimalMark, Unit};
use crate::model::period::Period;
use crate::model::person::Roster;
use crate::model::place::Place;
use crate::model::rules::{Rules, WeekRule};
use crate::model::skill::SkillRules;
use crate::model::week::Week;

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
    pub time_zone: Option<String>,
    pub rules: Rules,
    /// Empty where no `[[person]]` stands: then `assumed` is true.
    pub roster: Roster,
    pub taxonomy: Taxonomy,
    /// Empty: every *.csv of the folder is read.
    pub sources: Vec<SourceSpec>,
    pub skills: Option<SkillsSpec>,
    pub accepts: Vec<Accept>,
    pub holiday_files: Vec<Said<String>>,
}

/// A value and where it is said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said<T> {
    pub value: T,
    pub place: Place,
}

/// One `[[source]]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceSpec {
    /// Paths or globs relative to the configuration; `-` is stdin.
    pub files: Vec<Said<String>>,
    pub format: Option<Said<String>>,
    pub unit: Option<Unit>,
    pub delimiter: Option<u8>,
    pub encoding: Option<Said<String>>,
    pub dates: Option<DateOrder>,
    pub decimal: Option<DecimalMark>,
    /// The file is this person's.
    pub person: Option<Said<String>>,
    pub skip_rows: u32,
    /// Role (person, week, date, hours, percent, project, task, tags, client, description, billable, type, category, id,
    /// from, to, start, end) to heading.
    pub columns: Vec<(String, Said<String>)>,
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

impl Default for Config {
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
            roster: Roster { people: vec![], assumed: true },
            taxonomy: Taxonomy::default(),
            sources: vec![],
            skills: None,
            accepts: vec![],
            holiday_files: vec![],
        }
    }
}
pub fn read(_text: &str, _file: &Arc<str>) -> (Config, Vec<crate::problem::Problem>) {
    (Config::default(), vec![])
}
