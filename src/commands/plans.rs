//! From the first rows of a file and what the configuration says of it to its plan.

use super::folder::SourceFile;
use crate::config::{Config, SourceSpec};
use crate::model::place::Place;
use crate::problem::words::folder::Later;
use crate::problem::{Excerpt, FolderFault, Problem, SheetFault};
use crate::read::csv::{Block, Record, excerpt};
use crate::read::plan::{Format, Header, Plan};
use crate::read::shape;

/// What the configuration asks of a source and this version cannot do.
pub fn not_yet(spec: &SourceSpec) -> Option<FolderFault> {
    let is_utf8 = |name: &str| matches!(name.to_lowercase().as_str(), "utf-8" | "utf8");
    let encoding = spec.encoding.as_ref().filter(|said| !is_utf8(&said.value));
    let format = spec.format.as_ref().filter(|said| format(&said.value).is_none());
    let what = if let Some(said) = encoding {
        Later::Encoding { name: said.value.clone() }
    } else if let Some(said) = format {
        Later::Format { name: said.value.clone() }
    } else if spec.columns.iter().any(|(role, _)| matches!(role.as_str(), "id" | "start" | "end")) {
        Later::Columns
    } else {
        return None;
    };
    Some(FolderFault::NotYet { what })
}

fn format(name: &str) -> Option<Format> {
    Format::ALL.into_iter().find(|format| format.name() == name)
}

/// Title lines above a header are few.
const MOST_TITLES: usize = 10;

/// The plan of a sheet, from the first records of its first block that are not blank. Lines with a single text above the
/// header are its title; how many there are comes beside the plan.
pub fn plan(
    source: &SourceFile,
    spec: Option<&SourceSpec>,
    block: &Block,
    config: &Config,
) -> Result<(Plan, u64), Vec<Problem>> {
    let records: Vec<Record<'_>> = block.records().filter(|record| !record.is_blank()).take(MOST_TITLES + 2).collect();
    let Some(&first) = records.first() else {
        return Err(vec![Problem::new(SheetFault::EmptyFile {}).at(Place::file(&source.name))]);
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

/// A line that says one thing: a title above the header.
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
    let stem = source.path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let stem = config.roster.find(&stem).map_or(stem.clone(), |person| config.roster.people[person].name.clone());
    let said = shape::Said {
        format: spec.and_then(|s| format(&s.format.as_ref()?.value)),
        person: spec.and_then(|s| s.person.as_ref()).map(|said| said.value.as_str()),
        columns: spec
            .into_iter()
            .flat_map(|s| &s.columns)
            .map(|(role, said)| (role.as_str(), said.value.as_str()))
            .collect(),
        file_stem: &stem,
        roster: (!config.roster.assumed).then_some(&config.roster),
    };
    shape::plan(&source.name, header(record), second.map(header), &said).map_err(|faults| {
        let excerpt = excerpt(record, 0);
        let excerpt = Excerpt { span: 0..excerpt.text.len(), ..excerpt };
        let problem = |fault| Problem::new(fault).at(Place::row(&source.name, record.line())).excerpt(excerpt.clone());
        faults.into_iter().map(problem).collect()
    })
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
