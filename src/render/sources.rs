//! What each file was taken for, and why: `teamcap sources`. With a `[[source]]` to paste, which says instead what was
//! decided.

use std::fmt::Write;

use super::number::{decimal, value};
use super::table::{clean, wrap_hanging};
use crate::model::decision::{Decision, SaidBy, UnitBy};
use crate::model::effort::Unit;
use crate::model::exact::Exact;
use crate::model::source::{ActivitySum, ColumnUse, MatrixSummary, SourceSummary, Unplanned};
use crate::model::week::Week;
use crate::problem::grammar::count;
use crate::problem::words::decision;

/// The column in which the second half of each line begins.
const INDENT: usize = 15;

/// The page of the files that were read, and of those that no shape fits.
pub fn sources(
    files: &[SourceSummary],
    matrices: &[MatrixSummary],
    unplanned: &[Unplanned],
    has_categories: bool,
    width: usize,
) -> String {
    let mut page = Page { out: String::new(), width };
    for file in files {
        // Of a file that does not fit its shape, what says it as another one is offered further down.
        let is_misread = unplanned.iter().any(|other| other.misread && other.file == file.report.file);
        page.file(file, has_categories, !is_misread);
    }
    for matrix in matrices {
        page.matrix(matrix);
    }
    page.skills(matrices);
    for file in unplanned {
        page.unplanned(file);
    }
    page.out
}

/// More activities than this are not listed one by one.
const MOST_LISTED: usize = 40;

/// The roles of a mapping.
const ROLES: &str = "person, week or date (or from and to), hours or percent (or start and end), category, project, task, tags, \
                     client, description, billable, type, id";

struct Page {
    out: String,
    width: usize,
}

impl Page {
    fn line(&mut self, label: &str, text: &str) {
        let room = self.width.saturating_sub(INDENT).max(20);
        for (at, line) in wrap_hanging(&clean(text), room, room).iter().enumerate() {
            let label = if at == 0 { label } else { "" };
            let line = format!("  {label:<13}{line}");
            let _ = writeln!(self.out, "{}", line.trim_end());
        }
    }

    fn file(&mut self, file: &SourceSummary, has_categories: bool, is_offered: bool) {
        if !self.out.is_empty() {
            self.out.push('\n');
        }
        let report = &file.report;
        let _ = writeln!(self.out, "{}", clean(&report.file));
        self.line("format", report.format);
        for decision in &report.decisions {
            let evidence = match decision.said_by() {
                SaidBy::Configuration => "said in teamcap.toml".to_owned(),
                SaidBy::Default if !decision.is_guess() => format!("{}; assumed", decision::evidence(decision)),
                SaidBy::File | SaidBy::Default => decision::evidence(decision),
            };
            self.line(decision::what(decision), &format!("{} ({evidence})", decision::value(decision)));
        }
        for (label, text) in columns(file) {
            self.line(label, &text);
        }
        let a = &report.accounting;
        let rows = format!(
            "{} read = {} used + {} excluded + {} rejected",
            a.rows_read, a.rows_used, a.rows_excluded, a.rows_rejected
        );
        self.line("rows", &rows);
        let (amounts, entries) = (count(a.cells, "amount", "amounts"), count(a.entries, "entry", "entries"));
        let cells = format!("{amounts} = {entries} + {} blank + {} excluded", a.blank, a.cells_excluded);
        self.line("cells", &cells);
        match file.days {
            Some((from, to)) if file.by_weeks => {
                self.line("weeks", &format!("{} to {}", Week::of(from), Week::of(to)));
            }
            Some((from, to)) => self.line("days", &format!("{from} to {to}")),
            None => self.line("days", "the whole period"),
        }
        self.line("people", &format!("{}: {}", file.people.len(), file.people.join("; ")));
        let all = &file.activities;
        self.line("adds up to", &both(total(all, |sum| sum.percent), total(all, |sum| sum.hours)));
        self.activities(&file.activities, has_categories);
        if is_offered {
            self.out.push('\n');
            self.out.push_str(&block(file));
        }
    }

    fn matrix(&mut self, matrix: &MatrixSummary) {
        if !self.out.is_empty() {
            self.out.push('\n');
        }
        let _ = writeln!(self.out, "{}", clean(&matrix.file));
        self.line("format", if matrix.is_previous { "skill matrix, the earlier one" } else { "skill matrix" });
        self.line("people", &format!("{}: {}", matrix.people.len(), matrix.people.join("; ")));
        self.line("skills", &format!("{}, {} cells assessed of {}", matrix.skills, matrix.assessed, matrix.cells));
    }

