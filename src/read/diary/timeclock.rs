//! Timeclock files: `i 2024/03/04 08:00:00 ci:build  what is done` begins work, `o 2024/03/04 12:00:00` ends what was begun last, or
//! the account that it names. Times are those of the wall clock. Work that nothing ends is open.

use std::collections::HashMap;
use std::ops::Range;

use super::clock::{DAY, day, duration, moment, on, time};
use super::page::{Entry, Line, Page};
use crate::model::day::Day;
use crate::problem::{DiaryFault, EntryFault};
use crate::read::written::Field;

const LINE: &str = "i 2024/03/04 08:00:00 account  what is done; o 2024/03/04 12:00:00; or a comment behind ; or #";
const LENGTH: &str = "an end within 9999 hours";

pub fn read(page: &mut Page<'_>) {
    let mut sessions = Sessions::default();
    for line in Line::all(page.own.text()) {
        let text = line.text.trim_end();
        // Lines b and h hold a balance and the hours to be worked.
        let says_nothing = text.is_empty() || text.starts_with(['#', ';', '*']);
        if says_nothing || (text.starts_with("b ") || text.starts_with("h ")) && stamp(line, &text[1..]).is_some() {
            continue;
        }
        match text.split_at_checked(1) {
            Some(("i", rest)) => match stamp(line, rest) {
                Some((stamp, about)) => sessions.begin(stamp, line, about),
                None => page.unreadable(line.whole(), LINE),
            },
            Some(("o" | "O", rest)) => match stamp(line, rest) {
                Some((stamp, about)) => sessions.end(page, stamp, line, about),
                None => page.unreadable(line.whole(), LINE),
            },
            _ => page.unreadable(line.whole(), LINE),
        }
    }
    sessions.write(page);
}

/// The time of a line, in seconds since 1970.
struct Stamp {
    day: Day,
    seconds: i64,
    /// The whole of it, and the date in it.
    at: Range<usize>,
    date_at: Range<usize>,
}

/// The time behind the letter of a line, and what stands behind that.
fn stamp<'a>(line: Line<'a>, rest: &'a str) -> Option<(Stamp, &'a str)> {
    let rest = rest.strip_prefix(' ')?.trim_start();
    let (date, rest) = rest.split_once(' ')?;
    let rest = rest.trim_start();
    let (clock, about) = rest.split_at(rest.find([' ', '\t']).unwrap_or(rest.len()));
    // An offset behind the time is left out: the times are those of the wall clock.
    let offset = clock.find(['+', '-', 'Z']).unwrap_or(clock.len());
    let (day, time) = (day(date)?, time(clock.get(..offset)?)?);
    let date_at = line.range(date);
    let at = date_at.start..line.range(clock).end;
    Some((Stamp { day, seconds: on(day, time), at, date_at }, about))
}

/// Work that has begun, in the order in which it began.
#[derive(Default)]
struct Sessions {
    all: Vec<Session>,
    /// The numbers of those that have not ended; those of each account by its name. They may hold some that have ended.
    open: Vec<usize>,
    by_account: HashMap<String, Vec<usize>>,
}

struct Session {
    begun: Stamp,
    ended: Option<Stamp>,
    is_refused: bool,
    account: Field,
    description: Field,
}

impl Sessions {
    fn begin(&mut self, begun: Stamp, line: Line<'_>, about: &str) {
        let (account, description) = parted(about);
        let field = |text: &str| (text.to_owned(), line.range(text));
        let number = self.all.len();
        self.open.push(number);
        self.by_account.entry(account.to_owned()).or_default().push(number);
        let (account, description) = (field(account), field(description));
        self.all.push(Session { begun, ended: None, is_refused: false, account, description });
    }

    fn end(&mut self, page: &mut Page<'_>, ended: Stamp, line: Line<'_>, about: &str) {
        let (account, _) = parted(about);
        let all = &self.all;
        let is_open = |number: &usize| all[*number].ended.is_none() && !all[*number].is_refused;
        let of_account = self.by_account.get_mut(account).filter(|_| !account.is_empty());
        let named = of_account.and_then(|numbers| last(numbers, is_open));
        let Some(number) = named.or_else(|| last(&mut self.open, is_open)) else {
            return page.reject(line.whole(), DiaryFault::ClockOutAlone {});
        };
        let session = &mut self.all[number];
        let between = ended.seconds - session.begun.seconds;
        let is_refused = match (between < 0, duration(between)) {
            (true, _) => {
                let shown = |at: &Range<usize>| page.own.part(at.clone()).to_owned();
                let fault = EntryFault::EndsBeforeStart { start: shown(&session.begun.at), end: shown(&ended.at) };
                page.reject(ended.at.clone(), fault);
                true
            }
            (false, None) => {
                page.unreadable(ended.at.clone(), LENGTH);
                true
            }
            (false, Some(_)) => false,
        };
        session.is_refused = is_refused;
        session.ended = Some(ended);
    }

    fn write(self, page: &mut Page<'_>) {
        for Session { begun, ended, account: (account, account_at), description, .. } in
            self.all.into_iter().filter(|session| !session.is_refused)
        {
            let stamp = |of: &Stamp| moment(of.seconds).unwrap_or_default();
            let length = |ended: &Stamp| duration(ended.seconds - begun.seconds).unwrap_or_default();
            let goes_on = ended.as_ref().filter(|ended| ended.seconds > on(begun.day, DAY));
            let (project, task) = account.split_once(':').unwrap_or((&account, ""));
            page.wall_clock(Entry {
                day: (begun.day.to_string(), begun.date_at.clone()),
                start: stamp(&begun),
                end: ended.as_ref().map(stamp).unwrap_or_default(),
                end_day: goes_on.map(|ended| ended.day.to_string()).unwrap_or_default(),
                duration: ended.as_ref().map(length).unwrap_or_default(),
                at: begun.at.clone(),
                project: (project.to_owned(), account_at.clone()),
                task: (task.to_owned(), account_at.clone()),
                tags: (String::new(), account_at),
                description,
            });
        }
    }
}

/// Takes the last of some numbers that is meant, and those behind it.
fn last(numbers: &mut Vec<usize>, is_meant: impl Fn(&usize) -> bool) -> Option<usize> {
    while let Some(number) = numbers.pop() {
        if is_meant(&number) {
            return Some(number);
        }
    }
    None
}

/// The account, and the description behind two spaces; a comment behind `;` is neither.
fn parted(about: &str) -> (&str, &str) {
    let about = about.split_once(';').map_or(about, |(about, _)| about).trim();
    let end = [about.find("  "), about.find('\t')].into_iter().flatten().min().unwrap_or(about.len());
    let (account, description) = about.split_at(end);
    (account, description.trim())
}
