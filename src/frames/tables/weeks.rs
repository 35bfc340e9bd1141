//! `weeks`: each person-week with its state and where its capacity went.

use super::entries::month;
use crate::calc::review::PersonWeek;
use crate::frames::table::{Source, Table, day, decimal, text};
use crate::frames::value::{TooLarge, Value};

pub const WEEKS: Table = Table {
    name: "weeks",
    about: "one person in one week; capacity = recorded + leave + holidays + missing + unallocated, where recorded is there",
    of_people: true,
    own: &[
        text("person", "the name on the roster"),
        text("person_id", "the part that stands for the person in addresses"),
        text("week", "the ISO week: 2016-W03"),
        text("month", "the month of the middle one of its days, of a whole week the Thursday: 2016-01"),
        day("first_day", "the first day of the week that belongs to the period"),
        day("last_day", "the last one"),
        text("state", "recorded, recorded zero, not submitted, leave or not employed"),
        decimal("capacity", "FTE-weeks", "what the roster says the person had"),
        decimal("recorded", "FTE-weeks", "what was recorded; missing where nothing was submitted"),
        decimal("leave", "FTE-weeks", "leave, by the roster or the sheet"),
        decimal("holidays", "FTE-weeks", "public holidays"),
        decimal("missing", "FTE-weeks", "what nobody submitted, of the days left by leave and holidays"),
        decimal("unallocated", "FTE-weeks", "what is left; negative where more was recorded than there was"),
    ],
    rows,
};

fn rows(source: &Source<'_>) -> Result<Vec<Vec<Value>>, TooLarge> {
    let mut rows = Vec::new();
    for person in &source.review.people {
        for (of, week) in source.review.calendar.weeks.iter().zip(&person.weeks) {
            let PersonWeek { state, gross, recorded, leave, holidays, not_submitted, unallocated, .. } = week;
            rows.push(vec![
                Value::text(&person.name),
                Value::text(&person.id),
                Value::Text(of.week.to_string()),
                Value::Text(month(of.from, of.to)),
                Value::Day(of.from),
                Value::Day(of.to),
                Value::text(state.name()),
                Value::decimal(gross)?,
                Value::decimal_or_null(state.is_submitted().then_some(recorded))?,
                Value::decimal(leave)?,
                Value::decimal(holidays)?,
                Value::decimal(not_submitted)?,
                Value::decimal(unallocated)?,
            ]);
        }
    }
    Ok(rows)
}
