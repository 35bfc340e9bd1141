//! The configuration that `teamcap init` writes, with the questions that only a person can answer as comments.

use std::fmt::Write;

use super::mapping::toml_text;
use super::number::decimal;
use super::open::{Open, comments};
use crate::model::exact::Exact;
use crate::model::period::Period;
use crate::model::week::Week;
use crate::problem::grammar::count;

/// What is known of a team before it has a configuration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Start {
    pub team: Option<String>,
    /// `None` if the sheets do not say which it is.
    pub period: Option<Period>,
    pub people: Vec<StartPerson>,
    /// No names were given: those of the roster stand for people to come.
    pub are_placeholders: bool,
    pub categories: Vec<StartCategory>,
    /// A `[[source]]` for each file, as text; empty where the sheet is new.
    pub sources: Vec<String>,
    /// The skill matrix that was found.
    pub matrix: Option<String>,
    pub previous: Option<String>,
    pub has_new_matrix: bool,
    /// The scale of the levels and the bar, where the levels suggest others than 5 and 3; and whether somebody has said that it is so.
    pub scale: Option<(u32, u32)>,
    pub is_scale_said: bool,
    /// What the sheets leave open.
    pub open: Vec<Open>,
    /// The file with the weeks to fill in, where there are no sheets yet: `effort.csv`, or a workbook, which holds the roster and the
    /// skill matrix, too.
    pub sheet: &'static str,
}

/// The sheet to fill in.
pub const SHEET: &str = "effort.csv";
/// The workbook to fill in.
pub const WORKBOOK: &str = "effort.xlsx";

impl Start {
    /// A team that keeps no sheets yet. Placeholders stand for people and categories where none are named.
    pub fn from_nothing(
        team: Option<String>,
        period: Period,
        people: &[String],
        categories: &[String],
        sheet: &'static str,
    ) -> Start {
        let placeholders = || (1..=3).map(|number| format!("Name {number}")).collect();
        let names: Vec<String> = if people.is_empty() { placeholders() } else { people.to_vec() };
        let person = |name| StartPerson {
            name,
            aliases: Vec::new(),
            alike: Vec::new(),
            first: None,
            last: None,
            gaps: Vec::new(),
            part_time: None,
            listed: Vec::new(),
        };
        let usual = [
            ("Improvements", "strengthen"),
            ("Projects", "focus"),
            ("Experiments", "experiment"),
            ("Maintenance", "maintenance"),
            ("Leave", "leave"),
        ];
        let category =
            |name: &str, bucket| StartCategory { name: name.to_owned(), bucket, suggested: None, part: None };
        Start {
            team,
            period: Some(period),
            people: names.into_iter().map(person).collect(),
            are_placeholders: people.is_empty(),
            categories: match categories {
                [] => usual.into_iter().map(|(name, bucket)| category(name, Some(bucket))).collect(),
                names => names.iter().map(|name| category(name, None)).collect(),
            },
            sources: Vec::new(),
            matrix: None,
            previous: None,
            has_new_matrix: true,
            scale: None,
            is_scale_said: false,
            open: Vec::new(),
            sheet,
        }
    }
}

impl Start {
    /// Whether the weeks are to be filled in in a workbook.
    fn is_workbook(&self) -> bool {
        self.sheet == WORKBOOK
    }

    /// Whether the folder has a skill matrix and no sheet of effort.
    fn is_of_skills_alone(&self) -> bool {
        self.sources.is_empty() && self.matrix.is_some()
    }
}

/// Somebody on the roster to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StartPerson {
    pub name: String,
    /// Other spellings that are known to be theirs: beside one e-mail address, and the address.
    pub aliases: Vec<String>,
    /// Spellings that may be the same person's.
    pub alike: Vec<String>,
    /// The first and the last week with a row, where they are inside the period.
    pub first: Option<Week>,
    pub last: Option<Week>,
    /// Weeks between them without a row.
    pub gaps: Vec<Week>,
    /// How much of a full week, as a line of TOML, if somebody has said it.
    pub part_time: Option<String>,
    /// What a list of the team says, as lines of TOML.
    pub listed: Vec<String>,
}

/// A category to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StartCategory {
    pub name: String,
    /// `None`: a question.
    pub bucket: Option<&'static str>,
    /// What the name suggests.
    pub suggested: Option<&'static str>,
    /// Its part of what is recorded, in percent.
    pub part: Option<Exact>,
}

