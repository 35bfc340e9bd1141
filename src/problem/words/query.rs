//! Faults of a query in SQL: what is wrong with it, and what is not answered.

use crate::problem::grammar::{did_you_mean, quoted};
use crate::problem::message::faults;

faults! {
    pub enum QueryFault {
        /// SQL that the engine does not understand, or that names a table or a column that is not there. The words are the
        /// engine's own. teamcap query DIR lists the tables and their columns. Exit code 2.
        WrongQuery { message: String, near: Vec<String> } = "wrong-query", Error {
            found: message.clone(),
            write: did_you_mean(near).unwrap_or_default(),
        }
        /// SQL that is no question about the tables of the review: it would make or change a table, write or read a file, or
        /// asks several things at once. A query reads the review's tables and nothing else. Exit code 2.
        RefusedQuery { what: String } = "refused-query", Error {
            found: match &what[..] {
                "" => "the query is empty".to_owned(),
                what => format!("a query is one SELECT; this is {what}"),
            },
            expected: "one SELECT, or WITH and a SELECT, over the tables that teamcap query DIR lists",
            write: "SELECT ... FROM ...",
        }
        /// A table whose rows are about single people, asked for with --team-only. Exit code 2.
        TableOfPeople { table: &'static str } = "table-of-people", Error {
            found: format!("the table {} is about single people, and --team-only shows nobody", quoted(table)),
            expected: "categories, category_skills, skills, figures or periods",
            write: "the query without --team-only, or with --anonymise, which shows labels instead of names",
        }
        /// Two folders that are about the same team and the same days: a sum over both would count everything twice, and no
        /// column tells their rows apart. Two runs of one quarter are compared by teamcap diff. Exit code 2.
        SameReview { first: String, second: String, team: String } = "same-review", Error {
            found: format!("{first} and {second} are about the same days of {}: sums would count them twice", quoted(team)),
            expected: "each team and day in one folder only",
            write: "one of the two; or a team in each teamcap.toml, where they are two teams",
        }
        /// A number of the review that no column holds: columns are decimals of 38 digits, 18 of them behind the point. No query is
        /// answered from such a table; the review prints the number. Or sums of a query whose numbers, without their signs, are
        /// together larger than that, or whole numbers than 64 bits: the engine would return another number. Exit code 1.
        NumberTooLarge { what: String } = "number-too-large", Error {
            found: format!("{what} is too large for its column"),
            expected: "decimals and their sums below 10^20, whole numbers and their sums below 2^63",
            write: "another table, or a sum over fewer rows; teamcap review --format csv has numbers of any size",
        }
        /// A column of the answer that the engine computed as a floating-point number: AVG, MEDIAN, STDDEV, a quotient of whole
        /// numbers. Its values are rounded by the engine and printed with at most 15 significant digits. Sums, and what + - *
        /// and / make of a decimal, are exact to 18 places.
        ApproximateColumn { column: String } = "approximate-column", Note {
            found: format!("{} is a floating-point number, rounded by the engine", quoted(column)),
        }
    }
}
