//! Lets the library review a folder, and holds the figures against what was true.

use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use teamcap::calc::figure::Unit;
use teamcap::calc::review::Review;
use teamcap::cli::Input;
use teamcap::commands::reviewed::calculated;
use teamcap::gather::gather;
use teamcap::model::exact::Exact;
use teamcap::problem::Severity;
use teamcap::problem::show::{Style, draw_one};
use teamcap::render::number::Shown;

use super::sheet::Sheet;
use super::truth::{WEEK, WEEKS};
use super::words::{ACTUAL, DECOMPOSED};
use super::write::files;

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// The truth's figures.
    Understood,
    /// An error: the names of the questions, and the first of them as it is drawn.
    Asked(Vec<&'static str>, String),
    /// Other figures, a panic, or no figures and no word: what kind of wrong, and the differences.
    Wrong(&'static str, Vec<String>),
}

pub fn judge(sheet: &Sheet) -> Outcome {
    judge_files(sheet, files(sheet))
}

/// Judges the files that hold a sheet, whatever kind of files they are.
pub fn judge_files(sheet: &Sheet, files: Vec<(String, Vec<u8>)>) -> Outcome {
    let memory = Path::new("/dev/shm");
    let folder = if memory.is_dir() { tempfile::tempdir_in(memory) } else { tempfile::tempdir() };
    let folder = folder.expect("a folder for the sheet");
    for (name, bytes) in files {
        std::fs::write(folder.path().join(&name), &bytes).expect("the sheet is written");
        if let Ok(kept) = std::env::var("TEAMCAP_KEEP") {
            std::fs::create_dir_all(&kept).expect("the folder to keep it in");
            std::fs::write(Path::new(&kept).join(name), bytes).expect("the sheet is kept");
        }
    }
    let reviewed = catch_unwind(AssertUnwindSafe(|| {
        let gathered = gather(&Input { paths: vec![folder.path().to_path_buf()], ..Input::default() });
        let (review, problems) = calculated(&gathered, &[], false);
        (review.ok(), problems)
    }));
    let (review, problems) = match reviewed {
        Ok(reviewed) => reviewed,
        Err(panic) => {
            let text = panic.downcast_ref::<String>().cloned();
            let text = text.or_else(|| panic.downcast_ref::<&str>().map(|text| (*text).to_owned()));
            return Outcome::Wrong("a panic", vec![text.unwrap_or_default()]);
        }
    };
    let mut errors = problems.iter().filter(|problem| problem.severity() == Severity::Error).peekable();
    let first = errors.peek().map_or(String::new(), |first| draw_one(first, &Shown, Style::default()));
    let errors: Vec<&'static str> = errors.map(|problem| problem.name()).collect::<BTreeSet<_>>().into_iter().collect();
    match review {
        None if errors.is_empty() => Outcome::Wrong("no review and no error", Vec::new()),
        None => Outcome::Asked(errors, first),
        Some(review) => compared(sheet, &review),
    }
}

fn compared(sheet: &Sheet, review: &Review) -> Outcome {
    let warned = review.notes.iter().any(|note| note.severity() == Severity::Warning);
    if sheet.must_ask && !warned {
        return Outcome::Wrong("nothing asked where a question is due", Vec::new());
    }
    let is_right = |scaled: &bool| differences(sheet, review, *scaled).1.is_empty();
    if readings(sheet).iter().any(is_right) {
        return Outcome::Understood;
    }
    let (kind, different) = differences(sheet, review, readings(sheet)[0]);
    Outcome::Wrong(kind, different)
}

/// Whether percents are of a part-timer's own week. Only a configuration knows what part of a week somebody has; a sheet that tells
/// it can be taken at its word, or not.
fn readings(sheet: &Sheet) -> Vec<bool> {
    match (sheet.says_people, sheet.tells_fte) {
        (true, _) => vec![true],
        (false, true) => vec![false, true],
        (false, false) => vec![false],
    }
}

/// What is true, in hundredths of a grain.
struct Expected {
    recorded: BTreeMap<(usize, usize), i64>,
    weeks: BTreeMap<(usize, usize), i64>,
    leave: BTreeMap<(usize, usize), i64>,
    gross: Vec<i64>,
}

impl Expected {
    fn new(sheet: &Sheet, scaled: bool) -> Expected {
        let truth = &sheet.truth;
        let part = |person: usize| if scaled { truth.people[person].fte } else { 100 };
        let of_amounts = |person| if sheet.notation.is_of_own_week() { part(person) } else { 100 };
        let (mut recorded, mut weeks) = (BTreeMap::new(), BTreeMap::new());
        for ((person, week, category), grains) in &truth.cells {
            *recorded.entry((*person, *category)).or_default() += grains * of_amounts(*person);
            *weeks.entry((*person, *week)).or_default() += grains * of_amounts(*person);
        }
        let leave = truth.leave.iter().map(|((person, week), grains)| ((*person, *week), grains * part(*person)));
        let gross = (0..truth.people.len()).map(|person| WEEK * WEEKS as i64 * part(person)).collect();
        Expected { recorded, weeks, leave: leave.collect(), gross }
    }
}

/// The same number: `found` in full-time weeks, `grains` in hundredths of a grain.
fn same(found: &Exact, grains: i64) -> bool {
    Exact::new(i128::from(grains), i128::from(100 * WEEK)).as_ref() == Some(found)
}

fn weeks(grains: i64) -> String {
    Exact::new(i128::from(grains), i128::from(100 * WEEK)).map_or(String::new(), |weeks| weeks.to_string())
}

/// What kind of difference comes first, and all of them.
fn differences(sheet: &Sheet, review: &Review, scaled: bool) -> (&'static str, Vec<String>) {
    let expected = Expected::new(sheet, scaled);
    let truth = &sheet.truth;
    let mut found: Vec<(&'static str, String)> = Vec::new();
    let people: Vec<String> = truth.people.iter().map(|person| plain(&person.name())).collect();
    let mut seen = BTreeSet::new();
    let mut recorded: BTreeMap<(usize, usize), Exact> = BTreeMap::new();
    for report in &review.people {
        let Some(person) = people.iter().position(|name| *name == plain(&report.name)) else {
            found.push(("somebody who is nobody", format!("{:?} is no person", report.name)));
            continue;
        };
        if !seen.insert(person) {
            found.push(("one person twice", format!("{:?} is there twice", report.name)));
        }
        let gross = Exact::sum(report.weeks.iter().map(|week| &week.gross));
        if !same(&gross, expected.gross[person]) {
            let text = format!("gross of {}: {gross}, not {}", report.name, weeks(expected.gross[person]));
            found.push(("gross capacity", text));
        }
        for week in &report.weeks {
            let at = (0..WEEKS).find(|at| {
                let (year, number) = truth.quarter.monday(*at).week();
                week.week.to_string() == format!("{year}-W{number:02}")
            });
            let key = |at| (person, at);
            let wanted = |of: &BTreeMap<(usize, usize), i64>| at.and_then(|at| of.get(&key(at))).copied().unwrap_or(0);
            for (kind, value, grains) in [
                // A word like Holiday may be read as either.
                ("leave", &week.leave.plus(&week.holidays), wanted(&expected.leave)),
                ("a week's effort", &week.recorded, wanted(&expected.weeks)),
            ] {
                if !same(value, grains) {
                    let text = format!("{kind} of {} in {}: {value}, not {}", report.name, week.week, weeks(grains));
                    found.push((kind, text));
                }
            }
        }
        for category in &review.categories {
            let figure = review.figures.get(&format!("person.{}.{}", report.id, category.id));
            let Some((top, _)) = figure.and_then(|figure| figure.quotient.as_ref()) else { continue };
            if top.value.is_zero() || top.unit != Unit::Points {
                continue;
            }
            let share = top.value.over(&Exact::HUNDRED).unwrap_or_default();
            match truth.categories.iter().position(|name| is_category(&category.name, name)) {
                Some(at) => {
                    if recorded.insert((person, at), share).is_some() {
                        found.push(("one category twice", format!("{} has {:?} twice", report.name, category.name)));
                    }
                }
                None => found.push((
                    "a category that is none",
                    format!("{} has {share} in {:?}, which is no category", report.name, category.name),
                )),
            }
        }
    }
    let missing = people.iter().enumerate().filter(|(at, _)| !seen.contains(at));
    found.extend(missing.map(|(_, name)| ("somebody missing", format!("{name:?} is missing"))));
    let keys: BTreeSet<(usize, usize)> = expected.recorded.keys().chain(recorded.keys()).copied().collect();
    for key in keys {
        let grains = expected.recorded.get(&key).copied().unwrap_or(0);
        let value = recorded.get(&key).cloned().unwrap_or_default();
        if !same(&value, grains) {
            let (person, category) = (people.get(key.0), truth.categories[key.1]);
            let text = format!("{} in {category}: {value}, not {}", person.map_or("", String::as_str), weeks(grains));
            found.push(("an amount", text));
        }
    }
    let order = [
        "somebody who is nobody",
        "one person twice",
        "somebody missing",
        "a category that is none",
        "one category twice",
        "an amount",
        "a week's effort",
        "leave",
        "gross capacity",
    ];
    let kind = order.into_iter().find(|kind| found.iter().any(|(of, _)| of == kind)).unwrap_or("nothing");
    found.sort_by_key(|(of, _)| order.iter().position(|kind| kind == of));
    (kind, found.into_iter().map(|(_, text)| text).collect())
}

/// A name as it is compared: without what cannot be seen and what stands behind it, first name first, in one case.
fn plain(name: &str) -> String {
    let composed = DECOMPOSED.iter().fold(name.to_owned(), |name, (whole, parts)| name.replace(parts, whole));
    let hidden = ['\u{200b}', '\u{200e}', '\u{ad}', '\u{2060}', '\u{feff}'];
    let seen: String = composed.chars().filter(|c| !hidden.contains(c)).collect();
    let cut = seen.split(['(', '<']).next().unwrap_or("").replace('\u{a0}', " ");
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let turned = match cut.split_once(',') {
        Some((last, first)) => words(&format!("{first} {last}")),
        None => words(&cut),
    };
    // Upper and back, so that the accents of capitals are the same.
    let lower = turned.to_lowercase();
    DECOMPOSED.iter().fold(lower, |name, (whole, parts)| name.replace(parts, whole))
}

/// Whether a category of the review is one of the truth: alone, with a unit or the word for what was done behind it, or as one part
/// of two headings.
fn is_category(found: &str, truth: &str) -> bool {
    let (found, truth) = (found.to_lowercase(), truth.to_lowercase());
    let cut = found.split(['(', '[']).next().unwrap_or("").trim();
    let behind = ["h", "%"].into_iter().map(str::to_owned).chain(ACTUAL.iter().map(|word| word.to_lowercase()));
    let marks = [' ', '-', ',', '·', ':', '/'];
    let parts = found.split(['/', '|', '>', ':', '·']).chain(found.split(" - ")).chain([found.as_str(), cut]);
    parts.clone().any(|part| part.trim() == truth)
        || behind.into_iter().any(|word| {
            let cut = cut.strip_suffix(&word).filter(|cut| cut.ends_with(marks));
            cut.is_some_and(|cut| cut.trim_end_matches(marks) == truth)
        })
}

#[test]
fn names_are_the_same_however_they_are_written() {
    for name in [
        "Zoë Müller",
        "Müller, Zoë",
        "zoë  müller (80 %)",
        "Zoe\u{308}\u{a0}Mu\u{308}ller <z@example.org>",
        "ZOË MÜLLER",
    ] {
        assert_eq!(plain(name), "zoë müller", "{name}");
    }
    assert!(is_category("Support Ist", "Support") && is_category("Support %", "Support"));
    assert!(is_category("Support (h)", "Support") && is_category("Support / Ist", "Support"));
    assert!(!is_category("Total", "Support"));
}
