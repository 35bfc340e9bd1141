//! A finished review as tables that SQL is asked of: `teamcap query`. `tables` says what each table is and fills it, `catalogue`
//! lists them. Before the engine sees the SQL, `query` looks at it, `size` for what is too long, `refused` for what would be
//! answered wrongly; `checked` and `rewritten` write it so that its numbers stay exact. `syntax` is what they all ask of it.
//! `engine`, `order`, `sums` and `contained` alone know polars; `answer` is what comes out.

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
mod syntax;
pub mod table;
mod tables;
pub mod value;
