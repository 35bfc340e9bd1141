//! The review as one page for a browser: opened from disk, it asks for nothing from anywhere. The same sections as the text,
//! with pictures where people would rather look than read. Whatever a sheet says is text here, never markup.

mod capacity;
mod chart;
mod filters;
mod matrix;
mod split;
mod weeks;
mod what_if;

use askama::Template;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use sha2::{Digest, Sha256};

use super::page::{self, Align, Block, Page, Picture, Section};
use crate::calc::review::Review;
use crate::model::address::Parts;

const STYLE: &str = include_str!("style.css");
const SCRIPT: &str = include_str!("script.js");

/// The page of a review.
pub fn html(review: &Review) -> String {
    let page = page::page(review);
    let drawn = |picture| match picture {
        Picture::Split => split::drawn(review),
        Picture::Capacity => capacity::drawn(review),
        Picture::Weeks => weeks::drawn(review),
        Picture::Skills => matrix::drawn(review),
    };
    // Where people look when somebody leaves: at the skills, without a matrix at the capacity.
    let asked = if review.skills.is_some() { Picture::Skills } else { Picture::Capacity };
    let what_if = what_if::drawn(review);
    let mut parts = parts(&page, drawn);
    if let Some(part) = parts.iter_mut().find(|part| part.section.picture == Some(asked)) {
        part.asked.clone_from(&what_if);
    }
    document(&page, parts, !what_if.is_empty())
}

/// Any page, without pictures.
pub fn of_page(page: &Page) -> String {
    document(page, parts(page, |_| String::new()), false)
}

fn parts(page: &Page, drawn: impl Fn(Picture) -> String) -> Vec<Part<'_>> {
    let mut ids = Parts::default();
    page.sections.iter().map(|section| Part::new(section, &mut ids, &drawn)).collect()
}

fn document(page: &Page, parts: Vec<Part<'_>>, has_script: bool) -> String {
    let policy = policy(has_script);
    rendered(&Document { page, parts, style: STYLE, script: SCRIPT, has_script, policy })
}

/// What the browser may do: show the page's own style, run its own script. No picture, no address of another place, no form.
fn policy(has_script: bool) -> String {
    let hash = |text: &str| format!("'sha256-{}'", BASE64_STANDARD.encode(Sha256::digest(text)));
    let script = if has_script { format!("; script-src {}", hash(SCRIPT)) } else { String::new() };
    format!("default-src 'none'; style-src {}{script}; base-uri 'none'; form-action 'none'", hash(STYLE))
}

/// A template that writes into memory: nothing can fail but the templates' own text.
fn rendered(template: &impl Template) -> String {
    template.render().unwrap_or_else(|fault| fault.to_string())
}

#[derive(Template)]
#[template(path = "page.html")]
struct Document<'a> {
    page: &'a Page,
    parts: Vec<Part<'a>>,
    style: &'static str,
    script: &'static str,
    has_script: bool,
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
    fn new(section: &'a Section, parts: &mut Parts, drawn: impl Fn(Picture) -> String) -> Part<'a> {
        let (id, _) = parts.add(&section.title, &[]);
        Part { id, section, picture: section.picture.map(drawn).unwrap_or_default(), asked: String::new() }
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
    use crate::render::page::{Cell, Column, Meaning, Note, Table};

    const HOSTILE: &str = "<script>alert(1)</script>\"'&\u{202e}";

    fn hostile() -> Page {
        let cell = || Cell::new(HOSTILE, Meaning::Warn);
        let table =
            Table { columns: vec![Column::left(HOSTILE), Column::right("n")], rows: vec![vec![cell(), cell()]] };
        let note = Note { urgent: true, text: HOSTILE.into(), places: HOSTILE.into() };
        let blocks = vec![Block::Table(table), Block::Paragraph(HOSTILE.into()), Block::Notes(vec![note])];
        let sections = vec![Section::new(HOSTILE, HOSTILE, blocks)];
        Page { title: HOSTILE.into(), header: vec![HOSTILE.into()], sections }
    }

    #[test]
    fn names_are_text_wherever_they_stand() {
        let page = of_page(&hostile());
        assert!(!page.contains("<script"), "{page}");
        assert!(!page.contains("alert(1)</script>"), "{page}");
        assert!(!page.contains('\u{202e}'), "{page}");
        // Title, heading, line, link; heading and remark of the section; label, heading and two cells of the table; the rest.
        assert_eq!(page.matches("&#60;script&#62;").count(), 4 + 2 + 4 + 3, "{page}");
    }

    /// Nothing is asked of any other place, and no attribute holds a style, which the policy would not let through.
    #[test]
    fn a_page_needs_nothing_but_itself() {
        let page = of_page(&hostile());
        for outside in ["http:", "https:", "url(", "@import", " src=", " style=", " onclick=", "<link"] {
            assert!(!page.contains(outside), "{outside}");
        }
        assert!(page.contains("default-src 'none'; style-src 'sha256-"));
    }
}
