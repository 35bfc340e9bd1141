//! The command line: flags and their help, nothing else.

mod absent;
mod ending;
#[cfg(feature = "frames")]
mod query;
#[cfg(feature = "serve")]
mod serve;
mod shared;
mod tables;
mod values;

use std::path::PathBuf;

use clap::error::ErrorKind;
use clap::{Args, CommandFactory, Parser, Subcommand};

pub use self::ending::format;
#[cfg(feature = "frames")]
pub use self::query::{AnswerFormat, Query};
#[cfg(feature = "serve")]
pub use self::serve::{Serve, refuse};
pub use self::shared::{Input, Tolerance, Whose};
pub use self::tables::Tables;
pub use self::values::{AverageArg, Format, PageFormat, ReviewFormat, SourcesFormat, WeekRuleArg};

/// Where did our time go, how much of our capacity was that, and who is a single point of failure.
#[derive(Debug, Parser)]
#[command(name = "teamcap", version, about, long_about = None, disable_help_subcommand = true, max_term_width = 100)]
#[command(after_help = "Examples:
  teamcap review q3                     the review of the folder q3, as text
  teamcap review q3 --format markdown   to paste into a wiki
  teamcap check q3                      problems only, for a pre-commit hook
  teamcap diff q2 q3                    this quarter against the last, and why
  teamcap explain person.antoine q3     where each of a person's figures comes from
  teamcap explain unknown-person        what a message means

