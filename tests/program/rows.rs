//! What becomes of the rows and the people of exports that are not as one would wish.

use crate::support::Case;

const TOGGL: &str = "User,Project,Start date,Start time,End date,End time,Duration\n";
const QUARTER: &str = "version = 1\nperiod = \"2024-Q1\"\n";

/// A folder with these files and a configuration that says the quarter alone.
fn quarter(files: &[(&str, &str)]) -> Case {
    files.iter().fold(Case::new().file("teamcap.toml", QUARTER), |case, (name, text)| case.file(name, text))
}

/// Entries of an hour, each from another second on.
fn ada(rows: usize) -> String {
    let clock = |seconds: usize| format!("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
    let row = |at: usize| {
        let start = 9 * 3600 + at;
        format!("Ada,A,2024-02-05,{},2024-02-05,{},01:00:00\n", clock(start), clock(start + 3600))
    };
    (0..rows).map(row).collect()
}

/// So many rows that the last is in no first block.
#[test]
fn a_late_bare_duration_is_decided_by_all_rows() {
    let late = "Ada,A,2024-02-05,09:00:00,2024-02-05,10:30:00,1.5\n";
    quarter(&[("toggl.csv", &format!("{TOGGL}{}{late}", ada(4800)))])
        .args("sources")
        .says("  rows         4801 read = 4801 used + 0 excluded + 0 rejected\n")
        .says("  adds up to   4801.5 h\n")
        .says("hours (end less start in 1 of 1 rows)")
        .exits(0);
}

#[test]
fn an_undecided_duration_costs_its_own_row_alone() {
    let late = "Ada,A,2024-02-05,,,,90\nAda,A,2024-02-06,,,,45\nAda,A,2024-02-06,,,,0\n";
    let case = quarter(&[("toggl.csv", &format!("{TOGGL}{}{late}", ada(4800)))]);
    let error = "toggl.csv:4802:7: error: durations-undecided: \"90\" may be hours, minutes or seconds, and so may 1 other: \
                 no such row has a start and an end\n";
    let said = case.args("check").exits(1).says("4803 rows read = 4801 used + 0 excluded + 2 rejected");
    let said = said.tells_first(error).tells("toggl.csv:4803:7");
    assert_eq!(said.told.matches("durations-undecided: ").count(), 1, "{said}");
}

#[test]
fn decimals_without_times_are_hours() {
    let rows = "Ada,A,2024-02-05,,,,1.5\nAda,A,2024-02-06,,,,30\n";
    quarter(&[("toggl.csv", &format!("{TOGGL}{rows}"))])
        .args("sources")
        .says("  adds up to   31.5 h\n")
        .says("hours (1 of 2 first bare numbers with a decimal mark)");
}

#[test]
fn a_file_that_holds_only_copies_is_no_fault() {
    let header = "Author,Issue,Project,Started,Time spent,Worklog id\n";
    let first = format!("{header}Ada,B-1,Build,2024-01-08 09:00,2h,11\nAda,B-1,Build,2024-01-09 09:00,1h,12\n");
    let again = format!("{header}Ada,B-1,Build,2024-01-09 09:00,1h,12\n");
    let case = quarter(&[("a.csv", &first), ("b.csv", &again)]);
    case.args("check --notes")
        .exits(0)
        .says("b.csv: 1 row read = 0 used + 1 excluded + 0 rejected")
        .tells("copies-left-out: 1 entry (1.00 h) left out");
    case.args("review").exits(0);
}

/// Corrections outweigh the work of a week, a row says no project, and a person has an address, an alias and a name in two
/// orders: the review of the table has what that of the exports has.
#[test]
fn a_review_of_the_table_is_that_of_the_exports() {
    let config = format!(
        "{QUARTER}[[person]]\nname = \"Ada Lovelace\"\naliases = [\"ada@x.example\", \"AL\"]\n[[person]]\nname = \"Bo\"\n\
         [[category]]\nname = \"A\"\nbucket = \"focus\"\nmatch = [{{ project = \"A\" }}]\n"
    );
    let rows = "User,Email,Project,Start date,Start time,End date,End time,Duration\n\
        ,ada@x.example,A,2024-02-05,,,,01:00:00\nAL,,A,2024-02-06,,,,02:00:00\n\"Lovelace, Ada\",,,2024-02-13,,,,04:00:00\n\
        Bo,,A,2024-02-05,,,,3.00\nBo,,A,2024-02-12,,,,1.00\nBo,,A,2024-02-13,,,,-2.50\n";
    let case = Case::new().file("teamcap.toml", &config).file("toggl.csv", rows);
    let table = Case::new();
    let written = table.path().join("roll.csv");
    case.args(&format!("rollup . -o {}", written.display())).exits(0);
    let text = std::fs::read_to_string(&written).unwrap();
    let people: Vec<&str> = text.lines().skip(1).filter_map(|line| line.split(',').next()).collect();
    assert!(people.iter().all(|person| ["Ada Lovelace", "Bo"].contains(person)), "{text}");
    assert!(text.contains(",hours,-1.5"), "{text}");
    let figures = |command: &str| case.args(command).exits(0).printed;
    let again = figures(&format!("review {} --config teamcap.toml --format csv", written.display()));
    assert_eq!(figures("review . --format csv"), again);
}

#[test]
fn without_a_roster_the_table_names_the_people_seen() {
    let rows = "User,Email,Project,Start date,Start time,End date,End time,Duration\n\
        Ada,ada@x.example,A,2024-02-05,,,,01:00:00\nA. Lovelace,ada@x.example,A,2024-02-05,,,,02:00:00\n";
    let said = Case::new().file("toggl.csv", rows).args("rollup .").exits(0);
    let said = said.says("\nAda,2024-02-05,2024-02-11,days,A,,,,,,,A,seconds,10800,2\n");
    assert_eq!(said.printed.lines().count(), 2);
}

/// A pattern of the configuration is about its folder.
#[test]
fn a_file_of_another_folder_is_not_of_a_source_that_names_files_of_this_one() {
    let config = format!(
        "{QUARTER}[[source]]\nfiles = [\"*.csv\"]\nskip_rows = 1\ncolumns = {{ person = \"Who\", date = \"Day\", project = \"Job\", hours = \"H\" }}\n"
    );
    let other = Case::new().file("x.csv", format!("{TOGGL}{}", ada(2)));
    let own = Case::new().file("teamcap.toml", &config).file("x.csv", "Title\nWho,Day,Job,H\nAda,2024-02-05,A,1\n");
    let path = |case: &Case| case.path().join("x.csv").display().to_string();
    own.args(&format!("check {} --config teamcap.toml", path(&other))).exits(0).says("2 rows read = 2 used");
    // Named by any path, a file of this folder is.
    for named in ["x.csv".to_owned(), path(&own)] {
        own.args(&format!("check {named} --config teamcap.toml")).says("x.csv: 1 ").says("1 used");
    }
    other.args(&format!("check x.csv --config {}", own.path().join("teamcap.toml").display())).exits(0);
}

#[test]
fn a_correction_does_not_go_past_midnight() {
    let kimai = "Date,From,To,Duration,User,Customer,Project,Activity\n2024-02-05,09:00,08:54,-0:06,Ada,Port,Build,Plan\n\
        2024-02-05,23:00,01:00,2:00,Ada,Port,Build,Plan\n";
    let note = "kimai.csv:3:4: note: across-midnight: 1 entry (2.00 h)";
    quarter(&[("kimai.csv", kimai)]).args("check --notes").tells(note);
}
