//! How a file is folded.

/// The default is right for every file.
#[derive(Debug, Clone, Copy, Default)]
pub struct Options {
    /// Give up, and return `None`, at the first row that may reveal a decimal mark or a date order that is not decided yet. For a
    /// file whose first block reveals neither: mostly no later block does, and the file is read only once.
    pub stop_if_revealed: bool,
    /// How many workers there are, for tests; `None` means one for each core.
    pub workers: Option<usize>,
    /// Every row takes the careful path, for tests.
    pub only_careful: bool,
}
