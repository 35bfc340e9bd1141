//! Files in. A container becomes blocks of records, a header becomes a Plan, a cell becomes an exact amount. A reader does
//! not know what a category means.

pub mod cell;
pub mod csv;
pub mod grid;
pub mod level;
pub mod matrix;
pub mod plan;
pub mod shape;
pub mod when;
