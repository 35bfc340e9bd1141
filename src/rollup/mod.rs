//! From a plan and the bytes of a file to exact sums. `engine` reads a file block by block and either sums it (`engine::fold`) or
//! shows its rows to a `Sink` (`engine::run`: `trace` collects cells, `above` looks for cells above their limit). `join` puts the
//! sums of all files into one `Ledger` and refuses rows; `canonical` makes their table. docs/rollup.md follows one row through it.

pub mod above;
pub mod breaks;
pub mod canonical;
mod cores;
pub mod counts;
pub mod engine;
pub mod entries;
pub mod evidence;
pub mod folded;
pub mod job;
pub mod join;
pub mod ledger;
pub mod noted;
pub mod overlaps;
pub mod people;
pub mod ran;
mod refusals;
pub mod roll;
pub mod staged;
pub mod summary;
#[cfg(test)]
mod testing;
pub mod trace;
pub mod units;
