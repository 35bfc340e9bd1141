//! The review as JSON, for programs. The shape and the order of its keys are interface.md section 7 and
//! docs/review.schema.json; every number that is not a small count is a string, so that no reader rounds it, and beside each `value`
//! stands a `number`, the nearest double.

pub mod diff;
mod exact;
mod figures;
mod lists;
mod number;
mod origins;
#[cfg(feature = "frames")]
pub mod query;
mod skills;
pub mod sources;
pub mod taken;
mod text;
pub mod what_if;
mod written;

use serde::Serialize;

use crate::calc::review::{Hidden, Review, State};
use crate::model::category::Bucket;
use crate::model::source::SourceReport;
use crate::problem::words::decision;
use exact::exact;
use figures::{FigureJson, NoteJson};
use skills::{SkillJson, SummaryJson, WithoutJson};
use written::WrittenJson;

use super::unwritable::Written;

/// Two spaces, a line feed at the end; no time, version, host or absolute path.
///
/// # Errors
/// `unwritable-file`.
pub fn json(review: &Review) -> Written {
    text::pretty(&ReviewJson::of(review))
}

#[derive(Serialize)]
struct ReviewJson<'a> {
    schema: &'static str,
    team: NamedJson<'a>,
    period: Option<PeriodJson<'a>>,
    rules: RulesJson<'a>,
    sources: Vec<SourceJson<'a>>,
    people: Vec<PersonJson<'a>>,
    categories: Vec<CategoryJson<'a>>,
    skills: Vec<SkillJson<'a>>,
    figures: Vec<FigureJson<'a>>,
    notes: Vec<NoteJson<'a>>,
    skills_summary: Option<SummaryJson<'a>>,
    without: Option<WithoutJson<'a>>,
    accepted: u64,
    excluded_entries: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    team_only: Option<HiddenJson>,
    #[serde(skip_serializing_if = "Option::is_none")]
    written: Option<WrittenJson<'a>>,
}

/// What `--team-only` left out.
#[derive(Serialize)]
struct HiddenJson {
    people: usize,
    figures: usize,
    notes: usize,
}

impl From<Hidden> for HiddenJson {
    fn from(Hidden { people, figures, notes }: Hidden) -> HiddenJson {
        HiddenJson { people, figures, notes }
    }
}

impl<'a> ReviewJson<'a> {
    fn of(review: &'a Review) -> ReviewJson<'a> {
        ReviewJson {
            schema: "teamcap-review/1",
            team: NamedJson { id: &review.team.id, name: &review.team.name },
            period: review.period.as_ref().map(|period| PeriodJson {
                name: &period.name,
                from: period.from.to_string(),
                to: period.to.to_string(),
                until: review.until.map(|week| week.to_string()),
                week_rule: review.calendar.rule.name(),
                weeks: review.calendar.weeks.iter().map(|week| week.week.to_string()).collect(),
            }),
            rules: RulesJson {
                average: review.rules.average.name(),
                percent_of: review.rules.percent_of.name(),
                full_week_hours: exact(&review.rules.full_week),
                buckets: &review.rules.buckets,
            },
            sources: review.sources.iter().map(SourceJson::of).collect(),
            people: review.people.iter().map(PersonJson::of).collect(),
            categories: review.categories.iter().map(|category| CategoryJson::of(category, review)).collect(),
            skills: skills::all(review),
            figures: review.figures.iter().map(|figure| FigureJson::of(figure, review)).collect(),
            notes: review.notes.iter().map(NoteJson::of).collect(),
            skills_summary: review.skills.as_ref().map(|report| SummaryJson::of(report, review)),
            without: review.without.as_ref().map(|without| WithoutJson::of(without, review)),
            accepted: review.accepted,
            excluded_entries: review.excluded_entries,
            team_only: review.hidden.map(HiddenJson::from),
            written: review.written.as_ref().map(|written| WrittenJson::of(written, review)),
        }
    }
}

#[derive(Serialize)]
struct NamedJson<'a> {
    id: &'a str,
    name: &'a str,
}

#[derive(Serialize)]
struct PeriodJson<'a> {
    name: &'a str,
    from: String,
    to: String,
    until: Option<String>,
    week_rule: &'static str,
    weeks: Vec<String>,
}

#[derive(Serialize)]
struct RulesJson<'a> {
    average: &'static str,
    percent_of: &'static str,
    full_week_hours: String,
    buckets: &'a [String],
}

