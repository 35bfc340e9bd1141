//! Decides what a sheet leaves open, once for all its columns, and keeps the evidence: the decimal mark and the order of day and
//! month before the sheet is folded, the unit of its bare numbers afterwards.

pub mod days;
pub mod durations;
pub mod names;
pub mod period;
pub mod sheet;
pub mod sniff;
pub mod unit;
