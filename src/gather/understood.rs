//! Understands a small sheet as a whole, and accounts for the rows that are left out of it.

use std::sync::Arc;

use super::source_file::SourceFile;
use crate::config::{Config, NameOf, Said, SourceSpec, Word};
use crate::decide::sheet::{self, Cells, Context, LeftOut, NoReading, Planned, Role, Shape, TimeRole};
use crate::model::area::Area;
use crate::model::effort::HeadedUnit;
use crate::model::person::folded;
use crate::model::place::Place;
use crate::model::sketch::Sketch;
use crate::model::week::Week;
use crate::problem::grammar::nearest;
use crate::problem::words::question::Lacks;
use crate::problem::{Excerpt, FileFault, Problem, Question, SheetFault};
use crate::read::csv::Block;
use crate::read::plan::{Header, Plan, Says};
use crate::read::shape;
use crate::read::times::text_of;
use crate::rollup::noted::Remark;
use crate::rollup::ran::Ran;

/// What was understood of a file.
pub enum Understood {
    /// A sheet, or the questions that it leaves. `block` is the first block of the file as it stands.
    Sheet { planned: Box<Planned>, sketch: Option<Sketch>, questions: Vec<Problem>, notes: Vec<Problem>, block: Block },
    /// The configuration says something of the sheet that is not so.
    Contradicted(Problem),
    /// It is read by its header alone: an export, a canonical table, a sheet that the configuration maps, or no sheet.
    /// `is_without_amounts`: nothing in it can be an amount. `lacks`: what a sheet with amounts does not say.
    Nothing { block: Block, is_without_amounts: bool, lacks: Option<Lacks> },
}

/// Whether a sheet is read by its header alone: the configuration maps it, or it is an export or a canonical table.
pub fn is_known(spec: Option<&SourceSpec>, block: &Block) -> bool {
    let maps_more = |spec: &SourceSpec| {
        let is_more =
            |(role, heading): &(String, Said<String>)| label(role).is_none() && !is_of_other_unit(role, heading);
        spec.columns.iter().any(is_more) || spec.has_unknown_roles
    };
    spec.is_some_and(|spec| spec.format.is_some() || maps_more(spec)) || is_export(block)
}

/// Of a sheet that is too long to be looked at as a whole so many rows decide.
const FIRST_ROWS: usize = 200;

/// Looks at a sheet. Of one whose first block is not all of it the first rows decide; where they have to be changed to be read, as
/// those of merged cells, a question says so. `are_people`: its columns are people, as other files show. `draws`: the reading is
/// drawn, too.
pub fn understood(
    source: &SourceFile,
    spec: Option<&SourceSpec>,
    config: &Config,
    (owned, are_people): (&[Week], bool),
    (block, is_whole, draws): (Block, bool, bool),
) -> Understood {
    if source.logbook.is_some() || is_known(spec, &block) {
        return Understood::Nothing { block, is_without_amounts: false, lacks: None };
    }
    let block = Arc::new(block);
    let stem = stem_of(source, config);
    let context = context_of((source, &stem), spec, config, owned, are_people);
    let mark = spec.and_then(|spec| spec.decimal);
    let cells = match is_whole {
        true => Cells::of_first(block.clone(), usize::MAX, mark),
        false => Cells::of_first(block.clone(), FIRST_ROWS, mark),
    };
    let found = sheet::reading(&cells, &context).map(|reading| {
        let away = sheet::away(&cells, &reading, &context.words);
        let planned =
            sheet::planned(&source.name, (&cells, &reading, &away), &owner_of(source, config), &config.rules.full_week);
        let mut questions = sheet::questions(&source.name, &cells, &reading, &away);
        questions.extend(unknown_names(spec, &planned.plan, &cells));
        if !is_whole && planned.made.is_some() {
            let place = Place::row(&source.name, planned.plan.header.line);
            questions.push(Problem::new(FileFault::LongSheet { rows: FIRST_ROWS as u64 }).at(place));
        }
        let sketch = draws.then(|| sheet::sketch(&source.name, &cells, &reading));
        (planned, sketch, questions, sheet::notes(&source.name, &cells, &reading, &away))
    });
    drop(cells);
    // Only a sheet whose records were made of others still holds the block.
    let block = Arc::try_unwrap(block).unwrap_or_default();
    match found {
        Ok((planned, sketch, questions, notes)) => {
            Understood::Sheet { planned: Box::new(planned), sketch, questions, notes, block }
        }
        Err(why) => {
            if let Some(contradiction) = spec.and_then(|spec| contradiction(source, spec, why)) {
                return Understood::Contradicted(contradiction);
            }
            let lacks = match why {
                NoReading::NoAmounts | NoReading::Unmapped | NoReading::NoTimesAcross | NoReading::NoDaysInName => None,
                NoReading::Whose => Some(Lacks::Person),
                NoReading::Level => Some(Lacks::Level),
                NoReading::Work => Some(Lacks::Work),
            };
            Understood::Nothing { block, is_without_amounts: why == NoReading::NoAmounts, lacks }
        }
    }
}

