//! The canonical table as Parquet is that of its CSV: row for row, figure for figure; and what is no such table is refused.

use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use parquet::data_type::{ByteArray, ByteArrayType, Int32Type};
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;
use parquet::schema::printer::print_schema;
use proptest::prelude::*;

use crate::support::{teamcap, text, words};
use teamcap::model::amount::Amount;
use teamcap::model::canonical::{Canonical, CanonicalRow, CanonicalUnit, Span};
use teamcap::model::day::Day;
use teamcap::read::Opening;
use teamcap::read::bytes::Damaged;
use teamcap::read::input::Input;
use teamcap::render::{parquet as written, rollup};

/// A table of one row a number: people, days, work and unit come round.
fn table(texts: &[String], amounts: &[i128]) -> Canonical {
    let first = Day::parse("2016-01-04").unwrap();
    let work = |at: usize| std::array::from_fn(|field| texts[(at + field) % texts.len()].clone());
    let row = |(at, &amount): (usize, &i128)| CanonicalRow {
        person: (at % texts.len()) as u32,
        from: first.plus(at as i32),
        to: first.plus(at as i32 + 6),
        span: Span::Stretch,
        work: (at / 2 % texts.len()) as u32,
        unit: [CanonicalUnit::Hours, CanonicalUnit::Percent, CanonicalUnit::Seconds][at % 3],
        amount: Amount::new(amount, 18).unwrap(),
        entries: at as u64 + 1,
    };
    Canonical {
        people: texts.to_vec(),
        works: (0..texts.len()).map(work).collect(),
        // In two parts, as two cores make them.
        rows: amounts
            .iter()
            .enumerate()
            .map(row)
            .collect::<Vec<_>>()
            .chunks(amounts.len() / 2 + 1)
            .map(<[_]>::to_vec)
            .collect(),
    }
}

/// What the sheets' reader gets of a file; `Err`: the name of the problem, or what the system says.
pub fn read(bytes: &[u8]) -> Result<String, String> {
    let input = Input::new("q.parquet".into(), bytes.to_vec(), None);
    let told =
        |error: std::io::Error| Damaged::fault(&error).map_or(error.to_string(), |fault| fault.name().to_owned());
    let mut text = input.text().map_err(|opening| match opening {
        Opening::Problems(problems) => problems[0].name().to_owned(),
        Opening::Io(error) => told(error),
    })?;
    let mut all = String::new();
    text.read_to_string(&mut all).map_err(told)?;
    Ok(all)
}

fn csv(table: &Canonical) -> String {
    let mut text = String::new();
    rollup::rollup(table, &mut |part| {
        text.push_str(part);
        Ok(())
    })
    .unwrap();
    text
}

fn parquet(table: &Canonical) -> Vec<u8> {
    written::parquet(table).unwrap()
}

/// A small table with everything in it that a text can have.
fn small() -> Canonical {
    let texts = ["Ada", "=cmd", "a, \"b\"\r\nc", "", "'x", "Zo\u{eb}"].map(str::to_owned);
    table(&texts, &[415 * 10_i128.pow(17), 0, 1, 10_i128.pow(38) - 1, 3 * 10_i128.pow(18), 7, 8])
}

fn sample(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("samples").join(name)
}

/// Runs in a folder; what it printed, on both sides, and how it ended.
pub fn run(folder: &Path, command: &str) -> (String, String, Option<i32>) {
    let output = teamcap(folder, &words(command));
    (text(&output.stdout), text(&output.stderr), output.status.code())
}

/// Each sample as one table, in either form under the same name: only what says in which form it is may differ.
#[test]
fn a_table_says_the_same_as_csv_and_as_parquet() {
    for (name, explained) in [
        ("releng-fy2016-q3", "week.dan.2016-w10"),
        ("platform-2026-q2", "split.focus"),
        ("harbour-2016-q2", "person.ada.total"),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let (csv, packed) = (folder.path().join("q.csv"), folder.path().join("q.parquet"));
        for file in [&csv, &packed] {
            let (_, told, code) = run(&sample(name), &format!("rollup . -o {}", file.display()));
            assert_eq!(code, Some(0), "{told}");
        }
        let (csv, packed) = (std::fs::read(csv).unwrap(), std::fs::read(packed).unwrap());
        assert!(packed.starts_with(b"PAR1") && packed.ends_with(b"PAR1"));
        assert_eq!(read(&packed).as_deref(), Ok(str::from_utf8(&csv).unwrap()), "{name}");
        let file = folder.path().join("q");
        let file = file.display();
        for command in [
            format!("review {file} --config teamcap.toml"),
            format!("review {file} --config teamcap.toml --format markdown"),
            format!("review {file} --config teamcap.toml --format csv"),
            format!("check {file} --config teamcap.toml --notes"),
            format!("explain {explained} {file} --config teamcap.toml"),
            format!("rollup {file} --config teamcap.toml"),
        ] {
            let of = |bytes: &[u8]| {
                std::fs::write(folder.path().join("q"), bytes).unwrap();
                run(&sample(name), &command)
            };
            let expected = of(&csv);
            assert!(expected.2 == Some(0) && !expected.0.is_empty(), "{command}: {}", expected.1);
            assert_eq!(of(&packed), expected, "{command}");
        }
    }
}

