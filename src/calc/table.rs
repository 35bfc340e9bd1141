//! The roll-up as a table: one row an entry (person, week, category, bucket, share), every view of it a group-by. The one
//! file of the review that knows the table engine. Shares are whole numbers over one common denominator, so the
//! engine's sums are exact; a figure is such a sum over that denominator. interface.md section 6, "exactness".

use polars::prelude::{
    DataFrame, Int128Chunked, IntoColumn, IntoLazy, IntoSeries, NamedFrom, PolarsError, PolarsResult, Series, col,
};

use crate::model::exact::{Exact, Overflow};

/// What a view can be grouped by; the value is an index (of the roster, of the calendar's weeks, of the categories) or a
/// bucket's number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Key {
    Person,
    Week,
    Category,
    Bucket,
}

impl Key {
    fn name(self) -> &'static str {
        match self {
            Key::Person => "person",
            Key::Week => "week",
            Key::Category => "category",
            Key::Bucket => "bucket",
        }
    }
}

/// One entry, as a row of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Row {
    pub person: usize,
    pub week: usize,
    pub category: usize,
    /// The bucket's number in the scheme; the caller numbers what is no bucket after them.
    pub bucket: usize,
    /// In full-time weeks.
    pub share: Exact,
}

/// A group of a view.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// In the order of the view's keys.
    pub keys: Vec<usize>,
    /// In full-time weeks.
    pub share: Exact,
}

/// The entries of a review.
pub struct Table {
    frame: DataFrame,
    /// What the shares are whole numbers over.
    denominator: i128,
}

/// What keeps a table from being made or read.
#[derive(Debug)]
pub enum TableFault {
    Overflow,
    /// The engine refused: a bug, told with its words.
    Engine(String),
}

impl From<Overflow> for TableFault {
    fn from(_: Overflow) -> TableFault {
        TableFault::Overflow
    }
}

impl From<PolarsError> for TableFault {
    fn from(error: PolarsError) -> TableFault {
        TableFault::Engine(error.to_string())
    }
}

/// The largest sum that a decimal column of 38 digits holds.
const MOST: i128 = 99_999_999_999_999_999_999_999_999_999_999_999_999;

impl Table {
    /// Puts the rows over one common denominator.
    ///
    /// # Errors
    /// Overflow, when that denominator or the sum of all absolute shares over it has more than 38 digits: any view would
    /// then no longer be safe.
    pub fn new(rows: &[Row]) -> Result<Table, TableFault> {
        let mut denominator: i128 = 1;
        for row in rows {
            let den = row.share.den();
            let common = num_integer::gcd(denominator, den);
            denominator = (denominator / common).checked_mul(den).ok_or(TableFault::Overflow)?;
        }
        let mut total: i128 = 0;
        let mut shares = Vec::with_capacity(rows.len());
        for row in rows {
            let share = row.share.num().checked_mul(denominator / row.share.den()).ok_or(TableFault::Overflow)?;
            total = total.checked_add(share.checked_abs().ok_or(TableFault::Overflow)?).ok_or(TableFault::Overflow)?;
            shares.push(share);
        }
        if total > MOST {
            return Err(TableFault::Overflow);
        }
        let indices = |name: &str, of: fn(&Row) -> usize| {
            Series::new(name.into(), rows.iter().map(|row| of(row) as u32).collect::<Vec<u32>>()).into_column()
        };
        let shares = Int128Chunked::from_vec("share".into(), shares).into_decimal(38, 0)?.into_series().into_column();
        let columns = vec![
            indices("person", |row| row.person),
            indices("week", |row| row.week),
            indices("category", |row| row.category),
            indices("bucket", |row| row.bucket),
            shares,
        ];
        Ok(Table { frame: DataFrame::new(rows.len(), columns)?, denominator })
    }

    /// The sums by `keys`, ordered by them. No row, no group: a sum of nothing is missing, not zero.
    pub fn by(&self, keys: &[Key]) -> Result<Vec<Group>, TableFault> {
        if self.frame.height() == 0 {
            return Ok(Vec::new());
        }
        let names: Vec<_> = keys.iter().map(|key| col(key.name())).collect();
        let frame = self.frame.clone().lazy().group_by(names).agg([col("share").sum()]).collect()?;
        let indices = |name: &str| -> PolarsResult<Vec<usize>> {
            let column = frame.column(name)?.u32()?;
            Ok(column.iter().map(|index| index.unwrap_or(u32::MAX) as usize).collect())
        };
        let keys = keys.iter().map(|key| indices(key.name())).collect::<PolarsResult<Vec<_>>>()?;
        let shares = frame.column("share")?.decimal()?.physical();
        let mut groups = Vec::with_capacity(frame.height());
        for (at, share) in shares.iter().enumerate() {
            groups.push(Group {
                keys: keys.iter().filter_map(|column| column.get(at).copied()).collect(),
                share: Exact::new(share.unwrap_or(0), self.denominator).ok_or(TableFault::Overflow)?,
            });
        }
        groups.sort_unstable_by(|a, b| a.keys.cmp(&b.keys));
        Ok(groups)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(person: usize, category: usize, num: i128, den: i128) -> Row {
        Row { person, week: 0, category, bucket: 0, share: Exact::new(num, den).unwrap() }
    }

    /// domain.md section 4: three entries of 12.5 h in a 37.5 h week are a full week, exactly.
    #[test]
    fn three_thirds_of_a_week_are_a_week() {
        let table = Table::new(&[row(0, 0, 1, 3), row(0, 1, 1, 3), row(0, 0, 1, 3)]).unwrap();
        let groups = table.by(&[Key::Person]).unwrap();
        assert_eq!(groups, [Group { keys: vec![0], share: Exact::ONE }]);
        let groups = table.by(&[Key::Person, Key::Category]).unwrap();
        assert_eq!(groups[0].share, Exact::new(2, 3).unwrap());
    }

    #[test]
    fn a_table_without_rows_has_no_groups() {
        assert_eq!(Table::new(&[]).unwrap().by(&[Key::Bucket]).unwrap(), []);
    }

    #[test]
    fn a_common_denominator_that_does_not_fit_is_an_overflow() {
        let rows = [row(0, 0, 1, i128::MAX), row(0, 0, 1, 7), row(0, 0, 1, 1_000_003)];
        assert!(matches!(Table::new(&rows), Err(TableFault::Overflow)));
    }
}
