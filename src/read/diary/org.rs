//! Org files: clock lines below headlines. The topmost headline is the project, the headline itself the task. Clock tables repeat
//! what the lines say and are left out.
//!
//! ```text
//! * CI
//! ** TODO Slow tests :build:
//! CLOCK: [2024-03-04 Mon 08:00]--[2024-03-04 Mon 10:00] =>  2:00
//! ```

use std::collections::BTreeMap;
use std::ops::Range;

use super::clock::{DAY, HOUR, MINUTE, day, duration, moment, number, on, time};
use super::page::{Entry, Line, MOST_LABELS, Page, TOO_MANY_LABELS, joined};
use crate::model::day::Day;
use crate::problem::{DiaryFault, EntryFault, Problem};

const CLOCK: &str = "CLOCK: [2024-03-04 Mon 08:00]--[2024-03-04 Mon 10:00] =>  2:00, or one stamp while the clock runs";
/// Words for the state of a task, beside those that the file declares.
const STATES: [&str; 9] = ["TODO", "DONE", "NEXT", "WAITING", "HOLD", "STARTED", "CANCELLED", "CANCELED", "SOMEDAY"];

pub fn read(page: &mut Page<'_>) {
    let text = page.own.text();
    let keyword = |line: &Line<'_>, names: &[&str]| {
        let rest = line.text.trim_start().strip_prefix("#+")?;
        let (name, value) = rest.split_once(':')?;
        names.iter().any(|of| name.eq_ignore_ascii_case(of)).then(|| value.trim().to_owned())
    };
    let (mut states, mut outline) = (Vec::new(), Outline::default());
    for line in Line::all(text) {
        if let Some(value) = keyword(&line, &["todo", "seq_todo", "typ_todo"]) {
            let word = |word: &str| word.split('(').next().unwrap_or_default().to_owned();
            states.extend(value.split([' ', '|']).map(word).filter(|word| !word.is_empty()));
        }
        outline.tags.extend(keyword(&line, &["filetags"]).into_iter().flat_map(|value| labels(&value)));
    }
    let (mut tables, mut is_in_table) = (Vec::new(), false);
    let lines: Vec<Line<'_>> = Line::all(text).collect();
    let blocks = Blocks::of(&lines);
    let mut behind = 0;
    for (at, line) in lines.into_iter().enumerate() {
        // What stands in a block of code or of an example is shown, and is no entry.
        if at < behind {
            continue;
        }
        if let Some(end) = blocks.end(at) {
            behind = end + 1;
            continue;
        }
        let trimmed = line.text.trim_start();
        let begins = |start: &str| trimmed.get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start));
        // A table that nothing ends does not hide the lines behind it.
        is_in_table &= trimmed.is_empty() || trimmed.starts_with(['|', '#']);
        let is_clock = trimmed.starts_with("CLOCK:")
            || begins("clock:") && trimmed.get(6..).is_some_and(|rest| rest.trim_start().starts_with('['));
        if is_in_table {
            is_in_table = !begins("#+end");
        } else if begins("#+begin: clocktable") {
            is_in_table = true;
            tables.push(page.own.place(page.file, line.whole().start));
        } else if is_clock {
            clock(page, line, &outline);
        } else if let Some(depth) = depth(line.text) {
            outline.enter(depth, line, &states);
        }
    }
    let count = tables.len() as u64;
    let mut tables = tables.into_iter();
    if let Some(first) = tables.next() {
        let fault = DiaryFault::ClockTablesLeftOut { tables: count };
        page.problems.push(Problem::new(fault).at(first).also(tables));
    }
}

/// The number of stars of a headline.
fn depth(line: &str) -> Option<usize> {
    let rest = line.trim_start_matches('*');
    let depth = line.len() - rest.len();
    (depth > 0 && rest.starts_with([' ', '\t'])).then_some(depth)
}

/// The blocks whose lines stand for themselves: where each begins, and where it ends.
struct Blocks(BTreeMap<usize, usize>);

