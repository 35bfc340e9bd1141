//! Faults of skill matrices.

use super::quoted;
use crate::problem::{Numerals, Words, faults};

faults! {
    pub enum MatrixFault {
        /// A level above the scale, or one that is not whole. Levels are never clipped.
        LevelOutsideScale { text: String, scale_max: u32 } = "level-outside-scale", Error;
    }
}

impl MatrixFault {
    pub fn words(&self, _numerals: &dyn Numerals) -> Words {
        match self {
            MatrixFault::LevelOutsideScale { text, scale_max } => Words {
                found: format!("{} is outside the scale", quoted(text)),
                expected: format!("a whole level from 0 to {scale_max}"),
                write: String::new(),
            },
        }
    }
}
