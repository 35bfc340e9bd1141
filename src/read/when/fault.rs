//! Why a text names no days.

/// Why a text is not a week, or not the days that are asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WhenFault {
    NotAWeek,
    /// `W3`, and the period does not have exactly one such week.
    NoYear,
    /// `03/04/2024`, and the order of day and month is not known.
    Ambiguous,
    /// `18/01/2016` in a column that has the month first.
    OtherOrder,
    /// `Mar 24` or `27-11-23`, and it is not known which number is the year, or whether one is.
    DayOrYear,
    /// `Mon 5 March 2024`, which is a Tuesday.
    OtherWeekday,
}
