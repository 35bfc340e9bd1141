//! Sheets of a row an amount, and a week's amounts day by day.

use super::calendar::Day;
use super::chance::Chance;
use super::layout::{Layout, dated, entry, named, person_weeks, table};
use super::notation::Notation;
use super::sheet::{Cell, Role, Sheet, Table};

/// What a person did on which day of a week: days after Monday, category, grains. Each day takes its part of the week, one category
/// after the other.
pub fn by_day(sheet: &Sheet, person: usize, week: usize) -> Vec<(i64, usize, i64)> {
    let cells = sheet.truth.row(person, week);
    let step = sheet.notation.step();
    let total: i64 = cells.iter().flatten().sum();
    let a_day = ((total + 5 * step - 1) / (5 * step) * step).max(step);
    let (mut after, mut free) = (0, a_day);
    let mut entries = Vec::new();
    for (category, grains) in cells.into_iter().enumerate() {
        let mut left = grains.unwrap_or(0);
        while left > 0 {
            let part = left.min(free);
            entries.push((after, category, part));
            (left, free) = (left - part, free - part);
            if free == 0 {
                (after, free) = (after + 1, a_day);
            }
        }
    }
    entries
}

/// A row an amount.
pub fn long(sheet: &Sheet, chance: &mut Chance) -> Table {
    let truth = &sheet.truth;
    let words = truth.language;
    let mut entries = Vec::new();
    for (person, at) in person_weeks(sheet, chance) {
        let cells = truth.row(person, at);
        let monday = truth.quarter.monday(at);
        if sheet.layout == Layout::Long {
            let said = cells.iter().enumerate().filter_map(|(category, grains)| Some((category, (*grains)?)));
            entries.extend(said.map(|(category, grains)| (person, monday, category, grains)));
            continue;
        }
        entries.extend(
            by_day(sheet, person, at)
                .into_iter()
                .map(|(after, category, grains)| (person, monday.plus(after), category, grains)),
        );
    }
    let amount = match sheet.notation {
        Notation::HoursBare | Notation::HoursSign | Notation::HoursClock => words.hours,
        Notation::PercentBare => words.percent,
        Notation::Days => words.days,
        Notation::PercentSign | Notation::Fraction => words.effort,
    };
    let row = |(person, day, category, grains): &(usize, Day, usize, i64)| {
        let cells = vec![Cell::text(truth.categories[*category]), sheet.amount(*grains)];
        entry(Some(*person), Some(*day), cells)
    };
    let header = vec![Cell::text(chance.pick(words.category)), Cell::text(chance.pick(amount))];
    let mut all = table("effort", vec![Role::What, Role::Amount], header, entries.iter().map(row).collect());
    all.insert(0, Role::Who, chance.pick(words.person), |row| named(sheet, row));
    let by_day = sheet.layout == Layout::LongDays;
    let at = chance.below(2);
    all.insert(at, Role::When, chance.pick(if by_day { words.day } else { words.week }), |row| dated(sheet, row));
    all
}
