//! The Markdown of the written parts: paragraphs, lists, emphasis and links, as plain data. Whatever else Markdown knows
//! (headings, code, pictures, HTML, links with a title or defined elsewhere) is shown as it is written, never as markup; so is a
//! link to anything but the web or an address of mail.

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{Event, OffsetIter, Options, Parser, Tag};

/// Lists in lists deeper than this are shown as they are written.
const DEEPEST: usize = 6;

/// Paragraphs and lists.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Prose(pub Vec<Part>);

/// A paragraph or a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    Paragraph(Vec<Span>),
    List {
        /// The number of the first item; `None`: without numbers.
        first: Option<u64>,
        items: Vec<Prose>,
    },
}

impl Part {
    /// The items of a list; a paragraph is one.
    pub fn items(self) -> Vec<Prose> {
        match self {
            Part::List { items, .. } => items,
            paragraph => vec![Prose(vec![paragraph])],
        }
    }
}

/// A stretch of text of one look.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Span {
    pub text: String,
    pub strong: bool,
    pub emphasis: bool,
    pub link: Option<String>,
}

impl Span {
    pub fn plain(text: impl Into<String>) -> Span {
        Span { text: text.into(), ..Span::default() }
    }

    pub fn strong(text: impl Into<String>) -> Span {
        Span { strong: true, ..Span::plain(text) }
    }
}

impl Prose {
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Words that mean only themselves.
    pub fn plain(text: String) -> Prose {
        Prose(vec![Part::Paragraph(vec![Span::plain(text)])])
    }

    /// A list without numbers.
    pub fn list(items: Vec<Prose>) -> Prose {
        Prose(vec![Part::List { first: None, items }])
    }

    /// The same with something before its first words.
    pub fn led_by(mut self, lead: Vec<Span>) -> Prose {
        match self.0.first_mut() {
            Some(Part::Paragraph(spans)) => drop(spans.splice(0..0, lead)),
            _ => self.0.insert(0, Part::Paragraph(lead)),
        }
        self
    }

    /// The same with further words behind it: those that begin `more` on the same line, if both are paragraphs.
    pub fn followed_by(mut self, between: &str, more: Prose) -> Prose {
        let mut more = more.0.into_iter().peekable();
        if let (Some(Part::Paragraph(spans)), Some(Part::Paragraph(_))) = (self.0.last_mut(), more.peek())
            && let Some(Part::Paragraph(next)) = more.next()
        {
            spans.push(Span::plain(between));
            spans.extend(next);
        }
        self.0.extend(more);
        self
    }
}

/// The words that come first, to stand behind a label or a mark, and what is left.
pub fn first_words(parts: &[Part]) -> (Option<&[Span]>, &[Part]) {
    match parts.split_first() {
        Some((Part::Paragraph(spans), rest)) => (Some(spans), rest),
        _ => (None, parts),
    }
}

/// What stands before an item of a list: `- `, `3. `.
pub fn mark(first: Option<u64>, at: u64) -> String {
    first.map_or_else(|| "- ".to_owned(), |first| format!("{}. ", first.saturating_add(at)))
}

/// Reads Markdown.
pub fn prose(text: &str) -> Prose {
    let text = &without_definitions(text);
    let events = Parser::new_ext(text, Options::empty()).into_offset_iter();
    Prose(Reader { text, events }.parts(0))
}

/// The text with what would define the address of a link elsewhere (`[TODO]: ask-ops`) written so that it is words: the reader of
/// Markdown would leave it out.
fn without_definitions(text: &str) -> Cow<'_, str> {
    let mut text = Cow::Borrowed(text);
    // Most texts have none, and are read once. Of two for one name only the first is known at a time.
    while text.contains("]:") {
        let parser = Parser::new_ext(&text, Options::empty());
        let found = parser.reference_definitions().iter().map(|(_, definition)| definition.span.start);
        let mut starts: Vec<usize> = found.filter(|at| text.is_char_boundary(*at)).collect();
        if starts.is_empty() {
            break;
        }
        starts.sort_unstable();
        let mut words = text.into_owned();
        starts.into_iter().rev().for_each(|at| words.insert(at, '\\'));
        text = Cow::Owned(words);
    }
    text
}

