//! What stands around the table, and beside the file.

use super::super::chance::Chance;
use super::super::sheet::{Cell, Kind, Role, Sheet};
use super::super::words::NAMES;

pub fn titles(sheet: &mut Sheet, chance: &mut Chance) -> bool {
    let quarter = sheet.truth.quarter;
    let lines = [
        format!("Team effort {}", quarter.name()),
        format!("Zeiterfassung Team Plattform, {}. Quartal {}", quarter.number, quarter.year),
        "Stand: 28.03.2024".to_owned(),
        "Prepared by the team lead, please fill in by Friday noon".to_owned(),
        format!("{} people, 5 days a week", sheet.truth.people.len()),
    ];
    let count = chance.between(1, 3) as usize;
    let (chosen, blank) = (chance.some(&lines, count), chance.percent(60));
    sheet.each(|_, table| {
        let mut rows: Vec<_> = chosen.iter().map(|line| table.outside(&[line])).collect();
        if blank {
            rows.push(table.blank(Kind::Outside));
        }
        table.headers += rows.len();
        table.rows.splice(0..0, rows);
        true
    })
}

pub fn legend(sheet: &mut Sheet, chance: &mut Chance) -> bool {
    let style = chance.below(2);
    sheet.each(|_, table| {
        let rows = match style {
            0 => vec![
                table.outside(&["Legend", ""]),
                table.outside(&["PTO", "paid time off"]),
                table.outside(&["n/a", "not applicable"]),
            ],
            _ => vec![table.outside(&["Legende: U = Urlaub, K = krank, - = nichts"])],
        };
        let blank = table.blank(Kind::Outside);
        table.headers += rows.len() + 1;
        table.rows.splice(0..0, rows.into_iter().chain([blank]));
        true
    })
}

pub fn notes(sheet: &mut Sheet, chance: &mut Chance) -> bool {
    let lines = [
        "Note: figures are self-reported",
        "* without the days of the offsite",
        "Fragen an die Teamleitung, Tel. 4711",
        "Last change 12.03.2024 by Maria",
        "3 people were on the road in the second week",
    ];
    let count = chance.between(1, 3) as usize;
    let (chosen, blank) = (chance.some(&lines, count), chance.percent(75));
    sheet.each(|_, table| {
        if blank {
            table.rows.push(table.blank(Kind::Outside));
        }
        for line in &chosen {
            let row = table.outside(&[line]);
            table.rows.push(row);
        }
        true
    })
}

pub fn blanks_below(sheet: &mut Sheet, chance: &mut Chance) -> bool {
    let count = chance.between(1, 40) as usize;
    sheet.each(|_, table| {
        let row = table.blank(Kind::Outside);
        table.rows.extend(vec![row; count]);
        true
    })
}

fn fte_text(fte: i64) -> String {
    super::super::notation::decimal(fte, 100)
}

/// A table of people and their FTE below the effort.
pub fn table_below(sheet: &mut Sheet, chance: &mut Chance) -> bool {
    let blanks = chance.between(1, 3) as usize;
    sheet.tells_fte = true;
    let Sheet { truth, tables, .. } = sheet;
    let Some(table) = tables.last_mut() else { return false };
    let row = table.blank(Kind::Outside);
    table.rows.extend(vec![row; blanks]);
    let header = table.outside(&["Name", "FTE"]);
    table.rows.push(header);
    for person in &truth.people {
        let mut row = table.outside(&[&person.name()]);
        row.cells[1] = Cell::number(fte_text(person.fte));
        table.rows.push(row);
    }
    true
}

/// The same table right of the effort, behind a blank column.
pub fn table_beside(sheet: &mut Sheet, _: &mut Chance) -> bool {
    sheet.tells_fte = true;
    let Sheet { truth, tables, .. } = sheet;
    let Some(table) = tables.first_mut() else { return false };
    let width = table.roles.len();
    for heading in ["", "Name", "FTE"] {
        table.insert(table.roles.len(), Role::Other, heading, |_| Cell::default());
    }
    let first = table.entries().start;
    for (at, person) in truth.people.iter().enumerate() {
        if first + at >= table.rows.len() {
            let row = table.blank(Kind::Outside);
            table.rows.push(row);
        }
        let row = &mut table.rows[first + at];
        row.cells[width + 1] = Cell::text(person.name());
        row.cells[width + 2] = Cell::number(fte_text(person.fte));
    }
    true
}

/// What macOS leaves on a network share beside each file.
pub fn hidden_file(sheet: &mut Sheet, _: &mut Chance) -> bool {
    let mut bytes = vec![0, 5, 0x16, 7, 0, 2, 0, 0];
    bytes.extend(b"Mac OS X        ");
    bytes.extend([0, 2, 0, 0, 0, 9, 0, 0, 0, 0x32, 0, 0, 0, 0xb0]);
    bytes.resize(163, 0);
    let name = format!("._{}.csv", sheet.tables[0].name);
    sheet.others.push((name, bytes));
    true
}

/// The same file once more, as a browser saves it: to ask is right.
pub fn copy(sheet: &mut Sheet, _: &mut Chance) -> bool {
    let mut copy = sheet.tables[0].clone();
    copy.name += " (1)";
    sheet.copy = Some(copy);
    sheet.must_ask = true;
    true
}

/// A list of contacts that is nobody's effort.
pub fn contacts(sheet: &mut Sheet, chance: &mut Chance) -> bool {
    let mut text = "Name,E-mail,Phone,Birthday\n".to_owned();
    for person in &sheet.truth.people {
        text += &format!(
            "{},{},+49 30 {},{}.4.\n",
            person.name(),
            person.mail(),
            chance.between(10_000, 99_999),
            chance.between(1, 28)
        );
    }
    for (first, last) in chance.some(NAMES, 2) {
        text += &format!("{first} {last} (left),,,\n");
    }
    sheet.others.push(("contacts.csv".to_owned(), text.into_bytes()));
    true
}
