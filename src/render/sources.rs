//! What each file was taken for, and why: `teamcap sources`. With a `[[source]]` to paste, which says instead what was
//! decided.

use std::fmt::Write;

use super::number::{decimal, value};
use super::table::{clean, wrap_hanging};
use crate::model::exact::Exact;
use crate::model::source::{ActivitySum, ColumnUse, MatrixSummary, SaidBy, SourceSummary, Unplanned};
use crate::model::week::Week;
use crate::problem::words::count;

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
            let evidence = match decision.said_by {
                SaidBy::Configuration => "said in teamcap.toml".to_owned(),
                SaidBy::File => decision.evidence.clone(),
                SaidBy::Default if decision.evidence.starts_with("a guess") => decision.evidence.clone(),
                SaidBy::Default => format!("{}; assumed", decision.evidence),
            };
            self.line(decision.what, &format!("{} ({evidence})", decision.value));
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
        self.line("adds up to", &totals(&file.activities.iter().collect::<Vec<_>>()));
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
        let sum = |activity: &&ActivitySum| {
            format!("{} {}", activity.name, both(activity.percent.as_ref(), activity.hours.as_ref()))
        };
        let list = |activities: &[&ActivitySum]| activities.iter().map(sum).collect::<Vec<_>>().join("; ");
        if !has_categories && activities.len() <= MOST_LISTED {
            return self.line("of which", &list(&activities.iter().collect::<Vec<_>>()));
        }
        let mut unclaimed: Vec<&ActivitySum> =
            activities.iter().filter(|activity| activity.category.is_none()).collect();
        unclaimed.sort_by(|a, b| (&b.hours, &b.percent).cmp(&(&a.hours, &a.percent)));
        if unclaimed.is_empty() {
            return self.line("categories", "each activity has one");
        }
        let (shown, rest) = unclaimed.split_at(unclaimed.len().min(MOST_LISTED));
        let mut text = format!("no category matches {}", list(shown));
        if !rest.is_empty() {
            let _ = write!(text, "; and {} others {}", rest.len(), totals(rest));
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
fn total(activities: &[&ActivitySum], of: fn(&ActivitySum) -> Option<&Exact>) -> Option<Exact> {
    activities.iter().filter_map(|activity| of(activity)).cloned().reduce(|sum, more| sum.plus(&more))
}

/// What some activities add up to.
fn totals(of: &[&ActivitySum]) -> String {
    both(total(of, |sum| sum.percent.as_ref()).as_ref(), total(of, |sum| sum.hours.as_ref()).as_ref())
}

/// `7145 % of a week`, `312.5 h`, both, or nothing.
fn both(percent: Option<&Exact>, hours: Option<&Exact>) -> String {
    let percent = percent.map(|sum| format!("{} %", short(sum)));
    let hours = hours.map(|sum| format!("{} h", short(sum)));
    let texts: Vec<String> = [percent, hours].into_iter().flatten().collect();
    if texts.is_empty() { "nothing".to_owned() } else { texts.join(" and ") }
}

/// Amounts are decimals: all their places, but at most two of seconds made hours.
fn short(sum: &Exact) -> String {
    let exact = value(sum);
    if exact.split_once('.').is_some_and(|(_, places)| places.len() > 6) { decimal(sum, 2) } else { exact }
}

/// The `[[source]]` that says what was decided.
pub fn block(file: &SourceSummary) -> String {
    let report = &file.report;
    let decided = |what: &str| report.decisions.iter().find(|decision| decision.what == what).map(|d| d.value.as_str());
    let mut out = format!("[[source]]\nfiles = [{}]\nformat = \"{}\"\n", toml_text(&report.file), report.format);
    // What durations count is said where it was decided from the rows, or was said; else the format says it.
    let is_said = report.decisions.iter().any(|d| d.what == "unit" && d.said_by == SaidBy::Configuration);
    let unit = decided("durations").or_else(|| decided("unit").filter(|_| !file.is_export || is_said));
    if let Some(unit) = unit.filter(|unit| *unit != "percent or hours") {
        let _ = writeln!(out, "unit = \"{unit}\"");
    }
    if let Some(delimiter) = decided("delimiter") {
        let _ = writeln!(out, "delimiter = \"{}\"", if delimiter == "tab" { "\\t" } else { delimiter });
    }
    if let Some(encoding) = decided("encoding") {
        let _ = writeln!(out, "encoding = {}", toml_text(&encoding.to_lowercase()));
    }
    if let Some(order) = decided("date order") {
        let _ = writeln!(out, "dates = \"{order}\"");
    }
    if let Some(mark) = decided("decimal mark") {
        let _ = writeln!(out, "decimal = \"{mark}\"");
    }
    if let Some(person) = decided("person") {
        let _ = writeln!(out, "person = {}", toml_text(person));
    }
    if file.skip_rows > 0 {
        let _ = writeln!(out, "skip_rows = {}", file.skip_rows);
    }
    let roles: Vec<String> = file
        .columns
        .iter()
        .filter_map(|(heading, is)| match is {
            ColumnUse::Is("unit" | "entries" | "e-mail address" | "day of the end") => None,
            ColumnUse::Is("effort") => {
                let role = if decided("unit") == Some("hours") { "hours" } else { "percent" };
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
