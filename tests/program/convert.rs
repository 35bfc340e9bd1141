//! `teamcap convert`: every entry, one by one. Read back, they add up to the same table as the sheets they came from.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::support::{Case, folders, teamcap, text, words};

#[test]
fn each_cell_is_a_row_with_its_place() {
    let effort = "Week,Person,Build,Support\n2016-W01,Ada,60%,40%\n2016-W01,Ben,,100%\n2016-W01,@Cy,25%,75%\n";
    let case = Case::new().file("effort.csv", effort);
    let expected = "\
person,from,to,span,project,task,tags,client,description,billable,type,category,unit,amount,entries,place
Ada,2016-01-04,2016-01-10,week,,,,,,,,Build,percent,60,1,effort.csv:2:3
Ada,2016-01-04,2016-01-10,week,,,,,,,,Support,percent,40,1,effort.csv:2:4
Ben,2016-01-04,2016-01-10,week,,,,,,,,Support,percent,100,1,effort.csv:3:4
'@Cy,2016-01-04,2016-01-10,week,,,,,,,,Build,percent,25,1,effort.csv:4:3
'@Cy,2016-01-04,2016-01-10,week,,,,,,,,Support,percent,75,1,effort.csv:4:4
";
    assert_eq!(case.args("convert .").exits(0).printed, expected);
    let hidden = case.args("convert . --anonymise").exits(0).printed;
    assert!(hidden.contains("\nPerson 1,") && !hidden.contains("Ada"), "{hidden}");
}

/// Days stay days: what a tracker recorded on each is not put together by week.
#[test]
fn entries_of_a_tracker_stay_entries_of_that_day() {
    let data = "inc 20240108T080000Z - 20240108T160000Z # ci\ninc 20240112T080000Z - 20240112T120000Z # docs\n";
    let case = Case::new().file("Ada.data", data);
    let rows = case.args("convert Ada.data").exits(0).printed;
    let days: Vec<&str> = rows.lines().skip(1).map(|row| &row[4..25]).collect();
    assert_eq!(days, ["2024-01-08,2024-01-08", "2024-01-12,2024-01-12"]);
    let by_day = "review --period 2024-01-10..2024-01-31 --week-rule by-day --format csv";
    let entries = Case::new().file("entries.csv", rows).args(&format!("{by_day} entries.csv")).exits(0).printed;
    assert_eq!(entries, case.args(&format!("{by_day} Ada.data")).exits(0).printed);
}

#[test]
fn entries_of_a_day_stay_entries_of_that_day() {
    let times = "Date,Person,Project,Hours\n2024-03-04,Ada,CI,3.5\n2024-03-04,Ada,CI,4\n2024-03-05,Ada,CI,8\n";
    let case = Case::new().file("times.csv", times);
    let rows = case.args("convert .").exits(0).printed;
    let days: Vec<&str> = rows.lines().skip(1).map(|row| &row[4..25]).collect();
    assert_eq!(days, ["2024-03-04,2024-03-04", "2024-03-04,2024-03-04", "2024-03-05,2024-03-05"]);
}

/// What a table adds up to, days aside: by person, work and unit the amount and the entries.
fn sums(table: &str) -> BTreeMap<Vec<String>, (Decimal, u64)> {
    let mut sums: BTreeMap<Vec<String>, (Decimal, u64)> = BTreeMap::new();
    for record in csv::Reader::from_reader(table.as_bytes()).records() {
        let fields: Vec<String> = record.unwrap().iter().map(str::to_owned).collect();
        let key = fields.iter().take(1).chain(&fields[4..13]).cloned().collect();
        let sum = sums.entry(key).or_default();
        sum.0 += fields[13].parse::<Decimal>().unwrap();
        sum.1 += fields[14].parse::<u64>().unwrap();
    }
    sums
}

#[test]
fn read_back_the_entries_of_every_sample_add_up_to_its_table() {
    let mut held = 0;
    let target = tempfile::tempdir().unwrap();
    for folder in folders("samples").into_iter().chain(folders("samples/kept")).chain(folders("samples/exports")) {
        let table = teamcap(&folder, &words("rollup ."));
        if table.status.code() != Some(0) {
            continue;
        }
        let config = folder.join("teamcap.toml");
        let said = std::fs::read_to_string(&config).unwrap_or_default();
        let period = said.lines().find_map(|line| line.strip_prefix("period = \"")?.split('"').next());
        let period = period.map(|name| format!("--period {name}")).unwrap_or_default();
        for ending in ["csv", "parquet", "xlsx"] {
            let file = target.path().join(format!("entries.{ending}"));
            let converted = teamcap(&folder, &words(&format!("convert . -o {}", file.display())));
            assert_eq!(converted.status.code(), Some(0), "{}: {}", folder.display(), text(&converted.stderr));
            let again = teamcap(target.path(), &words(&format!("rollup entries.{ending} {period}")));
            // The joiner in a picture of several is not read: docs/formats.md.
            let plain = |bytes: &[u8]| text(bytes).replace('\u{200d}', "");
            let (again_table, own_table) = (plain(&again.stdout), plain(&table.stdout));
            // Where somebody joins or leaves within a week its days are two rows, and so are days on which leave is joined by the day:
            // the table alone does not say it.
            let is_cut = ["\njoined = ", "\nleft = ", "bucket = \"leave\""].iter().any(|of| said.contains(of));
            let is_same = match is_cut {
                true => sums(&again_table) == sums(&own_table),
                false => again_table == own_table,
            };
            assert!(is_same, "{} {ending}\n{}", folder.display(), text(&again.stderr));
        }
        held += 1;
    }
    assert!(held > 20, "{held} samples");
}
