//! `teamcap serve`: its flags.

use clap::Args;
use clap::error::ErrorKind;

use crate::cli::shared::{Input, Whose};

#[derive(Debug, Args)]
#[command(mut_arg("paths", |paths| paths.help("The review folder, or files [default: the current folder]")))]
pub struct Serve {
    #[command(flatten)]
    pub input: Input,
    #[command(flatten)]
    pub whose: Whose,
    /// Show the review of what could be read, in spite of errors
    #[arg(long)]
    pub keep_going: bool,
    /// Show what is left when these people are away: skills, split, remaining capacity
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    pub without: Vec<String>,
    /// The port, on 127.0.0.1 only [default: one that is free]
    #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true)]
    pub port: u16,
}

/// Says why nothing can be served.
pub fn refuse(message: impl std::fmt::Display) {
    // If standard error is closed, nobody can be told.
    let _ = clap::Error::raw(ErrorKind::Io, format!("{message}\n")).print();
}
