//! DOC

pub use fold::fold;
pub use options::Options;
pub use run::run;

mod activity;
mod cells;
mod days;
mod dictionary;
mod fast;
mod fold;
mod group_keys;
mod hash;
mod intern;
mod labels;
mod merge;
mod options;
mod output;
mod partial;
mod pattern_classes;
mod renumber;
mod run;
mod source;
mod stage;
mod totals;
mod worker;

#[cfg(test)]
mod tests;
