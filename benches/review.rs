//! How much processor time one review of the published quarter takes: the release binary, run many times, user + system
//! time of each run, the median against its limit. `cargo bench --bench review`.
//!
//! The kernel counts the time of ended children in ticks of a hundredth of a second, too coarse for one run: each sample
//! is a batch of runs. Linux only; elsewhere it says so and measures nothing.

use std::process::{Command, ExitCode, Stdio};

/// Milliseconds of processor time that a review may take. With the feature `frames` the program is nine times as large, and
/// the system takes longer to load it.
const LIMIT: u64 = if cfg!(feature = "frames") { 12 } else { 9 };

const SAMPLES: usize = 11;

/// Runs in a sample.
const BATCH: u64 = 50;

/// Ticks in a second: what Linux tells user space on every system since 2.6.
const TICKS: u64 = 100;

/// User + system time of this process's ended children, in ticks.
fn children() -> Option<u64> {
    let stat = std::fs::read_to_string("/proc/self/stat").ok()?;
    // The name in parentheses may hold anything; the fields behind it are numbers. cutime and cstime are 16 and 17.
    let fields: Vec<&str> = stat.rsplit_once(')')?.1.split_whitespace().collect();
    Some(fields.get(13)?.parse::<u64>().ok()? + fields.get(14)?.parse::<u64>().ok()?)
}

fn run() -> bool {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/samples/releng-fy2016-q3");
    let mut review = Command::new(env!("CARGO_BIN_EXE_teamcap"));
    review.args(["review", folder]).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    review.status().is_ok_and(|status| status.success())
}

/// Microseconds of a run, by sample.
fn samples() -> Option<Vec<u64>> {
    let mut samples = Vec::with_capacity(SAMPLES);
    for _ in 0..SAMPLES {
        let before = children()?;
        if !(0..BATCH).all(|_| run()) {
            return None;
        }
        samples.push((children()? - before) * (1_000_000 / TICKS) / BATCH);
    }
    samples.sort_unstable();
    Some(samples)
}

fn main() -> ExitCode {
    if children().is_none() {
        println!("review: not measured, /proc/self/stat is not to be read here");
        return ExitCode::SUCCESS;
    }
    let Some(samples) = samples() else {
        println!("review: the binary failed on samples/releng-fy2016-q3");
        return ExitCode::FAILURE;
    };
    let shown = |micros: u64| format!("{}.{} ms", micros / 1000, micros % 1000 / 100);
    let (median, least, most) = (samples[SAMPLES / 2], samples[0], samples[SAMPLES - 1]);
    let verdict = if median <= LIMIT * 1000 { "within" } else { "ABOVE" };
    println!(
        "review: {} user + sys per run (median of {SAMPLES} x {BATCH} runs; {} to {}), {verdict} the limit of {LIMIT} ms",
        shown(median),
        shown(least),
        shown(most),
    );
    if median <= LIMIT * 1000 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
