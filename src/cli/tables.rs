//! The flags of `teamcap rollup` and `teamcap convert`, which write tables.

use std::path::PathBuf;

use clap::Args;

use super::shared::{Input, Tolerance};

/// The flags of both.
#[derive(Debug, Args)]
pub struct Tables {
    #[command(flatten)]
    pub input: Input,
    #[command(flatten)]
    pub tolerance: Tolerance,
    /// Write to this file, whole or not at all, instead of standard output; as Parquet where its name ends in .parquet, as
    /// a workbook (convert alone) where it ends in .xlsx, else as CSV
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
}
