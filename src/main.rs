//! The program: parse, run, exit code.

use std::process::ExitCode;

use teamcap::cli::{self, Command};
#[cfg(feature = "frames")]
use teamcap::commands::query;
#[cfg(feature = "serve")]
use teamcap::commands::serve;
use teamcap::commands::{check, convert, diff, explain, init, manual, remind, review, rollup, sources};

fn main() -> ExitCode {
    let exit = match cli::parsed().command {
        Command::Init(arguments) => init::run(&arguments),
        Command::Review(arguments) => review::run(&arguments),
        Command::Check(arguments) => check::run(&arguments),
        Command::Convert(arguments) => convert::run(&arguments),
        Command::Diff(arguments) => diff::run(&arguments),
        Command::Explain(arguments) => explain::run(&arguments),
        Command::Completions { shell } => manual::completions(shell),
        Command::Man { command } => manual::man(command.as_deref()),
        #[cfg(feature = "frames")]
        Command::Query(arguments) => query::run(&arguments),
        Command::Remind(arguments) => remind::run(&arguments),
        Command::Rollup(arguments) => rollup::run(&arguments),
        #[cfg(feature = "serve")]
        Command::Serve(arguments) => serve::run(&arguments),
        Command::Sources(arguments) => sources::run(&arguments),
    };
    ExitCode::from(exit as u8)
}
