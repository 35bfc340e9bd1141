//! The review for a terminal: the page laid out in columns, aligned and wrapped to a width, colour only on top of words.

use super::coloured::coloured;
use super::number::decimal;
use super::page::{self, Align, Bar, Block, Entry, Fact, Meaning, Note, Risk, Section, Table};
use super::prose::{self, Part};
use super::rows::rows;
use super::table::{self, Line, Span, clean, cut, pad, width, wrap, wrap_hanging};
use crate::calc::review::Review;
use crate::model::exact::Exact;

/// How to draw it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TextOptions {
    /// Columns; less than 40 are drawn as 40.
    pub width: usize,
    pub colour: bool,
}

/// Narrower than this, names and numbers no longer fit side by side.
pub const NARROWEST: usize = 40;

/// The longest bar, in columns: 100 %.
const LONGEST_BAR: usize = 50;

/// The labels of facts: the longest is `decimal mark`.
const LABEL: usize = 12;

/// Lines, and how wide they may be.
struct Sheet {
    lines: Vec<Line>,
    width: usize,
}

/// The text review.
pub fn text(review: &Review, options: &TextOptions) -> String {
    of_page(&page::review::page(review), options)
}

/// Any page as text.
pub fn of_page(page: &page::Page, options: &TextOptions) -> String {
    let mut sheet = Sheet::new(options);
    sheet.wrapped("", &page.title, Meaning::Strong);
    for line in &page.header {
        sheet.wrapped("", line, Meaning::Plain);
    }
    sheet.of_sections(&page.sections, options.colour)
}

/// The sections of a page as text, without its title.
pub fn of_sections(sections: &[Section], options: &TextOptions) -> String {
    Sheet::new(options).of_sections(sections, options.colour)
}

impl Sheet {
    fn new(options: &TextOptions) -> Sheet {
        Sheet { lines: Vec::new(), width: options.width.max(NARROWEST) }
    }

    fn of_sections(mut self, sections: &[Section], colour: bool) -> String {
        sections.iter().for_each(|section| self.section(section));
        coloured(&self.lines, colour)
    }

    fn section(&mut self, section: &Section) {
        if !self.lines.is_empty() {
            self.lines.push(Line::new());
        }
        if !section.title.is_empty() {
            self.heading(section);
        }
        let mut before: Option<&Block> = None;
        for block in &section.blocks {
            let apart = matches!(block, Block::Table(_) | Block::Subtitle(_) | Block::Toml(_))
                || matches!(before, Some(Block::Table(_) | Block::Toml(_)));
            if before.is_some() && apart {
                self.lines.push(Line::new());
            }
            match block {
                Block::Bars(bars) => self.bars(bars),
                Block::Table(table) => self.lines.extend(table::lines(table, self.width)),
                Block::Rows(table) => self.rows(table),
                // Below a heading a paragraph is indented; without one nothing is above it to tell it from.
                Block::Paragraph(text) if section.title.is_empty() => self.hung("", "", text, Meaning::Plain),
                Block::Paragraph(text) => self.wrapped("  ", text, Meaning::Plain),
                Block::List(items) => items.iter().for_each(|item| self.wrapped("  ", item, Meaning::Plain)),
                Block::Facts(facts) => facts.iter().for_each(|fact| self.fact(fact)),
                Block::Subtitle(text) => self.wrapped("", text, Meaning::Plain),
                Block::Command(text) => self.wrapped("    ", text, Meaning::Quiet),
                Block::Toml(text) => {
                    self.lines.extend(text.lines().map(|line| vec![Span::new(clean(line), Meaning::Plain)]));
                }
                Block::Risks(risks) => self.risks(risks),
                Block::Notes(notes) => notes.iter().for_each(|note| self.note(note)),
                Block::Entries(entries) => entries.iter().for_each(|entry| self.entry(entry)),
            }
            before = Some(block);
        }
    }

    /// The title, and the remark at the right end of the line, or below where they do not fit side by side.
    fn heading(&mut self, section: &Section) {
        let (title, aside) = (clean(&section.title), clean(&section.aside));
        let room = self.width.saturating_sub(width(&title) + 2);
        if aside.is_empty() || width(&aside) > room {
            self.wrapped("", &title, Meaning::Strong);
            if !aside.is_empty() {
                self.wrapped("  ", &aside, Meaning::Quiet);
            }
            return;
        }
        let right = pad(&aside, room + 2, Align::Right);
        self.lines.push(vec![Span::new(title, Meaning::Strong), Span::new(right, Meaning::Quiet)]);
    }

