//! The review for a terminal: the page laid out in columns, aligned and wrapped to a width, colour only on top of words.

use anstyle::{AnsiColor, Style};

use super::number::decimal;
use super::page::{self, Align, Bar, Block, Entry, Meaning, Note, Risk, Section};
use super::prose::{self, Part};
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
const NARROWEST: usize = 40;

/// The longest bar, in columns: 100 %.
const LONGEST_BAR: usize = 50;

/// Lines, and how wide they may be.
struct Sheet {
    lines: Vec<Line>,
    width: usize,
}

/// The text review.
pub fn text(review: &Review, options: &TextOptions) -> String {
    of_page(&page::page(review), options)
}

/// Any page as text.
pub fn of_page(page: &page::Page, options: &TextOptions) -> String {
    let mut sheet = Sheet { lines: Vec::new(), width: options.width.max(NARROWEST) };
    sheet.wrapped("", &page.title, Meaning::Strong);
    for line in &page.header {
        sheet.wrapped("", line, Meaning::Plain);
    }
    for section in &page.sections {
        sheet.section(section);
    }
    let mut out = String::new();
    for line in &sheet.lines {
        write_line(&mut out, line, options.colour);
    }
    out
}

impl Sheet {
    fn section(&mut self, section: &Section) {
        self.lines.push(Line::new());
        self.heading(section);
        let mut before: Option<&Block> = None;
        for block in &section.blocks {
            let apart =
                matches!(block, Block::Table(_) | Block::Subtitle(_)) || matches!(before, Some(Block::Table(_)));
            if before.is_some() && apart {
                self.lines.push(Line::new());
            }
            match block {
                Block::Bars(bars) => self.bars(bars),
                Block::Table(table) => self.lines.extend(table::lines(table, self.width)),
                Block::Paragraph(text) => self.wrapped("  ", text, Meaning::Plain),
                Block::Subtitle(text) => self.wrapped("", text, Meaning::Plain),
                Block::Command(text) => self.wrapped("    ", text, Meaning::Quiet),
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

/// Writes a line without trailing spaces.
fn write_line(out: &mut String, line: &Line, colour: bool) {
    let last = line.iter().rposition(|span| !span.text.trim_end().is_empty());
    for (at, span) in line.iter().enumerate().take(last.map_or(0, |last| last + 1)) {
        let text = if Some(at) == last { span.text.trim_end() } else { span.text.as_str() };
        let style = style(span.meaning);
        if colour && style != Style::new() && !text.trim().is_empty() {
            out.push_str(&format!("{style}{text}{style:#}"));
        } else {
            out.push_str(text);
        }
    }
    out.push('\n');
}

/// The look of a meaning; only the sixteen colours a terminal lets its user choose.
fn style(meaning: Meaning) -> Style {
    match meaning {
        Meaning::Plain => Style::new(),
        Meaning::Good => Style::new().fg_color(Some(AnsiColor::Green.into())),
        Meaning::Warn => Style::new().fg_color(Some(AnsiColor::Yellow.into())),
        Meaning::Bad => Style::new().bold().fg_color(Some(AnsiColor::Red.into())),
        Meaning::Quiet => Style::new().dimmed(),
        Meaning::Strong => Style::new().bold(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(width: usize) -> Sheet {
        Sheet { lines: Vec::new(), width }
    }

    fn written(sheet: &Sheet, colour: bool) -> String {
        let mut out = String::new();
        sheet.lines.iter().for_each(|line| write_line(&mut out, line, colour));
        out
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
    fn paragraphs_hang() {
        let mut sheet = sheet(20);
        sheet.wrapped("  ", "OK: one, two, three, four", Meaning::Plain);
        assert_eq!(written(&sheet, false), "  OK: one, two,\n    three, four\n");
    }
}
