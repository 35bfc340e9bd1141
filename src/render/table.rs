//! Tables, wrapped text and widths for a terminal. Widths are display columns, not bytes: a CJK name takes two columns
//! a character and stays aligned.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::page::{Align, Cell, Column, Meaning, Table};

/// Part of a line with one meaning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    pub text: String,
    pub meaning: Meaning,
}

/// A line without its end.
pub type Line = Vec<Span>;

/// Spaces between columns, where there is room for them; else one.
const GAP: usize = 2;

/// A heading of more lines than this is made wider, where there is room.
const LOW: usize = 2;

/// A column may always be this wide.
const LEAST: usize = 8;

/// Names are not wrapped to less than this, so that a table need not be split.
const NARROWEST: usize = 20;

impl Span {
    pub fn new(text: impl Into<String>, meaning: Meaning) -> Span {
        Span { text: text.into(), meaning }
    }
}

/// How many columns a text takes.
pub fn width(text: &str) -> usize {
    text.width()
}

/// A user's text on one line: what would move the cursor, break the line or turn the direction of reading is a space.
pub fn clean(text: &str) -> String {
    text.chars().map(|c| if is_moving(c) { ' ' } else { c }).collect()
}

/// Whether a character would move the cursor, break the line or turn the direction of reading.
pub fn is_moving(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// The text in at most `most` columns; what is cut is shown by an ellipsis.
pub fn cut(text: &str, most: usize) -> String {
    if width(text) <= most {
        return text.to_owned();
    }
    let mut kept = take(text, most.saturating_sub(1)).to_owned();
    kept.push('…');
    kept
}

/// The longest beginning of at most `most` columns. What is drawn as one (a letter with its marks, an emoji made of several) stays
/// in one piece, unless not even the first piece fits.
fn take(text: &str, most: usize) -> &str {
    let fits = |end: &usize| width(text.get(..*end).unwrap_or(text)) <= most;
    let ends = || text.char_indices().map(|(at, _)| at).skip(1).chain([text.len()]);
    let end = ends().filter(|end| !is_inside_piece(text, *end)).take_while(fits).last();
    let end = end.or_else(|| ends().take_while(fits).last());
    text.get(..end.unwrap_or(0)).unwrap_or(text)
}

/// Whether the characters on both sides of a place are drawn as one.
fn is_inside_piece(text: &str, at: usize) -> bool {
    const JOINER: char = '\u{200d}';
    let (before, after) = text.split_at(at);
    before.ends_with(JOINER) || after.chars().next().is_some_and(|c| c.width() == Some(0))
}

/// The text filled up with spaces to `columns`.
pub fn pad(text: &str, columns: usize, align: Align) -> String {
    let space = " ".repeat(columns.saturating_sub(width(text)));
    match align {
        Align::Left => format!("{text}{space}"),
        Align::Right => format!("{space}{text}"),
    }
}

/// The text in lines of at most `most` columns, broken between words. A number keeps its percent sign; a word that is
/// too long by itself is broken inside.
pub fn wrap(text: &str, most: usize) -> Vec<String> {
    wrap_hanging(text, most, most)
}

/// Like `wrap`, with another width for the first line.
pub fn wrap_hanging(text: &str, first: usize, rest: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    let most = |lines: &[String]| if lines.is_empty() { first } else { rest }.max(2);
    for word in words(text) {
        if !line.is_empty() && width(&line) + 1 + width(&word) <= most(&lines) {
            line.push(' ');
            line.push_str(&word);
            continue;
        }
        if !line.is_empty() {
            lines.push(std::mem::take(&mut line));
        }
        let mut left = word.as_str();
        while width(left) > most(&lines) {
            let head = take(left, most(&lines));
            lines.push(head.to_owned());
            left = left.get(head.len()..).unwrap_or_default();
        }
        line.push_str(left);
    }
    if !line.is_empty() || lines.is_empty() {
        lines.push(line);
    }
    lines
}

/// The words of a text; `%` stays with what stands before it, an arrow with both of its sides.
fn words(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for word in clean(text).split_whitespace() {
        match words.last_mut() {
            Some(last) if is_tied(last, word) => {
                last.push(' ');
                last.push_str(word);
            }
            _ => words.push(word.to_owned()),
        }
    }
    words
}

/// Whether no line ends between the two words.
fn is_tied(before: &str, word: &str) -> bool {
    let percent = word.starts_with('%') && before.ends_with(|c: char| c.is_ascii_digit());
    percent || word == "->" || before.ends_with(" ->")
}

/// The table in lines of at most `most` columns. Long names take several lines. If it is wider all the same, it is split into
/// groups of columns, each beginning with the first column, with an empty line between them.
pub fn lines(table: &Table, most: usize) -> Vec<Line> {
    let Some((first, others)) = table.columns.split_first() else { return Vec::new() };
    let half = if first.whole { most } else { most / 2 };
    let wide = Laid::new(table, 0, first, half.max(LEAST), usize::MAX);
    let may_narrow = !first.whole && wide.width > NARROWEST;
    let narrow = may_narrow.then(|| narrowed(table, others, most, wide.width)).flatten();
    let first = &narrow.unwrap_or(wide);
    let limit = most.saturating_sub(first.width + GAP).max(LEAST);
    let laid = |height: usize| -> Vec<Laid> {
        (1..).zip(others).map(|(at, column)| Laid::new(table, at, column, limit, height)).collect()
    };
    let fits = |columns: &[Laid], gap: usize| {
        first.width + columns.iter().map(|column| column.width + gap).sum::<usize>() <= most
    };
    let low = laid(LOW);
    let rest = if fits(&low, GAP) { low } else { laid(usize::MAX) };
    let gap = if fits(&rest, GAP) || !fits(&rest, 1) { GAP } else { 1 };
    let mut lines = Vec::new();
    let mut group: Vec<&Laid> = vec![first];
    let mut used = first.width;
    for column in &rest {
        if group.len() > 1 && used + gap + column.width > most {
            write(&mut lines, &group, table.rows.len(), gap);
            group.truncate(1);
            used = first.width;
        }
        used += gap + column.width;
        group.push(column);
    }
    write(&mut lines, &group, table.rows.len(), gap);
    lines
}

/// The first column narrower than `wide`, as it takes for all columns to stand side by side, where that can be had.
fn narrowed(table: &Table, others: &[Column], most: usize, wide: usize) -> Option<Laid> {
    let laid = |at, column, limit| Laid::new(table, at, column, limit, usize::MAX);
    let rest: usize = (1..).zip(others).map(|(at, column)| laid(at, column, most).width + GAP).sum();
    let room = most.checked_sub(rest).filter(|room| (NARROWEST..wide).contains(room))?;
    Some(laid(0, table.columns.first()?, room)).filter(|laid| laid.width <= room)
}

/// A column with its final texts and width.
struct Laid {
    header: Vec<String>,
    /// The lines of each cell, one at least.
    cells: Vec<(Vec<String>, Meaning)>,
    width: usize,
    align: Align,
}

impl Laid {
    fn new(table: &Table, at: usize, column: &Column, limit: usize, height: usize) -> Laid {
        let lines = |text: &str| match column.align {
            Align::Left if !column.whole => wrap(text, limit),
            _ => vec![cut(clean(text).trim(), limit)],
        };
        let told = |cell: Option<&Cell>| {
            cell.map_or((vec![String::new()], Meaning::Plain), |cell| (lines(&cell.text), cell.meaning))
        };
        let cells: Vec<(Vec<String>, Meaning)> = table.rows.iter().map(|row| told(row.get(at))).collect();
        let widest = cells.iter().flat_map(|(lines, _)| lines).map(|line| width(line)).max().unwrap_or(0);
        let word = words(&column.header).iter().map(|word| width(word)).max().unwrap_or(0);
        let mut columns = widest.max(word.min(limit));
        while columns < limit && wrap(&column.header, columns).len() > height {
            columns += 1;
        }
        let header = if column.header.is_empty() { Vec::new() } else { wrap(&column.header, columns) };
        // A character of two columns does not fit into a column of one: the heading is then the wider one.
        let columns = header.iter().map(|line| width(line)).fold(columns, usize::max);
        Laid { header, cells, width: columns, align: column.align }
    }
}

/// One group of columns: the headings, standing on the first row, then the rows.
fn write(lines: &mut Vec<Line>, group: &[&Laid], rows: usize, gap: usize) {
    if !lines.is_empty() {
        lines.push(Line::new());
    }
    let height = group.iter().map(|column| column.header.len()).max().unwrap_or(0);
    for at in 0..height {
        let text = |column: &Laid| {
            let above = height - column.header.len();
            at.checked_sub(above).and_then(|at| column.header.get(at)).cloned().unwrap_or_default()
        };
        lines.push(line(group, gap, |column| Cell::new(text(column), Meaning::Quiet)));
    }
    for row in 0..rows {
        let height = group.iter().filter_map(|column| column.cells.get(row)).map(|(lines, _)| lines.len()).max();
        for at in 0..height.unwrap_or(1) {
            lines.push(line(group, gap, |column| match column.cells.get(row) {
                Some((lines, meaning)) => Cell::new(lines.get(at).cloned().unwrap_or_default(), *meaning),
                None => Cell::plain(""),
            }));
        }
    }
}

/// One line across the columns of a group.
fn line(group: &[&Laid], gap: usize, cell: impl Fn(&Laid) -> Cell) -> Line {
    let mut line = Line::new();
    for (at, column) in group.iter().enumerate() {
        if at > 0 {
            line.push(Span::new(" ".repeat(gap), Meaning::Plain));
        }
        let Cell { text, meaning, .. } = cell(column);
        line.push(Span::new(pad(&text, column.width, column.align), meaning));
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(headers: &[&str], rows: &[&[&str]]) -> Table {
        let columns = headers.iter().enumerate();
        Table {
            columns: columns.map(|(at, h)| if at == 0 { Column::left(*h) } else { Column::right(*h) }).collect(),
            rows: rows.iter().map(|row| row.iter().map(|text| Cell::plain(*text)).collect()).collect(),
        }
    }

    fn drawn(table: &Table, most: usize) -> Vec<String> {
        let text = |line: &Line| line.iter().map(|span| span.text.as_str()).collect::<String>().trim_end().to_owned();
        lines(table, most).iter().map(text).collect()
    }

    #[test]
    fn headings_wrap_and_stand_on_the_rows() {
        let table = table(&["", "CI Scaling", "Nonsense stuff"], &[&["Ada", "44.17", "15.83"]]);
        assert_eq!(drawn(&table, 80), ["          CI  Nonsense", "     Scaling     stuff", "Ada    44.17     15.83"]);
    }

    #[test]
    fn a_wide_name_takes_two_columns_a_character() {
        let table = table(&["", "gross"], &[&["日本", "13.00"], &["Ada", "6.50"]]);
        assert_eq!(drawn(&table, 80), ["      gross", "日本  13.00", "Ada    6.50"]);
    }

    #[test]
    fn a_table_that_is_too_wide_is_split_and_says_the_names_again() {
        let table = table(&["", "gross", "recorded", "leave"], &[&["Antoine", "13.00", "12.05", "0.00"]]);
        let expected = ["         gross  recorded", "Antoine  13.00     12.05", "", "         leave", "Antoine   0.00"];
        assert_eq!(drawn(&table, 25), expected);
        assert_eq!(drawn(&table, 29).len(), 2, "one column between them is enough where two do not fit");
    }

    #[test]
    fn a_name_longer_than_half_of_the_width_takes_more_lines() {
        let long = table(&["", "n"], &[&["Maximiliane von und zu Hohenberg", "1"], &["Bo", "2"]]);
        assert_eq!(drawn(&long, 40)[1..], ["Maximiliane von und  1", "zu Hohenberg", "Bo                   2"]);
        assert_eq!(drawn(&long, 80)[1], "Maximiliane von und zu Hohenberg  1");
    }

    #[test]
    fn a_name_takes_more_lines_before_a_table_is_split() {
        let texts = ["Median time to production, all services", "13.4", "14.79", "-9.4 %", "the last quarter: better"];
        let mut table = table(&["", "now", "then", "change", "from"], &[&texts]);
        table.columns[4] = Column::left("from");
        let expected = [
            "                  now   then  change  from",
            "Median time to   13.4  14.79  -9.4 %  the last quarter: better",
            "production, all",
            "services",
        ];
        assert_eq!(drawn(&table, 69), expected);
    }

    #[test]
    fn an_address_is_not_cut() {
        let mut table = table(&["", "n"], &[&["skill.debugging-or-reporting-log-errors.antoine", "1"]]);
        table.columns[0] = Column::whole("");
        assert_eq!(drawn(&table, 60)[1], "skill.debugging-or-reporting-log-errors.antoine  1");
    }

    #[test]
    fn no_line_is_wider_than_asked_for() {
        let table = table(
            &["", "Bereitschaftsdienstverwaltung", "日本語日本語日本語"],
            &[&["日本語日本語日本語日本語", "1", "2"]],
        );
        for most in [20, 30, 40, 80] {
            for line in drawn(&table, most) {
                assert!(width(&line) <= most, "{most}: {line}");
            }
        }
    }

    #[test]
    fn wrapping_keeps_percents_together_and_breaks_long_words() {
        assert_eq!(wrap("load is 105 % today", 11), ["load is", "105 % today"]);
        assert_eq!(wrap("scap went 2 -> 3", 11), ["scap went", "2 -> 3"]);
        assert_eq!(wrap("abcdefgh", 3), ["abc", "def", "gh"]);
        assert_eq!(wrap("日本語", 4), ["日本", "語"]);
        assert_eq!(wrap("", 4), [""]);
        assert_eq!(
            wrap("e\u{301}e\u{301}e\u{301}", 2),
            ["e\u{301}e\u{301}", "e\u{301}"],
            "marks stay with their letters"
        );
        assert_eq!(wrap("👩‍💻👩‍💻", 3), ["👩‍💻", "👩‍💻"], "an emoji of several stays whole");
    }

    #[test]
    fn nothing_in_a_name_moves_the_cursor() {
        assert_eq!(clean("a\u{1b}[31mb\n\u{202e}c"), "a [31mb  c");
    }
}
