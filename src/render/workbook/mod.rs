//! A review as a workbook that goes on calculating: a tab for each section, its totals and shares as formulas over the workbook's own
//! cells, each with the exact result beside it as spreadsheets keep it. docs/workbook.md says what stands where.

mod book;
mod capacity;
mod categories;
pub mod converted;
mod entries;
mod fields;
mod figures;
pub mod form;
mod marks;
mod mean_week;
mod notes;
mod palette;
mod parts;
mod people;
mod person_weeks;
mod rules;
mod sheet;
mod skills;
mod split;
mod spot;
mod summary;
mod texts;
mod weeks;
mod without;
mod written;

use book::Book;
use sheet::Tab;
use written::About;

use crate::calc::entries::Recorded;
use crate::calc::review::Review;
use crate::render::page::Section;
use crate::render::page::review::page;
use crate::render::unwritable::Written;

/// The file, whole: the same bytes for the same review. `recorded` is what its effort was made of; of the team alone none of it is
/// written.
///
/// # Errors
/// `unwritable-file`.
pub fn workbook(review: &Review, recorded: &[Recorded]) -> Written<Vec<u8>> {
    let page = page(review);
    let recorded = if review.hidden.is_some() { &[] } else { recorded };
    let mut book = Book::new(review, recorded);
    let mut tabs = sections(&mut book, &page.sections);
    tabs.extend([notes::tab(review), notes::sources(review), rules::tab(review)]);
    let book = &book;
    if book.is_about_people() {
        tabs.extend(person_weeks::tabs(book));
        tabs.extend(entries::tabs(book));
    }
    tabs.extend(figures::tabs(book));
    let names: Vec<String> = tabs.iter().map(|tab| tab.name.clone()).collect();
    tabs.insert(0, summary::tab(book, &page, &names));
    let about = About { title: page.title, dated: review.period.as_ref().map(|period| period.to), is_review: true };
    written::written(tabs, &about)
}

/// The tabs of the sections that the review has, in the page's order.
fn sections<'a>(book: &mut Book<'_>, sections: &[Section]) -> Vec<Tab<'a>> {
    let review = book.review;
    let named = |title: &str| sections.iter().find(|section| section.title == title);
    let mut tabs = Vec::new();
    if !review.is_of_skills_alone() {
        tabs.push(split::tab(book));
    }
    for title in ["Key figures", "Objectives", "Looking back", "Workflows"] {
        tabs.extend(named(title).map(|section| parts::tab(book, title, section)));
    }
    if !review.is_of_skills_alone() {
        tabs.push(categories::tab(book));
        if people::is_there(book) {
            tabs.extend([people::tab(book), mean_week::tab(book)]);
        }
        tabs.push(capacity::tab(book));
        tabs.extend(weeks::is_there(book).then(|| weeks::tab(book)));
        person_weeks::stand(book);
    }
    if let Some(report) = &review.skills {
        tabs.push(skills::tab(book, report));
        tabs.extend(named("Skills").map(|section| parts::tab(book, "Risks", section)));
    }
    if let Some(report) = &review.without {
        let section = sections.iter().find(|section| section.title.starts_with("Without "));
        tabs.extend(section.map(|section| without::tab(book, report, section)));
    }
    tabs
}
