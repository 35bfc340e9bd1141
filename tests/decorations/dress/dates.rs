//! How weeks and days are spelled.

use super::super::calendar::{Day, MONATE, MONTHS, WEEKDAYS, WOCHENTAGE};
use super::super::chance::Chance;
use super::super::layout::Layout;
use super::super::sheet::{Cell, Role, Sheet};

/// Rewrites every week of the sheet, or every day of one that is dated by day.
struct Spelling<'a> {
    text: &'a dyn Fn(Day) -> String,
    /// What the column has to be headed for this to be read as it is meant; where it is empty, the heading stays.
    headings: &'a [&'a str],
    /// Days can be spelled so too.
    of_days: bool,
    /// It says its year.
    has_year: bool,
}

impl Spelling<'_> {
    fn write(&self, sheet: &mut Sheet, chance: &mut Chance) -> bool {
        let by_day = sheet.layout == Layout::LongDays;
        let in_names = sheet.layout == Layout::FileWeek;
        let in_headings = sheet.layout == Layout::WeeksAcross;
        let none = matches!(sheet.layout, Layout::Period | Layout::Months);
        if none || (by_day && !self.of_days) || ((in_names || in_headings) && !self.headings.is_empty()) {
            return false;
        }
        if in_names && (self.text)(Day(0)).contains(['/', ':']) {
            return false;
        }
        let heading = (!self.headings.is_empty()).then(|| chance.pick(self.headings));
        sheet.says_period |= !self.has_year;
        sheet.each(|_, table| {
            if let Some(day) = table.when {
                let (year, number) = day.week();
                table.name = table.name.replace(&format!("{year}-W{number:02}"), &(self.text)(day));
            }
            for cell in table.rows.iter_mut().flat_map(|row| &mut row.cells) {
                if let Some(day) = cell.when {
                    cell.text = (self.text)(day);
                }
            }
            if let (Some(heading), Some(at)) = (heading, table.column(Role::When))
                && let Some(cell) = table.heading(at)
            {
                *cell = Cell::text(heading);
            }
            true
        })
    }
}

const ANY: &[&str] = &[];

/// A week (its Monday is given) that is named by its number.
fn week(sheet: &mut Sheet, chance: &mut Chance, has_year: bool, text: &dyn Fn((i64, i64)) -> String) -> bool {
    Spelling { text: &|day| text(day.week()), headings: ANY, of_days: false, has_year }.write(sheet, chance)
}

/// A week that is named by its Monday, or a day.
fn day(sheet: &mut Sheet, chance: &mut Chance, has_year: bool, text: &dyn Fn(Day) -> String) -> bool {
    Spelling { text, headings: ANY, of_days: true, has_year }.write(sheet, chance)
}

pub fn w(sheet: &mut Sheet, chance: &mut Chance) -> bool {
    week(sheet, chance, false, &|(_, number)| format!("W{number:02}"))
}

pub fn kw(sheet: &mut Sheet, chance: &mut Chance) -> bool {
    let text = chance.pick(&["KW ", "KW", "Week ", "Wk ", "CW ", "Semaine "]);
    week(sheet, chance, false, &|(_, number)| format!("{text}{number}"))
}

pub fn w_year(sheet: &mut Sheet, chance: &mut Chance) -> bool {
    week(sheet, chance, true, &|(year, number)| format!("W{number} {year}"))
}

pub fn year_w(sheet: &mut Sheet, chance: &mut Chance) -> bool {
    week(sheet, chance, true, &|(year, number)| format!("{year} W{number}"))
}

pub fn year_w_joined(sheet: &mut Sheet, chance: &mut Chance) -> bool {
    week(sheet, chance, true, &|(year, number)| format!("{year}W{number:02}"))
}

pub fn kw_year(sheet: &mut Sheet, chance: &mut Chance) -> bool {
    let mark = chance.pick(&["-", " "]);
    week(sheet, chance, true, &|(year, number)| format!("KW {number}{mark}{year}"))
}

/// Bare numbers in a column that is headed as one of weeks.
pub fn number(sheet: &mut Sheet, chance: &mut Chance) -> bool {
    sheet.layout != Layout::WeeksAcross
        && sheet.layout != Layout::FileWeek
        && week(sheet, chance, false, &|(_, number)| number.to_string())
}

pub fn number_and_year(sheet: &mut Sheet, chance: &mut Chance) -> bool {
    let said = sheet.says_period;
    if !number(sheet, chance) {
        return false;
    }
    sheet.says_period = said;
    let heading = chance.pick(&["Year", "Jahr", "Année", "Año"]);
    let behind = chance.below(2);
    sheet.each(|sheet, table| {
        let Some(at) = table.column(Role::When) else { return false };
        let year = sheet.truth.quarter.year.to_string();
        table.insert(at + behind, Role::Other, heading, |_| Cell::text(year.clone()));
        true
    })
}

