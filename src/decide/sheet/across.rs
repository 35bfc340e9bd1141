//! Times across the columns: weeks, days or months as headings.

use super::cells::{Cells, Kind};
use super::column::Column;
use super::concept::Concept;
use super::days;
use super::heading::plain;
use super::table::{Table, counts_up};
use crate::model::day::{Day, Weekday};
use crate::model::effort::{Headings, Notation};
use crate::model::slot::Slot;
use crate::read::when::{self, Part};

/// The columns that are headed by times.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Across {
    /// The row of the header that holds the times.
    pub row: usize,
    /// The positions of the columns.
    pub columns: Vec<usize>,
    /// If they are days of the week that each row is about: the first of them, from Monday, which is 0.
    pub weekday: Option<u8>,
    /// What the configuration says that they are.
    pub said: Option<Headings>,
    /// If they are the first days of months, and stand for these.
    pub are_months: bool,
    /// If they are months, each with its year, though each may be read as a day: `Apr 24`.
    pub are_months_of_years: bool,
    /// If they are days of one weekday, and stand for their weeks.
    pub are_weekly: bool,
    /// If they are numbers, and a title or the name of the file or the tab is about a month: its first day. They are its days.
    pub month: Option<Day>,
    /// If they are numbers from 1 to the last day of a month, and nothing says which month that is.
    pub are_days_of_no_month: bool,
}

impl Across {
    /// Finds out what all headings together show: that they are months, or days that stand for their weeks, or days of a month. The order of
    /// day and month is filled in if they show it.
    pub fn settle<'a>(
        &mut self,
        columns: &[Column],
        titles: impl Iterator<Item = &'a str>,
        around: &mut when::Around<'_>,
    ) {
        let texts: Vec<&str> = self.columns.iter().filter_map(|at| heading_in(&columns[*at], self.row)).collect();
        let has_percents = columns.iter().any(|column| column.profile.notations[Notation::Percent as usize] > 0);
        around.order = around.order.or_else(|| days::order_of_months(&texts).filter(|_| has_percents));
        self.are_months_of_years = days::are_months_of_years(&texts);
        self.are_months = days::are_firsts(&texts, around);
        self.are_weekly = days::are_weekly(&texts, 2, around);
        self.number_days(columns, titles, around);
    }

    /// Finds out whether the numbers are days of a month: by a title or a name, or because they count to the end of one.
    fn number_days<'a>(
        &mut self,
        columns: &[Column],
        mut titles: impl Iterator<Item = &'a str>,
        around: &when::Around<'_>,
    ) {
        let number = |at: &usize| match when::spelled(heading_in(&columns[*at], self.row)?)?.first {
            Part::Number(number) => Some(number),
            _ => None,
        };
        let Some(numbers) = self.columns.iter().map(number).collect::<Option<Vec<i32>>>() else { return };
        if self.weekday.is_some() || self.said.is_some_and(|said| said != Headings::Days) {
            return;
        }
        let last = numbers.iter().copied().max().unwrap_or(0);
        self.month = titles.find_map(|title| {
            let (from, to) = days::of_title(title, around)?.days()?;
            let is_month = from.day_of_month() == 1 && from.last_of_month() == to;
            (is_month && i32::from(to.day_of_month()) >= last).then_some(from)
        });
        let has_months = self.columns.iter().any(|at| month_above(&columns[*at], self.row, around).is_some());
        let is_to_the_end = numbers.first() == Some(&1) && (28..=31).contains(&last) && numbers.len() >= 28;
        self.are_days_of_no_month = self.month.is_none() && !has_months && is_to_the_end;
    }

    /// The day that a number stands for: of the month above it, or of that of the title.
    pub fn day_of(&self, column: &Column, number: i32, around: &when::Around<'_>) -> Option<Slot> {
        let first = month_above(column, self.row, around).or(self.month)?;
        let day = first.plus(number - 1);
        (number >= 1 && day.first_of_month_plus(0) == first).then_some(Slot::Day(day))
    }
}

fn heading_in(column: &Column, row: usize) -> Option<&str> {
    column.headings.iter().find(|heading| heading.row == row).map(|heading| heading.text.as_str())
}

/// The first day of the month that a heading above the row of the numbers names.
fn month_above(column: &Column, row: usize, around: &when::Around<'_>) -> Option<Day> {
    let above = column.headings.iter().filter(|heading| heading.row < row);
    above.into_iter().find_map(|heading| match when::spelled(&heading.text)?.first {
        Part::Month { .. } => days::of_heading(&heading.text, around)?.days().map(|(from, _)| from),
        _ => None,
    })
}

/// Returns the columns that are headed by times: those of the row of the header with the most of them, and the lowest such row.
/// There are at least two. `said` is what the configuration says that the headings stand for.
pub fn across(cells: &Cells, table: &Table, columns: &[Column], said: Option<Headings>) -> Option<Across> {
    if said == Some(Headings::Work) {
        return None;
    }
    let rows = table.uppers.iter().copied().chain([table.header]);
    let best = rows
        .map(|row| of_row(cells, table, columns, row, said))
        .max_by_key(|across| (across.columns.len(), across.row))?;
    if best.columns.len() >= 2 {
        return Some(best);
    }
    weekdays(cells, table, columns).filter(|_| said.is_none_or(|said| said == Headings::Days))
}

