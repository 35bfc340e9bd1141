//! Everybody's capacity as a bar against their own: recorded, leave, holidays, weeks not submitted, what is not allocated; and
//! what goes beyond it, past the line.

use askama::Template;

use super::chart::{Stretch, end_to_end, place};
use super::{filters, rendered};
use crate::calc::review::Review;
use crate::model::exact::Exact;
use crate::render::number::decimal;
use crate::render::page::lookup::value;

/// What a bar is made of, in its order: the address part, the class, the word.
const PARTS: [(&str, &str, &str); 5] = [
    ("recorded", "recorded", "recorded"),
    ("leave", "leave", "leave"),
    ("holidays", "holidays", "holidays"),
    ("not-submitted", "missing", "not submitted"),
    ("unallocated", "free", "unallocated"),
];

#[derive(Template)]
#[template(path = "capacity.html")]
struct Capacity {
    /// Class and word of what is drawn.
    legend: Vec<(&'static str, &'static str)>,
    rows: Vec<Row>,
    /// Whether somebody is past the line: then there is room behind each bar.
    has_over: bool,
}

struct Row {
    name: String,
    words: String,
    /// Class, word with the amount, and where.
    bar: Vec<(&'static str, String, Stretch)>,
    /// Where the capacity ends.
    line: String,
    /// `+0.05` past it.
    over: Option<String>,
}

/// A person's amounts, in FTE-weeks, in the order of `PARTS`.
struct Amounts {
    gross: Exact,
    parts: Vec<Exact>,
}

impl Amounts {
    fn of(review: &Review, person: &str) -> Option<Amounts> {
        let of = |part: &str| value(review, &format!("capacity.{part}.{person}")).cloned();
        Some(Amounts { gross: of("gross")?, parts: PARTS.iter().map(|(part, ..)| of(part)).collect::<Option<_>>()? })
    }

    /// Less than nothing unallocated: more than there was.
    fn over(&self) -> Option<Exact> {
        let free = self.parts.last()?;
        free.is_negative().then(|| free.abs())
    }

    fn length(&self) -> Exact {
        self.gross.plus(&self.over().unwrap_or_default())
    }
}

/// The bars; nothing where nobody had a capacity.
pub fn drawn(review: &Review) -> String {
    let amounts: Vec<(&str, Amounts)> =
        review.people.iter().filter_map(|p| Some((p.name.as_str(), Amounts::of(review, &p.id)?))).collect();
    let Some(most) = amounts.iter().map(|(_, amounts)| amounts.length()).max().filter(|most| !most.is_zero()) else {
        return String::new();
    };
    let rows: Vec<Row> = amounts.iter().filter_map(|(name, amounts)| row(name, amounts, &most)).collect();
    let is_drawn = |class: &str| rows.iter().any(|row| row.bar.iter().any(|(of, ..)| *of == class));
    let legend = PARTS.iter().filter(|(_, class, _)| is_drawn(class)).map(|&(_, class, word)| (class, word)).collect();
    let has_over = rows.iter().any(|row| row.over.is_some());
    rendered(&Capacity { legend, rows, has_over })
}

fn row(name: &str, amounts: &Amounts, most: &Exact) -> Option<Row> {
    let named = |(&(_, class, word), amount): (&(&'static str, &'static str, &'static str), &Exact)| {
        (class, format!("{word} {}", decimal(amount, 2)))
    };
    let all: Vec<(&'static str, String)> = PARTS.iter().zip(&amounts.parts).map(named).collect();
    let words: Vec<&str> = all.iter().map(|(_, words)| words.as_str()).collect();
    let words = format!("{name}: of {} FTE-weeks {}", decimal(&amounts.gross, 2), words.join(", "));
    let stretches = end_to_end(&amounts.parts, most)?;
    let bar = all.into_iter().zip(stretches).map(|((class, words), stretch)| (class, words, stretch));
    let bar = bar.filter(|(.., stretch)| stretch.width != "0").collect();
    let over = amounts.over().map(|over| format!("+{}", decimal(&over, 2)));
    Some(Row { name: name.to_owned(), words, bar, line: place(&amounts.gross, most)?, over })
}
