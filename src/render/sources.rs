//! The page of `teamcap sources`: what each file was taken for, and why, with a `[[source]]` to paste that says it instead.

use super::mapping;
use super::number::{decimal, value};
use super::page::{Block, Fact, Page, Section};
use super::sketch::drawing;
use crate::model::decision::{Decision, SaidBy};
use crate::model::exact::Exact;
use crate::model::sketch::Sketch;
use crate::model::source::{ActivitySum, ColumnUse, MatrixSummary, SourceSummary, Unplanned, asked, reading_of};
use crate::model::week::Week;
use crate::problem::grammar::count;
use crate::problem::words::decision;

/// More activities than this are not listed one by one.
const MOST_LISTED: usize = 40;

/// The page of the files that were read, and of those that no shape fits.
pub fn sources(
    files: &[SourceSummary],
    matrices: &[MatrixSummary],
    unplanned: &[Unplanned],
    sketches: &[Sketch],
    has_categories: bool,
) -> Page {
    let drawn = |file: &str| reading_of(sketches, file).map(drawing).unwrap_or_default();
    let mut sections: Vec<Section> = files
        .iter()
        .map(|file| {
            // A file that does not fit its shape has its `[[source]]` further down, as one of another shape.
            let is_misread = unplanned.iter().any(|other| other.misread && other.file == file.report.file);
            let offered = (!is_misread).then(|| Block::Toml(mapping::block(file)));
            let facts = Block::Facts(facts(file, has_categories));
            let blocks = std::iter::once(facts).chain(drawn(&file.report.file)).chain(offered);
            Section::new(&file.report.file, "", blocks.collect())
        })
        .collect();
    sections.extend(matrices.iter().map(matrix));
    if !matrices.is_empty() {
        sections.push(Section::untitled(Block::Toml(mapping::skills(matrices))));
    }
    sections.extend(unplanned.iter().map(unknown));
    // What is asked about is drawn too: the drawing shows which column or row is meant.
    sections.extend(asked(sketches, files).map(|sketch| {
        let facts = Block::Facts(vec![Fact::new("format", "asked about, see the messages; nothing of it is counted")]);
        Section::new(&sketch.file, "", std::iter::once(facts).chain(drawing(sketch)).collect())
    }));
    Page { title: "Sources".to_owned(), header: Vec::new(), sections }
}

fn facts(file: &SourceSummary, has_categories: bool) -> Vec<Fact> {
    let report = &file.report;
    let mut facts = vec![Fact::new("format", report.format)];
    for decision in &report.decisions {
        let evidence = match decision.said_by() {
            SaidBy::Configuration if !matches!(decision, Decision::TimeZone { .. }) => {
                "said in teamcap.toml".to_owned()
            }
            SaidBy::Default if !decision.is_guess() => format!("{}; assumed", decision::evidence(decision)),
            _ => decision::evidence(decision),
        };
        facts.push(Fact::new(decision::what(decision), format!("{} ({evidence})", decision::value(decision))));
    }
    facts.extend(columns(file));
    let a = &report.accounting;
    let rows = format!(
        "{} read = {} used + {} excluded + {} rejected",
        a.rows_read, a.rows_used, a.rows_excluded, a.rows_rejected
    );
    let (amounts, entries) = (count(a.cells, "amount", "amounts"), count(a.entries, "entry", "entries"));
    let cells = format!("{amounts} = {entries} + {} blank + {} excluded", a.blank, a.cells_excluded);
    let days = match file.days {
        Some((from, to)) if file.by_weeks => Fact::new("weeks", format!("{} to {}", Week::of(from), Week::of(to))),
        Some((from, to)) => Fact::new("days", format!("{from} to {to}")),
        None => Fact::new("days", "the whole period"),
    };
    facts.extend([Fact::new("rows", rows), Fact::new("cells", cells), days]);
    facts.push(Fact::new("people", format!("{}: {}", file.people.len(), file.people.join("; "))));
    let all = &file.activities;
    facts.push(Fact::new("adds up to", totals(&all.iter().collect::<Vec<_>>())));
    facts.push(activities(all, has_categories));
    facts
}

fn matrix(matrix: &MatrixSummary) -> Section {
    let format = if matrix.is_previous { "skill matrix, the earlier one" } else { "skill matrix" };
    let facts = vec![
        Fact::new("format", format),
        Fact::new("people", format!("{}: {}", matrix.people.len(), matrix.people.join("; "))),
        Fact::new("skills", format!("{}, {} cells assessed of {}", matrix.skills, matrix.assessed, matrix.cells)),
    ];
    Section::new(&matrix.file, "", vec![Block::Facts(facts)])
}

/// What each activity adds up to; with a taxonomy, those that no category claims, the largest first.
fn activities(activities: &[ActivitySum], has_categories: bool) -> Fact {
    let sum = |activity: &&ActivitySum| {
        format!("{} {}", activity.name, both(activity.percent.as_ref(), activity.hours.as_ref()))
    };
    let list = |activities: &[&ActivitySum]| activities.iter().map(sum).collect::<Vec<_>>().join("; ");
    if !has_categories && activities.len() <= MOST_LISTED {
        return Fact::new("of which", list(&activities.iter().collect::<Vec<_>>()));
    }
    let mut unclaimed: Vec<&ActivitySum> = activities.iter().filter(|activity| activity.category.is_none()).collect();
    unclaimed.sort_by(|one, other| (&other.hours, &other.percent).cmp(&(&one.hours, &one.percent)));
    if unclaimed.is_empty() {
        return Fact::new("categories", "each activity has one");
    }
    let (shown, rest) = unclaimed.split_at(unclaimed.len().min(MOST_LISTED));
    let mut text = format!("no category matches {}", list(shown));
    if !rest.is_empty() {
        text.push_str(&format!("; and {} {}", count(rest.len() as u64, "other", "others"), totals(rest)));
    }
    Fact::new("unclaimed", text)
}

/// A file that nothing was decided about.
fn unknown(file: &Unplanned) -> Section {
    let format = match file.nobodys {
        Some(format) => format!("{format}, without a column of people; say whose it is:"),
        None if file.misread => {
            "most rows do not fit the shape of the header; if it is another one, say which column is what:".to_owned()
        }
        None => "none that teamcap knows; say which column is what:".to_owned(),
    };
    let blocks = vec![Block::Facts(vec![Fact::new("format", format)]), Block::Toml(mapping::suggestion(file))];
    Section::new(&file.file, "", blocks)
}

fn columns(file: &SourceSummary) -> impl Iterator<Item = Fact> {
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
    lists.into_iter().filter(|(_, list)| !list.is_empty()).map(|(label, list)| Fact::new(label, list.join(", ")))
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

/// A sum with all its places, or with two if it has more than six, as seconds turned into hours have.
fn short(sum: &Exact) -> String {
    let exact = value(sum);
    if exact.split_once('.').is_some_and(|(_, places)| places.len() > 6) { decimal(sum, 2) } else { exact }
}