#[derive(Serialize)]
struct SourceJson<'a> {
    file: &'a str,
    format: &'static str,
    rows: RowsJson,
    cells: CellsJson,
    decisions: Vec<DecisionJson>,
}

#[derive(Serialize)]
struct RowsJson {
    read: u64,
    used: u64,
    excluded: u64,
    rejected: u64,
}

#[derive(Serialize)]
struct CellsJson {
    entries: u64,
    blank: u64,
    excluded: u64,
}

#[derive(Serialize)]
struct DecisionJson {
    what: &'static str,
    value: String,
    evidence: String,
    said_by: &'static str,
}

impl SourceJson<'_> {
    fn of(source: &SourceReport) -> SourceJson<'_> {
        let a = &source.accounting;
        SourceJson {
            file: &source.file,
            format: source.format,
            rows: RowsJson {
                read: a.rows_read,
                used: a.rows_used,
                excluded: a.rows_excluded,
                rejected: a.rows_rejected,
            },
            cells: CellsJson { entries: a.entries, blank: a.blank, excluded: a.cells_excluded },
            decisions: source
                .decisions
                .iter()
                .map(|d| DecisionJson {
                    what: decision::what(d),
                    value: decision::value(d),
                    evidence: decision::evidence(d),
                    said_by: d.said_by().name(),
                })
                .collect(),
        }
    }
}

#[derive(Serialize)]
struct PersonJson<'a> {
    id: &'a str,
    name: &'a str,
    weeks: Vec<WeekJson>,
}

#[derive(Serialize)]
struct WeekJson {
    week: String,
    state: &'static str,
    capacity: String,
    /// `null` unless something was submitted: missing is not zero.
    recorded: Option<String>,
    leave: String,
    holidays: String,
    not_submitted: String,
    unallocated: String,
}

impl PersonJson<'_> {
    fn of(person: &crate::calc::review::PersonReport) -> PersonJson<'_> {
        let week = |week: &crate::calc::review::PersonWeek| WeekJson {
            week: week.week.to_string(),
            state: week.state.name(),
            capacity: exact(&week.gross),
            recorded: matches!(week.state, State::Recorded | State::RecordedZero).then(|| exact(&week.recorded)),
            leave: exact(&week.leave),
            holidays: exact(&week.holidays),
            not_submitted: exact(&week.not_submitted),
            unallocated: exact(&week.unallocated),
        };
        PersonJson { id: &person.id, name: &person.name, weeks: person.weeks.iter().map(week).collect() }
    }
}

#[derive(Serialize)]
struct CategoryJson<'a> {
    id: &'a str,
    name: &'a str,
    bucket: &'a str,
    kind: Option<&'static str>,
}

impl<'a> CategoryJson<'a> {
    fn of(category: &'a crate::calc::review::CategoryReport, review: &'a Review) -> CategoryJson<'a> {
        let bucket = match category.bucket {
            Bucket::Of(at) => review.rules.buckets.get(at).map_or("unclassified", String::as_str),
            Bucket::Unclassified => "unclassified",
            Bucket::Leave => "leave",
            Bucket::Excluded => "excluded",
        };
        CategoryJson { id: &category.id, name: &category.name, bucket, kind: category.kind.map(|kind| kind.name()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calc::figure::Missing;
    use crate::render::csv::tests::{mean, missing, review_of};

    /// interface.md section 7, its own figure, key by key.
    #[test]
    fn a_figure_has_its_exact_quotient_and_a_missing_one_a_reason() {
        let text = json(&review_of([mean("Antoine"), missing(Missing::NotSubmitted)])).unwrap();
        let known = r#"    {
      "address": "person.antoine.total",
      "section": "Mean week",
      "row": "Antoine",
      "column": "Total",
      "unit": "percent",
      "value": "100.416666666667",
      "number": 100.41666666666667,
      "num": "1205",
      "den": "12",
      "shown": "100.42",
      "missing": null,
      "formula": "mean-week.reported",
      "top": {
        "value": "1205",
        "number": 1205,
        "unit": "points"
      },
      "bottom": {
        "value": "12",
        "number": 12,
        "unit": "weeks"
      }
    },
"#;
        let unknown = r#"      "value": null,
      "number": null,
      "num": null,
      "den": null,
      "shown": null,
      "missing": "not submitted",
      "formula": "week-recorded",
      "top": null,
      "bottom": null
    }
"#;
        assert!(text.contains(known) && text.contains(unknown), "{text}");
        assert!(text.starts_with("{\n  \"schema\": \"teamcap-review/1\",\n") && text.ends_with("\n}\n"), "{text}");
    }
}
