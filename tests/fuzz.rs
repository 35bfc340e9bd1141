//! The targets of fuzz/ without libFuzzer: for a few seconds, on a stable compiler, with inputs that are made by changing the
//! files of samples/. The inputs are the same in every run, as far as it comes in its time: `FUZZ_SECONDS` for each target.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

#[path = "../fuzz/targets/cell.rs"]
mod cell;
#[path = "../fuzz/targets/csv.rs"]
mod csv_file;
#[path = "../fuzz/targets/diary.rs"]
mod diary;

use std::panic::catch_unwind;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// A generator of numbers that look random (xorshift64*), so that a find comes again.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) as usize % sides.max(1)
    }
}

/// What readers of text stumble over.
const PIECES: [&[u8]; 20] = [
    b",",
    b";",
    b"\t",
    b"\n",
    b"\r\n",
    b"\r",
    b"\"",
    b"\"\"",
    b"sep=;\n",
    b"\xEF\xBB\xBF",
    b"\0",
    b"\xFF\xFE",
    b"\xE4",
    b"1.234,56",
    b"-0.5",
    b"7:30",
    b"99999999999999999999999999999999999999",
    b"%",
    b" ",
    b"\xC2\xA0",
];

/// The endings of sheets, and of the files of time trackers; that of Watson has none.
const OF_TEXT: [&str; 8] = ["csv", "txt", "data", "json", "klg", "timeclock", "timedot", "org"];

/// The sheets and the files of time trackers of samples/, each cut to its first bytes.
fn corpus() -> Vec<Vec<u8>> {
    fn visit(folder: &Path, found: &mut Vec<PathBuf>) {
        for path in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                visit(&path, found);
            } else if path.extension().is_none_or(|end| OF_TEXT.iter().any(|text| end == *text)) {
                found.push(path);
            }
        }
    }
    let mut files = Vec::new();
    visit(&Path::new(env!("CARGO_MANIFEST_DIR")).join("samples"), &mut files);
    files.sort();
    let cut = |file: PathBuf| std::fs::read(file).unwrap().into_iter().take(600).collect();
    let corpus: Vec<Vec<u8>> = files.into_iter().map(cut).collect();
    assert!(corpus.iter().any(|text| text.starts_with(b"Week,Person,")));
    corpus
}

/// A part of one of the texts, with a few changes: a byte, a piece put in, a piece cut out, the tail of another text.
fn changed(dice: &mut Dice, corpus: &[Vec<u8>], most: usize) -> Vec<u8> {
    let pick = |dice: &mut Dice| &corpus[dice.roll(corpus.len())];
    let first = pick(dice);
    let from = if dice.roll(3) == 0 { 0 } else { dice.roll(first.len()) };
    let mut text: Vec<u8> = first[from..].iter().copied().take(1 + dice.roll(most)).collect();
    for _ in 0..dice.roll(5) {
        let at = dice.roll(text.len() + 1);
        match dice.roll(5) {
            0 if at < text.len() => text[at] = dice.roll(256) as u8,
            1 => {
                let end = (at + dice.roll(8)).min(text.len());
                text.drain(at..end);
            }
            2 => {
                let other = pick(dice);
                text.truncate(at);
                text.extend_from_slice(&other[dice.roll(other.len())..]);
            }
            _ => {
                text.splice(at..at, PIECES[dice.roll(PIECES.len())].iter().copied());
            }
        }
    }
    text.truncate(most);
    text
}

/// However slow the machine is.
const LEAST: u64 = 100;

/// Calls `check` with changed texts until the time is over; a panic is told with the text that led to it.
fn run(seed: u64, most: usize, check: impl Fn(&mut Dice, &[u8]) + std::panic::RefUnwindSafe) {
    let seconds = std::env::var("FUZZ_SECONDS").map_or(2, |text| text.parse().unwrap());
    let (corpus, end) = (corpus(), Instant::now() + Duration::from_secs(seconds));
    let (mut dice, mut runs) = (Dice(seed), 0_u64);
    while runs < LEAST || Instant::now() < end {
        let text = changed(&mut dice, &corpus, most);
        let state = dice.0;
        let checked = catch_unwind(|| {
            let mut dice = Dice(state);
            check(&mut dice, &text);
        });
        assert!(
            checked.is_ok(),
            "run {runs} from seed {seed:#x} panicked, with this text:\n{:?}",
            text.escape_ascii().to_string()
        );
        dice.roll(1);
        runs += 1;
    }
    println!("{runs} runs");
}

#[test]
fn csv_files_of_any_bytes_are_read_the_same_in_any_blocks() {
    run(0x7EA_CA9, 400, |dice, text| csv_file::check(dice.roll(256) as u8, dice.roll(256) as u8, text));
}

#[test]
fn a_cell_of_any_text_is_read_or_refused() {
    run(0xCE11, 24, |_, text| cell::check(&String::from_utf8_lossy(text)));
}

#[test]
fn the_file_of_a_time_tracker_of_any_bytes_is_read_or_its_lines_are_told() {
    run(0xD1A_12E5, 400, |dice, text| diary::check(dice.roll(256) as u8, text));
}

/// A target that nothing drives is no test.
#[test]
fn every_target_is_run_here() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz");
    for below in ["targets", "fuzz_targets"] {
        let mut names: Vec<_> =
            std::fs::read_dir(folder.join(below)).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        names.sort();
        assert_eq!(names, ["cell.rs", "csv.rs", "diary.rs"], "{below}");
    }
}
