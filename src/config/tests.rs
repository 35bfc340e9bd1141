//! Every problem of a configuration, with its whole message.

mod people;
mod syntax;
mod values;

use std::sync::Arc;

use super::read;
use crate::model::exact::Exact;
use crate::problem::Numerals;
use crate::problem::show::{Style, draw_one};

/// Writes numbers with as many places as asked for.
struct Plain;

impl Numerals for Plain {
    fn decimal(&self, x: &Exact, places: u32) -> String {
        let scaled = x.times(&Exact::whole(10_i128.pow(places))).floor();
        if places == 0 {
            return scaled.to_string();
        }
        let digits = format!("{scaled:0>width$}", width = places as usize + 1);
        let (whole, rest) = digits.split_at(digits.len() - places as usize);
        format!("{whole}.{rest}")
    }
}

/// Asserts that reading `text` reports exactly `messages`.
fn told(text: &str, messages: &str) {
    let (_, problems) = read(text, &Arc::from("teamcap.toml"));
    let drawn: String = problems.iter().map(|problem| draw_one(problem, &Plain, Style::default())).collect();
    assert_eq!(drawn, messages);
}
