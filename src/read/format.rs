//! The formats that teamcap reads: the shapes of effort sheets, one row of a table each, and the exports of time trackers,
//! whose table is `tracker/table.rs`. docs/formats.md, sections 1 and 2.

use super::tracker::diaries::DIARIES;
use super::tracker::table::{TRACKERS, Tracker};

/// The format of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// `Week,Person,<category>...`: one row per person and week, or per person and day.
    WideByWeek,
    /// `Week,<category>...`: one file per person.
    OnePerson,
    /// `Person,<category>...`: one row per person, for the whole period.
    WideByPerson,
    /// `Week,<person>...`, or people over categories in two header rows: one column per person.
    PeopleAcross,
    /// `Person,Category,W03,W04`: one column per week, day or month.
    WeeksAcross,
    /// `Person,Week,Category,Percent`: one amount per row.
    Long,
    /// `Person,Project,Percent,From,To`: one amount per row, for a range of days.
    Allocation,
    /// The canonical table, as `teamcap rollup` writes it.
    Rollup,
    /// An export of a time tracker, or the file of one for the command line, one entry per row.
    Tracker(&'static Tracker),
}

/// What the header of a shape has to name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Need {
    /// Weeks, dates or a range of days.
    Week,
    /// As `Week`, or the start of an entry.
    WeekOrDate,
    /// The first and the last day.
    Range,
    /// A column of people.
    PersonColumn,
    /// Whose each row is: a column of people, the configuration or the name of the file.
    Owner,
    PeopleAcross,
    /// What the work was.
    Category,
    /// A column of amounts.
    Amount,
}

/// What teamcap knows about a format.
struct Properties {
    name: &'static str,
    example: &'static str,
    is_wide: bool,
    needs: &'static [Need],
}

impl Format {
    const SHAPES: [Format; 8] = [
        Format::WideByWeek,
        Format::OnePerson,
        Format::WideByPerson,
        Format::PeopleAcross,
        Format::WeeksAcross,
        Format::Long,
        Format::Allocation,
        Format::Rollup,
    ];

    fn properties(self) -> Properties {
        match self {
            Format::WideByWeek => Properties {
                name: "wide-by-week",
                example: "Week,Person,CI Scaling,Maintenance",
                is_wide: true,
                needs: &[Need::Week, Need::PersonColumn],
            },
            Format::OnePerson => Properties {
                name: "one-person",
                example: "Week,CI Scaling,Maintenance",
                is_wide: true,
                needs: &[Need::Week],
            },
            Format::WideByPerson => Properties {
                name: "wide-by-person",
                example: "Person,CI Scaling,Maintenance",
                is_wide: true,
                needs: &[Need::PersonColumn],
            },
            Format::PeopleAcross => Properties {
                name: "people-across",
                example: "Week,Ada,Bo, one category a file, or a row of people above a row of categories",
                is_wide: true,
                needs: &[Need::PeopleAcross],
            },
            Format::WeeksAcross => Properties {
                name: "weeks-across",
                example: "Person,Category,2016-W03,2016-W04",
                is_wide: false,
                needs: &[Need::Owner],
            },
            Format::Long => Properties {
                name: "long",
                example: "Person,Week,Category,Percent",
                is_wide: false,
                needs: &[Need::WeekOrDate, Need::Category, Need::Amount, Need::Owner],
            },
            Format::Allocation => Properties {
                name: "period-allocation",
                example: "Person,Project,Percent,From,To",
                is_wide: false,
                needs: &[Need::Range, Need::Category, Need::Amount, Need::Owner],
            },
            Format::Rollup => Properties {
                name: "rollup",
                example: "person,from,to,project, and the other columns of teamcap rollup",
                is_wide: false,
                needs: &[Need::Range, Need::PersonColumn, Need::Category, Need::Amount],
            },
            Format::Tracker(tracker) => Properties {
                name: tracker.name,
                example: tracker.example,
                is_wide: false,
                needs: &[Need::Category, Need::Amount, Need::Owner],
            },
        }
    }

    pub fn all() -> impl Iterator<Item = Format> {
        Format::SHAPES.into_iter().chain(TRACKERS.iter().chain(&DIARIES).map(Format::Tracker))
    }

    /// Returns the format that the configuration calls `name`.
    pub fn named(name: &str) -> Option<Format> {
        Format::all().find(|format| format.name() == name)
    }

    /// The name in the configuration and in JSON.
    pub fn name(self) -> &'static str {
        self.properties().name
    }

    /// An example of a header.
    pub fn example(self) -> &'static str {
        self.properties().example
    }

    /// Returns whether a row is all that a person did in its days, so that a second row about them is a copy. Otherwise each
    /// row is one amount, and there are as many rows as there are amounts.
    pub fn is_wide(self) -> bool {
        self.properties().is_wide
    }

    /// What the header has to name, in the order in which messages list it.
    pub(super) fn needs(self) -> &'static [Need] {
        self.properties().needs
    }

    pub fn is_tracker(self) -> bool {
        matches!(self, Format::Tracker(_))
    }

    /// Returns whether a blank can mean that nothing was written about a category: in a blank cell, or, in a roll-up of such
    /// sheets, as a missing row. Averages over filled cells need this.
    pub fn has_blanks(self) -> bool {
        self.is_wide() || self == Format::Rollup
    }

    /// Returns whether the column `Type` marks breaks, which are never effort.
    pub fn marks_breaks(self) -> bool {
        matches!(self, Format::Tracker(tracker) if tracker.marks_breaks)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_format_is_found_by_its_own_name_and_shows_an_example() {
        for format in Format::all() {
            assert_eq!(Format::named(format.name()), Some(format));
            assert!(format.example().contains(','), "{}", format.name());
        }
        assert_eq!(Format::all().count(), Format::SHAPES.len() + TRACKERS.len() + DIARIES.len());
        assert_eq!(Format::named("outlook"), None);
    }
}
