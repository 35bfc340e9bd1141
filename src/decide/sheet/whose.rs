//! Finds out whose the rows of a sheet are, and what each column of amounts is about.

use std::collections::BTreeMap;

use super::across::Across;
use super::around::Around;
use super::cells::Cells;
use super::column::Column;
use super::concept::is_amount_word;
use super::days;
use super::heading::{category_of, meaning, plain};
use super::names::are_like_full_names;
use super::reading::{Context, Effort, NoReading, Who};
use super::role::{Known, Role};
use super::table::Table;
use crate::model::exact::Exact;
use crate::model::person::{Roster, folded};
use crate::read::plan::ColumnDays;
use crate::read::when::{self, Part};

/// Whose the rows are, and what each column of amounts is about.
///
/// # Errors
/// If two rows of the header may name the people.
pub(super) fn efforts(
    (cells, rows): (&Cells, &[usize]),
    context: &Context<'_>,
    (columns, known): (&[Column], &[Known]),
    amounts: &[usize],
    across: Option<&Across>,
    around: &Around,
    (is_long, timing): (bool, &when::Around<'_>),
) -> Result<(Who, Vec<Effort>), NoReading> {
    let days_row = across.map(|across| across.row);
    // The headings that say neither the days nor only an amount, a unit or what is counted.
    let names = |at: usize| -> Vec<&str> {
        let headings = columns[at].headings.iter().filter(|heading| Some(heading.row) != days_row);
        let says_name = |text: &&str| !meaning(text).concept.is_some_and(is_amount_word) && !is_weekday_letter(text);
        let is_time = |text: &&str| days_row.is_some() && when::spelled(text).is_some();
        headings.map(|heading| heading.text.as_str()).filter(says_name).filter(|text| !is_time(text)).collect()
    };
    let person = known.iter().position(|known| known.role == Role::Person);
    let named: Vec<(usize, Vec<&str>)> = amounts.iter().map(|at| (columns[*at].field, names(*at))).collect();
    let levels = Levels { cells, rows, columns: &named, full_week: context.full_week };
    let who = match (context.person, person) {
        (Some(person), _) => Who::Configured(person.to_owned()),
        (None, Some(at)) => Who::Column(at),
        (None, None) => match people_across(context, &levels, days_row.is_some() || is_long)? {
            Some(level) => {
                let efforts = amounts.iter().map(|&at| {
                    let names = names(at);
                    let person = names.get(level).map(|name| (*name).to_owned());
                    let others: Vec<&str> = (0..names.len()).filter(|at| *at != level).map(|at| names[at]).collect();
                    let above = others.last().filter(|_| !context.are_people);
                    let activity = above.map_or(context.file_stem, |name| name);
                    let activity = if is_long { String::new() } else { category_of(activity) };
                    Effort { at, activity, person, days: days_of(&columns[at], across, at, timing) }
                });
                return Ok((Who::Headings, efforts.collect()));
            }
            None => match &around.person {
                Some((text, row, field)) => Who::Title { text: text.clone(), row: *row, field: *field },
                None => Who::File,
            },
        },
    };
    let lowest: Vec<Option<&str>> = amounts.iter().map(|at| names(*at).last().copied()).collect();
    let is_repeated = |name: &str, days: &Option<ColumnDays>, all: &[(Option<&str>, Option<ColumnDays>)]| {
        all.iter().filter(|(other, of)| of == days && other.is_some_and(|other| folded(other) == folded(name))).count()
            > 1
    };
    let all: Vec<(Option<&str>, Option<ColumnDays>)> =
        amounts.iter().zip(&lowest).map(|(at, name)| (*name, days_of(&columns[*at], across, *at, timing))).collect();
    let efforts = amounts.iter().zip(&all).map(|(&at, (name, days))| {
        let activity = match name {
            _ if is_long => String::new(),
            Some(name) if is_repeated(name, days, &all) => match names(at)[..] {
                [.., above, below] => format!("{} / {}", category_of(above), category_of(below)),
                _ => category_of(name),
            },
            Some(name) => category_of(name),
            None if columns[at].heading().is_empty() || days.is_some() => context.file_stem.to_owned(),
            None => category_of(columns[at].heading()),
        };
        Effort { at, activity, person: None, days: *days }
    });
    Ok((who, efforts.collect()))
}

/// `M`, `T`, `W`: letters of weekdays say nothing beside a date.
fn is_weekday_letter(text: &str) -> bool {
    text.chars().count() == 1 && text.chars().all(char::is_alphabetic)
}

/// The only e-mail address of a sheet without a column of people, with its row and field.
pub(super) fn address(
    cells: &Cells,
    table: &Table,
    (columns, known): (&[Column], &[Known]),
) -> Option<(String, usize, usize)> {
    let at = known.iter().position(|known| known.role == Role::Email)?;
    let column = &columns[at];
    let text = column.profile.distinct.first().filter(|_| column.profile.distinct.len() == 1)?;
    let row = table.body.clone().find(|row| cells.text(*row, column.field) == text)?;
    Some((text.clone(), row, column.field))
}

/// Returns whether a file is named like the person of an address: `Ada Lovelace.csv`, ada.lovelace@example.org.
pub(super) fn is_named_like(stem: &str, address: &str) -> bool {
    let letters = |text: &str| plain(text).chars().filter(|c| c.is_alphabetic()).collect::<String>();
    let local = letters(address.split('@').next().unwrap_or(address));
    let words = stem.split(|c: char| !c.is_alphabetic()).map(letters).filter(|word| word.len() >= 3);
    let mut rest = letters(stem).chars().collect::<Vec<_>>().into_iter();
    // Addresses drop letters with accents.
    let is_within = (local.chars().count() >= 4 || local.chars().next() == rest.clone().next())
        && local.chars().count() >= 2
        && local.chars().all(|c| rest.any(|other| other == c));
    is_within || words.into_iter().any(|word| local.contains(&word))
}

/// What is looked at to find the level of the headings that names people.
struct Levels<'a> {
    cells: &'a Cells,
    /// The rows that are entries.
    rows: &'a [usize],
    /// The fields of the amounts, each with its headings but those of days and units.
    columns: &'a [(usize, Vec<&'a str>)],
    full_week: &'a Exact,
}

