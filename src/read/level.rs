//! Reads what people write in a cell of a skill matrix: `3`, `3/5`, `★★★☆☆`, `***`, `x`, `expert`, `-`, `n/a`, nothing;
//! each with or without a change after it, `4 (+1)`, and the wish to learn more, `3/+`. docs/skills.md, section 1.

mod behind;
pub mod usual;

use crate::model::person::folded;
use crate::model::skill::{Mark, SkillRules};
use crate::problem::MatrixFault;
use crate::problem::grammar::nearest;

/// A cell as read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Level {
    pub mark: Mark,
    /// The change that follows the level: `(+1)`, `(−2)`, `<sup>(-2)</sup>`, `⁻²`. The earlier level is within the
    /// scale.
    pub change: Option<i32>,
    /// Whether the person wants to learn it: `3/+` yes, `3/-` no. `None` if the cell does not say.
    pub wants_to_learn: Option<bool>,
    /// The cell holds an `x` or a tick and states no level, so that `mark` is the bar.
    pub ticked: bool,
}

/// Signs that stand for a level reached.
const FILLED: &str = "★⭐🌟✭*●⬤•■◼◾▪█▮▰⬛🟩🟦🟢🔵";
/// Signs that stand for a level not reached.
const EMPTY: &str = "☆✩✰○◯◦□◻◽▫░▯▱⬜⚪";
/// Signs that say that somebody has a skill, but not at which level.
const TICKS: &[&str] = &["x", "×", "✓", "✔", "☑", "✅"];

/// Reads one cell. A blank is unknown; `-` (also as the longer dash that spreadsheets make of it) and 0 are level 0;
/// `n/a` is out of scope; `x` is the `bar` of its skill. Words of the configuration take precedence, so that it can
/// give `x` or `?` a level.
///
/// # Errors
/// `level-outside-scale`, `unreadable-level`, `scale-differs`, `impossible-change`; the caller adds the place.
pub fn read(text: &str, rules: &SkillRules, bar: u32) -> Result<Level, MatrixFault> {
    let text = text.trim();
    let behind = behind::split(text, |word| worded(word, rules).is_some());
    let ticked = worded(behind.base, rules).is_none() && is_tick(behind.base);
    let mark = if ticked { Mark::Level(bar) } else { mark(behind.base, rules)? };
    match (mark, behind.change) {
        (_, None) => {}
        (Mark::Level(level), Some(change)) if !ticked => {
            let earlier = i64::from(level) - i64::from(change);
            if !(0..=i64::from(rules.scale_max)).contains(&earlier) {
                return Err(MatrixFault::ImpossibleChange {
                    text: text.to_owned(),
                    earlier,
                    scale_max: rules.scale_max,
                });
            }
        }
        _ => return Err(unreadable(text, rules)),
    }
    if mark == Mark::NotApplicable && behind.wants_to_learn.is_some() {
        return Err(unreadable(text, rules));
    }
    Ok(Level { mark, change: behind.change, wants_to_learn: behind.wants_to_learn, ticked })
}

/// Returns whether a text is drawn like only levels are: with stars, squares or circles.
pub fn is_drawn(text: &str) -> bool {
    let base = behind::split(text.trim(), |_| false).base;
    !base.is_ascii() && stars(base).is_some()
}

/// Returns whether a level shows the scale that it is on: `3/5`, `★★★☆☆`.
pub fn shows_scale(text: &str, rules: &SkillRules) -> bool {
    let base = behind::split(text.trim(), |word| worded(word, rules).is_some()).base;
    worded(base, rules).is_none() && base.contains('/') || matches!(stars(base), Some((_, Some(_))))
}

/// Returns the level that the configuration gives a word.
fn worded(text: &str, rules: &SkillRules) -> Option<u32> {
    let word = folded(text);
    rules.words.iter().find(|(known, _)| *known == word).map(|&(_, level)| level)
}

/// A sign may be followed by a variation selector, which asks for it to be drawn as a picture or as text.
fn is_selector(c: char) -> bool {
    c == '\u{fe0f}' || c == '\u{fe0e}'
}

fn is_tick(text: &str) -> bool {
    let sign: String = text.chars().filter(|&c| !is_selector(c)).flat_map(char::to_lowercase).collect();
    TICKS.contains(&sign.as_str())
}

fn unreadable(text: &str, rules: &SkillRules) -> MatrixFault {
    let near = nearest(text, rules.words.iter().map(|(word, _)| word.as_str()));
    MatrixFault::UnreadableLevel { text: text.to_owned(), near }
}

