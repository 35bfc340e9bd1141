//! The page of `teamcap sources` as JSON: what each file was taken for. docs/sources.schema.json.

use serde::Serialize;

use super::exact::exact;
use super::{SourceJson, text};
use crate::model::exact::Exact;
use crate::model::sketch::Sketch;
use crate::model::source::{ActivitySum, ColumnUse, MatrixSummary, SourceSummary, Unplanned, asked, reading_of};
use crate::render::unwritable::Written;

/// What `sources` shows on a page, of the same files in the same order.
///
/// # Errors
/// `unwritable-file`.
pub fn json(
    files: &[SourceSummary],
    matrices: &[MatrixSummary],
    unplanned: &[Unplanned],
    sketches: &[Sketch],
) -> Written {
    let of = |file: &str| reading_of(sketches, file).map(ReadingJson::of);
    text::pretty(&TakenJson {
        schema: "teamcap-sources/1",
        sheets: files.iter().map(|file| SheetJson::of(file, of(&file.report.file))).collect(),
        matrices: matrices.iter().map(MatrixJson::of).collect(),
        asked: asked(sketches, files).map(AskedJson::of).collect(),
        unknown: unplanned.iter().map(UnknownJson::of).collect(),
    })
}

#[derive(Serialize)]
struct TakenJson<'a> {
    schema: &'static str,
    sheets: Vec<SheetJson<'a>>,
    matrices: Vec<MatrixJson<'a>>,
    asked: Vec<AskedJson<'a>>,
    unknown: Vec<UnknownJson<'a>>,
}

#[derive(Serialize)]
struct SheetJson<'a> {
    #[serde(flatten)]
    source: SourceJson<'a>,
    columns: Vec<ColumnJson<'a>>,
    from: Option<String>,
    to: Option<String>,
    people: &'a [String],
    activities: Vec<ActivityJson<'a>>,
    reading: Option<ReadingJson<'a>>,
}

impl<'a> SheetJson<'a> {
    fn of(file: &'a SourceSummary, reading: Option<ReadingJson<'a>>) -> SheetJson<'a> {
        SheetJson {
            source: SourceJson::of(&file.report),
            columns: file.columns.iter().map(|(heading, is)| ColumnJson::of(heading, *is)).collect(),
            from: file.days.map(|(from, _)| from.to_string()),
            to: file.days.map(|(_, to)| to.to_string()),
            people: &file.people,
            activities: file.activities.iter().map(ActivityJson::of).collect(),
            reading,
        }
    }
}

/// A column is one role, or amounts, or left alone.
#[derive(Serialize)]
struct ColumnJson<'a> {
    heading: &'a str,
    is: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    why: Option<&'static str>,
}

impl ColumnJson<'_> {
    fn of(heading: &str, is: ColumnUse) -> ColumnJson<'_> {
        let (is, why) = match is {
            ColumnUse::Is(role) => (role, None),
            ColumnUse::Category => ("effort", None),
            ColumnUse::OfPerson => ("effort of a person", None),
            ColumnUse::Left(why) => ("left alone", Some(why)),
        };
        ColumnJson { heading, is, why }
    }
}

#[derive(Serialize)]
struct ActivityJson<'a> {
    name: &'a str,
    percent_of_week: Option<String>,
    hours: Option<String>,
    category: Option<&'a str>,
}

impl ActivityJson<'_> {
    fn of(activity: &ActivitySum) -> ActivityJson<'_> {
        ActivityJson {
            name: &activity.name,
            percent_of_week: activity.percent.as_ref().map(exact),
            hours: activity.hours.as_ref().map(exact),
            category: activity.category.as_deref(),
        }
    }
}

#[derive(Serialize)]
struct MatrixJson<'a> {
    file: &'a str,
    previous: bool,
    people: &'a [String],
    skills: usize,
    cells: usize,
    assessed: usize,
}

impl MatrixJson<'_> {
    fn of(matrix: &MatrixSummary) -> MatrixJson<'_> {
        MatrixJson {
            file: &matrix.file,
            previous: matrix.is_previous,
            people: &matrix.people,
            skills: matrix.skills,
            cells: matrix.cells,
            assessed: matrix.assessed,
        }
    }
}

#[derive(Serialize)]
struct AskedJson<'a> {
    file: &'a str,
    reading: ReadingJson<'a>,
}

impl AskedJson<'_> {
    fn of(sketch: &Sketch) -> AskedJson<'_> {
        AskedJson { file: &sketch.file, reading: ReadingJson::of(sketch) }
    }
}

/// The reading over the first rows.
#[derive(Serialize)]
struct ReadingJson<'a> {
    columns: Vec<ReadColumnJson<'a>>,
    rows: Vec<RowJson<'a>>,
    kinds: Vec<KindJson>,
}

impl ReadingJson<'_> {
    fn of(sketch: &Sketch) -> ReadingJson<'_> {
        ReadingJson {
            columns: sketch
                .columns
                .iter()
                .map(|column| ReadColumnJson {
                    is: &column.is,
                    by: column.by,
                    total: column.total.as_ref().map(|(total, _): &(Exact, _)| exact(total)),
                    sign: column.total.as_ref().map(|(_, sign)| *sign).filter(|sign| !sign.is_empty()),
                })
                .collect(),
            rows: sketch.rows.iter().map(|row| RowJson { line: row.line, is: row.is, cells: &row.cells }).collect(),
            kinds: sketch.kinds.iter().map(|(is, rows)| KindJson { is, rows: *rows }).collect(),
        }
    }
}

#[derive(Serialize)]
struct ReadColumnJson<'a> {
    is: &'a str,
    by: &'static str,
    total: Option<String>,
    sign: Option<&'static str>,
}

#[derive(Serialize)]
struct RowJson<'a> {
    line: u64,
    is: &'static str,
    cells: &'a [String],
}

#[derive(Serialize)]
struct KindJson {
    is: &'static str,
    rows: u64,
}

#[derive(Serialize)]
struct UnknownJson<'a> {
    file: &'a str,
    headings: &'a [String],
    suggested: Vec<SuggestedJson<'a>>,
    export: Option<&'static str>,
}

impl UnknownJson<'_> {
    fn of(file: &Unplanned) -> UnknownJson<'_> {
        UnknownJson {
            file: &file.file,
            headings: &file.headings,
            suggested: file
                .suggested
                .iter()
                .map(|(role, heading)| SuggestedJson { role, heading: heading.as_deref() })
                .collect(),
            export: file.nobodys,
        }
    }
}

#[derive(Serialize)]
struct SuggestedJson<'a> {
    role: &'static str,
    heading: Option<&'a str>,
}