/// What `sources` and the JSON say of the file is what differs: a table has no delimiter and no encoding.
#[test]
fn sources_tell_that_it_is_parquet() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("q"), parquet(&small())).unwrap();
    let (page, told, _) = run(folder.path(), "sources q");
    assert!(
        page.starts_with("q\n  format       rollup\n  container    Parquet (its first four bytes)\n"),
        "{page}{told}"
    );
    assert!(!page.contains("delimiter") && !page.contains("encoding"), "{page}");
}

/// What a `[[source]]` says of text does not reach a table; what it says of numbers can only be refused.
#[test]
fn a_source_that_is_described_as_text_is_still_a_table() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("q.parquet"), parquet(&table(&["Ada".into()], &[415 * 10_i128.pow(17)])))
        .unwrap();
    let check = |said: &str| {
        let config = format!("version = 1\nperiod = \"2016-Q1\"\n[[source]]\nfiles = [\"q.parquet\"]\n{said}\n");
        std::fs::write(folder.path().join("teamcap.toml"), config).unwrap();
        run(folder.path(), "check .")
    };
    for said in ["delimiter = \";\"", "encoding = \"windows-1252\"", "skip_rows = 1", "decimal = \".\""] {
        let (account, told, _) = check(said);
        assert!(account.starts_with("q.parquet: 1 row read = 1 used"), "{said}: {account}{told}");
    }
    assert!(check("decimal = \",\"").1.starts_with("q.parquet:2:14: error: "), "{}", check("decimal = \",\"").1);
}

#[test]
fn it_is_known_by_its_first_bytes_from_a_pipe_too_and_not_inside_gzip() {
    let folder = tempfile::tempdir().unwrap();
    let file = parquet(&small());
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packed.write_all(&file).unwrap();
    std::fs::write(folder.path().join("q.csv.gz"), packed.finish().unwrap()).unwrap();
    let (_, told, code) = run(folder.path(), "check q.csv.gz");
    assert!(
        told.starts_with("q.csv.gz: error: unknown-container: this is a Parquet file, inside a gzip file"),
        "{told}"
    );
    assert_eq!(code, Some(1));

    let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_teamcap"))
        .args(["rollup", "-"])
        .current_dir(folder.path())
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(&parquet(&table(&["Ada".into()], &[5 * 10_i128.pow(17)]))).unwrap();
    let printed = String::from_utf8(child.wait_with_output().unwrap().stdout).unwrap();
    assert!(printed.ends_with(",hours,0.5,1\n"), "{printed}");
}

/// docs/formats.md: version 2 of the table.
#[test]
fn the_columns_are_those_that_are_documented() {
    let reader = SerializedFileReader::new(bytes::Bytes::from(parquet(&small()))).unwrap();
    let mut schema = Vec::new();
    print_schema(&mut schema, reader.metadata().file_metadata().schema());
    let columns: String = String::from_utf8(schema).unwrap().lines().map(|line| format!("{}\n", line.trim())).collect();
    assert_eq!(
        columns,
        "message rollup {\nREQUIRED BYTE_ARRAY person (STRING);\nREQUIRED INT32 from (DATE);\nREQUIRED INT32 to (DATE);\n\
         REQUIRED BYTE_ARRAY span (STRING);\nREQUIRED BYTE_ARRAY project (STRING);\nREQUIRED BYTE_ARRAY task (STRING);\nREQUIRED BYTE_ARRAY tags (STRING);\n\
         REQUIRED BYTE_ARRAY client (STRING);\nREQUIRED BYTE_ARRAY description (STRING);\n\
         REQUIRED BYTE_ARRAY billable (STRING);\nREQUIRED BYTE_ARRAY type (STRING);\n\
         REQUIRED BYTE_ARRAY category (STRING);\nREQUIRED BYTE_ARRAY unit (STRING);\n\
         REQUIRED FIXED_LEN_BYTE_ARRAY (16) amount (DECIMAL(38,18));\nREQUIRED INT64 entries;\n}\n"
    );
}

