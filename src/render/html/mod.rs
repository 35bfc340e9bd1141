//! The review as one page for a browser: opened from disk, it asks for nothing from anywhere. The same sections as the text,
//! with pictures where people would rather look than read. Whatever a sheet says is text here, never markup.

mod capacity;
mod chart;
mod filters;
mod key_figures;
#[cfg(feature = "serve")]
pub mod live;
mod markup;
mod matrix;
mod prose;
mod split;
mod weeks;
mod what_if;

use askama::Template;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use sha2::{Digest, Sha256};

use super::json::sources;
use super::origins::Origins;
use super::page::{self, Align, Block, Page, Picture, Section};
use super::unwritable::Written;
use crate::calc::figure::{Figure, Formula};
use crate::calc::review::Review;
use crate::model::address::Parts;
use markup::{inert, rendered};

const STYLE: &str = include_str!("style.css");
const SCRIPT: &str = concat!(
    include_str!("number.js"),
    include_str!("what_if.js"),
    include_str!("source.js"),
    include_str!("tables.js")
);

/// The page of a review, with what is shown behind its figures.
///
/// # Errors
/// `unwritable-file`.
pub fn html(review: &Review, origins: &Origins) -> Written {
    let page = page::review::page(review);
    document(&page, pictured(review, &page)?, Some(figures(review, &page, origins)?))
}

/// The sections of a review with their pictures.
fn pictured<'a>(review: &Review, page: &'a Page) -> Written<Vec<Part<'a>>> {
    let drawn = |picture| match picture {
        Picture::Split => split::drawn(review),
        Picture::Capacity => capacity::drawn(review),
        Picture::Weeks => weeks::drawn(review),
        Picture::Skills => matrix::drawn(review),
        Picture::KeyFigures => key_figures::drawn(review),
    };
    // Where people look when somebody leaves: at the skills, without a matrix at the capacity.
    let asked = if review.skills.is_some() { Picture::Skills } else { Picture::Capacity };
    let mut parts = parts(page, drawn)?;
    if let Some(part) = parts.iter_mut().find(|part| part.section.picture == Some(asked)) {
        part.asked = what_if::drawn(review)?;
    }
    Ok(parts)
}

/// What the script knows of the figures that are shown.
fn figures(review: &Review, page: &Page, origins: &Origins) -> Written {
    sources::json(review, addresses(review, page), origins).map(|json| inert(&json))
}

/// Any page, without pictures and without a script.
///
/// # Errors
/// `unwritable-file`.
pub fn of_page(page: &Page) -> Written {
    document(page, parts(page, |_| Ok(String::new()))?, None)
}

/// The addresses of the figures that tables and pictures show.
fn addresses<'a>(review: &'a Review, page: &'a Page) -> impl Iterator<Item = &'a str> {
    let tables = page.sections.iter().flat_map(|section| &section.blocks).filter_map(|block| match block {
        Block::Table(table) => Some(&table.rows),
        _ => None,
    });
    let cells = tables.flatten().flatten().filter_map(|cell| cell.address.as_deref());
    let is_drawn =
        |figure: &&Figure| matches!(figure.formula, Formula::Split | Formula::WeekRecorded | Formula::Coverage);
    cells.chain(review.figures.iter().filter(is_drawn).map(|figure| figure.address.as_str()))
}

fn parts(page: &Page, drawn: impl Fn(Picture) -> Written) -> Written<Vec<Part<'_>>> {
    let mut ids = Parts::default();
    page.sections.iter().map(|section| Part::new(section, &mut ids, &drawn)).collect()
}

/// `figures`: what the script knows of them; without, there is no script.
fn document(page: &Page, parts: Vec<Part<'_>>, figures: Option<String>) -> Written {
    let scripts: &[&str] = if figures.is_some() { &[SCRIPT] } else { &[] };
    let policy = policy(&[STYLE], scripts, "");
    rendered(&Document { page, parts, figures, policy })
}

/// What the browser may do: show these styles, run these scripts, and what `more` says. No picture, no address of another place,
/// no form.
fn policy(styles: &[&str], scripts: &[&str], more: &str) -> String {
    let hash = |text: &&str| format!(" 'sha256-{}'", BASE64_STANDARD.encode(Sha256::digest(text)));
    let of = |name: &str, texts: &[&str]| match texts {
        [] => String::new(),
        texts => format!("; {name}{}", texts.iter().map(hash).collect::<String>()),
    };
    let (styles, scripts) = (of("style-src", styles), of("script-src", scripts));
    format!("default-src 'none'{styles}{scripts}{more}; base-uri 'none'; form-action 'none'")
}