    /// One table names both matrices.
    fn skills(&mut self, matrices: &[MatrixSummary]) {
        if matrices.is_empty() {
            return;
        }
        self.out.push_str("\n[skills]\n");
        for matrix in matrices {
            let key = if matrix.is_previous { "previous" } else { "matrix" };
            let _ = writeln!(self.out, "{key} = {}", toml_text(&matrix.file));
        }
    }

    /// What each activity adds up to; with a taxonomy, those that no category claims, the largest first.
    fn activities(&mut self, activities: &[ActivitySum], has_categories: bool) {
        let sum = |activity: &&ActivitySum| format!("{} {}", activity.name, both(activity.percent, activity.hours));
        let list = |activities: &[&ActivitySum]| activities.iter().map(sum).collect::<Vec<_>>().join("; ");
        if !has_categories && activities.len() <= MOST_LISTED {
            return self.line("of which", &list(&activities.iter().collect::<Vec<_>>()));
        }
        let mut unclaimed: Vec<&ActivitySum> =
            activities.iter().filter(|activity| activity.category.is_none()).collect();
        unclaimed.sort_by_key(|activity| std::cmp::Reverse((activity.hours, activity.percent)));
        if unclaimed.is_empty() {
            return self.line("categories", "each activity has one");
        }
        let (shown, rest) = unclaimed.split_at(unclaimed.len().min(MOST_LISTED));
        let mut text = format!("no category matches {}", list(shown));
        if !rest.is_empty() {
            let rest: Vec<ActivitySum> = rest.iter().map(|sum| (*sum).clone()).collect();
            let sums = both(total(&rest, |sum| sum.percent), total(&rest, |sum| sum.hours));
            let _ = write!(text, "; and {} others {sums}", rest.len());
        }
        self.line("unclaimed", &text);
    }

    fn unplanned(&mut self, file: &Unplanned) {
        if !self.out.is_empty() {
            self.out.push('\n');
        }
        let _ = writeln!(self.out, "{}", clean(&file.file));
        if let Some(format) = file.nobodys {
            self.line("format", &format!("{format}, without a column of people; say whose it is:"));
            let _ = writeln!(self.out, "\n[[source]]\nfiles = [{}]", toml_text(&file.file));
            let _ = writeln!(self.out, "format = \"{format}\"\nperson = \"...\"");
            return;
        }
        self.line(
            "format",
            if file.misread {
                "most rows do not fit the shape of the header; if it is another one, say which column is what:"
            } else {
                "none that teamcap knows; say which column is what:"
            },
        );
        let columns: Vec<String> =
            file.suggested.iter().map(|(role, heading)| format!("{role} = {}", toml_text(heading))).collect();
        let _ = writeln!(self.out, "\n[[source]]\nfiles = [{}]", toml_text(&file.file));
        let _ = writeln!(self.out, "columns = {{ {} }}", columns.join(", "));
        if let Some(unit) = file.unit {
            let _ = writeln!(self.out, "unit = \"{unit}\"");
        }
        let others: Vec<String> = file
            .headings
            .iter()
            .filter(|heading| !heading.is_empty() && file.suggested.iter().all(|(_, known)| known != *heading))
            .map(|heading| toml_text(heading))
            .collect();
        let _ = writeln!(self.out, "# roles: {ROLES}");
        if !others.is_empty() {
            let _ = writeln!(self.out, "# headings without one: {}", others.join(", "));
        }
    }
}

fn columns(file: &SourceSummary) -> Vec<(&'static str, String)> {
    let with = |wanted: fn(&ColumnUse) -> bool| file.columns.iter().filter(move |(_, is)| wanted(is));
    let labels = with(|is| matches!(is, ColumnUse::Is(_))).map(|(heading, is)| match is {
        ColumnUse::Is("from") => format!("{} is the first day", quoted(heading)),
        ColumnUse::Is("to") => format!("{} is the last day", quoted(heading)),
        ColumnUse::Is(role) => format!("{} is the {role}", quoted(heading)),
        _ => String::new(),
    });
    let amounts =
        with(|is| matches!(is, ColumnUse::Category | ColumnUse::OfPerson)).map(|(heading, _)| quoted(heading));
    let left = with(|is| matches!(is, ColumnUse::Left(_))).map(|(heading, is)| match is {
        ColumnUse::Left("no heading") => "one without a heading".to_owned(),
        ColumnUse::Left(why) if heading.is_empty() => format!("one without a heading ({why})"),
        ColumnUse::Left(why) => format!("{} ({why})", quoted(heading)),
        _ => String::new(),
    });
    let lists =
        [("columns", labels.collect::<Vec<_>>()), ("effort", amounts.collect()), ("left alone", left.collect())];
    lists.into_iter().filter(|(_, list)| !list.is_empty()).map(|(label, list)| (label, list.join(", "))).collect()
}

