//! What a heading or the label of a row can mean.

/// What a heading or the label of a row can mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Concept {
    Week,
    /// A week by its first day, or by its last.
    WeekStarting,
    WeekEnding,
    Date,
    Day,
    Weekday,
    Month,
    Quarter,
    Year,
    From,
    To,
    /// Times of day: when the work began and ended.
    Start,
    End,
    Break,
    Person,
    Email,
    /// A running number, or the number of an employee.
    Number,
    Category,
    Project,
    Task,
    Client,
    Tags,
    Billable,
    Type,
    Remark,
    /// A text about the person: role, team, location.
    About,
    Total,
    Average,
    /// Of capacity or of a total: utilisation.
    Share,
    Percent,
    Hours,
    Days,
    Minutes,
    Seconds,
    /// Of no unit: effort, time.
    Amount,
    Fte,
    Capacity,
    Planned,
    /// What happened in the period before.
    Previous,
    Actual,
    Remaining,
    Overtime,
    Money,
    Distance,
    Rating,
    Status,
    Leave,
}

impl Concept {
    /// Each concept with its name in `words.txt`.
    pub const ALL: &'static [(&'static str, Concept)] = &[
        ("WeekStarting", Concept::WeekStarting),
        ("WeekEnding", Concept::WeekEnding),
        ("Week", Concept::Week),
        ("Date", Concept::Date),
        ("Day", Concept::Day),
        ("Weekday", Concept::Weekday),
        ("Month", Concept::Month),
        ("Quarter", Concept::Quarter),
        ("Year", Concept::Year),
        ("From", Concept::From),
        ("To", Concept::To),
        ("Start", Concept::Start),
        ("End", Concept::End),
        ("Break", Concept::Break),
        ("Person", Concept::Person),
        ("Email", Concept::Email),
        ("Number", Concept::Number),
        ("Category", Concept::Category),
        ("Project", Concept::Project),
        ("Task", Concept::Task),
        ("Client", Concept::Client),
        ("Tags", Concept::Tags),
        ("Billable", Concept::Billable),
        ("Type", Concept::Type),
        ("Remark", Concept::Remark),
        ("About", Concept::About),
        ("Total", Concept::Total),
        ("Average", Concept::Average),
        ("Share", Concept::Share),
        ("Percent", Concept::Percent),
        ("Hours", Concept::Hours),
        ("Days", Concept::Days),
        ("Minutes", Concept::Minutes),
        ("Seconds", Concept::Seconds),
        ("Amount", Concept::Amount),
        ("Fte", Concept::Fte),
        ("Capacity", Concept::Capacity),
        ("Planned", Concept::Planned),
        ("Previous", Concept::Previous),
        ("Actual", Concept::Actual),
        ("Remaining", Concept::Remaining),
        ("Overtime", Concept::Overtime),
        ("Money", Concept::Money),
        ("Distance", Concept::Distance),
        ("Rating", Concept::Rating),
        ("Status", Concept::Status),
        ("Leave", Concept::Leave),
    ];

    /// Returns whether numbers under such a heading are sums, or never effort.
    pub fn is_no_amount(self) -> bool {
        self.is_sum() || self.is_never_effort()
    }

    /// Returns whether numbers under such a heading are never effort where they stand beside an amount.
    pub fn is_never_effort(self) -> bool {
        use Concept::*;
        matches!(
            self,
            Number
                | Share
                | Fte
                | Capacity
                | Planned
                | Previous
                | Remaining
                | Overtime
                | Money
                | Distance
                | Rating
                | Status
                | Break
                | Start
                | End
                | Year
                | Quarter
                | Month
        )
    }

    /// Returns whether it is a sum, an average or a share of other numbers.
    pub fn is_sum(self) -> bool {
        matches!(self, Concept::Total | Concept::Average | Concept::Share)
    }

    /// The word for it in messages.
    pub fn name(self) -> &'static str {
        use Concept::*;
        match self {
            Week | WeekStarting | WeekEnding => "the week",
            Date | Day => "the day",
            Weekday => "the day of the week",
            Month => "the month",
            Quarter => "the quarter",
            Year => "the year",
            From => "the first day",
            To => "the last day",
            Start => "the time of the start",
            End => "the time of the end",
            Break => "breaks",
            Person => "the person",
            Email => "e-mail addresses",
            Number => "numbers of rows or people",
            Category => "the category",
            Project => "the project",
            Task => "the task",
            Client => "the client",
            Tags => "tags",
            Billable => "whether it is billed",
            Type => "the type",
            Remark => "remarks",
            About => "about the person",
            Total => "totals",
            Average => "averages",
            Share => "shares of a total or of the capacity",
            Percent => "percents",
            Hours => "hours",
            Days => "days",
            Minutes => "minutes",
            Seconds => "seconds",
            Amount => "effort",
            Fte => "FTE",
            Capacity => "capacity",
            Planned => "what was planned",
            Previous => "the period before",
            Actual => "what happened",
            Remaining => "what remains",
            Overtime => "overtime",
            Money => "money",
            Distance => "distances",
            Rating => "ratings",
            Status => "the status",
            Leave => "leave",
        }
    }
}

/// Returns whether a heading names amounts and nothing else.
pub fn is_amount_word(concept: Concept) -> bool {
    use Concept::*;
    matches!(concept, Hours | Percent | Days | Minutes | Seconds | Amount | Actual)
}
