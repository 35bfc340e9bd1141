//! Which byte divides the fields: of `,` `;` tab `|` the one that gives most of the first records the same number of
//! fields. A first line `sep=;` is obeyed.

use super::index::Index;
use crate::model::source::{Decision, SaidBy};

const CANDIDATES: [u8; 4] = [b',', b';', b'\t', b'|'];

/// How many records are looked at.
const FIRST: usize = 100;

/// The delimiter that a first line `sep=;` says.
pub fn said_by_file(first_line: &[u8]) -> Option<u8> {
    let line = first_line.trim_ascii_end();
    let rest = line.strip_prefix(b"sep=").or_else(|| line.strip_prefix(b"SEP="))?;
    match rest {
        [] if first_line.starts_with(b"sep=\t") => Some(b'\t'),
        [one] => Some(*one),
        _ => None,
    }
}

/// The delimiter of `bytes`, the first of a file, and why.
pub fn delimiter(bytes: &[u8], said: Option<u8>, in_file: Option<u8>) -> (u8, Decision) {
    let decided = |delimiter: u8, evidence: String, said_by| {
        let value = if delimiter == b'\t' { "tab".to_owned() } else { char::from(delimiter).to_string() };
        (delimiter, Decision { what: "delimiter", value, evidence, said_by })
    };
    if let Some(said) = said {
        return decided(said, "delimiter in the configuration".to_owned(), SaidBy::Configuration);
    }
    if let Some(said) = in_file {
        return decided(said, "the first line says sep=".to_owned(), SaidBy::File);
    }
    let mut best: Option<(u8, usize, usize, usize)> = None;
    for candidate in CANDIDATES {
        let Some((alike, fields, records)) = alike(bytes, candidate) else { continue };
        if best.is_none_or(|(_, most, width, _)| (alike, fields) > (most, width)) {
            best = Some((candidate, alike, fields, records));
        }
    }
    match best {
        Some((delimiter, alike, fields, records)) => {
            decided(delimiter, format!("{fields} fields in {alike} of {records} first records"), SaidBy::File)
        }
        None => decided(b',', "one column".to_owned(), SaidBy::Default),
    }
}

/// How many of the first records have the field count that most of them have, if it is above one; that count; and how
/// many records there were.
fn alike(bytes: &[u8], delimiter: u8) -> Option<(usize, usize, usize)> {
    let mut index = Index::default();
    let rest = index.fill(bytes, delimiter);
    if rest.from < bytes.len() {
        index.last_record(bytes, rest.from, delimiter);
    }
    let is_blank =
        |start: u32, end: u32| bytes.get(start as usize..end as usize).is_none_or(|text| text.trim_ascii().is_empty());
    let counts: Vec<usize> = index
        .records
        .iter()
        .filter(|record| !index.ends.get(record.last as usize - 1).is_none_or(|&end| is_blank(record.start, end)))
        .take(FIRST)
        .map(|record| (record.last - record.first) as usize)
        .collect();
    let most = counts.iter().copied().max_by_key(|n| (counts.iter().filter(|other| *other == n).count(), *n))?;
    let alike = counts.iter().filter(|n| **n == most).count();
    (most > 1).then_some((alike, most, counts.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> u8 {
        delimiter(text.as_bytes(), None, None).0
    }

    #[test]
    fn the_delimiter_is_the_one_that_most_records_agree_on() {
        assert_eq!(of("Week,Person,CI\n2016-W01,Ada,\"a;b;c\"\n"), b',');
        assert_eq!(of("Week;Person;CI\n2016-W01;Ada;41,5\n2016-W02;Ada;40,0\n"), b';');
        assert_eq!(of("Week\tPerson\n2016-W01\tAda\n"), b'\t');
        assert_eq!(of("Week\n2016-W01\n"), b',', "one column");
    }

    #[test]
    fn a_sep_line_is_obeyed() {
        assert_eq!(said_by_file(b"sep=;\r\n"), Some(b';'));
        assert_eq!(said_by_file(b"sep=\t\n"), Some(b'\t'));
        assert_eq!(said_by_file(b"September"), None);
    }
}
