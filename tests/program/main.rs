//! The program as a user meets it: run in a folder, its output held against the files beside the input. One test binary,
//! because each one links the table engine again.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod addresses;
mod archives;
mod cli;
#[path = "../compare/mod.rs"]
mod compare;
mod convert;
mod derived;
mod diaries;
mod diff;
mod digits;
mod docs;
mod exports;
mod front_door;
mod golden;
mod init;
mod intake;
mod kept;
mod messages;
mod names;
mod origins;
mod parquet;
mod parquet_tables;
mod person_weeks;
#[cfg(feature = "frames")]
mod query;
#[cfg(feature = "frames")]
mod query_faults;
#[cfg(feature = "frames")]
mod query_refused;
#[cfg(feature = "frames")]
mod query_sums;
mod read_back;
mod rows;
mod schema;
#[cfg(feature = "serve")]
mod serve;
mod shares;
mod support;
mod tock;
mod told;
mod told_written;
mod workbooks;
mod written;
mod xlsx;
