//! Cells that are no level: words that nobody has given one, which are told once for the whole matrix, and everything else, which is
//! told at its cell.

use super::layout::Spot;
use crate::problem::MatrixFault;
use crate::read::level::usual::{Kind, usual};

/// See the module.
#[derive(Debug, Default)]
pub struct Wordings {
    /// Cells that do not read, with the words that they may be misspelt for.
    pub(super) unread: Vec<(String, Vec<String>, Spot)>,
    /// Cells with one sign that reads as a level by itself, and as another beside traffic lights or circles filled by quarters.
    pub(super) signs: Vec<Sign>,
}

/// A sign, its cell, and what is wrong with it if it is a level by itself.
pub(super) type Sign = (String, Spot, Option<MatrixFault>);

impl Wordings {
    pub fn add(&mut self, text: String, near: Vec<String>, spot: Spot) {
        self.unread.push((text, near, spot));
    }

    /// Keeps a sign that may be a traffic light or a circle filled by quarters, with its fault; returns the fault of anything else.
    pub fn sign(&mut self, text: &str, spot: Spot, fault: Option<MatrixFault>) -> Option<MatrixFault> {
        if !is_sign(text) {
            return fault;
        }
        self.signs.push((text.to_owned(), spot, fault));
        None
    }

    /// Whether a cell that does not read is a word of this kind.
    pub fn has(&self, kind: Kind) -> bool {
        self.unread.iter().any(|(text, ..)| usual(text).is_some_and(|(of, _)| of == kind))
    }
}

/// Whether a text that reads as a level may be a traffic light or a circle.
pub(super) fn is_sign(text: &str) -> bool {
    !text.is_ascii() && matches!(usual(text), Some((Kind::Light | Kind::Ball, _)))
}
