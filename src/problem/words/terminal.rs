//! What is said at a terminal while the program works: no problems.

/// Said to a person at a terminal who named `-`, to whom the program would otherwise seem to hang.
pub const WAITING_FOR_STDIN: &str = "reading standard input; Ctrl-D on a line of its own ends it";
/// The progress bar of a reading that takes its time; its fields are in braces.
pub const READING_OF: &str = "reading [{bar:20}] {bytes} of {total_bytes}, {elapsed} {wide_msg}";
/// The same where the total size is unknown.
pub const READING: &str = "reading {spinner} {bytes}, {elapsed} {wide_msg}";

/// Printed below the address of `serve`.
#[cfg(feature = "serve")]
pub fn watching(what: &str) -> String {
    format!("watching {what}; Ctrl-C ends it")
}

/// Why `serve` does not read `-`.
#[cfg(feature = "serve")]
pub const STDIN_ONCE: &str =
    "what comes through a pipe can be read only once, and serve reads again whenever a file is saved";