    /// A paragraph after an indent; its further lines stand two columns further right.
    fn wrapped(&mut self, indent: &str, text: &str, meaning: Meaning) {
        self.hung(indent, &format!("{indent}  "), text, meaning);
    }

    /// A paragraph whose first line stands behind `indent`, and the others behind `hang`.
    fn hung(&mut self, indent: &str, hang: &str, text: &str, meaning: Meaning) {
        let room = |indent: &str| self.width.saturating_sub(width(indent));
        let lines = wrap_hanging(text, room(indent), room(hang));
        for (at, line) in lines.into_iter().enumerate() {
            let indent = if at == 0 { indent } else { hang };
            self.lines.push(vec![Span::new(indent, Meaning::Plain), Span::new(line, meaning)]);
        }
    }

    /// The columns side by side; where there is no room for that, the others below the first one.
    fn rows(&mut self, table: &Table) {
        if let Some(rows) = rows(table, 0, self.width.saturating_sub(2)) {
            return rows.into_iter().for_each(|lines| self.indented("  ", lines));
        }
        let mut others = rows(table, 1, self.width.saturating_sub(4)).map(Vec::into_iter);
        for row in &table.rows {
            let texts = row.iter().map(|cell| cell.text.as_str());
            match others.as_mut().and_then(Iterator::next) {
                Some(lines) => {
                    self.wrapped("  ", &texts.take(1).collect::<String>(), Meaning::Plain);
                    self.indented("    ", lines);
                }
                None => self.wrapped("  ", &texts.collect::<Vec<_>>().join(" "), Meaning::Plain),
            }
        }
    }

    fn indented(&mut self, indent: &str, lines: Vec<Line>) {
        let line = |line| [vec![Span::new(indent, Meaning::Plain)], line].concat();
        self.lines.extend(lines.into_iter().map(line));
    }

    /// The label in a column of its own, the text beside it.
    fn fact(&mut self, fact: &Fact) {
        let label = format!("  {} ", pad(&clean(&fact.label), LABEL, Align::Left));
        self.hung(&label, &" ".repeat(width(&label)), &fact.text, Meaning::Plain);
    }

    fn bars(&mut self, bars: &[Bar]) {
        let label = |bar: &Bar| cut(clean(&bar.label).trim(), self.width / 2);
        let widest = |of: &dyn Fn(&Bar) -> usize| bars.iter().map(of).max().unwrap_or(0);
        let labels = widest(&|bar| width(&label(bar)));
        let (percents, amounts) = (widest(&|bar| width(&bar.percent)), widest(&|bar| width(&bar.amount)));
        let left = 2 + labels + 2 + percents + 2 + amounts + 2;
        let room = self.width.saturating_sub(left).min(LONGEST_BAR);
        let lines: Vec<Line> = bars
            .iter()
            .map(|bar| {
                let name = pad(&label(bar), labels, Align::Left);
                let (percent, amount) =
                    (pad(&bar.percent, percents, Align::Right), pad(&bar.amount, amounts, Align::Right));
                vec![
                    Span::new(format!("  {name}  {percent}  "), Meaning::Plain),
                    Span::new(format!("{amount}  "), Meaning::Quiet),
                    Span::new(
                        bar.of_hundred.as_ref().map_or_else(String::new, |part| drawn(part, room)),
                        Meaning::Good,
                    ),
                ]
            })
            .collect();
        self.lines.extend(lines);
    }

    /// Skills at risk, the people beside the skill, or below it where there is no room.
    fn risks(&mut self, risks: &[Risk]) {
        let skill = |risk: &Risk| cut(clean(&risk.skill).trim(), self.width / 2);
        let states = risks.iter().map(|risk| width(risk.state)).max().unwrap_or(0);
        let skills = risks.iter().map(|risk| width(&skill(risk))).max().unwrap_or(0);
        let left = 2 + states + 2 + skills + 2;
        let longest = risks.iter().map(|risk| width(&risk.who)).max().unwrap_or(0);
        let room = self.width.saturating_sub(left);
        let beside = room >= longest.min(24);
        let mut lines = Vec::new();
        for risk in risks {
            let state = pad(risk.state, states, Align::Left);
            let mut line = vec![
                Span::new("  ", Meaning::Plain),
                Span::new(state, risk.meaning),
                Span::new(format!("  {}", pad(&skill(risk), skills, Align::Left)), Meaning::Plain),
            ];
            let indent = if beside { left } else { 2 + states + 2 + 2 };
            let who = wrap(&risk.who, self.width.saturating_sub(indent));
            for (at, who) in who.into_iter().enumerate() {
                if at == 0 && beside {
                    line.push(Span::new(format!("  {who}"), Meaning::Plain));
                    continue;
                }
                let below = vec![Span::new(" ".repeat(indent), Meaning::Plain), Span::new(who, Meaning::Plain)];
                lines.push(std::mem::replace(&mut line, below));
            }
            lines.push(line);
        }
        self.lines.extend(lines);
    }

