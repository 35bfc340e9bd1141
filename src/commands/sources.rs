//! `teamcap sources`: what each file was taken for, on what evidence, and what to paste to say it instead.

use super::exit::Exit;
use super::output;
use crate::cli::{PageFormat, Sources};
use crate::gather::gather_for;
use crate::gather::summaries::{Summaries, summaries};
use crate::problem::{Problem, Severity};
use crate::render::{sources, text};
use crate::rollup::ledger::Wanted;

pub fn run(arguments: &Sources) -> Exit {
    // What the rows mean to a review is not asked here: `check` says it.
    let gathered = gather_for(&arguments.input, Wanted::Refusals);
    let problems: Vec<Problem> =
        gathered.problems.iter().filter(|problem| problem.severity() == Severity::Error).cloned().collect();
    output::problems(&problems);
    let Summaries { sheets, matrices, others } = summaries(&gathered);
    let has_categories = !gathered.config.taxonomy.categories.is_empty();
    let page = sources::sources(&sheets, &matrices, &others, &gathered.sketches, has_categories);
    let layout = &arguments.layout;
    let path = layout.output.as_deref();
    let written = match layout.format {
        // In text each file is a heading; a title above them would say nothing more.
        PageFormat::Text => Ok(text::of_sections(&page.sections, &output::text_options(path, layout.width))),
        _ => output::drawn(&page, layout),
    };
    output::deliver(path, written).after_errors_of(&gathered, false)
}
