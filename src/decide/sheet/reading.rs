//! How a sheet is read: what its table, its columns and its rows are, each with the evidence for it.

use std::collections::BTreeMap;

use super::across::{Across, across};
use super::amounts::{self, Doubt, is_amount_word};
use super::around::{Around, around};
use super::cells::{Cells, Kind};
use super::column::{Column, columns};
use super::concept::Concept;
use super::days;
use super::heading::{meaning, plain, says_sum};
use super::held::{is_held, is_held_with};
use super::labels::labels;
use super::role::{By, Known, Role, TimeRole};
use super::rows::{self, RowFields, RowKind, kinds};
use super::table::{Table, table};
use crate::model::effort::{DateOrder, Notation};
use crate::model::exact::Exact;
use crate::model::person::{Roster, folded};
use crate::model::slot::Slot;
use crate::model::week::Week;
use crate::read::headings::unit_behind;
use crate::read::plan::ColumnDays;
use crate::read::when;

/// What is known before a sheet is looked at.
#[derive(Debug, Clone)]
pub struct Context<'a> {
    /// The name of the file without its extension; empty for standard input.
    pub file_stem: &'a str,
    /// The person whose file it is, by the configuration.
    pub person: Option<&'a str>,
    pub roster: Option<&'a Roster>,
    /// Headings of columns that the configuration says are effort, or leaves out.
    pub effort: Vec<&'a str>,
    pub ignore: Vec<&'a str>,
    /// The hours of a full week.
    pub full_week: &'a Exact,
    /// The weeks of the period, in which a time without a year is looked up.
    pub owned: &'a [Week],
    /// The order of day and month, by the configuration.
    pub dates: Option<DateOrder>,
    /// Whether the configuration says the decimal mark.
    pub is_decimal_said: bool,
    /// Whether each column of amounts is a person's, as other files show.
    pub are_people: bool,
}

/// Whose the rows are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Who {
    /// The position of a column.
    Column(usize),
    /// Each column of amounts has its own person.
    Headings,
    /// A cell above the table names the person.
    Title {
        text: String,
        row: usize,
        field: usize,
    },
    Configured(String),
    /// A row above each block of rows names the person.
    Groups,
    /// The file's name.
    File,
}

/// A column of amounts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Effort {
    /// Its position among the columns.
    pub at: usize,
    /// What the work was; empty if the rows say it.
    pub activity: String,
    pub person: Option<String>,
    pub days: Option<ColumnDays>,
}

/// A reading.
#[derive(Debug)]
pub struct Reading {
    pub table: Table,
    pub around: Around,
    pub columns: Vec<Column>,
    pub known: Vec<Known>,
    pub kinds: Vec<RowKind>,
    pub who: Who,
    pub efforts: Vec<Effort>,
    /// The row of the header that holds the days of the columns.
    pub across: Option<usize>,
    /// The order of day and month of the cells.
    pub order: Option<DateOrder>,
    /// The year that the titles or the file's name state.
    pub year: Option<i16>,
    /// The days that a title or the file's name is about, if nothing in the table says any.
    pub title: Option<Slot>,
    owned: Vec<Week>,
    /// Whether the rows say what the work was.
    pub is_long: bool,
    /// The positions of the labels that hold for the blank cells below them.
    pub held: Vec<usize>,
    pub doubts: Vec<Doubt>,
    pub is_decimal_said: bool,
    /// Whether a row above each block of rows says the days.
    pub is_dated_by_groups: bool,
    /// Whether the file is named after somebody on the roster.
    pub is_file_of_person: bool,
    fields: RowFields,
}

/// Why a sheet is not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoReading {
    /// Nothing in it can be an amount.
    NoAmounts,
    /// It has numbers, but nothing says whose they are, which days they are about, or what they are of.
    Unclear,
}

