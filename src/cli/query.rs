//! `teamcap query`: its flags, and what its arguments are.

use std::io::{self, Read};
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::shared::{Input, Tolerance, Whose};

#[derive(Debug, Args)]
#[command(mut_arg("paths", |paths| paths.value_name("DIR... SQL").help("The review folders, then the query; \
    each folder, or file, is one review; - as the query reads it from standard input; without a query the tables are listed \
    [default: the current folder]")))]
pub struct Query {
    #[command(flatten)]
    pub input: Input,
    #[command(flatten)]
    pub whose: Whose,
    #[command(flatten)]
    pub tolerance: Tolerance,
    /// How to write the answer [default: as the ending of FILE says, else text]
    #[arg(long, value_enum)]
    pub format: Option<AnswerFormat>,
    /// Write to this file, whole or not at all, instead of standard output
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Columns of the text, 40 or more [default: the terminal's, else 80]
    #[arg(long, value_name = "COLUMNS")]
    pub width: Option<usize>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum AnswerFormat {
    Text,
    Markdown,
    Json,
    Csv,
    Parquet,
}

impl Query {
    /// What each of the folders is read with, and the query: the last argument where it is no path, and is more than a word.
    ///
    /// # Errors
    /// Standard input cannot be read.
    pub fn split(&self) -> io::Result<(Vec<Input>, Option<String>)> {
        let mut paths = self.input.paths.clone();
        let is_sql = |last: &PathBuf| {
            let text = last.to_string_lossy();
            text == "-" || (text.trim().contains(char::is_whitespace) && !last.exists())
        };
        let sql = match paths.pop_if(|last| is_sql(last)) {
            Some(last) if last == Path::new("-") => {
                let mut sql = String::new();
                io::stdin().read_to_string(&mut sql)?;
                // Editors may write a byte order mark.
                Some(sql.trim_start_matches('\u{feff}').to_owned())
            }
            last => last.map(|last| last.to_string_lossy().into_owned()),
        };
        if paths.is_empty() {
            paths.push(PathBuf::from("."));
        }
        let input = |path| Input { paths: vec![path], ..self.input.shown_to(&self.whose) };
        Ok((paths.into_iter().map(input).collect(), sql))
    }

    /// The format to write in.
    pub fn format(&self) -> AnswerFormat {
        super::ending::format(self.format, self.output.as_deref(), AnswerFormat::Text)
    }
}
