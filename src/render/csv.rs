//! Tidy CSV: one figure a row, in the order of the text review. interface.md section 5.

use super::number;
use crate::calc::figure::Figure;
use crate::calc::review::Review;

const COLUMNS: [&str; 10] = ["address", "section", "row", "column", "value", "num", "den", "unit", "shown", "missing"];

/// All figures: UTF-8 without a byte order mark, `,`, LF, quotes by RFC 4180. `num/den` is the truth, `value` is for
/// reading.
pub fn csv(review: &Review) -> String {
    let mut writer = ::csv::WriterBuilder::new().from_writer(Vec::new());
    let written = std::iter::once(COLUMNS.map(str::to_owned))
        .chain(review.figures.iter().map(|figure| record(figure, review)))
        .try_for_each(|record| writer.write_record(record));
    // Writing to memory fails only when memory does.
    match (written, writer.into_inner()) {
        (Ok(()), Ok(bytes)) => String::from_utf8(bytes).unwrap_or_default(),
        _ => String::new(),
    }
}

fn record(figure: &Figure, review: &Review) -> [String; 10] {
    let (value, num, den, shown, missing) = match figure.value {
        Ok(value) => {
            let shown = number::shown(figure, review);
            (number::value(value), value.num().to_string(), value.den().to_string(), shown, "")
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

/// Text from users, with an apostrophe before what a spreadsheet program would run as a formula.
fn guarded(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t']) { format!("'{text}") } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_spreadsheet_would_run_is_guarded() {
        for (text, expected) in
            [("=1+1", "'=1+1"), ("-Ops", "'-Ops"), ("\tx", "'\tx"), ("Ada", "Ada"), ("CI-Ops", "CI-Ops")]
        {
            assert_eq!(guarded(text), expected);
        }
    }
}
