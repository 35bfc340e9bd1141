//! Columns beside the effort.

use super::super::chance::Chance;
use super::super::layout::Layout;
use super::super::notation::decimal;
use super::super::sheet::{Cell, Role, Row, Sheet, Table};
use super::super::truth::WEEK;
use super::super::words::{AVERAGES, CAPACITIES, FTES, OVERTIME, PLANNED, REMAINING, SHARES, TOTALS, UNKNOWN_TOTALS};

/// Puts one column into each table, where `cell` says what a row has in it.
pub fn column(
    sheet: &mut Sheet,
    place: impl Fn(&Table) -> usize,
    role: Role,
    heading: &str,
    mut cell: impl FnMut(&Sheet, &Table, &Row) -> Cell,
) -> bool {
    sheet.each(|sheet, table| {
        let before = table.clone();
        table.insert(place(&before), role, heading, |row| cell(sheet, &before, row));
        true
    })
}

/// Behind everything, or before the effort.
fn beside(chance: &mut Chance, behind: usize) -> impl Fn(&Table) -> usize + use<> {
    let behind = chance.percent(behind);
    move |table| match table.column(Role::Amount) {
        Some(first) if !behind => first,
        _ => table.roles.len(),
    }
}

/// Behind the column of names, or in front of everything.
fn behind_names(table: &Table) -> usize {
    table.column(Role::Who).map_or(0, |at| at + 1)
}

fn has_people(sheet: &Sheet) -> bool {
    !matches!(sheet.layout, Layout::PeopleAcross | Layout::FileCategory)
}

fn is_long(sheet: &Sheet) -> bool {
    matches!(sheet.layout, Layout::Long | Layout::LongDays)
}

fn sums(sheet: &mut Sheet, chance: &mut Chance, heading: &str) -> bool {
    if is_long(sheet) || sheet.tables.iter().any(|table| table.columns(Role::Amount).len() < 2) {
        return false;
    }
    let place = beside(chance, 80);
    column(sheet, place, Role::Beside, heading, |sheet, table, row| sheet.amount(table.effort(row)))
}

pub fn total(sheet: &mut Sheet, chance: &mut Chance) -> bool {
    let heading = chance.pick(TOTALS);
    sums(sheet, chance, heading)
}

pub fn unknown_total(sheet: &mut Sheet, chance: &mut Chance) -> bool {
    let heading = chance.pick(UNKNOWN_TOTALS);
    sums(sheet, chance, heading)
}

pub fn average(sheet: &mut Sheet, chance: &mut Chance) -> bool {
    if is_long(sheet) || sheet.tables.iter().any(|table| table.columns(Role::Amount).len() < 2) {
        return false;
    }
    column(
        sheet,
        |table| table.roles.len(),
        Role::Other,
        chance.pick(AVERAGES),
        |sheet, table, row| {
            let cells = table.columns(Role::Amount).into_iter().filter_map(|at| row.cells[at].grains);
            match cells.clone().count() {
                0 => Cell::default(),
                count => sheet.mean(cells.sum(), count as i64, None),
            }
        },
    )
}

pub fn remaining(sheet: &mut Sheet, chance: &mut Chance) -> bool {
    if !sheet.has_rows_of_people() {
        return false;
    }
    column(
        sheet,
        |table| table.roles.len(),
        Role::Beside,
        chance.pick(REMAINING),
        |sheet, table, row| {
            let left = |person| sheet.amount(sheet.capacity(person) - table.effort(row));
            row.person.map_or(Cell::default(), left)
        },
    )
}

/// What somebody did beyond their contract, or short of it.
pub fn overtime(sheet: &mut Sheet, chance: &mut Chance) -> bool {
    if !sheet.has_rows_of_people() {
        return false;
    }
    column(
        sheet,
        |table| table.roles.len(),
        Role::Beside,
        chance.pick(OVERTIME),
        |sheet, table, row| {
            let beyond = |person| sheet.amount(table.effort(row) - sheet.capacity(person));
            row.person.map_or(Cell::default(), beyond)
        },
    )
}

