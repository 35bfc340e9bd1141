//! `people`, `categories` and `category_skills`: what the configuration says of the team.

use super::entries::bucket;
use crate::calc::review::State;
use crate::frames::table::{Source, Table, day, decimal, text, whole};
use crate::frames::value::{TooLarge, Value};
use crate::model::person::folded;

pub const PEOPLE: Table = Table {
    name: "people",
    about: "somebody on the roster",
    of_people: true,
    own: &[
        text("person", "the name"),
        text("person_id", "the part that stands for the person in addresses"),
        decimal(
            "fte",
            "FTE",
            "on the last day of the period, with --until on the last due one; or on the last day of employment before it",
        ),
        day("joined", "the first day of employment, where the roster says one"),
        day("left_on", "the last one, where the roster says one"),
        whole("due", "weeks", "the weeks that are due"),
        whole("submitted", "weeks", "the weeks that were submitted"),
        decimal("capacity", "FTE-weeks", "the figure capacity.gross of the person"),
        decimal("recorded", "FTE-weeks", "the figure capacity.recorded of the person"),
    ],
    rows: people,
};

fn people(source: &Source<'_>) -> Result<Vec<Vec<Value>>, TooLarge> {
    let mut rows = Vec::new();
    let review = source.review;
    for (report, person) in review.people.iter().zip(&source.input.roster.people) {
        let last = review.period.as_ref().map(|period| period.last_due(review.until));
        let last = last.map(|last| person.left.map_or(last, |left| left.min(last)));
        let fte = last.filter(|last| person.employed_on(*last)).and_then(|last| person.fte_on(last)).map(|fte| &fte.is);
        let count = |is: fn(State) -> bool| Value::whole(report.weeks.iter().filter(|week| is(week.state)).count());
        let figure = |name: &str| {
            let figure = review.figures.get(&format!("capacity.{name}.{}", report.id));
            Value::decimal_or_null(figure.and_then(|figure| figure.value.as_ref().ok()))
        };
        rows.push(vec![
            Value::text(&report.name),
            Value::text(&report.id),
            Value::decimal_or_null(fte)?,
            Value::day(person.joined),
            Value::day(person.left),
            count(State::is_due)?,
            count(State::is_submitted)?,
            figure("gross")?,
            figure("recorded")?,
        ]);
    }
    Ok(rows)
}

pub const CATEGORIES: Table = Table {
    name: "categories",
    about: "a category, also one without entries, and each heading that no category claims",
    of_people: false,
    own: &[
        text("category", "the name"),
        text("category_id", "the part that stands for it in addresses"),
        text("bucket", "the bucket, or unclassified, leave or excluded"),
        text("kind", "new, reactive or maintenance, where the configuration says it"),
    ],
    rows: |source| {
        let review = source.review;
        let row = |category: &crate::calc::review::CategoryReport| {
            vec![
                Value::text(&category.name),
                Value::text(&category.id),
                Value::text(bucket(category.bucket, review)),
                category.kind.map_or(Value::Null, |kind| Value::text(kind.name())),
            ]
        };
        Ok(review.categories.iter().map(row).collect())
    },
};

pub const CATEGORY_SKILLS: Table = Table {
    name: "category_skills",
    about: "a category and a skill that it takes, as the configuration says",
    of_people: false,
    own: &[
        text("category", "the category's name"),
        text("category_id", "the part that stands for it in addresses"),
        text("skill", "the skill's name"),
        text("skill_id", "the part that stands for it in addresses; missing where no matrix has the skill"),
    ],
    rows: |source| {
        let mut rows = Vec::new();
        let skills = source.review.skills.iter().flat_map(|report| &report.skills);
        // The categories of the review stand in the same order.
        for (report, category) in source.review.categories.iter().zip(&source.input.ledger.work.categories) {
            for skill in &category.skills {
                let known = skills.clone().find(|known| folded(&known.name) == folded(skill));
                rows.push(vec![
                    Value::text(&report.name),
                    Value::text(&report.id),
                    Value::text(known.map_or(skill, |known| &known.name)),
                    known.map_or(Value::Null, |known| Value::text(&known.id)),
                ]);
            }
        }
        Ok(rows)
    },
};
