//! `teamcap review -o review.xlsx`: the workbook is read back, and held against the same review as JSON. That its formulas calculate what
//! is written as their results is held by `tests/workbook/recalculated`, which needs LibreOffice.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read};
use std::path::Path;

use calamine::{Data, Range, Reader, Xlsx};
use serde_json::Value;
use teamcap::model::exact::Exact;
use teamcap::render::number::decimal;

use crate::names::{leaked, names, samples};
use crate::support::{Case, teamcap, words};

/// Reviews of every kind: percents and hours, straddling weeks, three rules of averages, people away, written parts, hostile names, the
/// team alone, labels for names, skills alone.
const REVIEWS: [(&str, &str); 12] = [
    ("samples/platform-2026-q2", ""),
    ("samples/platform-2026-q2", "--without Amara,Bao --average period"),
    ("samples/platform-2026-q2", "--week-rule by-day --average filled"),
    ("samples/platform-2026-q2", "--team-only --without Amara"),
    ("samples/releng-fy2016-q3", "--without Antoine"),
    ("samples/releng-fy2016-q3", "--average filled"),
    ("samples/releng-fy2016-q3", "--anonymise"),
    ("samples/harbour-2016-q2", ""),
    ("samples/lighthouse-2024", ""),
    ("samples/hostile-names", ""),
    ("samples/wide-names", ""),
    ("samples/releng-fy2016-q3/skills.csv", ""),
];

/// A workbook that was written, with its parts.
struct Book(Vec<u8>);

impl Book {
    /// The review of a folder or a file of the project, by way of a pipe.
    fn of(path: &str, flags: &str) -> Book {
        let output = teamcap(root(), &words(&format!("review {path} {flags} --format xlsx")));
        assert!(output.status.success(), "{path} {flags}: {}", String::from_utf8_lossy(&output.stderr));
        Book(output.stdout)
    }

    fn opened(&self) -> Xlsx<Cursor<&[u8]>> {
        Xlsx::new(Cursor::new(&self.0[..])).unwrap()
    }

    fn tabs(&self) -> Vec<String> {
        self.opened().sheet_names()
    }

    fn values(&self, tab: &str) -> Range<Data> {
        self.opened().worksheet_range(tab).unwrap()
    }

    /// The formula of a cell such as `B5`; empty where there is none.
    fn formula(&self, tab: &str, cell: &str) -> String {
        self.opened().worksheet_formula(tab).unwrap().get_value(spot(cell)).cloned().unwrap_or_default()
    }

    /// The text of each part of the container.
    fn parts(&self) -> Vec<(String, String)> {
        let mut zip = zip::ZipArchive::new(Cursor::new(&self.0)).unwrap();
        let part = |at: usize| {
            let mut part = zip.by_index(at).unwrap();
            let mut text = String::new();
            part.read_to_string(&mut text).unwrap();
            (part.name().unwrap().into_owned(), text)
        };
        (0..zip::ZipArchive::new(Cursor::new(&self.0)).unwrap().len()).map(part).collect()
    }