#[test]
fn a_table_of_many_groups_is_read_to_its_end() {
    let texts = ["Ada", "Bo", "Cy"].map(str::to_owned);
    let amounts: Vec<i128> = (0..100_001).map(|n| n * 10_i128.pow(15)).collect();
    let table = table(&texts, &amounts);
    assert!(read(&parquet(&table)).unwrap() == csv(&table));
    assert_eq!(read(&parquet(&Canonical::default())).unwrap(), csv(&Canonical::default()));
}

#[test]
fn an_amount_that_does_not_fit_is_never_rounded() {
    let limit = 10_i128.pow(38);
    for (amount, fits) in [(limit - 1, true), (limit, false), (1 - limit, true), (-limit, false), (i128::MAX, false)] {
        assert_eq!(written::parquet(&table(&["Ada".into()], &[1, amount])).is_ok(), fits, "{amount}");
    }
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("q.parquet");
    let sheet = sample("broken/amount-too-large");
    assert_eq!(run(&sheet, &format!("rollup . -o {}", file.display())).2, Some(1));
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0, "no file is left, not even a temporary one");
    let (csv, ..) = run(&sheet, "rollup .");
    assert!(csv.contains(",percent,150000000000000000000,1\n"), "{csv}");
}

/// As other programs write it: columns that may be null, decimals of other sizes, blank where the CSV is blank.
#[test]
fn what_another_program_wrote_is_read_by_its_types() {
    let text = |name: &str| format!("OPTIONAL BYTE_ARRAY {name} (UTF8);");
    let texts: String =
        ["project", "task", "tags", "client", "description", "billable", "type", "category", "unit"].map(text).concat();
    let schema = format!(
        "message duck {{ {} OPTIONAL INT32 from (DATE); OPTIONAL INT32 to (DATE); {texts} \
         OPTIONAL INT32 amount (DECIMAL(9,2)); OPTIONAL INT32 entries (INT_32); }}",
        text("person")
    );
    let mut file =
        SerializedFileWriter::new(Vec::new(), Arc::new(parse_message_type(&schema).unwrap()), Arc::default()).unwrap();
    let mut group = file.next_row_group().unwrap();
    // The first version, which did not say what a row is of.
    let columns = teamcap::model::canonical::COLUMNS.into_iter().filter(|name| *name != "span");
    for (at, name) in columns.enumerate() {
        let mut column = group.next_column().unwrap().unwrap();
        // The second of two rows is null but for its days and its person.
        let levels = if matches!(name, "person" | "from" | "to") { [1, 1] } else { [1, 0] };
        let values = levels.iter().filter(|level| **level == 1).count();
        let numbers = match name {
            "from" => vec![16_804, 16_811],
            "to" => vec![16_810, i32::MAX],
            "amount" => vec![-4150],
            _ => vec![3],
        };
        let texts = vec![ByteArray::from(["Ada", "", "", "CI"][at % 4]); values];
        match name {
            "from" | "to" | "amount" | "entries" => {
                column.typed::<Int32Type>().write_batch(&numbers, Some(&levels), None)
            }
            _ => column.typed::<ByteArrayType>().write_batch(&texts, Some(&levels), None),
        }
        .unwrap();
        column.close().unwrap();
    }
    group.close().unwrap();
    let rows = read(&file.into_inner().unwrap()).unwrap();
    let rows: Vec<&str> = rows.lines().skip(1).collect();
    assert_eq!(
        rows,
        ["Ada,2016-01-04,2016-01-10,CI,Ada,,,CI,Ada,,,CI,-41.5,3", "Ada,2016-01-11,2147483647,,,,,,,,,,,"]
    );
}

