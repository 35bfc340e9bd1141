//! `teamcap sources`: what each file was taken for, on what evidence, and what to paste to say it instead.

use super::exit::Exit;
use super::output;
use crate::cli::{self, Sources, SourcesFormat};
use crate::gather::gather_for;
use crate::gather::summaries::{Summaries, summaries};
use crate::problem::{Problem, Severity};
use crate::render::{html, json, markdown, sources, text};
use crate::rollup::ledger::Wanted;

pub fn run(arguments: &Sources) -> Exit {
    // What the rows mean to a review is not asked here: `check` says it.
    let gathered = gather_for(&arguments.input, Wanted::Refusals);
    let problems: Vec<Problem> =
        gathered.problems.iter().filter(|problem| problem.severity() == Severity::Error).cloned().collect();
    output::problems(&problems);
    let Summaries { sheets, matrices, others } = summaries(&gathered);
    let path = arguments.output.as_deref();
    let format = cli::format(arguments.format, path, SourcesFormat::Text);
    let has_categories = !gathered.config.taxonomy.categories.is_empty();
    let page = || sources::sources(&sheets, &matrices, &others, &gathered.sketches, has_categories);
    let written = match format {
        // In text each file is a heading; a title above them would say nothing more.
        SourcesFormat::Text => Ok(text::of_sections(&page().sections, &output::text_options(path, arguments.width))),
        SourcesFormat::Markdown => Ok(markdown::of_page(&page())),
        SourcesFormat::Html => html::of_page(&page()),
        SourcesFormat::Json => json::taken::json(&sheets, &matrices, &others, &gathered.sketches),
    };
    output::deliver(path, written).after_errors_of(&gathered, false)
}
