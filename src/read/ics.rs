//! Reads public holidays from an iCalendar file (RFC 5545): events of whole days. Events with times of day and
//! repeating events are refused, and never left out in silence.
//!
//! ```text
//! BEGIN:VEVENT
//! DTSTART;VALUE=DATE:20160328
//! DTEND;VALUE=DATE:20160329
//! SUMMARY:Easter Monday
//! END:VEVENT
//! ```

use std::sync::Arc;

use super::encoding::bad_unit;
use crate::model::day::Day;
use crate::model::place::Place;
use crate::problem::{Excerpt, FileFault, HolidayFault, Problem};

/// An event: its first and last day, and its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    pub from: Day,
    pub to: Day,
    pub name: String,
    pub place: Place,
}

/// More days than this in one event are taken for a mistake in the year.
const LONGEST: i32 = 366;

/// Returns the events of a calendar, and everything that is wrong with it. Cancelled events are left out. Whether an
/// event marks its days as busy (`TRANSP`) is ignored, because calendars of public holidays say no.
pub fn read(bytes: &[u8], decoded_from: Option<&'static str>, file: &Arc<str>) -> (Vec<Event>, Vec<Problem>) {
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let before = &bytes[..error.valid_up_to()];
            let line = 1 + before.iter().filter(|b| **b == b'\n').count() as u64;
            let unit = bad_unit(bytes, decoded_from.is_some()).map_or(0, |(unit, _)| unit);
            let fault = FileFault::BadByte { unit, encoding: decoded_from.unwrap_or("UTF-8") };
            return (Vec::new(), vec![Problem::new(fault).at(Place::row(file, line))]);
        }
    };
    let mut reader = Reader { file, events: Vec::new(), problems: Vec::new(), open: None, seen: 0 };
    let lines = unfolded(text);
    match lines.iter().find(|line| !line.text.trim().is_empty()) {
        Some(first) if first.text.trim().eq_ignore_ascii_case("BEGIN:VCALENDAR") => {}
        first => {
            let line = first.map_or(1, |first| first.number);
            let problem = Problem::new(HolidayFault::NotACalendar {}).at(Place::row(file, line));
            return (Vec::new(), vec![Problem { excerpt: first.map(|first| first.excerpt(0)), ..problem }]);
        }
    }
    for line in &lines {
        reader.line(line);
    }
    if let Some(open) = reader.open.take() {
        reader.fault(&open.begin, 0, HolidayFault::BrokenEvent { what: "this event has no END:VEVENT".to_owned() });
    } else if reader.seen == 0 {
        reader.problems.push(Problem::new(HolidayFault::NoEvents {}).at(Place::file(file)));
    }
    (reader.events, reader.problems)
}

/// A line of content, joined with its continuation lines.
#[derive(Debug, Clone)]
struct Line {
    /// The line in the file on which it begins.
    number: u64,
    text: String,
}

impl Line {
    /// The line with its value marked.
    fn excerpt(&self, value_at: usize) -> Excerpt {
        Excerpt { line: self.number, text: self.text.clone(), span: value_at.min(self.text.len())..self.text.len() }
    }
}

/// Joins each line that begins with a space or a tab with the line before it.
fn unfolded(text: &str) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for (number, line) in (1..).zip(text.split('\n')) {
        let line = line.strip_suffix('\r').unwrap_or(line);
        match (line.strip_prefix([' ', '\t']), lines.last_mut()) {
            (Some(rest), Some(last)) => last.text.push_str(rest),
            _ => lines.push(Line { number, text: line.to_owned() }),
        }
    }
    lines
}

/// An event that has begun.
#[derive(Debug)]
struct Open {
    begin: Line,
    from: Option<Day>,
    /// The day after the last one.
    end: Option<Day>,
    days: Option<i32>,
    name: String,
    cancelled: bool,
    faulty: bool,
    /// The number of open components inside it, such as alarms.
    inside: u32,
}

struct Reader<'a> {
    file: &'a Arc<str>,
    events: Vec<Event>,
    problems: Vec<Problem>,
    open: Option<Open>,
    seen: u64,
}

