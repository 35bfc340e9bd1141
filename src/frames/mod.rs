//! A finished review as tables that SQL is asked of: `teamcap query`. `tables` says what each table is and fills it, `catalogue`
//! lists them, `query` looks at the SQL before the engine sees it and `refused` for what it
//! would answer wrongly, `engine` and `order` alone know polars, `answer` is what
//! comes out.

pub mod answer;
pub mod catalogue;
mod checked;
mod decimal;
pub mod engine;
mod float;
mod order;
pub mod query;
mod refused;
mod rewritten;
pub mod table;
mod tables;
pub mod value;
