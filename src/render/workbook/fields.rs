//! The columns of the entries that formulas read.

pub const WEEK: usize = 1;
/// In FTE-weeks.
pub const SHARE: usize = 8;
pub const PERSON_KEY: usize = 9;
pub const CATEGORY_KEY: usize = 10;
pub const BUCKET_KEY: usize = 11;
/// The gross capacity of the entry's week: only where averages are over filled cells.
pub const GROSS: usize = 12;
