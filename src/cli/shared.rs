//! The flags that several commands have.

use std::path::PathBuf;

use clap::Args;

use super::values::{AverageArg, WeekRuleArg};

/// What to read, and under which rules.
#[derive(Debug, Clone, Default, Args)]
pub struct Input {
    /// The review folder, or files; - is standard input [default: the current folder]
    #[arg(value_name = "DIR or FILES")]
    pub paths: Vec<PathBuf>,
    /// The configuration [default: teamcap.toml in the folder]
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// The text of a configuration that no file holds yet.
    #[arg(skip)]
    pub written: Option<String>,
    /// 2016-Q1, FY2016-Q3, 2016-02, 2016 or 2016-01-01..2016-03-31
    #[arg(long)]
    pub period: Option<String>,
    /// The last week that is due in a running period: 2016-W08, or a day of it
    #[arg(long, value_name = "WEEK")]
    pub until: Option<String>,
    /// Over which weeks a person's mean week is taken
    #[arg(long, value_enum)]
    pub average: Option<AverageArg>,
    /// Which days a period owns
    #[arg(long, value_enum)]
    pub week_rule: Option<WeekRuleArg>,
    /// Whose days moments with an offset are counted by: Europe/Berlin [default: the configuration's, else UTC]
    #[arg(long, value_name = "ZONE")]
    pub time_zone: Option<String>,
    /// Labels instead of names (Person 1, Person 2, in roster order): in figures, addresses, messages, file names, excerpts
    #[arg(long, alias = "anonymize")]
    pub anonymise: bool,
}

/// Whose figures are shown.
#[derive(Debug, Args)]
pub struct Whose {
    /// The team's figures only: no rows, figures, places or notes of single people; labels where an error has to name somebody
    #[arg(long)]
    pub team_only: bool,
}

impl Input {
    /// What is read where only the team is shown: without names.
    pub fn shown_to(&self, whose: &Whose) -> Input {
        Input { anonymise: self.anonymise || whose.team_only, ..self.clone() }
    }
}

/// What to do about problems.
#[derive(Debug, Args)]
pub struct Tolerance {
    /// Report on what could be read, in spite of errors (the exit code stays 1)
    #[arg(long)]
    pub keep_going: bool,
    /// Exit with 1 on warnings too
    #[arg(long)]
    pub strict: bool,
}