/// Returns how a sheet is read.
///
/// # Errors
/// Why it is not.
pub fn reading(cells: &Cells, context: &Context<'_>) -> Result<Reading, NoReading> {
    let table = table(cells).ok_or(NoReading::NoAmounts)?;
    let columns = columns(cells, &table);
    let around = around(cells, &table);
    let across = across(cells, &table, &columns);
    let mut known = labels(cells, &table, &columns, context.roster);
    let times =
        known.iter().zip(&columns).filter(|(known, _)| matches!(known, Some(Known { role: Role::When(_), .. })));
    let fields: Vec<usize> = times.map(|(_, column)| column.field).collect();
    let order = context.dates.or_else(|| {
        let first = table.uppers.first().copied().unwrap_or(table.header);
        let of_cells = days::order(cells, table.body.clone(), &fields);
        of_cells.or_else(|| days::order(cells, first..table.header + 1, &table.fields))
    });
    let titles = || around.titles.iter().map(String::as_str).chain([context.file_stem]);
    let year = days::year(titles());
    let mut order = order;
    let mut across = across;
    if let Some(across) = &mut across {
        let texts: Vec<&str> = across
            .columns
            .iter()
            .filter_map(|at| {
                columns[*at]
                    .headings
                    .iter()
                    .find(|heading| heading.row == across.row)
                    .map(|heading| heading.text.as_str())
            })
            .collect();
        let has_percents = columns.iter().any(|column| column.profile.notations[Notation::Percent as usize] > 0);
        order = order.or_else(|| days::order_of_months(&texts).filter(|_| has_percents));
        let around = when::Around { order, owned: context.owned, year };
        across.are_months = days::are_firsts(&texts, &around);
        across.are_weekly = days::are_weekly(&texts, 2, &around);
    }
    let timing = when::Around { order, owned: context.owned, year };
    if let Some(across) = &across {
        across.columns.iter().for_each(|at| known[*at] = Some(Known::new(Role::Amount, By::Heading)));
    }
    if context.person.is_some() {
        // The configuration says whose file it is; a column of people would contradict it.
        known.iter_mut().zip(&columns).filter(|(known, _)| is(known, &Role::Person)).for_each(|(known, _)| {
            *known = Some(Known::new(Role::Text, By::Configuration));
        });
    }
    let person = position(&known, &Role::Person);
    let has_work = known.iter().flatten().any(|known| is_main_work(&known.role));
    let is_long = has_work && (across.is_some() || is_long(&columns, &known));
    if !is_long && across.is_none() {
        // Where each column is a category, a column of texts that describe the work describes nothing that is counted.
        known.iter_mut().filter(|known| matches!(known, Some(Known { role: Role::Work(_), .. }))).for_each(|known| {
            *known = Some(Known::new(Role::Text, By::Cells));
        });
    }
    let rows: Vec<usize> = number_rows(cells, &table, &columns, &known);
    let named = |texts: &[&str]| -> Vec<usize> {
        let is_named = |at: &usize| texts.iter().any(|text| folded(text) == folded(columns[*at].heading()));
        (0..columns.len()).filter(is_named).collect()
    };
    let (effort, ignored) = (named(&context.effort), named(&context.ignore));
    let labels: Vec<usize> =
        (0..known.len()).filter(|at| matches!(&known[*at], Some(Known { role: Role::Work(_), .. }))).collect();
    let given = amounts::Given {
        labels: &labels,
        cells,
        columns: &columns,
        rows: &rows,
        person,
        effort: &effort,
        ignored: &ignored,
        is_long,
        is_across: across.is_some(),
        full_week: context.full_week,
    };
    let doubts = given.tell(&mut known);
    let known: Vec<Known> =
        known.into_iter().map(|known| known.unwrap_or(Known::new(Role::Text, By::Position))).collect();
    let amounts: Vec<usize> = (0..known.len()).filter(|at| known[*at].role == Role::Amount).collect();
    if amounts.is_empty() && doubts.is_empty() {
        return Err(NoReading::NoAmounts);
    }
    let fields = row_fields((&columns, &known));
    let kinds = kinds(&rows::Given { cells, table: &table, fields: &fields, roster: context.roster });
    let is_filled = |row: usize| fields.amounts.iter().any(|field| !cells.at(row, *field).is_blank());
    let is_configured = known.iter().any(|known| known.role == Role::Amount && known.by == By::Configuration);
    let mut filled = table.body.clone().zip(&kinds).filter(|(_, kind)| **kind != RowKind::Note);
    if !is_configured && !filled.any(|(row, kind)| !matches!(kind, RowKind::Sum(_)) && is_filled(row)) {
        return Err(NoReading::NoAmounts);
    }
    let held = held(cells, &table, (&columns, &known), &kinds);
    let is_entry = |(_, kind): &(usize, &RowKind)| **kind == RowKind::Entry;
    let entries: Vec<usize> = table.body.clone().zip(&kinds).filter(is_entry).map(|(row, _)| row).collect();
    let (who, efforts): (Who, Vec<Effort>) =
        efforts((cells, &entries), context, (&columns, &known), &amounts, across.as_ref(), &around, (is_long, &timing));
    let groups: Vec<&str> = kinds
        .iter()
        .filter_map(|kind| if let RowKind::Group(text) = kind { Some(text.as_str()) } else { None })
        .collect();
    let leads = kinds.iter().find(|kind| !matches!(kind, RowKind::Blank | RowKind::Header | RowKind::Note));
    let are_led = matches!(leads, Some(RowKind::Group(_)));
    let are_times = !groups.is_empty() && groups.iter().all(|text| when::spelled(text).is_some());
    let has_when = across.as_ref().is_some_and(|across| across.weekday.is_none())
        || known.iter().any(|known| matches!(known.role, Role::When(_)));
    let is_dated_by_groups = are_led && are_times && !has_when;
    let who = match address(cells, &table, (&columns, &known)) {
        Some((text, row, field)) if who == Who::File && !is_named_like(context.file_stem, &text) => {
            Who::Title { text, row, field }
        }
        _ => who,
    };
    let who = if who == Who::File && are_led && !are_times { Who::Groups } else { who };
    let says_when =
        is_dated_by_groups || across.is_some() || known.iter().any(|known| matches!(known.role, Role::When(_)));
    if who == Who::File && !says_when {
        return Err(NoReading::Unclear);
    }
    let has_category = |effort: &Effort| {
        let is_amount = columns[effort.at].concept().is_some_and(is_amount_word);
        !is_amount || effort.days.is_some() || effort.activity != activity_of(columns[effort.at].heading())
    };
    if !is_long && doubts.is_empty() && who != Who::Headings && !efforts.iter().any(has_category) {
        // Amounts of nothing: what the work was stands nowhere.
        return Err(NoReading::Unclear);
    }
    let title = (!says_when)
        .then(|| titles().filter_map(|title| days::of_title(title, &timing)).min_by_key(|slot| days::length(*slot)))
        .flatten();
    let owned = context.owned.to_vec();
    Ok(Reading {
        fields,
        is_decimal_said: context.is_decimal_said,
        is_dated_by_groups,
        is_file_of_person: context.roster.is_some_and(|roster| roster.find(context.file_stem).is_some()),
        order,
        year,
        title,
        owned,
        table,
        around,
        columns,
        known,
        kinds,
        who,
        efforts,
        across: across.map(|across| across.row),
        is_long,
        held,
        doubts,
    })
}

