//! A line on standard error that shows how much of the files has been read. It appears at a terminal after a second, and is
//! removed when the reading ends.

use std::io::{self, IsTerminal};
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Condvar, Mutex};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::source_file::SourceFile;
use crate::problem::words::system::{READING, READING_OF};

/// How long a reading may take without a line.
const PATIENCE: Duration = Duration::from_secs(1);
const BETWEEN: Duration = Duration::from_millis(100);

/// The line, until this is dropped. `None` where there is no terminal: nothing is counted then.
#[derive(Debug, Default)]
pub struct Progress(Option<Shown>);

#[derive(Debug)]
struct Shown {
    state: Arc<State>,
    line: Option<JoinHandle<()>>,
    names: bool,
}

#[derive(Debug, Default)]
struct State {
    /// Bytes of the files as they stand on the disk, each counted once.
    read: Arc<AtomicU64>,
    now: Mutex<Now>,
    changed: Condvar,
}

#[derive(Debug, Default)]
struct Now {
    file: Arc<str>,
    is_over: bool,
}

impl Progress {
    /// `names`: the names of files may be shown.
    pub fn of(files: &[SourceFile], names: bool) -> Progress {
        let is_typed = files.iter().any(|file| file.stdin) && io::stdin().is_terminal();
        let is_dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
        if is_typed || is_dumb || !io::stderr().is_terminal() {
            return Progress(None);
        }
        let (state, paths) = (Arc::new(State::default()), files.iter().map(|file| file.path.clone()).collect());
        let of_line = state.clone();
        let line = thread::Builder::new().spawn(move || of_line.show(paths));
        // If the thread cannot be started, the files are read without a line.
        Progress(line.ok().map(|line| Shown { state, line: Some(line), names }))
    }

    /// The counter of the bytes that are read, if they are counted.
    pub fn counter(&self) -> Option<Arc<AtomicU64>> {
        self.0.as_ref().map(|shown| shown.state.read.clone())
    }

    /// Shows the name of the file that is read now.
    pub fn at(&self, file: &Arc<str>) {
        if let Some(shown) = self.0.as_ref().filter(|shown| shown.names)
            && let Ok(mut now) = shown.state.now.lock()
        {
            now.file = file.clone();
        }
    }

    /// Starts again from zero: all files are read once more.
    pub fn begin(&self) {
        if let Some(shown) = &self.0 {
            shown.state.read.store(0, Ordering::Relaxed);
        }
    }
}

impl Drop for Shown {
    fn drop(&mut self) {
        if let Ok(mut now) = self.state.now.lock() {
            now.is_over = true;
        }
        self.state.changed.notify_all();
        if let Some(line) = self.line.take() {
            // A panic in the progress line must not end the reading.
            let _ = line.join();
        }
    }
}

impl State {
    /// Waits this long and returns the file that is read then; `None` as soon as the reading is over.
    fn after(&self, time: Duration) -> Option<Arc<str>> {
        let now = self.now.lock().ok()?;
        let (now, _) = self.changed.wait_timeout_while(now, time, |now| !now.is_over).ok()?;
        (!now.is_over).then(|| now.file.clone())
    }

    fn show(&self, paths: Vec<PathBuf>) {
        let Some(mut file) = self.after(PATIENCE) else { return };
        let length = |path: &PathBuf| std::fs::metadata(path).ok().filter(|about| about.is_file());
        let total = paths.iter().map(|path| Some(length(path)?.len())).sum::<Option<u64>>();
        let bar = ProgressBar::with_draw_target(total, ProgressDrawTarget::stderr()).with_elapsed(PATIENCE);
        let template = if total.is_some() { READING_OF } else { READING };
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style.progress_chars("=> "));
        }
        loop {
            bar.set_message(file.chars().filter(|c| !c.is_control()).collect::<String>());
            let read = self.read.load(Ordering::Relaxed);
            bar.set_position(total.map_or(read, |total| total.min(read)));
            bar.tick();
            match self.after(BETWEEN) {
                Some(next) => file = next,
                None => return bar.finish_and_clear(),
            }
        }
    }
}
