use super::*;
use crate::read::csv::Block;
use crate::rollup::testing::{job, plan};

const HEADINGS: &str = "Person,Week,Category,Percent";

/// Reads the labels of each row, and returns them with whether the row's texts were all known before.
fn read(labels: &mut Labels, rows: &str) -> Vec<(bool, RowLabels)> {
    let (plan, block) = (plan(HEADINGS), Block::of(rows, b','));
    let mut at = 0;
    let mut of = |record: Record<'_>| {
        labels.stand_at(at);
        at += 1;
        let known = labels.known(&record, &plan);
        let person = labels.person_of(&record, &job(&plan)).unwrap();
        let slot = labels.slot(&record, &job(&plan)).unwrap();
        let activity = labels.activity(&record, &plan).unwrap().unwrap_or(NAMELESS);
        let read = RowLabels { person, slot, activity };
        assert!(known.is_none_or(|known| known == read), "by its bytes a label has the number that was read");
        (known.is_some(), read)
    };
    block.records().map(&mut of).collect()
}

#[test]
fn spellings_that_differ_in_blanks_are_one_label() {
    let mut labels = Labels::new(&plan(HEADINGS));
    let read = read(&mut labels, "Ada  L.,2016-W03,CI,1%\n Ada L. ,2016-W03,\"CI\",1%\nBo,2016-01-18,CI,1%\n");
    let numbers: Vec<_> = read.iter().map(|(_, row)| (row.person, row.slot, row.activity)).collect();
    assert_eq!(numbers, [(0, 0, 0), (0, 0, 0), (1, 0, 0)], "2016-01-18 is the Monday of week 3");
    assert_eq!(labels.people(), ["Ada L.", "Bo"]);
}

#[test]
fn a_row_is_known_by_its_bytes_once_each_of_its_labels_has_been_read() {
    let mut labels = Labels::new(&plan(HEADINGS));
    let rows = "Ada,2016-W03,CI,1%\nBo,2016-W04,Docs,1%\nAda,2016-W04,Docs,2%\nada,2016-W04,Docs,2%\n";
    let known: Vec<bool> = read(&mut labels, rows).iter().map(|(known, _)| *known).collect();
    assert_eq!(known, [false, false, true, false]);
}

#[test]
fn a_label_has_the_position_where_it_first_stands() {
    let mut labels = Labels::new(&plan(HEADINGS));
    read(&mut labels, "Ada,2016-W03,CI,1%\nBo,2016-W03,CI,1%\nAda,2016-W03,Docs,1%\n");
    let found = labels.into_worker_labels();
    assert_eq!(found.people, [("Ada".to_owned(), 0), ("Bo".to_owned(), 1)]);
    let activities: Vec<_> = found.activities.iter().map(|(activity, at)| (activity.name.as_str(), *at)).collect();
    assert_eq!(activities, [("CI", 0), ("Docs", 2)]);
}

#[test]
fn a_label_that_cannot_be_read_names_its_field() {
    let mut labels = Labels::new(&plan(HEADINGS));
    let (plan, block) = (plan(HEADINGS), Block::of("Ada,W?,CI,1%\n", b','));
    let (field, fault) = labels.slot(&block.record(0).unwrap(), &job(&plan)).unwrap_err();
    assert_eq!((field, fault), (1, Some(SheetFault::UnreadableWeek { text: "W?".into() })));
}
