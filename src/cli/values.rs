//! What a flag may be one of.

use clap::ValueEnum;

use crate::model::rules::{Average, WeekRule};

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    Text,
    Markdown,
    /// One page for a browser, with pictures
    Html,
    Json,
    Csv,
}

/// The formats of a review.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ReviewFormat {
    Text,
    Markdown,
    /// One page for a browser, with pictures
    Html,
    Json,
    Csv,
    /// A workbook that goes on calculating: its totals and shares are formulas
    Xlsx,
}

/// The formats of what is a page and no table of figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum PageFormat {
    Text,
    Markdown,
    /// One page for a browser
    Html,
}

/// The formats of `sources`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum SourcesFormat {
    Text,
    Markdown,
    /// One page for a browser
    Html,
    Json,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum AverageArg {
    /// The weeks in which the person submitted anything
    Reported,
    /// Category by category, the weeks whose cell is not blank
    Filled,
    /// All weeks in which the person was employed
    Period,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum WeekRuleArg {
    /// Whole ISO weeks whose Thursday lies in the period
    Thursday,
    /// The calendar days of the period
    ByDay,
}

impl From<AverageArg> for Average {
    fn from(arg: AverageArg) -> Average {
        match arg {
            AverageArg::Reported => Average::Reported,
            AverageArg::Filled => Average::Filled,
            AverageArg::Period => Average::Period,
        }
    }
}

impl From<WeekRuleArg> for WeekRule {
    fn from(arg: WeekRuleArg) -> WeekRule {
        match arg {
            WeekRuleArg::Thursday => WeekRule::Thursday,
            WeekRuleArg::ByDay => WeekRule::ByDay,
        }
    }
}
