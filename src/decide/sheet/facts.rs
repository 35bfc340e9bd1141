//! What the roles of the columns say about the rows.

use super::cells::{Cells, Kind};
use super::column::Column;
use super::concept::{Concept, is_amount_word};
use super::heading::{meaning, says_sum};
use super::role::{Known, Role, TimeRole};
use super::rows::RowFields;
use super::table::Table;

/// Whether each row holds one amount: one column of numbers is headed by a word for amounts, or only one column of numbers is open.
pub(super) fn is_long(columns: &[Column], known: &[Option<Known>]) -> bool {
    let open = |at: &usize| known[*at].is_none() && columns[*at].is_of_numbers();
    let is_never = |at: &usize| {
        let concept = columns[*at].concept();
        concept.is_some_and(Concept::is_no_amount)
    };
    let numbers: Vec<usize> = (0..columns.len()).filter(open).collect();
    let named = numbers.iter().filter(|at| columns[**at].concept().is_some_and(is_amount_word)).count();
    let has_clock = known.iter().flatten().any(|known| known.role == Role::When(TimeRole::Start));
    named > 0 || has_clock || numbers.iter().filter(|at| !is_never(at)).count() <= 1
}

/// The rows that hold numbers below the header and say whose they are, what they are or which days they are about. If only one
/// does, all that hold numbers.
pub(super) fn number_rows(cells: &Cells, table: &Table, columns: &[Column], known: &[Option<Known>]) -> Vec<usize> {
    let numbers: Vec<usize> =
        columns.iter().filter(|column| column.is_of_numbers()).map(|column| column.field).collect();
    let has_number = |row: &usize| numbers.iter().any(|field| cells.at(*row, *field).is_number());
    let is_labelled = |row: &usize| {
        known.iter().zip(columns).any(|(known, column)| {
            let cell = cells.at(*row, column.field);
            match known.as_ref().map(|known| &known.role) {
                Some(Role::When(TimeRole::Year | TimeRole::Quarter | TimeRole::Start | TimeRole::End)) => false,
                Some(Role::When(_)) => cell.kind == Kind::Time || cell.whole().is_some(),
                Some(Role::Person | Role::Work(_)) => cell.is_word() && says_sum(&cell.text).is_none(),
                _ => false,
            }
        })
    };
    let all: Vec<usize> = table.body.clone().filter(has_number).collect();
    let labelled: Vec<usize> = all.iter().copied().filter(is_labelled).collect();
    if labelled.len() > 1 { labelled } else { all }
}

pub(super) fn row_fields((columns, known): (&[Column], &[Known])) -> RowFields {
    let fields = |is: &dyn Fn(&Role) -> bool| -> Vec<usize> {
        (0..known.len()).filter(|at| is(&known[*at].role)).map(|at| columns[at].field).collect()
    };
    let is_fine = |time: &TimeRole| {
        use TimeRole::*;
        matches!(time, Week | WeekStarting | WeekEnding | Date | From | To)
    };
    // Beside a week or a day the month says nothing more.
    let has_fine = known.iter().any(|known| matches!(&known.role, Role::When(time) if is_fine(time)));
    let is_coarse = |time: &TimeRole| matches!(time, TimeRole::Month | TimeRole::Quarter);
    let when = fields(&|role| matches!(role, Role::When(time) if is_fine(time) || is_coarse(time) && !has_fine));
    let work = fields(&|role| matches!(role, Role::Work(_)));
    let person = fields(&|role| *role == Role::Person).first().copied();
    let amounts = fields(&|role| *role == Role::Amount);
    let beside = fields(&|role| matches!(role, Role::When(TimeRole::Start | TimeRole::End) | Role::Aside(_)));
    let state = states(columns);
    RowFields { amounts, person, when, work, beside, state, ..RowFields::default() }
}

/// The field of the column that says of each row whether it was planned or happened.
fn states(columns: &[Column]) -> Option<usize> {
    let says = |column: &&Column| {
        let texts = &column.profile.distinct;
        let of = |concept: Concept| texts.iter().filter(|text| meaning(text).concept == Some(concept)).count();
        let (planned, actual) = (of(Concept::Planned) + of(Concept::Capacity), of(Concept::Actual));
        planned > 0 && actual > 0 && planned + actual == texts.len()
    };
    columns.iter().find(says).map(|column| column.field)
}
