//! The tables, a file a subject: each says its columns and makes its rows.

pub mod effort;
pub mod figures;
pub mod skills;
pub mod team;
pub mod weeks;
