//! The frames of Watson: a list of `[start, stop, "project", "id", ["tag"], updated]`, with times in seconds since 1970.

use super::clock::{moment, number};
use super::intervals::{items, texts};
use super::json::{Node, Value};
use super::page::{Page, joined};
use crate::problem::EntryFault;

const FRAME: &str = "a frame: [1709539200, 1709546400, \"project\", \"id\", [\"tag\"], 1709546400]";

pub fn read(page: &mut Page<'_>) {
    for node in items(page) {
        frame(page, &node);
    }
}

fn frame(page: &mut Page<'_>, node: &Node) {
    let parts = match &node.value {
        Value::List(parts) if parts.len() >= 3 => parts,
        _ => return page.unreadable(node.at.clone(), FRAME),
    };
    let own = page.own;
    // There are no times beyond the year 9998.
    let time = |node: &Node| {
        let seconds = number(own.part(node.at.clone()), 1..13).filter(|_| node.value == Value::Plain)?;
        Some((moment(seconds)? + "Z", seconds))
    };
    let is_open = parts[1].value == Value::Null;
    let Some((start, begins)) = time(&parts[0]) else { return page.unreadable(parts[0].at.clone(), FRAME) };
    let end = if is_open { Some((String::new(), begins)) } else { time(&parts[1]) };
    let Some((end, ends)) = end else { return page.unreadable(parts[1].at.clone(), FRAME) };
    let Value::Text(project) = &parts[2].value else { return page.unreadable(parts[2].at.clone(), FRAME) };
    if ends < begins {
        return page.reject(parts[1].at.clone(), EntryFault::EndsBeforeStart { start, end });
    }
    let id = match parts.get(3) {
        None => (String::new(), node.at.clone()),
        Some(Node { value: Value::Text(id), at }) => (id.clone(), at.clone()),
        Some(other) => return page.unreadable(other.at.clone(), FRAME),
    };
    let (tags, tags_at) = match parts.get(4) {
        None => (Vec::new(), parts[2].at.clone()),
        Some(node) => match texts(node) {
            Some(tags) => (tags, node.at.clone()),
            None => return page.unreadable(node.at.clone(), FRAME),
        },
    };
    let tags = joined(tags.iter().map(String::as_str));
    page.entry(&[
        (start, parts[0].at.clone()),
        (end, parts[0].at.start..parts[1].at.end),
        (project.clone(), parts[2].at.clone()),
        (tags, tags_at),
        id,
    ]);
}
