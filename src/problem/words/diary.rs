//! Files of time trackers for the command line.

use crate::problem::texts::without_texts;

/// Which tracker's file it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Diary {
    Timewarrior,
    TimewarriorExport,
    Watson,
    Klog,
    Timeclock,
    Timedot,
    Org,
}

impl Diary {
    pub(super) fn name(self) -> &'static str {
        match self {
            Diary::Timewarrior => "a data file of Timewarrior",
            Diary::TimewarriorExport => "an export of Timewarrior (JSON)",
            Diary::Watson => "a file of Watson frames (JSON)",
            Diary::Klog => "a file of klog",
            Diary::Timeclock => "a timeclock file",
            Diary::Timedot => "a timedot file",
            Diary::Org => "an org file with clock lines",
        }
    }
}

without_texts!(Diary);
