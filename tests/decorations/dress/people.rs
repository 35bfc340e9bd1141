//! What changes who did what: leave instead of effort, effort of nobody, a plan under each category.

use super::super::chance::Chance;
use super::super::layout::Layout;
use super::super::sheet::{Cell, Kind, Role, Row, Sheet};
use super::super::truth::WEEK;
use super::super::words::{ACTUAL, LEAVE, NOBODY, PLANNED};

/// A word for being away instead of the amounts of a week, or of a day.
pub fn leave(sheet: &mut Sheet, chance: &mut Chance) -> bool {
    let word = chance.pick(LEAVE);
    let mut done = false;
    for _ in 0..chance.between(1, 4) {
        let person = chance.below(sheet.truth.people.len());
        let week = *chance.some(&sheet.truth.weeks, 1).first().unwrap_or(&0);
        let is_fit = !sheet.truth.is_silent(person, week) && sheet.truth.can_be_away(person, week);
        let everywhere = chance.percent(40);
        done |= is_fit && away(sheet, person, week, word, everywhere);
    }
    done
}

fn away(sheet: &mut Sheet, person: usize, week: usize, word: &str, everywhere: bool) -> bool {
    let monday = sheet.truth.quarter.monday(week);
    let mut gone = false;
    match sheet.layout {
        Layout::Wide | Layout::FilePerson | Layout::FileWeek => {
            for table in &mut sheet.tables {
                let amounts = table.columns(Role::Amount);
                let is_row = |row: &&mut Row| row.person == Some(person) && row.when == Some(monday);
                for row in table.rows.iter_mut().filter(is_row) {
                    for (index, at) in amounts.iter().enumerate() {
                        let says = index == 0 || everywhere;
                        row.cells[*at] = Cell::text(if says { word } else { "" });
                    }
                    gone = true;
                }
            }
        }
        Layout::WeeksAcross => {
            let table = &mut sheet.tables[0];
            let column = table.rows[0].cells.iter().position(|cell| cell.when == Some(monday));
            let Some(column) = column else { return false };
            for row in table.rows.iter_mut().filter(|row| row.person == Some(person)) {
                row.cells[column] = Cell::text(if gone && !everywhere { "" } else { word });
                gone = true;
            }
        }
        Layout::Long => {
            let table = &mut sheet.tables[0];
            let Some(amount) = table.column(Role::Amount) else { return false };
            table.rows.retain_mut(|row| {
                if row.person != Some(person) || row.when != Some(monday) {
                    return true;
                }
                row.cells[amount] = Cell::text(word);
                !std::mem::replace(&mut gone, true)
            });
        }
        Layout::LongDays => return day_away(sheet, person, week, word),
        Layout::DaysAcross => return weekday_away(sheet, person, week, word),
        _ => return false,
    }
    if gone {
        sheet.truth.away(person, week);
    }
    gone
}

/// One day of the week: what was done on it is taken off.
fn day_away(sheet: &mut Sheet, person: usize, week: usize, word: &str) -> bool {
    let quarter = sheet.truth.quarter;
    if sheet.truth.leave.contains_key(&(person, week)) {
        return false;
    }
    let table = &mut sheet.tables[0];
    let (Some(amount), Some(what)) = (table.column(Role::Amount), table.column(Role::What)) else { return false };
    let of_week = |row: &&Row| {
        row.kind == Kind::Entry
            && row.person == Some(person)
            && row.when.and_then(|day| quarter.week_of(day)) == Some(week)
    };
    let Some(day) = table.rows.iter().filter(of_week).filter_map(|row| row.when).max() else { return false };
    let mut is_first = true;
    table.rows.retain_mut(|row| {
        if row.person != Some(person) || row.when != Some(day) {
            return true;
        }
        let name = &row.cells[what].text;
        let category = sheet.truth.categories.iter().position(|category| category == name);
        let grains = row.cells[amount].grains.unwrap_or(0);
        if let Some(cell) = category.and_then(|category| sheet.truth.cells.get_mut(&(person, week, category))) {
            *cell -= grains;
        }
        row.cells[amount] = Cell::text(word);
        std::mem::replace(&mut is_first, false)
    });
    sheet.truth.leave.insert((person, week), WEEK / 5);
    true
}

