//! Texts as cells can hold them.

use crate::render::prose::{Part, Prose, mark};
use crate::render::table::clean;

/// The most that a cell holds, counted as spreadsheets do: in UTF-16.
const MOST: usize = 32_767;
/// Room for the words that say how much is missing.
const KEPT: usize = MOST - 60;

/// A text for one cell: without characters that a cell cannot show; where it is too long, with the number of those left out.
pub fn fitting(text: &str) -> String {
    let text = shown(text);
    if length(&text) <= MOST {
        return text;
    }
    let (kept, left) = cut(&text, KEPT);
    format!("{kept}… ({} more characters do not fit into a cell)", left.chars().count())
}

/// A text for as many cells as it takes; one at least.
pub fn pieces(text: &str) -> Vec<String> {
    let text = shown(text);
    let (mut rest, mut pieces) = (text.as_str(), Vec::new());
    while length(rest) > MOST {
        let (kept, left) = cut(rest, KEPT);
        pieces.push(kept.to_owned());
        rest = left;
    }
    pieces.push(rest.to_owned());
    pieces
}

/// Lines stay lines; any other character that moves the cursor is a space, and what is no character is shown as such.
fn shown(text: &str) -> String {
    let lines: Vec<String> = text.split('\n').map(clean).collect();
    lines.join("\n").replace(['\u{fffe}', '\u{ffff}'], "\u{fffd}")
}

fn length(text: &str) -> usize {
    // Most texts are far below it.
    if text.len() <= MOST { text.len() } else { text.encode_utf16().count() }
}

/// The beginning of a text, of so many units of UTF-16 at most, and the rest.
pub fn cut(text: &str, most: usize) -> (&str, &str) {
    let mut units = 0;
    let end = text.char_indices().find_map(|(at, c)| {
        units += c.len_utf16();
        (units > most).then_some(at)
    });
    text.split_at(end.unwrap_or(text.len()))
}

/// Paragraphs and lists in lines, without their emphasis; a link has its address behind it.
pub fn told(prose: &Prose) -> String {
    prose.0.iter().map(|part| lines(part, "")).collect::<Vec<_>>().join("\n")
}

fn lines(part: &Part, indent: &str) -> String {
    match part {
        Part::Paragraph(spans) => {
            let text = |(at, span): (usize, &crate::render::prose::Span)| {
                let is_last = spans.get(at + 1).is_none_or(|next| next.link != span.link);
                match &span.link {
                    Some(link) if is_last && *link != span.text => format!("{} ({link})", span.text),
                    _ => span.text.clone(),
                }
            };
            format!("{indent}{}", spans.iter().enumerate().map(text).collect::<String>())
        }
        Part::List { first, items } => {
            let item = |(at, item): (u64, &Prose)| {
                let below = format!("{indent}  ");
                let text: Vec<String> = item.0.iter().map(|part| lines(part, &below)).collect();
                format!("{indent}{}{}", mark(*first, at), text.join("\n").trim_start())
            };
            (0..).zip(items).map(item).collect::<Vec<_>>().join("\n")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::prose::prose;

    #[test]
    fn what_a_cell_cannot_show_is_a_space_or_a_sign() {
        assert_eq!(fitting("a\u{0}b\rc\u{202e}d\u{ffff}e\nf"), "a b c d\u{fffd}e\nf");
        assert_eq!(fitting("=1+1"), "=1+1");
    }

    #[test]
    fn what_does_not_fit_is_counted_or_goes_on_in_the_next_cell() {
        let long = "😀".repeat(MOST);
        let one = fitting(&long);
        assert!(one.encode_utf16().count() <= MOST && one.ends_with(" more characters do not fit into a cell)"));
        let pieces = pieces(&long);
        assert!(pieces.len() == 3 && pieces.iter().all(|piece| piece.encode_utf16().count() <= MOST));
        assert_eq!(pieces.concat(), long);
        assert_eq!(fitting(&"x".repeat(MOST)).len(), MOST);
    }

    #[test]
    fn prose_is_lines() {
        let text = "First *this*.\n\n- one\n- [two](https://example.org)\n";
        assert_eq!(told(&prose(text)), "First this.\n- one\n- two (https://example.org)");
    }
}
