//! How names and amounts are written in their cells.

use super::super::chance::Chance;
use super::super::layout::Layout;
use super::super::notation::Notation;
use super::super::sheet::{Cell, Kind, Role, Sheet};
use super::super::words::{DECOMPOSED, NOTHING};

/// The label of a block stands in its first row only.
pub fn merged(sheet: &mut Sheet, chance: &mut Chance) -> bool {
    let both = chance.percent(40);
    sheet.each(|_, table| {
        let Some(key) = table.key() else { return false };
        let Some(at) = table.column(key) else { return false };
        let other = if key == Role::Who { Role::When } else { Role::Who };
        // The second label can be left out too where a third one is there in each row.
        let other = table.column(other).filter(|_| both && key != Role::What && table.column(Role::What).is_some());
        let rows = table.rows.clone();
        let mut any = false;
        for (index, pair) in rows.windows(2).enumerate() {
            let same = |at: usize| pair[0].cells[at].text == pair[1].cells[at].text;
            if pair.iter().any(|row| row.kind != Kind::Entry) || !same(at) {
                continue;
            }
            any = true;
            table.rows[index + 1].cells[at].text.clear();
            if let Some(other) = other.filter(|other| same(*other)) {
                table.rows[index + 1].cells[other].text.clear();
            }
        }
        any
    })
}

/// Rewrites some of the cells that name a person.
fn names(
    sheet: &mut Sheet,
    chance: &mut Chance,
    percent: usize,
    rewrite: impl Fn(&Sheet, usize, &str, &mut Chance) -> Option<String>,
) -> bool {
    sheet.each(|sheet, table| {
        let mut any = false;
        for cell in table.rows.iter_mut().flat_map(|row| &mut row.cells) {
            let Some(person) = cell.who.filter(|_| !cell.is_blank()) else { continue };
            if !chance.percent(percent) {
                continue;
            }
            if let Some(text) = rewrite(sheet, person, &cell.text, chance) {
                cell.text = text;
                any = true;
            }
        }
        any
    })
}

pub fn invisible(sheet: &mut Sheet, chance: &mut Chance) -> bool {
    names(sheet, chance, 30, |_, _, name, chance| {
        let marks = ["\u{200b}", "\u{200e}", "\u{ad}", "\u{2060}", "\u{feff}"];
        let middle = name.char_indices().nth(2).map_or(name.len(), |(at, _)| at);
        Some(match chance.below(3) {
            0 => format!("{}{}{}", &name[..middle], chance.pick(&marks), &name[middle..]),
            1 => format!("{name}{}", chance.pick(&marks)),
            _ => format!("{}{name}", chance.pick(&marks)),
        })
    })
}

pub fn odd_blanks(sheet: &mut Sheet, chance: &mut Chance) -> bool {
    names(sheet, chance, 30, |_, _, name, chance| {
        Some(match chance.below(4) {
            0 => name.replace(' ', "\u{a0}"),
            1 => name.replace(' ', "  "),
            2 => format!("{name} "),
            _ => format!(" {name}\u{a0}"),
        })
    })
}

pub fn decomposed(sheet: &mut Sheet, chance: &mut Chance) -> bool {
    names(sheet, chance, 50, |_, _, name, _| {
        let text = DECOMPOSED.iter().fold(name.to_owned(), |name, (whole, parts)| name.replace(whole, parts));
        (text != name).then_some(text)
    })
}

pub fn letter_case(sheet: &mut Sheet, chance: &mut Chance) -> bool {
    let upper = chance.percent(40);
    names(sheet, chance, 40, |_, _, name, _| {
        let text = if upper { name.to_uppercase() } else { name.to_lowercase() };
        // Where two letters stand for one, the other case is another spelling.
        (text != name && !name.contains('ß')).then_some(text)
    })
}

pub fn last_first(sheet: &mut Sheet, chance: &mut Chance) -> bool {
    let percent = if chance.percent(60) { 100 } else { 30 };
    names(sheet, chance, percent, |sheet, person, name, _| {
        let person = &sheet.truth.people[person];
        (!person.last.is_empty() && name == person.name()).then(|| format!("{}, {}", person.last, person.first))
    })
}

pub fn with_mail(sheet: &mut Sheet, chance: &mut Chance) -> bool {
    names(sheet, chance, 30, |sheet, person, name, _| Some(format!("{name} <{}>", sheet.truth.people[person].mail())))
}

