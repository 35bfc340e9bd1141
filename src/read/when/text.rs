//! A text in the form in which times are looked for: plain letters and digits, then pieces with what stands between
//! them.

use super::words::{Meaning, meaning};

/// No time is longer, in bytes.
const LONGEST: usize = 80;

/// Returns a text in lower case with plain blanks, dashes, digits and letters without accents. `None` if it is empty or
/// too long.
pub fn plain(text: &str) -> Option<String> {
    let text = text.trim();
    if text.is_empty() || text.len() > LONGEST {
        return None;
    }
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        let c = match c {
            '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
            other => other,
        };
        match c {
            _ if c.is_ascii_alphanumeric() => out.push(c.to_ascii_lowercase()),
            '\u{300}'..='\u{36f}' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' => {}
            '\u{2010}'..='\u{2015}' | '\u{2043}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' => out.push('-'),
            '\u{2018}' | '\u{2019}' | '\u{2bc}' | '`' | '\u{b4}' => out.push('\''),
            '\u{b0}' | '\u{ba}' | '\u{aa}' => out.push('.'),
            '\u{2026}' => out.push_str(".."),
            // `2024-03-04 (Mon)`, `KW 10 (2024)`.
            '(' | ')' => blank(&mut out),
            _ if c.is_whitespace() => blank(&mut out),
            _ if c.is_ascii() => out.push(c),
            _ => c.to_lowercase().for_each(|c| out.push_str(&unaccented(c))),
        }
    }
    out.truncate(out.trim_end().len());
    (!out.is_empty()).then_some(out)
}

fn blank(out: &mut String) {
    if !out.is_empty() && !out.ends_with(' ') {
        out.push(' ');
    }
}

/// Returns a small letter without its accent; any other as it is.
fn unaccented(c: char) -> String {
    let plain = match c {
        'à'..='å' | 'ā' | 'ă' | 'ą' => "a",
        'æ' => "ae",
        'ç' | 'ć' | 'č' => "c",
        'ď' => "d",
        'è'..='ë' | 'ē' | 'ę' | 'ě' => "e",
        'ì'..='ï' => "i",
        'ł' => "l",
        'ñ' | 'ń' | 'ň' => "n",
        'ò'..='ö' | 'ø' => "o",
        'ř' => "r",
        'ś' | 'š' => "s",
        'ß' => "ss",
        'ť' => "t",
        'ù'..='ü' | 'ů' => "u",
        'ý' | 'ÿ' => "y",
        'ź' | 'ż' | 'ž' => "z",
        // What is left of a large dotted I.
        '\u{307}' => "",
        other => return other.to_string(),
    };
    plain.to_owned()
}

/// A number or a word, and what stands before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Piece<'a> {
    pub before: &'a str,
    pub what: What<'a>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What<'a> {
    /// A number, and how many digits it is written with.
    Number(u32, usize),
    Word(&'a str, Meaning),
}

/// A text as pieces.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pieces<'a> {
    pub all: Vec<Piece<'a>>,
    /// What stands behind the last: a dot, or nothing.
    pub behind: &'a str,
}

impl<'a> Pieces<'a> {
    /// Splits a plain text. `None` if there is a letter, a word or a mark in it that no time is written with, or a
    /// number of more than eight digits.
    pub fn of(text: &'a str) -> Option<Pieces<'a>> {
        let mut all: Vec<Piece<'a>> = Vec::with_capacity(4);
        let (mut rest, mut has_ordinal, mut has_filler) = (text, false, false);
        let mut before = "";
        loop {
            let marks = rest.find(|c: char| c.is_ascii_alphanumeric()).unwrap_or(rest.len());
            let (between, next) = rest.split_at_checked(marks)?;
            if !between.bytes().all(|byte| b" -/.,'#:".contains(&byte)) {
                return None;
            }
            // Where a word was dropped, a blank is left.
            let between = if between.is_empty() { before } else { between };
            before = "";
            if next.is_empty() {
                let behind = between.trim();
                let is_sound = ["", ".", ","].contains(&behind);
                // `3rd` and `the 3` are no numbers of weeks.
                let is_number = all.len() < 2 && has_filler || has_ordinal;
                return (is_sound && (has_word(&all) || !is_number)).then_some(Pieces { all, behind });
            }
            let is_digit = next.starts_with(|c: char| c.is_ascii_digit());
            let same = |c: char| if is_digit { c.is_ascii_digit() } else { c.is_ascii_alphabetic() };
            let (piece, after) = next.split_at_checked(next.find(|c| !same(c)).unwrap_or(next.len()))?;
            rest = after;
            if is_digit {
                let number = (piece.len() <= 8).then(|| piece.parse().ok())??;
                all.push(Piece { before: between, what: What::Number(number, piece.len()) });
                continue;
            }
            let behind_number = matches!(all.last(), Some(Piece { what: What::Number(..), .. }));
            if behind_number && between.is_empty() && ORDINAL.contains(&piece) {
                has_ordinal = true;
                continue;
            }
            let is_week = |piece: &Piece<'_>| matches!(piece.what, What::Word(_, of) if of.is_week || of.is_quarter);
            if NUMBERED.contains(&piece) && all.last().is_some_and(is_week) {
                before = " ";
                rest = rest.strip_prefix('.').unwrap_or(rest);
                continue;
            }
            let roman = ROMAN.iter().position(|roman| *roman == piece).filter(|_| all.is_empty());
            if let Some(at) = roman {
                all.push(Piece { before: between, what: What::Number(at as u32 + 1, 1) });
                has_ordinal = true;
                continue;
            }
            let meaning = meaning(piece)?;
            if meaning.is_filler && meaning.days.is_empty() && (!after.is_empty() || has_word(&all)) {
                has_filler = true;
                before = " ";
                continue;
            }
            all.push(Piece { before: between, what: What::Word(piece, meaning) });
        }
    }
}

fn has_word(all: &[Piece<'_>]) -> bool {
    all.iter().any(|piece| matches!(piece.what, What::Word(..)))
}

/// What stands directly behind the number of a day or a quarter: `4th`, `1er`, `1e`.
const ORDINAL: [&str; 9] = ["st", "nd", "rd", "th", "er", "e", "ere", "eme", "o"];
/// What may stand between a week or a quarter and its number: `Week no. 10`.
const NUMBERED: [&str; 5] = ["no", "nr", "number", "num", "n"];
/// How quarters are numbered in Polish: `II kwartał`.
const ROMAN: [&str; 4] = ["i", "ii", "iii", "iv"];
