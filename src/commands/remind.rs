//! `teamcap remind`: who is missing which weeks, as a text to send.

use std::collections::BTreeSet;

use super::exit::Exit;
use super::output;
use super::reviewed::{away, reviewed};
use crate::cli::Remind;
use crate::gather::gather;
use crate::gather::gathered::Gathered;
use crate::render::remind::remind;

pub fn run(arguments: &Remind) -> Exit {
    let gathered = gather(&arguments.input);
    let found = away(&gathered, &arguments.person)
        .and_then(|only| reviewed(&gathered, &[], arguments.tolerance.keep_going).map(|review| (review, only)));
    let (review, only) = match found {
        Ok(found) => found,
        Err(exit) => return exit,
    };
    output::print(&remind(&review, &files(&gathered), &only)).after_errors_of(&gathered, false)
}

/// For each person, the sheets that hold their effort; for somebody who is in none, the only sheet, if there is one.
fn files(gathered: &Gathered) -> Vec<Vec<String>> {
    let mut files: Vec<BTreeSet<String>> = gathered.config.roster.people.iter().map(|_| BTreeSet::new()).collect();
    for roll in &gathered.rolls {
        for name in &roll.ran.names {
            if let Some(person) = gathered.config.roster.find(name) {
                files[person].insert(roll.plan.file.to_string());
            }
        }
    }
    let only = match gathered.rolls.as_slice() {
        [roll] => Some(roll.plan.file.to_string()),
        _ => None,
    };
    files
        .into_iter()
        .map(|files| if files.is_empty() { only.iter().cloned().collect() } else { files.into_iter().collect() })
        .collect()
}
