//! The review as GitHub-flavoured Markdown, for a wiki or an issue: the same page, with nothing in a name able to become
//! markup.

use super::page::{self, Align, Bar, Block, Cell, Column, Entry, Note, Risk, Section, Table};
use super::prose::{Part, Span, first_words, mark};
use super::table::clean;
use crate::calc::review::Review;

/// The Markdown review.
pub fn markdown(review: &Review) -> String {
    of_page(&page::review::page(review))
}

/// Any page as Markdown.
pub fn of_page(page: &page::Page) -> String {
    let mut out = format!("# {}\n", escaped(&page.title));
    if !page.header.is_empty() {
        out.push('\n');
        list(&mut out, &page.header);
    }
    for each in &page.sections {
        section(&mut out, each);
    }
    out
}

fn section(out: &mut String, section: &Section) {
    if !section.title.is_empty() {
        out.push_str(&format!("\n## {}\n", escaped(&section.title)));
    }
    if !section.aside.is_empty() {
        out.push_str(&format!("\n_{}_\n", escaped(&section.aside)));
    }
    for block in &section.blocks {
        out.push('\n');
        match block {
            Block::Bars(bars) => table(out, &of_bars(bars)),
            Block::Table(of) | Block::Rows(of) => table(out, of),
            Block::List(items) => list(out, items),
            Block::Facts(facts) => facts.iter().for_each(|fact| {
                out.push_str(&format!("- **{}**: {}\n", escaped(&fact.label), inert(&fact.text)));
            }),
            Block::Subtitle(text) => out.push_str(&format!("### {}\n", escaped(text))),
            Block::Command(text) => fenced(out, "text", text),
            Block::Toml(text) => fenced(out, "toml", text),
            Block::Paragraph(text) => out.push_str(&format!("{}\n", escaped(text))),
            Block::Risks(risks) => table(out, &of_risks(risks)),
            Block::Notes(notes) => notes.iter().for_each(|each| note(out, each)),
            Block::Entries(entries) => out.push_str(&entries.iter().map(entry).collect::<Vec<_>>().join("\n")),
        }
    }
}

fn list(out: &mut String, items: &[String]) {
    items.iter().for_each(|item| out.push_str(&format!("- {}\n", escaped(item))));
}

/// Lines as they are, between fences that none of them can end.
fn fenced(out: &mut String, language: &str, text: &str) {
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(3.max(longest + 1));
    let lines: String = text.lines().map(|line| clean(line) + "\n").collect();
    out.push_str(&format!("{fence}{language}\n{lines}{fence}\n"));
}

fn of_bars(bars: &[Bar]) -> Table {
    let columns = vec![Column::left(""), Column::right("share"), Column::right("FTE-weeks")];
    let row = |bar: &Bar| [&bar.label, &bar.percent, &bar.amount].map(|text| Cell::plain(text.as_str())).to_vec();
    Table { columns, rows: bars.iter().map(row).collect() }
}

fn of_risks(risks: &[Risk]) -> Table {
    let columns = ["state", "skill", "held by"].map(Column::left).to_vec();
    let row = |risk: &Risk| [risk.state, risk.skill.as_str(), risk.who.as_str()].map(Cell::plain).to_vec();
    Table { columns, rows: risks.iter().map(row).collect() }
}

/// A table; every row has as many cells as there are columns, empty ones where a cell is missing.
pub fn table(out: &mut String, table: &Table) {
    let mut line = |cells: Vec<String>| out.push_str(&format!("| {} |\n", cells.join(" | ")));
    line(table.columns.iter().map(|column| escaped(&column.header)).collect());
    let rule = |column: &Column| if column.align == Align::Right { "---:" } else { "---" };
    line(table.columns.iter().map(|column| rule(column).to_owned()).collect());
    for row in &table.rows {
        let text = |at: usize| row.get(at).map_or_else(String::new, |cell| escaped(&cell.text));
        line((0..table.columns.len()).map(text).collect());
    }
}

fn note(out: &mut String, note: &Note) {
    let sign = if note.urgent { "**!** " } else { "" };
    let places = if note.places.is_empty() { String::new() } else { format!(" ({})", escaped(&note.places)) };
    out.push_str(&format!("- {sign}{}{places}\n", escaped(&note.text)));
}

