//! Every sentence about a problem, a file a room: what was found, what was expected, what to write instead.

pub mod config;
pub mod entry;
pub mod finding;
pub mod folder;
pub mod holiday;
pub mod matrix;
pub mod query;
pub mod sheet;
pub mod written;

use super::Words;

/// `"4o%"`: the user's own text in a message; control characters made visible, long text cut in the middle.
pub fn quoted(text: &str) -> String {
    const MOST: usize = 60;
    let shown: String =
        text.chars().flat_map(|c| if c.is_control() { c.escape_default().collect() } else { vec![c] }).collect();
    let chars: Vec<char> = shown.chars().collect();
    if chars.len() <= MOST {
        return format!("\"{shown}\"");
    }
    let head: String = chars[..MOST / 2].iter().collect();
    let tail: String = chars[chars.len() - MOST / 3..].iter().collect();
    format!("\"{head}...{tail}\"")
}

/// `1 row`, `2 rows`.
pub fn count(n: u64, one: &str, many: &str) -> String {
    if n == 1 { format!("1 {one}") } else { format!("{n} {many}") }
}

/// `A`, `A and B`, `A, B and C`.
pub fn list(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [head @ .., last] => format!("{} and {last}", head.join(", ")),
    }
}

/// `did you mean A or B?`; empty when nothing is near.
pub fn did_you_mean(near: &[String]) -> String {
    match near {
        [] => String::new(),
        [head @ .., last] if !head.is_empty() => format!("did you mean {} or {}?", head.join(", "), last),
        [one, ..] => format!("did you mean {one}?"),
    }
}

/// A name that is on nobody's line of the roster. An empty one is not to be shown (`--anonymise`): its place tells which it is.
/// `nobody`: what to write where no name is near; `correct`: what else can be done where one is.
fn stranger(name: &str, near: &[String], nobody: &str, correct: impl Fn(&str) -> String) -> Words {
    let expected = "a name or an alias of a [[person]] in teamcap.toml";
    if name.is_empty() {
        return Words::new("the name here is not on the roster", expected, "it is shown without --anonymise");
    }
    let write = match did_you_mean(near).as_str() {
        "" => format!("a [[person]] with name = {}, {nobody}", quoted(name)),
        near => correct(near),
    };
    Words::new(format!("{} is not on the roster", quoted(name)), expected, write)
}

/// The names nearest to `text`, best first, at most three: for "did you mean".
pub fn nearest<'a>(text: &str, names: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let wanted = text.to_lowercase();
    let mut near: Vec<(usize, &str)> = names
        .into_iter()
        .map(|name| (strsim::damerau_levenshtein(&wanted, &name.to_lowercase()), name))
        .filter(|&(distance, name)| distance <= name.chars().count().max(wanted.chars().count()).div_ceil(3))
        .collect();
    near.sort();
    near.dedup();
    near.into_iter().take(3).map(|(_, name)| name.to_owned()).collect()
}
