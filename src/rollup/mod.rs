//! Runs a Plan over the blocks of a file, in stages, into a sink: `fold` sums (`join` puts the sums of all workers in order), `trace` collects the cells behind a
//! figure or a message. `ledger` joins the folds of all files into entries of one unit. Exact integers throughout.

pub mod above;
pub mod canonical;
mod cells;
mod combos;
mod cores;
pub mod evidence;
pub mod fold;
pub mod folded;
mod intern;
mod join;
mod labels;
pub mod ledger;
mod merge;
pub mod noted;
mod quick;
mod refusals;
mod room;
pub mod run;
mod stage;
pub mod summary;
mod tested;
mod totals;
pub mod trace;
pub mod workers;