/// `**Goals** (2 of 3 met): words`, and what follows in paragraphs and lists of its own.
fn entry(entry: &Entry) -> String {
    let remark = if entry.remark.is_empty() { String::new() } else { format!(" ({})", escaped(&entry.remark)) };
    let label = if entry.label.is_empty() { String::new() } else { format!("**{}**{remark}", escaped(&entry.label)) };
    let mut lines = Vec::new();
    let (first, rest) = first_words(&entry.prose.0);
    match first {
        _ if label.is_empty() => {}
        Some(first) => lines.push(format!("{label}: {}", words(first))),
        None => lines.push(label.clone()),
    }
    prose("", if label.is_empty() { &entry.prose.0 } else { rest }, &mut lines);
    lines.join("\n") + "\n"
}

/// Paragraphs with an empty line before them, lists with one before the first item of the outermost.
fn prose(indent: &str, parts: &[Part], lines: &mut Vec<String>) {
    for part in parts {
        let is_apart = !lines.is_empty() && (indent.is_empty() || matches!(part, Part::Paragraph(_)));
        lines.extend(is_apart.then(String::new));
        match part {
            Part::Paragraph(spans) => lines.push(format!("{indent}{}", list_kept_closed(words(spans)))),
            Part::List { first, items } => {
                for (at, item) in (0..).zip(items) {
                    let mark = mark(*first, at);
                    let below = format!("{indent}{}", " ".repeat(mark.len()));
                    let (first, rest) = first_words(&item.0);
                    let line = format!("{indent}{mark}{}", list_kept_closed(words(first.unwrap_or_default())));
                    lines.push(line.trim_end().to_owned());
                    prose(&below, rest, lines);
                }
            }
        }
    }
}

/// Words with their looks.
fn words(spans: &[Span]) -> String {
    let mut out = String::new();
    for span in spans {
        let text = span.text.as_str();
        let gap = |has: bool| if has { " " } else { "" };
        let (before, behind) = (gap(text.starts_with(char::is_whitespace)), gap(text.ends_with(char::is_whitespace)));
        let mark = ["", "*", "**", "***"][usize::from(span.emphasis) + 2 * usize::from(span.strong)];
        let marked = match text.trim() {
            "" => {
                out.push(' ');
                continue;
            }
            text => format!("{mark}{}{mark}", inert(text)),
        };
        out.push_str(before);
        match &span.link {
            Some(address) => {
                // `!` before a link would make a picture of it.
                if out.ends_with('!') {
                    out.insert(out.len() - 1, '\\');
                }
                out.push_str(&format!("[{marked}](<{}>)", address_kept_whole(address)));
            }
            None => out.push_str(&marked),
        }
        out.push_str(behind);
    }
    out
}

/// An address in angle brackets ends at none of its own characters.
fn address_kept_whole(address: &str) -> String {
    clean(address).replace('<', "%3C").replace('>', "%3E").replace(' ', "%20").replace('\\', "%5C")
}

/// A text that Markdown shows as it is: on one line, every character that could become markup escaped, and a number or
/// a sign at the beginning that would open a list kept from doing so.
fn escaped(text: &str) -> String {
    list_kept_closed(inert(text))
}

/// As `escaped`, for a text that stands inside a line.
fn inert(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for word in clean(text).split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        for c in word.chars() {
            match c {
                // Entities: GitHub takes `\<` inside a table as it should, but a wiki's HTML filter sees the `<` first.
                '<' => out.push_str("&lt;"),
                '>' if is_arrow(&out) => out.push('>'),
                '>' => out.push_str("&gt;"),
                '&' => out.push_str("&amp;"),
                '\\' | '|' | '*' | '_' | '`' | '[' | ']' | '#' | '~' | '$' => {
                    out.push('\\');
                    out.push(c);
                }
                // Names of people and issues elsewhere: `@ada` would call somebody.
                '@' => out.push_str("&#64;"),
                _ => out.push(c),
            }
        }
    }
    out
}

/// Whether the `>` that follows ends an arrow in the middle of a line, which is no quotation.
fn is_arrow(before: &str) -> bool {
    before.ends_with(" -")
}

