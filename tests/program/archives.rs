//! Sheets in a zip container say the same as the same sheets beside each other, and so does a sheet compressed with zstd.

use std::io::{Cursor, Write};

use ruzstd::encoding::{CompressionLevel, compress_to_vec};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::support::Case;

const CONFIG: &str = "version = 1\nteam = \"Harbour\"\nperiod = \"2016-Q1\"\nuntil = \"2016-W02\"\n";
const ADA: &str = "Week,Build,Support\n2016-W01,60%,40%\n2016-W02,50%,50%\n";
const BEN: &str = "Week,Build,Support\n2016-W01,20%,80%\n2016-W02,0%,100%\n";
const SKILLS: &str = "Skill,Ada,Ben\nRust,3,1\nGo,2,4\n";

fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn beside_each_other() -> Case {
    Case::new().file("teamcap.toml", CONFIG).file("Ada.csv", ADA).file("Ben.csv", BEN).file("skills.csv", SKILLS)
}

#[test]
fn sheets_in_a_container_say_the_same_as_beside_each_other() {
    let packed = compress_to_vec(BEN.as_bytes(), CompressionLevel::Fastest);
    let container = zipped(&[
        ("q1/Ada.csv", ADA.as_bytes()),
        ("q1/Ben.csv.zst", &packed),
        ("skills.csv", SKILLS.as_bytes()),
        ("__MACOSX/q1/._Ada.csv", b"\0\x05\x16\x07"),
        ("notes.txt", b"hello"),
    ]);
    let case = Case::new().file("teamcap.toml", CONFIG).file("export.zip", container);
    for command in ["review . --format csv", "rollup ."] {
        assert_eq!(case.args(command).exits(0).printed, beside_each_other().args(command).exits(0).printed);
    }
    let said = case.args("check . --notes");
    said.tells("export.zip: note: left-in-archive").says("export.zip:q1/Ada.csv: 2 rows read = 2 used");
    case.args("explain person.ada.build .").says("export.zip:q1/Ada.csv:2:2");
}

/// `files` names the container, one of its files, or some by a pattern; `matrix` names one.
#[test]
fn a_file_in_a_container_is_named_behind_it() {
    let container = zipped(&[("Ada.csv", ADA.as_bytes()), ("Ben.csv", BEN.as_bytes()), ("s.csv", SKILLS.as_bytes())]);
    let people = |said: &str| {
        let case = Case::new().file("teamcap.toml", format!("{CONFIG}{said}\n")).file("export.zip", &container);
        let table = case.args("rollup .").exits(0).printed;
        ["Ada", "Ben"].into_iter().filter(|name| table.contains(name)).collect::<Vec<_>>()
    };
    assert_eq!(people("[[source]]\nfiles = [\"export.zip:Ada.csv\"]"), ["Ada"]);
    assert_eq!(people("[[source]]\nfiles = [\"export.zip:B*.csv\"]"), ["Ben"]);
    assert_eq!(people("[[source]]\nfiles = [\"export.zip\"]\n[skills]\nmatrix = \"export.zip:s.csv\""), ["Ada", "Ben"]);
    let said = "[[source]]\nfiles = [\"export.zip:Adda.csv\"]";
    let case = Case::new().file("teamcap.toml", format!("{CONFIG}{said}\n")).file("export.zip", &container);
    case.args("check .").exits(1).tells("missing-tab").tells("did you mean Ada.csv?");
}

/// The reader of containers knows the last of two files of one name; names in other letters are other names.
#[test]
fn no_file_of_a_container_is_taken_for_another() {
    let of = |name: &str| format!("Week,Person,Build\n2016-W01,{name},100%\n");
    let container =
        zipped(&[("A.csv", of("Ada").as_bytes()), ("a.csv", of("Ben").as_bytes()), ("./c.csv", of("Cy").as_bytes())]);
    let case = Case::new().file("teamcap.toml", CONFIG).file("e.zip", container);
    case.args("rollup .").exits(0).says("\nAda,").says("\nBen,").says("\nCy,");
    let one = zipped(&[("1.csv", of("Ada").as_bytes()), ("2.csv", of("Ben").as_bytes())]);
    let bytes: Vec<u8> = one.windows(5).enumerate().fold(one.clone(), |mut bytes, (at, window)| {
        if window == b"2.csv" {
            bytes[at] = b'1';
        }
        bytes
    });
    let case = Case::new().file("teamcap.toml", CONFIG).file("e.zip", bytes);
    case.args("rollup .")
        .exits(1)
        .tells("e.zip: error: unreadable-archive: two files in this zip container have the same name");
}

#[test]
fn a_container_without_sheets_is_left_alone_where_it_is_only_found() {
    let container = zipped(&[("notes.txt", b"hello")]);
    let case = beside_each_other().file("photos.zip", container);
    case.args("check . --notes").exits(0).tells("photos.zip: note: left-in-archive");
    case.args("check photos.zip").exits(1).tells("photos.zip: error: unknown-container");
    let case = Case::new().file("export.zip", zipped(&[("team.xlsx", b"PK")]));
    case.args("check .").exits(1).tells("export.zip: error: unknown-container").tells("the files in it, unpacked");
}

#[test]
fn a_container_that_unpacks_to_far_more_than_its_size_is_refused() {
    let case = Case::new().file("bomb.zip", zipped(&[("a.csv", &vec![b'a'; 64 << 20])]));
    case.args("check .").exits(1).tells("bomb.zip: error: unreadable-archive");
}
