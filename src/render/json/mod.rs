//! The review as JSON: every figure with its exact quotient, every person-week with its state, and no time, version or
//! host, so that the same folder always gives the same bytes.

mod document;

use super::number::{self, Bound, Shown};
use crate::calc::figure;
use crate::calc::review::{CategoryReport, LevelReport, PersonReport, PersonWeek, Review, SkillReport};
use crate::model::category::{Bucket, Kind};
use crate::model::skill::Mark;
use crate::model::source::SourceReport;
use crate::problem::Problem;
use document::{
    Category, Cells, Coverage, Decision, Document, Figure, Level, Note, Period, Person, Rows, Rules, SCHEMA, Side,
    Skill, Source, Team,
};

/// Pretty, two spaces, one line end at the end.
pub fn json(review: &Review) -> String {
    let mut text = serde_json::to_string_pretty(&document(review)).expect("text and counts written to memory");
    text.push('\n');
    text
}

fn document(review: &Review) -> Document<'_> {
    Document {
        schema: SCHEMA,
        team: Team { id: &review.team.id, name: &review.team.name },
        period: period(review),
        rules: Rules {
            average: review.rules.average.name(),
            percent_of: review.rules.percent_of.name(),
            full_week_hours: number::exact(review.rules.full_week),
            buckets: &review.rules.buckets,
        },
        sources: review.sources.iter().map(source).collect(),
        people: review.people.iter().map(person).collect(),
        categories: review.categories.iter().map(|of| category(of, &review.rules.buckets)).collect(),
        skills: review.skills.iter().flat_map(|report| &report.skills).map(|of| skill(of, &review.people)).collect(),
        figures: review.figures.iter().map(|of| figure(of, review)).collect(),
        notes: review.notes.iter().map(note).collect(),
    }
}

fn period(review: &Review) -> Period<'_> {
    Period {
        name: &review.period.name,
        from: review.period.from.to_string(),
        to: review.period.to.to_string(),
        until: review.until.map(|week| week.to_string()),
        week_rule: review.calendar.rule.name(),
        weeks: review.calendar.weeks.iter().map(|of| of.week.to_string()).collect(),
    }
}

fn source(of: &SourceReport) -> Source<'_> {
    let account = of.accounting;
    Source {
        file: &of.file,
        format: of.format,
        rows: Rows {
            read: account.rows_read,
            used: account.rows_used,
            excluded: account.rows_excluded,
            rejected: account.rows_rejected,
        },
        cells: Cells { entries: account.entries, blank: account.blank, excluded: account.cells_excluded },
        decisions: of
            .decisions
            .iter()
            .map(|of| Decision { what: of.what, value: &of.value, evidence: &of.evidence, said_by: of.said_by.name() })
            .collect(),
    }
}

fn person(of: &PersonReport) -> Person<'_> {
    Person { id: &of.id, name: &of.name, weeks: of.weeks.iter().map(person_week).collect() }
}

/// A week that was not submitted has no amount: blank is not zero.
fn person_week(of: &PersonWeek) -> document::PersonWeek {
    document::PersonWeek {
        week: of.week.to_string(),
        state: of.state.name(),
        capacity: number::exact(of.gross),
        recorded: of.state.is_submitted().then(|| number::exact(of.recorded)),
    }
}

fn category<'a>(of: &'a CategoryReport, buckets: &'a [String]) -> Category<'a> {
    let bucket = match of.bucket {
        Bucket::Of(at) => buckets.get(at).map_or("unclassified", String::as_str),
        Bucket::Unclassified => "unclassified",
        Bucket::Leave => "leave",
        Bucket::Excluded => "excluded",
    };
    Category { id: &of.id, name: &of.name, bucket, kind: of.kind.map(Kind::name) }
}

fn skill<'a>(of: &'a SkillReport, people: &'a [PersonReport]) -> Skill<'a> {
    Skill {
        id: &of.id,
        name: &of.name,
        group: of.group.as_deref(),
        bar: of.bar,
        weight: number::exact(of.weight),
        critical: of.critical,
        state: of.cover.name(),
        coverage: Coverage { low: of.holders.len(), high: of.high },
        levels: of.levels.iter().filter_map(|of| level(of, people)).collect(),
    }
}

fn level<'a>(of: &LevelReport, people: &'a [PersonReport]) -> Option<Level<'a>> {
    let (level, why) = match of.mark {
        Mark::Level(level) => (Some(level), None),
        Mark::Unknown => (None, Some(figure::Missing::NotAssessed.name())),
        Mark::NotApplicable => (None, Some(figure::Missing::NotApplicable.name())),
    };
    people.get(of.person).map(|person| Level { person: &person.id, level, change: of.change, why })
}

fn figure<'a>(of: &'a figure::Figure, review: &Review) -> Figure<'a> {
    let value = of.value.ok();
    Figure {
        address: &of.address,
        section: of.section.title(),
        row: &of.row,
        column: &of.column,
        unit: of.unit.name(),
        value: value.map(number::value),
        num: value.map(|value| value.num().to_string()),
        den: value.map(|value| value.den().to_string()),
        shown: value.map(|_| number::shown(of, review)),
        missing: of.value.err().map(figure::Missing::name),
        formula: of.formula.name(),
        top: of.quotient.map(|(top, _)| side(top)),
        bottom: of.quotient.map(|(_, bottom)| side(bottom)),
        high: of.high.map(number::exact),
        bound: number::bound(of).map(|bound| match bound {
            Bound::AtMost => "at most",
            Bound::AtLeast => "at least",
        }),
    }
}

fn side(of: figure::Side) -> Side {
    Side { value: number::exact(of.value), unit: of.unit.name() }
}

fn note(of: &Problem) -> Note<'_> {
    Note {
        name: of.name(),
        severity: of.severity().name(),
        figures: &of.figures,
        places: of.place.iter().chain(&of.also).map(|place| place.to_string()).collect(),
        text: of.fault.words(&Shown).found,
    }
}