/// The labels that hold for the blank cells below them.
fn held(cells: &Cells, table: &Table, (columns, known): (&[Column], &[Known]), kinds: &[RowKind]) -> Vec<usize> {
    let is_label = |at: &usize| matches!(known[*at].role, Role::When(_) | Role::Person | Role::Work(_));
    let labels: Vec<usize> = (0..known.len()).filter(is_label).collect();
    let mut alone: Vec<usize> = Vec::new();
    for &at in &labels {
        let leads: Vec<usize> = alone.iter().map(|at| columns[*at].field).collect();
        if is_held(cells, table, kinds, columns[at].field, &leads) {
            alone.push(at);
        }
    }
    let with_others = |at: &usize| {
        let field = columns[*at].field;
        alone.contains(at) || alone.iter().any(|other| is_held_with(cells, table, kinds, field, columns[*other].field))
    };
    labels.into_iter().filter(with_others).collect()
}

fn is(known: &Option<Known>, role: &Role) -> bool {
    known.as_ref().is_some_and(|known| known.role == *role)
}

fn position(known: &[Option<Known>], role: &Role) -> Option<usize> {
    known.iter().position(|known| is(known, role))
}

fn is_main_work(role: &Role) -> bool {
    use crate::read::plan::Says;
    matches!(role, Role::Work(Says::Category | Says::Project | Says::Task))
}

