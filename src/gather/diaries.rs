//! Files of time trackers for the command line among the files of a folder. Each is read here, once, and becomes a table with a row
//! an entry; from there on it is read like an export.

use std::path::Path;
use std::sync::Arc;

use super::intake;
use super::source_file::{SourceFile, has_extension, unpacked_name};
use super::understood::stem_of;
use crate::config::{Config, SourceSpec};
use crate::decide::sheet::names_nobody;
use crate::model::place::Place;
use crate::problem::words::question::Lacks;
use crate::problem::{Problem, Question};
use crate::read::diary::Logbook;
use crate::read::input::Input;
use crate::read::plan::{Header, Plan};
use crate::rollup::noted::Remark;
use crate::rollup::ran::Ran;

/// Files of these names are looked into. That of Watson has no ending.
const MAYBE: [&str; 5] = ["data", "json", "org", "txt", ""];

/// Whether a file in a folder is one of a time tracker for the command line.
pub fn is_diary(path: &Path) -> bool {
    let name = unpacked_name(path);
    let has = |ending: &str| match ending.is_empty() {
        true => name.extension().is_none(),
        false => has_extension(&name, ending),
    };
    intake::OF_DIARIES.into_iter().any(has) || MAYBE.into_iter().any(has) && intake::is_logbook(path)
}

/// Reads those of the files that are of time trackers. One that is known and not read is left out, which is told.
pub fn read(files: &mut Vec<SourceFile>, config: &Config, problems: &mut Vec<Problem>) {
    files.retain_mut(|file| {
        if file.stdin || file.part.is_some() || !file.path.is_file() {
            return true;
        }
        let spec = file.spec.and_then(|at| config.sources.get(at));
        let input = Input::new(file.name.clone(), file.path.clone(), spec.and_then(|spec| spec.encoding));
        let format = spec.and_then(|spec| spec.format.as_ref()).map(|said| said.value.as_str());
        match intake::logbook(&input, format) {
            None => true,
            Some(Ok(logbook)) => {
                file.logbook = Some(Arc::new(logbook));
                true
            }
            Some(Err(problem)) => {
                problems.push(problem);
                false
            }
        }
    });
}

/// Whether the table that was made of a file is read as what it is: the configuration neither maps its columns nor says another format.
pub fn is_read_as(spec: &SourceSpec, logbook: &Logbook) -> bool {
    spec.columns.is_empty() && spec.format.as_ref().is_none_or(|said| said.value == logbook.tracker().name)
}

/// The plan of the table that was made of a file. No line of it says whose it is: that is said in the configuration or by the name of
/// the file.
///
/// # Errors
/// `asked-sheet` if neither says it, with what is wrong in the file.
pub fn plan(
    source: &SourceFile,
    spec: Option<&SourceSpec>,
    header: Header,
    config: &Config,
    logbook: &Logbook,
) -> Result<Plan, Vec<Problem>> {
    let unsaid = || {
        let question = Question::AskedSheet { lacks: Lacks::Person };
        let problem = Problem::new(question).at(Place::file(&source.name));
        std::iter::once(problem).chain(logbook.problems.iter().cloned()).collect::<Vec<_>>()
    };
    let said = spec.and_then(|spec| spec.person.as_ref()).map(|said| said.value.clone());
    let person = said.or_else(|| owner(source, config)).ok_or_else(unsaid)?;
    logbook.tracker().plan(&source.name, header, Some(&person)).map_err(|_| unsaid())
}

/// The person whose name that of a file is. Months and words for trackers are nobody's.
fn owner(source: &SourceFile, config: &Config) -> Option<String> {
    const WORDS: &str = "clock data default diary entries export frames hours inbox journal klog log logbook main notes org tasks time \
                         timeclock timedot timelog times timesheet timewarrior tracking watson worklog";
    let stem = stem_of(source, config);
    if config.roster.find(&stem).is_some() {
        return Some(stem);
    }
    let is_word = |part: &str| WORDS.split(' ').any(|word| word == part.to_lowercase());
    let has_word = || stem.split([' ', '-', '_', '.']).any(is_word);
    let is_name = stem.chars().any(char::is_alphabetic) && !stem.chars().any(char::is_numeric);
    (is_name && !names_nobody(&stem) && !has_word()).then_some(stem)
}

/// Adds the lines that are no entries to the account of a file: those that are not understood, with what is wrong with them, and
/// those that say nothing of a time.
pub fn account(ran: &mut Ran, input: &Input) {
    let Some(logbook) = input.logbook() else { return };
    ran.accounting.rows_read += logbook.rejected;
    ran.accounting.rows_rejected += logbook.rejected;
    ran.problems.extend(logbook.problems.iter().cloned());
    let left_out = logbook.left_out.len() as u64;
    ran.accounting.rows_read += left_out;
    ran.accounting.rows_excluded += left_out;
    logbook.left_out.iter().for_each(|place| ran.remarks.note(Remark::Wordy, None, || place.clone()));
}