/// What the configuration says of a sheet that is not so, if that is why it is not read.
fn contradiction(source: &SourceFile, spec: &SourceSpec, why: NoReading) -> Option<Problem> {
    let (fault, place) = match why {
        NoReading::NoAmounts if spec.table.is_some() || spec.header_rows.is_some() => {
            (FileFault::MisplacedTable {}, spec.place.clone())
        }
        // What was left out was all there was.
        NoReading::NoAmounts if !spec.ignore.is_empty() => {
            return Some(Problem::new(Question::NoAmounts {}).at(Place::file(&source.name)));
        }
        NoReading::NoTimesAcross => {
            let said = spec.across.clone()?;
            (FileFault::NoTimesAcross { said: said.value, file: source.name.to_string() }, said.place)
        }
        NoReading::NoDaysInName => {
            let said = spec.week_from.clone()?;
            let name = source.name_of(said.value);
            (FileFault::NoDaysInName { name, said: said.value.name() }, said.place)
        }
        _ => return None,
    };
    Some(Problem::new(fault).at(place))
}

/// The name that may say whose a file is; the person's own, if it is that of one on the roster.
fn owner_of(source: &SourceFile, config: &Config) -> String {
    let owner = source.owner();
    config.roster.find(&owner).map_or(owner, |person| config.roster.people[person].name.clone())
}

/// The name of a file without its extension; the person's own name, if it is named after one on the roster. Standard input has
/// none.
pub fn stem_of(source: &SourceFile, config: &Config) -> String {
    let stem = source.stem();
    config.roster.find(&stem).map_or(stem.clone(), |person| config.roster.people[person].name.clone())
}

/// What is known before a file is looked at.
pub fn context_of<'a>(
    (source, stem): (&SourceFile, &'a str),
    spec: Option<&'a SourceSpec>,
    config: &'a Config,
    owned: &'a [Week],
    are_people: bool,
) -> Context<'a> {
    let said =
        |of: fn(&SourceSpec) -> &Vec<Said<String>>| spec.into_iter().flat_map(of).map(|said| said.value.as_str());
    Context {
        file_stem: stem,
        workbook: source.tab().is_some().then(|| source.name_of(NameOf::File)),
        person: spec.and_then(|spec| spec.person.as_ref()).map(|said| said.value.as_str()),
        roster: (!config.roster.assumed).then_some(&config.roster),
        effort: spec
            .into_iter()
            .flat_map(|spec| &spec.columns)
            .filter(|(role, heading)| is_of_other_unit(role, heading))
            .map(|(_, heading)| heading.value.as_str())
            .chain(
                config
                    .taxonomy
                    .categories
                    .iter()
                    .flat_map(|category| category.names())
                    .chain(said(|spec| &spec.effort)),
            )
            .collect(),
        ignore: said(|spec| &spec.ignore).collect(),
        words: spec.into_iter().flat_map(|spec| &spec.words).map(|(word, is)| (word.as_str(), meaning(is))).collect(),
        labels: spec
            .into_iter()
            .flat_map(|spec| &spec.columns)
            .filter_map(|(role, heading)| Some((label(role)?, heading.value.as_str())))
            .collect(),
        full_week: &config.rules.full_week,
        owned,
        dates: spec.and_then(|spec| spec.dates),
        is_decimal_said: source.tab().is_some() || spec.is_some_and(|spec| spec.decimal.is_some()),
        is_share_said: config.rules.is_percent_of_said,
        are_people,
        shape: Shape {
            table: spec.and_then(area_of),
            header_rows: spec.and_then(|spec| spec.header_rows).map(|rows| rows as usize),
            fill_down: said(|spec| &spec.fill_down).collect(),
            units: spec
                .into_iter()
                .flat_map(|spec| &spec.units)
                .map(|(heading, unit)| (heading.value.as_str(), *unit))
                .collect(),
            across: spec.and_then(|spec| spec.across.as_ref()).map(|said| said.value),
            dated_by: spec.and_then(|spec| spec.week_from.as_ref()).map(|said| source.name_of(said.value)),
        },
    }
}