    /// The label stands before the first words; a list, and what follows, below it.
    fn entry(&mut self, entry: &Entry) {
        let remark = if entry.remark.is_empty() { String::new() } else { format!(" ({})", entry.remark) };
        let label = format!("{}{remark}", entry.label);
        let (first, rest) = prose::first_words(&entry.prose.0);
        match first {
            _ if label.is_empty() => return self.prose("  ", &entry.prose.0),
            Some(first) => self.wrapped("  ", &format!("{label}: {}", words(first)), Meaning::Plain),
            None => self.wrapped("  ", &label, Meaning::Plain),
        }
        self.prose("    ", rest);
    }

    fn prose(&mut self, indent: &str, parts: &[Part]) {
        for part in parts {
            match part {
                Part::Paragraph(spans) => self.hung(indent, indent, &words(spans), Meaning::Plain),
                Part::List { first, items } => {
                    for (at, item) in (0..).zip(items) {
                        let mark = prose::mark(*first, at);
                        let below = format!("{indent}{}", " ".repeat(mark.len()));
                        let (first, rest) = prose::first_words(&item.0);
                        self.hung(
                            &format!("{indent}{mark}"),
                            &below,
                            &words(first.unwrap_or_default()),
                            Meaning::Plain,
                        );
                        self.prose(&below, rest);
                    }
                }
            }
        }
    }

    fn note(&mut self, note: &Note) {
        let text = if note.places.is_empty() { note.text.clone() } else { format!("{} ({})", note.text, note.places) };
        let (sign, meaning) = if note.urgent { ("!", Meaning::Warn) } else { ("i", Meaning::Quiet) };
        for (at, line) in wrap(&text, self.width.saturating_sub(4)).into_iter().enumerate() {
            let head = if at == 0 { sign } else { " " };
            let spans =
                [("  ", Meaning::Plain), (head, meaning), (" ", Meaning::Plain), (line.as_str(), Meaning::Plain)];
            self.lines.push(spans.map(|(text, meaning)| Span::new(text, meaning)).to_vec());
        }
    }
}

/// Words without their looks; where a link leads stands behind it.
fn words(spans: &[prose::Span]) -> String {
    let of_one_link = |a: &prose::Span, b: &prose::Span| a.link.is_some() && a.link == b.link;
    let word = |spans: &[prose::Span]| {
        let text: String = spans.iter().map(|span| span.text.as_str()).collect();
        match spans.first().and_then(|span| span.link.as_ref()) {
            Some(address) if *address != text => format!("{text} ({address})"),
            _ => text,
        }
    };
    spans.chunk_by(of_one_link).map(word).collect()
}

