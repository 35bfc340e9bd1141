//! The user's own row under a message: made harmless to a terminal and cut around the spot that the message is about. The
//! spot is measured in columns.

use std::ops::Range;

use unicode_width::UnicodeWidthChar;

use crate::problem::Excerpt;

/// The widest row that is drawn, however wide the terminal.
const WIDEST: usize = 100;

/// At most this many lines of a value with line breaks are drawn.
const MOST_LINES: usize = 3;

/// Columns beside the row and its number: `  7 | `.
const GUTTER: usize = 5;

/// Stands for what is cut off.
const CUT: &str = "...";

/// One line to draw.
pub(super) struct Row {
    /// The line's number in the file, as wide as that of the last line drawn.
    pub number: String,
    pub text: String,
    /// Columns before the marks.
    pub before: usize,
    /// Columns that are marked, at least one.
    pub marks: usize,
}

impl Row {
    /// The lines of `excerpt` that its span touches, for a terminal of `width` columns.
    pub fn of(excerpt: &Excerpt, width: usize) -> Vec<Row> {
        let end = excerpt.span.end.min(excerpt.text.len());
        let span = excerpt.span.start.min(end)..end;
        let mut start = 0;
        let mut lines: Vec<(u64, &str, Range<usize>)> = Vec::new();
        for (number, line) in (excerpt.line..).zip(excerpt.text.split('\n')) {
            if span.start <= start + line.len() && (span.end > start || span.start == start) {
                let within = |at: usize| at.saturating_sub(start).min(line.len());
                lines.push((number, line.trim_end_matches('\r'), within(span.start)..within(span.end)));
            }
            start += line.len() + 1;
        }
        lines.truncate(MOST_LINES);
        let digits = lines.last().map_or(0, |(number, ..)| number.to_string().len());
        let room = width.min(WIDEST).saturating_sub(digits + GUTTER);
        lines
            .into_iter()
            .map(|(number, line, span)| Row::new(format!("{number:>digits$}"), line, &span, room))
            .collect()
    }

    fn new(number: String, line: &str, span: &Range<usize>, room: usize) -> Row {
        let glyphs: Vec<Glyph> = glyphs(line).collect();
        let columns = |glyphs: &[Glyph]| glyphs.iter().map(|glyph| glyph.width).sum::<usize>();
        // A span that begins or ends inside a character means that character.
        let first = glyphs.partition_point(|glyph| glyph.end <= span.start);
        let last = glyphs.partition_point(|glyph| glyph.start < span.end).max(first);
        let (head, rest) = glyphs.split_at(first);
        let (meant, _) = rest.split_at(last - first);
        let window = window(columns(head), columns(meant), columns(&glyphs), room);
        let mut row = Row { number, text: String::new(), before: 0, marks: 0 };
        let (mut at, mut drawn) = (0, 0);
        if window.start > 0 {
            row.text.push_str(CUT);
            drawn += CUT.len();
        }
        row.before = drawn;
        for (index, glyph) in glyphs.iter().enumerate() {
            if window.start <= at && at + glyph.width <= window.end {
                row.text.push(glyph.shown);
                drawn += glyph.width;
                if index < first {
                    row.before = drawn;
                } else if index < last {
                    row.marks += glyph.width;
                }
            }
            at += glyph.width;
        }
        if window.end < at {
            row.text.push_str(CUT);
        }
        row.marks = row.marks.max(1);
        row
    }
}

/// Which columns of a row to draw in `room` columns, which also have to hold the marks of what is cut off. The row is `all`
/// columns wide; `meant` of them, after the first `before`, are to be visible.
fn window(before: usize, meant: usize, all: usize, room: usize) -> Range<usize> {
    if all <= room {
        return 0..all;
    }
    let inner = room.saturating_sub(2 * CUT.len());
    let start = before.saturating_sub(inner.saturating_sub(meant) / 2);
    if start <= CUT.len() {
        0..room.saturating_sub(CUT.len())
    } else if start + inner + CUT.len() >= all {
        all - room.saturating_sub(CUT.len())..all
    } else {
        start..start + inner
    }
}

/// How many columns a text takes as it is drawn.
pub(super) fn columns(text: &str) -> usize {
    glyphs(text).map(|glyph| glyph.width).sum()
}

