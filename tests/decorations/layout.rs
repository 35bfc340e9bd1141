//! The plain sheets: one truth in one of the shapes that people keep, undressed.

use super::across::{across, days_across, people_across};
use super::calendar::{Day, MONATE, MONTHS};
use super::chance::Chance;
use super::long::long;
use super::notation::Notation;
use super::sheet::{Cell, Encoding, Kind, Role, Row, Sheet, Style, Table};
use super::truth::{Truth, WEEK};

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Layout {
    Wide,
    Long,
    LongDays,
    DaysAcross,
    WeeksAcross,
    PeopleAcross,
    FileCategory,
    FilePerson,
    FileWeek,
    Period,
    Months,
}

/// Each as often as it stands here.
pub const LAYOUTS: [Layout; 17] = [
    Layout::Wide,
    Layout::Wide,
    Layout::Wide,
    Layout::Wide,
    Layout::Long,
    Layout::Long,
    Layout::LongDays,
    Layout::LongDays,
    Layout::DaysAcross,
    Layout::WeeksAcross,
    Layout::WeeksAcross,
    Layout::PeopleAcross,
    Layout::FileCategory,
    Layout::FilePerson,
    Layout::FileWeek,
    Layout::Period,
    Layout::Months,
];

impl Layout {
    pub fn name(self) -> &'static str {
        match self {
            Layout::Wide => "wide by week",
            Layout::Long => "long, by week",
            Layout::LongDays => "long, by day",
            Layout::DaysAcross => "Monday to Friday across",
            Layout::WeeksAcross => "weeks across",
            Layout::PeopleAcross => "people across, two header rows",
            Layout::FileCategory => "people across, a file a category",
            Layout::FilePerson => "a file a person",
            Layout::FileWeek => "a file a week",
            Layout::Period => "a row a person for the period",
            Layout::Months => "months across",
        }
    }

    /// A percent of a day is nobody's; a month's hours are not the same in each of its weeks.
    pub fn takes(self, notation: Notation) -> bool {
        match self {
            Layout::LongDays | Layout::DaysAcross => !notation.is_of_own_week(),
            Layout::Months => notation.is_of_own_week(),
            _ => true,
        }
    }
}

/// The sheet of a truth before anything is done to it.
pub fn plain(truth: Truth, layout: Layout, notation: Notation, chance: &mut Chance) -> Sheet {
    let is_long = matches!(layout, Layout::Long | Layout::LongDays);
    let style = Style {
        delimiter: ',',
        comma: false,
        mark: false,
        line_end: "\n",
        encoding: Encoding::Utf8,
        quoted: false,
        says_delimiter: false,
    };
    let mut sheet = Sheet {
        truth,
        layout,
        notation,
        headed: is_long && notation == Notation::Days,
        tables: Vec::new(),
        style,
        says_period: matches!(layout, Layout::Period) || chance.percent(70),
        // Where people stand across the columns only the roster tells them from categories.
        says_people: chance.percent(match layout {
            Layout::FileCategory | Layout::PeopleAcross => 80,
            _ => 15,
        }),
        tells_fte: false,
        must_ask: false,
        copy: None,
        others: Vec::new(),
    };
    sheet.tables = tables(&sheet, chance);
    sheet
}

fn week(sheet: &Sheet, week: usize) -> Cell {
    let monday = sheet.truth.quarter.monday(week);
    let (year, number) = monday.week();
    Cell { when: Some(monday), ..Cell::text(format!("{year}-W{number:02}")) }
}

pub fn who(sheet: &Sheet, person: usize) -> Cell {
    Cell { who: Some(person), ..Cell::text(sheet.truth.people[person].name()) }
}

pub fn maybe(sheet: &Sheet, grains: Option<i64>) -> Cell {
    grains.map_or(Cell::default(), |grains| sheet.amount(grains))
}

