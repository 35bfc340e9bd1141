//! `teamcap review`: the review of a folder, in any format.

use std::io::IsTerminal;

use super::behind::origins;
use super::exit::Exit;
use super::output;
use super::reviewed::{away, reviewed};
use crate::calc::team_only::team_only;
use crate::cli::{Format, Review as Arguments};
use crate::gather::gather;
use crate::problem::Severity;
use crate::render::{csv, html, json, markdown, text};

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
    let terminal = arguments.output.is_none() && std::io::stdout().is_terminal();
    let page = match arguments.format {
        Format::Text => text::text(
            &review,
            &text::TextOptions {
                width: output::width(arguments.width, terminal),
                colour: output::colour_wanted(terminal),
            },
        ),
        Format::Markdown => markdown::markdown(&review),
        Format::Html => match origins(&gathered, &review) {
            Ok(origins) => html::html(&review, &origins),
            Err(problem) => {
                output::problems(&[*problem]);
                return Exit::Files;
            }
        },
        Format::Json => json::json(&review),
        Format::Csv => csv::csv(&review),
    };
    let written = match &arguments.output {
        Some(path) => output::write(path, &page),
        None => output::print(&page),
    };
    written.after_errors_of(&gathered, arguments.tolerance.strict && warned)
}