/// One character of the row as it is drawn, and its bytes in the row.
struct Glyph {
    shown: char,
    width: usize,
    start: usize,
    end: usize,
}

fn glyphs(line: &str) -> impl Iterator<Item = Glyph> {
    line.char_indices().map(|(start, c)| {
        let shown = tame(c);
        Glyph { shown, width: shown.width().unwrap_or(0), start, end: start + c.len_utf8() }
    })
}

/// A character as a terminal may have it: a tab is a space, controls are their pictures, and what would turn the
/// direction of the text or vanish is a replacement character.
fn tame(c: char) -> char {
    match c {
        '\t' => ' ',
        '\0'..='\u{1f}' => char::from_u32(0x2400 + u32::from(c)).unwrap_or('\u{fffd}'),
        '\u{7f}' => '\u{2421}',
        '\u{80}'..='\u{9f}'
        | '\u{200b}'..='\u{200f}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{feff}' => '\u{fffd}',
        _ => c,
    }
}

/// A text without characters that control a terminal.
pub(super) fn harmless(text: &str) -> String {
    text.chars().map(tame).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(text: &str, span: Range<usize>, width: usize) -> String {
        let excerpt = Excerpt { line: 9, text: text.to_owned(), span };
        let rows = Row::of(&excerpt, width);
        let rows = rows.iter().map(|row| {
            format!(
                "{}|{}\n{}{}",
                row.number,
                row.text,
                " ".repeat(row.number.len() + 1 + row.before),
                "^".repeat(row.marks)
            )
        });
        rows.collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn a_row_is_drawn_as_it_stands() {
        assert_eq!(drawn("a,bc,d", 2..4, 80), "9|a,bc,d\n    ^^");
        assert_eq!(drawn("a,,d", 2..2, 80), "9|a,,d\n    ^", "an empty spot has a mark");
        assert_eq!(drawn("abc", 3..3, 80), "9|abc\n     ^", "the end of the row");
        assert_eq!(drawn("abc", 70..90, 80), "9|abc\n     ^", "a span outside the row does no harm");
        assert_eq!(drawn("", 0..0, 80), "9|\n  ^");
    }

    #[test]
    fn a_wide_character_takes_two_columns() {
        assert_eq!(drawn("日本,4o", 7..9, 80), "9|日本,4o\n       ^^");
        assert_eq!(drawn("日本,4o", 4..5, 80), "9|日本,4o\n    ^^", "a span inside a character means all of it");
        assert_eq!(drawn("e\u{301},x", 4..5, 80), "9|e\u{301},x\n    ^", "a combining mark takes none");
    }

    #[test]
    fn controls_are_pictures_and_nothing_turns_the_text_around() {
        assert_eq!(drawn("\u{1b}[31m\tx\u{202e}y\r", 6..7, 80), "9|␛[31m x\u{fffd}y\n        ^");
    }

    #[test]
    fn a_long_row_is_cut_around_the_spot() {
        let row: String = ('a'..='z').cycle().take(300).collect();
        assert_eq!(drawn(&row, 0..3, 31), "9|abcdefghijklmnopqrstuv...\n  ^^^");
        assert_eq!(drawn(&row, 150..153, 31), "9|...mnopqrstuvwxyzabcde...\n             ^^^");
        assert_eq!(drawn(&row, 297..300, 31), "9|...stuvwxyzabcdefghijklmn\n                        ^^^");
        assert_eq!(drawn(&row, 50..250, 31), "9|...yzabcdefghijklmnopq...\n     ^^^^^^^^^^^^^^^^^^^");
        let wide = "日".repeat(1_000_000);
        assert_eq!(drawn(&wide, 300..303, 31).lines().next().unwrap().chars().count(), 2 + 6 + 9);
    }

    #[test]
    fn a_value_with_line_breaks_is_drawn_line_by_line() {
        assert_eq!(drawn("a,\"b\nc\",d", 2..7, 80), " 9|a,\"b\n     ^^\n10|c\",d\n   ^^");
        assert_eq!(drawn("a\nb\nc\nd\ne", 0..9, 80).lines().count(), 6, "three lines and their marks");
        assert_eq!(drawn("a\nb\nc", 4..5, 80), "11|c\n   ^");
    }
}