pub fn iso_day(sheet: &mut Sheet, chance: &mut Chance) -> bool {
    sheet.layout != Layout::LongDays && day(sheet, chance, true, &Day::iso)
}

pub fn dotted(sheet: &mut Sheet, chance: &mut Chance) -> bool {
    day(sheet, chance, true, &Day::dotted)
}

pub fn american(sheet: &mut Sheet, chance: &mut Chance) -> bool {
    let short = chance.percent(30);
    day(sheet, chance, true, &|of| {
        let (year, month, day) = of.date();
        format!("{month}/{day}/{}", if short { year % 100 } else { year })
    })
}

pub fn british(sheet: &mut Sheet, chance: &mut Chance) -> bool {
    day(sheet, chance, true, &|of| {
        let (year, month, day) = of.date();
        format!("{day:02}/{month:02}/{year}")
    })
}

pub fn month_short(sheet: &mut Sheet, chance: &mut Chance) -> bool {
    let mark = chance.pick(&["-", " "]);
    day(sheet, chance, true, &|of| {
        let (year, _, day) = of.date();
        format!("{day}{mark}{}{mark}{year}", &MONTHS[of.month()][..3])
    })
}

pub fn month_without_year(sheet: &mut Sheet, chance: &mut Chance) -> bool {
    day(sheet, chance, false, &|of| format!("{}-{}", of.date().2, &MONTHS[of.month()][..3]))
}

pub fn month_long(sheet: &mut Sheet, chance: &mut Chance) -> bool {
    let german = chance.percent(40);
    day(sheet, chance, true, &|of| {
        let (year, _, day) = of.date();
        if german {
            format!("{day}. {} {year}", MONATE[of.month()])
        } else {
            format!("{} {day}, {year}", MONTHS[of.month()])
        }
    })
}

pub fn weekday_before(sheet: &mut Sheet, chance: &mut Chance) -> bool {
    let style = chance.below(3);
    day(sheet, chance, true, &|of| match style {
        0 => format!("{} {}", &WEEKDAYS[of.weekday()][..3], of.iso()),
        1 => format!("{}, {}", &WOCHENTAGE[of.weekday()][..2], of.dotted()),
        _ => format!("{}, {} {}, {}", WEEKDAYS[of.weekday()], MONTHS[of.month()], of.date().2, of.date().0),
    })
}

pub fn midnight(sheet: &mut Sheet, chance: &mut Chance) -> bool {
    day(sheet, chance, true, &|of| format!("{} 00:00:00", of.iso()))
}

fn stretch(sheet: &mut Sheet, chance: &mut Chance, text: &dyn Fn(Day) -> String) -> bool {
    Spelling { text, headings: ANY, of_days: false, has_year: true }.write(sheet, chance)
}

pub fn range(sheet: &mut Sheet, chance: &mut Chance) -> bool {
    let (days, iso) = (if chance.percent(50) { 6 } else { 4 }, chance.percent(50));
    let text = |of: Day| if iso { of.iso() } else { of.dotted() };
    stretch(sheet, chance, &|of| format!("{} - {}", text(of), text(of.plus(days))))
}

/// `27.11.-3.12.2023`
pub fn short_range(sheet: &mut Sheet, chance: &mut Chance) -> bool {
    let days = if chance.percent(50) { 6 } else { 4 };
    stretch(sheet, chance, &|of| {
        let ((year, month, day), (last_year, last_month, last)) = (of.date(), of.plus(days).date());
        let first = if year == last_year { String::new() } else { year.to_string() };
        format!("{day}.{month}.{first}-{last}.{last_month}.{last_year}")
    })
}

/// A day of the week under a heading that says which day of it.
fn headed(sheet: &mut Sheet, chance: &mut Chance, after: i64, headings: &[&str]) -> bool {
    let style = chance.below(3);
    let text = |of: Day| {
        let (year, month, day) = of.date();
        match style {
            0 => of.iso(),
            1 => format!("{month}/{day}/{year}"),
            _ => of.dotted(),
        }
    };
    let written = |of: Day| text(of.plus(after));
    Spelling { text: &written, headings, of_days: false, has_year: true }.write(sheet, chance)
}

const COMMENCING: &[&str] =
    &["Week commencing", "Week starting", "Week of", "Week beginning", "Woche ab", "Semaine du", "Semana del"];
const ENDING: &[&str] = &["Week ending", "Week end", "W/E", "Woche bis", "Week ends"];

pub fn commencing_sunday(sheet: &mut Sheet, chance: &mut Chance) -> bool {
    headed(sheet, chance, -1, COMMENCING)
}

pub fn commencing_monday(sheet: &mut Sheet, chance: &mut Chance) -> bool {
    headed(sheet, chance, 0, COMMENCING)
}

pub fn ending_friday(sheet: &mut Sheet, chance: &mut Chance) -> bool {
    headed(sheet, chance, 4, ENDING)
}

pub fn ending_sunday(sheet: &mut Sheet, chance: &mut Chance) -> bool {
    headed(sheet, chance, 6, ENDING)
}