/// The configuration. It is read without a problem as it is.
pub fn configuration(start: &Start) -> String {
    let mut out = String::from(
        "# The review of one team. Lines that begin with # are questions, or settings at their default.\n\
         # teamcap check says what is wrong with it; docs/teamcap.schema.json completes it in an editor.\n\
         # What no sheet says (key figures, objectives, workflows, learnings) goes into review.toml beside it.\n",
    );
    out.push_str(&comments(&start.open));
    out.push_str("version = 1\n");
    match &start.team {
        Some(team) => line(&mut out, &format!("team = {}", toml_text(team))),
        None => line(&mut out, "# team = \"Platform\"                 # what the review is headed with"),
    }
    match &start.period {
        Some(period) => {
            let _ = writeln!(out, "period = {}", toml_text(&period.name));
        }
        None if start.is_of_skills_alone() => {
            line(
                &mut out,
                "# period = \"2016-Q1\"                # as of which period? Who has left by its end does not count",
            );
        }
        None => line(&mut out, "# period = \"2016-Q1\"                # which period is it? No row says any days"),
    }
    out.push_str(
        "# until = \"2016-W08\"                # a running period: weeks after this one are not due\n\
         # fiscal_year_starts = \"July\"       # then FY2016-Q3 is a period\n\
         # week_rule = \"thursday\"            # or by-day: which days a period owns\n\
         # average = \"reported\"              # or filled, period\n\
         # percent_of = \"own-week\"           # is 100 % a person's own week? or worked-week (less leave), full-week\n\
         # full_week = 40                    # hours of a full-time week\n\
         # holidays = [{ file = \"holidays.ics\" }, { date = 2016-03-28, name = \"Easter Monday\" }]\n\n",
    );
    if start.sources.is_empty() && !start.is_of_skills_alone() {
        let _ = write!(out, "[[source]]\nfiles = [\"{}\"]\n\n", start.sheet);
    }
    for source in &start.sources {
        out.push_str(source.trim_end());
        out.push_str("\n\n");
    }
    categories(&mut out, &start.categories);
    people(&mut out, start);
    skills(&mut out, start);
    out
}

fn line(out: &mut String, text: &str) {
    out.push_str(text);
    out.push('\n');
}

fn categories(out: &mut String, categories: &[StartCategory]) {
    if categories.iter().any(|category| category.bucket.is_none()) {
        line(
            out,
            "# Which bucket is each category in: strengthen, focus, experiment or maintenance? Is it leave, or excluded (breaks)?",
        );
        line(out, "# Take the # away, and write the bucket that is meant. Until then its effort is unclassified.");
    }
    for category in categories {
        // A comment ends with its line, so that a name with a line break in it cannot go on behind it.
        let mark = if category.bucket.is_some() { "" } else { "# " };
        let part = category
            .part
            .as_ref()
            .map(|part| format!("   # {} % of what is recorded", decimal(part, 1)))
            .unwrap_or_default();
        let _ = writeln!(out, "{mark}[[category]]\n{mark}name = {}{part}", toml_text(&category.name));
        let _ = match (category.bucket, category.suggested) {
            (Some(bucket), _) => writeln!(out, "bucket = \"{bucket}\"\n"),
            (None, Some(name)) => {
                writeln!(out, "# bucket = \"{name}\"                  # by its name; or one of the others\n")
            }
            (None, None) => writeln!(
                out,
                "# bucket = \"focus\"                  # or strengthen, experiment, maintenance, leave, excluded\n"
            ),
        };
    }
}

fn people(out: &mut String, start: &Start) {
    if start.is_workbook() {
        line(
            out,
            "# Who is on the team, since when, until when, for which part of a full week: the tab Team of effort.xlsx.",
        );
        line(out, "# [[person]] in its place says leave and aliases, too.\n");
        return;
    }
    if start.are_placeholders {
        line(out, "# Replace these names by those of your team, here and in effort.csv.");
    }
    line(out, "# For each: which part of a full week (fte = 0.8, or hours = 32)? Since when, until when? Which leave?");
    for person in &start.people {
        let _ = writeln!(out, "[[person]]\nname = {}", toml_text(&person.name));
        if !person.aliases.is_empty() {
            let aliases: Vec<String> = person.aliases.iter().map(|alias| toml_text(alias)).collect();
            let _ = writeln!(out, "aliases = [{}]", aliases.join(", "));
        }
        if let Some(part_time) = &person.part_time {
            line(out, part_time);
        }
        person.listed.iter().for_each(|said| line(out, said));
        for other in &person.alike {
            let _ = writeln!(
                out,
                "# aliases = [{}]   # is this the same person? then delete its [[person]]",
                toml_text(other)
            );
        }
        if let Some(first) = person.first {
            let _ = writeln!(out, "# joined = {}               # the first row is of {first}", first.monday());
        }
        if let Some(last) = person.last {
            let _ = writeln!(out, "# left = {}                 # the last row is of {last}", last.sunday());
        }
        if !person.gaps.is_empty() {
            let weeks: Vec<String> = person.gaps.iter().map(ToString::to_string).collect();
            let (from, to) = (person.gaps[0].monday(), person.gaps[0].sunday());
            let _ =
                writeln!(out, "# leave = [{{ from = {from}, to = {to} }}]   # no row in {}: leave?", weeks.join(", "));
        }
        out.push('\n');
    }
}

