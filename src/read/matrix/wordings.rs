//! Cells that are no level: words that nobody has given one, which are told once for the whole matrix, and everything else, which is
//! told at its cell.

use super::layout::Spot;

/// See the module.
#[derive(Debug, Default)]
pub struct Wordings {
    /// Cells that do not read, with the words that they may be misspelt for.
    pub(super) unread: Vec<(String, Vec<String>, Spot)>,
    /// Cells with one coloured sign, which reads as a level of 1 unless it is a traffic light.
    pub(super) lights: Vec<(String, Spot)>,
}

/// Traffic lights that also read as one filled sign.
pub(super) const LIGHTS: &[&str] = &["🟢", "🟩"];

impl Wordings {
    pub fn add(&mut self, text: String, near: Vec<String>, spot: Spot) {
        self.unread.push((text, near, spot));
    }

    /// Looks at a cell that reads.
    pub fn see(&mut self, text: &str, spot: Spot) {
        if LIGHTS.contains(&text) {
            self.lights.push((text.to_owned(), spot));
        }
    }
}
