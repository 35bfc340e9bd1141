//! What small exports are told, as leads keep and edit them: what `sources` offers to paste, what `check` and `review` say.

use crate::support::Case;

const TOGGL: &str = "User,Project,Start date,Start time,End date,End time,Duration\n";
const CLOCKIFY: &str = "Project,User,Group,Start Date,Start Time,End Date,End Time,Duration (h),Type\n";

/// What a command prints, and what it tells, of one file and what the configuration says beside the period.
fn told(file: &str, said: &str, command: &str) -> (String, String) {
    let config = format!("version = 1\nperiod = \"2024-Q1\"\n{said}");
    let said = Case::new().file("hours.csv", file).file("teamcap.toml", config).args(command);
    (said.printed, said.told)
}

/// The `[[source]]` tables that `sources` prints of a file.
fn offered(file: &str, said: &str) -> Vec<String> {
    let (printed, _) = told(file, said, "sources .");
    let tables = printed.split("[[source]]\nfiles = [\"hours.csv\"]\n").skip(1);
    tables
        .map(|table| {
            table.lines().take_while(|line| !line.is_empty() && !line.starts_with('#')).collect::<Vec<_>>().join("\n")
        })
        .collect()
}

fn source(said: &str) -> String {
    format!("[[source]]\nfiles = [\"hours.csv\"]\n{said}\n")
}

#[test]
fn a_unit_that_is_said_of_an_export_is_said_again() {
    let export = format!("{TOGGL}Ada,A,2024-02-05,09:00:00,2024-02-05,10:30:00,1.5\n");
    let said = source("unit = \"hours\"");
    let (printed, _) = told(&export, &said, "sources .");
    assert!(printed.contains("  unit         hours (said in teamcap.toml)\n"), "{printed}");
    let [table] = &offered(&export, &said)[..] else { panic!("{printed}") };
    assert!(table.contains("format = \"toggl\"\nunit = \"hours\"\n"), "{table}");
}

#[test]
fn an_export_of_nobody_is_offered_its_format_and_whose_it_is() {
    let export = "Project,Start date,Start time,End date,End time,Duration\nA,2024-02-05,09:00:00,2024-02-05,10:30:00,01:30:00\n";
    assert_eq!(offered(export, ""), ["format = \"toggl\""]);
    let (account, errors) = told(export, &source("format = \"toggl\"\nperson = \"Ada\""), "check .");
    assert!(
        account.contains("1 row read = 1 used + 0 excluded + 0 rejected; 1 amount cell = 1 entry"),
        "{account}{errors}"
    );
}

#[test]
fn minutes_under_their_heading_are_read_without_a_word() {
    let export = "Employee,Date,Project,Minutes\nAda,2024-02-05,A,90\nBo,2024-02-05,A,45\n";
    let (printed, _) = told(export, "", "sources .");
    assert!(printed.contains("  adds up to   2.25 h\n"), "{printed}");
    let mapping = "columns = { person = \"Employee\", date = \"Date\", hours = \"Minutes\", project = \"Project\" }\nunit = \"minutes\"";
    let (printed, _) = told(export, &source(mapping), "sources .");
    assert!(printed.contains("  adds up to   2.25 h\n"), "{printed}");
}

#[test]
fn a_role_that_there_is_not_is_all_that_is_told_of_a_mapping() {
    let sheet = "Who,Begin,End,Project\nAda,2024-02-05 09:00,2024-02-05 10:00,A\n";
    let (_, errors) =
        told(sheet, &source("columns = { person = \"Who\", begin = \"Begin\", project = \"Project\" }"), "check .");
    let names: Vec<&str> = errors.lines().filter(|line| line.contains("error: ")).collect();
    assert!(matches!(names[..], [one] if one.contains("unknown-key: \"begin\"")), "{errors}");
}

#[test]
fn rows_of_totals_without_a_day_are_left_out_and_others_told() {
    let export = "Author,Issue,Project,Started,Time spent\nAda,A-1,Total rewards,2024-02-05 09:00,1h 35m\n\
                  Total time spent,,,,1h 35m\nAda Total,,,,1h 35m\n,Subtotal Ada,,,1h 35m\n,,,,9h\n";
    let (account, errors) = told(export, "", "check . --notes");
    assert!(account.contains("5 rows read = 1 used + 3 excluded + 1 rejected"), "{account}");
    assert!(errors.contains("also: hours.csv:3, hours.csv:4, hours.csv:5\n"), "{errors}");
    assert!(
        errors.contains("hours.csv:6:4: error: unlabelled-row: ") && errors.contains("if it holds totals"),
        "{errors}"
    );
    let without = export.replace(",,,,9h\n", "");
    let (review, _) = told(&without, "", "review .");
    assert!(review.contains("totals left out: 3 rows. (hours.csv:3, 4, 5)"), "{review}");
}