impl Levels<'_> {
    /// How many levels every column has.
    fn count(&self) -> usize {
        self.columns.iter().map(|(_, names)| names.len()).min().unwrap_or(0)
    }

    fn on_roster(&self, roster: Option<&Roster>, level: usize) -> usize {
        let is_known =
            |names: &[&str]| names.get(level).zip(roster).is_some_and(|(name, roster)| roster.find(name).is_some());
        self.columns.iter().filter(|(_, names)| is_known(names)).count()
    }

    /// Whether a level has a name that stands over several columns.
    fn is_repeated(&self, level: usize) -> bool {
        let mut names: Vec<String> =
            self.columns.iter().filter_map(|(_, names)| Some(folded(names.get(level)?))).collect();
        let all = names.len();
        names.sort();
        names.dedup();
        names.len() < all
    }

    fn are_like_full_names(&self, level: usize) -> bool {
        are_like_full_names(self.columns.iter().filter_map(|(_, names)| names.get(level).copied()))
    }

    /// In how many hundredths of the rows and names of a level the numbers add up to about a whole week.
    fn whole(&self, level: usize) -> usize {
        let mut sums: BTreeMap<(usize, String), Exact> = BTreeMap::new();
        let mut signs = [0_usize; 4];
        for &row in self.rows {
            for (field, names) in self.columns {
                if let Some(number) = self.cells.at(row, *field).number() {
                    signs[number.notation as usize] += 1;
                }
                if let (Some(number), Some(name)) = (self.cells.at(row, *field).number(), names.get(level)) {
                    let sum = sums.entry((row, folded(name))).or_default();
                    *sum = sum.plus(&number.in_hours(self.full_week));
                }
            }
        }
        let of = |whole: &Exact| {
            let part = |hundredths: i128| Exact::decimal(hundredths, 2).times(whole);
            // Percents and fractions of a week are kept more closely than hours.
            let near = if whole == self.full_week { 25 } else { 10 };
            let (low, high) = (part(100 - near), part(100 + near));
            sums.values().filter(|sum| low <= **sum && **sum <= high).count()
        };
        let [_, percents, hours, clocks] = signs;
        // Signs say what a whole is; bare numbers may be anything.
        let wholes: &[&Exact] = match (percents, hours + clocks) {
            (0, 1..) => &[self.full_week],
            (1.., 0) => &[&Exact::ONE],
            _ => &[&Exact::ONE, &Exact::HUNDRED, self.full_week],
        };
        let most = wholes.iter().map(|whole| of(whole)).max().unwrap_or(0);
        most * 100 / sums.len().max(1)
    }
}