/// Whether each row holds one amount: one column of numbers is headed by a word for amounts, or only one column of numbers is open.
fn is_long(columns: &[Column], known: &[Option<Known>]) -> bool {
    let open = |at: &usize| known[*at].is_none() && columns[*at].is_of_numbers();
    let is_never = |at: &usize| {
        let concept = columns[*at].concept();
        concept.is_some_and(|concept| concept.is_never_effort() || concept.is_sum())
    };
    let numbers: Vec<usize> = (0..columns.len()).filter(open).collect();
    let named = numbers.iter().filter(|at| columns[**at].concept().is_some_and(is_amount_word)).count();
    let has_clock = known.iter().flatten().any(|known| known.role == Role::When(TimeRole::Start));
    named > 0 || has_clock || numbers.iter().filter(|at| !is_never(at)).count() <= 1
}

/// The rows that hold numbers below the header and say whose they are, what they are or which days they are about. If only one
/// does, all that hold numbers.
fn number_rows(cells: &Cells, table: &Table, columns: &[Column], known: &[Option<Known>]) -> Vec<usize> {
    let numbers: Vec<usize> =
        columns.iter().filter(|column| column.is_of_numbers()).map(|column| column.field).collect();
    let has_number = |row: &usize| numbers.iter().any(|field| cells.at(*row, *field).is_number());
    let is_labelled = |row: &usize| {
        known.iter().zip(columns).any(|(known, column)| {
            let cell = cells.at(*row, column.field);
            match known.as_ref().map(|known| &known.role) {
                Some(Role::When(TimeRole::Year | TimeRole::Quarter | TimeRole::Start | TimeRole::End)) => false,
                Some(Role::When(_)) => cell.kind == Kind::Time || cell.whole().is_some(),
                Some(Role::Person | Role::Work(_)) => cell.is_word() && says_sum(&cell.text).is_none(),
                _ => false,
            }
        })
    };
    let all: Vec<usize> = table.body.clone().filter(has_number).collect();
    let labelled: Vec<usize> = all.iter().copied().filter(is_labelled).collect();
    if labelled.len() > 1 { labelled } else { all }
}

fn row_fields((columns, known): (&[Column], &[Known])) -> RowFields {
    let fields = |is: &dyn Fn(&Role) -> bool| -> Vec<usize> {
        (0..known.len()).filter(|at| is(&known[*at].role)).map(|at| columns[at].field).collect()
    };
    let when = fields(
        &|role| matches!(role, Role::When(time) if !matches!(time, TimeRole::Year | TimeRole::Quarter | TimeRole::Start | TimeRole::End)),
    );
    let work = fields(&|role| matches!(role, Role::Work(_)));
    let person = fields(&|role| *role == Role::Person).first().copied();
    let amounts = fields(&|role| *role == Role::Amount);
    let beside = fields(&|role| matches!(role, Role::When(TimeRole::Start | TimeRole::End) | Role::Aside(_)));
    RowFields { amounts, person, when, work, beside }
}

