//! The tables, a file a subject: each says its columns and makes its rows.

pub mod entries;
pub mod figures;
pub mod periods;
pub mod skills;
pub mod team;
pub mod weeks;
