//! A sheet in a file that holds several: a tab of a workbook, or a file in a zip container.

use std::sync::Arc;

use crate::read::archive::Member;
use crate::read::encoding::Label;
use crate::read::input::Input;
use crate::read::workbook::Tab;

/// See the module.
#[derive(Debug, Clone)]
pub enum Part {
    Tab(Arc<Tab>),
    File(Arc<Member>),
}

impl Part {
    pub fn name(&self) -> &str {
        match self {
            Part::Tab(tab) => &tab.name,
            Part::File(file) => &file.name,
        }
    }

    /// The text of a tab, or a file as it stands in its container.
    pub fn bytes(&self) -> &Arc<[u8]> {
        match self {
            Part::Tab(tab) => &tab.text,
            Part::File(file) => &file.bytes,
        }
    }

    /// It as something to read, under the name that places call it by. `said` is the encoding, if the configuration says it; the text
    /// of a tab has none.
    pub fn input(&self, name: Arc<str>, said: Option<Label>) -> Input {
        match self {
            Part::Tab(tab) => Input::of_tab(name, tab.text.clone()),
            Part::File(file) => Input::new(name, file.bytes.clone(), said),
        }
    }
}
