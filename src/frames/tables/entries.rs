//! `entries`: what was recorded, row by row and week by week.

use crate::calc::explain::Measure;
use crate::calc::review::Review;
use crate::calc::share::Effort;
use crate::frames::table::{Source, Table, day, decimal, text};
use crate::frames::value::{TooLarge, Value};
use crate::model::category::{Activity, Bucket};
use crate::model::day::Day;
use crate::model::effort::Unit;

pub const ENTRIES: Table = Table {
    name: "entries",
    about: "what somebody recorded of one activity on some days of one week; effort only: leave is in weeks, excluded work nowhere",
    of_people: true,
    own: &[
        text("person", "the name on the roster"),
        text("person_id", "the part that stands for the person in addresses, P in week.P.2016-w03"),
        text("week", "the ISO week: 2016-W03"),
        text("month", "the month of the middle one of its days, of a whole week the Thursday: 2016-01"),
        day("first_day", "the first day of the week that the row is about"),
        day("last_day", "the last one"),
        text("category", "the category's name"),
        text("category_id", "the part that stands for it in addresses"),
        text("bucket", "the category's bucket, or unclassified"),
        text("kind", "new, reactive or maintenance, where the configuration says it"),
        text("activity", "the heading of the column, or the category that the sheet writes"),
        text("project", "as the timesheet writes it; so are task to type"),
        text("task", "the task"),
        text("client", "the client"),
        text("tags", "the tags, with a comma and a space between them"),
        text("description", "the description"),
        text("billable", "whether it is billed"),
        text("type", "the type of the entry"),
        decimal("share", "FTE-weeks", "the part of a full-time week; sums of it are the figures of the review"),
        decimal("hours", "hours", "the hours on these days, where the sheet writes hours"),
        decimal(
            "percent",
            "percent",
            "the percent that the sheet writes, where it writes percents; it holds for each day",
        ),
    ],
    rows,
};

fn rows(source: &Source<'_>) -> Result<Vec<Vec<Value>>, TooLarge> {
    let (review, input) = (source.review, source.input);
    let measure = Measure::new(input);
    let mut rows = Vec::new();
    for entry in &input.ledger.entries {
        let Some(category) = review.categories.get(measure.category_of()[entry.activity]) else { continue };
        let Some(person) = review.people.get(entry.person).filter(|_| category.bucket.is_effort()) else { continue };
        let effort = Effort { slot: entry.slot, amount: &entry.amount, unit: entry.unit };
        let shares = measure.shares(entry.person, effort);
        let mut days = entry.slot.within(input.calendar).peekable();
        for (week, share) in shares {
            while days.next_if(|(at, ..)| *at < week).is_some() {}
            let (Some(&(_, first, last)), Some(of)) = (days.peek(), input.calendar.weeks.get(week)) else { continue };
            let (hours, percent) = match entry.unit {
                Unit::Hours => (Value::decimal(&share.times(&input.rules.full_week))?, Value::Null),
                Unit::Percent | Unit::Fraction => (Value::Null, Value::decimal(&entry.amount)?),
            };
            let mut row = vec![
                Value::text(&person.name),
                Value::text(&person.id),
                Value::Text(of.week.to_string()),
                Value::Text(month(first, last)),
                Value::Day(first),
                Value::Day(last),
                Value::text(&category.name),
                Value::text(&category.id),
                Value::text(bucket(category.bucket, review)),
                category.kind.map_or(Value::Null, |kind| Value::text(kind.name())),
            ];
            row.extend(input.ledger.activities.get(entry.activity).map(fields).into_iter().flatten());
            row.extend([Value::decimal(&share)?, hours, percent]);
            rows.push(row);
        }
    }
    Ok(rows)
}

fn fields(activity: &Activity) -> [Value; 8] {
    let Activity { name, project, task, tags, client, description, billable, kind } = activity;
    [name, project, task, client, &tags.join(", "), description, billable, kind].map(|text| Value::text(text))
}

/// A bucket's name.
pub fn bucket(bucket: Bucket, review: &Review) -> &str {
    match bucket {
        Bucket::Of(at) => review.rules.buckets.get(at).map_or("", String::as_str),
        Bucket::Unclassified => "unclassified",
        Bucket::Leave => "leave",
        Bucket::Excluded => "excluded",
    }
}

/// The month of the day in the middle: `2016-01`.
pub fn month(first: Day, last: Day) -> String {
    let middle = first.plus(last.days_since(first) / 2);
    format!("{:04}-{:02}", middle.year(), middle.month())
}
