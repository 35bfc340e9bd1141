//! What is said of a name that is not on the roster, wherever it stands.

use crate::problem::grammar::{did_you_mean, quoted};
use crate::problem::message::Words;

/// `unless_near` ends the advice to add a person, which is given if no name is near; `if_near` makes the advice of the question
/// which near name was meant. An empty name is one that `--anonymise` hides: its place tells which it is.
pub fn stranger(name: &str, near: &[String], unless_near: &str, if_near: impl Fn(String) -> String) -> Words {
    let expected = "a name or an alias of a [[person]] in teamcap.toml";
    if name.is_empty() {
        return Words::new("the name here is not on the roster", expected, "it is shown without --anonymise");
    }
    let write = match did_you_mean(near) {
        Some(question) => if_near(question),
        None => format!("a [[person]] with name = {}, {unless_near}", quoted(name)),
    };
    Words::new(format!("{} is not on the roster", quoted(name)), expected, write)
}