fn mark(base: &str, rules: &SkillRules) -> Result<Mark, MatrixFault> {
    let outside = || MatrixFault::LevelOutsideScale { text: base.to_owned(), scale_max: rules.scale_max };
    let within = |level: u32| if level <= rules.scale_max { Ok(Mark::Level(level)) } else { Err(outside()) };
    let scale_differs =
        |scale: u32| MatrixFault::ScaleDiffers { text: base.to_owned(), scale, scale_max: rules.scale_max };

    if base.is_empty() {
        return Ok(Mark::Unknown);
    }
    if let Some(level) = worded(base, rules) {
        return within(level);
    }
    match folded(base).as_str() {
        "-" | "–" | "—" | "−" => return Ok(Mark::Level(0)),
        "n/a" | "na" | "n.a." | "n. a." => return Ok(Mark::NotApplicable),
        _ => {}
    }
    if let Some((level, scale)) = base.split_once('/')
        && let (Some(level), Some(Number::Whole(scale))) = (number(level.trim()), number(scale.trim()))
    {
        return match level {
            _ if scale != rules.scale_max => Err(scale_differs(scale)),
            Number::Whole(level) => within(level),
            Number::Other => Err(outside()),
        };
    }
    match number(base) {
        Some(Number::Whole(level)) => return within(level),
        Some(Number::Other) => return Err(outside()),
        None => {}
    }
    if let Some(level) = beside_word(base) {
        return within(level);
    }
    match stars(base) {
        Some((_, Some(scale))) if scale != rules.scale_max => Err(scale_differs(scale)),
        Some((level, _)) => within(level),
        None => Err(unreadable(base, rules)),
    }
}

/// A number in a cell: one that can be a level, or one that cannot because it is below zero, has a fraction or is too
/// large.
enum Number {
    Whole(u32),
    Other,
}

/// Reads a number: `3`, `3.0` and `3,0` are whole.
fn number(text: &str) -> Option<Number> {
    let unsigned = text.strip_prefix(['-', '−']);
    let digits = unsigned.unwrap_or(text);
    let (whole, places) = digits.split_once(['.', ',']).unwrap_or((digits, "0"));
    let is_digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    if !is_digits(whole) || !is_digits(places) {
        return None;
    }
    let level = whole.parse().ok().filter(|_| unsigned.is_none() && places.bytes().all(|b| b == b'0'));
    Some(level.map_or(Number::Other, Number::Whole))
}

/// What may follow a number that is no level: `3 - years`.
const TIMES: &[&str] =
    &["y", "yr", "year", "month", "jahr", "monat", "an", "mois", "año", "ano", "anno", "mes", "jaar"];

/// Reads a level that a word explains: `2 - Intermediate`, `2: can do it`, `2 = with help`, `Intermediate (2)`. Whether the word
/// agrees is not asked: the number says the level.
fn beside_word(text: &str) -> Option<u32> {
    let is_words = |words: &str| {
        let first: String = words.chars().take_while(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect();
        let is_time = TIMES.iter().any(|time| first.strip_prefix(time).is_some_and(|rest| rest.chars().count() < 3));
        let is_plain = words.chars().all(|c| c.is_alphabetic() || c.is_whitespace() || "'’-,.".contains(c));
        !first.is_empty() && is_plain && !is_time
    };
    let digits = |digits: &str| digits.parse().ok().filter(|_| digits.len() < 3);
    if let Some((words, number)) = text.strip_suffix(')').and_then(|text| text.rsplit_once('(')) {
        return digits(number.trim()).filter(|_| is_words(words));
    }
    let words = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let number = text.strip_suffix(words)?;
    let words = words.trim_start();
    let behind = ["-", "–", "—", ":", "=", ".", ")"].iter().find_map(|mark| words.strip_prefix(mark));
    let is_usual = usual::usual(words).is_some_and(|(kind, _)| kind == usual::Kind::Proficiency);
    match behind {
        Some(words) => digits(number).filter(|_| is_words(words.trim_start())),
        None => digits(number).filter(|_| is_usual),
    }
}

/// Counts the filled signs of a run such as `★★★☆☆`, and all signs if some are empty, because then the run shows its
/// scale. Returns `None` if there are none, if other signs are among them, or if a filled one follows an empty one.
fn stars(text: &str) -> Option<(u32, Option<u32>)> {
    let (mut filled, mut empty) = (0_u32, 0_u32);
    for sign in text.chars().filter(|&c| !c.is_whitespace() && !is_selector(c)) {
        if EMPTY.contains(sign) {
            empty = empty.checked_add(1)?;
        } else if FILLED.contains(sign) && empty == 0 {
            filled = filled.checked_add(1)?;
        } else {
            return None;
        }
    }
    if (filled, empty) == (0, 0) {
        return None;
    }
    Some((filled, if empty > 0 { Some(filled.checked_add(empty)?) } else { None }))
}

#[cfg(test)]
mod tests;
