//! The canonical roll-up as CSV: UTF-8, `,`, LF, RFC 4180 quotes; what a spreadsheet would run is guarded with a `'`, which
//! the reader takes off. interface.md section 8.

use super::csv::{guarded, written};
use crate::model::canonical::{COLUMNS, CanonicalRow};

/// Where the amount and the number of entries stand, which are numbers and not guarded.
const AMOUNT: usize = 12;

pub fn rollup(rows: &[CanonicalRow]) -> String {
    let header = COLUMNS.map(str::to_owned);
    let guard = |(at, text): (usize, String)| if at < AMOUNT { guarded(&text) } else { text };
    let rows = rows.iter().map(|row| row.texts().into_iter().enumerate().map(guard).collect());
    written(std::iter::once(header.to_vec()).chain(rows))
}