/// Where the table is, with rows counted from the first one that is not skipped.
fn area_of(spec: &SourceSpec) -> Option<Area> {
    let (area, skipped) = (spec.table?, spec.skip_rows as usize);
    let row = |row: usize| row.saturating_sub(skipped).max(1);
    Some(Area { first_row: row(area.first_row), last_row: row(area.last_row), ..area })
}

/// The problems of headings and labels of rows that the configuration names and the sheet does not have.
fn unknown_names(spec: Option<&SourceSpec>, plan: &Plan, cells: &Cells) -> Vec<Problem> {
    let Some(spec) = spec else { return Vec::new() };
    let header = &plan.header;
    let is_known = |name: &str| header.headings.iter().any(|heading| folded(heading) == folded(name));
    let is_label =
        |name: &str| cells.rows.iter().flat_map(|row| &row.cells).any(|cell| folded(&cell.text) == folded(name));
    let units = spec.units.iter().map(|(said, _)| said);
    let columns = spec.columns.iter().map(|(_, said)| said).chain(units).chain(&spec.fill_down);
    let columns = columns.filter(|said| !is_known(&said.value));
    let labels = spec.effort.iter().chain(&spec.ignore);
    let named = columns.chain(labels.filter(|said| !is_known(&said.value) && !is_label(&said.value)));
    let problem = |said: &Said<String>| {
        let near = nearest(&said.value, header.headings.iter().map(String::as_str));
        let fault = SheetFault::UnknownColumn { name: said.value.clone(), header: header.headings.clone(), near };
        let excerpt = Excerpt { line: header.line, text: header.text.clone(), span: 0..header.text.len() };
        Problem::new(fault).at(Place::row(&plan.file, header.line)).excerpt(excerpt)
    };
    named.map(problem).collect()
}

/// The role of a column of labels that a mapping names; other roles make each row an entry.
fn label(role: &str) -> Option<Role> {
    Some(match role {
        "person" => Role::Person,
        "week" => Role::When(TimeRole::Week),
        "date" => Role::When(TimeRole::Date),
        "category" => Role::Work(Says::Category),
        "project" => Role::Work(Says::Project),
        "task" => Role::Work(Says::Task),
        _ => return None,
    })
}

/// Whether a mapping calls a column hours whose heading says days, minutes or seconds: it is these.
fn is_of_other_unit(role: &str, heading: &Said<String>) -> bool {
    use HeadedUnit::{Days, Minutes, Seconds};
    role == "hours" && matches!(sheet::headed_unit(&heading.value), Some(Days | Minutes | Seconds))
}

fn meaning(word: &Word) -> sheet::Word<'_> {
    match word {
        Word::Blank => sheet::Word::Blank,
        Word::Leave => sheet::Word::Leave,
        Word::Amount(amount) => sheet::Word::Amount(amount),
    }
}

/// Whether one of the first rows is the header of an export or of a canonical table.
fn is_export(block: &Block) -> bool {
    const FIRST: usize = 12;
    block.records().filter(|record| !record.is_blank()).take(FIRST).any(|record| {
        let headings = (0..record.len()).map(|field| text_of(&record, Some(field)).unwrap_or_default()).collect();
        shape::is_export(&Header { headings, ..Header::default() })
    })
}

/// Adds the rows that are left out to the account of a file.
pub fn account(ran: &mut Ran, left_out: LeftOut, problems: Vec<Problem>) {
    ran.problems.extend(problems);
    let LeftOut { sums, blank, headers, notes, nobody, aside } = left_out;
    let rows = (sums.len() + blank.len() + headers.len() + notes.len() + nobody.len() + aside.len()) as u64;
    ran.accounting.rows_read += rows;
    ran.accounting.rows_excluded += rows;
    ran.totals.extend(sums);
    ran.totals.sort();
    for (remark, places) in [(Remark::Blank, blank), (Remark::Header, headers), (Remark::Wordy, notes)] {
        places.into_iter().for_each(|place| ran.remarks.note(remark, None, || place));
    }
}
