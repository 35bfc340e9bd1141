//! Finds the columns that say whose a row is, which days it is about, and what the work was.

use super::cells::Cells;
use super::column::Column;
use super::concept::{Concept, is_amount_word};
use super::days;
use super::role::{By, Known, Role, TimeRole};
use super::table::Table;
use crate::model::effort::Notation;
use crate::model::exact::Exact;
use crate::model::person::Roster;
use crate::read::plan::Says;
use crate::read::when;

/// Returns what each column is, as far as it labels its rows; `None` for the others.
pub fn labels(cells: &Cells, table: &Table, columns: &[Column], roster: Option<&Roster>) -> Vec<Option<Known>> {
    let mut known: Vec<Option<Known>> = columns.iter().map(|column| time(cells, table, column)).collect();
    year_by_its_numbers(columns, &mut known);
    first_and_last(cells, table, columns, &mut known);
    times_of_day(cells, table, columns, &mut known);
    person(cells, table, columns, roster, &mut known);
    work(columns, &mut known);
    known
}

/// What a column says about days.
fn time(cells: &Cells, table: &Table, column: &Column) -> Option<Known> {
    let concept = column.concept();
    let by_heading = |role| Some(Known::new(Role::When(role), By::Heading));
    let are_numbered = |most: i8| {
        let texts = &column.profile.distinct;
        !texts.is_empty() && texts.iter().all(|text| days::numbered(text, most).is_some())
    };
    match concept {
        Some(Concept::Week) if are_numbered(53) => return by_heading(TimeRole::Week),
        Some(Concept::Month) if are_numbered(12) => return by_heading(TimeRole::Month),
        _ => {}
    }
    if column.is_of_times() {
        let role = match concept {
            Some(Concept::Week) => TimeRole::Week,
            Some(Concept::WeekStarting) => TimeRole::WeekStarting,
            Some(Concept::WeekEnding) => TimeRole::WeekEnding,
            Some(Concept::Month) => TimeRole::Month,
            Some(Concept::Quarter) => TimeRole::Quarter,
            Some(Concept::From | Concept::Start) => TimeRole::From,
            Some(Concept::To | Concept::End) => TimeRole::To,
            Some(Concept::Date | Concept::Day) => TimeRole::Date,
            _ => return Some(Known::new(Role::When(TimeRole::Date), By::Cells)),
        };
        return by_heading(role);
    }
    // A heading that says so and a single cell that fits are enough: the other cells are then wrong, each by itself.
    let is_worded = column.profile.words > 0 && column.profile.numbers == 0;
    let has_time = column.profile.times > 0;
    let texts = &column.profile.distinct;
    let is_spelled =
        is_worded && texts.iter().filter(|text| when::spelled(text).is_some()).count() * 5 >= texts.len() * 4;
    match concept {
        Some(Concept::Month) if is_spelled => return by_heading(TimeRole::Month),
        Some(Concept::Quarter) if is_spelled => return by_heading(TimeRole::Quarter),
        Some(Concept::Week) if is_worded => return by_heading(TimeRole::Week),
        Some(Concept::WeekStarting) if is_worded => return by_heading(TimeRole::WeekStarting),
        Some(Concept::WeekEnding) if is_worded => return by_heading(TimeRole::WeekEnding),
        Some(Concept::Date | Concept::Day) if has_time => return by_heading(TimeRole::Date),
        Some(Concept::From) if has_time => return by_heading(TimeRole::From),
        Some(Concept::To) if has_time => return by_heading(TimeRole::To),
        _ => {}
    }
    let clocks = column.profile.notations[Notation::Clock as usize];
    if clocks > 0 && clocks * 10 >= column.profile.filled * 8 {
        return match concept {
            Some(Concept::Start | Concept::From) => by_heading(TimeRole::Start),
            Some(Concept::End | Concept::To) => by_heading(TimeRole::End),
            _ => None,
        };
    }
    // Beside a number of a week there may be as many words, such as Subtotal.
    let is_week = matches!(concept, Some(Concept::Week | Concept::Month | Concept::Quarter));
    if column.profile.whole == 0 || !is_week && column.profile.whole * 10 < column.profile.filled * 8 {
        return None;
    }
    let all = |is: &dyn Fn(i128) -> bool| {
        let mut numbers = table.body.clone().filter_map(|row| cells.at(row, column.field).whole());
        numbers.all(is)
    };
    let is_serial = |number: i128| number > 20_000 && when::is_when(&number.to_string());
    match concept? {
        Concept::Week | Concept::WeekStarting | Concept::WeekEnding if all(&|n| (1..=53).contains(&n)) => {
            by_heading(TimeRole::Week)
        }
        Concept::Week | Concept::Date | Concept::Day if all(&is_serial) => by_heading(TimeRole::Date),
        Concept::WeekStarting if all(&is_serial) => by_heading(TimeRole::WeekStarting),
        Concept::WeekEnding if all(&is_serial) => by_heading(TimeRole::WeekEnding),
        Concept::From | Concept::Start if all(&is_serial) => by_heading(TimeRole::From),
        Concept::To | Concept::End if all(&is_serial) => by_heading(TimeRole::To),
        Concept::Year if all(&is_year) => by_heading(TimeRole::Year),
        Concept::Month if all(&|n| (1..=12).contains(&n)) => by_heading(TimeRole::Month),
        Concept::Quarter if all(&|n| (1..=4).contains(&n)) => by_heading(TimeRole::Quarter),
        _ => None,
    }
}

