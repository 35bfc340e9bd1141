//! A list of the team: names with the part of a full week that each works, and since and until when. It is no sheet of effort, but says
//! what everybody's capacity is.

use std::collections::BTreeSet;

use super::cells::{Cell, Cells};
use super::concept::Concept;
use super::days;
use super::heading::{meaning, plain, says_sum};
use crate::model::day::Day;
use crate::model::effort::{DateOrder, HeadedUnit, Notation};
use crate::model::exact::Exact;
use crate::model::person::{folded, without_additions};
use crate::read::when;

/// Somebody on the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    pub name: String,
    /// The part of a full-time week.
    pub fte: Exact,
    pub joined: Option<Day>,
    pub left: Option<Day>,
    pub row: usize,
}

/// What heads the days since when and until when somebody is on the team.
const JOINS: &[&str] = &[
    "start",
    "start date",
    "started",
    "from",
    "since",
    "joined",
    "join date",
    "date joined",
    "joining date",
    "hire date",
    "hired",
    "in",
    "entry",
    "entry date",
    "eintritt",
    "eintrittsdatum",
    "beginn",
    "ab",
    "von",
    "seit",
    "start am",
    "entree",
    "date d'entree",
    "debut",
    "depuis",
    "arrivee",
    "du",
    "alta",
    "fecha de alta",
    "inicio",
    "desde",
    "entrada",
    "inizio",
    "assunzione",
    "dal",
    "da",
    "in dienst",
    "vanaf",
    "startdatum",
    "admissao",
    "od",
    "zatrudnienie",
    "start dato",
    "startdato",
    "anstalld",
    "fran",
    "fra",
];
const LEAVES: &[&str] = &[
    "end",
    "end date",
    "ended",
    "to",
    "until",
    "till",
    "left",
    "leaves",
    "leaving",
    "leave date",
    "leaving date",
    "last day",
    "exit",
    "exit date",
    "departure",
    "out",
    "contract end",
    "contract until",
    "austritt",
    "austrittsdatum",
    "ende",
    "bis",
    "letzter tag",
    "sortie",
    "date de sortie",
    "fin",
    "depart",
    "au",
    "baja",
    "fecha de baja",
    "hasta",
    "salida",
    "fine",
    "uscita",
    "al",
    "a",
    "uit dienst",
    "tot",
    "einddatum",
    "saida",
    "demissao",
    "do",
    "zwolnienie",
    "slut",
    "slutdato",
    "slutdatum",
    "till",
    "til",
];

/// A header stands in one of the first rows.
pub const HEAD_ROWS: usize = 30;

/// Whether one of the first rows is the header of such a list.
pub fn heads_team(cells: &Cells) -> bool {
    header(cells).is_some()
}

/// The row of the header, and the fields of the names and of the FTE.
fn header(cells: &Cells) -> Option<(usize, usize, usize)> {
    let find = |row: usize, wanted: Concept| {
        cells.filled(row).find(|field| meaning(cells.text(row, *field)).concept == Some(wanted))
    };
    let heads = |row: usize| Some((row, find(row, Concept::Person)?, find(row, Concept::Fte)?));
    (0..cells.rows.len().min(HEAD_ROWS)).find_map(heads)
}

/// The people of a list whose header names people and FTE; `None` if there is no such list, or if a line of it cannot be one of a
/// person's: two lines of one name, no number, or one above two full weeks.
pub fn team(cells: &Cells) -> Option<Vec<Member>> {
    let (header, person, fte) = header(cells)?;
    let is_member = |row: &usize| {
        let name = cells.at(*row, person);
        name.is_word() && says_sum(&name.text).is_none() && !cells.at(*row, fte).is_blank()
    };
    let ended = (header + 1..cells.rows.len()).find(|row| cells.is_blank(*row)).unwrap_or(cells.rows.len());
    let rows: Vec<usize> = (header + 1..ended).filter(is_member).collect();
    let is_dated = |field: &usize| rows.iter().any(|row| day(cells.at(*row, *field), None).is_some());
    let headed = |words: &[&str]| {
        let is_headed = |field: &usize| words.contains(&plain(cells.text(header, *field)).as_str());
        cells.filled(header).filter(is_dated).find(is_headed)
    };
    // Other dates, such as a birthday, say nothing about the team.
    let (joins, leaves) = (headed(JOINS), headed(LEAVES));
    let dates: Vec<usize> = joins.into_iter().chain(leaves).collect();
    let order = days::order(cells, header + 1..ended, &dates);
    let is_of_percents = meaning(cells.text(header, fte)).unit == Some(HeadedUnit::Percent);
    let mut names = BTreeSet::new();
    let mut members = Vec::new();
    for row in rows {
        let name = without_additions(cells.text(row, person)).to_owned();
        let date = |field: Option<usize>| field.and_then(|field| day(cells.at(row, field), order));
        let number = cells.at(row, fte).number()?;
        let part = match number.notation {
            Notation::Bare if is_of_percents => number.value.over(&Exact::HUNDRED)?,
            Notation::Percent | Notation::Bare => number.value.clone(),
            Notation::Hours | Notation::Clock => return None,
        };
        if part > Exact::whole(2) || !names.insert(folded(&name)) {
            return None;
        }
        members.push(Member { name, fte: part, joined: date(joins), left: date(leaves), row });
    }
    (members.len() > 1).then_some(members)
}

/// The day that a cell names.
fn day(cell: &Cell, order: Option<DateOrder>) -> Option<Day> {
    when::date(&cell.text, order, &[]).ok()?.days().filter(|(from, to)| from == to).map(|(from, _)| from)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::read::csv::{Block, Csv, Hints};
    use crate::read::input::Input;

    /// Each member as `name, fte, joined, left`.
    fn read(text: &str) -> Option<Vec<String>> {
        let input = Input::new("team.csv".into(), text.as_bytes().to_vec(), None);
        let (mut csv, mut block) = (Csv::open(&input, &Hints::default()).unwrap(), Block::new());
        csv.next(&mut block).unwrap();
        let text = |day: Option<Day>| day.map_or("-".to_owned(), |day| day.to_string());
        let member = |of: Member| format!("{}, {}, {}, {}", of.name, of.fte, text(of.joined), text(of.left));
        Some(team(&Cells::of(Arc::new(block)))?.into_iter().map(member).collect())
    }

    #[test]
    fn a_list_of_people_with_their_part_of_a_week_is_the_team() {
        let found = read(
            "Our team,,,\n\nName,FTE,Start,End,Role\nAda,0.8,2024-02-05,,Dev\nBo (PM),100%,,2024-03-01,\nTotal,1.8,,,\n",
        );
        let expected = ["Ada, 4/5, 2024-02-05, -", "Bo (PM), 1, -, 2024-03-01"].map(str::to_owned).to_vec();
        assert_eq!(found, Some(expected));
    }

    #[test]
    fn other_lists_are_no_team() {
        for text in [
            "Name,Email\nAda,a@b.org\nBo,b@b.org\n",
            "Week,Person,FTE\n2024-W01,Ada,1\n2024-W02,Ada,1\n2024-W01,Bo,1\n",
            "Name,FTE\nAda,80\nBo,100\n",
            "Name,FTE\nAda,1\n",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
