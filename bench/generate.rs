//! Makes the files that the scripts of this folder measure with: invented people, the same bytes for the same number of rows.
//!
//!     rustc --edition 2024 -O bench/generate.rs -o generate
//!     generate timesheet ROWS FILE     a time tracker's export: 127 bytes a row, a year in the order of its days
//!     generate effort ROWS FILE        person, week, category, percent: 45 bytes a row, a year in the order of its weeks

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::process::ExitCode;

const FIRST: [&str; 40] = [
    "Ada", "Berl", "Chi", "Dima", "Eleni", "Fay", "Gus", "Hiro", "Ivy", "Joao", "Kai", "Luca", "Maeve", "Nik", "Oye",
    "Pilar", "Quin", "Rafe", "Sol", "Tomas", "Uma", "Vik", "Wanda", "Xiu", "Yann", "Zoë", "Arlo", "Bri", "Cas", "Del",
    "Ezra", "Freja", "Gwyn", "Hedda", "Ibra", "Josie", "Kenji", "Lum", "Mirko", "Noor",
];
const LAST: [&str; 50] = [
    "Abbot", "Bloch", "Castro", "Dvorak", "Eklund", "Frost", "Gupta", "Hoff", "Imai", "Jensen", "Kral", "Lefort",
    "Müller", "Naka", "Obi", "Papas", "Quispe", "Rahman", "Sand", "Thapa", "Umar", "Virta", "White", "Xanth", "Yama",
    "Zajac", "Alm", "Bianco", "Cho", "Duarte", "Ellis", "Fonte", "Grant", "Horn", "Ilves", "Jha", "Kaplan", "Lund",
    "Mbeki", "Novy", "Orta", "Pires", "Rossi", "Singh", "Tran", "Ueno", "Vogel", "Weiss", "York", "Zeman",
];
const CLIENTS: [&str; 20] = [
    "Alder",
    "Birch",
    "Cedar",
    "Driftwood",
    "Elm",
    "Fir",
    "Ginkgo",
    "Hawthorn",
    "Ironwood",
    "Juniper",
    "Katsura",
    "Larch",
    "Maple",
    "Nutmeg",
    "Olive",
    "Poplar",
    "Quince",
    "Rowan",
    "Spruce",
    "Teak",
];
const PROJECTS: [&str; 15] = [
    "Website",
    "Billing",
    "Data lake",
    "Mobile app",
    "Search",
    "Onboarding",
    "Build farm",
    "Security",
    "Analytics",
    "Help desk",
    "Payments",
    "Handbook",
    "Migration",
    "Research",
    "Platform",
];
const TASKS: [&str; 24] = [
    "Design",
    "Development",
    "Code review",
    "Testing",
    "Meetings",
    "Planning",
    "Support",
    "Bug fixing",
    "Deployment",
    "Documentation",
    "Research",
    "Incident",
    "Refactoring",
    "Training",
    "Hiring",
    "Monitoring",
    "Upgrade",
    "On-call",
    "Interviews",
    "Prototype",
    "Reporting",
    "Triage",
    "Release",
    "Errands",
];
const DONE: [&str; 24] = [
    "fix flaky login test",
    "weekly sync",
    "review a change",
    "pair on cache bug",
    "update docs",
    "write migration",
    "sort the inbox",
    "look into latency",
    "deploy release",
    "plan sprint",
    "draft proposal",
    "answer tickets",
    "profile a query",
    "clean up alerts",
    "customer call",
    "refactor parser",
    "set up the build",
    "write tests",
    "spike on queue",
    "backfill tables",
    "read logs",
    "prepare demo",
    "upgrade crates",
    "interview notes",
];
const CATEGORIES: [&str; 5] = ["strengthen", "focus", "experiment", "maintenance", "leave"];
const PEOPLE: u64 = 2000;
const MONTHS: [u64; 12] = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/// SplitMix64: small, and the same everywhere.
struct Dice(u64);

impl Dice {
    /// Any number below `sides`.
    fn below(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        ((u128::from(mixed(self.0)) * u128::from(sides)) >> 64) as u64
    }

    fn one<'a>(&mut self, of: &[&'a str]) -> &'a str {
        picked(of, self.below(of.len() as u64))
    }

    /// 0, 1, ...: the first with the first chance out of ten, and so on; behind the last chance, the next number.
    fn skewed(&mut self, chances: &[u64]) -> u64 {
        let mut rolled = self.below(10);
        for (number, &chance) in (0..).zip(chances) {
            if rolled < chance {
                return number;
            }
            rolled -= chance;
        }
        chances.len() as u64
    }
}

