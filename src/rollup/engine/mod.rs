//! The fast fold, behind one door: `fold` sums a file on all cores. `run` reads a file in order, for sinks that want its rows.
//!
//! Workers (`worker`) take blocks from a shared `source`. Each row takes the fast path (`fast`: known labels, compared as bytes) or
//! the careful one (`stage`: every question, with `labels` and their dictionaries), and its amount is added to a cell of its group
//! (`partial`, `group_keys`, `cells`). At the end `renumber` merges the labels of all workers, and `merge` their sums. The
//! result does not depend on the number of workers or the size of the blocks. docs/rollup.md follows one row through all of it.
//!
//! The modules are private: the rest of the crate knows what is exported here and nothing else.

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
