//! What is said of a decision about a source: what was decided, its value, and the evidence.

use crate::model::decision::{
    Container, DateOrderBy, DatesBy, DecimalMarkBy, Decision, DelimiterBy, DurationsBy, EncodingBy, PersonBy, UnitBy,
};
use crate::model::effort::Unit;
use crate::problem::grammar::count;

/// What was decided: `unit`, `decimal mark`.
pub fn what(decision: &Decision) -> &'static str {
    match decision {
        Decision::Delimiter(..) => "delimiter",
        Decision::Encoding(..) => "encoding",
        Decision::Container(_) => "container",
        Decision::Header { .. } => "header",
        Decision::Person(..) => "person",
        Decision::DecimalMark(..) => "decimal mark",
        Decision::DateOrder(..) => "date order",
        Decision::Unit(..) | Decision::UnitOfEachRow => "unit",
        Decision::Durations(..) => "durations",
        Decision::DatesAreDays(_) | Decision::DatesAreWeeks(_) => "dates",
        Decision::TimeZone { .. } => "time zone",
    }
}

/// The value: `percent`, `,`.
pub fn value(decision: &Decision) -> String {
    match decision {
        Decision::Delimiter(b'\t', _) => "tab".to_owned(),
        Decision::Delimiter(byte, _) => char::from(*byte).to_string(),
        Decision::Encoding(name, _) => (*name).to_owned(),
        Decision::Container(Container::Gzip) => "gzip".to_owned(),
        Decision::Container(Container::Zstd) => "zstd".to_owned(),
        Decision::Container(Container::Parquet) => "Parquet".to_owned(),
        Decision::Container(Container::Workbook) => "workbook".to_owned(),
        Decision::Header { line, .. } => format!("line {line}"),
        Decision::Person(name, _) | Decision::TimeZone { name, .. } => name.clone(),
        Decision::DecimalMark(mark, _) => mark.symbol().to_string(),
        Decision::DateOrder(order, _) => order.name().to_owned(),
        Decision::Unit(unit, _) => unit.name().to_owned(),
        Decision::UnitOfEachRow => "percent or hours".to_owned(),
        Decision::Durations(bare, _) => bare.name().to_owned(),
        Decision::DatesAreDays(_) => "days".to_owned(),
        Decision::DatesAreWeeks(_) => "weeks".to_owned(),
    }
}

/// The evidence: `366 of 366 cells carry %`.
pub fn evidence(decision: &Decision) -> String {
    match decision {
        Decision::Delimiter(_, by) => delimiter(*by),
        Decision::Encoding(_, by) => encoding(*by),
        Decision::Container(Container::Gzip) => "its first two bytes".to_owned(),
        Decision::Container(Container::Zstd | Container::Parquet) => "its first four bytes".to_owned(),
        Decision::Container(Container::Workbook) => "what the file holds; a tab of it".to_owned(),
        Decision::Header { titles, .. } => {
            format!("above it {} with a single text", count(*titles, "line", "lines"))
        }
        Decision::Person(_, PersonBy::Configuration) => "person in the configuration".to_owned(),
        Decision::Person(_, PersonBy::FileName) => "the file's name".to_owned(),
        Decision::DecimalMark(_, DecimalMarkBy::Configuration) => "decimal in the configuration".to_owned(),
        Decision::DecimalMark(_, DecimalMarkBy::Cells { cells, of, first }) => {
            format!("{cells} of {of} cells with a mark, {first} first")
        }
        Decision::DateOrder(_, DateOrderBy::Configuration) => "dates in the configuration".to_owned(),
        Decision::DateOrder(_, DateOrderBy::Dates { dates, of }) => {
            format!("{dates} of {of} dates can be read in no other way")
        }
        Decision::Unit(unit, by) => of_unit(*unit, *by),
        Decision::UnitOfEachRow => "each row says its own".to_owned(),
        Decision::Durations(_, by) => durations(*by),
        Decision::DatesAreDays(by) | Decision::DatesAreWeeks(by) => dates(*by),
        Decision::TimeZone { said: true, .. } => "said by time_zone or --time-zone".to_owned(),
        Decision::TimeZone { said: false, .. } => "nothing says another".to_owned(),
    }
}

