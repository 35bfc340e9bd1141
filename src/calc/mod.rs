//! Verbs, exact in and exact out: the roll-up, the roster and the matrices become one finished `Review`.

pub mod coverage;
pub mod figure;
pub mod review;
