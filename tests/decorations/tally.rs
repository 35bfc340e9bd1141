//! The counts of a run, by decoration, by layout, by unit.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::judge::Outcome;
use super::run::Judged;

/// Understood, asked, wrong.
#[derive(Debug, Clone, Copy, Default)]
pub struct Counts {
    pub understood: usize,
    pub asked: usize,
    pub wrong: usize,
    /// Of the asked: where only a question is right.
    pub rightly: usize,
}

impl Counts {
    fn add(&mut self, judged: &Judged) {
        match judged.outcome {
            Outcome::Understood => self.understood += 1,
            Outcome::Asked(..) => self.asked += 1,
            Outcome::Wrong(..) => self.wrong += 1,
        }
        self.rightly += usize::from(judged.is_rightly_asked());
    }

    fn all(&self) -> usize {
        self.understood + self.asked + self.wrong
    }

    /// Tenths of a percent that were understood without a question, of those that need none.
    pub fn permille(&self) -> usize {
        self.understood * 1000 / (self.all() - self.rightly).max(1)
    }
}

pub fn counts(all: &[Judged]) -> Counts {
    all.iter().fold(Counts::default(), |mut counts, judged| {
        counts.add(judged);
        counts
    })
}

/// The line, the tables and the most common kinds of wrong and of questions.
pub fn told(all: &[Judged]) -> String {
    let counts = counts(all);
    let Counts { understood, asked, wrong, rightly } = counts;
    let (n, permille) = (all.len(), counts.permille());
    let mut text = String::new();
    let percent = format!("{}.{}", permille / 10, permille % 10);
    let _ = writeln!(
        text,
        "{n} sheets: {understood} understood without a question ({percent} %), {asked} asked, {wrong} wrong"
    );
    let _ = writeln!(text, "{rightly} of the asked had to be asked; the percent is of the others");
    table(&mut text, "by layout", all, |judged| vec![judged.case.layout.name().to_owned()]);
    table(&mut text, "by unit", all, |judged| vec![judged.case.notation.name().to_owned()]);
    table(&mut text, "by language", all, |judged| vec![judged.language.to_owned()]);
    table(&mut text, "by number of decorations", all, |judged| vec![judged.case.decorations.len().to_string()]);
    table(&mut text, "by decoration", all, |judged| match judged.case.names() {
        names if names.is_empty() => vec!["none".to_owned()],
        names => names.into_iter().map(str::to_owned).collect(),
    });
    let of = |wrong: bool| {
        move |judged: &Judged| -> Vec<String> {
            judged.kind.iter().filter(|_| matches!(judged.outcome, Outcome::Wrong(..)) == wrong).cloned().collect()
        }
    };
    most(&mut text, "kinds of wrong, with as few decorations as it takes", all, of(true));
    if all.iter().any(|judged| !of(false)(judged).is_empty()) {
        most(&mut text, "reasons to ask, with as few decorations as it takes", all, of(false));
    }
    most(&mut text, "questions", all, |judged| match &judged.outcome {
        Outcome::Asked(names, _) if !judged.is_rightly_asked() => names.iter().map(|name| (*name).to_owned()).collect(),
        _ => Vec::new(),
    });
    text
}

fn table(text: &mut String, title: &str, all: &[Judged], keys: impl Fn(&Judged) -> Vec<String>) {
    let mut rows: BTreeMap<String, Counts> = BTreeMap::new();
    for judged in all {
        for key in keys(judged) {
            rows.entry(key).or_default().add(judged);
        }
    }
    let mut rows: Vec<(String, Counts)> = rows.into_iter().collect();
    rows.sort_by_key(|(_, counts)| (counts.wrong * 1000 / counts.all().max(1), counts.permille()));
    rows.reverse();
    let _ = writeln!(text, "\n{title:<42} understood  asked  wrong");
    for (key, counts) in rows {
        let _ = writeln!(text, "  {key:<40} {:>10} {:>6} {:>6}", counts.understood, counts.asked, counts.wrong);
    }
}

fn most(text: &mut String, title: &str, all: &[Judged], keys: impl Fn(&Judged) -> Vec<String>) {
    let mut found: BTreeMap<String, usize> = BTreeMap::new();
    for key in all.iter().flat_map(keys) {
        *found.entry(key).or_default() += 1;
    }
    let mut found: Vec<(String, usize)> = found.into_iter().collect();
    found.sort_by_key(|(key, count)| (std::cmp::Reverse(*count), key.clone()));
    let _ = writeln!(text, "\nmost common {title}");
    for (key, count) in found.iter().take(20) {
        let _ = writeln!(text, "  {count:>5}  {key}");
    }
}
