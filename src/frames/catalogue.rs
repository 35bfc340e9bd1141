//! The tables there are, and questions that they answer.

use super::table::Table;
use super::tables::{entries, figures, periods, skills, team, weeks};

/// Every table, in the order of the listing.
pub const TABLES: [Table; 9] = [
    entries::ENTRIES,
    weeks::WEEKS,
    team::PEOPLE,
    team::CATEGORIES,
    team::CATEGORY_SKILLS,
    skills::SKILLS,
    skills::RATINGS,
    figures::FIGURES,
    periods::PERIODS,
];

/// A question and the query that answers it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Example {
    pub question: &'static str,
    /// The samples that docs/query.md answers it for.
    pub samples: &'static [&'static str],
    /// Flags that it is answered with.
    pub flags: &'static str,
    pub sql: &'static str,
}

/// Those of the listing and of docs/query.md.
pub const EXAMPLES: [Example; 5] = [
    Example {
        question: "How much maintenance did each person do, month by month?",
        samples: &["samples/releng-fy2016-q3"],
        flags: "",
        sql: "SELECT month, person, SUM(share) AS fte_weeks
FROM entries
WHERE bucket = 'maintenance'
GROUP BY month, person
ORDER BY month, person",
    },
    Example {
        question: "Who touched CI Scaling in a week?",
        samples: &["samples/releng-fy2016-q3"],
        flags: "",
        sql: "SELECT person, share
FROM entries
WHERE category = 'CI Scaling' AND week = '2016-W03' AND share > 0
ORDER BY share DESC",
    },
    Example {
        question: "How many hours went to each client?",
        samples: &["samples/lighthouse-2024"],
        flags: "",
        sql: "SELECT client, ROUND(SUM(hours), 2) AS hours
FROM entries
GROUP BY client
ORDER BY hours DESC",
    },
    Example {
        question: "Which skills are held by one person alone, who recorded less than 0.1 FTE in their categories?",
        samples: &["samples/lighthouse-2024"],
        flags: "--period 2024-Q3",
        sql: "SELECT skill, person, fte
FROM (
  SELECT s.skill, r.person, COALESCE(SUM(e.share), 0) / MAX(p.weeks) AS fte
  FROM skills s
  JOIN ratings r ON r.skill_id = s.skill_id
  JOIN category_skills c ON c.skill_id = s.skill_id
  JOIN periods p ON p.period = s.period
  LEFT JOIN entries e ON e.category_id = c.category_id AND e.person_id = r.person_id
  WHERE s.coverage = 1 AND r.qualified
  GROUP BY s.skill, r.person
) AS alone
WHERE fte < 0.1
ORDER BY fte",
    },
    Example {
        question: "How do three quarters compare, bucket by bucket?",
        samples: &["samples/harbour-2016-q2/last", "samples/harbour-2016-q2", "samples/releng-fy2016-q3"],
        flags: "",
        sql: "SELECT row_name AS bucket,
  SUM(CASE WHEN team = 'Harbour' AND period = '2016-Q1' THEN ROUND(value, 1) END) AS harbour_q1,
  SUM(CASE WHEN team = 'Harbour' AND period = '2016-Q2' THEN ROUND(value, 1) END) AS harbour_q2,
  SUM(CASE WHEN team = 'Release Engineering' THEN ROUND(value, 1) END) AS releng_q1
FROM figures
WHERE address LIKE 'split.%' AND column_name = 'share'
GROUP BY row_name",
    },
];

/// The table of this name.
pub fn table(name: &str) -> Option<&'static Table> {
    TABLES.iter().find(|table| table.name == name)
}