/// By how many hundredths of the sums one level has to be better than the other.
const CLEAR: usize = 10;

/// How many hundredths of the sums of the better level have to be whole weeks.
const ENOUGH: usize = 40;

/// The level of the headings that names people: the one whose names are on the roster, or of two levels above each other the one
/// whose weeks are whole.
///
/// # Errors
/// If both may be people.
fn people_across(context: &Context<'_>, levels: &Levels<'_>, has_rows: bool) -> Result<Option<usize>, NoReading> {
    let count = levels.count();
    if count == 0 {
        return Ok(None);
    }
    if context.are_people {
        // What stands above the names is a title.
        return Ok(Some(count - 1));
    }
    let best = (0..count).max_by_key(|level| (levels.on_roster(context.roster, *level), count - level));
    let best = best.unwrap_or(0);
    let known = levels.on_roster(context.roster, best);
    if known * 2 >= levels.columns.len() && known > 0 {
        return Ok(Some(best));
    }
    let (upper, lower) = (0, count - 1);
    if has_rows || count < 2 || !levels.is_repeated(upper) || !levels.is_repeated(lower) {
        return Ok(None);
    }
    let (of_lower, of_upper) = (levels.whole(lower), levels.whole(upper));
    let (people, other) = if of_lower > of_upper { (lower, upper) } else { (upper, lower) };
    // Work is hardly ever written like full names where the people are not.
    let is_against = levels.are_like_full_names(other) && !levels.are_like_full_names(people);
    if of_lower.abs_diff(of_upper) < CLEAR || of_lower.max(of_upper) < ENOUGH || is_against {
        return Err(NoReading::Level);
    }
    Ok(Some(people))
}

/// The days that a column is about.
fn days_of(column: &Column, across: Option<&Across>, at: usize, timing: &when::Around<'_>) -> Option<ColumnDays> {
    let across = across?;
    if let Some(first) = across.weekday {
        let number = across.columns.iter().position(|known| *known == at)?;
        return Some(ColumnDays::Weekday((first + u8::try_from(number).ok()?) % 7));
    }
    let heading = column.headings.iter().find(|heading| heading.row == across.row)?;
    if let Some(said) = across.said {
        return days::of_said(&heading.text, said, timing).map(ColumnDays::These);
    }
    if let Some(Part::Number(number)) = when::spelled(&heading.text).map(|said| said.first) {
        if let Some(day) = across.day_of(column, number, timing) {
            return Some(ColumnDays::These(day));
        }
        if across.are_days_of_no_month {
            return None;
        }
    }
    if across.are_months_of_years {
        return days::month_of_year(&heading.text).map(ColumnDays::These);
    }
    let slot = days::of_heading(&heading.text, timing)?;
    let slot = match (across.are_months, across.are_weekly) {
        (true, _) => days::month_from(slot),
        (_, true) => days::week_from(slot)?,
        _ => slot,
    };
    Some(ColumnDays::These(slot))
}