    fn part(&self, name: &str) -> String {
        self.parts().into_iter().find(|(own, _)| own == name).unwrap().1
    }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Row and column of `$B$5`, from zero.
fn spot(cell: &str) -> (u32, u32) {
    let (letters, digits): (Vec<char>, Vec<char>) =
        cell.chars().filter(|c| *c != '$').partition(char::is_ascii_alphabetic);
    let column = letters.iter().fold(0, |column, letter| column * 26 + u32::from(*letter) - u32::from('A') + 1);
    (digits.iter().collect::<String>().parse::<u32>().unwrap() - 1, column - 1)
}

/// Tab, row and column of `'Mean week'!$B$5`; none of a formula that calculates.
fn reference(formula: &str) -> Option<(String, (u32, u32))> {
    let (tab, cell) = formula.rsplit_once('!')?;
    let is_one = cell.chars().all(|c| c == '$' || c.is_ascii_alphanumeric()) && !tab.contains(['(', '!']);
    is_one.then(|| (tab.trim_matches('\'').to_owned(), spot(cell)))
}

fn text(cell: Option<&Data>) -> String {
    match cell {
        Some(Data::String(text)) => text.clone(),
        None | Some(Data::Empty) => String::new(),
        Some(other) => format!("{other:?}"),
    }
}

/// A number with twelve places: more than any cell shows.
fn twelve(cell: Option<&Data>) -> String {
    match cell {
        Some(Data::Float(number)) => format!("{number:.12}").replace("-0.000000000000", "0.000000000000"),
        Some(Data::Int(number)) => format!("{number}.000000000000"),
        other => format!("{other:?}"),
    }
}

fn json(path: &str, flags: &str) -> Value {
    let output = teamcap(root(), &words(&format!("review {path} {flags} --format json")));
    serde_json::from_slice(&output.stdout).unwrap()
}

/// The exact value of a figure as a cell holds it: of a percentage the fraction.
fn exact(figure: &Value) -> Option<Exact> {
    let term = |key: &str| figure[key].as_str().map(|digits| Exact::whole(digits.parse().unwrap()));
    let value = term("num")?.over(&term("den")?).unwrap();
    if figure["unit"] == "percent" { value.over(&Exact::HUNDRED) } else { Some(value) }
}

/// A name on one line, as every output but JSON and CSV shows it.
fn one_line(value: &Value) -> String {
    value.as_str().unwrap().to_owned()
}

/// The tab `Figures` lists what JSON lists, and refers to the cells where the figures stand: these hold the same numbers.
#[test]
fn every_figure_of_a_review_is_in_its_workbook() {
    for (path, flags) in REVIEWS {
        let (book, json) = (Book::of(path, flags), json(path, flags));
        let (listed, formulas) = (book.values("Figures"), book.opened().worksheet_formula("Figures").unwrap());
        let figures = json["figures"].as_array().unwrap();
        assert_eq!(listed.height(), figures.len() + 1, "{path} {flags}");
        let tabs: BTreeMap<String, Range<Data>> = book.opened().worksheets().into_iter().collect();
        let mut referred = 0;
        for (line, figure) in (1..).zip(figures) {
            let address = one_line(&figure["address"]);
            let own = |column: u32| listed.get_value((line, column));
            let texts = ["address", "section", "row", "column"].map(|key| one_line(&figure[key]));
            assert_eq!([0, 1, 2, 3].map(|column| text(own(column))), texts, "{path} {flags}");
            assert_eq!(text(own(5)), figure["unit"].as_str().unwrap(), "{address}");
            assert_eq!(text(own(6)), figure["missing"].as_str().unwrap_or_default(), "{address}");
            let Some(expected) = exact(figure) else {
                assert_eq!(text(own(4)), "", "{address}: what is missing is no number");
                continue;
            };
            let expected = decimal(&expected, 12);
            assert_eq!(twelve(own(4)), expected, "{path} {flags}: {address}");
            let formula = formulas.get_value((line, 4)).cloned().unwrap_or_default();
            if let Some((tab, place)) = reference(&formula) {
                assert_eq!(twelve(tabs[&tab].get_value(place)), expected, "{path} {flags}: {address} at {formula}");
                referred += 1;
            }
        }
        // What is a figure of no tab alone: objectives, bounds, numbers told in words.
        let known = figures.iter().filter(|figure| !figure["num"].is_null()).count();
        assert!(referred * 10 >= known * 8, "{path} {flags}: {referred} of {known} figures stand on a tab");
    }
}

/// One workbook, cell by cell: what a lead sees of the sample.
#[test]
fn totals_and_shares_are_formulas_over_the_entries() {
    let book = Book::of("samples/platform-2026-q2", "");
    let tabs = "Summary, Split, Categories, People, Mean week, Capacity, Weeks, Skills, Risks, Notes, Sources, Rules, Person-weeks, Entries, Figures";
    assert_eq!(book.tabs().join(", "), tabs);
    for (tab, cell, formula) in [
        ("Split", "B5", "IF($G5<=0,\"–\",H5/$G5)"),
        ("Split", "G5", "SUM(H5:L5)"),
        ("Split", "H5", "SUMIFS(Categories!$D$4:$D$9,Categories!$L$4:$L$9,H$3)"),
        ("Split", "H6", "SUMIFS(Entries!$I$2:$I$278,Entries!$J$2:$J$278,$M6,Entries!$L$2:$L$278,H$3)"),
        ("Capacity", "C13", "SUM(C4:C12)"),
        ("Capacity", "H4", "ROUND(B4-D4-E4,12)"),
        ("Capacity", "K4", "IF(ROUND(H4-F4,12)<=0,\"–\",C4/ROUND(H4-F4,12))"),
        ("Categories", "H4", "IF(D4<=0,\"–\",MAX(People!$B$5:$B$13)/D4)"),
        ("Mean week", "B5", "IF($I5<=0,\"–\",People!B5/$I5)"),
        ("Person-weeks", "K2", "ROUND(F2-SUM(G2:J2),12)"),
        (
            "Weeks",
            "B4",
            "IF('Person-weeks'!$E$2=\"not submitted\",\"?\",IF('Person-weeks'!$E$2=\"leave\",\"L\",\
             IF('Person-weeks'!$E$2=\"not employed\",\".\",'Person-weeks'!$G$2)))",
        ),
        ("Skills", "O4", "COUNTIF(G4:N4,\">=\"&C4)"),
        ("Summary", "B9", "Split!$B$5"),
    ] {
        assert_eq!(book.formula(tab, cell), formula, "{tab}!{cell}");
    }
    let share = |row: u32| text(book.values("Entries").get_value((row, 0)));
    assert_eq!((share(0).as_str(), share(1).as_str()), ("person", "Amara"));
    assert!(book.part("xl/charts/chart1.xml").contains("0A67A2"), "the bars have the page's colours");
}

/// Hours are what was read, and FTE-weeks follow from them.
#[test]
fn hours_are_divided_by_the_hours_of_a_week() {
    let sheet = "Person,Date,Category,Hours\nAda,2024-01-01,CI,10\nAda,2024-01-02,CI,5.5\nBo,2024-01-03,Docs,4\n";
    let case = Case::new().file("hours.csv", sheet).file("teamcap.toml", "version = 1\nperiod = \"2024-Q1\"\n");
    case.args("review . -o review.xlsx").exits(0);
    let book = Book(std::fs::read(case.path().join("review.xlsx")).unwrap());
    let entries = book.values("Entries");
    assert_eq!(entries.get_value((1, 7)), Some(&Data::Float(15.5)));
    assert_eq!(entries.get_value((1, 8)), Some(&Data::Float(0.3875)));
    assert_eq!(book.formula("Entries", "I2"), "H2/Rules!$B$2");
}

/// What people write may look like a formula, a number or a link, and is text all the same.
#[test]
fn no_text_of_a_user_is_a_formula_a_number_or_a_link() {
    let people =
        ["=1+1", "+49 170 1234567", "@SUM(A1)", "-5", "_x0041_", "https://example.org/a", "'quoted", "TRUE", "1e3"];
    let headings = ["=HYPERLINK(\"http://x\")", "-Ops", "{=A1}", "mailto:a@example.org"];
    let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
    let header: Vec<String> = ["Week", "Person"].into_iter().chain(headings).map(quoted).collect();
    let rows = people.iter().map(|name| format!("2024-W01,{},25%,25%,25%,25%\n", quoted(name)));
    let sheet = format!("{}\n{}", header.join(","), rows.collect::<String>());
    let names: Vec<String> = people.iter().map(|name| format!("[[person]]\nname = {name:?}\n")).collect();
    let config = format!("version = 1\nperiod = \"2024-Q1\"\nteam = \"=cmd|' /C calc'!A0\"\n{}", names.concat());
    let case = Case::new().file("effort.csv", sheet).file("teamcap.toml", config);
    case.args("review . -o review.xlsx").exits(0);
    let book = Book(std::fs::read(case.path().join("review.xlsx")).unwrap());
    let found: BTreeSet<String> = book.values("Entries").used_cells().map(|(_, _, cell)| text(Some(cell))).collect();
    for said in people.iter().chain(&headings) {
        assert!(found.contains(*said), "{said} is no text of the entries: {found:?}");
    }
    for (name, part) in book.parts() {
        assert!(!part.contains("<hyperlink"), "{name}");
        for formula in part.split("<f>").skip(1).map(|rest| rest.split_once("</f>").unwrap().0) {
            let harmful = ["1+1", "HYPERLINK", "49 170", "cmd|", "example.org"];
            assert!(!harmful.iter().any(|text| formula.contains(text)), "{name}: {formula}");
        }
    }
}

#[test]
fn the_same_input_is_the_same_bytes_and_says_nothing_of_its_machine() {
    let once = Book::of("samples/platform-2026-q2", "");
    assert!(once.0 == Book::of("samples/platform-2026-q2", "").0, "two runs differ");
    let core = once.part("docProps/core.xml");
    assert!(core.contains("<dc:title>Platform: 2026-Q2, 2026-04-01 to 2026-06-30</dc:title>"), "{core}");
    assert!(core.contains("2026-06-30T00:00:00Z") && core.contains("<dc:creator></dc:creator>"), "{core}");
}

/// With labels for names, and of the team alone, no name is in any part of the file.
#[test]
fn what_is_hidden_elsewhere_is_not_in_the_workbook() {
    let mut looked_at = 0;
    for folder in samples() {
        if folder.parent().is_some_and(|parent| parent.ends_with("broken")) {
            continue;
        }
        for flags in ["--anonymise", "--team-only"] {
            let output = teamcap(&folder, &words(&format!("review . {flags} --keep-going --format xlsx")));
            if output.stdout.is_empty() {
                continue;
            }
            let names = names(&folder);
            for (name, part) in Book(output.stdout).parts() {
                // The parts that hold texts: others hold the names of the format.
                if !name.starts_with("xl/sharedStrings")
                    && !name.starts_with("xl/charts/")
                    && !name.starts_with("docProps/")
                {
                    continue;
                }
                let leaked = leaked(&part, &names);
                assert!(leaked.is_empty(), "{} {flags}: {leaked:?} in {name}", folder.display());
                looked_at += 1;
            }
        }
    }
    assert!(looked_at > 40, "{looked_at}");
    let tabs = Book::of("samples/platform-2026-q2", "--team-only").tabs();
    assert!(
        ["Entries", "Weeks", "Person-weeks", "People", "Mean week"]
            .iter()
            .all(|tab| !tabs.iter().any(|own| own == tab)),
        "{tabs:?}"
    );
}

/// A review that is written beside its sheets is not one of them.
#[test]
fn a_workbook_of_a_review_is_never_read_as_a_sheet() {
    let config = "version = 1\nperiod = \"2016-Q1\"\n";
    let case = Case::new().sample("releng-fy2016-q3", &["effort.csv", "skills.csv"]).file("teamcap.toml", config);
    let before = case.args("review . --format csv").exits(0).printed;
    case.args("review . -o review.xlsx").exits(0);
    assert_eq!(case.args("review . --format csv").exits(0).printed, before);
    case.args("check . --notes").exits(0).tells("review.xlsx: note: own-review: ");
    // Whoever names it wanted something that it is not.
    case.args("review review.xlsx")
        .exits(1)
        .tells("review.xlsx: error: unreadable-workbook: this workbook is a review");
}

#[test]
fn notes_have_their_places() {
    let notes = Book::of("samples/platform-2026-q2", "").values("Notes");
    let row = notes.rows().find(|row| text(row.get(1)) == "mixed-units").unwrap();
    assert_eq!(text(row.first()), "warning");
    assert!(text(row.get(4)).contains("effort.csv:"), "{row:?}");
}