/// `- x`, `+ x` and `1. x` at the beginning of a line would open a list; `---` and `===` a rule or a heading.
fn list_kept_closed(text: String) -> String {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let after = text.as_bytes().get(digits + 1).copied().unwrap_or(b' ');
    match text.as_bytes().get(digits) {
        Some(b'.' | b')') if digits > 0 && after == b' ' => {
            let (number, rest) = text.split_at(digits);
            format!("{number}\\{rest}")
        }
        Some(b'-' | b'+' | b'=') if digits == 0 && !after.is_ascii_digit() => format!("\\{text}"),
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_cannot_become_markup() {
        for (name, expected) in [
            ("a|b", "a\\|b"),
            ("*bold* _it_ `code`", "\\*bold\\* \\_it\\_ \\`code\\`"),
            ("<script>", "&lt;script&gt;"),
            ("[x](y) #1", "\\[x\\](y) \\#1"),
            ("back\\slash", "back\\\\slash"),
            ("two\r\nlines", "two lines"),
            ("R&D", "R&amp;D"),
            ("@ada", "&#64;ada"),
            ("- item", "\\- item"),
            ("1. item", "1\\. item"),
            ("2016) item", "2016\\) item"),
            ("---", "\\---"),
            ("-0.05", "-0.05"),
            ("scap 2 -> 3", "scap 2 -> 3"),
            ("13 weeks", "13 weeks"),
            ("日本", "日本"),
        ] {
            assert_eq!(escaped(name), expected);
        }
    }

    #[test]
    fn numbers_are_aligned_right() {
        let of = Table {
            columns: vec![Column::left(""), Column::right("CI | CD")],
            rows: vec![vec![Cell::plain("Ada"), Cell::plain("44.17")], vec![Cell::plain("Bob")]],
        };
        let mut out = String::new();
        table(&mut out, &of);
        assert_eq!(out, "|  | CI \\| CD |\n| --- | ---: |\n| Ada | 44.17 |\n| Bob |  |\n");
    }

    #[test]
    fn a_section_has_its_heading_and_its_remark() {
        let blocks = vec![
            Block::Risks(vec![Risk {
                state: "SINGLE",
                meaning: page::Meaning::Bad,
                skill: "C#".into(),
                who: "Ada ★★★☆☆".into(),
            }]),
            Block::Notes(vec![Note { urgent: true, text: "CI rests on Ada.".into(), places: String::new() }]),
        ];
        let mut out = String::new();
        section(&mut out, &Section::new("Skills", "1 skill", blocks));
        let expected = "\n## Skills\n\n_1 skill_\n\n| state | skill | held by |\n| --- | --- | --- |\n\
                        | SINGLE | C\\# | Ada ★★★☆☆ |\n\n- **!** CI rests on Ada.\n";
        assert_eq!(out, expected);
    }

    #[test]
    fn what_is_to_be_pasted_ends_none_of_its_fences() {
        let mut out = String::new();
        let blocks = vec![
            Block::Facts(vec![page::Fact::new("format", "a_b")]),
            Block::List(vec!["= 1".into(), "2 | 3".into()]),
            Block::Toml("files = [\"a.csv\"]\n```\nx = 1\n".into()),
        ];
        section(&mut out, &Section::new("", "", blocks));
        let expected = "\n- **format**: a\\_b\n\n- \\= 1\n- 2 \\| 3\n\n\
                        ````toml\nfiles = [\"a.csv\"]\n```\nx = 1\n````\n";
        assert_eq!(out, expected);
    }

    #[test]
    fn words_keep_their_looks_and_become_nothing_else() {
        let of = |text: &str| {
            let mut lines = Vec::new();
            super::prose("", &crate::render::prose::prose(text).0, &mut lines);
            lines
        };
        assert_eq!(of("**a** *b* [c](https://e.org/x)"), ["**a** *b* [c](<https://e.org/x>)"]);
        assert_eq!(of("wow\\![x](https://e.org/a.png)"), ["wow\\![x](<https://e.org/a.png>)"]);
        assert_eq!(of("**a**&#10;&#10;- x **b**"), ["**a** - x **b**"]);
        assert_eq!(of("1\\. no list"), ["1\\. no list"]);
        assert_eq!(of("- one\n  1. two"), ["- one", "  1. two"]);
    }
}
