//! `teamcap review`: the review of a folder, in any format.

use super::behind::origins;
use super::exit::Exit;
use super::output;
use super::reviewed::{away, reviewed};
use crate::calc::entries::recorded;
use crate::calc::team_only::team_only;
use crate::cli::{self, Review as Arguments, ReviewFormat as Format};
use crate::gather::gather;
use crate::problem::Severity;
use crate::render::{csv, html, json, markdown, text, workbook};

pub fn run(arguments: &Arguments) -> Exit {
    let gathered = gather(&arguments.input.shown_to(&arguments.whose));
    let found =
        away(&gathered, &arguments.without).and_then(|away| reviewed(&gathered, &away, arguments.tolerance.keep_going));
    let mut review = match found {
        Ok(review) => review,
        Err(exit) => return exit,
    };
    let warned = review.notes.iter().any(|note| note.severity() == Severity::Warning);
    if arguments.whose.team_only {
        team_only(&mut review);
    }
    let path = arguments.output.as_deref();
    let written = match cli::format(arguments.format, path, Format::Text) {
        Format::Text => Ok(text::text(&review, &output::text_options(path, arguments.width)).into_bytes()),
        Format::Markdown => Ok(markdown::markdown(&review).into_bytes()),
        Format::Html => match origins(&gathered, &review) {
            Ok(origins) => html::html(&review, &origins).map(String::into_bytes),
            Err(problem) => {
                output::problems(&[*problem]);
                return Exit::Files;
            }
        },
        Format::Json => json::json(&review).map(String::into_bytes),
        Format::Csv => Ok(csv::csv(&review).into_bytes()),
        Format::Xlsx => workbook::workbook(&review, &recorded(gathered.input(), &review)),
    };
    output::deliver(path, written).after_errors_of(&gathered, arguments.tolerance.strict && warned)
}
