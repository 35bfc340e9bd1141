//! Every message, a file a room: its facts beside what was found, what was expected and what to write instead.

pub mod config;
pub mod decision;
pub mod diary;
pub mod entry;
pub mod file;
pub mod finding;
pub mod folder;
pub mod holiday;
pub mod matrix;
pub mod query;
pub mod question;
pub mod sheet;
mod stranger;
pub mod system;
pub mod workbook;
pub mod written;
