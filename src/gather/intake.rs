//! Where the bytes of a file come from: the disk, or standard input or a pipe. These can be read only once, so their bytes are
//! kept in a temporary file without a name.

use std::fs::File;
use std::io::{self, IsTerminal, Read, Write};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use super::source_file::SourceFile;
use crate::problem::words::system::WAITING_FOR_STDIN;
use crate::read::encoding::Label;
use crate::read::input::{CountedReader, Input, Kept};

/// A file of the folder, ready to be read. Standard input and pipes are read here, to their end. `count` counts every byte that
/// is read, once.
///
/// # Errors
/// Those of the system.
pub fn input(source: &SourceFile, said: Option<Label>, count: Option<Arc<AtomicU64>>) -> io::Result<Input> {
    let name = source.name.clone();
    if let Some(tab) = &source.tab {
        return Ok(Input::of_tab(name, tab.text.clone()));
    }
    if let Some(member) = &source.member {
        return Ok(Input::new(name, member.bytes.clone(), said));
    }
    if source.stdin {
        return Ok(Input::new(name, stdin(count)?, said));
    }
    let path = &source.path;
    if is_read_once(path)? {
        return Ok(Input::new(name, kept(&mut File::open(path)?, count)?, said));
    }
    let input = Input::new(name, path.clone(), said);
    match count {
        Some(count) => input.counted(count),
        None => Ok(input),
    }
}

/// The beginning of a text: as many lines as say what kind of file it is.
pub fn beginning(input: &Input) -> Option<String> {
    const ENOUGH: u64 = 8 << 10;
    let mut bytes = Vec::new();
    input.text().ok()?.take(ENOUGH).read_to_end(&mut bytes).ok()?;
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