#[test]
fn the_day_of_an_end_shows_the_order_of_a_date() {
    let row = |start: &str, end: &str| format!("A,Ada,,{start},11:00:00 PM,{end},01:00:00 AM,02:00:00,Regular\n");
    let (printed, errors) = told(&format!("{CLOCKIFY}{}", row("12/02/2024", "13/02/2024")), "", "sources .");
    assert!(printed.contains("  date order   dmy (1 of 2 dates"), "{printed}{errors}");
    let both = format!("{CLOCKIFY}{}{}", row("13/02/2024", "14/02/2024"), row("02/14/2024", "02/15/2024"));
    let (_, errors) = told(&both, "", "check .");
    assert!(errors.contains("ambiguous-date: \"02/14/2024\" and \"13/02/2024\" cannot both be right"), "{errors}");
    assert!(errors.contains("also:     hours.csv:2:4\n"), "{errors}");
}

#[test]
fn breaks_stand_apart_from_the_work_of_their_project() {
    let row =
        |duration: &str, kind: &str| format!("A,Ada,,2024-02-05,09:00:00,2024-02-05,12:00:00,{duration},{kind}\n");
    let (printed, _) =
        told(&format!("{CLOCKIFY}{}{}", row("03:00:00", "Regular"), row("00:30:00", "Break")), "", "sources .");
    assert!(printed.contains("  of which     A 3 h; A (breaks) 0.5 h\n"), "{printed}");
}

#[test]
fn seconds_are_not_said_to_be_written_as_durations() {
    let export = "Date,From,To,Duration,User,Customer,Project,Activity\n2024-02-05,09:00,10:30,5400,Ada,P,A,x\n";
    let (printed, _) = told(export, "", "sources .");
    assert!(printed.contains("  unit         hours (1 duration; bare numbers are seconds)\n"), "{printed}");
}

#[test]
fn where_nothing_is_read_nobody_is_said_to_be_seen() {
    let (_, errors) = told(&format!("{TOGGL}Ada,A,2024-02-05,09:00:00,2024-02-05,10:30:00,x\n"), "", "check . --notes");
    assert!(errors.contains("\"x\" under \"Duration\" is not a duration\n"), "{errors}");
    let (_, errors) = told("Nr,Rate\n1,2\n", "", "check . --notes");
    assert!(errors.contains("unknown-format") && !errors.contains("assumed-"), "{errors}");
}

/// All at once: a name that nobody has is told though its row is refused for another fault already, in each file once, at its
/// first row; not where another row tells it.
#[test]
fn a_stranger_in_a_refused_row_is_told_beside_its_fault() {
    let rows = "Ada,A,2024-02-05,09:00:00,2024-02-05,10:30:00,01:30:00\nBem,A,2024-02-05,09:00:00,2024-02-05,10:30:00,x\n\
                Bem,A,2024-02-06,09:00:00,2024-02-06,10:30:00,y\nZed,A,2024-02-31,09:00:00,2024-02-31,10:30:00,01:30:00\n\
                Cid,A,2024-02-05,09:00:00,2024-02-05,10:30:00,z\nCid,A,2024-02-06,09:00:00,2024-02-06,10:30:00,01:30:00\n";
    let roster = "[[person]]\nname = \"Ada\"\n[[person]]\nname = \"Ben\"\n";
    let (_, errors) = told(&format!("{TOGGL}{rows}"), roster, "check .");
    let heads: Vec<&str> = errors.lines().filter(|line| line.contains(": unknown-person: ")).collect();
    assert_eq!(
        heads,
        [
            "hours.csv:3:1: error: unknown-person: \"Bem\" is not on the roster",
            "hours.csv:5:1: error: unknown-person: \"Zed\" is not on the roster",
            "hours.csv:7:1: error: unknown-person: \"Cid\" is not on the roster",
        ]
    );
    let (_, errors) = told(&format!("{TOGGL}{rows}"), "", "check .");
    assert!(!errors.contains("unknown-person"), "without a roster there is no stranger\n{errors}");
    let (_, errors) = told(&format!("{TOGGL}{rows}"), roster, "check . --anonymise");
    assert!(!["Bem", "Zed", "Cid"].iter().any(|name| errors.contains(name)), "{errors}");
}

/// A category that was renamed keeps its figures: each of its names is it, in wide sheets and in long ones.
#[test]
fn a_category_has_other_names() {
    let config = "version = 1\nperiod = \"2024-W14..2024-W14\"\n\n[[category]]\nname = \"Support\"\naliases = [\"KTLO\"]\n\
                  bucket = \"maintenance\"\n";
    let config = config.replace("2024-W14..2024-W14", "2024-04-01..2024-04-07");
    let case = Case::new()
        .file("teamcap.toml", &config)
        .file("a.csv", "Week,Person,KTLO\n2024-W14,Ada,100%\n")
        .file("b.csv", "Person,Week,Category,Hours\nBo,2024-W14,ktlo,30h\nBo,2024-W14,Support,10h\n");
    case.args("review . --format csv").exits(0).says("split.maintenance,Time spent,maintenance,share,100,");
    let twice = format!("{config}\n[[category]]\nname = \"ktlo\"\nbucket = \"focus\"\n");
    let case = case.file("teamcap.toml", twice);
    case.args("check .")
        .exits(1)
        .tells("teamcap.toml:10:8: error: repeated-name: \"ktlo\" is the same name as the category \"Support\"");
}
