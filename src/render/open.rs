//! What a folder's sheets leave open, as comments of the configuration that `teamcap init` writes: each question with its answers,
//! and what each would make of the numbers.

use std::fmt::Write;

use super::number::Shown;
use super::said::line_of;
use super::table::is_moving;
use crate::problem::Problem;
use crate::problem::answers::Answer;

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
    let mut out = String::new();
    for (number, one) in open {
        for answer in &one.answers {
            let _ = writeln!(out, "# {}   # {}: {}", line_of(answer), number + 1, safe(&answer.means));
        }
    }
    out
}

/// A text without what would end a comment or move what a terminal shows.
fn safe(text: &str) -> String {
    text.chars().map(|c| if c.is_control() || is_moving(c) { '\u{fffd}' } else { c }).collect()
}