pub fn with_fte(sheet: &mut Sheet, chance: &mut Chance) -> bool {
    let everybody = chance.percent(50);
    let blank = if chance.percent(60) { " " } else { "" };
    let done = names(sheet, chance, if everybody { 100 } else { 40 }, |sheet, person, name, _| {
        let fte = sheet.truth.people[person].fte;
        (fte < 100 || everybody).then(|| format!("{name} ({fte}{blank}%)"))
    });
    sheet.tells_fte |= done;
    done
}

/// A category is the same in another case.
pub fn category_case(sheet: &mut Sheet, chance: &mut Chance) -> bool {
    let upper = chance.percent(40);
    sheet.each(|_, table| {
        let Some(at) = table.column(Role::What) else { return false };
        let mut any = false;
        for row in table.rows.iter_mut().filter(|row| row.kind == Kind::Entry) {
            let text = row.cells[at].text.clone();
            let other = if upper { text.to_uppercase() } else { text.to_lowercase() };
            if other != text && chance.percent(30) {
                row.cells[at].text = other;
                any = true;
            }
        }
        any
    })
}

/// Words for nothing in cells that were blank.
pub fn placeholders(sheet: &mut Sheet, chance: &mut Chance) -> bool {
    let (word, percent) = (chance.pick(NOTHING), if chance.percent(50) { 100 } else { 40 });
    sheet.each(|_, table| {
        let mut any = false;
        let amounts = table.columns(Role::Amount);
        for row in table.rows.iter_mut().filter(|row| row.kind == Kind::Entry) {
            // In a row without an amount a word may be read as one for the whole row.
            if amounts.iter().all(|at| row.cells[*at].grains.is_none()) {
                continue;
            }
            for at in &amounts {
                if row.cells[*at].is_blank() && chance.percent(percent) {
                    row.cells[*at].text = word.to_owned();
                    any = true;
                }
            }
        }
        any
    })
}

/// Rewrites every amount of the sheet's unit.
fn amounts(sheet: &mut Sheet, rewrite: impl Fn(&str) -> String) -> bool {
    sheet.each(|_, table| {
        let numbers = table.columns(Role::Amount);
        let cells = |row: &mut super::super::sheet::Row| -> Vec<usize> {
            numbers.iter().copied().filter(|at| row.cells[*at].is_number).collect()
        };
        for row in &mut table.rows {
            for at in cells(row) {
                row.cells[at].text = rewrite(&row.cells[at].text);
            }
        }
        true
    })
}

pub fn blank_before_sign(sheet: &mut Sheet, chance: &mut Chance) -> bool {
    let blank = chance.pick(&[" ", "\u{a0}"]);
    matches!(sheet.notation, Notation::PercentSign | Notation::HoursSign | Notation::Days)
        && !sheet.headed
        && amounts(sheet, |text| {
            let at = text.trim_end_matches(['%', 'h', 'd']).len();
            format!("{}{blank}{}", &text[..at], &text[at..])
        })
}

pub fn two_decimals(sheet: &mut Sheet, _: &mut Chance) -> bool {
    sheet.notation != Notation::HoursClock
        && amounts(sheet, |text| {
            let at = text.trim_end_matches(|c: char| !c.is_ascii_digit()).len();
            let (number, sign) = text.split_at(at);
            match number.split_once('.') {
                Some((whole, part)) => format!("{whole}.{part:0<2}{sign}"),
                None => format!("{number}.00{sign}"),
            }
        })
}

/// The unit behind each category's heading.
pub fn unit_in_headings(sheet: &mut Sheet, chance: &mut Chance) -> bool {
    let unit = match sheet.notation {
        Notation::HoursBare => chance.pick(&[" (h)", " [h]", " (hours)", " h"]),
        Notation::PercentBare => chance.pick(&[" (%)", " [%]", " %"]),
        _ => return false,
    };
    matches!(sheet.layout, Layout::Wide | Layout::FilePerson | Layout::FileWeek | Layout::Period)
        && sheet.each(|_, table| {
            for at in table.columns(Role::Amount) {
                if let Some(cell) = table.heading(at) {
                    *cell = Cell::text(cell.text.clone() + unit);
                }
            }
            true
        })
}
