//! How long the page of 200 people and 13 weeks takes: the release binary, from the files to the page, process start included; the
//! median against its limit, and beside it the same review as CSV. `cargo bench --bench page`.

use std::fmt::Write;
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

/// What the page may take.
const LIMIT: Duration = Duration::from_millis(200);

const RUNS: usize = 11;
const PEOPLE: usize = 200;
const WEEKS: usize = 13;
const SKILLS: usize = 40;
const CATEGORIES: [(&str, &str); 5] = [
    ("Build", "focus"),
    ("Support", "maintenance"),
    ("Docs", "strengthen"),
    ("Research", "experiment"),
    ("Platform", "focus"),
];

fn name(person: usize) -> String {
    format!("Person {person:03} Lastname")
}

/// The sheets of a made-up team: the same each time.
fn write_team(folder: &Path) -> std::io::Result<()> {
    let mut config =
        "version = 1\nteam = \"Large\"\nperiod = \"2024-Q1\"\n\n[[source]]\nfiles = [\"effort.csv\"]\n\n".to_owned();
    config += "[skills]\nmatrix = \"skills.csv\"\n";
    for (category, bucket) in CATEGORIES {
        let _ = write!(config, "\n[[category]]\nname = \"{category}\"\nbucket = \"{bucket}\"\n");
    }
    let mut effort = "Week,Person,Build,Support,Docs,Research,Platform\n".to_owned();
    let mut skills = (0..SKILLS).fold(String::new(), |row, skill| format!("{row},Skill {skill}")) + "\n";
    for person in 0..PEOPLE {
        let _ = write!(config, "\n[[person]]\nname = \"{}\"\n", name(person));
        for week in 1..=WEEKS {
            let shares = (0..CATEGORIES.len()).map(|at| format!("{}%", (person * 7 + week * 11 + at * 5) % 25));
            let shares: Vec<String> = shares.collect();
            let _ = writeln!(effort, "2024-W{week:02},{},{}", name(person), shares.join(","));
        }
        skills += &name(person);
        (0..SKILLS).for_each(|skill| skills += &format!(",{}", (person * 3 + skill * skill + person * skill) % 6));
        skills.push('\n');
    }
    std::fs::write(folder.join("teamcap.toml"), config)?;
    std::fs::write(folder.join("effort.csv"), effort)?;
    std::fs::write(folder.join("skills.csv"), skills)
}

/// One run: how long it took, and how many bytes it wrote.
fn run(folder: &Path, format: &str) -> Option<(Duration, usize)> {
    let start = Instant::now();
    let mut review = Command::new(env!("CARGO_BIN_EXE_teamcap"));
    let output = review.arg("review").arg(folder).args(["--format", format]).stdin(Stdio::null()).output().ok()?;
    output.status.success().then(|| (start.elapsed(), output.stdout.len()))
}

/// The median of all runs.
fn median(folder: &Path, format: &str) -> Option<(Duration, usize)> {
    let mut runs: Vec<(Duration, usize)> = (0..RUNS).map(|_| run(folder, format)).collect::<Option<_>>()?;
    runs.sort_unstable();
    runs.get(RUNS / 2).copied()
}

fn main() -> ExitCode {
    let Ok(folder) = tempfile::tempdir() else { return ExitCode::FAILURE };
    if write_team(folder.path()).is_err() {
        return ExitCode::FAILURE;
    }
    let Some(((page, bytes), (csv, _))) = median(folder.path(), "html").zip(median(folder.path(), "csv")) else {
        println!("page: the binary failed");
        return ExitCode::FAILURE;
    };
    let verdict = if page <= LIMIT { "within" } else { "ABOVE" };
    println!(
        "page of {PEOPLE} people x {WEEKS} weeks: {} ms, {verdict} the limit of {} ms; {} kB (as CSV {} ms)",
        page.as_millis(),
        LIMIT.as_millis(),
        bytes / 1000,
        csv.as_millis()
    );
    if page <= LIMIT { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
