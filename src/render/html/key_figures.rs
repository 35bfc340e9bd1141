//! Key figures as tiles: the value large, each change with its direction under it.

use askama::Template;

use super::filters;
use super::markup::rendered;
use crate::calc::review::Review;
use crate::model::written::Kpi;
use crate::render::page::written::{Moved, moved, reading};
use crate::render::unwritable::Written;

#[derive(Template)]
#[template(path = "key_figures.html")]
struct KeyFigures<'a> {
    tiles: Vec<Tile<'a>>,
}

struct Tile<'a> {
    kpi: &'a Kpi,
    value: String,
    changes: Vec<Moved>,
}

/// The tiles; nothing without key figures.
///
/// # Errors
/// `unwritable-file`.
pub fn drawn(review: &Review) -> Written {
    let Some(written) = &review.written else { return Ok(String::new()) };
    let tile = |(kpi, addresses): (_, &Vec<String>)| {
        let kpi: &Kpi = kpi;
        let changes = kpi.before.iter().zip(addresses).map(|(earlier, address)| moved(review, kpi, earlier, address));
        Tile { kpi, value: reading(&kpi.value), changes: changes.collect() }
    };
    let changes = written.kpis.iter().map(|report| &report.changes);
    rendered(&KeyFigures { tiles: written.parts.kpis.iter().zip(changes).map(tile).collect() })
}