pub fn share(sheet: &mut Sheet, chance: &mut Chance) -> bool {
    if !sheet.has_rows_of_people() {
        return false;
    }
    let sign = if chance.percent(70) { "%" } else { "" };
    column(
        sheet,
        |table| table.roles.len(),
        Role::Other,
        chance.pick(SHARES),
        |sheet, table, row| {
            let share = |person| decimal(table.effort(row) * 100, sheet.capacity(person));
            row.person.map_or(Cell::default(), |person| Cell::number(share(person) + sign))
        },
    )
}

/// What somebody's contract says: in the unit of the sheet, or in hours where that is percents.
pub fn capacity(sheet: &mut Sheet, chance: &mut Chance) -> bool {
    if !has_people(sheet) {
        return false;
    }
    sheet.tells_fte = true;
    let hours = sheet.notation.is_of_own_week();
    let place = beside(chance, 40);
    column(sheet, place, Role::Beside, chance.pick(CAPACITIES), |sheet, _, row| {
        let cell = |person: usize| match hours {
            true => Cell::number(decimal(40 * sheet.truth.people[person].fte, 100)),
            false => sheet.amount(sheet.capacity(person)),
        };
        row.person.map_or(Cell::default(), cell)
    })
}

pub fn fte(sheet: &mut Sheet, chance: &mut Chance) -> bool {
    if !has_people(sheet) {
        return false;
    }
    sheet.tells_fte = true;
    let fixed = chance.percent(50);
    let place = beside(chance, 40);
    column(sheet, place, Role::Other, chance.pick(FTES), |sheet, _, row| {
        let text = |fte: i64| if fixed { format!("{}.{:02}", fte / 100, fte % 100) } else { decimal(fte, 100) };
        row.person.map_or(Cell::default(), |person| Cell::number(text(sheet.truth.people[person].fte)))
    })
}

/// What somebody meant to do: near what they did, sometimes the same.
pub fn planned(sheet: &mut Sheet, chance: &mut Chance) -> bool {
    if !sheet.has_rows_of_people() && !is_long(sheet) {
        return false;
    }
    let mut own = chance.clone();
    let place = beside(chance, 50);
    column(sheet, place, Role::Beside, chance.pick(PLANNED), |sheet, table, row| {
        let off = own.between(-2, 2) * sheet.notation.step();
        sheet.amount((table.effort(row) + off).max(sheet.notation.step()))
    })
}

pub fn running_number(sheet: &mut Sheet, chance: &mut Chance) -> bool {
    let heading = chance.pick(&["#", "Nr.", "No.", "lfd. Nr.", "Row", ""]);
    sheet.each(|_, table| {
        let mut number = 0;
        table.insert(0, Role::Other, heading, |_| {
            number += 1;
            Cell::text(number.to_string())
        });
        true
    })
}

pub fn employee_number(sheet: &mut Sheet, chance: &mut Chance) -> bool {
    if !has_people(sheet) {
        return false;
    }
    let (first, step, letter) = (chance.between(1000, 99_000), chance.between(1, 40), chance.percent(30));
    let heading =
        chance.pick(&["Employee ID", "Personalnr.", "Staff no.", "Matricule", "ID", "Emp. no", "Personnel number"]);
    column(sheet, behind_names, Role::Other, heading, |_, _, row| {
        let number = |person: usize| first + step * person as i64;
        let text = |person| if letter { format!("E-{}", number(person)) } else { number(person).to_string() };
        row.person.map_or(Cell::default(), |person| Cell::text(text(person)))
    })
}

fn of_person(sheet: &mut Sheet, chance: &mut Chance, headings: &[&str], texts: &[&str]) -> bool {
    if !has_people(sheet) {
        return false;
    }
    let shift = chance.below(texts.len());
    column(sheet, behind_names, Role::Other, chance.pick(headings), |_, _, row| {
        let text = |person: usize| texts[(shift + person * person) % texts.len()];
        row.person.map_or(Cell::default(), |person| Cell::text(text(person)))
    })
}

pub fn role(sheet: &mut Sheet, chance: &mut Chance) -> bool {
    let texts = ["Developer", "Tester", "Operations", "Designer", "Team lead"];
    of_person(sheet, chance, &["Role", "Rolle", "Funktion", "Job title", "Rôle"], &texts)
}