impl Blocks {
    fn of(lines: &[Line<'_>]) -> Blocks {
        const NAMES: [&str; 5] = ["src", "example", "comment", "export", "verse"];
        let named = |line: &Line<'_>, mark: &str| -> Option<&str> {
            let text = line.text.trim_start();
            let rest =
                text.get(..mark.len()).filter(|head| head.eq_ignore_ascii_case(mark)).map(|_| &text[mark.len()..])?;
            let name = rest.split_whitespace().next().unwrap_or_default();
            NAMES.into_iter().find(|known| name.eq_ignore_ascii_case(known))
        };
        let (mut blocks, mut open) = (BTreeMap::new(), None::<(usize, &str)>);
        for (at, line) in lines.iter().enumerate() {
            match open {
                Some((begin, name)) if named(line, "#+end_") == Some(name) => {
                    blocks.insert(begin, at);
                    open = None;
                }
                // A block that a headline interrupts is none.
                Some(_) if depth(line.text).is_some() => open = None,
                Some(_) => {}
                None => open = named(line, "#+begin_").map(|name| (at, name)),
            }
        }
        Blocks(blocks)
    }

    fn end(&self, begin: usize) -> Option<usize> {
        self.0.get(&begin).copied()
    }
}

/// The headlines above a line, from the topmost on.
#[derive(Default)]
struct Outline {
    /// The tags of the file.
    tags: Vec<String>,
    above: Vec<Headline>,
}

struct Headline {
    depth: usize,
    text: String,
    tags: Vec<String>,
    at: Range<usize>,
}

impl Outline {
    fn enter(&mut self, depth: usize, line: Line<'_>, states: &[String]) {
        while self.above.last().is_some_and(|last| last.depth >= depth) {
            self.above.pop();
        }
        let text = line.text.get(depth..).unwrap_or_default().trim();
        let (title, behind) = match text.rsplit_once([' ', '\t']) {
            Some((title, last)) if is_tags(last) => (title.trim_end(), last),
            None if is_tags(text) => ("", text),
            _ => (text, ""),
        };
        let at = line.range(title);
        self.above.push(Headline { depth, text: plain(title, states), tags: labels(behind), at });
    }
}

/// A title without the state of its task, its priority, and how much of it is done.
fn plain(title: &str, states: &[String]) -> String {
    let is_state = |word: &str| STATES.contains(&word) || states.iter().any(|state| state == word);
    let is_count = |word: &str| {
        let inner = word.strip_prefix('[').and_then(|word| word.strip_suffix(']'));
        inner.is_some_and(|inner| {
            inner.contains(['/', '%']) && inner.chars().all(|c| c.is_ascii_digit() || "/%".contains(c))
        })
    };
    let is_priority = |word: &str| word.len() == 4 && word.starts_with("[#") && word.ends_with(']');
    let mut words = title.split_whitespace().peekable();
    words.next_if(|word| is_state(word));
    words.next_if(|word| is_priority(word));
    words.filter(|word| !is_count(word)).collect::<Vec<_>>().join(" ")
}

/// `:build:ci:`
fn is_tags(word: &str) -> bool {
    let is_part = |c: char| c.is_alphanumeric() || "_@#%:".contains(c);
    word.len() > 2 && word.starts_with(':') && word.ends_with(':') && word.chars().all(is_part)
}

fn labels(tags: &str) -> Vec<String> {
    tags.split([':', ' ']).filter(|tag| !tag.is_empty()).map(str::to_owned).collect()
}

/// A stamp of a clock line: its day, its second since 1970, and where it stands.
type Stamp = (Day, i64, Range<usize>);

/// Reads `[2024-03-04 Mon 08:00]` at the beginning of a text; also returns what stands behind it.
fn stamp<'a>(line: Line<'a>, text: &'a str) -> Option<(Stamp, &'a str)> {
    let (inner, rest) = text.strip_prefix('[')?.split_once(']')?;
    let mut words = inner.split_whitespace();
    let (date, clock) = (words.next()?, words.next_back()?);
    let is_weekday = words.next().is_none_or(|word| word.chars().all(|c| c.is_alphabetic() || c == '.'));
    let day = day(date).filter(|_| is_weekday && words.next().is_none())?;
    Some(((day, on(day, time(clock)?), line.range(inner)), rest))
}

