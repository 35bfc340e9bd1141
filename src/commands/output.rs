//! Where text goes: standard output, which may be a pipe that closes, or a file, written whole or not at all.

use std::io::{self, IsTerminal, Write};
use std::path::Path;

use super::exit::Exit;
use crate::model::place::Place;
use crate::problem::show::{Style, draw};
use crate::problem::words::system::{STANDARD_OUTPUT, without_path};
use crate::problem::{Fault, FolderFault, Problem};
use crate::render::number::Shown;
use crate::render::text::TextOptions;
use crate::render::unwritable::Written;

/// Writes a text in its format, or a file of bytes, to a file, whole or not at all, or to standard output. Where there is nothing
/// to write, draws why: `unwritable-file` names the file, other faults are about what would be in it.
pub fn deliver(path: Option<&Path>, text: Written<impl AsRef<[u8]>>) -> Exit {
    match text {
        Ok(text) => put(path, |out| out.write_all(text.as_ref())),
        Err(fault) => unmade(path, Problem::new(*fault)),
    }
}

/// Draws why a file could not be made.
pub fn unmade(path: Option<&Path>, problem: Problem) -> Exit {
    let is_of_file = matches!(problem.fault, Fault::Folder(FolderFault::UnwritableFile { .. }));
    if !is_of_file {
        problems(&[problem]);
        return Exit::Errors;
    }
    let name = path.map_or(STANDARD_OUTPUT.into(), Path::to_string_lossy);
    problems(&[problem.at(Place::file(&name.into()))]);
    Exit::Files
}

/// How to draw text that goes to a file, or to standard output.
pub fn text_options(path: Option<&Path>, said: Option<usize>) -> TextOptions {
    let terminal = path.is_none() && io::stdout().is_terminal();
    TextOptions { width: width(said, terminal), colour: colour_wanted(terminal) }
}

/// Writes to standard output. A reader that has seen enough (`| head`) ends the command quietly.
pub fn print(text: &str) -> Exit {
    put(None, |out| out.write_all(text.as_bytes()))
}

/// Tells which of these files of a folder are there, because they would be overwritten. `Fine` if none is.
pub fn refuse_those_there<'a>(folder: &Path, names: impl Iterator<Item = &'a str>) -> Exit {
    let there: Vec<Problem> = names
        .filter(|name| folder.join(name).exists())
        .map(|name| Problem::new(FolderFault::FileExists {}).at(Place::file(&name.into())))
        .collect();
    problems(&there);
    if there.is_empty() { Exit::Fine } else { Exit::Files }
}

/// Writes files into a folder, which is made where there is none: all of them, or none.
pub fn write_all(folder: &Path, files: &[(String, Vec<u8>)]) -> Exit {
    if let Err(error) = std::fs::create_dir_all(folder) {
        return failed(&folder.to_string_lossy(), &error);
    }
    for (at, (name, bytes)) in files.iter().enumerate() {
        match put(Some(&folder.join(name)), |out| out.write_all(bytes)) {
            Exit::Fine => {}
            exit => {
                files[..at].iter().for_each(|(name, _)| drop(std::fs::remove_file(folder.join(name))));
                return exit;
            }
        }
    }
    Exit::Fine
}

/// Why nothing was written: the target cannot be written, or what would be in it cannot be read.
pub enum Failed {
    Writing(io::Error),
    Reading(Box<Problem>),
}

impl From<io::Error> for Failed {
    fn from(error: io::Error) -> Failed {
        Failed::Writing(error)
    }
}

/// Writes what `text` writes: to standard output, or to a file, whole or not at all: a temporary file beside it is renamed when it
/// is finished.
pub fn put(path: Option<&Path>, text: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Exit {
    put_read(path, |out| text(out).map_err(Failed::from))
}

/// As `put`, of a text that is read from files while it is written.
pub fn put_read(path: Option<&Path>, text: impl FnOnce(&mut dyn Write) -> Result<(), Failed>) -> Exit {
    let written = match path {
        None => {
            let mut out = io::stdout().lock();
            text(&mut out).and_then(|()| Ok(out.flush()?))
        }
        Some(path) => to_file(path, text),
    };
    written.map_or_else(|failed| not_put(path, failed), |()| Exit::Fine)
}

/// Draws why nothing was written. A reader that has seen enough (`| head`) ends the command quietly.
pub fn not_put(path: Option<&Path>, why: Failed) -> Exit {
    match why {
        Failed::Writing(error) if path.is_none() && error.kind() == io::ErrorKind::BrokenPipe => Exit::Fine,
        Failed::Writing(error) => failed(&path.map_or(STANDARD_OUTPUT.into(), Path::to_string_lossy), &error),
        Failed::Reading(problem) => {
            problems(&[*problem]);
            Exit::Files
        }
    }
}

fn to_file(path: &Path, text: impl FnOnce(&mut dyn Write) -> Result<(), Failed>) -> Result<(), Failed> {
    let folder = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut file = tempfile::Builder::new().prefix(".teamcap-").tempfile_in(folder)?;
    text(&mut file)?;
    keep_mode(path, file.as_file())?;
    file.persist(path).map_err(|error| error.error)?;
    Ok(())
}

/// Gives a temporary file, which only its owner may read, the permissions of the file that it replaces, or the usual ones.
#[cfg(unix)]
fn keep_mode(path: &Path, file: &std::fs::File) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    let mode = std::fs::metadata(path).map_or(0o644, |metadata| metadata.permissions().mode());
    file.set_permissions(std::fs::Permissions::from_mode(mode))
}

#[cfg(not(unix))]
fn keep_mode(_path: &Path, _file: &std::fs::File) -> io::Result<()> {
    Ok(())
}

/// Draws the problem that a file cannot be written.
pub fn failed(name: &str, error: &io::Error) -> Exit {
    let fault = FolderFault::UnwritableFile { message: without_path(&error.to_string()) };
    problems(&[Problem::new(fault).at(Place::file(&name.into()))]);
    Exit::Files
}

/// Draws problems on standard error.
pub fn problems(problems: &[Problem]) {
    if problems.is_empty() {
        return;
    }
    let colour = colour_wanted(io::stderr().is_terminal());
    let style = Style { colour, width: width(None, io::stderr().is_terminal()) };
    let text = draw(problems, &Shown, style);
    // If standard error is closed, nobody can be told.
    let _ = io::stderr().lock().write_all(text.as_bytes());
}

/// Whether to use colour: at a terminal, unless `NO_COLOR` is set or the terminal is dumb.
pub fn colour_wanted(terminal: bool) -> bool {
    let no_colour = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    let dumb = std::env::var_os("TERM").is_some_and(|value| value == "dumb");
    terminal && !no_colour && !dumb
}

/// The width to write in, in columns: the one that is asked for, otherwise the terminal's, otherwise 80.
pub fn width(said: Option<usize>, terminal: bool) -> usize {
    const PIPE: usize = 80;
    const MOST: usize = 120;
    let found =
        || terminal_size::terminal_size().map(|(terminal_size::Width(columns), _)| usize::from(columns).min(MOST));
    said.or_else(|| if terminal { found() } else { None }).unwrap_or(PIPE).max(20)
}
