//! What a column of a sheet says about its rows.

/// What a column says about the work, in sheets where each row holds one amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Says {
    /// The category's own name.
    Category,
    Project,
    Task,
    Tags,
    Client,
    Description,
    Billable,
    Type,
    /// In the canonical roll-up: the unit of the amount.
    Unit,
    /// In the canonical roll-up: how many entries the amount is the sum of.
    Entries,
}

impl Says {
    /// Returns whether the column describes the work itself.
    pub fn is_of_work(self) -> bool {
        !matches!(self, Says::Unit | Says::Entries)
    }

    /// The word for it in the account of a file.
    pub fn name(self) -> &'static str {
        match self {
            Says::Category => "category",
            Says::Project => "project",
            Says::Task => "task",
            Says::Tags => "tags",
            Says::Client => "client",
            Says::Description => "description",
            Says::Billable => "billable",
            Says::Type => "type",
            Says::Unit => "unit",
            Says::Entries => "entries",
        }
    }
}

/// What a column of a time tracker's export is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    Person,
    FirstName,
    LastName,
    Email,
    /// The day, without a time.
    Date,
    /// A date and a time.
    Start,
    End,
    /// The time of day at which the work began.
    StartTime,
    /// The day on which the work ended.
    EndDate,
    /// The time of day at which the work ended.
    EndTime,
    /// The first day of a range.
    From,
    /// The last day of a range.
    To,
    /// A duration as people write it, or a bare number of hours.
    Duration,
    /// A duration in whole seconds.
    Seconds,
    /// The tracker's own identifier of the entry.
    Id,
    Says(Says),
}