fn of_row(cells: &Cells, table: &Table, columns: &[Column], row: usize, said: Option<Headings>) -> Across {
    let numbers: Vec<usize> =
        table.fields.iter().copied().filter(|field| cells.at(row, *field).whole().is_some()).collect();
    let are_counted = numbers.len() >= 3 && counts_up(cells, row, &numbers);
    let are_open = are_in_order(cells, table, row);
    let is_time = |field: usize| {
        let cell = cells.at(row, field);
        if let Some(headings) = said {
            return days::are_said(&cell.text, headings);
        }
        match when::spelled(&cell.text) {
            Some(said) if matches!(said.first, Part::Number(_)) => are_counted && cell.whole().is_some(),
            Some(said) => said.certain && cell.kind != Kind::Blank || are_open,
            None => false,
        }
    };
    // A heading above others holds for several columns. Each is about its days only if the heading is that of these columns alone.
    let headed = |at: &usize| {
        let column = &columns[*at];
        column.headings.iter().any(|heading| heading.row == row && is_time(heading.field)) && may_hold_amounts(column)
    };
    Across {
        row,
        columns: (0..columns.len()).filter(headed).collect(),
        weekday: None,
        said,
        are_months: false,
        are_months_of_years: false,
        are_weekly: false,
        month: None,
        are_days_of_no_month: false,
    }
}

/// Whether the cells below a heading may be amounts of its days: none of them is a time, and the heading says no sum.
fn may_hold_amounts(column: &Column) -> bool {
    let is_other = column.concept().is_some_and(Concept::is_no_amount);
    column.profile.times == 0 && !is_other
}

/// Whether at least three headings are weeks or months that count up, or days a week apart, though each of them may be something
/// else: `S14`, `May`, `1/4`.
fn are_in_order(cells: &Cells, table: &Table, row: usize) -> bool {
    let texts: Vec<&str> = table.fields.iter().map(|field| cells.text(row, *field)).collect();
    if days::are_weeks_apart(&texts) {
        return true;
    }
    let of = |field: &usize| match when::spelled(cells.text(row, *field))?.first {
        Part::Week { number, .. } => Some(i32::from(number)),
        Part::Month { month, .. } => Some(i32::from(month)),
        Part::Quarter { quarter, .. } => Some(i32::from(quarter)),
        _ => None,
    };
    let numbers: Vec<i32> = table.fields.iter().filter_map(of).collect();
    numbers.len() >= 3 && numbers.windows(2).all(|pair| pair[1] == pair[0] + 1 || pair[1] == 1 && pair[0] >= 4)
}

/// Returns the columns of the days of a week: at least four days in succession.
fn weekdays(cells: &Cells, table: &Table, columns: &[Column]) -> Option<Across> {
    const DAYS: [Weekday; 7] =
        [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri, Weekday::Sat, Weekday::Sun];
    let heading = |at: usize| cells.text(table.header, columns[at].field);
    let of = |columns: Vec<usize>, first: usize| Across {
        row: table.header,
        columns,
        weekday: u8::try_from(first).ok(),
        said: None,
        are_months: false,
        are_months_of_years: false,
        are_weekly: false,
        month: None,
        are_days_of_no_month: false,
    };
    let headings: Vec<String> = (0..columns.len()).map(|at| plain(heading(at).trim_end_matches('.'))).collect();
    if let Some(found) = abbreviated(&headings) {
        return Some(of(found, 0));
    }
    let named = |at: &usize| !when::weekdays(heading(*at)).is_empty();
    let found: Vec<usize> = (0..columns.len()).filter(named).collect();
    if found.len() < 4 || found.len() > 7 {
        return None;
    }
    let first = (0..7).find(|first| {
        found.iter().enumerate().all(|(number, at)| when::weekdays(heading(*at)).allow(DAYS[(first + number) % 7]))
    })?;
    Some(of(found, first))
}

/// Returns the five to seven columns beside each other whose headings are the abbreviations of the days of a week, from Monday, in
/// one language. Alone each of them may be anything.
fn abbreviated(headings: &[String]) -> Option<Vec<usize>> {
    const WEEKS: &[&str] = &[
        "m t w t f s s",
        "m d m d f s s",
        "l m m j v s d",
        "l m x j v s d",
        "l m m g v s d",
        "s t q q s s d",
        "m d w d v z z",
        "m t o t f l s",
        "pn wt sr cz pt so nd",
        "po ut st ct pa so ne",
        "ma ti ke to pe la su",
    ];
    let weeks: Vec<Vec<&str>> = WEEKS.iter().map(|week| week.split(' ').collect()).collect();
    (5..=7).rev().find_map(|days| {
        let is_week = |found: &[String]| weeks.iter().any(|week| found.iter().eq(week.iter().take(days)));
        let first = headings.windows(days).position(is_week)?;
        Some((first..first + days).collect())
    })
}
