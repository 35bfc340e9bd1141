//! The table of time trackers for the command line. Their files are no tables: `read::diary` knows them by their lines and makes
//! tables with these headings of them.

use super::table::{Tracker, USUAL};
use crate::model::effort::Bare;
use crate::problem::words::diary::Diary;
use crate::read::role::{Role, Says};

use Says::{Description, Project, Tags, Task};

/// Headings of intervals, whose times are moments in UTC: the amount is the time from start to end.
pub const INTERVALS: [&str; 5] = ["start", "end", "project", "tags", "description"];
/// Headings of frames: as of intervals, with an id that two files of the same entries share.
pub const FRAMES: [&str; 5] = ["start", "end", "project", "tags", "id"];
/// Headings of entries with the times of the wall clock, or none. An entry belongs to its date, whenever it begins.
pub const WALL_CLOCK: [&str; 9] =
    ["date", "start", "end", "end date", "duration", "project", "task", "tags", "description"];
/// Headings of entries that say how long, and never when.
pub const AMOUNTS: [&str; 6] = ["date", "duration", "project", "task", "tags", "description"];

const OF_MOMENTS: Tracker = Tracker {
    columns: &[
        (Role::Start, &["start"]),
        (Role::End, &["end"]),
        (Role::Says(Project), &["project"]),
        (Role::Says(Tags), &["tags"]),
        (Role::Says(Description), &["description"]),
        (Role::Id, &["id"]),
    ],
    ..USUAL
};

const OF_WALL_CLOCK: Tracker = Tracker {
    columns: &[
        (Role::Date, &["date"]),
        (Role::StartTime, &["start"]),
        (Role::EndTime, &["end"]),
        (Role::EndDate, &["end date"]),
        (Role::Duration, &["duration"]),
        (Role::Says(Project), &["project"]),
        (Role::Says(Task), &["task"]),
        (Role::Says(Tags), &["tags"]),
        (Role::Says(Description), &["description"]),
    ],
    bare: Some(Bare::Hours),
    ..USUAL
};

pub(in crate::read) static DIARIES: [Tracker; 6] = [
    Tracker {
        name: "timewarrior",
        example: "inc 20240304T080000Z - 20240304T100000Z # ci, or its export as JSON (Timewarrior)",
        ..OF_MOMENTS
    },
    Tracker { name: "watson", example: "[[1709539200, 1709546400, \"ci\", ...]] (frames of Watson)", ..OF_MOMENTS },
    Tracker { name: "klog", example: "2024-03-04, and below it    8:00 - 10:00 #ci (klog)", ..OF_WALL_CLOCK },
    Tracker {
        name: "timeclock",
        example: "i 2024/03/04 08:00:00 ci:build, then o 2024/03/04 10:00:00 (timeclock)",
        ..OF_WALL_CLOCK
    },
    Tracker { name: "timedot", example: "2024-03-04, and below it ci:build  .... .. (timedot)", ..OF_WALL_CLOCK },
    Tracker {
        name: "org",
        example: "CLOCK: [2024-03-04 Mon 08:00]--[2024-03-04 Mon 10:00] =>  2:00, below a headline (org-mode)",
        ..OF_WALL_CLOCK
    },
];

/// What the table that is made of a file holds.
pub fn tracker_of(diary: Diary) -> &'static Tracker {
    &DIARIES[match diary {
        Diary::Timewarrior | Diary::TimewarriorExport => 0,
        Diary::Watson => 1,
        Diary::Klog => 2,
        Diary::Timeclock => 3,
        Diary::Timedot => 4,
        Diary::Org => 5,
    }]
}
