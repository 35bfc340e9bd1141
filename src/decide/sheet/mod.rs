//! Understands a small sheet as a whole: where its table is, what each column and each row is, and the evidence for it. Two readings
//! that both fit are a question, never a guess.

mod across;
mod amounts;
mod arithmetic;
mod around;
mod aside;
mod away;
mod cells;
mod column;
mod concept;
mod dated;
mod days;
mod groups;
mod heading;
mod held;
mod labels;
mod making;
mod measured;
mod names;
mod nobody;
mod numbers;
mod place;
mod planned;
mod question;
mod reading;
mod role;
mod rows;
mod sketch;
mod sums;
mod table;
mod tables;
mod understand;
mod whole;
mod whose;
mod words;

pub use away::{Away, away};
pub use cells::Cells;
pub use heading::names_leave;
pub use names::are_like_full_names;
pub use planned::{LeftOut, Planned, planned};
pub use question::{notes, questions};
pub use reading::{Context, NoReading, Reading, Who, Word};
pub use role::{Role, TimeRole};
pub use sketch::sketch;
pub use understand::reading;
