//! What the review found: each note with its words, what to write, and the places behind it.

use super::{Block, Note, Section};
use crate::calc::review::Review;
use crate::model::place::Place;
use crate::problem::{Fault, Finding, Problem, Severity};
use crate::render::number::Shown;

/// How many places a note names before it only counts them.
const PLACES: usize = 4;

/// All notes, and how to ask for the cells behind one.
pub fn notes(review: &Review) -> Section {
    let mut blocks = Vec::new();
    if review.notes.is_empty() {
        blocks.push(Block::Paragraph("Nothing to note.".to_owned()));
    } else {
        blocks.push(Block::Notes(review.notes.iter().map(note).collect()));
    }
    let of_a_note = review.notes.iter().find_map(|note| note.figures.first().cloned());
    if let Some(address) = of_a_note.or_else(|| review.figures.iter().next().map(|figure| figure.address.clone())) {
        blocks.push(Block::Command(format!("teamcap explain {address}")));
    }
    Section::new("Notes", "", blocks)
}

/// A note with its words and the first few of its places.
pub fn note(problem: &Problem) -> Note {
    let words = problem.fault.words(&Shown);
    let mut text = sentence(&words.found);
    if !words.expected.is_empty() {
        text.push_str(&format!(" Expected {}", sentence(&words.expected)));
    }
    if !words.write.is_empty() {
        text.push_str(&advice(&words.write));
    }
    Note {
        urgent: problem.severity() != Severity::Note
            || matches!(problem.fault, Fault::Finding(Finding::KeyPerson { .. })),
        text,
        places: places(problem),
    }
}

/// What to write; a guess at what was meant is a question of its own.
fn advice(write: &str) -> String {
    match write.strip_prefix("did you mean ") {
        Some(names) => format!(" Did you mean {}", sentence(names)),
        None => format!(" Write {}", sentence(write)),
    }
}

fn sentence(words: &str) -> String {
    let words = words.trim_end();
    if words.ends_with(['.', '?', '!']) { words.to_owned() } else { format!("{words}.") }
}

/// The first few places; the file is said again only when it changes.
fn places(problem: &Problem) -> String {
    // A file as a whole is not named beside rows of it.
    let is_of_rows = |file: &Place| problem.also.iter().any(|place| place.file == file.file);
    let place = problem.place.iter().filter(|place| place.row > 0 || !is_of_rows(place));
    let all: Vec<_> = place.chain(&problem.also).collect();
    let mut shown = Vec::new();
    let mut file = "";
    for place in all.iter().take(PLACES) {
        let whole = place.to_string();
        let short = whole.strip_prefix(&format!("{file}:")).filter(|_| !file.is_empty()).map(str::to_owned);
        shown.push(short.unwrap_or(whole));
        file = &place.file;
    }
    let more = all.len().saturating_sub(PLACES);
    if more > 0 { format!("{} and {more} more", shown.join(", ")) } else { shown.join(", ") }
}
