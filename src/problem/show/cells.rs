//! A row of a tab under a message, drawn as its spreadsheet shows it: cells beside each other under the letters of their columns.

use std::ops::Range;

use super::row::columns;
use crate::model::area::letters;
use crate::problem::Excerpt;

/// Stands between two cells.
const BETWEEN: &str = " | ";

/// The letters of the columns, and the cells below them. Both are as wide, and the spot is at the same columns.
pub(super) struct Cells {
    pub letters: Excerpt,
    pub cells: Excerpt,
}

impl Cells {
    /// Draws the row of `excerpt`: a line of fields between commas, as a tab becomes. The spot is made of whole cells. `None` where the
    /// row has one cell only: its letter would add nothing.
    pub fn of(excerpt: &Excerpt) -> Option<Cells> {
        let fields = fields(&excerpt.text);
        let first = fields.partition_point(|field| field.at.end < excerpt.span.start);
        let behind = fields.partition_point(|field| field.at.start < excerpt.span.end);
        let said = fields.iter().rposition(|field| !field.text.is_empty()).unwrap_or(0);
        // Blank cells at the end are not drawn, but one that the message is about.
        let shown = fields.get(..=said.max(first))?;
        let last = behind.clamp(first + 1, shown.len()) - 1;
        if shown.len() < 2 {
            return None;
        }
        let blank = || Excerpt { line: excerpt.line, text: String::new(), span: 0..0 };
        let (mut heads, mut cells) = (blank(), blank());
        for (at, field) in shown.iter().enumerate() {
            if at > 0 {
                heads.text.push_str(BETWEEN);
                cells.text.push_str(BETWEEN);
            }
            let (head, own) = (letters(at), columns(&field.text));
            let width = own.max(head.len());
            if at == first {
                (heads.span.start, cells.span.start) = (heads.text.len(), cells.text.len());
            }
            if at == last {
                (heads.span.end, cells.span.end) = (heads.text.len() + own, cells.text.len() + field.text.len());
            }
            heads.text += &format!("{head:^width$}");
            cells.text.push_str(&field.text);
            cells.text.push_str(&" ".repeat(width - own));
        }
        Some(Cells { letters: heads, cells })
    }
}

/// A field and its bytes in the line.
struct Field {
    at: Range<usize>,
    text: String,
}

fn fields(line: &str) -> Vec<Field> {
    let (mut fields, mut start, mut is_quoted) = (Vec::new(), 0, false);
    let mut end = |at: Range<usize>| {
        let text = &line[at.clone()];
        let inner = text.strip_prefix('"').and_then(|text| text.strip_suffix('"'));
        fields.push(Field { at, text: inner.map_or_else(|| text.to_owned(), |inner| inner.replace("\"\"", "\"")) });
    };
    for (at, byte) in line.bytes().enumerate() {
        match byte {
            b'"' => is_quoted = !is_quoted,
            b',' if !is_quoted => {
                end(start..at);
                start = at + 1;
            }
            _ => {}
        }
    }
    end(start..line.len());
    fields
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(text: &str, span: Range<usize>) -> Option<String> {
        let Cells { letters, cells } = Cells::of(&Excerpt { line: 4, text: text.to_owned(), span })?;
        let marks = |of: &Excerpt| {
            let before = columns(&of.text[..of.span.start]);
            " ".repeat(before) + &"^".repeat(columns(&of.text[of.span.clone()]))
        };
        assert_eq!(columns(&letters.text), columns(&cells.text));
        assert_eq!(marks(&letters), marks(&cells));
        Some(format!("{}\n{}\n{}", letters.text, cells.text, marks(&cells)))
    }

    #[test]
    fn cells_stand_under_the_letters_of_their_columns() {
        let line = "2024-03-04,\"Lovelace, Ada\",,4o%,,";
        let expected = "    A      |       B       | C |  D \n2024-03-04 | Lovelace, Ada |   | 4o%\n                                 ^^^";
        assert_eq!(
            drawn(line, 28..31).unwrap(),
            expected.replace("                                 ^^^", &format!("{}^^^", " ".repeat(33)))
        );
        assert!(
            drawn(line, 12..14).unwrap().ends_with(&format!("\n{}^^^^^^^^^^^^^", " ".repeat(13))),
            "all of the cell"
        );
        assert!(
            drawn(line, 0..line.len()).unwrap().starts_with("    A      |       B       | C |  D \n"),
            "no blanks at the end"
        );
        assert!(drawn(line, 33..33).unwrap().contains(" |  D  | E | F\n"), "a blank cell that is meant");
        assert!(drawn("日本,4o", 7..9).unwrap().ends_with("\n日本 | 4o\n       ^^"));
        assert_eq!(drawn("Total,,,", 0..5), None);
    }

    #[test]
    fn a_spot_anywhere_is_a_cell() {
        let line = "a,\"b\"\"c\",,é";
        for (start, _) in line.char_indices() {
            for end in start..=line.len() + 3 {
                assert!(Cells::of(&Excerpt { line: 1, text: line.to_owned(), span: start..end }).is_some());
            }
        }
    }
}
