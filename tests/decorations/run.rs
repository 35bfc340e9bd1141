//! Judges many sheets on all cores; what comes out does not depend on which core was faster.

use std::fmt::Write;

use super::case::Case;
use super::chance::Chance;
use super::judge::{Outcome, judge};
use super::write::{config, text};

#[derive(Debug, Clone)]
pub struct Judged {
    pub number: usize,
    pub case: Case,
    pub language: &'static str,
    pub must_ask: bool,
    pub outcome: Outcome,
    /// Of a wrong one: the fewest decorations with which it stays wrong, and how. Of an asked one the same, where that is wanted.
    pub kind: Option<String>,
    pub shrunk: Option<Case>,
}

impl Judged {
    pub fn is_rightly_asked(&self) -> bool {
        self.must_ask && matches!(self.outcome, Outcome::Asked(..))
    }
}

/// The seed of one sheet of a run.
pub fn seed_of(seed: u64, number: usize) -> u64 {
    Chance::of(seed, &number.to_string()).next()
}

pub fn run(seed: u64, numbers: std::ops::Range<usize>, asked: bool) -> Vec<Judged> {
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let mut all: Vec<Judged> = std::thread::scope(|scope| {
        let part = |first: usize| {
            let numbers = numbers.clone().skip(first).step_by(threads);
            scope.spawn(move || numbers.map(|number| judged(seed, number, asked)).collect::<Vec<_>>())
        };
        let parts: Vec<_> = (0..threads).map(part).collect();
        parts.into_iter().flat_map(|part| part.join().expect("a part of the run")).collect()
    });
    all.sort_by_key(|judged| judged.number);
    all
}

/// `asked`: what is asked is shrunk too.
pub fn judged(seed: u64, number: usize, asked: bool) -> Judged {
    let case = Case::new(seed_of(seed, number));
    let (sheet, _) = case.dressed();
    let outcome = judge(&sheet);
    let (language, must_ask) = (sheet.truth.language.name, sheet.must_ask);
    let mut judged = Judged { number, case, language, must_ask, outcome, kind: None, shrunk: None };
    let is_wanted = match judged.outcome {
        Outcome::Understood => false,
        Outcome::Asked(..) => asked && !must_ask,
        Outcome::Wrong(..) => true,
    };
    if is_wanted {
        let (case, how) = shrunk(&judged.case, &judged.outcome);
        let names = case.names();
        let what = match names.as_slice() {
            [] => format!("nothing: {}, {}", case.layout.name(), case.notation.name()),
            names => names.join(" + "),
        };
        judged.kind = Some(format!("{what}: {how}"));
        judged.shrunk = Some(case);
    }
    judged
}

/// What is wrong, or asked first.
fn how(outcome: &Outcome) -> Option<&'static str> {
    match outcome {
        Outcome::Understood => None,
        Outcome::Asked(names, _) => names.first().copied(),
        Outcome::Wrong(kind, _) => Some(kind),
    }
}

/// Leaves one decoration away after the other while it stays wrong, or asked.
fn shrunk(case: &Case, outcome: &Outcome) -> (Case, &'static str) {
    let (mut smallest, mut kind) = (case.clone(), how(outcome).unwrap_or(""));
    for decoration in case.decorations.iter().rev() {
        let smaller = smallest.without(*decoration);
        let other = judge(&smaller.dressed().0);
        if std::mem::discriminant(&other) == std::mem::discriminant(outcome) {
            (smallest, kind) = (smaller, how(&other).unwrap_or(""));
        }
    }
    (smallest, kind)
}

/// A wrong sheet, or one that is asked about, with everything that is needed to see why.
pub fn told(seed: u64, judged: &Judged) -> String {
    let mut told = String::new();
    let case = judged.shrunk.as_ref().unwrap_or(&judged.case);
    let (sheet, _) = case.dressed();
    let _ =
        writeln!(told, "sheet {} of seed {seed} (TEAMCAP_SEED={seed} TEAMCAP_SHEET={})", judged.number, judged.number);
    let _ = writeln!(told, "  {}, {}, {}", case.layout.name(), case.notation.name(), judged.language);
    let _ = writeln!(told, "  decorations: {}", judged.case.names().join(", "));
    let _ = writeln!(told, "  as few as it takes: {}", case.names().join(", "));
    if let Some(said) = config(&sheet) {
        let _ = writeln!(told, "--- teamcap.toml\n{}", said.trim_end());
    }
    for table in sheet.tables.iter().take(2) {
        let text = text(&sheet.style, table).replace("\r\n", "\n").replace('\r', "\n");
        let lines: Vec<&str> = text.lines().collect();
        let _ = writeln!(
            told,
            "--- {}.csv ({} lines)\n{}",
            table.name,
            lines.len(),
            lines[..lines.len().min(24)].join("\n")
        );
    }
    let (copy, others) =
        (sheet.copy.iter().map(|table| table.name.as_str()), sheet.others.iter().map(|(name, _)| name.as_str()));
    let others: Vec<&str> =
        sheet.tables.iter().skip(2).map(|table| table.name.as_str()).chain(copy).chain(others).collect();
    if !others.is_empty() {
        let _ = writeln!(told, "--- and {}", others.join(", "));
    }
    match judge(&sheet) {
        Outcome::Wrong(kind, different) => {
            let _ = writeln!(told, "--- {kind}\n{}", different.iter().take(8).cloned().collect::<Vec<_>>().join("\n"));
        }
        Outcome::Asked(names, first) => {
            let _ = writeln!(told, "--- asked: {}\n{first}", names.join(", "));
        }
        Outcome::Understood => told += "--- understood\n",
    }
    told
}
