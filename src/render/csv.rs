//! The review as tidy CSV: one figure a row, in the order of the text review. interface.md section 5.
//!
//! ```text
//! address,section,row,column,value,num,den,unit,shown,missing
//! person.antoine.total,Mean week,Antoine,Total,100.416666666667,1205,12,percent,100.42,
//! week.antoine.2016-w01,Weeks,Antoine,2016-W01,,,,fte-weeks,,not submitted
//! ```

use std::borrow::Cow;

use super::number;
use crate::calc::figure::Figure;
use crate::calc::review::Review;

/// Columns are only ever added at the end.
const HEADER: [&str; 10] = ["address", "section", "row", "column", "value", "num", "den", "unit", "shown", "missing"];

/// UTF-8 without a byte order mark, `,`, LF, quotes where RFC 4180 wants them.
pub fn csv(review: &Review) -> String {
    written(review).expect("text written to memory")
}

fn written(review: &Review) -> Result<String, Box<dyn std::error::Error>> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(HEADER)?;
    for figure in review.figures.iter() {
        writer.write_record(record(figure, review).iter().map(|field| field.as_bytes()))?;
    }
    Ok(String::from_utf8(writer.into_inner()?)?)
}

fn record<'a>(figure: &'a Figure, review: &Review) -> [Cow<'a, str>; 10] {
    let (number, missing) = match figure.value {
        Ok(value) => {
            let number =
                [number::value(value), value.num().to_string(), value.den().to_string(), number::shown(figure, review)];
            (number, "")
        }
        Err(why) => (Default::default(), why.name()),
    };
    let [value, num, den, shown] = number.map(Cow::Owned);
    [
        guarded(&figure.address),
        figure.section.title().into(),
        guarded(&figure.row),
        guarded(&figure.column),
        value,
        num,
        den,
        figure.unit.name().into(),
        shown,
        missing.into(),
    ]
}

/// Text that came from users. Spreadsheet programs run a cell that begins with `=`, `+`, `-` or `@`, some also behind a tab
/// or a line break; a `'` makes it text. Numbers are never touched.
fn guarded(text: &str) -> Cow<'_, str> {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']) { format!("'{text}").into() } else { text.into() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_a_spreadsheet_would_run_is_text() {
        for (name, expected) in [
            ("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\t=1", "'\t=1"),
            ("- none -", "'- none -"),
            ("% capacity", "% capacity"),
            ("Ada = Bob", "Ada = Bob"),
            ("", ""),
        ] {
            assert_eq!(guarded(name), expected);
        }
    }
}
