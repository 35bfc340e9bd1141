//! What `teamcap init` asks at a terminal, and what it says when it is done.

use super::mapping::toml_text;
use super::number::decimal;
use super::start::{StartCategory, WORKBOOK};

/// The buckets, and what else a category can be.
pub const BUCKETS: [&str; 6] = ["strengthen", "focus", "experiment", "maintenance", "leave", "excluded"];

/// The last of the answers to every question.
pub const LATER: &str = "later: leave the question in teamcap.toml";

pub const PART_TIME: &str = "Who works part-time? (Space to choose, Enter to go on)";

pub const PART_EXPECTED: &str = "a percent such as 80%, or hours such as 32h";

/// What the terminal is called in a message.
pub const TERMINAL: &str = "the terminal";

pub fn bucket_of(category: &StartCategory) -> String {
    let part = category.part.as_ref().map(|part| format!(" ({} % of what is recorded)", decimal(part, 1)));
    format!("Which bucket is {}{}?", toml_text(&category.name), part.unwrap_or_default())
}

pub fn scale_of(highest: u32) -> String {
    format!("No level is above {highest}. Is the scale 0 to {highest}?")
}

pub fn scales(bar: u32) -> Vec<String> {
    vec![format!("yes, and {bar} is enough to be qualified"), "no, it is 0 to 5".to_owned()]
}

pub fn part_of(name: &str) -> String {
    format!("How much does {name} work? 80% or 32h")
}

/// What was written for the next period, and what comes next.
pub fn onward(folder: &str, files: &[&str], sheet: Option<&str>) -> String {
    let next = match sheet {
        Some(WORKBOOK) => format!("the weeks in {WORKBOOK}, as percents, and the levels in skills.csv"),
        Some(sheet) => format!("the weeks in {sheet}, as percents (60%) or hours (24h), and the levels in skills.csv"),
        None => "the exports of the period".to_owned(),
    };
    format!(
        "written in {folder}: {}\nnext: {next}\n  teamcap check {folder}\n  teamcap review {folder}\n",
        files.join(", ")
    )
}