fn skills(out: &mut String, start: &Start) {
    if let Some(matrix) = &start.matrix {
        let _ = writeln!(out, "[skills]\nmatrix = {}", toml_text(matrix));
        if let Some(previous) = &start.previous {
            let _ = writeln!(out, "previous = {}", toml_text(previous));
        }
        line(out, "# assessed = 2016-03-31             # when were the levels assessed?");
        match start.scale {
            Some((highest, bar)) => {
                let mark = if start.is_scale_said { "" } else { "# " };
                let _ = writeln!(
                    out,
                    "{mark}scale_max = {highest}                     # the highest level: is the scale 0 to {highest}?"
                );
                let _ = writeln!(out, "{mark}bar = {bar}                           # qualified from this level on");
            }
            None => line(out, "# bar = 3                           # qualified from this level on"),
        }
    } else if start.is_workbook() {
        line(
            out,
            "# The levels, 0 to 5, are in the tab Skills of effort.xlsx, as long as no matrix is named:\n# [skills]\n# bar = 3                           # qualified from this level on",
        );
    } else if start.has_new_matrix {
        line(out, "# Once the levels are in skills.csv:\n# [skills]\n# matrix = \"skills.csv\"");
    }
}

/// What was written, and what comes next.
pub fn farewell(folder: &str, files: &[&str], start: &Start) -> String {
    let mut out = format!("written in {folder}: {}\n", files.join(", "));
    let asked = start.categories.iter().filter(|category| category.bucket.is_none()).count();
    if !start.open.is_empty() {
        let count = count(start.open.len() as u64, "question", "questions");
        let _ = writeln!(out, "open: {count}, at the top of teamcap.toml; until they are answered there is no review");
        start.open.iter().for_each(|open| line(&mut out, &format!("  {}", open.asked())));
    }
    if !start.open.is_empty() {
        line(&mut out, "next: the questions in teamcap.toml");
    } else if start.are_placeholders {
        let place = if start.is_workbook() { "the tabs of effort.xlsx" } else { "teamcap.toml and effort.csv" };
        let _ = writeln!(out, "next: the names of your team in {place}, the categories, then the weeks");
    } else if asked > 0 {
        line(&mut out, "next: the questions in teamcap.toml, above all which bucket each category is in");
    } else if start.sources.is_empty() && !start.is_of_skills_alone() {
        let _ = match start.is_workbook() {
            true => writeln!(out, "next: the weeks in {WORKBOOK}, as percents"),
            false => writeln!(out, "next: the weeks in effort.csv, as percents (60%) or hours (24h)"),
        };
    } else {
        line(&mut out, "next: the review");
    }
    let _ = writeln!(out, "  teamcap check {folder}\n  teamcap review {folder}");
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::category::Taxonomy;

    fn start(people: Vec<String>, categories: Vec<String>) -> Start {
        let person = |name: String| StartPerson {
            aliases: vec![format!("{name}@example.org")],
            alike: vec![format!("{name} the other")],
            name,
            first: Week::new(2016, 3),
            last: Week::new(2016, 9),
            gaps: Week::new(2016, 5).into_iter().collect(),
            part_time: None,
            listed: Vec::new(),
        };
        let category = |(at, name): (usize, String)| StartCategory {
            name,
            bucket: (at % 2 == 0).then_some("focus"),
            suggested: None,
            part: Exact::new(100, 3),
        };
        Start {
            team: Some("A \"team\" \\ of two".into()),
            period: Period::parse("2016-Q1", 1),
            people: people.into_iter().map(person).collect(),
            are_placeholders: false,
            categories: categories.into_iter().enumerate().map(category).collect(),
            sources: Vec::new(),
            matrix: Some("skills.csv".into()),
            previous: None,
            has_new_matrix: false,
            scale: Some((3, 2)),
            is_scale_said: true,
            open: Vec::new(),
            sheet: "effort.csv",
        }
    }

    fn names() -> impl Strategy<Value = Vec<String>> {
        let name = "[A-Za-z\"\\\\\n\t#='\u{e9}\u{5d0}\u{202e} ]{0,8}";
        let named =
            |names: Vec<String>| names.into_iter().enumerate().map(|(at, name)| format!("n{at}{name}e")).collect();
        prop::collection::vec(name, 1..5).prop_map(named)
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

        /// Whatever the names are, what is written is read back.
        #[test]
        fn a_configuration_is_read_as_it_was_meant(people in names(), categories in names()) {
            let start = start(people.clone(), categories.clone());
            let text = configuration(&start);
            let (config, problems) = crate::config::read(&text, &"teamcap.toml".into());
            let people_of = |name: &String| name.split_whitespace().collect::<Vec<_>>().join(" ");
            prop_assert!(problems.is_empty(), "{:?}\n{}", problems, text);
            let read: Vec<String> = config.roster.people.iter().map(|person| people_of(&person.name)).collect();
            prop_assert_eq!(read, people.iter().map(people_of).collect::<Vec<_>>());
            let Taxonomy { categories: read } = config.taxonomy;
            let bucketed = categories.iter().step_by(2).map(people_of).collect::<Vec<_>>();
            prop_assert_eq!(read.iter().map(|category| people_of(&category.name)).collect::<Vec<_>>(), bucketed);
        }
    }
}
