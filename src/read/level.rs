//! What people write in a cell of a skill matrix: `3`, `3/5`, `★★★☆☆`, `***`, `expert`, `-`, `n/a`, nothing; each with or
//! without a change behind it, `4 (+1)`. skills.md section 1.

use crate::model::person::folded;
use crate::model::skill::{Mark, SkillRules};
use crate::problem::MatrixFault;
use crate::problem::words::nearest;

/// A cell as read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Level {
    pub mark: Mark,
    /// What stands behind the level: `(+1)`, `(−2)`, `<sup>(-2)</sup>`. The earlier level is within the scale.
    pub change: Option<i32>,
}

/// Signs of a level reached.
const FILLED: &str = "★⭐*●⬤■◼█▮▰";
/// Signs of a level not reached.
const EMPTY: &str = "☆○◯□◻░▯▱";

/// Reads one cell. A blank is unknown; `-` (also as the longer dash that a spreadsheet program makes of it) and 0 are
/// level 0; `n/a` is out of scope. The words of the configuration come first, so that `x` or `?` can be given a level.
///
/// # Errors
/// `level-outside-scale`, `unreadable-level`, `scale-differs`, `impossible-change`; the caller adds the place.
pub fn read(text: &str, rules: &SkillRules) -> Result<Level, MatrixFault> {
    let text = text.trim();
    let (base, change) = split_change(text);
    let mark = mark(base, rules)?;
    match (mark, change) {
        (_, None) => {}
        (Mark::Level(level), Some(change)) => {
            let earlier = i64::from(level) - i64::from(change);
            if !(0..=i64::from(rules.scale_max)).contains(&earlier) {
                return Err(MatrixFault::ImpossibleChange {
                    text: text.to_owned(),
                    earlier,
                    scale_max: rules.scale_max,
                });
            }
        }
        (Mark::Unknown | Mark::NotApplicable, Some(_)) => return Err(unreadable(text, rules)),
    }
    Ok(Level { mark, change })
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
    let word = folded(base);
    if let Some(&(_, level)) = rules.words.iter().find(|(known, _)| *known == word) {
        return within(level);
    }
    match word.as_str() {
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
    match stars(base) {
        Some((_, Some(scale))) if scale != rules.scale_max => Err(scale_differs(scale)),
        Some((level, _)) => within(level),
        None => Err(unreadable(base, rules)),
    }
}

/// A number in a cell: one that can be a level, or one that never is (below zero, with a fraction, too large).
enum Number {
    Whole(u32),
    Other,
}

/// `3`, `3.0` and `3,0` are whole; `None` for what is no number.
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

/// The filled signs of a run such as `★★★☆☆`, and its length where it has empty ones too (then it says its own scale).
/// `None` when there is another sign in it, or a filled one behind an empty one.
fn stars(text: &str) -> Option<(u32, Option<u32>)> {
    let (mut filled, mut empty) = (0_u32, 0_u32);
    // A star can carry a selector that asks for its picture.
    for sign in text.chars().filter(|&c| !c.is_whitespace() && c != '\u{fe0f}' && c != '\u{fe0e}') {
        if EMPTY.contains(sign) {
            empty = empty.checked_add(1)?;
        } else if FILLED.contains(sign) && empty == 0 {
            filled = filled.checked_add(1)?;
        } else {
            return None;
        }
    }
    Some((filled, if empty > 0 { Some(filled.checked_add(empty)?) } else { None }))
}

/// The text before a change mark, and the change; the whole text where there is none.
fn split_change(text: &str) -> (&str, Option<i32>) {
    split_superscript(text).or_else(|| split_bracket(text)).map_or((text, None), |(base, n)| (base.trim_end(), Some(n)))
}

fn split_superscript(text: &str) -> Option<(&str, i32)> {
    let inside = text.strip_suffix("</sup>").or_else(|| text.strip_suffix("</SUP>"))?;
    let (base, mark) = inside.rsplit_once("<sup>").or_else(|| inside.rsplit_once("<SUP>"))?;
    let mark = mark.trim();
    Some((base, split_bracket(mark).filter(|(before, _)| before.is_empty()).map(|(_, n)| n).or_else(|| signed(mark))?))
}

fn split_bracket(text: &str) -> Option<(&str, i32)> {
    let (base, mark) = text.strip_suffix(')')?.rsplit_once('(')?;
    Some((base, signed(mark.trim())?))
}

/// A whole number that carries its sign: `+1`, `-2`, `−2`. `(2)` is no change: nobody can say of which direction.
fn signed(text: &str) -> Option<i32> {
    let (sign, digits) = match text.strip_prefix('+') {
        Some(digits) => (1, digits),
        None => (-1, text.strip_prefix(['-', '−'])?),
    };
    let all_digits = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    all_digits.then(|| digits.parse::<i32>().ok()?.checked_mul(sign)).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Result<(Mark, Option<i32>), &'static str> {
        let rules = SkillRules { words: vec![("expert".into(), 5)], ..SkillRules::default() };
        read(text, &rules).map(|level| (level.mark, level.change)).map_err(|fault| fault.name())
    }

    #[test]
    fn every_way_to_write_three_of_five_is_three() {
        for text in ["3", " 3 ", "3/5", "3 / 5", "3.0", "★★★☆☆", "★★★", "***", "* * *", "■■■□□", "●●●○○", "⭐⭐⭐"]
        {
            assert_eq!(of(text), Ok((Mark::Level(3), None)), "{text}");
        }
    }

    #[test]
    fn blank_none_and_not_applicable_are_three_different_things() {
        for text in ["", "  ", "\u{a0}"] {
            assert_eq!(of(text), Ok((Mark::Unknown, None)), "{text:?}");
        }
        for text in ["-", "–", "—", "−", "0", "0/5", "☆☆☆☆☆"] {
            assert_eq!(of(text), Ok((Mark::Level(0), None)), "{text}");
        }
        for text in ["n/a", "N/A", "na", "n.a."] {
            assert_eq!(of(text), Ok((Mark::NotApplicable, None)), "{text}");
        }
    }

    #[test]
    fn a_change_stands_in_brackets_or_raised() {
        for (text, change) in [
            ("★★★★☆ (+1)", 1),
            ("4(+1)", 1),
            ("4 (-1)", -1),
            ("★★★★☆ (−1)", -1),
            ("★★★★☆ <sup>(-1)</sup>", -1),
            ("4<sup>+1</sup>", 1),
            ("4 ( +0 )", 0),
        ] {
            assert_eq!(of(text), Ok((Mark::Level(4), Some(change))), "{text}");
        }
    }

    #[test]
    fn a_level_is_never_clipped_and_never_rounded() {
        for text in ["6", "-1", "3.5", "3,5", "6/5", "3.5/5", "★★★★★★", "99999999999"] {
            assert_eq!(of(text), Err("level-outside-scale"), "{text}");
        }
        for text in ["3/4", "★★☆", "★★★★★★☆"] {
            assert_eq!(of(text), Err("scale-differs"), "{text}");
        }
        for text in ["1 (+2)", "5 (-1)"] {
            assert_eq!(of(text), Err("impossible-change"), "{text}");
        }
    }

    #[test]
    fn what_does_not_say_its_level_is_not_guessed() {
        for text in ["x", "yes", "?", "3/+", "(+1)", "n/a (+1)", "4 (1)", "★☆★", "3 4", "4 (+)", "4 (+99999999999)"]
        {
            assert_eq!(of(text), Err("unreadable-level"), "{text}");
        }
        let rules = SkillRules { words: vec![("x".into(), 3), ("?".into(), 0)], ..SkillRules::default() };
        assert_eq!(read("X", &rules).unwrap().mark, Mark::Level(3));
        assert_eq!(read("?", &rules).unwrap().mark, Mark::Level(0));
    }

    #[test]
    fn a_word_stands_for_its_level_and_a_misspelt_one_is_told() {
        assert_eq!(of("Expert (+2)"), Ok((Mark::Level(5), Some(2))));
        let rules = SkillRules { words: vec![("expert".into(), 5)], ..SkillRules::default() };
        let fault = read("expret", &rules).unwrap_err();
        assert_eq!(fault, MatrixFault::UnreadableLevel { text: "expret".into(), near: vec!["expert".into()] });
    }
}