fn quoted(text: &str) -> String {
    format!("\"{text}\"")
}

/// The sum of one unit; `None` where nothing is written in it.
fn total(activities: &[ActivitySum], of: fn(&ActivitySum) -> Option<Exact>) -> Option<Exact> {
    let found: Vec<Exact> = activities.iter().filter_map(of).collect();
    if found.is_empty() { None } else { Exact::sum(found).ok() }
}

/// `7145 % of a week`, `312.5 h`, both, or nothing.
fn both(percent: Option<Exact>, hours: Option<Exact>) -> String {
    let percent = percent.map(|sum| format!("{} %", short(sum)));
    let hours = hours.map(|sum| format!("{} h", short(sum)));
    let texts: Vec<String> = [percent, hours].into_iter().flatten().collect();
    if texts.is_empty() { "nothing".to_owned() } else { texts.join(" and ") }
}

/// Amounts are decimals: all their places, but at most two of seconds made hours.
fn short(sum: Exact) -> String {
    let exact = value(sum);
    if exact.split_once('.').is_some_and(|(_, places)| places.len() > 6) { decimal(sum, 2) } else { exact }
}

/// The `[[source]]` that says what was decided.
pub fn block(file: &SourceSummary) -> String {
    let report = &file.report;
    let decisions = &report.decisions;
    let mut out = format!("[[source]]\nfiles = [{}]\nformat = \"{}\"\n", toml_text(&report.file), report.format);
    // What durations count is said where it was decided from the rows, or was said; else the format says it.
    let durations =
        decisions.iter().find_map(|of| if let Decision::Durations(bare, _) = of { Some(bare.name()) } else { None });
    let unit = decisions.iter().find_map(|of| match of {
        Decision::Unit(unit, UnitBy::Configuration) => Some(*unit),
        Decision::Unit(unit, _) if !file.is_export => Some(*unit),
        _ => None,
    });
    if let Some(unit) = durations.or(unit.map(Unit::name)) {
        let _ = writeln!(out, "unit = \"{unit}\"");
    }
    let mut line = |key: &str, of: &dyn Fn(&Decision) -> Option<String>| {
        if let Some(value) = decisions.iter().find_map(of) {
            let _ = writeln!(out, "{key} = {value}");
        }
    };
    let quoted = |decision: &Decision| Some(toml_text(&decision::value(decision)));
    line("delimiter", &|of| match of {
        Decision::Delimiter(byte, _) => Some(toml_text(&char::from(*byte).to_string())),
        _ => None,
    });
    line("encoding", &|of| match of {
        Decision::Encoding(name, _) => Some(toml_text(&name.to_lowercase())),
        _ => None,
    });
    line("dates", &|of| if matches!(of, Decision::DateOrder(..)) { quoted(of) } else { None });
    line("decimal", &|of| if matches!(of, Decision::DecimalMark(..)) { quoted(of) } else { None });
    line("person", &|of| if matches!(of, Decision::Person(..)) { quoted(of) } else { None });
    if file.skip_rows > 0 {
        let _ = writeln!(out, "skip_rows = {}", file.skip_rows);
    }
    let roles: Vec<String> = file
        .columns
        .iter()
        .filter_map(|(heading, is)| match is {
            ColumnUse::Is("unit" | "entries" | "e-mail address" | "day of the end") => None,
            ColumnUse::Is("effort") => {
                let is_hours = decisions.iter().any(|of| matches!(of, Decision::Unit(Unit::Hours, _)));
                let role = if is_hours { "hours" } else { "percent" };
                Some(format!("{role} = {}", toml_text(heading)))
            }
            ColumnUse::Is(role) if !heading.is_empty() => Some(format!("{role} = {}", toml_text(heading))),
            _ => None,
        })
        .collect();
    if file.is_mapped && !roles.is_empty() {
        let _ = writeln!(out, "columns = {{ {} }}", roles.join(", "));
    }
    out
}

/// A text as TOML writes it.
pub fn toml_text(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            c if c.is_control() => {
                let _ = write!(out, "\\u{:04X}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
