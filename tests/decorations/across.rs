//! Sheets of time or of people across the columns.

use super::calendar::{WEEKDAYS, WOCHENTAGE};
use super::chance::Chance;
use super::layout::{dated, entry, maybe, named, person_weeks, table, who};
use super::long::by_day;
use super::sheet::{Cell, Kind, Role, Row, Sheet, Table};

/// A row a person and category, a column a stretch of time.
pub fn across(
    sheet: &Sheet,
    header: Vec<Cell>,
    cells: impl Fn(usize, usize) -> Vec<Option<i64>>,
    chance: &mut Chance,
) -> Table {
    let truth = &sheet.truth;
    let pairs = (0..truth.people.len()).flat_map(|who| (0..truth.categories.len()).map(move |what| (who, what)));
    let mut pairs: Vec<(usize, usize)> = pairs.collect();
    if chance.percent(25) {
        pairs.sort_by_key(|(person, category)| (*category, *person));
    }
    let mut rows: Vec<Row> = Vec::new();
    let mut what = Vec::new();
    for (person, category) in pairs {
        let amounts = cells(person, category);
        if amounts.iter().all(Option::is_none) {
            continue;
        }
        rows.push(entry(Some(person), None, amounts.into_iter().map(|grains| maybe(sheet, grains)).collect()));
        what.push(truth.categories[category]);
    }
    let mut all = table("effort", vec![Role::Amount; header.len()], header, rows);
    let mut names = what.into_iter();
    all.insert(0, Role::What, chance.pick(truth.language.category), |_| Cell::text(names.next().unwrap_or("")));
    all.insert(0, Role::Who, chance.pick(truth.language.person), |row| named(sheet, row));
    all
}

/// A row a week, two header rows: people over categories, or categories over people.
pub fn people_across(sheet: &Sheet, chance: &mut Chance) -> Table {
    let truth = &sheet.truth;
    let (people, categories) = (truth.people.len(), truth.categories.len());
    let people_above = chance.percent(60);
    let pairs: Vec<(usize, usize)> = if people_above {
        (0..people).flat_map(|who| (0..categories).map(move |what| (who, what))).collect()
    } else {
        (0..categories).flat_map(|what| (0..people).map(move |who| (who, what))).collect()
    };
    let every = chance.percent(30);
    let size = if people_above { categories } else { people };
    let (mut above, mut below) = (Vec::new(), Vec::new());
    for (at, (person, category)) in pairs.iter().enumerate() {
        let (person, category) = (who(sheet, *person), Cell::text(truth.categories[*category]));
        let (over, under) = if people_above { (person, category) } else { (category, person) };
        above.push(if every || at % size == 0 { over } else { Cell::default() });
        below.push(under);
    }
    let row = |at: &usize| {
        let cell =
            |(person, category): &(usize, usize)| maybe(sheet, truth.cells.get(&(*person, *at, *category)).copied());
        entry(None, Some(truth.quarter.monday(*at)), pairs.iter().map(cell).collect())
    };
    let roles = vec![Role::Amount; pairs.len()];
    let mut all = table("effort", roles, below, truth.weeks.iter().map(row).collect());
    all.rows.insert(0, Row { kind: Kind::Header, cells: above, person: None, when: None });
    all.headers = 2;
    all.insert(0, Role::When, chance.pick(truth.language.week), |row| dated(sheet, row));
    all
}

/// A row a week, person and category, a column a day from Monday to Friday.
pub fn days_across(sheet: &Sheet, chance: &mut Chance) -> Table {
    let truth = &sheet.truth;
    let style = chance.below(3);
    let header = (0..5).map(|day| match style {
        0 => Cell::text(&WEEKDAYS[day][..3]),
        1 => Cell::text(WEEKDAYS[day]),
        _ => Cell::text(&WOCHENTAGE[day][..2]),
    });
    let (mut rows, mut what) = (Vec::new(), Vec::new());
    for (person, week) in person_weeks(sheet, chance) {
        let days = by_day(sheet, person, week);
        for category in 0..truth.categories.len() {
            let on =
                |day| days.iter().find(|(after, of, _)| (*after, *of) == (day, category)).map(|(.., grains)| *grains);
            if (0..5).all(|day| on(day).is_none()) {
                continue;
            }
            let cells = (0..5).map(|day| maybe(sheet, on(day))).collect();
            rows.push(entry(Some(person), Some(truth.quarter.monday(week)), cells));
            what.push(truth.categories[category]);
        }
    }
    let mut all = table("effort", vec![Role::Amount; 5], header.collect(), rows);
    let mut names = what.into_iter();
    all.insert(0, Role::What, chance.pick(truth.language.category), |_| Cell::text(names.next().unwrap_or("")));
    all.insert(0, Role::Who, chance.pick(truth.language.person), |row| named(sheet, row));
    let at = chance.below(2);
    all.insert(at, Role::When, chance.pick(truth.language.week), |row| dated(sheet, row));
    all
}
