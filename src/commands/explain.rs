//! `teamcap explain`: a figure back to its cells, an address to what is under it, or what a message means.

use super::behind::{behind, matrix};
use super::exit::Exit;
use super::output;
use super::reviewed::{away, reviewed};
use crate::calc::explain::{Measure, has_blanks};
use crate::calc::figure::Figure;
use crate::calc::review::Review;
use crate::calc::team_only::team_only;
use crate::cli::{self, Explain, PageFormat};
use crate::gather::gather;
use crate::gather::gathered::Gathered;
use crate::problem::grammar::nearest;
use crate::problem::{About, FolderFault, Problem, catalogue};
use crate::render::explain as page;
use crate::render::origins::{rating_lines, roster_line};
use crate::render::page::Page;
use crate::render::{html, markdown, text};

pub fn run(arguments: &Explain) -> Exit {
    let what = arguments.what.trim();
    if let Some(about) = message(what) {
        return delivered(arguments, &page::message(about));
    }
    let gathered = gather(&arguments.input.shown_to(&arguments.whose));
    let found =
        away(&gathered, &arguments.without).and_then(|away| reviewed(&gathered, &away, arguments.tolerance.keep_going));
    let mut review = match found {
        Ok(review) => review,
        Err(exit) => return exit,
    };
    if arguments.whose.team_only {
        team_only(&mut review);
    }
    let address = gathered.address(what);
    let exact = review.figures.get(&address);
    let below: Vec<&Figure> = review.figures.under(&address).filter(|figure| figure.address != address).collect();
    let page = match (exact, below.is_empty()) {
        (None, true) => return unknown(&gathered, &review, &address),
        (None, false) => page::listing(&review, &address, &below),
        (Some(figure), _) => match explained(&gathered, &Measure::new(gathered.input()), &review, figure) {
            Ok(mut page) => {
                page.sections.extend(page::further(&address, below.len()));
                page
            }
            Err(problem) => {
                output::problems(&[*problem]);
                return Exit::Files;
            }
        },
    };
    delivered(arguments, &page).after_errors_of(&gathered, false)
}

fn delivered(arguments: &Explain, page: &Page) -> Exit {
    let path = arguments.output.as_deref();
    let written = match cli::format(arguments.format, path, PageFormat::Text) {
        PageFormat::Text => Ok(text::of_page(page, &output::text_options(path, arguments.width))),
        PageFormat::Markdown => Ok(markdown::of_page(page)),
        PageFormat::Html => html::of_page(page),
    };
    output::deliver(path, written)
}

fn message(what: &str) -> Option<&'static About> {
    catalogue().find(|about| about.name == what)
}

fn unknown(gathered: &Gathered, review: &Review, address: &str) -> Exit {
    let names = catalogue().map(|about| about.name).filter(|_| !address.contains('.'));
    let near = nearest(address, review.figures.iter().map(|figure| figure.address.as_str()).chain(names));
    let problem = Problem::new(FolderFault::UnknownAddress { address: address.to_owned(), near });
    output::problems(&[gathered.typed(problem)]);
    Exit::Usage
}

/// The page of one figure.
///
/// # Errors
/// `file-changed` when its cells do not add up to it any more; `unreadable-file`.
pub fn explained(
    gathered: &Gathered,
    measure: &Measure<'_>,
    review: &Review,
    figure: &Figure,
) -> Result<Page, Box<Problem>> {
    if review.hidden.is_some() {
        return Ok(page::figure(review, figure, &page::Sources::of_the_team(&gathered.config.rules)));
    }
    let (effort, blank) = behind(gathered, measure, figure, has_blanks(&figure.address))?;
    let ratings = rating_lines(review, figure, matrix(gathered).as_ref());
    let roster = figure.cells.roster.iter();
    let roster = roster.filter_map(|&index| roster_line(&gathered.config.roster, review, index)).collect();
    let blank = blank.into_iter().map(|blank| blank.place).collect();
    Ok(page::figure(review, figure, &page::Sources { effort, ratings, roster, blank, rules: &gathered.config.rules }))
}
