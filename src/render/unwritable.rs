//! What a format returns that may fail to be written.

use std::fmt::Display;

use crate::problem::FolderFault;

/// A text in its format or a part of one; or `unwritable-file`, where it could not be put into the format.
pub type Written<T = String> = Result<T, Box<FolderFault>>;

/// `unwritable-file`, with what the writer of the format says.
pub fn unwritable(error: impl Display) -> Box<FolderFault> {
    Box::new(FolderFault::UnwritableFile { message: error.to_string() })
}
