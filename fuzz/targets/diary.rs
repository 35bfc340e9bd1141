//! Whatever a file holds, each reader of the files of time trackers makes a table of it with a record an entry, whose places lie in the
//! text; and what is told of the other lines shows them.

use std::io::Cursor;
use std::sync::Arc;

use teamcap::problem::words::diary::Diary;
use teamcap::read::csv::{Block, Csv, Hints, excerpt, place};
use teamcap::read::diary::{Logbook, known};
use teamcap::read::input::Input;
use teamcap::read::text::Text;

const DIARIES: [Diary; 7] = [
    Diary::Timewarrior,
    Diary::TimewarriorExport,
    Diary::Watson,
    Diary::Klog,
    Diary::Timeclock,
    Diary::Timedot,
    Diary::Org,
];

/// Panics where something does not hold of a file with this text, read as that of the tracker with this number.
pub fn check(tracker: u8, text: &[u8]) {
    let _ = known(&String::from_utf8_lossy(text));
    let diary = DIARIES[usize::from(tracker) % DIARIES.len()];
    let file: Arc<str> = Arc::from("log");
    let read = Logbook::read(&file, Text::utf8(Box::new(Cursor::new(text.to_vec()))), diary);
    let Ok(Ok(logbook)) = read else { panic!("a text in memory can be read") };
    assert!(logbook.problems.len() as u64 >= u64::from(logbook.rejected > 0));
    // A carriage return alone may end the lines.
    let lines = 1 + text.iter().filter(|byte| b"\r\n".contains(byte)).count() as u64;
    for problem in &logbook.problems {
        let row = problem.place.as_ref().map_or(0, |place| place.row);
        assert!((1..=lines).contains(&row), "{problem:?}");
    }
    let (entries, logbook) = (logbook.written.entries(), Arc::new(logbook));
    let input = Input::of_logbook(file.clone(), logbook);
    let hints = Hints { delimiter: None, skip_rows: 0 };
    let Ok(mut csv) = Csv::open(&input, &hints) else { panic!("the table of a log can be read") };
    let (mut block, mut records) = (Block::new(), 0);
    while csv.next(&mut block).is_ok_and(|has| has) {
        for record in block.records() {
            assert!(record.quote_fault().is_none(), "{:?}", record.text());
            if record.line() > 0 {
                records += 1;
                for field in 0..record.len() {
                    let (place, excerpt) = (place(&file, record, field), excerpt(record, field));
                    assert!((1..=lines).contains(&place.row), "{place}");
                    assert!(excerpt.text.get(excerpt.span.clone()).is_some(), "{excerpt:?}");
                }
            }
        }
    }
    assert_eq!(records, entries);
}
