//! Pieces of sentences: the user's own text in quotes, counts, lists, and the names that may have been meant.

/// `"4o%"`: the user's own text in a message; control characters made visible, long text cut in the middle.
pub fn quoted(text: &str) -> String {
    const MOST: usize = 60;
    let shown = visible(text);
    let chars: Vec<char> = shown.chars().collect();
    if chars.len() <= MOST {
        return format!("\"{shown}\"");
    }
    let head: String = chars[..MOST / 2].iter().collect();
    let tail: String = chars[chars.len() - MOST / 3..].iter().collect();
    format!("\"{head}...{tail}\"")
}

/// `text` with its control characters made visible.
pub fn visible(text: &str) -> String {
    text.chars().flat_map(|c| if c.is_control() { c.escape_default().collect() } else { vec![c] }).collect()
}

pub fn quoted_all(names: &[String]) -> Vec<String> {
    names.iter().map(|name| quoted(name)).collect()
}

/// `1 row`, `2 rows`.
pub fn count(n: u64, one: &str, many: &str) -> String {
    format!("{n} {}", agree(n, one, many))
}

/// The form that agrees with a number: `is` for 1, else `are`.
pub fn agree<'a>(n: u64, one: &'a str, many: &'a str) -> &'a str {
    if n == 1 { one } else { many }
}

/// `A`, `A and B`, `A, B and C`.
pub fn list(items: &[String]) -> String {
    joined(items, "and")
}

fn joined(items: &[String], last_by: &str) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [head @ .., last] => format!("{} {last_by} {last}", head.join(", ")),
    }
}

/// `did you mean A or B?`; `None` if nothing is near.
pub fn did_you_mean(near: &[String]) -> Option<String> {
    (!near.is_empty()).then(|| format!("did you mean {}?", joined(near, "or")))
}

/// The names nearest to `text`, best first, at most three: for `did_you_mean`.
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

#[cfg(test)]
mod tests {
    use super::*;

    fn owned(names: &[&str]) -> Vec<String> {
        names.iter().map(|&name| name.to_owned()).collect()
    }

    #[test]
    fn a_text_is_quoted_with_its_control_characters_visible_and_a_long_one_is_cut_in_the_middle() {
        assert_eq!(quoted("4o%"), "\"4o%\"");
        assert_eq!(quoted("a\tb\u{1b}"), r#""a\tb\u{1b}""#);
        assert_eq!(quoted(&"ä".repeat(60)).chars().count(), 62);
        let cut = format!("{}{}", "a".repeat(40), "z".repeat(40));
        assert_eq!(quoted(&cut), format!("\"{}...{}\"", "a".repeat(30), "z".repeat(20)));
    }

    #[test]
    fn one_is_counted_in_the_singular_and_nothing_in_the_plural() {
        assert_eq!([0, 1, 2].map(|n| count(n, "entry", "entries")), ["0 entries", "1 entry", "2 entries"]);
        assert_eq!([0, 1, 2].map(|n| agree(n, "is", "are")), ["are", "is", "are"]);
    }

    #[test]
    fn a_list_has_an_and_before_its_last_item_and_a_question_an_or() {
        let names = owned(&["A", "B", "C"]);
        assert_eq!([0, 1, 2, 3].map(|n| list(&names[..n])), ["", "A", "A and B", "A, B and C"]);
        assert_eq!(did_you_mean(&[]), None);
        let asked = [1, 2, 3].map(|n| did_you_mean(&names[..n]).unwrap());
        assert_eq!(asked, ["did you mean A?", "did you mean A or B?", "did you mean A, B or C?"]);
    }

    #[test]
    fn the_nearest_names_are_the_best_three_whatever_their_case() {
        let names = ["review", "Reveiw", "explain", "rewiev", "preview", "reviews"];
        assert_eq!(nearest("REVIEW", names), ["review", "Reveiw", "preview"]);
        assert_eq!(nearest("chart", names), Vec::<String>::new(), "more than a third of the letters differ");
        assert_eq!(nearest("explan", ["explain", "explain"]), ["explain"], "each name once");
    }
}
