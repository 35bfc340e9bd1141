//! Faults of calendars with public holidays.

use super::quoted;
use crate::problem::{Numerals, Words, faults};

faults! {
    pub enum HolidayFault {
        /// A file of holidays that is no iCalendar file: it does not begin with BEGIN:VCALENDAR.
        NotACalendar {} = "not-a-calendar", Error;
        /// A calendar without a single event.
        NoEvents {} = "no-events", Error;
        /// An event that comes again by a rule (RRULE, RDATE, EXDATE). Rules are not followed: which days they mean would
        /// have to be taken on trust.
        RecurringEvent { property: String } = "recurring-event", Error;
        /// An event with a time of day. A public holiday is of whole days.
        TimedEvent { text: String } = "timed-event", Error;
        /// An event that cannot be read: without a first day, with an end before it, cut off.
        BrokenEvent { what: String } = "broken-event", Error;
        /// A calendar in the folder that the configuration does not name. Its days are not holidays.
        UnreadCalendar {} = "unread-calendar", Note;
    }
}

impl HolidayFault {
    pub fn words(&self, _numerals: &dyn Numerals) -> Words {
        match self {
            HolidayFault::NotACalendar {} => Words::new(
                "this is no calendar",
                "an iCalendar file, which begins with BEGIN:VCALENDAR",
                "holidays = [{ date = 2016-03-28, name = \"Easter Monday\" }] in teamcap.toml, for a few days",
            ),
            HolidayFault::NoEvents {} => Words::new(
                "the calendar has no event",
                "a VEVENT for each holiday",
                "the right file, or delete its line",
            ),
            HolidayFault::RecurringEvent { property } => Words::new(
                format!("this event comes again by a rule ({property})"),
                "events with their own days",
                "an event for each year; or holidays = [{ date = ..., name = ... }] in teamcap.toml",
            ),
            HolidayFault::TimedEvent { text } => Words::new(
                format!("{} has a time of day", quoted(text)),
                "whole days: DTSTART;VALUE=DATE:20160328",
                "the day; half a day off is leave: leave = [{ from = ..., to = ..., part = 0.5 }]",
            ),
            HolidayFault::BrokenEvent { what } => Words::new(
                what.clone(),
                "DTSTART with the first day, DTEND with the day behind the last",
                "DTSTART;VALUE=DATE:20160328",
            ),
            HolidayFault::UnreadCalendar {} => Words::new(
                "this calendar is not read",
                "",
                "holidays = [{ file = ... }] in teamcap.toml, if its days are public holidays",
            ),
        }
    }
}
