//! Finds the byte between two fields: the one that gives most of the first records the same number of fields.

use super::index::{Index, Scan};
use crate::model::decision::{Decision, DelimiterBy};

/// In order of preference, in case two explain the file equally well.
const CANDIDATES: [u8; 4] = [b',', b';', b'\t', b'|'];

/// How many records are looked at, and how many bytes.
const RECORDS: usize = 100;
const LOOK: usize = 64 << 10;

/// Returns the delimiter and the reason for it: `said` by the configuration, or else by the `separator` line of the
/// file, or else by the records in `head`. `whole` says that `head` is the whole file. A file of one column is read
/// with `,`.
pub(super) fn decide(said: Option<u8>, separator: Option<u8>, head: &[u8], whole: bool) -> (u8, Decision) {
    if let Some(delimiter) = said {
        return (delimiter, Decision::Delimiter(delimiter, DelimiterBy::Configuration));
    }
    if let Some(delimiter) = separator {
        return (delimiter, Decision::Delimiter(delimiter, DelimiterBy::SeparatorLine));
    }
    let mut best: Option<(Shape, u8)> = None;
    for candidate in CANDIDATES {
        let shape = Shape::of(head, whole, candidate);
        let better = best.is_none_or(|(found, _)| shape.beats(found));
        if shape.fields > 1 && shape.alike * 2 > shape.records && better {
            best = Some((shape, candidate));
        }
    }
    let (delimiter, by) = match best {
        Some((Shape { fields, alike, records: of }, delimiter)) => {
            (delimiter, DelimiterBy::Records { fields, alike, of })
        }
        None => {
            let Shape { fields, alike, records: of } = Shape::of(head, whole, b',');
            (b',', DelimiterBy::NoOther { fields, alike, of })
        }
    };
    (delimiter, Decision::Delimiter(delimiter, by))
}

/// The number of fields that most records have.
#[derive(Debug, Clone, Copy)]
struct Shape {
    fields: usize,
    /// How many records have that many fields.
    alike: usize,
    /// How many records there are, without blank lines.
    records: usize,
}

impl Shape {
    fn of(head: &[u8], whole: bool, delimiter: u8) -> Shape {
        let (seen, whole) = match head.get(..LOOK) {
            Some(first) => (first, whole && head.len() == LOOK),
            None => (head, whole),
        };
        let mut index = Index::default();
        let mut scan = Scan::new(delimiter, usize::MAX);
        scan.run(seen, &mut index);
        if whole || index.records.is_empty() {
            scan.finish(seen, &mut index);
        }
        let mut counts: Vec<(usize, usize)> = Vec::new();
        let mut records = 0;
        for number in 0..index.records.len() {
            let fields = index.fields_of(number);
            let text = index.start_of(fields.start)..index.end_of(fields.end.saturating_sub(1));
            if seen.get(text).unwrap_or_default().trim_ascii().is_empty() {
                continue;
            }
            records += 1;
            match counts.iter_mut().find(|(n, _)| *n == fields.len()) {
                Some((_, count)) => *count += 1,
                None => counts.push((fields.len(), 1)),
            }
            if records == RECORDS {
                break;
            }
        }
        let (fields, alike) = counts.into_iter().max_by_key(|&(n, count)| (count, n)).unwrap_or((1, 0));
        Shape { fields, alike, records }
    }

    /// Prefers the larger proportion of equally long records, then more fields. The number of records depends on the
    /// candidate if values contain line ends.
    fn beats(self, other: Shape) -> bool {
        let (mine, theirs) = (self.alike * other.records, other.alike * self.records);
        mine > theirs || mine == theirs && self.fields > other.fields
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::decision::SaidBy;
    use crate::problem::words::decision::{evidence, value};

    fn decided(text: &str) -> (u8, String, SaidBy) {
        let (delimiter, decision) = decide(None, None, text.as_bytes(), true);
        (delimiter, evidence(&decision), decision.said_by())
    }

    #[test]
    fn the_delimiter_gives_most_records_the_same_number_of_fields() {
        for (text, delimiter, evidence) in [
            ("Week,A,B\nW1,1,2\nW2,3,4\n", b',', "3 fields in 3 of 3 first records"),
            ("Week;A;B\nW1;41,5;20,5\nW2;3,5;4,5", b';', "3 fields in 3 of 3 first records"),
            ("Person;A\nAda;41,5\nBo;3,5\n", b';', "2 fields in 3 of 3 first records"),
            ("Week\tA, a\nW1\t1\n", b'\t', "2 fields in 2 of 2 first records"),
            ("a|b\n\n1|2\n3|4|5\n", b'|', "2 fields in 2 of 3 first records"),
            ("Name,Note\nAda,\"x;\ny;z\"\nBo,\"p;q\"\n", b',', "2 fields in 3 of 3 first records"),
            ("Team sheet\n\nWeek;A\nW1;1\nW2;2\n", b';', "2 fields in 3 of 4 first records"),
        ] {
            assert_eq!(decided(text), (delimiter, evidence.to_owned(), SaidBy::File), "{text:?}");
        }
    }

    #[test]
    fn a_file_of_one_column_is_read_with_commas() {
        let evidence = "1 field in 2 of 2 first records".to_owned();
        assert_eq!(decided("Person\nAda\n"), (b',', evidence, SaidBy::Default));
    }

    #[test]
    fn the_configuration_goes_before_the_separator_line_and_that_before_the_records() {
        let said = |said, separator| {
            let (delimiter, decision) = decide(said, separator, b"a,b\n", true);
            (delimiter, value(&decision), decision.said_by())
        };
        assert_eq!(said(Some(b'\t'), Some(b';')), (b'\t', "tab".to_owned(), SaidBy::Configuration));
        assert_eq!(said(None, Some(b';')), (b';', ";".to_owned(), SaidBy::File));
        assert_eq!(said(None, None), (b',', ",".to_owned(), SaidBy::File));
    }
}
