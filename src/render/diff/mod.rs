//! What changed between two reviews, as a page, as tidy CSV and (in `json`) for programs: three views of one `Diff`.

mod compared;
mod csv;
mod figures;
mod page;
pub mod reasons;

pub use compared::{Diff, Side};
pub use csv::csv;
pub use page::page;