/// Whose the rows are, and what each column of amounts is about.
fn efforts(
    (cells, rows): (&Cells, &[usize]),
    context: &Context<'_>,
    (columns, known): (&[Column], &[Known]),
    amounts: &[usize],
    across: Option<&Across>,
    around: &Around,
    (is_long, timing): (bool, &when::Around<'_>),
) -> (Who, Vec<Effort>) {
    let days_row = across.map(|across| across.row);
    // The headings that say neither the days nor only an amount, a unit or what is counted.
    let names = |at: usize| -> Vec<&str> {
        let headings = columns[at].headings.iter().filter(|heading| Some(heading.row) != days_row);
        let says_name = |text: &&str| !meaning(text).concept.is_some_and(is_amount_word) && !is_weekday_letter(text);
        let is_time = |text: &&str| days_row.is_some() && when::spelled(text).is_some();
        headings.map(|heading| heading.text.as_str()).filter(says_name).filter(|text| !is_time(text)).collect()
    };
    let person = known.iter().position(|known| known.role == Role::Person);
    let named: Vec<(usize, Vec<&str>)> = amounts.iter().map(|at| (columns[*at].field, names(*at))).collect();
    let levels = Levels { cells, rows, columns: &named, full_week: context.full_week };
    let who = match (context.person, person) {
        (Some(person), _) => Who::Configured(person.to_owned()),
        (None, Some(at)) => Who::Column(at),
        (None, None) => match people_across(context, &levels, days_row.is_some() || is_long) {
            Some(level) => {
                let efforts = amounts.iter().map(|&at| {
                    let names = names(at);
                    let person = names.get(level).map(|name| (*name).to_owned());
                    let others: Vec<&str> = (0..names.len()).filter(|at| *at != level).map(|at| names[at]).collect();
                    let activity = others.last().map_or(context.file_stem, |name| name);
                    Effort {
                        at,
                        activity: activity_of(activity),
                        person,
                        days: days_of(&columns[at], across, at, timing),
                    }
                });
                return (Who::Headings, efforts.collect());
            }
            None => match &around.person {
                Some((text, row, field)) => Who::Title { text: text.clone(), row: *row, field: *field },
                None => Who::File,
            },
        },
    };
    let lowest: Vec<Option<&str>> = amounts.iter().map(|at| names(*at).last().copied()).collect();
    let is_repeated = |name: &str, days: &Option<ColumnDays>, all: &[(Option<&str>, Option<ColumnDays>)]| {
        all.iter().filter(|(other, of)| of == days && other.is_some_and(|other| folded(other) == folded(name))).count()
            > 1
    };
    let all: Vec<(Option<&str>, Option<ColumnDays>)> =
        amounts.iter().zip(&lowest).map(|(at, name)| (*name, days_of(&columns[*at], across, *at, timing))).collect();
    let efforts = amounts.iter().zip(&all).map(|(&at, (name, days))| {
        let activity = match name {
            _ if is_long => String::new(),
            Some(name) if is_repeated(name, days, &all) => match names(at)[..] {
                [.., above, below] => format!("{} / {}", activity_of(above), activity_of(below)),
                _ => activity_of(name),
            },
            Some(name) => activity_of(name),
            None if columns[at].heading().is_empty() || days.is_some() => context.file_stem.to_owned(),
            None => activity_of(columns[at].heading()),
        };
        Effort { at, activity, person: None, days: *days }
    });
    (who, efforts.collect())
}

/// The name of a category without the unit behind it.
fn activity_of(heading: &str) -> String {
    unit_behind(heading).0
}

/// `M`, `T`, `W`: letters of weekdays say nothing beside a date.
fn is_weekday_letter(text: &str) -> bool {
    text.chars().count() == 1 && text.chars().all(char::is_alphabetic)
}

/// The only e-mail address of a sheet without a column of people, with its row and field.
fn address(cells: &Cells, table: &Table, (columns, known): (&[Column], &[Known])) -> Option<(String, usize, usize)> {
    let at = known.iter().position(|known| known.role == Role::Email)?;
    let column = &columns[at];
    let text = column.profile.distinct.first().filter(|_| column.profile.distinct.len() == 1)?;
    let row = table.body.clone().find(|row| cells.text(*row, column.field) == text)?;
    Some((text.clone(), row, column.field))
}

/// Returns whether a file is named like the person of an address: `Ada Lovelace.csv`, ada.lovelace@example.org.
fn is_named_like(stem: &str, address: &str) -> bool {
    let letters = |text: &str| plain(text).chars().filter(|c| c.is_alphabetic()).collect::<String>();
    let local = letters(address.split('@').next().unwrap_or(address));
    let words = stem.split(|c: char| !c.is_alphabetic()).map(letters).filter(|word| word.len() >= 3);
    letters(stem) == local || words.into_iter().any(|word| local.contains(&word))
}

/// What is looked at to find the level of the headings that names people.
struct Levels<'a> {
    cells: &'a Cells,
    /// The rows that are entries.
    rows: &'a [usize],
    /// The fields of the amounts, each with its headings but those of days and units.
    columns: &'a [(usize, Vec<&'a str>)],
    full_week: &'a Exact,
}

