//! Damage that makes the Parquet reader panic is an error about the file.

use std::io;

use parquet::errors::ParquetError;

use super::anywhere::{damaged, told};
use crate::read::contained;

/// Returns the result of `work`. Whatever `work` used must not be used again if it has panicked.
///
/// # Errors
/// `unreadable-parquet`, as `Damaged`; those of the system.
pub(super) fn contained<T>(work: impl FnOnce() -> Result<T, ParquetError>) -> io::Result<T> {
    contained::contained(work).ok_or_else(damaged)?.map_err(told)
}
