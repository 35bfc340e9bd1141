//! Workbooks: every tab is a sheet. `tests/workbooks` holds the same team as xlsx, ods, xls and CSV, and the same formats and hidden rows
//! as xlsx, ods and xls; the ods and the xls were made of the xlsx by LibreOffice.

use std::path::Path;

use crate::support::Case;

const TAIL: &str = "version = 1\nperiod = \"2024-Q1\"\n";

fn case(files: &[&str]) -> Case {
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/workbooks");
    files.iter().fold(Case::new(), |case, file| {
        case.file(Path::new(file).file_name().unwrap().to_str().unwrap(), std::fs::read(from.join(file)).unwrap())
    })
}

#[test]
fn a_workbook_of_any_kind_has_the_figures_of_its_tabs_as_csv() {
    let csv = case(&["csv/Ada Lovelace.csv", "csv/Bo Nilsson.csv", "csv/skills.csv"]);
    let expected = csv.args("review . --format csv").exits(0).tells_nothing().printed;
    assert!(expected.lines().count() > 100 && expected.contains("skill.releases,"), "{expected}");
    for file in ["team.xlsx", "team.ods", "team.xls"] {
        let said = case(&[file]).args("review . --format csv").exits(0).tells_nothing();
        assert_eq!(said.printed, expected, "{file}");
    }
}

/// Percents of one decimal, durations in merged weeks, days counted from 1904, hidden rows and columns, a row that is struck through.
#[test]
fn number_formats_and_what_is_hidden_are_the_same_in_every_kind_of_workbook() {
    let mut expected = String::new();
    for file in ["dressed.xlsx", "dressed.ods", "dressed.xls"] {
        let case = case(&[file]);
        let said = case.args("review . --period 2024-Q1 --format csv").exits(0).tells_nothing();
        if expected.is_empty() {
            expected = said.printed.clone();
        }
        assert_eq!(said.printed, expected, "{file}");
        let shown = case.args("review . --period 2024-Q1").exits(0);
        shown.says("2 hidden rows, 1 hidden column and 1 row that is struck through count");
    }
    let case = case(&["dressed.xls"]);
    case.args("explain person.ada-lovelace.build . --period 2024-Q1").exits(0).says("B5: 33.3%  33.3  2024-W04");
    case.args("explain person.bo-nilsson.support . --period 2024-Q1").exits(0).says("C27: 9:40").says("2024-W13");
}

#[test]
fn what_a_file_holds_says_that_it_is_a_workbook_and_not_its_name() {
    let bytes = std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/workbooks/team.xlsx")).unwrap();
    let case = Case::new().file("effort.csv", bytes);
    case.args("check .").exits(0).says("effort.csv:Ada Lovelace: 13 rows read = 13 used");
}

#[test]
fn a_place_in_a_workbook_is_named_as_a_spreadsheet_names_it() {
    let case = case(&["team.xlsx"]);
    case.args("review .").exits(0).says("totals left out").says("team.xlsx:Ada Lovelace!D6");
    let cells = case.args("explain person.ada-lovelace.build .").exits(0);
    cells.says("team.xlsx:Ada Lovelace!B4").says("team.xlsx:Ada Lovelace!B16");
    case.args("review . --format json").says("\"file\": \"team.xlsx:Bo Nilsson\"");
}

#[test]
fn tabs_can_be_chosen_by_their_names() {
    let source = |line: &str| format!("{TAIL}[[source]]\n{line}\n");
    for (line, people) in [
        ("files = [\"team.xlsx\"]\ntab = \"Ada*\"", "1 person"),
        ("files = [\"team.xlsx\"]\ntab = [\"Ada Lovelace\", \"Bo*\"]", "2 people"),
        ("files = [\"team.xlsx:Bo Nilsson\"]", "1 person"),
        ("files = [\"team.xlsx\"]", "2 people"),
    ] {
        let case = case(&["team.xlsx"]).file("teamcap.toml", source(line));
        case.args("review .").exits(0).tells_nothing().says(people);
    }
    let case = case(&["team.xlsx"]);
    case.args("review \"team.xlsx:Ada Lovelace\" --period 2024-Q1").exits(0).says("1 person");
    let chosen = case.file("teamcap.toml", format!("{TAIL}[skills]\nmatrix = \"team.xlsx:Skills\"\n"));
    chosen.args("review .").exits(0).tells_nothing().says("4 skills").says("2 people");
}

#[test]
fn init_writes_what_it_understood_of_each_tab() {
    let case = case(&["team.xlsx"]);
    let before = case.args("review . --format csv").printed;
    case.args("init . --yes").exits(0);
    let written = std::fs::read_to_string(case.path().join("teamcap.toml")).unwrap();
    for line in ["files = [\"team.xlsx:Ada Lovelace\"]", "matrix = \"team.xlsx:Skills\"", "period = \"2024-Q1\""] {
        assert!(written.contains(line), "{line}\n{written}");
    }
    assert_eq!(case.args("review . --format csv").exits(0).printed, before, "the configuration says what was read");
}

#[test]
fn hostile_containers_end_in_a_named_problem() {
    let bomb = {
        use std::io::Write;
        let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        let options = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
        zip.start_file("xl/workbook.xml", options).unwrap();
        zip.write_all(b"<workbook><sheets><sheet name=\"A\" id=\"r1\"/></sheets></workbook>").unwrap();
        zip.start_file("xl/_rels/workbook.xml.rels", options).unwrap();
        zip.write_all(b"<x><Relationship Id=\"r1\" Target=\"worksheets/a.xml\"/></x>").unwrap();
        zip.start_file("xl/worksheets/a.xml", options).unwrap();
        let row = b"<row r=\"1\"><c r=\"XFE1\"><v>1</v></c></row>".repeat(1000);
        zip.write_all(b"<worksheet><sheetData>").unwrap();
        zip.write_all(&row).unwrap();
        zip.finish().unwrap().into_inner()
    };
    let encrypted = [b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".as_slice(), &[0; 600]].concat();
    let encrypted: Vec<u8> =
        encrypted.into_iter().chain("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let whole = std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/workbooks/team.ods")).unwrap();
    for (what, bytes, told) in [
        ("a column behind the last", bomb, "larger than any that people keep"),
        ("a password", encrypted, "it asks for a password"),
        ("half of a workbook", whole[..whole.len() / 2].to_vec(), "are damaged"),
        ("nothing but a mark", b"PK\x03\x04".to_vec(), "are damaged"),
        ("an old mark", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec(), "are damaged"),
    ] {
        let case = Case::new().file("team.xlsx", bytes);
        let said = case.args("review .").exits(1).tells("unreadable-workbook").tells(told);
        assert!(said.printed.is_empty(), "{what}: {said}");
    }
}
