//! Tidy CSV: one figure a row, in the order of the text review. interface.md section 5.

use std::borrow::Cow;

use super::number;
use crate::calc::figure::Figure;
use crate::calc::review::Review;
use crate::model::guard::is_guarded;

const COLUMNS: [&str; 10] = ["address", "section", "row", "column", "value", "num", "den", "unit", "shown", "missing"];

/// All figures: UTF-8 without a byte order mark, `,`, LF, quotes by RFC 4180. `num/den` is the truth, `value` is for
/// reading.
pub fn csv(review: &Review) -> String {
    let figures = review.figures.iter().map(|figure| of_figure(figure, review).to_vec());
    written(std::iter::once(COLUMNS.map(str::to_owned).to_vec()).chain(figures))
}

/// Records as text.
pub fn written(records: impl Iterator<Item = Vec<String>>) -> String {
    records.map(|record| self::record(&record) + "\n").collect()
}

/// A record without its end.
pub fn record(fields: &[String]) -> String {
    match fields {
        // An empty field alone would be a blank line, which is no record.
        [only] if only.is_empty() => "\"\"".to_owned(),
        fields => fields.iter().map(|field| quoted(field)).collect::<Vec<_>>().join(","),
    }
}

/// A field, in quotes where it needs them.
fn quoted(field: &str) -> Cow<'_, str> {
    if field.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", field.replace('"', "\"\"")).into()
    } else {
        field.into()
    }
}

fn of_figure(figure: &Figure, review: &Review) -> [String; 10] {
    let (value, num, den, shown, missing) = match &figure.value {
        Ok(value) => {
            let [num, den] = value.terms();
            (number::value(value), num, den, number::shown(figure, review), "")
        }
        Err(missing) => (String::new(), String::new(), String::new(), String::new(), missing.name()),
    };
    [
        figure.address.clone(),
        figure.section.title().to_owned(),
        guarded(&figure.row),
        guarded(&figure.column),
        value,
        num,
        den,
        figure.unit.name().to_owned(),
        shown,
        missing.to_owned(),
    ]
}

/// Text from users, with an apostrophe before what a spreadsheet program would run as a formula; and before text that
/// looks guarded, so that the guard can be taken off again.
pub fn guarded(text: &str) -> String {
    if is_guarded(text) { format!("'{text}") } else { text.to_owned() }
}

#[cfg(test)]
pub(super) mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::calc::figure::{Figures, Formula, Missing, Section, Side, Unit};
    use crate::calc::review::Named;
    use crate::model::calendar::Calendar;
    use crate::model::exact::Exact;
    use crate::model::period::Period;
    use crate::model::rules::{Average, Rules, WeekRule};

    /// A review that holds these figures and nothing else.
    pub fn review_of(list: impl IntoIterator<Item = Figure>) -> Review {
        let period = Period::parse("2016-02", 1).unwrap();
        let mut figures = Figures::default();
        list.into_iter().for_each(|figure| figures.push(figure));
        Review {
            team: Named { id: "ops".into(), name: "Ops".into() },
            until: None,
            calendar: Calendar::new(&period, WeekRule::Thursday, None),
            period: Some(period),
            length: Exact::whole(4),
            rules: Rules::default(),
            sources: Vec::new(),
            people: Vec::new(),
            categories: Vec::new(),
            skills: None,
            written: None,
            without: None,
            figures,
            notes: Vec::new(),
            accepted: 0,
            excluded_entries: 0,
            hidden: None,
        }
    }

    /// The mean week of interface.md section 5.
    pub fn mean(row: &str) -> Figure {
        let formula = Formula::MeanWeekTotal(Average::Reported);
        let figure =
            Figure::new("person.antoine.total".into(), Section::MeanWeek, row, "Total", Unit::Percent, formula);
        let side = |value, unit| Side::new(Exact::whole(value), unit);
        figure.over(side(1205, Unit::Points), side(12, Unit::Weeks))
    }

    /// The missing week of interface.md section 5.
    pub fn missing(why: Missing) -> Figure {
        let address = "week.antoine.2016-w01".to_owned();
        let unit = Unit::FteWeeks;
        Figure::new(address, Section::Weeks, "Antoine", "2016-W01", unit, Formula::WeekRecorded).missing(why)
    }

    fn rows(list: impl IntoIterator<Item = Figure>) -> Vec<String> {
        csv(&review_of(list)).split_terminator('\n').skip(1).map(str::to_owned).collect()
    }

    proptest! {
        /// Whatever stands in a field, a reader gets it back.
        #[test]
        fn a_record_is_read_as_it_was_meant(fields in prop::collection::vec("[a,\"\n\r\t; 日]{0,5}", 1..5)) {
            let text = record(&fields) + "\n";
            let mut reader = ::csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
            let read: Vec<Vec<String>> = reader.deserialize().map(Result::unwrap).collect();
            prop_assert_eq!(read, [fields]);
        }
    }

    #[test]
    fn a_review_without_figures_is_a_header() {
        assert_eq!(csv(&review_of([])), "address,section,row,column,value,num,den,unit,shown,missing\n");
    }

    /// interface.md section 5, its own two rows.
    #[test]
    fn a_missing_figure_has_a_reason_and_no_number() {
        let expected = [
            "person.antoine.total,Mean week,Antoine,Total,100.416666666667,1205,12,percent,100.42,",
            "week.antoine.2016-w01,Weeks,Antoine,2016-W01,,,,fte-weeks,,not submitted",
        ];
        assert_eq!(rows([mean("Antoine"), missing(Missing::NotSubmitted)]), expected);
    }

    #[test]
    fn what_a_spreadsheet_would_run_is_guarded() {
        for (text, expected) in [
            ("=1+1", "'=1+1"),
            ("+49 30", "'+49 30"),
            ("-Ops", "'-Ops"),
            ("@Mittag", "'@Mittag"),
            ("\tx", "'\tx"),
            ("Ada", "Ada"),
            ("'Ada'", "'Ada'"),
            ("'=1", "''=1"),
            ("CI-Ops", "CI-Ops"),
            ("", ""),
        ] {
            assert_eq!(guarded(text), expected);
        }
    }

    /// The guard stands inside the quotes, and a negative number is left a number.
    #[test]
    fn text_is_guarded_and_quoted_and_numbers_are_neither() {
        let mut figure = mean("=HYPERLINK(\"x\",1)");
        figure.value = Ok(Exact::new(-3, 2).unwrap());
        let expected = "person.antoine.total,Mean week,\"'=HYPERLINK(\"\"x\"\",1)\",Total,-1.5,-3,2,percent,-1.50,";
        assert_eq!(rows([figure]), [expected]);
    }
}
