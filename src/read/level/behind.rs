//! What follows a level: the change since the last time, `(+1)`, `<sup>(-2)</sup>`, `⁺¹`, and whether the person wants
//! to learn it, `/+`. They may come in either order, each at most once.

/// The parts of a cell's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Behind<'a> {
    /// The text before all of that.
    pub base: &'a str,
    pub change: Option<i32>,
    pub wants_to_learn: Option<bool>,
}

/// Splits `text` into its parts. A word of the configuration is not split (`a+` can be one).
pub fn split(text: &str, is_word: impl Fn(&str) -> bool) -> Behind<'_> {
    let mut found = Behind { base: text, change: None, wants_to_learn: None };
    while !is_word(found.base) {
        if found.change.is_none()
            && let Some((before, change)) = change(found.base)
        {
            (found.base, found.change) = (before.trim_end(), Some(change));
        } else if found.wants_to_learn.is_none()
            && let Some((before, wants)) = wish(found.base)
        {
            (found.base, found.wants_to_learn) = (before.trim_end(), Some(wants));
        } else {
            break;
        }
    }
    found
}

fn change(text: &str) -> Option<(&str, i32)> {
    in_markup(text).or_else(|| in_brackets(text)).or_else(|| raised(text))
}

fn in_markup(text: &str) -> Option<(&str, i32)> {
    let inside = text.strip_suffix("</sup>").or_else(|| text.strip_suffix("</SUP>"))?;
    let (base, mark) = inside.rsplit_once("<sup>").or_else(|| inside.rsplit_once("<SUP>"))?;
    Some((base, bare_or_bracketed(mark.trim())?))
}

fn bare_or_bracketed(mark: &str) -> Option<i32> {
    in_brackets(mark).filter(|(before, _)| before.is_empty()).map(|(_, n)| n).or_else(|| signed(mark))
}

fn in_brackets(text: &str) -> Option<(&str, i32)> {
    let (base, mark) = text.strip_suffix(')')?.rsplit_once('(')?;
    Some((base, signed(mark.trim())?))
}

/// Reads a change in superscript: `⁺¹`, `⁽⁻²⁾`.
fn raised(text: &str) -> Option<(&str, i32)> {
    let base = text.trim_end_matches(|c| lowered(c).is_some());
    let mark: String = text.get(base.len()..)?.chars().filter_map(lowered).collect();
    Some((base, bare_or_bracketed(&mark)?))
}

fn lowered(raised: char) -> Option<char> {
    const RAISED: &str = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾";
    const LOWERED: &str = "0123456789+-()";
    RAISED.chars().zip(LOWERED.chars()).find(|&(known, _)| known == raised).map(|(_, lowered)| lowered)
}

/// Reads a whole number with its sign: `+1`, `-2`, `−2`. `(2)` is no change, because it does not say in which
/// direction.
fn signed(text: &str) -> Option<i32> {
    let (sign, digits) = match text.strip_prefix('+') {
        Some(digits) => (1, digits),
        None => (-1, text.strip_prefix(['-', '−'])?),
    };
    let all_digits = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    all_digits.then(|| digits.parse::<i32>().ok()?.checked_mul(sign)).flatten()
}

/// Reads the wish to learn: `3/+`, `3+`, `3⁺` is yes, `3/-` is no. A sign alone is no wish, because `+` beside `-`
/// would mean "has it"; neither is a sign after a dash.
fn wish(text: &str) -> Option<(&str, bool)> {
    let (before, wants) = match text.strip_suffix(['+', '⁺']) {
        Some(before) => (before.trim_end(), true),
        None => (text.strip_suffix(['-', '−', '–', '—'])?.trim_end(), false),
    };
    match before.strip_suffix('/') {
        Some(before) => Some((before, wants)),
        None => {
            (wants && !before.is_empty() && !before.ends_with(['-', '−', '–', '—', '+'])).then_some((before, wants))
        }
    }
}
