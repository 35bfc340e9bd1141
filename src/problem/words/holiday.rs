//! Faults of calendars with public holidays.

use crate::problem::grammar::quoted;
use crate::problem::message::faults;

faults! {
    pub enum HolidayFault {
        /// A file of holidays that is no iCalendar file: it does not begin with BEGIN:VCALENDAR.
        NotACalendar {} = "not-a-calendar", Error {
            found: "this is no calendar",
            expected: "an iCalendar file, which begins with BEGIN:VCALENDAR",
            write: "holidays = [{ date = 2016-03-28, name = \"Easter Monday\" }] in teamcap.toml, for a few days",
        }
        /// A calendar without a single event.
        NoEvents {} = "no-events", Error {
            found: "the calendar has no event",
            expected: "a VEVENT for each holiday",
            write: "the right file, or delete its line",
        }
        /// An event that comes again by a rule (RRULE, RDATE, EXDATE). Rules are not followed: which days they mean would
        /// have to be taken on trust.
        RecurringEvent { property: String } = "recurring-event", Error {
            found: format!("this event comes again by a rule ({property})"),
            expected: "events with their own days",
            write: "an event for each year; or holidays = [{ date = ..., name = ... }] in teamcap.toml",
        }
        /// An event with a time of day. A public holiday is of whole days.
        TimedEvent { text: String } = "timed-event", Error {
            found: format!("{} has a time of day", quoted(text)),
            expected: "whole days: DTSTART;VALUE=DATE:20160328",
            write: "the day; half a day off is leave: leave = [{ from = ..., to = ..., part = 0.5 }]",
        }
        /// An event that cannot be read: without a first day, with an end before it, cut off.
        BrokenEvent { what: String } = "broken-event", Error {
            found: what,
            expected: "DTSTART with the first day, DTEND with the day behind the last",
            write: "DTSTART;VALUE=DATE:20160328",
        }
        /// A calendar in the folder that the configuration does not name. Its days are not holidays.
        UnreadCalendar {} = "unread-calendar", Note {
            found: "this calendar is not read",
            write: "holidays = [{ file = ... }] in teamcap.toml, if its days are public holidays",
        }
    }
}
