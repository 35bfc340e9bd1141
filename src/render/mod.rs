//! Bytes out of one finished `Review`: a renderer looks figures up by their address and lays them out. It never reads a
//! file and never adds anything up.

pub mod account;
pub mod asked;
mod coloured;
pub mod converted;
pub mod csv;
pub mod diff;
mod double;
pub mod empty;
pub mod explain;
mod formula;
pub mod html;
pub mod json;
pub mod mapping;
pub mod markdown;
pub mod number;
pub mod open;
pub mod origins;
pub mod page;
pub mod parquet;
pub mod prose;
#[cfg(feature = "frames")]
pub mod query;
pub mod remind;
pub mod rollup;
pub mod roster;
mod rows;
pub mod said;
mod sketch;
pub mod sources;
pub mod start;
pub mod table;
pub mod text;
pub mod unwritable;
pub mod workbook;
