//! Sheets for the unit tests of this room.

use super::engine::{Options, fold};
use super::job::Job;
use super::roll::{Above, FileRoll};
use crate::model::effort::Unit;
use crate::read::csv::{Block, Csv, Hints};
use crate::read::input::Input;
use crate::read::plan::{Header, Plan};
use crate::read::shape::{self, Mapping};

/// The plan of a sheet with these headings.
pub(super) fn plan(headings: &str) -> Plan {
    let headings = headings.split(',').map(str::to_owned).collect();
    let header = Header { headings, line: 1, ..Header::default() };
    shape::plan(&"effort.csv".into(), header, None, &Mapping::default()).unwrap()
}

/// A job without any decision.
pub(super) fn job(plan: &Plan) -> Job<'_> {
    Job { plan, decimal: None, decimal_proof: None, dates: None, owned: &[], entries: None }
}

/// A sheet that has been summed. Its bare numbers are percents.
pub(super) fn roll(text: &str) -> FileRoll {
    roll_with(text, Options::default())
}

pub(super) fn roll_with(text: &str, options: Options) -> FileRoll {
    let input = Input::new("effort.csv".into(), text.as_bytes().to_vec(), None);
    let hints = Hints { delimiter: Some(b','), skip_rows: 0 };
    let (mut csv, mut block) = (Csv::open(&input, &hints).unwrap(), Block::new());
    csv.next(&mut block).unwrap();
    let plan = plan(text.lines().next().unwrap());
    let (ran, fold) = fold(&mut csv, &mut block, &job(&plan), options).unwrap().unwrap();
    let unit = Some(Unit::Percent);
    FileRoll {
        plan,
        is_understood: false,
        ran,
        fold,
        unit,
        dated: false,
        above: Above::default(),
        decisions: Vec::new(),
        is_overview: false,
    }
}
