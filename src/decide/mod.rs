//! What a sheet leaves open is decided here, once for all its columns and with the evidence kept: decimal mark and order
//! of day and month before it is folded, the unit of bare numbers after.

pub mod days;
pub mod durations;
pub mod names;
pub mod period;
pub mod scout;
pub mod unit;
