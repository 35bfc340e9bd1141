//! One file a command: gather, calculate, render, and say how it ended. No sums, no words, no rounding here. What several
//! commands share is `reviewed` (the review of what was gathered), `several` (of several folders), `behind` (the cells behind a
//! figure), `output` (where text goes) and `exit` (the exit code).

mod asking;
pub mod behind;
pub mod check;
pub mod convert;
pub mod diff;
pub mod exit;
pub mod explain;
pub mod init;
pub mod manual;
mod onward;
pub mod output;
#[cfg(feature = "frames")]
pub mod query;
pub mod remind;
pub mod review;
pub mod reviewed;
pub mod rollup;
#[cfg(feature = "serve")]
pub mod serve;
mod several;
pub mod sources;
mod understood;
