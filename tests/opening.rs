//! How a CSV file is opened and what is refused at once, how its source may behave, and how its records are shown.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

use std::io::{self, Read};
use std::sync::Arc;

use teamcap::model::decision::{Decision, DelimiterBy, EncodingBy};
use teamcap::read::Opening;
use teamcap::read::bytes::Bytes;
use teamcap::read::csv::{Block, Csv, Hints, Sizes, bad_byte, broken_quote, excerpt, place};
use teamcap::read::input::Input;
use teamcap::read::text::Text;

fn input(bytes: impl Bytes + 'static) -> Input {
    Input::new(Arc::from("a.csv"), bytes, None)
}

fn open(text: &[u8]) -> Csv {
    let text = Text::utf8(Box::new(io::Cursor::new(text.to_vec())));
    Csv::with_sizes(text, &Arc::from("a.csv"), &Hints::default(), Sizes::default()).unwrap()
}

#[test]
fn a_source_may_hand_out_its_bytes_one_by_one() {
    #[derive(Debug, Clone)]
    struct Drip(io::Cursor<Vec<u8>>);
    impl Bytes for Drip {
        fn open(&self) -> io::Result<Box<dyn Read + Send>> {
            Ok(Box::new(self.clone()))
        }
    }
    impl Read for Drip {
        fn read(&mut self, room: &mut [u8]) -> io::Result<usize> {
            let one = room.len().min(1);
            self.0.read(&mut room[..one])
        }
    }
    let source = Drip(io::Cursor::new(b"\xEF\xBB\xBFsep=;\r\nWeek;A\r\nW1;2".to_vec()));
    let mut csv = Csv::open(&input(source), &Hints::default()).unwrap();
    let mut block = Block::new();
    assert!(csv.next(&mut block).unwrap());
    assert_eq!((block.number(), block.first_line()), (0, 2));
    assert_eq!(block.records().map(|record| record.len()).collect::<Vec<_>>(), [2, 2]);
    assert!(!csv.next(&mut block).unwrap());
    let (delimiter, encoding) = (DelimiterBy::SeparatorLine, EncodingBy::ByteOrderMark);
    assert_eq!(csv.decisions(), [Decision::Delimiter(b';', delimiter), Decision::Encoding("UTF-8", encoding)]);
}

#[test]
fn lines_above_the_header_are_skipped_and_counted() {
    let source = input(b"Effort, all\n\nWeek;A\nW1;2\n".to_vec());
    let mut csv = Csv::open(&source, &Hints { delimiter: None, skip_rows: 2 }).unwrap();
    let mut block = Block::new();
    assert!(csv.next(&mut block).unwrap());
    let header = block.records().next().unwrap();
    assert_eq!((header.line(), header.field(0).as_ref()), (3, b"Week".as_slice()));
}

#[test]
fn a_file_without_a_record_and_a_container_are_refused_at_once() {
    for (bytes, name) in [
        (b"".as_slice(), "empty-file"),
        (b"\xEF\xBB\xBF", "empty-file"),
        (b" \n\r\n", "empty-file"),
        (b"sep=;\n", "empty-file"),
        (b"PK\x03\x04...", "unknown-container"),
        (b"\xFF\xFE", "empty-file"),
        (b"BEGIN:VCALENDAR\r\n", "unknown-container"),
    ] {
        let Err(Opening::Problems(problems)) = Csv::open(&input(bytes.to_vec()), &Hints::default()) else {
            panic!("{bytes:?} was opened");
        };
        assert_eq!(problems[0].name(), name, "{bytes:?}");
        assert_eq!(problems[0].place.as_ref().unwrap().to_string(), "a.csv");
    }
}

#[test]
fn an_error_of_the_source_is_handed_on() {
    /// So many good rows, then an error.
    #[derive(Debug, Clone, Copy)]
    struct Broken(usize);
    impl Bytes for Broken {
        fn open(&self) -> io::Result<Box<dyn Read + Send>> {
            Ok(Box::new(io::Cursor::new(b"a,b\n".repeat(self.0)).chain(*self)))
        }
    }
    impl Read for Broken {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(io::Error::other("gone"))
        }
    }
    assert!(matches!(Csv::open(&input(Broken(0)), &Hints::default()), Err(Opening::Io(_))));
    let mut csv = Csv::open(&input(Broken(1 << 17)), &Hints::default()).unwrap();
    let mut block = Block::new();
    assert!(csv.next(&mut block).unwrap());
    assert!(csv.next(&mut block).unwrap());
    assert!(csv.next(&mut block).is_err());
    assert_eq!(block.records().len(), 0);
}

#[test]
fn an_excerpt_is_the_row_itself_with_the_field_marked() {
    let file: Arc<str> = Arc::from("ada.csv");
    let mut csv = open(b"Week,A\nW1,\"x\ny\"\nZo\xEB,4o%,\xFE1\r\n,\"a\"b\n");
    let mut block = Block::new();
    assert!(csv.next(&mut block).unwrap());
    let records: Vec<_> = block.records().collect();

    let found = excerpt(records[2], 1);
    assert_eq!((found.line, &*found.text), (4, "Zo\u{FFFD},4o%,\u{FFFD}1"));
    assert_eq!(&found.text[found.span], "4o%");
    assert_eq!(place(&file, records[2], 1).to_string(), "ada.csv:4:2");
    assert_eq!(&excerpt(records[1], 1).text, "W1,\"x\ny\"");
    assert_eq!(excerpt(records[0], 9).span, 6..6, "a field that is not there is marked at the end");

    assert_eq!(bad_byte(&file, records[2], 1), None);
    let problem = bad_byte(&file, records[2], 2).unwrap();
    assert_eq!((problem.name(), problem.place.unwrap().to_string()), ("bad-byte", "ada.csv:4:3".to_owned()));
    let marked = problem.excerpt.unwrap();
    assert_eq!(&marked.text[marked.span], "\u{FFFD}");

    let problem = broken_quote(&file, records[3]).unwrap();
    assert_eq!((problem.name(), problem.place.unwrap().to_string()), ("broken-quote", "ada.csv:5:2".to_owned()));
    assert_eq!(problem.excerpt.unwrap().span, 3..4);
}

#[test]
fn a_row_of_white_space_is_blank() {
    let mut csv = open("\n , \t\n\"\",\" \"\n\u{A0},\u{202F}\n0,\n_\n".as_bytes());
    let mut block = Block::new();
    assert!(csv.next(&mut block).unwrap());
    let blank: Vec<_> = block.records().map(|record| record.is_blank()).collect();
    assert_eq!(blank, [true, true, true, true, false, false]);
}