struct Reader<'t> {
    text: &'t str,
    events: OffsetIter<'t>,
}

impl Reader<'_> {
    /// Up to the end of what is open. The words of a tight list stand in its items without a paragraph around them.
    fn parts(&mut self, depth: usize) -> Vec<Part> {
        let (mut parts, mut words) = (Vec::new(), Words::default());
        while let Some((event, range)) = self.events.next() {
            match event {
                Event::End(_) if words.is_inside() => words.close(),
                Event::End(_) => break,
                Event::Start(Tag::Paragraph) => {
                    words.flush(&mut parts);
                    parts.extend(self.parts(depth));
                }
                Event::Start(Tag::List(first)) if depth < DEEPEST => {
                    words.flush(&mut parts);
                    parts.push(Part::List { first, items: self.items(depth + 1) });
                }
                Event::Start(Tag::Emphasis) => words.open(Open::Emphasis),
                Event::Start(Tag::Strong) => words.open(Open::Strong),
                Event::Start(Tag::Link { dest_url, title, .. }) if title.is_empty() && is_web(&dest_url) => {
                    words.open(Open::Link(dest_url.to_string()));
                }
                Event::Start(tag) => {
                    self.skip();
                    if matches!(tag, Tag::Link { .. } | Tag::Image { .. }) {
                        words.say(&self.written(range));
                    } else {
                        words.flush(&mut parts);
                        parts.extend(self.lines(range));
                    }
                }
                Event::Text(text) => words.say(&text),
                Event::SoftBreak => words.say(" "),
                Event::HardBreak => words.flush(&mut parts),
                Event::Rule => {
                    words.flush(&mut parts);
                    parts.extend(self.lines(range));
                }
                _ => words.say(&self.written(range)),
            }
        }
        words.flush(&mut parts);
        parts
    }

    fn items(&mut self, depth: usize) -> Vec<Prose> {
        let mut items = Vec::new();
        while let Some((event, _)) = self.events.next() {
            match event {
                Event::Start(_) => items.push(Prose(self.parts(depth))),
                _ => break,
            }
        }
        items
    }

    /// Passes what was just opened.
    fn skip(&mut self) {
        let mut open = 1;
        while open > 0 {
            match self.events.next() {
                Some((Event::Start(_), _)) => open += 1,
                Some((Event::End(_), _)) => open -= 1,
                Some(_) => {}
                None => return,
            }
        }
    }

    /// What stands in the text, line by line.
    fn lines(&self, range: Range<usize>) -> impl Iterator<Item = Part> {
        let lines = self.text.get(range).unwrap_or_default().lines().map(str::trim).filter(|line| !line.is_empty());
        lines.map(|line| Part::Paragraph(vec![Span::plain(line)]))
    }

    /// What stands in the text, on one line.
    fn written(&self, range: Range<usize>) -> String {
        let text = self.text.get(range).unwrap_or_default();
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

/// The words of a paragraph so far, and how the next ones look.
#[derive(Default)]
struct Words {
    spans: Vec<Span>,
    open: Vec<Open>,
}

enum Open {
    Emphasis,
    Strong,
    Link(String),
}

impl Words {
    fn is_inside(&self) -> bool {
        !self.open.is_empty()
    }

    fn open(&mut self, what: Open) {
        self.open.push(what);
    }

    /// A link without words is its address.
    fn close(&mut self) {
        if let Some(Open::Link(address)) = self.open.last()
            && self.spans.last().is_none_or(|span| span.link.as_ref() != Some(address))
        {
            let address = address.clone();
            self.say(&address);
        }
        self.open.pop();
    }

    fn say(&mut self, text: &str) {
        // A line break that is written as `&#10;` is none.
        let mut span = Span::plain(text.replace(char::is_control, " "));
        for open in &self.open {
            match open {
                Open::Emphasis => span.emphasis = true,
                Open::Strong => span.strong = true,
                Open::Link(address) => span.link = Some(address.clone()),
            }
        }
        match self.spans.last_mut() {
            Some(last) if (last.strong, last.emphasis, &last.link) == (span.strong, span.emphasis, &span.link) => {
                last.text.push_str(&span.text);
            }
            _ => self.spans.push(span),
        }
    }

    fn flush(&mut self, parts: &mut Vec<Part>) {
        let spans = std::mem::take(&mut self.spans);
        parts.extend((!spans.is_empty()).then_some(Part::Paragraph(spans)));
    }
}

/// Whether following a link does no more than open a page or a letter.
fn is_web(address: &str) -> bool {
    let lower = address.to_ascii_lowercase();
    ["https://", "http://", "mailto:"].iter().any(|scheme| lower.starts_with(scheme))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The parts in a notation of their own: `*`, `**` and `<address>` around the words, one item a line.
    fn told(prose: &Prose, depth: usize, out: &mut Vec<String>) {
        for part in &prose.0 {
            match part {
                Part::Paragraph(spans) => {
                    let line = spans.iter().fold(String::new(), |line, span| {
                        let mark = ["", "*", "**", "***"][usize::from(span.emphasis) + 2 * usize::from(span.strong)];
                        let link = span.link.as_ref().map(|address| format!("<{address}>")).unwrap_or_default();
                        format!("{line}{mark}{}{mark}{link}", span.text)
                    });
                    out.push(format!("{}{line}", "  ".repeat(depth)));
                }
                Part::List { first, items } => {
                    for item in items {
                        out.push(format!("{}{}", "  ".repeat(depth), first.map_or("-".into(), |n| format!("{n}."))));
                        told(item, depth + 1, out);
                    }
                }
            }
        }
    }

    fn shown(text: &str) -> Vec<String> {
        let mut out = Vec::new();
        told(&prose(text), 0, &mut out);
        out
    }

    #[test]
    fn emphasis_links_and_lists_are_markup() {
        assert_eq!(
            shown("Not *quite* **done**: [task 1](https://example.org/1)."),
            ["Not *quite* **done**: task 1<https://example.org/1>."]
        );
        assert_eq!(shown("Two\nlines.\n\nTwo paragraphs."), ["Two lines.", "Two paragraphs."]);
        assert_eq!(shown("- one\n  - two\n- three"), ["-", "  one", "  -", "    two", "-", "  three"]);
        assert_eq!(shown("3. three\n4. four"), ["3.", "  three", "3.", "  four"]);
        assert_eq!(shown("***both***"), ["***both***"]);
        assert_eq!(shown("one  \ntwo\\\nthree"), ["one", "two", "three"]);
        assert_eq!(shown("[](https://example.org)"), ["https://example.org<https://example.org>"]);
    }

    #[test]
    fn everything_else_is_shown_as_it_is_written() {
        for text in [
            "# No heading",
            "`code`",
            "<script>alert(1)</script>",
            "a <b>bold</b> word",
            "![picture](https://example.org/a.png)",
            "[run](javascript:alert(1))",
            "[file](file:///etc/passwd)",
            "> quoted",
            "| a | b |",
            "---",
            "~~struck~~",
            "[WIP]: https://example.org/1",
            "[TODO]: ask-ops",
            "[a](https://example.org \"title\")",
        ] {
            assert_eq!(shown(text), [text], "{text}");
        }
        assert_eq!(shown("```\ncode\n\n  more\n```"), ["```", "code", "more", "```"]);
        assert_eq!(shown("see [1]\n\n[note]: remember\n[more]: x"), ["see [1]", "[note]: remember [more]: x"]);
        assert_eq!(shown("- [a]: b\n- [c]: d"), ["-", "  [a]: b", "-", "  [c]: d"]);
        assert_eq!(shown("[a]: b\n\n[a]: c\n\n[ä]: d"), ["[a]: b", "[a]: c", "[ä]: d"]);
        assert_eq!(shown("one&#10;&#10;- two"), ["one  - two"]);
        assert_eq!(shown("- > quoted\n  > more"), ["-", "  > quoted", "  > more"]);
    }

    #[test]
    fn lists_without_end_are_only_text() {
        let deep = "- ".repeat(50_000) + "x";
        assert_eq!(shown(&deep).len(), DEEPEST + 1);
    }

    #[test]
    fn words_can_be_put_before_and_behind() {
        let of = prose("name").led_by(vec![Span::strong("met: ")]).followed_by(". ", prose("why\n- a"));
        let mut out = Vec::new();
        told(&of, 0, &mut out);
        assert_eq!(out, ["**met: **name. why", "-", "  a"]);
    }
}