impl Levels<'_> {
    /// How many levels every column has.
    fn count(&self) -> usize {
        self.columns.iter().map(|(_, names)| names.len()).min().unwrap_or(0)
    }

    fn on_roster(&self, roster: Option<&Roster>, level: usize) -> usize {
        let is_known =
            |names: &[&str]| names.get(level).zip(roster).is_some_and(|(name, roster)| roster.find(name).is_some());
        self.columns.iter().filter(|(_, names)| is_known(names)).count()
    }

    /// Whether a level has a name that stands over several columns.
    fn is_repeated(&self, level: usize) -> bool {
        let mut names: Vec<String> =
            self.columns.iter().filter_map(|(_, names)| Some(folded(names.get(level)?))).collect();
        let all = names.len();
        names.sort();
        names.dedup();
        names.len() < all
    }

    /// In how many hundredths of the rows and names of a level the numbers add up to about a whole week.
    fn whole(&self, level: usize) -> usize {
        let mut sums: BTreeMap<(usize, String), Exact> = BTreeMap::new();
        for &row in self.rows {
            for (field, names) in self.columns {
                if let (Some(number), Some(name)) = (self.cells.at(row, *field).number(), names.get(level)) {
                    let sum = sums.entry((row, folded(name))).or_default();
                    *sum = sum.plus(&number.in_hours(self.full_week));
                }
            }
        }
        let of = |whole: &Exact| {
            let part = |hundredths: i128| Exact::decimal(hundredths, 2).times(whole);
            let (low, high) = (part(75), part(125));
            sums.values().filter(|sum| low <= **sum && **sum <= high).count()
        };
        let most = [&Exact::ONE, &Exact::HUNDRED, self.full_week].into_iter().map(of).max().unwrap_or(0);
        most * 100 / sums.len().max(1)
    }
}

/// The level of the headings that names people: the one whose names are on the roster, or of two levels above each other the one
/// whose weeks are whole.
fn people_across(context: &Context<'_>, levels: &Levels<'_>, has_rows: bool) -> Option<usize> {
    let count = levels.count();
    if count == 0 {
        return None;
    }
    if context.are_people && count == 1 {
        return Some(0);
    }
    let best = (0..count).max_by_key(|level| (levels.on_roster(context.roster, *level), count - level))?;
    let known = levels.on_roster(context.roster, best);
    if known * 2 >= levels.columns.len() && known > 0 {
        return Some(best);
    }
    let (upper, lower) = (0, count - 1);
    if has_rows || count < 2 || !levels.is_repeated(upper) || !levels.is_repeated(lower) {
        return None;
    }
    Some(if levels.whole(lower) > levels.whole(upper) { lower } else { upper })
}

