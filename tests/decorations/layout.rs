//! The plain sheets: one truth in one of the shapes that people keep, undressed.

use super::calendar::{Day, MONATE, MONTHS};
use super::chance::Chance;
use super::notation::Notation;
use super::sheet::{Cell, Encoding, Kind, Role, Row, Sheet, Style, Table};
use super::truth::{Truth, WEEK};

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Layout {
    Wide,
    Long,
    LongDays,
    WeeksAcross,
    PeopleAcross,
    FileCategory,
    FilePerson,
    FileWeek,
    Period,
    Months,
}

/// Each as often as it stands here.
pub const LAYOUTS: [Layout; 16] = [
    Layout::Wide,
    Layout::Wide,
    Layout::Wide,
    Layout::Wide,
    Layout::Long,
    Layout::Long,
    Layout::LongDays,
    Layout::LongDays,
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
            Layout::LongDays => !notation.is_of_own_week(),
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

fn who(sheet: &Sheet, person: usize) -> Cell {
    Cell { who: Some(person), ..Cell::text(sheet.truth.people[person].name()) }
}

fn maybe(sheet: &Sheet, grains: Option<i64>) -> Cell {
    grains.map_or(Cell::default(), |grains| sheet.amount(grains))
}

fn entry(person: Option<usize>, when: Option<Day>, cells: Vec<Cell>) -> Row {
    Row { kind: Kind::Entry, cells, person, when }
}

fn table(name: &str, roles: Vec<Role>, header: Vec<Cell>, rows: Vec<Row>) -> Table {
    let header = Row { kind: Kind::Header, cells: header, person: None, when: None };
    let rows = std::iter::once(header).chain(rows).collect();
    Table { name: name.to_owned(), when: None, roles, rows, headers: 1 }
}

/// Person-weeks in the order of a sheet: by week, or by person. Those without a word are left out, or stand there as blanks.
fn person_weeks(sheet: &Sheet, chance: &mut Chance) -> Vec<(usize, usize)> {
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
            let one = |at: usize| {
                let people: Vec<(usize, usize)> = (0..truth.people.len()).map(|person| (person, at)).collect();
                let mut one = table(&week(sheet, at).text, amounts.clone(), categories.clone(), wide(&people));
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
fn named(sheet: &Sheet, row: &Row) -> Cell {
    row.person.map_or(Cell::default(), |person| who(sheet, person))
}

/// The week or day of a row, as ISO writes it.
fn dated(sheet: &Sheet, row: &Row) -> Cell {
    let Some(day) = row.when else { return Cell::default() };
    if sheet.layout == Layout::LongDays {
        return Cell { when: Some(day), ..Cell::text(day.iso()) };
    }
    sheet.truth.quarter.week_of(day).map_or(Cell::default(), |at| week(sheet, at))
}

/// A row an amount.
fn long(sheet: &Sheet, chance: &mut Chance) -> Table {
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
        // Each day takes its part of the week, one category after the other.
        let step = sheet.notation.step();
        let total: i64 = cells.iter().flatten().sum();
        let a_day = ((total + 5 * step - 1) / (5 * step) * step).max(step);
        let (mut after, mut free) = (0, a_day);
        for (category, grains) in cells.iter().enumerate().filter_map(|(at, grains)| Some((at, (*grains)?))) {
            let mut left = grains;
            while left > 0 {
                let part = left.min(free);
                entries.push((person, monday.plus(after), category, part));
                (left, free) = (left - part, free - part);
                if free == 0 {
                    (after, free) = (after + 1, a_day);
                }
            }
        }
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

/// A row a person and category, a column a stretch of time.
fn across(
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
fn people_across(sheet: &Sheet, chance: &mut Chance) -> Table {
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

#[test]
fn the_plain_tables_add_up_to_the_truth() {
    for seed in 0..200 {
        let mut chance = Chance::of(seed, "plain");
        let layout = LAYOUTS[chance.below(LAYOUTS.len())];
        let notation = if layout == Layout::LongDays { Notation::HoursBare } else { Notation::PercentSign };
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
