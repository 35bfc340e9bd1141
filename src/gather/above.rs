//! Looks for cells above their limits in a file that was read.

use super::opened::ReadFile;
use crate::model::rules::Limits;
use crate::model::week::Week;
use crate::read::Opening;
use crate::rollup::above::Search;
use crate::rollup::engine::run;
use crate::rollup::job::{EntryRules, Job};
use crate::rollup::roll::{Above, FileRoll};

/// The cells of a file above their limits. The file is read again only if its sums show that there must be some.
pub fn above_limits(
    file: &ReadFile,
    roll: &FileRoll,
    limits: &Limits,
    (owned, entries): (&[Week], Option<EntryRules<'_>>),
) -> Result<Above, Opening> {
    let Some(mut search) = Search::new(roll, limits) else { return Ok(Above::default()) };
    let (mut csv, mut block) = file.records.open()?;
    let (decimal, dates) = (file.decimal, file.dates);
    let job = Job { plan: &roll.plan, decimal, decimal_proof: file.decimal_proof.clone(), dates, owned, entries };
    run(&mut csv, &mut block, &job, &mut search)?;
    Ok(search.found)
}
