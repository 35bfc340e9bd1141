//! teamcap: effort sheets and a skill matrix in, a review that can be trusted to the last cell out.
//! Numbers move one way: bytes -> `read` -> `rollup` -> `calc` -> `render` -> bytes.

pub mod calc;
pub mod cli;
pub mod commands;
pub mod config;
pub mod decide;
#[cfg(feature = "frames")]
pub mod frames;
pub mod gather;
pub mod model;
pub mod problem;
pub mod read;
pub mod render;
pub mod rollup;
