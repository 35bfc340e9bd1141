//! `figures`: every figure of the review, as `review --format csv` lists them.

use crate::calc::figure::{Figure, Formula};
use crate::frames::table::{Table, decimal, text};
use crate::frames::value::Value;

pub const FIGURES: Table = Table {
    name: "figures",
    about: "a figure of the review; teamcap explain ADDRESS shows where it comes from",
    of_people: false,
    own: &[
        text("address", "the figure's address: capacity.recorded, week.P.2016-w03"),
        text("section", "the section of the review"),
        text("row_name", "what the figure is about: a person, a bucket, the team"),
        text("column_name", "what of it: recorded"),
        decimal("value", "see unit", "missing where there is none"),
        text("unit", "percent, fte-weeks, count, ..."),
        text("missing", "why there is no value"),
        decimal(
            "up_to",
            "see unit",
            "what a count could be when those not assessed are counted too, where that is more",
        ),
        text("bound", "at most or at least, where the value is only a bound of what was not searched to its end"),
    ],
    rows: |source| {
        let mut rows = Vec::new();
        for figure in source.review.figures.iter() {
            rows.push(vec![
                Value::text(&figure.address),
                Value::text(figure.section.title()),
                Value::text(&figure.row),
                Value::text(&figure.column),
                Value::decimal_or_null(figure.value.as_ref().ok())?,
                Value::text(figure.unit.name()),
                figure.value.as_ref().err().map_or(Value::Null, |missing| Value::text(missing.name())),
                Value::decimal_or_null(figure.high.as_ref())?,
                bound(figure).map_or(Value::Null, Value::text),
            ]);
        }
        Ok(rows)
    },
};

/// What the value of a figure is a bound of: a worst loss may be worse, any other number smaller.
fn bound(figure: &Figure) -> Option<&'static str> {
    figure.bound.then_some(if figure.formula == Formula::LossWorst { "at least" } else { "at most" })
}
