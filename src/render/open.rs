//! What a folder's sheets leave open, as comments of the configuration that `teamcap init` writes: each question with its answers,
//! and what each would make of the numbers.

use std::fmt::Write;

use super::number::Shown;
use super::said::{Said, line_of};
use super::table::is_moving;
use crate::problem::Problem;
use crate::problem::answers::{Answer, Value};

/// Something that stands between the sheets and a review.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Open {
    pub problem: Problem,
    /// What teamcap.toml takes as an answer; none if the sheet itself has to be mended.
    pub answers: Vec<Answer>,
    /// How many more of the same kind there are in the file.
    pub others: u64,
}

impl Open {
    /// Where it is, and what is asked.
    pub fn asked(&self) -> String {
        let words = self.problem.fault.words(&Shown);
        let place = self.problem.place.as_ref().map(|place| format!("{place}: ")).unwrap_or_default();
        let others = if self.others > 0 { format!(" (and {} more)", self.others) } else { String::new() };
        format!("{place}{}{others}", words.found)
    }
}

/// What is open, as comments at the top of the configuration; nothing if all is clear.
pub fn comments(open: &[Open]) -> String {
    if open.is_empty() {
        return String::new();
    }
    let mut out = String::from(
        "#\n# What the sheets leave open. Nothing is counted before it is said: take the # away before one of the answers in the\n\
         # [[source]] of the file below, or mend the sheet.\n#\n",
    );
    for (number, one) in open.iter().enumerate() {
        let mut line = |text: &str| {
            for text in text.lines() {
                let _ = writeln!(out, "# {}", safe(text));
            }
        };
        let words = one.problem.fault.words(&Shown);
        line(&format!("{}. {}", number + 1, one.asked()));
        if !words.expected.is_empty() && one.answers.is_empty() {
            line(&format!("   expected: {}", words.expected));
        }
        if one.answers.is_empty() {
            words.write.lines().for_each(|text| line(&format!("   write:    {text}")));
        }
        for answer in &one.answers {
            line(&format!("   {}: {}", line_of(answer), answer.means));
        }
    }
    out.push_str("#\n");
    out
}

/// The answers as comments in the `[[source]]` of a file.
pub fn candidates<'a>(open: impl Iterator<Item = (usize, &'a Open)>) -> String {
    let open: Vec<(usize, &Answer)> =
        open.flat_map(|(number, one)| one.answers.iter().map(move |answer| (number + 1, answer))).collect();
    let mut out = String::new();
    let mut joined: Vec<&str> = Vec::new();
    for (number, answer) in &open {
        let same: Vec<&(usize, &Answer)> = open
            .iter()
            .filter(|(_, other)| other.key == answer.key && matches!(other.value, Value::Items(_)))
            .collect();
        if !same.iter().any(|(other, _)| other != number) {
            let _ = writeln!(out, "# {}   # {number}: {}", line_of(answer), safe(&answer.means));
        } else if !joined.contains(&answer.key) {
            // TOML takes a key once.
            joined.push(answer.key);
            let mut said = Said::default();
            same.iter().for_each(|(_, answer)| said.add(answer));
            let numbers: Vec<String> = same.iter().map(|(number, _)| number.to_string()).collect();
            for line in said.lines() {
                let _ = writeln!(out, "# {line}   # {}: those of these that are meant", numbers.join(", "));
            }
        }
    }
    out
}

/// A text without what would end a comment or move what a terminal shows.
fn safe(text: &str) -> String {
    text.chars().map(|c| if c.is_control() || is_moving(c) { '\u{fffd}' } else { c }).collect()
}
