//! Where the bytes of a file come from: the disk, or standard input or a pipe. These can be read only once, so their bytes are
//! kept in a temporary file without a name.

use std::fs::File;
use std::io::{self, IsTerminal, Read, Write};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use super::source_file::{SourceFile, unpacked_name};
use crate::model::place::Place;
use crate::problem::words::diary::Unread;
use crate::problem::words::system::WAITING_FOR_STDIN;
use crate::problem::{DiaryFault, Problem};
use crate::read::diary::{Known, Logbook, known, named};
use crate::read::encoding::Label;
use crate::read::input::{CountedReader, Input, Kept};

/// A file of the folder, ready to be read. Standard input and pipes are read here, to their end. `count` counts every byte that
/// is read, once.
///
/// # Errors
/// Those of the system.
pub fn input(source: &SourceFile, said: Option<Label>, count: Option<Arc<AtomicU64>>) -> io::Result<Input> {
    let name = source.name.clone();
    if let Some(part) = &source.part {
        return Ok(part.input(name, said));
    }
    if let Some(logbook) = &source.logbook {
        return Ok(Input::of_logbook(name, logbook.clone()));
    }
    if source.stdin {
        return Ok(read_once(Input::new(name, stdin(count)?, said)));
    }
    let path = &source.path;
    if is_read_once(path)? {
        return Ok(read_once(Input::new(name, kept(&mut File::open(path)?, count)?, said)));
    }
    let input = Input::new(name, path.clone(), said);
    match count {
        Some(count) => input.counted(count),
        None => Ok(input),
    }
}

/// Reads the file of a time tracker for the command line; `None` if it is none, or cannot be opened. `format`: what the configuration
/// says it is, which may also be what its rows are taken for.
pub fn logbook(input: &Input, format: Option<&str>) -> Option<Result<Logbook, Problem>> {
    let beginning = beginning(input)?;
    let said = format.and_then(|format| named(format, &beginning));
    let own = unpacked_name(Path::new(&*input.name));
    let ending = || own.extension()?.to_str().filter(|ending| OF_DIARIES.contains(ending));
    let by_ending = || named(ending()?, &beginning);
    let diary = match said.map(Known::Diary).or_else(|| known(&beginning).or_else(|| by_ending().map(Known::Diary)))? {
        Known::Diary(diary) => diary,
        Known::ActivityWatch => {
            let fault = DiaryFault::TrackerFile { why: Unread::ActivityWatch };
            return Some(Err(Problem::new(fault).at(Place::file(&input.name))));
        }
    };
    // Where the system fails, it does so again when the file is read as a sheet, and that is told.
    let read = Logbook::read(&input.name, input.text().ok()?, diary).ok()?;
    let says_nothing = read.as_ref().is_ok_and(|read| read.written.entries() == 0 && read.problems.is_empty());
    (!says_nothing).then_some(read)
}

/// Files of these endings are of a time tracker whatever stands in them.
pub const OF_DIARIES: [&str; 3] = ["klg", "timeclock", "timedot"];

/// Whether a file is one of a time tracker for the command line.
pub fn is_logbook(path: &Path) -> bool {
    let input = Input::new(path.to_string_lossy().into(), path.to_path_buf(), None);
    beginning(&input).is_some_and(|text| known(&text).is_some())
}

/// What is read once is standard input or a pipe: it may be the file of a time tracker, too.
fn read_once(input: Input) -> Input {
    match logbook(&input, None) {
        Some(Ok(logbook)) => Input::of_logbook(input.name, Arc::new(logbook)),
        _ => input,
    }
}

/// The beginning of a text: as much of it as says what kind of file it is. Notes may stand above the first time.
fn beginning(input: &Input) -> Option<String> {
    const OF_SHEET: u64 = 8 << 10;
    const OF_NOTES: u64 = 256 << 10;
    let enough = if input.name.ends_with(".csv") { OF_SHEET } else { OF_NOTES };
    let mut bytes = Vec::new();
    input.text().ok()?.take(enough).read_to_end(&mut bytes).ok()?;
    Some(String::from_utf8_lossy(&bytes).into_owned())
}

fn is_read_once(path: &Path) -> io::Result<bool> {
    let about = std::fs::metadata(path)?;
    Ok(!about.is_file() && !about.is_dir())
}

fn stdin(count: Option<Arc<AtomicU64>>) -> io::Result<Kept> {
    let stdin = io::stdin();
    if stdin.is_terminal() {
        // If standard error is closed, nobody can be told.
        let _ = writeln!(io::stderr(), "{WAITING_FOR_STDIN}");
    }
    kept(&mut stdin.lock(), count)
}

fn kept(source: &mut dyn Read, count: Option<Arc<AtomicU64>>) -> io::Result<Kept> {
    let mut file = tempfile::tempfile()?;
    match count {
        Some(count) => io::copy(&mut CountedReader::new(source, count), &mut file)?,
        None => io::copy(source, &mut file)?,
    };
    Ok(Kept::new(file))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::bytes::Bytes;

    #[test]
    fn readers_of_a_file_without_a_name_do_not_disturb_each_other() {
        let kept = kept(&mut b"Week,A\nW1,2\n".as_slice(), None).unwrap();
        let (mut first, mut second) = (kept.open().unwrap(), kept.open().unwrap());
        let (mut begin, mut all, mut rest) = ([0; 5], String::new(), String::new());
        first.read_exact(&mut begin).unwrap();
        second.read_to_string(&mut all).unwrap();
        first.read_to_string(&mut rest).unwrap();
        assert_eq!((&begin, all.as_str(), rest.as_str()), (b"Week,", "Week,A\nW1,2\n", "A\nW1,2\n"));
    }
}
