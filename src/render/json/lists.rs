//! Lists of numbers that many figures share, each written once, and the items that a figure is written with.

use std::collections::HashMap;

use serde::Serialize;

/// A number, or a text.
#[derive(Serialize)]
#[serde(untagged)]
pub enum Item<'a> {
    Number(i64),
    Text(&'a str),
    Owned(String),
}

/// Lists of numbers, each once.
#[derive(Default)]
pub struct Lists {
    known: HashMap<Vec<usize>, i64>,
    pub all: Vec<Vec<usize>>,
}

impl Lists {
    /// The number that stands for a list. A list of one number is that number plus one; any other is its position in `all`
    /// plus one, negated. Zero stands for no list.
    pub fn refer(&mut self, list: &[usize]) -> i64 {
        if let [one] = list {
            return *one as i64 + 1;
        }
        if let Some(known) = self.known.get(list) {
            return *known;
        }
        self.all.push(list.to_vec());
        let new = -(self.all.len() as i64);
        self.known.insert(list.to_vec(), new);
        new
    }
}
