//! The calendars of public holidays that a configuration names.

use std::io::Read;
use std::path::Path;
use std::sync::Arc;

use super::folder::{is_of_system, unreadable};
use crate::config::Config;
use crate::model::place::Place;
use crate::model::rules::Holiday;
use crate::problem::{FolderFault, HolidayFault, Problem};
use crate::read::Opening;
use crate::read::ics;
use crate::read::input::Input;
use crate::read::text::Text;

/// Adds the days of the calendars to the rules. Returns whether the system refused to let one be read.
pub fn read(config: &mut Config, root: &Path, problems: &mut Vec<Problem>) -> bool {
    let mut failed = false;
    for named in std::mem::take(&mut config.holiday_files) {
        let (path, name): (_, Arc<str>) = (root.join(&named.file.value), named.file.value.as_str().into());
        if !path.is_file() {
            let fault = FolderFault::MissingFile { pattern: named.file.value.clone() };
            problems.push(Problem::new(fault).at(named.file.place.clone()));
            continue;
        }
        match whole(&Input::new(name.clone(), path, None)) {
            Ok((bytes, text)) => {
                let (events, found) = ics::read(&bytes, text.decoded_from(), &name);
                problems.extend(found.into_iter().chain(text.guessed(&name)));
                for event in events {
                    let holiday = |day| Holiday {
                        day,
                        name: event.name.clone(),
                        people: named.people.clone(),
                        place: event.place.clone(),
                    };
                    config.rules.holidays.extend(event.from.through(event.to).map(holiday));
                }
            }
            Err(Opening::Problems(found)) => problems.extend(found),
            Err(Opening::Io(error)) => {
                let problem = unreadable(&name, &error);
                failed |= is_of_system(&problem);
                problems.push(problem);
            }
        }
        config.holiday_files.push(named);
    }
    problems.extend(unread(config, root));
    failed
}

/// Reads all of a calendar: its bytes, and the text they came from.
fn whole(input: &Input) -> Result<(Vec<u8>, Text), Opening> {
    let (mut bytes, mut text) = (Vec::new(), input.text()?);
    text.read_to_end(&mut bytes)?;
    Ok((bytes, text))
}

/// A note for each calendar in the folder that the configuration does not name.
fn unread(config: &Config, root: &Path) -> Vec<Problem> {
    let entries = std::fs::read_dir(root).into_iter().flatten().filter_map(Result::ok);
    let is_calendar = |name: &String| name.to_lowercase().ends_with(".ics");
    let is_named = |name: &String| config.holiday_files.iter().any(|named| named.file.value == *name);
    let mut names: Vec<String> = entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.retain(|name| is_calendar(name) && !is_named(name));
    names.sort();
    let note = |name: String| Problem::new(HolidayFault::UnreadCalendar {}).at(Place::file(&name.into()));
    names.into_iter().map(note).collect()
}
