//! What is said of the system's own things, where no problem says it.

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
