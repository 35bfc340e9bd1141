//! What texts of a matrix were read as. A matrix has few different texts, and each is looked at many times.

use std::cell::RefCell;

use hashbrown::HashMap;

use super::arithmetic::Cell;
use super::cells::{self, Kind};
use crate::model::skill::SkillRules;

/// See the module.
#[derive(Debug, Default)]
pub struct Met {
    kinds: RefCell<HashMap<String, Kind>>,
    /// By the bar that a tick stands for.
    cells: RefCell<HashMap<u32, HashMap<String, Cell>>>,
}

impl Met {
    /// What a cell with this text may be.
    pub fn kind(&self, text: &str, rules: &SkillRules) -> Kind {
        if let Some(kind) = self.kinds.borrow().get(text) {
            return *kind;
        }
        let kind = cells::kind(text, rules);
        self.kinds.borrow_mut().insert(text.to_owned(), kind);
        kind
    }

    /// What a cell with this text adds to a line that is computed.
    pub fn cell(&self, text: &str, bar: u32, read: impl FnOnce() -> Cell) -> Cell {
        if let Some(cell) = self.cells.borrow().get(&bar).and_then(|of_bar| of_bar.get(text)) {
            return *cell;
        }
        let cell = read();
        self.cells.borrow_mut().entry(bar).or_default().insert(text.to_owned(), cell);
        cell
    }
}