/// The same where the days stand across: the word in the day's cell of the first row, nothing in those below.
fn weekday_away(sheet: &mut Sheet, person: usize, week: usize, word: &str) -> bool {
    if sheet.truth.leave.contains_key(&(person, week)) {
        return false;
    }
    let monday = sheet.truth.quarter.monday(week);
    let table = &mut sheet.tables[0];
    let (columns, what) = (table.columns(Role::Amount), table.column(Role::What).unwrap_or(0));
    let mut rows: Vec<&mut Row> =
        table.rows.iter_mut().filter(|row| row.person == Some(person) && row.when == Some(monday)).collect();
    let is_filled = |at: &&usize| rows.iter().any(|row| row.cells[**at].grains.is_some());
    let Some(day) = columns.iter().rfind(is_filled).copied() else { return false };
    for (index, row) in rows.iter_mut().enumerate() {
        let category = sheet.truth.categories.iter().position(|category| *category == row.cells[what].text);
        if let Some(cell) = category.and_then(|category| sheet.truth.cells.get_mut(&(person, week, category))) {
            *cell -= row.cells[day].grains.unwrap_or(0);
        }
        row.cells[day] = Cell::text(if index == 0 { word } else { "" });
    }
    sheet.truth.leave.insert((person, week), WEEK / 5);
    true
}

/// A row of effort that nobody has: to ask whose it is is right.
pub fn nobody(sheet: &mut Sheet, chance: &mut Chance) -> bool {
    let word = chance.pick(NOBODY);
    let step = sheet.notation.step();
    let (place, count) = (chance.below(100), chance.between(2, 9));
    let done = sheet.each(|sheet, table| {
        let (Some(who), true) = (table.column(Role::Who), table.column(Role::Amount).is_some()) else { return false };
        let entries: Vec<usize> = (0..table.rows.len()).filter(|at| table.rows[*at].kind == Kind::Entry).collect();
        let Some(at) = entries.get(place % entries.len().max(1)) else { return false };
        let mut row = table.rows[*at].clone();
        row.person = None;
        row.cells[who] = Cell::text(word);
        for (index, column) in table.columns(Role::Amount).into_iter().enumerate() {
            row.cells[column] = if index == 0 { sheet.amount(step * count) } else { Cell::default() };
        }
        // Behind the rows of its week where the sheet is sorted by week, at the end otherwise.
        let by_week = table.key() == Some(Role::When);
        let of_week = |other: &Row| other.kind == Kind::Entry && (!by_week || other.when == row.when);
        let end = table.rows.iter().rposition(of_week).map_or(table.rows.len(), |at| at + 1);
        table.rows.insert(end, row);
        true
    });
    sheet.must_ask |= done;
    done
}

/// Under each category two columns: what was planned and what was done.
pub fn plan_under_categories(sheet: &mut Sheet, chance: &mut Chance) -> bool {
    if !matches!(sheet.layout, Layout::Wide | Layout::FilePerson | Layout::FileWeek) {
        return false;
    }
    let (plan, actual) = (chance.pick(PLANNED), chance.pick(ACTUAL));
    let (plan_first, every) = (chance.percent(70), chance.percent(40));
    let step = sheet.notation.step();
    sheet.each(|sheet, table| {
        let mut above = vec![Cell::default(); table.roles.len()];
        for at in table.columns(Role::Amount).into_iter().rev() {
            let name = table.rows[0].cells[at].clone();
            table.rows[0].cells[at] = Cell::text(actual);
            let place = if plan_first { at } else { at + 1 };
            table.insert(place, Role::Beside, plan, |row| {
                let done = row.cells[at].grains;
                let off = chance.between(-1, 2) * step;
                let planned = done.map(|done| (done + off).max(step)).or_else(|| chance.percent(20).then_some(step));
                planned.map_or(Cell::default(), |grains| sheet.amount(grains))
            });
            above.insert(at + 1, if every { name.clone() } else { Cell::default() });
            above[at] = name;
        }
        table.rows.insert(0, Row { kind: Kind::Header, cells: above, person: None, when: None });
        table.headers = 2;
        true
    })
}
