//! Encodings: their names, what the first bytes of a text show, a guess if they show nothing, and the decoder.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, X_USER_DEFINED};

use crate::model::decision::EncodingBy;
use crate::problem::FileFault;

mod decode;
mod guess;

pub(super) use decode::{Decode, bad_unit, lossy};
pub(super) use guess::{Verdict, look};

/// The encodings by their names. Other labels are known as well, such as `latin1`, `cp1252`, `sjis`.
pub const NAMES: [&str; 30] = [
    "utf-8",
    "utf-16",
    "utf-16le",
    "utf-16be",
    "windows-1250",
    "windows-1251",
    "windows-1252",
    "windows-1253",
    "windows-1254",
    "windows-1255",
    "windows-1256",
    "windows-1257",
    "windows-1258",
    "windows-874",
    "iso-8859-1",
    "iso-8859-2",
    "iso-8859-3",
    "iso-8859-4",
    "iso-8859-5",
    "iso-8859-7",
    "iso-8859-9",
    "iso-8859-15",
    "koi8-r",
    "macintosh",
    "shift_jis",
    "euc-jp",
    "euc-kr",
    "gb18030",
    "gbk",
    "big5",
];

/// An encoding that the configuration names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Label {
    encoding: &'static Encoding,
    /// Whether it is UTF-16 of either byte order.
    either: bool,
}

impl Label {
    /// Finds the encoding with this name, in upper or lower case.
    pub fn find(text: &str) -> Option<Label> {
        let found = Encoding::for_label_no_replacement(text.as_bytes());
        let encoding = found.filter(|encoding| *encoding != X_USER_DEFINED)?;
        let either = encoding == UTF_16LE && !text.trim().eq_ignore_ascii_case("utf-16le");
        Some(Label { encoding, either })
    }

    fn is_met_by(self, mark: &'static Encoding) -> bool {
        self.encoding == mark || (self.either && mark == UTF_16BE)
    }

    fn name(self) -> &'static str {
        if self.either { "UTF-16" } else { self.encoding.name() }
    }
}

/// How to start reading a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Start {
    pub encoding: &'static Encoding,
    /// The length of the byte order mark.
    pub mark: usize,
    /// What spoke for it; `None`: UTF-8, until a byte does not fit.
    pub evidence: Option<EncodingBy>,
}

/// Decides from the first bytes and from what the configuration says.
///
/// # Errors
/// `encoding-disagrees`: the byte order mark says another encoding.
pub(super) fn start(head: &[u8], said: Option<Label>) -> Result<Start, FileFault> {
    let configured = Some(EncodingBy::Configuration);
    match (Encoding::for_bom(head), said) {
        (Some((encoding, mark)), None) => Ok(Start { encoding, mark, evidence: Some(EncodingBy::ByteOrderMark) }),
        (Some((encoding, mark)), Some(label)) if label.is_met_by(encoding) => {
            Ok(Start { encoding, mark, evidence: configured })
        }
        (Some((encoding, _)), Some(label)) => {
            Err(FileFault::EncodingDisagrees { said: label.name(), mark: encoding.name() })
        }
        (None, Some(Label { encoding, either })) => {
            let encoding = wide(head).filter(|_| either).map_or(encoding, |(encoding, _)| encoding);
            Ok(Start { encoding, mark: 0, evidence: configured })
        }
        (None, None) => Ok(match wide(head) {
            Some((encoding, evidence)) => Start { encoding, mark: 0, evidence: Some(evidence) },
            None => Start { encoding: UTF_8, mark: 0, evidence: None },
        }),
    }
}

