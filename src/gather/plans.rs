//! Makes the plan of a sheet from its first rows and from what the configuration says about it.

use super::diaries;
use super::source_file::SourceFile;
use super::understood::stem_of;
use crate::config::{Config, SourceSpec};
use crate::model::place::Place;
use crate::problem::grammar::nearest;
use crate::problem::{Excerpt, Fault, FileFault, FolderFault, Problem, SheetFault};
use crate::read::csv::{Block, Record, bad_byte, excerpt};
use crate::read::plan::{Format, Header, PersonFrom, Plan};
use crate::read::shape;

/// The fault of a source whose format the configuration names and this version does not know.
pub fn not_yet(spec: &SourceSpec) -> Option<FolderFault> {
    let said = spec.format.as_ref().filter(|said| Format::named(&said.value).is_none())?;
    let near = nearest(&said.value, Format::all().map(Format::name));
    Some(FolderFault::NotYet { format: said.value.clone(), near })
}

/// The most title lines above a header.
const MOST_TITLES: usize = 10;

/// The plan of a sheet, from the first records that are not blank, and the number of title lines above the header: lines with a
/// single text.
pub fn plan(
    source: &SourceFile,
    spec: Option<&SourceSpec>,
    block: &Block,
    config: &Config,
) -> Result<(Plan, u64), Vec<Problem>> {
    if let Some(logbook) =
        source.logbook.as_deref().filter(|logbook| spec.is_none_or(|spec| diaries::is_read_as(spec, logbook)))
    {
        let header = block.records().next().map(header).unwrap_or_default();
        return diaries::plan(source, spec, header, config, logbook).map(|plan| (plan, 0));
    }
    let records: Vec<Record<'_>> = block.records().filter(|record| !record.is_blank()).take(MOST_TITLES + 2).collect();
    let Some(&first) = records.first() else {
        return Err(vec![Problem::new(FileFault::EmptyFile {}).at(Place::file(&source.name))]);
    };
    let plan_from = |at: usize| {
        let record = *records.get(at)?;
        plan_of(source, spec, config, record, records.get(at + 1).copied()).ok()
    };
    let titles = records.iter().take_while(|record| is_title(**record)).count();
    match plan_of(source, spec, config, first, records.get(1).copied()) {
        Ok(plan) => Ok((plan, 0)),
        Err(problems) => plan_from(titles).filter(|_| titles > 0).map(|plan| (plan, titles as u64)).ok_or(problems),
    }
}

/// Whether a line has a single text, as a title above the header has.
fn is_title(record: Record<'_>) -> bool {
    let texts = (0..record.len()).filter(|&field| !record.field(field).trim_ascii().is_empty());
    record.quote_fault().is_none() && texts.take(2).count() == 1
}

fn plan_of(
    source: &SourceFile,
    spec: Option<&SourceSpec>,
    config: &Config,
    record: Record<'_>,
    second: Option<Record<'_>>,
) -> Result<Plan, Vec<Problem>> {
    let bad = bad_headings(source, record);
    if !bad.is_empty() {
        return Err(bad);
    }
    let stem = stem_of(source, config);
    let mapping = shape::Mapping {
        format: spec.and_then(|s| Format::named(&s.format.as_ref()?.value)),
        person: spec.and_then(|s| s.person.as_ref()).map(|said| said.value.as_str()),
        columns: spec
            .into_iter()
            .flat_map(|s| &s.columns)
            .map(|(role, said)| (role.as_str(), said.value.as_str()))
            .collect(),
        file_stem: &stem,
        roster: (!config.roster.assumed).then_some(&config.roster),
    };
    if spec.is_some_and(|spec| spec.has_unknown_roles) {
        // The problem of the configuration says what is wrong.
        return Err(Vec::new());
    }
    let planned = shape::plan(&source.name, header(record), second.map(header), &mapping);
    let plan = planned.and_then(|plan| if source.stdin { named_by_itself(plan) } else { Ok(plan) });
    let plan = plan.map_err(|faults| {
        let excerpt = excerpt(record, 0);
        let excerpt = Excerpt { span: 0..excerpt.text.len(), ..excerpt };
        let problem = |fault| Problem::new(fault).at(Place::row(&source.name, record.line())).excerpt(excerpt.clone());
        faults.into_iter().map(problem).collect::<Vec<_>>()
    })?;
    // The second row holds headings only if the plan says so.
    let bad = if plan.above.is_some() { second.map(|second| bad_headings(source, second)) } else { None };
    match bad.filter(|bad| !bad.is_empty()) {
        Some(bad) => Err(bad),
        None => Ok(plan),
    }
}

/// Refuses a plan that needs the file's name for a person or a category: standard input has none.
fn named_by_itself(plan: Plan) -> Result<Plan, Vec<Fault>> {
    let misses = if matches!(&plan.person, PersonFrom::Everywhere(name) if name.is_empty()) {
        "Person"
    } else if plan.format.is_wide() && plan.amounts.iter().any(|column| column.activity.is_empty()) {
        "a row of categories"
    } else {
        return Ok(plan);
    };
    let nearest = Format::WideByWeek.example();
    let (header, missing) = (plan.header.headings, vec![misses.to_owned()]);
    Err(vec![SheetFault::UnknownFormat { header, nearest, missing }.into()])
}

/// The problems of headings with bytes that are no character: such a heading would become a category that nobody means.
fn bad_headings(source: &SourceFile, record: Record<'_>) -> Vec<Problem> {
    (0..record.len()).filter_map(|field| bad_byte(&source.name, record, field)).collect()
}

fn header(record: Record<'_>) -> Header {
    Header {
        headings: (0..record.len())
            .map(|field| String::from_utf8_lossy(&record.field(field)).trim().to_owned())
            .collect(),
        line: record.line(),
        text: excerpt(record, 0).text,
        spans: (0..record.len()).map(|field| excerpt(record, field).span).collect(),
    }
}
