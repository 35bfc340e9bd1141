//! What is said about the system and to a person at a terminal, where no problem says it.

/// How standard input is named where it cannot be read.
#[cfg(feature = "frames")]
pub const STANDARD_INPUT: &str = "standard input";

/// How standard output is named where it cannot be written to.
pub const STANDARD_OUTPUT: &str = "standard output";

/// Why a folder among files is not read.
pub const ONE_FOLDER: &str = "this is a folder; give one folder, or files";

/// What the system said of a file, without the path of the temporary one that is written first.
pub fn without_path(message: &str) -> String {
    message.split(" at path ").next().unwrap_or(message).to_owned()
}

/// Why `serve` cannot begin.
#[cfg(feature = "serve")]
pub fn cannot_listen(port: u16, error: &std::io::Error) -> String {
    format!("cannot listen on 127.0.0.1:{port}: {error}")
}

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