fn is_year(number: i128) -> bool {
    (1990..=2100).contains(&number)
}

/// A column whose numbers are all years, beside a column of weeks or months without one, is the year, whatever its heading says.
fn year_by_its_numbers(columns: &[Column], known: &mut [Option<Known>]) {
    let is_of = |known: &Option<Known>, roles: &[TimeRole]| matches!(known, Some(Known { role: Role::When(role), .. }) if roles.contains(role));
    if !known.iter().any(|known| is_of(known, &[TimeRole::Week, TimeRole::Month, TimeRole::Quarter]))
        || known.iter().any(|known| is_of(known, &[TimeRole::Year]))
    {
        return;
    }
    for (column, known) in columns.iter().zip(known) {
        let are_years = column.profile.whole > 0
            && column.profile.whole == column.profile.filled
            && column.profile.distinct.len() <= 3
            && column.profile.distinct.iter().all(|text| text.parse().is_ok_and(is_year));
        if known.is_none() && are_years {
            *known = Some(Known::new(Role::When(TimeRole::Year), By::Cells));
            return;
        }
    }
}

/// Two columns of dates, of which the second is never before the first, are the first and the last day, whatever their headings say.
fn first_and_last(cells: &Cells, table: &Table, columns: &[Column], known: &mut [Option<Known>]) {
    let dates: Vec<usize> = (0..columns.len())
        .filter(|at| matches!(&known[*at], Some(Known { role: Role::When(TimeRole::Date), by: By::Cells })))
        .collect();
    let [first, last] = dates[..] else { return };
    let day = |row: usize, at: usize| {
        let slot = when::date(cells.text(row, columns[at].field), None, &[]).ok()?;
        slot.days().map(|(from, _)| from)
    };
    let mut pairs = table.body.clone().filter_map(|row| day(row, first).zip(day(row, last))).peekable();
    let mut differ = false;
    if pairs.peek().is_some()
        && pairs.all(|(from, to)| {
            differ |= from < to;
            from <= to
        })
        && differ
    {
        known[first] = Some(Known::new(Role::When(TimeRole::From), By::Cells));
        known[last] = Some(Known::new(Role::When(TimeRole::To), By::Cells));
    }
}

/// Of a sheet by the day, two columns of times of which the second is always the later one are a start and an end under any heading that
/// is no word for an amount or a capacity, if nobody can have worked both.
fn times_of_day(cells: &Cells, table: &Table, columns: &[Column], known: &mut [Option<Known>]) {
    const MOST: i128 = 16;
    let is = |role: TimeRole| known.iter().flatten().any(|known| known.role == Role::When(role));
    if !is(TimeRole::Date) || is(TimeRole::Start) || is(TimeRole::End) {
        return;
    }
    let clocks: Vec<usize> = (0..columns.len())
        .filter(|at| {
            let of = &columns[*at].profile;
            let says_amount =
                columns[*at].concept().is_some_and(|concept| is_amount_word(concept) || concept.is_no_amount());
            known[*at].is_none()
                && !says_amount
                && of.numbers >= 2
                && of.notations[Notation::Clock as usize] == of.numbers
        })
        .collect();
    let found = clocks.windows(2).find(|pair| {
        let hours = |row: usize, at: usize| cells.at(row, columns[at].field).number().map(|number| &number.value);
        let mut rows = table.body.clone().filter_map(|row| hours(row, pair[0]).zip(hours(row, pair[1]))).peekable();
        let most = Exact::whole(MOST);
        rows.peek().is_some() && rows.all(|(first, second)| first < second && first.plus(second) > most)
    });
    if let Some(&[start, end]) = found {
        known[start] = Some(Known::new(Role::When(TimeRole::Start), By::Cells));
        known[end] = Some(Known::new(Role::When(TimeRole::End), By::Cells));
    }
}