pub fn team(sheet: &mut Sheet, chance: &mut Chance) -> bool {
    of_person(
        sheet,
        chance,
        &["Team", "Abteilung", "Department", "Equipe", "Squad"],
        &["Platform Core", "Team 2", "Red", "Web"],
    )
}

pub fn location(sheet: &mut Sheet, chance: &mut Chance) -> bool {
    of_person(sheet, chance, &["Location", "Standort", "Site", "Office"], &["Berlin", "Kraków", "Remote", "Lyon"])
}

pub fn mail(sheet: &mut Sheet, chance: &mut Chance) -> bool {
    if !has_people(sheet) {
        return false;
    }
    column(
        sheet,
        behind_names,
        Role::Other,
        chance.pick(&["E-mail", "Email", "Mail", "E-Mail-Adresse"]),
        |sheet, _, row| row.person.map_or(Cell::default(), |person| Cell::text(sheet.truth.people[person].mail())),
    )
}

/// The number of the project beside its name.
pub fn code(sheet: &mut Sheet, chance: &mut Chance) -> bool {
    let (first, letter) = (chance.between(100, 7_000), chance.percent(40));
    let heading = chance.pick(&["Project no.", "Kostenstelle", "Cost centre", "PSP", "Code", "Project ID"]);
    let mut done = false;
    for table in &mut sheet.tables {
        let Some(at) = table.column(Role::What) else { continue };
        let categories = &sheet.truth.categories;
        table.insert(at + 1, Role::Other, heading, |row| {
            let category = categories.iter().position(|name| row.cells[at].text == *name).unwrap_or(0) as i64;
            let number = first + 11 * category;
            Cell::text(if letter { format!("P-{number}") } else { number.to_string() })
        });
        done = true;
    }
    done
}

/// A rate an hour, and what the row costs.
pub fn cost(sheet: &mut Sheet, chance: &mut Chance) -> bool {
    if !sheet.has_rows_of_people() && !is_long(sheet) {
        return false;
    }
    let (before, behind) = [("", ""), ("€ ", ""), ("$", ""), ("", " €"), ("", " CHF"), ("", "")][chance.below(6)];
    let first = chance.between(50, 110);
    let rate = |person: usize| first + 5 * person as i64;
    let money = |hundredths: i64| Cell::number(format!("{before}{}.{:02}{behind}", hundredths / 100, hundredths % 100));
    let (rates, costs) =
        (["Rate", "Stundensatz", "Hourly rate", "Taux"], ["Cost", "Kosten", "Coût", "Costs", "Betrag"]);
    let end = |table: &Table| table.roles.len();
    column(sheet, end, Role::Other, chance.pick(&rates), |_, _, row| {
        row.person.map_or(Cell::default(), |person| money(rate(person) * 100))
    });
    column(sheet, end, Role::Other, chance.pick(&costs), |_, table, row| {
        let cost = |person| table.effort(row) * 40 * rate(person) * 100 / WEEK;
        row.person.map_or(Cell::default(), |person| money(cost(person)))
    })
}

pub fn remark(sheet: &mut Sheet, chance: &mut Chance) -> bool {
    let texts = [
        "",
        "",
        "",
        "see ticket 4711",
        "with the customer",
        "2 h on the phone with 4 people",
        "moved to next week",
        "workshop, 12 people",
        "review of PR 88",
        "nachgetragen",
        "release 4.2",
        "30 open points",
    ];
    let heading = chance.pick(&["Remark", "Notes", "Comment", "Bemerkung", "Kommentar", "Commentaire"]);
    let mut own = chance.clone();
    column(sheet, |table| table.roles.len(), Role::Other, heading, |_, _, _| Cell::text(own.pick(&texts)))
}

pub fn blank(sheet: &mut Sheet, chance: &mut Chance) -> bool {
    let at = chance.below(40);
    let place = |table: &Table| at % (table.roles.len() + 1);
    column(sheet, place, Role::Other, "", |_, _, _| Cell::default())
}

pub fn blanks_behind(sheet: &mut Sheet, chance: &mut Chance) -> bool {
    for _ in 0..chance.between(1, 3) {
        column(sheet, |table| table.roles.len(), Role::Other, "", |_, _, _| Cell::default());
    }
    true
}
