//! The kind of file never changes a number: the same dressed sheets as xlsx and xlsb, and as ods and xls where LibreOffice is there to
//! convert them. Each has the truth's figures or is asked about, as the text is.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;
use std::process::Command;

use super::book::{self, Kind};
use super::case::Case;
use super::judge::{Outcome, judge, judge_files};
use super::run::seed_of;
use super::sheet::Sheet;
use super::{SEED, said};

/// So many sheets are judged, and the first of them as files that LibreOffice converts.
const BOOKS: usize = 200;
const CONVERTED: usize = 60;

/// The same sheet in several kinds of file, each with what came of it.
type Judged = (usize, Sheet, BTreeMap<&'static str, Outcome>);

#[test]
fn the_kind_of_a_file_never_changes_a_number() {
    let (seed, most) = (said("TEAMCAP_SEED").unwrap_or(SEED), said("TEAMCAP_BOOKS").unwrap_or(BOOKS));
    let print = |text: String| std::io::stderr().write_all(text.as_bytes()).expect("standard error");
    let mut all: Vec<Judged> = (0..most).filter_map(|number| judged(seed, number)).collect();
    if !converted(&mut all) {
        print("\nods and xls: LibreOffice is not here to write them, left out\n".to_owned());
    }
    let mut wrong = 0;
    let mut counts: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for (number, sheet, outcomes) in &all {
        for (kind, outcome) in outcomes {
            let (of, understood) = counts.entry(kind).or_default();
            (*of, *understood) = (*of + 1, *understood + usize::from(*outcome == Outcome::Understood));
            if let Outcome::Wrong(what, why) = outcome {
                wrong += 1;
                let layout = sheet.layout.name();
                print(format!("\nsheet {number} of seed {seed} as {kind}: {what}, {layout}\n{}\n", why.join("\n")));
            }
        }
    }
    for (kind, (of, understood)) in &counts {
        print(format!("\n{kind}: {understood} of {of} understood"));
    }
    print("\n".to_owned());
    assert!(all.len() * 2 > most, "half of the sheets are workbooks");
    assert_eq!(wrong, 0, "of {} sheets, seed {seed}", all.len());
    // What a text is understood from, a workbook is too, but for what the text alone says.
    for (kind, (of, understood)) in counts {
        assert!(understood * 100 >= of * 85, "{kind}: {understood} of {of}");
    }
}

fn judged(seed: u64, number: usize) -> Option<Judged> {
    let (sheet, _) = Case::new(seed_of(seed, number)).dressed();
    let mut outcomes = BTreeMap::from([("csv", judge(&sheet))]);
    for kind in [Kind::Xlsx, Kind::Xlsb] {
        outcomes.insert(kind.ending(), judge_files(&sheet, book::files(&sheet, kind)?));
    }
    Some((number, sheet, outcomes))
}

/// Lets LibreOffice write the first sheets in its kinds of file, all in one go; false where it is not there.
fn converted(all: &mut [Judged]) -> bool {
    let folder = tempfile::tempdir().expect("a folder");
    let first = all.len().min(CONVERTED);
    for (at, (_, sheet, _)) in all[..first].iter().enumerate() {
        let files = book::files(sheet, Kind::Xlsx).expect("it was one");
        std::fs::write(folder.path().join(format!("{at}.xlsx")), &files[0].1).expect("a workbook");
    }
    let names = (0..first).map(|at| folder.path().join(format!("{at}.xlsx")));
    let mut to = |ending: &'static str| {
        let mut office = Command::new("soffice");
        office.arg(format!("-env:UserInstallation=file://{}", folder.path().join("office").display()));
        office.args(["--headless", "--convert-to", ending, "--outdir"]).arg(folder.path());
        if !office.args(names.clone()).output().is_ok_and(|output| output.status.success()) {
            return false;
        }
        for (at, (_, sheet, outcomes)) in all[..first].iter_mut().enumerate() {
            let path = folder.path().join(format!("{at}.{ending}"));
            outcomes.insert(ending, judge_files(sheet, with(sheet, &path, ending)));
        }
        true
    };
    to("ods") && to("xls")
}

/// The files of a sheet with a converted workbook in the place of its own.
fn with(sheet: &Sheet, path: &Path, ending: &str) -> Vec<(String, Vec<u8>)> {
    let mut files = book::files(sheet, Kind::Xlsx).expect("it was one");
    files[0] = (format!("effort.{ending}"), std::fs::read(path).expect("what LibreOffice wrote"));
    files
}
