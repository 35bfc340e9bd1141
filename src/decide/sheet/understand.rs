//! Decides how a sheet is read: its table, its columns, its rows, and whose they are.

use super::across::across;
use super::amounts::{self, Doubt, Why};
use super::around::{around, lead};
use super::cells::Cells;
use super::clock::clock;
use super::column::{Column, columns};
use super::concept::{Concept, is_amount_word};
use super::corner::Corner;
use super::days;
use super::facts::{is_long, number_rows, row_fields};
use super::groups::{are_of_work, leave_to_nobody};
use super::heading::category_of;
use super::held::held;
use super::labels::labels;
use super::over_work::OverWork;
use super::pivot::{Heads, pivot};
use super::reading::{Context, Effort, NoReading, Reading, Who};
use super::role::{By, Known, Role, TimeRole};
use super::rows::{self, RowFields, RowKind, kinds};
use super::table::table;
use super::whose::{address, efforts, is_named_like};
use crate::model::effort::{HeadedUnit, Headings};
use crate::model::person::folded;
use crate::read::plan::Says;
use crate::read::when;

/// Returns how a sheet is read.
///
/// # Errors
/// Why it is not.
pub fn reading(cells: &Cells, context: &Context<'_>) -> Result<Reading, NoReading> {
    let table = table(cells, &context.shape).ok_or(NoReading::NoAmounts)?;
    let mut columns = columns(cells, &table);
    for column in &mut columns {
        let is_of = |(heading, _): &&(&str, HeadedUnit)| folded(heading) == folded(column.heading());
        column.said_unit = context.shape.units.iter().find(is_of).map(|(_, unit)| *unit);
    }
    let columns = columns;
    let around = around(cells, &table);
    let across = across(cells, &table, &columns, context.shape.across);
    if context.shape.across.is_some_and(|said| said != Headings::Work) && across.is_none() {
        return Err(NoReading::NoTimesAcross);
    }
    let mut known = labels(cells, &table, &columns, context.roster);
    let times =
        known.iter().zip(&columns).filter(|(known, _)| matches!(known, Some(Known { role: Role::When(_), .. })));
    let fields: Vec<usize> = times.map(|(_, column)| column.field).collect();
    let order = context.dates.or_else(|| {
        let first = table.uppers.first().copied().unwrap_or(table.header);
        let of_cells = days::order(cells, table.body.clone(), &fields);
        of_cells.or_else(|| days::order(cells, first..table.header + 1, &table.fields))
    });
    let names = || [context.file_stem].into_iter().chain(context.workbook.as_deref());
    let titles = || around.titles.iter().map(String::as_str).chain(names());
    let year = days::year(titles());
    let mut timing = when::Around { order, owned: context.owned, year };
    let mut across = across;
    if let Some(across) = &mut across {
        across.settle(&columns, titles(), &mut timing);
    }
    let order = timing.order;
    if let Some(across) = &across {
        across.columns.iter().for_each(|at| known[*at] = Some(Known::new(Role::Amount, By::Heading)));
    }
    let folded_heading = |at: usize| folded(columns[at].heading());
    for (role, heading) in &context.labels {
        if let Some(at) = (0..columns.len()).find(|at| folded_heading(*at) == folded(heading)) {
            // What was taken for it is only a text.
            known.iter_mut().filter(|known| is(known, role)).for_each(|known| *known = None);
            known[at] = Some(Known::new(role.clone(), By::Configuration));
        }
    }
    if context.person.is_some() {
        // The configuration says whose file it is; a column of people would contradict it.
        known.iter_mut().zip(&columns).filter(|(known, _)| is(known, &Role::Person)).for_each(|(known, _)| {
            *known = Some(Known::new(Role::Text, By::Configuration));
        });
    }
    if context.person.is_none()
        && let Some(across) = &across
        && (Corner {
            cells,
            table: &table,
            columns: &columns,
            across,
            roster: context.roster,
            full_week: context.full_week,
        })
        .tell(&mut known)
    {
        return Err(NoReading::Whose);
    }
    let dated_by = context.shape.dated_by.as_deref().map(|name| days::of_name(name, &timing));
    if dated_by == Some(None) {
        return Err(NoReading::NoDaysInName);
    }
    if dated_by.is_some() {
        known.iter_mut().filter(|known| matches!(known, Some(Known { role: Role::When(_), .. }))).for_each(|known| {
            *known = Some(Known::new(Role::Text, By::Configuration));
        });
    }
    let may_be_pivot = context.person.is_none() && !known.iter().any(is_time);
    let pivot = may_be_pivot.then(|| pivot(cells, &table, &columns, (context.roster, context.full_week))).flatten();
    if let Some(pivot) = &pivot {
        let role = match pivot.say {
            Heads::People => Role::Work(Says::Category),
            Heads::Work | Heads::Times => Role::Person,
            Heads::Unknown => return Err(NoReading::Whose),
        };
        known[pivot.labels] = Some(Known::new(role, By::Arithmetic));
    }
    let person = position(&known, &Role::Person);
    let has_work = known.iter().flatten().any(|known| is_main_work(&known.role));
    let is_worked_by_groups = pivot.as_ref().is_some_and(|pivot| pivot.say == Heads::Work)
        || !has_work
            && (across.is_some() || is_long(&columns, &known))
            && person.is_some_and(|at| are_of_work(cells, &table, columns[at].field, context.roster));
    let is_long = is_worked_by_groups || has_work && (across.is_some() || is_long(&columns, &known));
    let times: Vec<usize> = (0..known.len()).filter(|at| is_time(&known[*at])).collect();
    let over_work = |amounts: &[usize], test: &dyn Fn(&OverWork<'_>) -> bool| {
        let (roster, full_week) = (context.roster, context.full_week);
        context.person.is_none()
            && person.is_none()
            && across.is_none()
            && test(&OverWork { cells, columns: &columns, amounts, times: &times, roster, full_week })
    };
    let of_numbers: Vec<usize> = (0..known.len())
        .filter(|at| known[*at].is_none() && columns[*at].is_of_numbers() && columns[*at].concept().is_none())
        .collect();
    let is_over_work = has_work
        && !is_long
        && over_work(&of_numbers, &|over| over.are_people_over_rows(&number_rows(cells, &table, &columns, &known)));
    if !is_long && !is_over_work && across.is_none() {
        // Where each column is a category, a column of texts that describe the work describes nothing that is counted.
        known.iter_mut().filter(|known| matches!(known, Some(Known { role: Role::Work(_), .. }))).for_each(|known| {
            *known = Some(Known::new(Role::Text, By::Cells));
        });
    }
    let rows: Vec<usize> = number_rows(cells, &table, &columns, &known);
    let named = |texts: &[&str]| -> Vec<usize> {
        let is_named = |at: &usize| {
            let heading = columns[*at].heading();
            let spellings = [folded(heading), folded(&category_of(heading))];
            texts.iter().any(|text| spellings.contains(&folded(text)))
        };
        (0..columns.len()).filter(is_named).collect()
    };
    let (effort, ignored) = (named(&context.effort), named(&context.ignore));
    let labels: Vec<usize> =
        (0..known.len()).filter(|at| matches!(&known[*at], Some(Known { role: Role::Work(_), .. }))).collect();
    let is_on_roster = |at: &usize| {
        let heading = columns[*at].heading();
        !heading.is_empty()
            && columns[*at].is_of_numbers()
            && context.roster.is_some_and(|roster| roster.find(heading).is_some())
    };
    let people: Vec<usize> = (0..columns.len()).filter(is_on_roster).collect();
    let given = amounts::Given {
        people: &people,
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
    let mut doubts = given.tell(&mut known);
    let known: Vec<Known> =
        known.into_iter().map(|known| known.unwrap_or(Known::new(Role::Text, By::Position))).collect();
    let amounts: Vec<usize> = (0..known.len()).filter(|at| known[*at].role == Role::Amount).collect();
    let clock = if amounts.is_empty() && across.is_none() { clock(cells, &rows, &columns, &known) } else { None };
    if clock.is_some() {
        doubts.retain(|doubt| !matches!(doubt.why, Why::Alone(Concept::Break)));
    }
    // A list of people with what they are paid or employed for holds no effort. With a project it may be an allocation.
    let lists = |doubt: &Doubt| {
        use Concept::*;
        matches!(doubt.why, Why::Alone(Fte | Number | Money | Distance | Rating)) && !is_long
    };
    if amounts.is_empty() && clock.is_none() && doubts.iter().all(lists) {
        return Err(NoReading::NoAmounts);
    }
    let are_addresses = person.is_some_and(|at| columns[at].is_of_addresses());
    let fields = RowFields { are_people_below: is_worked_by_groups, are_addresses, ..row_fields((&columns, &known)) };
    // Where times of day tell the amounts, a row with them is an entry.
    let of_clock = clock.iter().flat_map(|clock| [clock.start, clock.end]).map(|at| columns[at].field);
    let fields = RowFields { amounts: fields.amounts.iter().copied().chain(of_clock).collect(), ..fields };
    let mut kinds = kinds(&rows::Given {
        cells,
        table: &table,
        fields: &fields,
        roster: context.roster,
        effort: &context.effort,
        ignored: &context.ignore,
        heads: pivot.as_ref().map_or(&[], |pivot| &pivot.heads),
    });
    let is_filled = |row: usize| fields.amounts.iter().any(|field| !cells.at(row, *field).is_blank());
    let is_configured = known.iter().any(|known| known.role == Role::Amount && known.by == By::Configuration);
    let mut filled = table.body.clone().zip(&kinds).filter(|(_, kind)| **kind != RowKind::Note);
    if !is_configured
        && clock.is_none()
        && doubts.is_empty()
        && !filled.any(|(row, kind)| !matches!(kind, RowKind::Sum(_)) && is_filled(row))
    {
        return Err(NoReading::NoAmounts);
    }
    let held = held(cells, &table, (&columns, &known), &kinds, &context.shape.fill_down);
    let is_entry = |(_, kind): &(usize, &RowKind)| **kind == RowKind::Entry;
    let entries: Vec<usize> = table.body.clone().zip(&kinds).filter(is_entry).map(|(row, _)| row).collect();
    let lead = lead(cells, &table, &kinds);
    let is_over_blocks = !is_long
        && kinds.iter().any(|kind| matches!(kind, RowKind::Group(_)))
        && over_work(&amounts, &|over| {
            over.are_people_over_blocks(&table, &kinds, lead.map(|(row, field)| cells.text(row, field)))
        });
    let is_long = is_long || is_over_work || is_over_blocks;
    let is_worked_by_groups = is_worked_by_groups || is_over_blocks;
    let are_people = context.are_people || is_over_work || is_over_blocks;
    let (who, efforts): (Who, Vec<Effort>) = efforts(
        (cells, &entries),
        &Context { are_people, ..context.clone() },
        (&columns, &known),
        &amounts,
        across.as_ref(),
        &around,
        (is_long, &timing),
    )?;
    let groups =
        kinds.iter().filter_map(|kind| if let RowKind::Group(text) = kind { Some(text.as_str()) } else { None });
    let groups: Vec<&str> = lead.map(|(row, field)| cells.text(row, field)).into_iter().chain(groups).collect();
    let leads =
        kinds.iter().find(|kind| !matches!(kind, RowKind::Blank | RowKind::Header | RowKind::Note | RowKind::Sum(_)));
    let are_led = matches!(leads, Some(RowKind::Group(_))) || lead.is_some();
    let says_days = |text: &&str| when::spelled(text).is_some() || days::of_title(text, &timing).is_some();
    let are_times = !groups.is_empty() && groups.iter().all(says_days);
    let has_when = dated_by.is_some()
        || across.as_ref().is_some_and(|across| across.weekday.is_none())
        || known.iter().any(|known| matches!(known.role, Role::When(_)));
    let is_dated_by_groups = are_led && are_times && !has_when;
    let who = match address(cells, &table, (&columns, &known)) {
        Some((text, row, field)) if who == Who::File && !is_named_like(context.file_stem, &text) => {
            Who::Title { text, row, field }
        }
        _ => who,
    };
    let is_of_groups = match &who {
        Who::File => are_led && !are_times,
        // The title names the person of the first block only.
        Who::Title { row, field, .. } => lead == Some((*row, *field)),
        // Names say more than addresses.
        Who::Column(at) => are_led && !are_times && columns[*at].is_of_addresses(),
        _ => false,
    };
    let who = if is_of_groups { Who::Groups } else { who };
    if who == Who::Groups {
        leave_to_nobody(cells, &table, &mut kinds);
    }
    let says_when = dated_by.is_some()
        || is_dated_by_groups
        || across.is_some()
        || known.iter().any(|known| matches!(known.role, Role::When(_)));
    if who == Who::File && (!says_when || context.file_stem.is_empty()) {
        return Err(NoReading::Whose);
    }
    let has_category = |effort: &Effort| {
        let is_amount = columns[effort.at].concept().is_some_and(is_amount_word);
        !is_amount || effort.days.is_some() || effort.activity != category_of(columns[effort.at].heading())
    };
    if !is_long && clock.is_none() && doubts.is_empty() && who != Who::Headings && !efforts.iter().any(has_category) {
        // Amounts of nothing: what the work was stands nowhere.
        let may_say = |(known, column): (&Known, &Column)| {
            known.role == Role::Text && column.is_of_words() && column.concept().is_none_or(is_amount_word)
        };
        let is_unsaid = known.iter().zip(&columns).any(may_say);
        return Err(if is_unsaid { NoReading::Unmapped } else { NoReading::Work });
    }
    let of_titles = || {
        (!says_when)
            .then(|| titles().filter_map(|title| days::of_title(title, &timing)).min_by_key(|slot| days::length(*slot)))
            .flatten()
    };
    let title = dated_by.flatten().or_else(of_titles);
    if let [only] = &efforts[..]
        && !says_when
        && title.is_none()
        && known[only.at].by == By::Heading
        && columns[only.at].is_bare()
        && columns[only.at].concept().is_none()
    {
        doubts.push(Doubt { column: only.at, why: Why::Lone });
    }
    let owned = context.owned.to_vec();
    Ok(Reading {
        fields,
        is_decimal_said: context.is_decimal_said,
        is_share_said: context.is_share_said,
        is_dated_by_groups,
        is_worked_by_groups,
        lead,
        has_roster: context.roster.is_some(),
        said_effort: context.effort.iter().map(|label| folded(label)).collect(),
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
        clock,
        across: across.map(|across| across.row),
        is_long,
        held,
        doubts,
    })
}

fn is(known: &Option<Known>, role: &Role) -> bool {
    known.as_ref().is_some_and(|known| known.role == *role)
}

fn position(known: &[Option<Known>], role: &Role) -> Option<usize> {
    known.iter().position(|known| is(known, role))
}

fn is_time(known: &Option<Known>) -> bool {
    matches!(known, Some(Known { role: Role::When(time), .. }) if !matches!(time, TimeRole::Start | TimeRole::End))
}

fn is_main_work(role: &Role) -> bool {
    matches!(role, Role::Work(Says::Category | Says::Project | Says::Task))
}
