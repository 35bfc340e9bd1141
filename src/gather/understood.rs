//! Understands a small sheet as a whole, and accounts for the rows that are left out of it.

use std::sync::Arc;

use super::folder::{SourceFile, unpacked_name};
use crate::config::{Config, SourceSpec};
use crate::decide::sheet::{self, Cells, Context, LeftOut, Planned};
use crate::model::week::Week;
use crate::problem::Problem;
use crate::read::csv::Block;
use crate::read::plan::Header;
use crate::read::shape;
use crate::read::times::text_of;
use crate::rollup::noted::Remark;
use crate::rollup::ran::Ran;

/// What was understood of a file.
pub enum Understood {
    /// A sheet, or the questions that it leaves. `block` is the first block of the file as it stands.
    Sheet { planned: Box<Planned>, questions: Vec<Problem>, notes: Vec<Problem>, block: Block },
    /// It is read by its header alone: an export, a canonical table, a sheet that the configuration maps, a large file, or no
    /// sheet.
    Nothing { block: Block },
}

/// Looks at a sheet whose first block is all of it.
pub fn understood(
    source: &SourceFile,
    spec: Option<&SourceSpec>,
    config: &Config,
    owned: &[Week],
    (block, is_whole): (Block, bool),
) -> Understood {
    let is_said = spec.is_some_and(|spec| spec.format.is_some() || !spec.columns.is_empty());
    if !is_whole || is_said || is_export(&block) {
        return Understood::Nothing { block };
    }
    let block = Arc::new(block);
    let path = unpacked_name(&source.path);
    let stem = path.file_stem().filter(|_| !source.stdin);
    let stem = stem.map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let stem = config.roster.find(&stem).map_or(stem.clone(), |person| config.roster.people[person].name.clone());
    let context = Context {
        file_stem: &stem,
        person: spec.and_then(|spec| spec.person.as_ref()).map(|said| said.value.as_str()),
        roster: (!config.roster.assumed).then_some(&config.roster),
        effort: config.taxonomy.categories.iter().map(|category| category.name.as_str()).collect(),
        ignore: Vec::new(),
        full_week: &config.rules.full_week,
        owned,
        dates: spec.and_then(|spec| spec.dates),
        is_decimal_said: spec.is_some_and(|spec| spec.decimal.is_some()),
    };
    let cells = Cells::of(block.clone());
    let found = sheet::reading(&cells, &context).map(|reading| {
        let away = sheet::away(&cells, &reading);
        let planned = sheet::planned(&source.name, (&cells, &reading, &away), &stem, &config.rules.full_week);
        let questions = sheet::questions(&source.name, &cells, &reading, &away);
        (planned, questions, sheet::notes(&source.name, &cells, &reading, &away))
    });
    drop(cells);
    match found {
        Some((planned, questions, notes)) => {
            // Only a sheet whose records were made of others still holds the block.
            let block = Arc::try_unwrap(block).unwrap_or_default();
            Understood::Sheet { planned: Box::new(planned), questions, notes, block }
        }
        None => Understood::Nothing { block: Arc::try_unwrap(block).unwrap_or_default() },
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
    let LeftOut { sums, blank, headers, notes, nobody } = left_out;
    let rows = (sums.len() + blank.len() + headers.len() + notes.len() + nobody.len()) as u64;
    ran.accounting.rows_read += rows;
    ran.accounting.rows_excluded += rows;
    ran.totals.extend(sums);
    ran.totals.sort();
    for (remark, places) in [(Remark::Blank, blank), (Remark::Header, headers), (Remark::Wordy, notes)] {
        places.into_iter().for_each(|place| ran.remarks.note(remark, None, || place));
    }
}