fn mixed(mut bits: u64) -> u64 {
    bits = (bits ^ (bits >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    bits = (bits ^ (bits >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    bits ^ (bits >> 31)
}

fn picked<'a>(of: &[&'a str], number: u64) -> &'a str {
    of[(number % of.len() as u64) as usize]
}

/// Month and day of the month, from 1, of a day of 2025, from 0.
fn day_of_2025(mut day: u64) -> (usize, u64) {
    for (month, &days) in (1..).zip(&MONTHS) {
        if day < days {
            return (month, day + 1);
        }
        day -= days;
    }
    (12, 31)
}

struct Clock(u64);

impl std::fmt::Display for Clock {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(to, "{:02}:{:02}:{:02}", self.0 / 3600, self.0 / 60 % 60, self.0 % 60)
    }
}

/// One line in a hundred of the descriptions is two, one in five has a comma, one in twelve says nothing; who works on what, and
/// how often, is skewed as it is in teams: three projects a person, four tasks a project.
fn timesheet(rows: u64, out: &mut impl Write) -> io::Result<()> {
    let mut dice = Dice(42);
    writeln!(
        out,
        "User,Email,Client,Project,Task,Description,Billable,Start date,Start time,End date,End time,Duration,Tags"
    )?;
    for row in 0..rows {
        let person = dice.below(PEOPLE);
        let project = mixed(person * 31 + dice.skewed(&[6, 3]) + 7) % 300;
        let task = picked(&TASKS, mixed(project * 17 + dice.skewed(&[4, 3, 2])));
        let (month, day) = day_of_2025(row * 365 / rows);
        // Nobody works past midnight.
        let start = dice.below(20 * 3600);
        let duration = 60 + dice.below(3 * 3600);
        let (first, last) = (picked(&FIRST, person), picked(&LAST, person / 40));
        write!(out, "{first} {last},{}.{person}@ex.org,", first[..1].to_lowercase())?;
        write!(out, "{},{} {project},{task},", picked(&CLIENTS, project), picked(&PROJECTS, project))?;
        let (done, next) = (dice.one(&DONE), dice.one(&DONE));
        match dice.below(100) {
            0 => write!(out, "\"{done},\n{next} \"\"v{}\"\"\"", dice.below(99))?,
            1..20 => write!(out, "\"{done}, {next}\"")?,
            20..28 => {}
            _ => write!(out, "{done}")?,
        }
        let billable = if dice.below(3) == 0 { "No" } else { "Yes" };
        let tags = picked(&["focus", "core", "\"core, urgent\"", "", "", "", "", ""], dice.below(8));
        let date = format_args!("2025-{month:02}-{day:02}").to_string();
        writeln!(
            out,
            ",{billable},{date},{},{date},{},{},{tags}",
            Clock(start),
            Clock(start + duration),
            Clock(duration)
        )?;
    }
    Ok(())
}

/// Quarters of a percent, people and categories in no order.
fn effort(rows: u64, out: &mut impl Write) -> io::Result<()> {
    let mut dice = Dice(7);
    writeln!(out, "person,week,category,percent")?;
    for row in 0..rows {
        let person = dice.below(PEOPLE);
        let (first, last) = (picked(&FIRST, person), picked(&LAST, person / 40));
        let (week, category) = (1 + row * 52 / rows, dice.one(&CATEGORIES));
        let quarters = dice.below(401);
        write!(out, "{first}.{last}{person:04}@ex.org,2025-W{week:02},{category},{}", quarters / 4)?;
        writeln!(out, "{}", picked(&["", ".25", ".5", ".75"], quarters))?;
    }
    Ok(())
}

fn main() -> ExitCode {
    let said: Vec<String> = std::env::args().skip(1).collect();
    let made = match said.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [kind @ ("timesheet" | "effort"), rows, file] => match rows.parse() {
            Ok(rows) => File::create(file).and_then(|file| {
                let mut out = BufWriter::with_capacity(1 << 20, file);
                if kind == "effort" { effort(rows, &mut out) } else { timesheet(rows, &mut out) }?;
                out.flush()
            }),
            Err(_) => Err(io::Error::other("ROWS is a whole number")),
        },
        _ => Err(io::Error::other("usage: generate timesheet|effort ROWS FILE")),
    };
    match made {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("{why}");
            ExitCode::from(2)
        }
    }
}