#[derive(Template)]
#[template(path = "page.html")]
struct Document<'a> {
    page: &'a Page,
    parts: Vec<Part<'a>>,
    /// JSON in which nothing can end the element around it.
    figures: Option<String>,
    policy: String,
}

/// A section with its anchor and its picture.
struct Part<'a> {
    id: String,
    section: &'a Section,
    /// Markup; may be empty.
    picture: String,
    /// What can be asked of the picture, markup; may be empty.
    asked: String,
}

impl<'a> Part<'a> {
    fn new(section: &'a Section, parts: &mut Parts, drawn: impl Fn(Picture) -> Written) -> Written<Part<'a>> {
        let (id, _) = parts.add(&section.title, &[]);
        let picture = section.picture.map(drawn).transpose()?.unwrap_or_default();
        Ok(Part { id, section, picture, asked: String::new() })
    }

    fn is_titled(&self) -> bool {
        !self.section.title.is_empty()
    }

    /// What its tables are called: the heading above them, which may be that of the page.
    fn title(&self, page: &'a Page) -> &'a str {
        if self.is_titled() { &self.section.title } else { &page.title }
    }

    /// The blocks, but those that the picture says already, with its own table.
    fn blocks(&self) -> impl Iterator<Item = &Block> {
        let picture = self.section.picture.filter(|_| !self.picture.is_empty());
        let is_said = move |block: &Block| {
            matches!((picture, block), (Some(Picture::Split), Block::Bars(_)) | (Some(Picture::Weeks), Block::Table(_)))
        };
        self.section.blocks.iter().filter(move |block| !is_said(block))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::page::{Cell, Column, Fact, Meaning, Note, Table};

    const HOSTILE: &str = "<script>alert(1)</script>\"'&\u{202e}";

    fn hostile() -> Page {
        let cell = || Cell::new(HOSTILE, Meaning::Warn);
        let table =
            Table { columns: vec![Column::left(HOSTILE), Column::right("n")], rows: vec![vec![cell(), cell()]] };
        let note = Note { urgent: true, text: HOSTILE.into(), places: HOSTILE.into() };
        let mut blocks = vec![Block::Table(table.clone()), Block::Paragraph(HOSTILE.into()), Block::Notes(vec![note])];
        let facts = vec![Fact::new(HOSTILE, HOSTILE)];
        blocks.extend([Block::List(vec![HOSTILE.into()]), Block::Facts(facts), Block::Toml(HOSTILE.into())]);
        let sections = vec![Section::new(HOSTILE, HOSTILE, blocks), Section::untitled(Block::Rows(table))];
        Page { title: HOSTILE.into(), header: vec![HOSTILE.into()], sections }
    }

    #[test]
    fn names_are_text_wherever_they_stand() {
        let page = of_page(&hostile()).unwrap();
        assert!(!page.contains("<script"), "{page}");
        assert!(!page.contains("alert(1)</script>"), "{page}");
        assert!(!page.contains('\u{202e}'), "{page}");
        // Title, heading, line, link; heading and remark of the section; label, heading and two cells of each table; paragraph, note
        // and places; item, label, text and lines to paste.
        assert_eq!(page.matches("&#60;script&#62;").count(), 4 + 2 + 2 * 4 + 3 + 4, "{page}");
    }

    #[test]
    fn a_section_without_a_heading_is_in_no_menu_and_its_table_has_the_name_of_the_page() {
        let table = Table { columns: vec![Column::left("figure")], rows: vec![vec![Cell::plain("split.focus")]] };
        let sections =
            vec![Section::untitled(Block::Rows(table)), Section::untitled(Block::Toml("a = 1\nb = 2\n".into()))];
        let page = of_page(&Page { title: "split".into(), header: Vec::new(), sections }).unwrap();
        assert!(page.contains("aria-label=\"split\"><table>"), "{page}");
        assert!(page.contains("<pre><code>a = 1\nb = 2\n</code></pre>"), "lines to paste stay lines: {page}");
        assert!(!page.contains("<nav") && !page.contains("<h2") && !page.contains("<ul"), "{page}");
    }

    /// Nothing is asked of any other place, and no attribute holds a style, which the policy would not let through.
    #[test]
    fn a_page_needs_nothing_but_itself() {
        let page = of_page(&hostile()).unwrap();
        for outside in ["http:", "https:", "url(", "@import", " src=", " style=", " onclick=", "<link"] {
            assert!(!page.contains(outside), "{outside}");
        }
        assert!(page.contains("default-src 'none'; style-src 'sha256-"));
    }
}
