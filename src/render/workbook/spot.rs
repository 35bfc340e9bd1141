//! Where cells are, as formulas name them.

use super::sheet::MOST_ROWS;
use crate::model::area::letters;

/// A cell of a tab. Rows and columns are counted from zero.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spot {
    pub tab: String,
    pub row: usize,
    pub column: usize,
}

impl Spot {
    pub fn new(tab: &str, row: usize, column: usize) -> Spot {
        Spot { tab: tab.to_owned(), row, column }
    }

    /// As a formula of another tab names it: `'Mean week'!$B$5`.
    pub fn named(&self) -> String {
        format!("{}!{}", quoted(&self.tab), fixed(self.row, self.column))
    }
}

/// The name of a tab in a formula.
fn quoted(tab: &str) -> String {
    let is_plain = tab.bytes().all(|byte| byte.is_ascii_alphabetic());
    if is_plain { tab.to_owned() } else { format!("'{}'", tab.replace('\'', "''")) }
}

/// `B5`
pub fn cell(row: usize, column: usize) -> String {
    format!("{}{}", letters(column), row + 1)
}

/// `$B$5`
pub fn fixed(row: usize, column: usize) -> String {
    format!("${}${}", letters(column), row + 1)
}

/// `B$5`: the row stays where the formula is copied down.
pub fn in_row(row: usize, column: usize) -> String {
    format!("{}${}", letters(column), row + 1)
}

/// `B5:D5`
pub fn across(row: usize, first: usize, last: usize) -> String {
    format!("{}:{}", cell(row, first), cell(row, last))
}

/// `B5:B9`
pub fn down(column: usize, first: usize, last: usize) -> String {
    format!("{}:{}", cell(first, column), cell(last, column))
}

/// A long table, on one tab or going on over several: their names, and the first and the last row of each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Long {
    parts: Vec<(String, usize, usize)>,
}

impl Long {
    /// A table of so many rows under one row of headings, with at most `most` rows on a tab: `Entries`, `Entries 2`.
    pub fn new(name: &str, rows: usize, most: usize) -> Long {
        let each = most.saturating_sub(1).max(1);
        let part = |at: usize| {
            let tab = if at == 0 { name.to_owned() } else { format!("{name} {}", at + 1) };
            let here = rows.saturating_sub(at * each).min(each);
            // A table without rows has a blank one, so that sums over it are zero.
            (tab, 1, here.max(1))
        };
        Long { parts: (0..rows.div_ceil(each).max(1)).map(part).collect() }
    }

    /// The rows of a table on one tab.
    pub fn rows(tab: &str, first: usize, last: usize) -> Long {
        Long { parts: vec![(tab.to_owned(), first, last.max(first))] }
    }

    /// One on as few tabs as there can be.
    pub fn of(name: &str, rows: usize) -> Long {
        Long::new(name, rows, MOST_ROWS)
    }

    /// The tabs: the name of each, its first entry and how many it has, of so many.
    pub fn tabs(&self, rows: usize) -> impl Iterator<Item = (&str, usize, usize)> {
        let mut from = 0;
        self.parts.iter().map(move |(tab, first, last)| {
            let here = (last + 1 - first).min(rows - from);
            from += here;
            (tab.as_str(), from - here, here)
        })
    }

    /// Where an entry stands, in one of its columns.
    pub fn spot(&self, entry: usize, column: usize) -> Spot {
        let mut left = entry;
        for (tab, first, last) in &self.parts {
            let here = last + 1 - first;
            if left < here {
                return Spot::new(tab, first + left, column);
            }
            left -= here;
        }
        Spot::new("", 0, column)
    }

    fn range(&self, part: usize, column: usize) -> String {
        let (tab, first, last) = &self.parts[part];
        format!("{}!{}:{}", quoted(tab), fixed(*first, column), fixed(*last, column))
    }

    /// The sum of a column over the entries with these texts in these columns.
    pub fn sum(&self, column: usize, wanted: &[(usize, &str)]) -> String {
        let sum = |part| format!("SUMIFS({},{})", self.range(part, column), self.criteria(part, wanted));
        (0..self.parts.len()).map(sum).collect::<Vec<_>>().join("+")
    }

    /// How many entries have these texts in these columns.
    pub fn count(&self, wanted: &[(usize, &str)]) -> String {
        let count = |part| format!("COUNTIFS({})", self.criteria(part, wanted));
        (0..self.parts.len()).map(count).collect::<Vec<_>>().join("+")
    }

    fn criteria(&self, part: usize, wanted: &[(usize, &str)]) -> String {
        let one = |(column, text): &(usize, &str)| format!("{},{text}", self.range(part, *column));
        wanted.iter().map(one).collect::<Vec<_>>().join(",")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_named_as_spreadsheets_name_them() {
        let of = |column| letters(column);
        assert_eq!([of(0), of(25), of(26), of(701), of(702), of(16_383)], ["A", "Z", "AA", "ZZ", "AAA", "XFD"]);
        assert_eq!(Spot::new("Split", 4, 1).named(), "Split!$B$5");
        assert_eq!(Spot::new("Mean week", 0, 0).named(), "'Mean week'!$A$1");
        assert_eq!((across(4, 1, 3), down(1, 4, 8)), ("B5:D5".into(), "B5:B9".into()));
    }

    /// Seven entries, three on a tab: the headings are a row too.
    #[test]
    fn a_table_that_is_too_long_goes_on_on_another_tab_and_is_summed_over_all() {
        let long = Long::new("Entries", 7, 4);
        assert_eq!(long.tabs(7).collect::<Vec<_>>(), [("Entries", 0, 3), ("Entries 2", 3, 3), ("Entries 3", 6, 1)]);
        assert_eq!(long.spot(5, 0).named(), "'Entries 2'!$A$4");
        let expected = "SUMIFS(Entries!$H$2:$H$4,Entries!$J$2:$J$4,$A2)\
                        +SUMIFS('Entries 2'!$H$2:$H$4,'Entries 2'!$J$2:$J$4,$A2)\
                        +SUMIFS('Entries 3'!$H$2:$H$2,'Entries 3'!$J$2:$J$2,$A2)";
        assert_eq!(long.sum(7, &[(9, "$A2")]), expected);
    }

    #[test]
    fn a_table_without_entries_has_one_blank_row() {
        let long = Long::of("Weeks", 0);
        assert_eq!(long.tabs(0).collect::<Vec<_>>(), [("Weeks", 0, 0)]);
        assert_eq!(long.count(&[(0, "\"a\"")]), "COUNTIFS(Weeks!$A$2:$A$2,\"a\")");
    }
}
