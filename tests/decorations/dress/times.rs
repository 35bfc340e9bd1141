//! Columns of time beside the week or the day.

use std::collections::BTreeMap;

use super::super::calendar::{Day, MONATE, MONTHS, WEEKDAYS, WOCHENTAGE};
use super::super::chance::Chance;
use super::super::layout::Layout;
use super::super::notation::Notation;
use super::super::sheet::{Cell, Kind, Role, Sheet, Table};
use super::super::truth::WEEK;
use super::columns::column;

/// When each entry began and ended, and the break in it: with them the amount is end - start - break.
pub fn clock(sheet: &mut Sheet, chance: &mut Chance) -> bool {
    let is_hours = matches!(sheet.notation, Notation::HoursBare | Notation::HoursSign | Notation::HoursClock);
    if sheet.layout != Layout::LongDays || !is_hours {
        return false;
    }
    let headings = [
        ["Start", "End", "Break"],
        ["Von", "Bis", "Pause"],
        ["Start time", "End time", "Break"],
        ["Beginn", "Ende", "Pause"],
    ];
    let headings = headings[chance.below(headings.len())];
    let (first, breaks) = (chance.between(14, 19) * 30, chance.percent(60));
    let mut own = chance.clone();
    let mut times: Vec<Option<[i64; 3]>> = Vec::new();
    let mut free: BTreeMap<(Option<usize>, Option<Day>), i64> = BTreeMap::new();
    for row in sheet.tables[0].rows.iter().filter(|row| row.kind == Kind::Entry) {
        let minutes = sheet.tables[0].effort(row) * 40 * 60 / WEEK;
        // Nobody clocks in on a day of leave.
        if minutes == 0 {
            times.push(None);
            continue;
        }
        let start = *free.get(&(row.person, row.when)).unwrap_or(&first);
        let pause = if breaks && own.percent(50) { 30 } else { 0 };
        free.insert((row.person, row.when), start + minutes + pause);
        times.push(Some([start, start + minutes + pause, pause]));
    }
    if times.iter().flatten().any(|[_, end, _]| *end >= 24 * 60) {
        return false;
    }
    for which in (0..if breaks { 3 } else { 2 }).rev() {
        let mut of = times.iter();
        let place = |table: &Table| table.column(Role::Amount).unwrap_or(0);
        column(sheet, place, Role::Other, headings[which], |_, _, _| {
            let text = |times: &[i64; 3]| format!("{:02}:{:02}", times[which] / 60, times[which] % 60);
            of.next().and_then(Option::as_ref).map_or(Cell::default(), |times| Cell::text(text(times)))
        });
    }
    true
}

fn of_day(sheet: &mut Sheet, heading: &str, text: impl Fn(Day) -> String) -> bool {
    let mut done = false;
    for table in &mut sheet.tables {
        if let Some(at) = table.column(Role::When) {
            table.insert(at, Role::Other, heading, |row| row.when.map_or(Cell::default(), |day| Cell::text(text(day))));
            done = true;
        }
    }
    done
}

pub fn month(sheet: &mut Sheet, chance: &mut Chance) -> bool {
    let style = chance.below(4);
    let heading = chance.pick(&["Month", "Monat", "Mois"]);
    of_day(sheet, heading, |day| match style {
        0 => MONTHS[day.month()].to_owned(),
        1 => MONATE[day.month()].to_owned(),
        2 => (day.month() + 1).to_string(),
        _ => format!("{}-{:02}", day.date().0, day.month() + 1),
    })
}

pub fn quarter(sheet: &mut Sheet, chance: &mut Chance) -> bool {
    let (year, heading) = (chance.percent(30), chance.pick(&["Quarter", "Quartal", "Trimestre"]));
    let Sheet { truth, .. } = &*sheet;
    let (name, number) = (truth.quarter.name(), truth.quarter.number);
    of_day(sheet, heading, |_| if year { name.clone() } else { format!("Q{number}") })
}

pub fn year(sheet: &mut Sheet, chance: &mut Chance) -> bool {
    let heading = chance.pick(&["Year", "Jahr", "Année", "Año"]);
    let year = sheet.truth.quarter.year;
    of_day(sheet, heading, |_| year.to_string())
}

pub fn weekday(sheet: &mut Sheet, chance: &mut Chance) -> bool {
    let style = chance.below(3);
    let heading = chance.pick(&["Weekday", "Wochentag", "Day", ""]);
    sheet.layout == Layout::LongDays
        && of_day(sheet, heading, |day| match style {
            0 => WEEKDAYS[day.weekday()].to_owned(),
            1 => WEEKDAYS[day.weekday()][..3].to_owned(),
            _ => WOCHENTAGE[day.weekday()][..2].to_owned(),
        })
}