impl Reader<'_> {
    fn fault(&mut self, line: &Line, value_at: usize, fault: HolidayFault) {
        let place = Place::cell(self.file, line.number, value_at as u32 + 1);
        self.problems.push(Problem::new(fault).at(place).excerpt(line.excerpt(value_at)));
    }

    fn line(&mut self, line: &Line) {
        let Some(property) = Property::of(&line.text) else { return };
        let value = property.value.trim();
        match (property.name.as_str(), &mut self.open) {
            ("BEGIN", None) if value.eq_ignore_ascii_case("VEVENT") => {
                self.seen += 1;
                self.open = Some(Open {
                    begin: line.clone(),
                    from: None,
                    end: None,
                    days: None,
                    name: String::new(),
                    cancelled: false,
                    faulty: false,
                    inside: 0,
                });
            }
            (_, None) => {}
            ("BEGIN", Some(open)) => open.inside += 1,
            ("END", Some(open)) if open.inside > 0 => open.inside -= 1,
            ("END", Some(_)) if value.eq_ignore_ascii_case("VEVENT") => {
                if let Some(open) = self.open.take() {
                    self.end(open);
                }
            }
            (_, Some(open)) if open.inside > 0 => {}
            ("SUMMARY", Some(open)) => open.name = unescaped(value),
            ("STATUS", Some(open)) => open.cancelled = value.eq_ignore_ascii_case("CANCELLED"),
            ("DTSTART" | "DTEND", Some(_)) => self.day(line, &property),
            ("DURATION", Some(open)) => {
                open.days = days(value);
                if open.days.is_none() {
                    open.faulty = true;
                    let what = "a duration of whole days is written P1D or P1W".to_owned();
                    self.fault(line, property.value_at, HolidayFault::BrokenEvent { what });
                }
            }
            ("RRULE" | "RDATE" | "EXDATE" | "EXRULE" | "RECURRENCE-ID", Some(open)) => {
                open.faulty = true;
                self.fault(line, 0, HolidayFault::RecurringEvent { property: property.name });
            }
            _ => {}
        }
    }

    fn day(&mut self, line: &Line, property: &Property<'_>) {
        let value = property.value.trim();
        let day = date(value);
        let fault = match day {
            Some(_) => None,
            None if value.contains('T') => Some(HolidayFault::TimedEvent { text: value.to_owned() }),
            None => {
                let what = format!("{value:?} is no date: 20160328 is the 28th of March 2016");
                Some(HolidayFault::BrokenEvent { what })
            }
        };
        if let Some(open) = &mut self.open {
            open.faulty |= fault.is_some();
            *(if property.name == "DTSTART" { &mut open.from } else { &mut open.end }) = day;
        }
        if let Some(fault) = fault {
            self.fault(line, property.value_at, fault);
        }
    }

    fn end(&mut self, open: Open) {
        if open.cancelled || open.faulty {
            return;
        }
        let broken = |what: &str| HolidayFault::BrokenEvent { what: what.to_owned() };
        let Some(from) = open.from else {
            return self.fault(&open.begin, 0, broken("this event has no DTSTART"));
        };
        // The end is the day after the last one. Without an end, the event lasts one day. Some programs write the day
        // itself as the end.
        let days = open.end.map(|end| end.days_since(from).max(i32::from(end == from))).or(open.days).unwrap_or(1);
        if days < 1 {
            return self.fault(&open.begin, 0, broken("this event ends before it begins"));
        }
        if days > LONGEST {
            return self.fault(&open.begin, 0, broken("this event is longer than a year"));
        }
        let place = Place::row(self.file, open.begin.number);
        self.events.push(Event { from, to: from.plus(days - 1), name: open.name, place });
    }
}

/// `NAME;PARAMETER="a:b":value`.
struct Property<'a> {
    /// In capitals.
    name: String,
    value: &'a str,
    /// Where the value begins in the line.
    value_at: usize,
}

impl<'a> Property<'a> {
    fn of(line: &'a str) -> Option<Property<'a>> {
        let mut quoted = false;
        let colon = line.char_indices().find(|(_, c)| {
            quoted ^= *c == '"';
            *c == ':' && !quoted
        });
        let (colon, _) = colon?;
        let head = &line[..colon];
        let name = head.split(';').next().unwrap_or(head).trim().to_ascii_uppercase();
        Some(Property { name, value: &line[colon + 1..], value_at: colon + 1 })
    }
}

/// `20160328`.
fn date(text: &str) -> Option<Day> {
    if text.len() != 8 || !text.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    Day::new(text[..4].parse().ok()?, text[4..6].parse().ok()?, text[6..].parse().ok()?)
}

/// `P2D`, `P1W`.
fn days(text: &str) -> Option<i32> {
    let rest = text.strip_prefix('P')?;
    let (number, each) = rest.strip_suffix('D').map(|n| (n, 1)).or_else(|| rest.strip_suffix('W').map(|n| (n, 7)))?;
    let plain = !number.is_empty() && number.len() <= 3 && number.bytes().all(|b| b.is_ascii_digit());
    if plain { number.parse::<i32>().ok().map(|n| n * each) } else { None }
}

/// Returns a text value without its backslashes.
fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => match chars.next() {
                Some('n' | 'N') => out.push(' '),
                Some(other) => out.push(other),
                None => {}
            },
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn of(events: &str) -> (Vec<String>, Vec<String>) {
        let text = format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{events}END:VCALENDAR\r\n");
        let (events, problems) = read(text.as_bytes(), None, &"holidays.ics".into());
        let event = |event: &Event| format!("{}..{} {} {}", event.from, event.to, event.name, event.place);
        let problem = |problem: &Problem| {
            format!("{} {}", problem.place.as_ref().map(ToString::to_string).unwrap_or_default(), problem.name())
        };
        (events.iter().map(event).collect(), problems.iter().map(problem).collect())
    }

