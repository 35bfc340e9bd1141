//! Files with the same headings and no person in them: either a file for each person, with a column for each category, or a file for
//! each category, with a column for each person. What the weeks add up to shows which.

use std::collections::BTreeMap;

use super::opened::small;
use super::plans;
use super::source_file::SourceFile;
use super::understood::{context_of, is_known, stem_of};
use crate::config::Config;
use crate::decide::sheet::{Cells, Reading, Who, are_like_full_names, reading};
use crate::model::effort::Unit;
use crate::model::exact::Exact;
use crate::model::person::{folded, turned, without_additions};

/// What the columns of some files are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Columns {
    /// People, because so many of the weeks of their people add up to a whole in this unit.
    People { unit: Unit, weeks: u64, of: u64 },
    /// Neither the sums of the files nor those of the columns are whole weeks.
    Unknown,
}

/// A file without a person in it.
struct Head {
    /// The index among the files.
    file: usize,
    stem: String,
    headings: Vec<String>,
    written: Vec<String>,
    /// The sums of the rows, and the amounts by the text of the time and the number of the column.
    rows: Vec<Exact>,
    cells: BTreeMap<(String, usize), Exact>,
}

/// By how many hundredths one reading has to be better than the other, and of how many sums.
const CLEAR: usize = 10;
const MANY: usize = 8;

/// Returns, for files whose columns are people or may be, what they are. All others have a column for each category.
pub fn across_files(files: &[SourceFile], config: &Config) -> BTreeMap<usize, Columns> {
    let mut groups: BTreeMap<Vec<String>, Vec<Head>> = BTreeMap::new();
    if files.len() > 1 {
        for head in files.iter().enumerate().filter_map(|(at, file)| head(at, file, config)) {
            groups.entry(head.headings.clone()).or_default().push(head);
        }
    }
    let mut found = BTreeMap::new();
    for (headings, heads) in groups.into_iter().filter(|(_, heads)| heads.len() > 1) {
        let known = headings.iter().filter(|name| config.roster.find(name).is_some()).count();
        let are_people = !config.roster.assumed && known * 2 >= headings.len() && known > 0;
        // Work is hardly ever written like full names where the people are not.
        let headings_are = are_like_full_names(heads[0].written.iter().map(String::as_str));
        let files_are = are_like_full_names(heads.iter().map(|head| head.stem.as_str()));
        let (are_like_people, are_like_work) = (headings_are && !files_are, files_are && !headings_are);
        let of_files: Vec<&Exact> = heads.iter().flat_map(|head| &head.rows).collect();
        let mut across: BTreeMap<&(String, usize), Exact> = BTreeMap::new();
        for (key, value) in heads.iter().flat_map(|head| &head.cells) {
            let sum = across.entry(key).or_default();
            *sum = sum.plus(value);
        }
        let of_columns: Vec<&Exact> = across.values().collect();
        // Percents and fractions of a week are kept more closely than hours.
        let whole = [(Exact::ONE, 10), (Exact::HUNDRED, 10), (config.rules.full_week.clone(), 25)];
        let units = [Unit::Fraction, Unit::Percent, Unit::Hours];
        let counts = |sums: &[&Exact]| {
            units.iter().zip(&whole).map(|(unit, whole)| (about(sums, whole), *unit)).collect::<Vec<_>>()
        };
        let best = |sums: &[&Exact]| counts(sums).into_iter().map(|(count, _)| count).max().unwrap_or(0);
        // In hundredths of the sums: how many are whole weeks.
        let part = |sums: &[&Exact]| best(sums) * 100 / sums.len().max(1);
        let columns = match (part(&of_files), part(&of_columns)) {
            (files, columns) if files >= 60 && files > columns + CLEAR && !are_people && !are_like_people => continue,
            (files, columns)
                if are_people
                    || columns >= 60 && columns > files + CLEAR && of_columns.len() >= MANY && !are_like_work =>
            {
                let of = of_columns.len() as u64;
                match counts(&of_columns).into_iter().max_by_key(|(count, _)| *count) {
                    Some((weeks, unit)) => Columns::People { unit, weeks: weeks as u64, of },
                    None => Columns::Unknown,
                }
            }
            _ => Columns::Unknown,
        };
        found.extend(heads.iter().map(|head| (head.file, columns)));
    }
    found
}

/// How many sums are a whole, give or take so many hundredths.
fn about(sums: &[&Exact], (whole, hundredths): &(Exact, i128)) -> usize {
    let part = |hundredths: i128| Exact::decimal(hundredths, 2).times(whole);
    let (low, high) = (part(100 - hundredths), part(100 + hundredths));
    sums.iter().filter(|sum| low <= ***sum && ***sum <= high).count()
}

/// The head of a small file whose person only its name could say.
fn head(at: usize, source: &SourceFile, config: &Config) -> Option<Head> {
    let spec = source.spec.and_then(|at| config.sources.get(at));
    let is_said = spec.is_some_and(|spec| spec.person.is_some() || !spec.columns.is_empty());
    if is_said || spec.is_some_and(|spec| plans::not_yet(spec).is_some()) {
        return None;
    }
    let block = small(source, spec)?;
    if is_known(spec, &block) {
        return None;
    }
    let cells = Cells::of(block);
    let stem = stem_of(source, config);
    if config.roster.find(&stem).is_some() {
        return None;
    }
    let reading = reading(&cells, &context_of((source, &stem), spec, config, &[], false)).ok()?;
    is_of_a_file(&reading).then(|| of((at, stem), &cells, &reading, &config.rules.full_week))
}

fn is_of_a_file(reading: &Reading) -> bool {
    matches!(reading.who, Who::File | Who::Headings)
        && reading.across.is_none()
        && !reading.is_long
        && reading.doubts.is_empty()
}

fn of((file, stem): (usize, String), cells: &Cells, reading: &Reading, full_week: &Exact) -> Head {
    let written = reading.efforts.iter().map(|effort| effort.person.as_ref().unwrap_or(&effort.activity));
    // `Ada <ada@example.org>` in one file is Ada in another.
    let written: Vec<String> = written.map(|heading| without_additions(heading).to_owned()).collect();
    let headings = written.iter().map(|heading| folded(&turned(heading))).collect();
    let mut head = Head { file, stem, headings, written, rows: Vec::new(), cells: BTreeMap::new() };
    let times: Vec<usize> = reading.times().collect();
    for row in reading.entries() {
        let when = times.iter().map(|at| cells.text(row, reading.columns[*at].field)).collect::<Vec<_>>().join(" ");
        let mut sum = Exact::ZERO;
        for (number, effort) in reading.efforts.iter().enumerate() {
            if let Some(amount) = cells.at(row, reading.columns[effort.at].field).number() {
                let value = amount.in_hours(full_week);
                sum = sum.plus(&value);
                head.cells.insert((folded(&when), number), value);
            }
        }
        if !sum.is_zero() {
            head.rows.push(sum);
        }
    }
    head
}