Exit codes: 0 fine, 1 the input has errors, 2 wrong command line, 3 a file could not be read or written.")]
pub struct Cli {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Print the review of a folder or of some files
    #[command(after_help = "Examples:
  teamcap review                                    the folder you are in
  teamcap review q3 --average filled                averages over filled cells, as a spreadsheet's AVERAGE
  teamcap review q3 --without Antoine,Chad          what is left when two people are away
  teamcap review q3 --team-only --format markdown   for a page that others read: nothing about single people
  teamcap review q3 -o review.html                  one page with pictures; written whole or not at all
  teamcap review q3 -o review.xlsx                  a workbook whose totals and shares are formulas
  teamcap review effort.csv skills.csv --period 2016-Q1
  export-hours | teamcap review - --period 2016-Q1")]
    Review(Box<Review>),
    /// Write a configuration to begin with, from nothing or from the sheets of a folder
    #[command(after_help = "Examples:
  teamcap init q1 --people Ada,Bo,Cleo      teamcap.toml, an empty effort sheet for the next quarter, a matrix
  teamcap init q1 --xlsx --people Ada,Bo    a workbook to fill in, with a tab for each
  teamcap init q1 --period 2017-Q1 --team Platform --people Ada,Bo --categories CI,Docs
  teamcap init sheets                       teamcap.toml from the sheets in it; what they leave open is asked
  teamcap init sheets --yes                 asks nothing, and leaves the questions in teamcap.toml
  teamcap init q3 --from q2                 the people, categories, rules and matrix of q2, and empty weeks

Nothing that is there is overwritten.")]
    Init(Box<Init>),
    /// Print the problems of a folder and the account of every row; for a pre-commit hook
    #[command(after_help = "Examples:
  teamcap check q3
  teamcap check q3 --strict      warnings fail too")]
    Check(Box<Check>),
    /// Show where a figure comes from, cell by cell, or what a message means
    #[command(after_help = "Examples:
  teamcap explain person.antoine.total q3    one figure: formula, numbers, rule, and every cell
  teamcap explain person.antoine q3          what is under an address
  teamcap explain split q3
  teamcap explain split.focus q3 --format markdown
  teamcap explain unmapped-category          a message")]
    Explain(Box<Explain>),
    /// Show what changed between two folders, and which cells and lines it came from
    #[command(after_help = "Examples:
  teamcap diff q3-first q3                 one quarter, before and after a correction
  teamcap diff q2 q3                       this quarter against the last
  teamcap diff q2 q3 split.focus           one figure, with its own cells or by person
  teamcap diff q2 q3 --average reported    one rule for both sides
  teamcap diff 2024 2024 --period 2024-Q1 --period 2024-Q2   two quarters of one folder

Changes told are those of figures made under the same rules. A difference is no error: exit code 0.")]
    Diff(Box<Diff>),
    /// Ask a question in SQL of the tables of one review or several
    #[cfg(feature = "frames")]
    #[command(after_help = "Examples:
  teamcap query q3                                       the tables with their columns, and five questions
  teamcap query q3 \"SELECT person, SUM(share) AS fte_weeks FROM entries GROUP BY person\"
  teamcap query q1 q2 q3 \"SELECT period, bucket, SUM(share) AS fte_weeks FROM entries GROUP BY period, bucket\"
  teamcap query q3 - -o hours.parquet < hours.sql        the query from a file, the answer into one

Sums are exact. A query reads these tables and nothing else, and changes nothing.")]
    Query(Box<Query>),
    /// Show what each file was taken for and why, and what to paste to say it instead
    #[command(after_help = "Examples:
  teamcap sources q3                 every file that the review of q3 reads
  teamcap sources export.csv         a file you have just been sent
  teamcap sources q3/hours/*.csv
  teamcap sources q3 -o sources.html")]
    Sources(Box<Sources>),
    /// Write the sheets as one canonical table, which review reads back
    #[command(after_help = "Examples:
  teamcap rollup q3 -o q3.csv        person, days, activity, unit, amount: one row each
  teamcap rollup q3 -o q3.parquet    the same with types: amounts are DECIMAL(38,18)
  teamcap review q3.parquet --config q3/teamcap.toml")]
    Rollup(Box<Tables>),
    /// Write every entry of the sheets as a row of one table, with its place
    #[command(after_help = "Examples:
  teamcap convert times.xlsx -o entries.csv      any input that a review takes
  teamcap convert q3 -o entries.parquet          all sheets of a folder, with types
  teamcap convert hours.data -o entries.xlsx     a workbook
  teamcap convert hours.csv | head

The columns are those of teamcap rollup, which adds the entries up, and the place of each. A review reads them back.")]
    Convert(Box<Tables>),
    /// Print who is missing which weeks, as a text to send
    #[command(after_help = "Examples:
  teamcap remind q3 --until 2016-W08    up to a week of a running quarter
  teamcap remind q3 --person Ada        one person's")]
    Remind(Box<Remind>),
    /// Show the review in a browser, and again whenever a file is saved
    #[cfg(feature = "serve")]
    #[command(after_help = "Examples:
  teamcap serve q3                 prints the address to open; Ctrl-C ends it
  teamcap serve q3 --anonymise     to show it to others
  teamcap serve q3 --port 8080     the same port every time

Only this machine can open it, and only with the whole address. Nothing is written.")]
    Serve(Box<Serve>),
    /// Print a script that completes teamcap's commands and flags in a shell
    #[command(after_help = "Examples:
  teamcap completions bash > ~/.local/share/bash-completion/completions/teamcap
  teamcap completions fish > ~/.config/fish/completions/teamcap.fish")]
    Completions {
        #[arg(value_enum)]
        shell: clap_complete::Shell,
    },
    /// Print the manual page, of teamcap or of one of its commands
    #[command(after_help = "Examples:
  teamcap man | man -l -
  teamcap man review > teamcap-review.1")]
    Man {
        /// The command [default: teamcap itself]
        command: Option<String>,
    },
}

/// The command line of the program. A wrong one ends it.
pub fn parsed() -> Cli {
    Cli::try_parse().map_err(absent::told).and_then(Cli::checked).unwrap_or_else(|error| error.exit())
}

impl Cli {
    /// Refuses what clap does not: a file whose ending says no format that the command writes, a side of a comparison too many.
    fn checked(self) -> Result<Cli, clap::Error> {
        let told = match &self.command {
            Command::Review(of) => {
                let (format, file) = (of.format, of.output.as_deref());
                let is_workbook = ending::format(format, file, ReviewFormat::Text) == ReviewFormat::Xlsx;
                ending::unknown(format, file).or_else(|| ending::unprintable(is_workbook, file))
            }
            Command::Sources(of) => ending::unknown(of.format, of.output.as_deref()),
            Command::Explain(of) => ending::unknown(of.format, of.output.as_deref()),
            #[cfg(feature = "frames")]
            Command::Query(of) => ending::unknown(of.format, of.output.as_deref()),
            Command::Diff(of) if of.period.len() > 2 => {
                Some("'--period' is said more than twice: there are two sides".to_owned())
            }
            Command::Diff(of) => ending::unknown(of.format, of.output.as_deref()),
            _ => None,
        };
        match told {
            Some(told) => Err(Cli::command().error(ErrorKind::ValueValidation, told)),
            None => Ok(self),
        }
    }
}

/// The completion script for a shell.
pub fn completions(shell: clap_complete::Shell) -> Vec<u8> {
    let mut out = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "teamcap", &mut out);
    out
}

/// The manual page of teamcap, or of the command of this name; the names there are where there is no such command.
///
/// # Errors
/// The names of the commands.
pub fn manual(name: Option<&str>) -> Result<Vec<u8>, Vec<String>> {
    let mut all = Cli::command();
    all.build();
    let names = || -> Vec<String> { all.get_subcommands().map(|command| command.get_name().to_owned()).collect() };
    let command = match name {
        None => all.clone(),
        Some(name) => {
            let found = all.get_subcommands().find(|command| command.get_name() == name).cloned();
            found.ok_or_else(names)?
        }
    };
    let mut out = Vec::new();
    // Writing to memory does not fail.
    let _ = clap_mangen::Man::new(command).render(&mut out);
    Ok(out)
}

#[derive(Debug, Args)]
pub struct Review {
    #[command(flatten)]
    pub input: Input,
    #[command(flatten)]
    pub whose: Whose,
    #[command(flatten)]
    pub tolerance: Tolerance,
    /// How to write the review [default: as the ending of FILE says, else text]
    #[arg(long, value_enum)]
    pub format: Option<ReviewFormat>,
    /// Write to this file, whole or not at all, instead of standard output
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Show what is left when these people are away: skills, split, remaining capacity
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    pub without: Vec<String>,
    /// Columns of the text review, 40 or more [default: the terminal's, else 80]
    #[arg(long, value_name = "COLUMNS")]
    pub width: Option<usize>,
}

#[derive(Debug, Args)]
pub struct Init {
    /// The folder; made where there is none
    #[arg(value_name = "DIR", default_value = ".")]
    pub folder: PathBuf,
    /// The names of the team
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    pub people: Vec<String>,
    /// The columns of the effort sheet
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    pub categories: Vec<String>,
    /// 2016-Q1, 2016-02, 2016 or 2016-01-01..2016-03-31 [default: the next quarter; of sheets, the quarter they are of]
    #[arg(long)]
    pub period: Option<String>,
    /// What the review is headed with
    #[arg(long, value_name = "NAME")]
    pub team: Option<String>,
    /// Go on from the folder of an earlier period: its people, categories, rules and matrix, and empty weeks
    #[arg(long, value_name = "DIR", conflicts_with_all = ["people", "categories"])]
    pub from: Option<PathBuf>,
    /// Write the weeks to fill in as a workbook, a tab for each person, not as CSV
    #[arg(long)]
    pub xlsx: bool,
    /// Ask nothing: what is open is left in teamcap.toml
    #[arg(long)]
    pub yes: bool,
}

#[derive(Debug, Args)]
pub struct Check {
    #[command(flatten)]
    pub input: Input,
    /// Warnings fail too
    #[arg(long)]
    pub strict: bool,
    /// Print the notes too: what a review would find
    #[arg(long)]
    pub notes: bool,
}

#[derive(Debug, Args)]
pub struct Diff {
    /// The earlier run or period: a review folder, or a file
    #[arg(value_name = "DIR-A")]
    pub before: PathBuf,
    /// The later one
    #[arg(value_name = "DIR-B")]
    pub after: PathBuf,
    /// Only this figure, or the figures whose address begins so
    #[arg(value_name = "ADDRESS")]
    pub address: Option<String>,
    /// List unchanged figures too, and every line
    #[arg(long)]
    pub all: bool,
    #[command(flatten)]
    pub tolerance: Tolerance,
    /// The period of both sides; said twice, that of the first side and that of the second
    #[arg(long)]
    pub period: Vec<String>,
    /// The last week that is due, on both sides
    #[arg(long, value_name = "WEEK")]
    pub until: Option<String>,
    /// Over which weeks a person's mean week is taken, on both sides
    #[arg(long, value_enum)]
    pub average: Option<AverageArg>,
    /// Which days a period owns, on both sides
    #[arg(long, value_enum)]
    pub week_rule: Option<WeekRuleArg>,
    /// Whose days moments with an offset are counted by: Europe/Berlin [default: the configuration's, else UTC]
    #[arg(long, value_name = "ZONE")]
    pub time_zone: Option<String>,
    /// Labels instead of names (Person 1, Person 2, in the later side's roster order), everywhere
    #[arg(long, alias = "anonymize")]
    pub anonymise: bool,
    #[command(flatten)]
    pub whose: Whose,
    /// How to write the changes [default: as the ending of FILE says, else text]
    #[arg(long, value_enum)]
    pub format: Option<Format>,
    /// Write to this file, whole or not at all, instead of standard output
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Columns of the text, 40 or more [default: the terminal's, else 80]
    #[arg(long, value_name = "COLUMNS")]
    pub width: Option<usize>,
}

impl Diff {
    /// What the earlier and the later side read: the rules of the command line are those of both.
    pub fn sides(&self) -> [Input; 2] {
        [self.side(&self.before, self.period.first()), self.side(&self.after, self.period.last())]
    }

    fn side(&self, path: &std::path::Path, period: Option<&String>) -> Input {
        Input {
            paths: vec![path.to_owned()],
            config: None,
            written: None,
            period: period.cloned(),
            until: self.until.clone(),
            average: self.average,
            week_rule: self.week_rule,
            time_zone: self.time_zone.clone(),
            anonymise: self.anonymise || self.whose.team_only,
        }
    }
}

#[derive(Debug, Args)]
pub struct Sources {
    #[command(flatten)]
    pub input: Input,
    /// How to write it [default: as the ending of FILE says, else text]
    #[arg(long, value_enum)]
    pub format: Option<SourcesFormat>,
    /// Write to this file, whole or not at all, instead of standard output
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Columns of the text, 40 or more [default: the terminal's, else 80]
    #[arg(long, value_name = "COLUMNS")]
    pub width: Option<usize>,
}

#[derive(Debug, Args)]
pub struct Remind {
    #[command(flatten)]
    pub input: Input,
    #[command(flatten)]
    pub tolerance: Tolerance,
    /// Of these people only
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    pub person: Vec<String>,
}

#[derive(Debug, Args)]
pub struct Explain {
    /// An address (it has a dot, or is the name of a section), or the name of a message
    #[arg(value_name = "ADDRESS|MESSAGE")]
    pub what: String,
    #[command(flatten)]
    pub input: Input,
    #[command(flatten)]
    pub whose: Whose,
    #[command(flatten)]
    pub tolerance: Tolerance,
    /// Explain figures of the review without these people (addresses under `without`)
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    pub without: Vec<String>,
    /// How to write it [default: as the ending of FILE says, else text]
    #[arg(long, value_enum)]
    pub format: Option<PageFormat>,
    /// Write to this file, whole or not at all, instead of standard output
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Columns of the text, 40 or more [default: the terminal's, else 80]
    #[arg(long, value_name = "COLUMNS")]
    pub width: Option<usize>,
}
