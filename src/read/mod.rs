//! Files in: containers, shapes and cells. A reader does not know what a category means.

pub mod grid;
pub mod level;
pub mod matrix;