fn delimiter(by: DelimiterBy) -> String {
    match by {
        DelimiterBy::Configuration => "teamcap.toml says so".to_owned(),
        DelimiterBy::SeparatorLine => "the line sep= of the file".to_owned(),
        DelimiterBy::Records { fields, alike, of } | DelimiterBy::NoOther { fields, alike, of } => {
            format!("{} in {alike} of {of} first records", count(fields as u64, "field", "fields"))
        }
    }
}

fn encoding(by: EncodingBy) -> String {
    match by {
        EncodingBy::Configuration => "teamcap.toml says so".to_owned(),
        EncodingBy::ByteOrderMark => "byte order mark".to_owned(),
        EncodingBy::ZeroBytes { pairs, of } => {
            format!("{pairs} of the first {of} pairs of bytes hold a zero byte and an ASCII one")
        }
        EncodingBy::Bad(0) => "every byte fits".to_owned(),
        EncodingBy::Bad(1) => "1 byte does not fit".to_owned(),
        EncodingBy::Bad(bad) => format!("{bad} bytes do not fit"),
        EncodingBy::Guess { beyond } => format!("a guess: none of its {beyond} bytes beyond ASCII fits UTF-8"),
    }
}

fn of_unit(unit: Unit, by: UnitBy) -> String {
    match by {
        UnitBy::Configuration => "unit in the configuration".to_owned(),
        UnitBy::Percents { cells, of } => format!("{cells} of {of} cells carry %"),
        UnitBy::Hours { cells, of } => format!("{cells} of {of} cells are written as hours"),
        UnitBy::Headings { headings, of, unit } => format!("{headings} of {of} headings say {}", unit.name()),
        UnitBy::HeadingsButOnes { headings, of, ones, weeks } => {
            let unit = Unit::Percent.name();
            format!("{headings} of {of} headings say {unit}; {ones} of {weeks} person-weeks add up to about 1")
        }
        UnitBy::Zeros => "no number but zero".to_owned(),
        UnitBy::Columns { percents, hours } => {
            format!("each column by its own sign or heading: {percents} cells of percents, {hours} of hours")
        }
        UnitBy::Sums { weeks, of } => {
            let whole = match unit {
                Unit::Fraction => "1",
                Unit::Percent => "100",
                Unit::Hours => "a week's hours",
            };
            format!("{weeks} of {of} person-weeks add up to about {whole}")
        }
        UnitBy::StartToEnd => "the time from start to end".to_owned(),
        UnitBy::Durations { cells, bare: Some(bare) } => {
            format!("{}; bare numbers are {}", count(cells, "duration", "durations"), bare.name())
        }
        UnitBy::Durations { cells, bare: None } => {
            format!("{cells} of {} written as durations", count(cells, "cell is", "cells are"))
        }
        UnitBy::Tracker(name) => format!("so {name} writes them"),
        UnitBy::Mapping => "the mapping says hours".to_owned(),
    }
}

fn durations(by: DurationsBy) -> String {
    let first = |all: bool| if all { "" } else { "first " };
    match by {
        DurationsBy::Configuration => "unit in the configuration".to_owned(),
        DurationsBy::Times { fit, rows, all } => format!("end less start in {fit} of {rows} {}rows", first(all)),
        DurationsBy::DecimalMarks { marked, of, all } => {
            format!("{marked} of {of} {}bare numbers with a decimal mark", first(all))
        }
        DurationsBy::AtMost24(bare) => format!("{bare} of {bare} bare numbers are at most 24"),
    }
}

fn dates(by: DatesBy) -> String {
    match by {
        DatesBy::OneAmountARow => "hours, one amount a row".to_owned(),
        DatesBy::OneAWeek { weeks } => format!("no person has two of them in a week, in {weeks} person-weeks"),
        DatesBy::SeveralAWeek { several, weeks } => format!("several in one week in {several} of {weeks} person-weeks"),
    }
}