/// UTF-16 that has no mark and is proved by its zero bytes: in one of the two orders every pair of bytes is a character,
/// none of them is zero, and at least one in ten is ASCII (delimiters, digits and line ends are, in every language).
fn wide(head: &[u8]) -> Option<(&'static Encoding, EncodingBy)> {
    let (pairs, _) = head.as_chunks::<2>();
    let proves = |units: Vec<u16>| {
        let ascii = units.iter().filter(|unit| **unit < 0x80).count();
        // The last unit may be the first half of a character that is cut off.
        let whole = units.len() - usize::from(units.last().is_some_and(|unit| (0xD800..0xDC00).contains(unit)));
        let is_text = char::decode_utf16(units.iter().copied().take(whole)).all(|found| found.is_ok_and(|c| c != '\0'));
        (is_text && ascii * 10 >= units.len() && ascii > 0).then_some((ascii, units.len()))
    };
    let le = proves(pairs.iter().map(|pair| u16::from_le_bytes(*pair)).collect());
    let be = proves(pairs.iter().map(|pair| u16::from_be_bytes(*pair)).collect());
    let (encoding, (pairs, of)) = match (le, be) {
        (Some(le), be) if be.is_none_or(|be| be.0 < le.0) => (UTF_16LE, le),
        (_, Some(be)) => (UTF_16BE, be),
        _ => return None,
    };
    Some((encoding, EncodingBy::ZeroBytes { pairs, of }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utf16(text: &str, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(unit).collect()
    }

    fn started(head: &[u8], said: Option<&str>) -> (&'static str, usize, Option<EncodingBy>) {
        let start = start(head, said.map(|said| Label::find(said).unwrap())).unwrap();
        (start.encoding.name(), start.mark, start.evidence)
    }

    #[test]
    fn every_name_that_is_offered_is_known() {
        for name in NAMES {
            assert!(Label::find(name).is_some(), "{name}");
        }
        for (name, found) in [("Latin1", "windows-1252"), (" cp1252 ", "windows-1252"), ("UTF8", "UTF-8")] {
            assert_eq!(Label::find(name).unwrap().encoding.name(), found);
        }
        for name in ["", "ansi", "cp850", "hz-gb-2312", "replacement", "x-user-defined", "utf-7"] {
            assert_eq!(Label::find(name), None, "{name}");
        }
    }

    #[test]
    fn a_byte_order_mark_is_obeyed() {
        let evidence = Some(EncodingBy::ByteOrderMark);
        assert_eq!(started(b"\xEF\xBB\xBFa", None), ("UTF-8", 3, evidence));
        assert_eq!(started(b"\xFF\xFEa\0", None), ("UTF-16LE", 2, evidence));
        assert_eq!(started(b"\xFE\xFF\0a", None), ("UTF-16BE", 2, evidence));
    }

    #[test]
    fn what_is_said_goes_before_the_bytes_but_not_against_a_mark() {
        let said = Some(EncodingBy::Configuration);
        assert_eq!(started(b"Zo\xEB", Some("iso-8859-15")), ("ISO-8859-15", 0, said));
        assert_eq!(started(b"\xFE\xFF\0a", Some("utf-16")), ("UTF-16BE", 2, said));
        assert_eq!(started(b"\0a\0b", Some("utf-16")), ("UTF-16BE", 0, said));
        assert_eq!(started(b"\0a\0b", Some("utf-16le")), ("UTF-16LE", 0, said));
        assert_eq!(started(b"\xEF\xBB\xBFa", Some("utf-8")), ("UTF-8", 3, said));
        let disagrees = |head, said| start(head, Label::find(said)).unwrap_err();
        for (head, said, mark) in [
            (b"\xEF\xBB\xBFa".as_slice(), "windows-1252", "UTF-8"),
            (b"\xFE\xFF\0a", "UTF-16LE", "UTF-16BE"),
            (b"\xFF\xFEa\0", "UTF-8", "UTF-16LE"),
        ] {
            assert_eq!(disagrees(head, said), FileFault::EncodingDisagrees { said, mark });
        }
    }

    #[test]
    fn wide_text_without_a_mark_is_known_by_its_zero_bytes_in_any_language() {
        for text in ["Week\tPerson\tA\n", "Неделя;Имя\n2016-W01;Ёжик\n", "週;人;一\n2016-W01;一二;50\n", "a", "😀,1\n"]
        {
            assert_eq!(started(&utf16(text, u16::to_le_bytes), None).0, "UTF-16LE", "{text}");
            assert_eq!(started(&utf16(text, u16::to_be_bytes), None).0, "UTF-16BE", "{text}");
        }
        let cut = utf16("Week,😀", u16::to_le_bytes);
        assert_eq!(started(&cut[..cut.len() - 2], None).0, "UTF-16LE", "the other half may follow");
    }

    #[test]
    fn a_stray_zero_byte_proves_nothing() {
        for text in ["Week,Person,A\n2016-W01,A\0da,1\n", "Week", "", "\0", "\0\0", "W\0\0\0", "Wo\u{308}che\n"] {
            assert_eq!(started(text.as_bytes(), None), ("UTF-8", 0, None), "{text:?}");
        }
    }
}
