//! An export of Timewarrior: a list of `{"id": 2, "start": "20240304T080000Z", "end": "20240304T100000Z", "tags": ["docs"],
//! "annotation": "what was done"}`. Times are in UTC; an interval without an end is open.

use super::clock::compact;
use super::json::{Node, Value, json};
use super::page::Page;
use super::timewarrior::Interval;
use crate::problem::DiaryFault;

const STAMP: &str = "a moment in UTC: \"20240304T080000Z\"";
const TAGS: &str = "a list of texts: [\"docs\", \"slow tests\"]";

pub fn read(page: &mut Page<'_>) {
    for node in items(page) {
        interval(page, &node);
    }
}

/// The values of the list that a file is; none where it is none, which is told.
pub fn items(page: &mut Page<'_>) -> Vec<Node> {
    match json(page.own.text()) {
        Ok(Node { value: Value::List(items), .. }) => items,
        Ok(node) => {
            page.unreadable(node.at, "a list of entries: [...]");
            Vec::new()
        }
        Err(broken) => {
            // Behind a text that breaks off stands nothing: the place is its end.
            let end = page.own.text().trim_end().len();
            let at = broken.at.min(end);
            let length = page.own.part(at..end).chars().next().map_or(0, char::len_utf8);
            page.reject(at..at + length, DiaryFault::BrokenJson { expected: broken.expected });
            Vec::new()
        }
    }
}

/// The texts of a list; `None` if it is none.
pub fn texts(node: &Node) -> Option<Vec<String>> {
    let Value::List(items) = &node.value else { return None };
    let text = |node: &Node| if let Value::Text(text) = &node.value { Some(text.clone()) } else { None };
    items.iter().map(text).collect()
}

fn interval(page: &mut Page<'_>, node: &Node) {
    let Value::Object(_) = &node.value else {
        return page.unreadable(node.at.clone(), "an interval: {\"start\": \"20240304T080000Z\", ...}");
    };
    let moment = |node: &Node| match &node.value {
        Value::Text(text) => compact(text).map(|seconds| (seconds, node.at.clone())),
        _ => None,
    };
    let Some(start) = node.get("start") else {
        return page.unreadable(node.at.clone(), "an interval with its start: {\"start\": \"20240304T080000Z\", ...}");
    };
    let Some(start) = moment(start) else { return page.unreadable(start.at.clone(), STAMP) };
    let end = match node.get("end") {
        None | Some(Node { value: Value::Null, .. }) => None,
        Some(end) => match moment(end) {
            None => return page.unreadable(end.at.clone(), STAMP),
            end => end,
        },
    };
    let tags = match node.get("tags") {
        None => (Vec::new(), start.1.clone()),
        Some(tags) => match texts(tags) {
            Some(texts) => (texts, tags.at.clone()),
            None => return page.unreadable(tags.at.clone(), TAGS),
        },
    };
    let note = match node.get("annotation") {
        Some(Node { value: Value::Text(text), at }) => (text.clone(), at.clone()),
        _ => (String::new(), start.1.clone()),
    };
    let at = end.as_ref().map_or(start.1.clone(), |(_, at)| at.clone());
    Interval { start, end, tags, note, at }.write(page);
}