pub fn entry(person: Option<usize>, when: Option<Day>, cells: Vec<Cell>) -> Row {
    Row { kind: Kind::Entry, cells, person, when }
}

pub fn table(name: &str, roles: Vec<Role>, header: Vec<Cell>, rows: Vec<Row>) -> Table {
    let header = Row { kind: Kind::Header, cells: header, person: None, when: None };
    let rows = std::iter::once(header).chain(rows).collect();
    Table { name: name.to_owned(), when: None, roles, rows, headers: 1 }
}

/// Person-weeks in the order of a sheet: by week, or by person. Those without a word are left out, or stand there as blanks.
pub fn person_weeks(sheet: &Sheet, chance: &mut Chance) -> Vec<(usize, usize)> {
    let truth = &sheet.truth;
    let people = 0..truth.people.len();
    let mut pairs: Vec<(usize, usize)> =
        people.flat_map(|person| truth.weeks.iter().map(move |week| (person, *week))).collect();
    if chance.percent(60) {
        pairs.sort_by_key(|(person, week)| (*week, *person));
    }
    if chance.percent(50) {
        pairs.retain(|(person, week)| !truth.is_silent(*person, *week));
    }
    pairs
}

fn tables(sheet: &Sheet, chance: &mut Chance) -> Vec<Table> {
    let truth = &sheet.truth;
    let words = truth.language;
    let categories: Vec<Cell> = truth.categories.iter().map(|name| Cell::text(*name)).collect();
    let amounts = vec![Role::Amount; categories.len()];
    let heading = |list: &[&'static str], chance: &mut Chance| Cell::text(chance.pick(list));
    let wide = |of: &[(usize, usize)]| -> Vec<Row> {
        let row = |(person, at): &(usize, usize)| {
            let amounts = truth.row(*person, *at).into_iter().map(|grains| maybe(sheet, grains)).collect();
            entry(Some(*person), Some(truth.quarter.monday(*at)), amounts)
        };
        of.iter().map(row).collect()
    };
    match sheet.layout {
        Layout::Wide => {
            let mut all = table("effort", amounts, categories, wide(&person_weeks(sheet, chance)));
            all.insert(0, Role::Who, &heading(words.person, chance).text, |row| named(sheet, row));
            let at = chance.below(2);
            all.insert(at, Role::When, &heading(words.week, chance).text, |row| dated(sheet, row));
            vec![all]
        }
        Layout::FilePerson => {
            let column = heading(words.week, chance);
            let one = |person: usize| {
                let weeks: Vec<(usize, usize)> = truth.weeks.iter().map(|week| (person, *week)).collect();
                let name = truth.people[person].name();
                let mut one = table(&name, amounts.clone(), categories.clone(), wide(&weeks));
                one.insert(0, Role::When, &column.text, |row| dated(sheet, row));
                one
            };
            (0..truth.people.len()).map(one).collect()
        }
        Layout::FileWeek => {
            let column = heading(words.person, chance);
            let before = chance.pick(&["", "", "Effort ", "timesheet_", "Team "]);
            let one = |at: usize| {
                let people: Vec<(usize, usize)> = (0..truth.people.len()).map(|person| (person, at)).collect();
                let name = format!("{before}{}", week(sheet, at).text);
                let mut one = table(&name, amounts.clone(), categories.clone(), wide(&people));
                one.insert(0, Role::Who, &column.text, |row| named(sheet, row));
                Table { when: Some(truth.quarter.monday(at)), ..one }
            };
            truth.weeks.clone().into_iter().map(one).collect()
        }
        Layout::Period => {
            let weeks = if sheet.notation.is_of_own_week() { 1 } else { 13 };
            let row = |person: usize| {
                let amounts = truth.row(person, 0).into_iter().map(|grains| maybe(sheet, grains.map(|of| of * weeks)));
                entry(Some(person), None, amounts.collect())
            };
            let mut all = table("effort", amounts, categories, (0..truth.people.len()).map(row).collect());
            all.insert(0, Role::Who, &heading(words.person, chance).text, |row| named(sheet, row));
            vec![all]
        }
        Layout::Long | Layout::LongDays => vec![long(sheet, chance)],
        Layout::DaysAcross => vec![days_across(sheet, chance)],
        Layout::WeeksAcross => {
            let header = truth.weeks.iter().map(|at| week(sheet, *at)).collect();
            let cells = |person, category| {
                truth.weeks.iter().map(|at| truth.cells.get(&(person, *at, category)).copied()).collect()
            };
            vec![across(sheet, header, cells, chance)]
        }
        Layout::Months => {
            let quarter = truth.quarter;
            let style = chance.below(4);
            let header = (0..3).map(|after| {
                let month = (3 * quarter.number - 3 + after) as usize;
                let year = quarter.year;
                Cell::text(match style {
                    0 => format!("{} {year}", MONTHS[month]),
                    1 => format!("{year}-{:02}", month + 1),
                    2 if words.name == "German" => format!("{} {year}", MONATE[month]),
                    2 => format!("{:02}/{year}", month + 1),
                    _ => format!("{} {year}", &MONTHS[month][..3]),
                })
            });
            let cells =
                |person, category| (0..3).map(|month| truth.months.get(&(person, category, month)).copied()).collect();
            vec![across(sheet, header.collect(), cells, chance)]
        }
        Layout::PeopleAcross => vec![people_across(sheet, chance)],
        Layout::FileCategory => {
            let column = heading(words.week, chance);
            let one = |category: usize| {
                let people: Vec<Cell> = (0..truth.people.len()).map(|person| who(sheet, person)).collect();
                let row = |at: &usize| {
                    let cell = |person| maybe(sheet, truth.cells.get(&(person, *at, category)).copied());
                    entry(None, Some(truth.quarter.monday(*at)), (0..truth.people.len()).map(cell).collect())
                };
                let roles = vec![Role::Amount; people.len()];
                let name = truth.categories[category];
                let mut one = table(name, roles, people, truth.weeks.iter().map(row).collect());
                one.insert(0, Role::When, &column.text, |row| dated(sheet, row));
                one
            };
            (0..truth.categories.len()).map(one).collect()
        }
    }
}

/// The name of the person of a row.
pub fn named(sheet: &Sheet, row: &Row) -> Cell {
    row.person.map_or(Cell::default(), |person| who(sheet, person))
}

/// The week or day of a row, as ISO writes it.
pub fn dated(sheet: &Sheet, row: &Row) -> Cell {
    let Some(day) = row.when else { return Cell::default() };
    if sheet.layout == Layout::LongDays {
        return Cell { when: Some(day), ..Cell::text(day.iso()) };
    }
    sheet.truth.quarter.week_of(day).map_or(Cell::default(), |at| week(sheet, at))
}

#[test]
fn the_plain_tables_add_up_to_the_truth() {
    for seed in 0..200 {
        let mut chance = Chance::of(seed, "plain");
        let layout = LAYOUTS[chance.below(LAYOUTS.len())];
        let notation = [Notation::PercentSign, Notation::HoursBare][usize::from(!layout.takes(Notation::PercentSign))];
        let sheet = plain(Truth::new(layout, notation, &mut chance), layout, notation, &mut chance);
        let written: i64 = sheet.tables.iter().flat_map(|table| table.rows.iter().map(|row| table.effort(row))).sum();
        let truth = match layout {
            Layout::Period => sheet.truth.cells.values().sum::<i64>() / 13,
            Layout::Months => sheet.truth.months.values().sum(),
            _ => sheet.truth.cells.values().sum(),
        };
        assert_eq!(written, truth, "{layout:?}");
        assert!(sheet.tables.iter().all(|table| table.rows.iter().all(|row| row.cells.len() == table.roles.len())));
        assert!(truth > WEEK);
    }
}