/// The days that a column is about.
fn days_of(column: &Column, across: Option<&Across>, at: usize, timing: &when::Around<'_>) -> Option<ColumnDays> {
    let across = across?;
    if let Some(first) = across.weekday {
        let number = across.columns.iter().position(|known| *known == at)?;
        return Some(ColumnDays::Weekday((first + u8::try_from(number).ok()?) % 7));
    }
    let heading = column.headings.iter().find(|heading| heading.row == across.row)?;
    let slot = days::of_heading(&heading.text, timing)?;
    let slot = match (across.are_months, across.are_weekly) {
        (true, _) => days::month_from(slot),
        (_, true) => days::week_from(slot)?,
        _ => slot,
    };
    Some(ColumnDays::These(slot))
}

impl Reading {
    /// The positions of the columns that say the days of the rows.
    pub fn times(&self) -> impl Iterator<Item = usize> + '_ {
        let is_time =
            |role: &Role| matches!(role, Role::When(time) if !matches!(time, TimeRole::Start | TimeRole::End));
        self.with_role(is_time)
    }

    /// What the row above the block of a row says.
    pub fn group_above(&self, row: usize) -> Option<&str> {
        let at = row.checked_sub(self.table.body.start)?;
        self.kinds.get(..at)?.iter().rev().find_map(|kind| match kind {
            RowKind::Group(text) => Some(text.as_str()),
            _ => None,
        })
    }

    /// What the rows above blocks say.
    pub fn groups(&self) -> impl Iterator<Item = &str> {
        self.kinds.iter().filter_map(|kind| match kind {
            RowKind::Group(text) => Some(text.as_str()),
            _ => None,
        })
    }

    /// The rows of the body that are entries.
    pub fn entries(&self) -> impl Iterator<Item = usize> + '_ {
        let kinds = self.table.body.clone().zip(&self.kinds);
        kinds.filter(|(_, kind)| **kind == RowKind::Entry).map(|(row, _)| row)
    }

    /// How many numbers of a column are written in each notation (`Notation as usize`), in the rows that are entries.
    pub fn signs(&self, cells: &Cells, field: usize) -> [usize; 4] {
        let mut signs = [0; 4];
        for number in self.entries().filter_map(|row| cells.at(row, field).number()) {
            let notation = if number.is_days { Notation::Hours } else { number.notation };
            signs[notation as usize] += 1;
        }
        signs
    }

    /// What is known of the columns where the rows are told apart.
    pub fn rows<'a>(&'a self, cells: &'a Cells) -> rows::Given<'a> {
        rows::Given { cells, table: &self.table, fields: &self.fields, roster: None }
    }

    /// What is known about times in the cells. `year` is what their own row says.
    pub fn around_of(&self, year: Option<i16>) -> when::Around<'_> {
        when::Around { order: self.order, owned: &self.owned, year: year.or(self.year) }
    }

    /// Whether the columns are the days of the week that each row is about.
    pub fn is_by_weekday(&self) -> bool {
        self.efforts.iter().any(|effort| matches!(effort.days, Some(ColumnDays::Weekday(_))))
    }

    /// The positions of the columns with this role.
    pub fn with_role<'a>(&'a self, is: impl Fn(&Role) -> bool + 'a) -> impl Iterator<Item = usize> + 'a {
        self.known.iter().enumerate().filter(move |(_, known)| is(&known.role)).map(|(at, _)| at)
    }

    /// The position of the column that says this about the days.
    pub fn time(&self, role: TimeRole) -> Option<usize> {
        self.known.iter().position(|known| known.role == Role::When(role))
    }

    /// Whether the sheet says which concept a column has.
    pub fn concept(&self, at: usize) -> Option<Concept> {
        self.columns[at].concept()
    }
}
