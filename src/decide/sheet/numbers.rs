//! Tells numbers that count rows or name people and projects from amounts.

use super::amounts::Given;
use super::column::Column;
use super::role::Sure;

impl Given<'_> {
    /// Whether the numbers count the rows: 1, 2, 3.
    pub(super) fn counts_rows(&self, column: &Column) -> bool {
        let numbers: Option<Vec<i128>> =
            self.rows.iter().map(|row| self.cells.at(*row, column.field).whole()).collect();
        let found =
            numbers.is_some_and(|numbers| numbers.len() >= 3 && numbers.windows(2).all(|pair| pair[1] == pair[0] + 1));
        found || {
            // Rows of totals have no number.
            let numbers: Vec<i128> =
                self.rows.iter().filter_map(|row| self.cells.at(*row, column.field).whole()).collect();
            numbers.len() >= 5
                && numbers.len() == column.profile.filled
                && numbers.windows(2).all(|pair| pair[1] == pair[0] + 1)
        }
    }

    /// Whether each person, or each text of another column of labels, has one whole number of at least 100, and no two have the
    /// same: the number of an employee or of a project. It is sure if no month has so many hours.
    pub(super) fn is_number_of_label(&self, at: usize, column: &Column) -> Option<Sure> {
        const HOURS_OF_A_MONTH: i128 = 744;
        if column.profile.whole != column.profile.filled || column.profile.filled < 2 {
            return None;
        }
        let others = self.labels.iter().copied().chain(self.person).filter(|label| *label != at);
        let pairs = others.filter_map(|label| self.numbers_of(label, column)).next()?;
        let is_sure = pairs.iter().all(|number| *number > HOURS_OF_A_MONTH);
        Some(if is_sure { Sure::Yes } else { Sure::No })
    }

    /// The number that each text of a column of labels has, if it has one alone, in several rows.
    fn numbers_of(&self, label: usize, column: &Column) -> Option<Vec<i128>> {
        let mut pairs: Vec<(&str, i128)> = Vec::new();
        let (mut held, mut rows) = ("", 0);
        for &row in self.rows {
            let name = self.cells.text(row, self.columns[label].field);
            if !name.is_empty() {
                held = name;
            }
            let Some(number) = self.cells.at(row, column.field).whole() else { continue };
            rows += 1;
            match pairs.iter().find(|(name, of)| *name == held || *of == number) {
                Some(found) if *found == (held, number) => {}
                None if number >= 100 => pairs.push((held, number)),
                _ => return None,
            }
        }
        (pairs.len() >= 2 && pairs.len() < rows).then(|| pairs.into_iter().map(|(_, number)| number).collect())
    }
}
