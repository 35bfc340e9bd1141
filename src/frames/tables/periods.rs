//! `periods`: which team and days each review is about.

use crate::frames::table::{Table, day, decimal, text};
use crate::frames::value::Value;

pub const PERIODS: Table = Table {
    name: "periods",
    about: "one review: a team in a period",
    of_people: false,
    own: &[
        day("first_day", "the first day of the period"),
        day("last_day", "the last one"),
        text("until", "the last week that is due, in a running period"),
        decimal("weeks", "weeks", "its length; a sum of shares divided by it is in FTE"),
        decimal("full_week", "hours", "the hours of one full-time week"),
        text("week_rule", "which days it owns: thursday or by-day"),
    ],
    rows: |source| {
        let review = source.review;
        Ok(vec![vec![
            Value::day(review.period.as_ref().map(|period| period.from)),
            Value::day(review.period.as_ref().map(|period| period.to)),
            review.until.map_or(Value::Null, |week| Value::Text(week.to_string())),
            Value::decimal(&review.length)?,
            Value::decimal(&review.rules.full_week)?,
            Value::text(review.calendar.rule.name()),
        ]])
    },
};