/// The minutes of `2:00`.
fn said(text: &str) -> Option<i64> {
    let (hours, minutes) = text.split_once(':')?;
    Some(number(hours, 1..6)? * 60 + number(minutes, 2..3).filter(|minutes| *minutes < 60)?)
}

fn clock(page: &mut Page<'_>, line: Line<'_>, outline: &Outline) {
    let text = line.text.trim_start().split_at_checked("clock:".len()).map_or("", |(_, rest)| rest).trim();
    let Some((begun, rest)) = stamp(line, text) else { return page.unreadable(line.whole(), CLOCK) };
    if rest.is_empty() {
        return write(page, outline, begun, None);
    }
    let ended = rest.strip_prefix("--").and_then(|rest| stamp(line, rest));
    let Some((ended, rest)) = ended else { return page.unreadable(line.whole(), CLOCK) };
    let between = ended.1 - begun.1;
    if between < 0 {
        let shown = |at: &Range<usize>| page.own.part(at.clone()).to_owned();
        let fault = EntryFault::EndsBeforeStart { start: shown(&begun.2), end: shown(&ended.2) };
        return page.reject(ended.2.clone(), fault);
    }
    if !rest.trim().is_empty() {
        let Some(text) = rest.trim().strip_prefix("=>").map(str::trim) else {
            return page.unreadable(line.range(rest.trim()), CLOCK);
        };
        let Some(minutes) = said(text) else { return page.unreadable(line.range(text), CLOCK) };
        if minutes != between / MINUTE {
            let between = format!("{}:{:02}", between / HOUR, between % HOUR / MINUTE);
            return page.reject(line.range(text), DiaryFault::ClockDisagrees { said: text.to_owned(), between });
        }
    }
    write(page, outline, begun, Some(ended));
}

fn write(page: &mut Page<'_>, outline: &Outline, begun: Stamp, ended: Option<Stamp>) {
    let (date, start, at) = begun;
    let between = ended.as_ref().map(|(_, end, _)| end - start);
    let at = ended.as_ref().map_or(at.clone(), |(.., ends)| at.start..ends.end);
    let Some(length) = between.map_or(Some(String::new()), duration) else { return page.unreadable(at, CLOCK) };
    let stamp = |seconds: i64| moment(seconds).unwrap_or_default();
    let goes_on = ended.as_ref().filter(|(_, end, _)| *end > on(date, DAY));
    // A line above all headlines says nothing of the work.
    let nothing = (String::new(), at.clone());
    let field = |headline: &Headline| (headline.text.clone(), headline.at.clone());
    let project = outline.above.first().map_or(nothing.clone(), field);
    let task = outline.above.iter().skip(1).last().map_or(nothing.clone(), field);
    let count: usize = outline.above.iter().map(|headline| headline.tags.len()).sum();
    if count + outline.tags.len() > MOST_LABELS {
        return page.unreadable(at, TOO_MANY_LABELS);
    }
    let mut tags: Vec<&String> = Vec::new();
    for tag in outline.tags.iter().chain(outline.above.iter().flat_map(|headline| &headline.tags)) {
        if !tags.contains(&tag) {
            tags.push(tag);
        }
    }
    let tags_at = outline.above.last().map_or(at.clone(), |headline| headline.at.clone());
    page.wall_clock(Entry {
        day: (date.to_string(), at.clone()),
        start: stamp(start),
        end: ended.as_ref().map(|(_, end, _)| stamp(*end)).unwrap_or_default(),
        end_day: goes_on.map(|(day, ..)| day.to_string()).unwrap_or_default(),
        duration: length,
        at,
        project,
        task,
        tags: (joined(tags.into_iter().map(String::as_str)), tags_at),
        description: nothing,
    });
}
