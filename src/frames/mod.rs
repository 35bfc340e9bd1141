//! A finished review as tables that SQL is asked of: `teamcap query`. `tables` says what each table is and fills it, `catalogue`
//! lists them, `query` looks at the SQL before the engine sees it and `refused` for what it
//! would answer wrongly, `size` for what is too long. `engine`, `order`, `sums` and `contained` alone know polars; `answer` is
//! what comes out.

pub mod answer;
pub mod catalogue;
mod checked;
mod contained;
mod decimal;
pub mod engine;
mod float;
mod order;
pub mod query;
mod refused;
mod rewritten;
mod size;
mod sums;
pub mod table;
mod tables;
pub mod value;