/// One bit, anywhere: it is found out, or nothing that is read depends on it.
#[test]
fn a_damaged_file_is_never_another_table() {
    let (file, csv) = (parquet(&small()), csv(&small()));
    let mut told = std::collections::BTreeMap::new();
    for at in 4..file.len() {
        let mut damaged = file.clone();
        damaged[at] ^= 1 << (at % 8);
        match read(&damaged) {
            Ok(text) => assert!(text == csv, "a bit of byte {at} changes the table"),
            Err(name) => *told.entry(name).or_insert(0) += 1,
        }
    }
    let names: Vec<&str> = told.keys().map(String::as_str).collect();
    assert_eq!(names, ["unknown-parquet", "unreadable-parquet"], "{told:?}");
    assert!(told["unreadable-parquet"] > file.len() / 2, "{told:?}");
    for end in 4..file.len() {
        assert_eq!(read(&file[..end]), Err("unreadable-parquet".to_owned()), "{end} of {} bytes", file.len());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_table_comes_back_as_its_csv(
        texts in prop::collection::vec("[ -~\r\n\té€𝄞]{0,12}", 1..6),
        amounts in prop::collection::vec(1 - 10_i128.pow(38)..10_i128.pow(38), 0..40),
    ) {
        let table = table(&texts, &amounts);
        prop_assert_eq!(read(&parquet(&table)).unwrap(), csv(&table));
    }

    #[test]
    fn bytes_behind_the_mark_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..200), whole in any::<bool>()) {
        let end: &[u8] = if whole { b"PAR1" } else { b"" };
        prop_assert!(read(&[b"PAR1", bytes.as_slice(), end].concat()).is_err());
    }
}

/// What a row says of the work is more than a heading: a rule about descriptions finds them again in either table.
#[test]
fn a_rule_about_descriptions_holds_for_the_tables_too() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    let run = |arguments: &str| {
        let output = teamcap(folder.path(), &words(arguments));
        assert!(output.status.success(), "{arguments}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    };
    let config = "period = \"2016-Q1\"\n[[person]]\nname = \"Ada\"\n\
        [[category]]\nname = \"Meetings\"\nbucket = \"maintenance\"\nmatch = [{ description = \"*standup*\" }]\n\
        [[category]]\nname = \"Building\"\nbucket = \"focus\"\nmatch = [{ project = \"Build\" }]\n";
    let source = "[[source]]\nfiles = [\"log.csv\"]\n\
        columns = { person = \"Who\", date = \"Day\", project = \"Project\", description = \"Text\", hours = \"H\" }\n";
    write("teamcap.toml", &format!("{config}{source}"));
    write("rules.toml", config);
    write(
        "log.csv",
        "Who,Day,Project,Text,H\nAda,2016-01-18,Build,\"the daily standup, long\",1\nAda,2016-01-18,Build,code,7\n",
    );
    let split =
        |text: String| text.lines().filter(|line| line.starts_with("split.")).map(str::to_owned).collect::<Vec<_>>();
    let expected = split(run("review . --format csv"));
    assert!(expected[1].starts_with("split.focus,Time spent,focus,share,87.5,"), "{expected:?}");
    for table in ["q.csv", "q.parquet"] {
        run(&format!("rollup . -o {table}"));
        assert_eq!(split(run(&format!("review {table} --config rules.toml --format csv"))), expected, "{table}");
    }
}

/// A limit is one of cells: what several rows of a sheet add up to may be more, and the table of it is read back all the same.
#[test]
fn an_amount_of_several_entries_is_held_against_no_limit_of_one() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    let rows = "Person,Week,Category,Percent\nAda,2016-W03,CI,150%\nAda,2016-W03,CI,150%\nAda,2016-W04,CI,1%\n";
    write("log.csv", rows);
    let run = |arguments: &str| teamcap(folder.path(), &words(arguments));
    let plain = run("review log.csv --period 2016-Q1 --format csv").stdout;
    for table in ["q.csv", "q.parquet"] {
        assert!(run(&format!("rollup log.csv --period 2016-Q1 -o {table}")).status.success());
        let output = run(&format!("review {table} --period 2016-Q1 --format csv"));
        assert_eq!(String::from_utf8(output.stdout).unwrap(), String::from_utf8(plain.clone()).unwrap(), "{table}");
    }
    let single =
        std::fs::read_to_string(folder.path().join("q.csv")).unwrap().replace("percent,300,2", "percent,300,1");
    write("single.csv", &single);
    let errors = String::from_utf8(run("check single.csv --period 2016-Q1").stderr).unwrap();
    assert!(
        errors.starts_with("single.csv:2:14: error: above-limit: \"300\" is more than a week can hold\n"),
        "{errors}"
    );
}
