//! What reading a file found beside its sums.

use std::collections::{BTreeMap, BTreeSet};

use hashbrown::HashSet;

use super::noted::Remarks;
use crate::model::category::Activity;
use crate::model::place::Place;
use crate::model::slot::Slot;
use crate::model::source::Accounting;
use crate::problem::{Excerpt, Problem};

/// The labels, the account of the rows and the problems of one file.
#[derive(Debug, Default)]
pub struct Ran {
    /// The people as the file spells them, in order of appearance.
    pub names: Vec<String>,
    /// The days that rows are about, in order of appearance.
    pub slots: Vec<Slot>,
    /// The activities in order of appearance; where the headings name them, one for each amount column.
    pub activities: Vec<Activity>,
    pub accounting: Accounting,
    /// Rows left out because they hold totals.
    pub totals: Vec<Place>,
    /// How many cells hold an amount in columns whose heading says they are remarks, by field.
    pub amounts_in_remarks: BTreeMap<usize, u64>,
    /// For each amount column, whether one of its cells was an amount. Only rows of the careful path count; in sheets with
    /// several amount columns that is every row.
    pub has_amount: Vec<bool>,
    /// Durations written as times of day: the first one, and how many there are.
    pub times_of_day: Option<(Place, u64)>,
    /// What is worth reporting about entries.
    pub remarks: Remarks,
    /// Names with the e-mail address beside them: all of them if there is no roster, otherwise only those whose address belongs
    /// to somebody else than the name.
    pub emails: BTreeSet<(String, String)>,
    /// The ids of the entries, if copies are looked for.
    pub ids: HashSet<Vec<u8>>,
    /// The first rejected row of each name, if the row was rejected for something other than the name: an unknown name is
    /// reported even then.
    pub refused: BTreeMap<String, (Place, Excerpt)>,
    pub problems: Vec<Problem>,
}