    fn event(lines: &str) -> String {
        format!("BEGIN:VEVENT\n{lines}END:VEVENT\n")
    }

    #[test]
    fn an_event_of_whole_days_is_a_holiday() {
        for (lines, expected) in [
            ("DTSTART;VALUE=DATE:20160328\nSUMMARY:Easter Monday\n", "2016-03-28..2016-03-28 Easter Monday"),
            ("DTSTART:20160328\nDTEND:20160330\nSUMMARY:Two days\n", "2016-03-28..2016-03-29 Two days"),
            ("DTSTART:20160328\nDTEND:20160328\nSUMMARY:Same\n", "2016-03-28..2016-03-28 Same"),
            ("dtstart;value=date:20160328\nDURATION:P1W\nSUMMARY:Week\n", "2016-03-28..2016-04-03 Week"),
            (
                "DTSTART;X=\"a:b\";VALUE=DATE:20160101\nSUMMARY;LANGUAGE=en:New\n  Year\\, all of it\n",
                "2016-01-01..2016-01-01 New Year, all of it",
            ),
            (
                "DTSTART:20161231\nSUMMARY:S\nBEGIN:VALARM\nTRIGGER:-PT15M\nDURATION:PT5M\nEND:VALARM\n",
                "2016-12-31..2016-12-31 S",
            ),
        ] {
            let (events, problems) = of(&event(lines));
            assert_eq!((events, problems), (vec![format!("{expected} holidays.ics:3")], vec![]), "{lines}");
        }
    }

    #[test]
    fn a_cancelled_event_is_none_and_one_that_is_free_time_is_a_holiday_all_the_same() {
        let cancelled = event("DTSTART:20160328\nSTATUS:CANCELLED\n");
        assert_eq!(of(&cancelled), (vec![], vec![]));
        assert_eq!(of(&event("DTSTART:20160328\nTRANSP:TRANSPARENT\n")).0.len(), 1);
    }

    #[test]
    fn what_cannot_be_read_is_refused_at_its_line() {
        for (lines, expected) in [
            ("DTSTART:20160328\nRRULE:FREQ=YEARLY\n", "holidays.ics:5:1 recurring-event"),
            ("DTSTART:20160328T090000Z\n", "holidays.ics:4:9 timed-event"),
            ("DTSTART:28.03.2016\n", "holidays.ics:4:9 broken-event"),
            ("SUMMARY:No day\n", "holidays.ics:3:1 broken-event"),
            ("DTSTART:20160328\nDTEND:20160301\n", "holidays.ics:3:1 broken-event"),
            ("DTSTART:20160328\nDTEND:20180328\n", "holidays.ics:3:1 broken-event"),
            ("DTSTART:20160328\nDURATION:PT8H\n", "holidays.ics:5:10 broken-event"),
        ] {
            assert_eq!(of(&event(lines)), (vec![], vec![expected.to_owned()]), "{lines}");
        }
        assert_eq!(of("BEGIN:VEVENT\nDTSTART:20160328\n").1, ["holidays.ics:3:1 broken-event"], "cut off");
        assert_eq!(of("").1, ["holidays.ics no-events"]);
        let (_, problems) = read(b"Date,Holiday\n2016-03-28,Easter\n", None, &"holidays.ics".into());
        assert_eq!(problems[0].name(), "not-a-calendar");
        let (_, problems) = read(b"BEGIN:VCALENDAR\nSUMMARY:Z\xFC\n", None, &"holidays.ics".into());
        assert_eq!((problems[0].name(), problems[0].place.as_ref().unwrap().row), ("bad-byte", 2));
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn no_bytes_make_it_panic(lines in prop::collection::vec(prop::sample::select(vec![
            "BEGIN:VCALENDAR", "BEGIN:VEVENT", "END:VEVENT", "DTSTART:20160230", "DTSTART:99999999", "DTEND:20160101", "DURATION:P999W",
            "DURATION:P", " folded", "SUMMARY:\\", "DTSTART", ":", "\"", "RRULE:", "Ä:ö", "DTSTART;VALUE=DATE:20160101",
        ]), 0..20)) {
            let text = lines.join("\n");
            let _ = read(text.as_bytes(), None, &"holidays.ics".into());
            let _ = read(format!("BEGIN:VCALENDAR\n{text}").as_bytes(), None, &"holidays.ics".into());
        }
    }
}