/// The column of people: by the roster, by its heading, or because no text stands twice in it about the same days.
fn person(cells: &Cells, table: &Table, columns: &[Column], roster: Option<&Roster>, known: &mut [Option<Known>]) {
    let open: Vec<usize> = (0..columns.len()).filter(|at| known[*at].is_none() && columns[*at].is_of_words()).collect();
    let on_roster = |at: usize| {
        let texts = &columns[at].profile.distinct;
        let people = roster.map_or(0, |roster| texts.iter().filter(|text| roster.find(text).is_some()).count());
        (people * 2 >= texts.len() && people > 0).then_some(people)
    };
    let mails: Vec<usize> = open.iter().copied().filter(|at| columns[*at].is_of_addresses()).collect();
    let others = || open.iter().copied().filter(|at| !mails.contains(at));
    let by_roster =
        others().filter_map(|at| Some((on_roster(at)?, at))).max_by_key(|(people, at)| (*people, columns.len() - at));
    let by_heading = || others().find(|at| columns[*at].concept() == Some(Concept::Person));
    let found = match by_roster {
        Some((_, at)) => Some((at, By::Roster)),
        None => by_heading().map(|at| (at, By::Heading)),
    };
    let found = found.or_else(|| Some((once_a_time(cells, table, columns, known, &open)?, By::Cells)));
    match (found, mails.first()) {
        (Some((at, by)), _) => {
            known[at] = Some(Known::new(Role::Person, by));
            for mail in mails.into_iter().filter(|mail| *mail != at) {
                known[mail] = Some(Known::new(Role::Email, By::Cells));
            }
        }
        // The same address in all rows is that of the person whose file it is.
        (None, Some(&mail)) if columns[mail].profile.distinct.len() < 2 => {
            known[mail] = Some(Known::new(Role::Email, By::Cells));
        }
        (None, Some(&mail)) => known[mail] = Some(Known::new(Role::Person, By::Cells)),
        (None, None) => {}
    }
}

/// The only column of texts that repeat from week to week and never stand twice in the same one.
fn once_a_time(
    cells: &Cells,
    table: &Table,
    columns: &[Column],
    known: &[Option<Known>],
    open: &[usize],
) -> Option<usize> {
    let is_time = |known: &Option<Known>| matches!(known, Some(Known { role: Role::When(role), .. }) if !matches!(role, TimeRole::Start | TimeRole::End));
    let when: Vec<usize> = (0..columns.len()).filter(|at| is_time(&known[*at])).collect();
    if when.is_empty() {
        return None;
    }
    let texts = |row: usize, at: usize| cells.text(row, columns[at].field).to_lowercase();
    let fits = |at: &usize| {
        if columns[*at].concept().is_some() || columns[*at].profile.distinct.len() < 2 {
            return false;
        }
        let mut seen = std::collections::HashSet::new();
        let (mut rows, mut times) = (0, std::collections::HashSet::new());
        let mut held: Vec<String> = vec![String::new(); when.len()];
        for row in table.body.clone() {
            let text = texts(row, *at);
            if text.is_empty() {
                continue;
            }
            for (held, time) in held.iter_mut().zip(&when) {
                let now = texts(row, *time);
                if !now.is_empty() {
                    *held = now;
                }
            }
            rows += 1;
            times.insert(held.clone());
            if !seen.insert((held.clone(), text)) {
                return false;
            }
        }
        // It tells rows of the same days apart.
        columns[*at].profile.distinct.len() * 2 <= rows && times.len() < rows
    };
    let mut found = open.iter().copied().filter(fits);
    let first = found.next()?;
    found.next().is_none().then_some(first)
}

/// The columns of texts that say what the work was, by their headings.
fn work(columns: &[Column], known: &mut [Option<Known>]) {
    const SAYS: &[(Concept, Says)] = &[
        (Concept::Category, Says::Category),
        (Concept::Project, Says::Project),
        (Concept::Task, Says::Task),
        (Concept::Tags, Says::Tags),
        (Concept::Client, Says::Client),
        (Concept::Billable, Says::Billable),
        (Concept::Type, Says::Type),
    ];
    for (concept, says) in SAYS {
        let of =
            |at: &usize| known[*at].is_none() && columns[*at].concept() == Some(*concept) && columns[*at].is_of_words();
        if let Some(at) = (0..columns.len()).find(of) {
            known[at] = Some(Known::new(Role::Work(*says), By::Heading));
        }
    }
}