/// A bar of so many percent, `most` columns being all of it, to an eighth of a column.
fn drawn(percent: &Exact, most: usize) -> String {
    let eighths = Exact::new(most as i128 * 8, 100)
        .map(|all| percent.max(&Exact::ZERO).min(&Exact::HUNDRED).times(&all))
        .and_then(|eighths| decimal(&eighths, 0).parse::<usize>().ok())
        .unwrap_or(0);
    let part = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"].get(eighths % 8).copied().unwrap_or_default();
    "█".repeat(eighths / 8) + part
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(width: usize) -> Sheet {
        Sheet { lines: Vec::new(), width }
    }

    fn written(sheet: &Sheet, colour: bool) -> String {
        coloured(&sheet.lines, colour)
    }

    fn bar(label: &str, percent: &str, amount: &str, of: (i128, i128)) -> Bar {
        let of_hundred = Exact::new(of.0, of.1);
        Bar { label: label.into(), percent: percent.into(), amount: amount.into(), of_hundred }
    }

    #[test]
    fn bars_are_drawn_to_an_eighth() {
        assert_eq!(drawn(&Exact::whole(50), 10), "█████");
        assert_eq!(drawn(&Exact::whole(21), 50), "██████████▌");
        assert_eq!(drawn(&Exact::ZERO, 50), "");
        assert_eq!(drawn(&Exact::whole(-3), 50), "");
        assert_eq!(drawn(&Exact::whole(250), 2), "██", "never longer than the room");
    }

    #[test]
    fn an_empty_bar_leaves_no_space_behind() {
        let mut sheet = sheet(40);
        sheet.bars(&[bar("focus", "50 %", "2.00", (50, 1)), bar("日本", "0 %", "0.00", (0, 1))]);
        assert_eq!(written(&sheet, false), "  focus  50 %  2.00  █████████▌\n  日本    0 %  0.00\n");
    }

    #[test]
    fn colour_only_adds_to_the_words() {
        let mut sheet = sheet(60);
        let note = Note { urgent: true, text: "CI rests on Ada.".into(), places: "a.csv:2:3".into() };
        sheet.note(&note);
        let plain = written(&sheet, false);
        assert_eq!(plain, "  ! CI rests on Ada. (a.csv:2:3)\n");
        let coloured = written(&sheet, true);
        assert!(coloured.contains("\u{1b}[33m!\u{1b}[0m"), "{coloured:?}");
    }

    #[test]
    fn a_heading_takes_its_remark_below_where_there_is_no_room() {
        let section = Section::new("Mean week", "over reported weeks", Vec::new());
        let (mut wide, mut narrow) = (sheet(40), sheet(25));
        wide.heading(&section);
        narrow.heading(&section);
        assert_eq!(written(&wide, false), "Mean week            over reported weeks\n");
        assert_eq!(written(&narrow, false), "Mean week\n  over reported weeks\n");
    }

    #[test]
    fn risks_stand_in_columns_or_below_each_other() {
        let risk =
            |state, skill: &str, who: &str| Risk { state, meaning: Meaning::Bad, skill: skill.into(), who: who.into() };
        let risks = [risk("NO COVER", "Trebuchet", "nobody"), risk("SINGLE", "Zuul maint", "Antoine ★★★★☆ (+1)")];
        let (mut wide, mut narrow) = (sheet(80), sheet(40));
        wide.risks(&risks);
        narrow.risks(&risks);
        let expected = "  NO COVER  Trebuchet   nobody\n  SINGLE    Zuul maint  Antoine ★★★★☆ (+1)\n";
        assert_eq!(written(&wide, false), expected);
        let expected =
            "  NO COVER  Trebuchet\n              nobody\n  SINGLE    Zuul maint\n              Antoine ★★★★☆ (+1)\n";
        assert_eq!(written(&narrow, false), expected);
    }

    #[test]
    fn rows_without_room_stand_below_their_first_column() {
        let row = ["person.田中.日本", "16.88", "percent of a person"].map(page::Cell::plain).to_vec();
        let columns = vec![page::Column::whole(""), page::Column::right(""), page::Column::left("")];
        let table = Table { columns, rows: vec![row] };
        let (mut wide, mut narrow) = (sheet(46), sheet(45));
        wide.rows(&table);
        narrow.rows(&table);
        assert_eq!(written(&wide, false), "  person.田中.日本  16.88  percent of a person\n");
        assert_eq!(written(&narrow, false), "  person.田中.日本\n    16.88  percent of a person\n");
    }

    #[test]
    fn what_is_to_be_pasted_is_never_wrapped() {
        let line = "columns = { person = \"Mitarbeiterin\", week = \"Woche vom\" }";
        let blocks = vec![Block::Facts(vec![Fact::new("people", "Ada; 田中")]), Block::Toml(format!("{line}\n"))];
        let text = of_sections(&[Section::new("a.csv", "", blocks)], &TextOptions { width: 40, colour: false });
        assert_eq!(text, format!("a.csv\n  people       Ada; 田中\n\n{line}\n"));
    }

    #[test]
    fn paragraphs_hang() {
        let mut sheet = sheet(20);
        sheet.wrapped("  ", "OK: one, two, three, four", Meaning::Plain);
        assert_eq!(written(&sheet, false), "  OK: one, two,\n    three, four\n");
    }
}
