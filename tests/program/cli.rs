//! The program from outside: help, exit codes, files, pipes, widths.

#[cfg(unix)]
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use crate::support::{self, Case, teamcap, text};

fn sample() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/releng-fy2016-q3")
}

fn run(arguments: &str) -> Output {
    teamcap(&sample(), &support::words(arguments))
}

fn code(output: &Output) -> i32 {
    output.status.code().unwrap()
}

#[test]
fn help_has_examples_and_the_exit_codes() {
    let help = text(&run("--help").stdout);
    assert!(help.contains("Examples:") && help.contains("Exit codes: 0 fine"), "{help}");
    for command in
        ["review", "check", "diff", "explain", "sources", "rollup", "convert", "remind", "init", "completions", "man"]
    {
        assert!(text(&run(&format!("{command} --help")).stdout).contains("Examples:"), "{command}");
    }
}

#[test]
fn a_wrong_command_line_exits_with_2() {
    assert_eq!(code(&run("review --no-such-flag")), 2);
    assert_eq!(code(&run("explain person.nobody .")), 2);
    let output = run("review . --without Antoin");
    assert_eq!(code(&output), 2);
    assert!(text(&output.stderr).contains("did you mean Antoine?"));
}

/// The command of another build.
#[cfg(not(feature = "frames"))]
#[test]
fn a_build_without_frames_says_how_to_have_query() {
    let output = run("query .");
    let told = text(&output.stderr);
    assert_eq!((code(&output), text(&output.stdout).as_str()), (2, ""));
    assert!(told.contains("unrecognized subcommand 'query'") && told.contains("default features"), "{told}");
}

/// The command of another build.
#[cfg(not(feature = "serve"))]
#[test]
fn a_build_without_serve_says_how_to_have_it() {
    let output = run("serve .");
    let told = text(&output.stderr);
    assert_eq!((code(&output), text(&output.stdout).as_str()), (2, ""));
    assert!(told.contains("unrecognized subcommand 'serve'") && told.contains("--features serve"), "{told}");
    assert!(!told.contains("similar") && !text(&run("--help").stdout).contains("serve"), "{told}");
}

#[test]
fn a_file_that_cannot_be_read_exits_with_3() {
    let output = run("review no-such-file.csv");
    assert_eq!(code(&output), 3);
    assert!(text(&output.stderr).starts_with("no-such-file.csv: error: unreadable-file: "), "{}", text(&output.stderr));
    assert_eq!(code(&run("check . --config no-such.toml")), 3);
}

#[test]
fn a_file_is_written_whole_or_not_at_all() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("review.csv");
    let output = teamcap(
        &sample(),
        &["review".into(), ".".into(), "--format".into(), "csv".into(), "-o".into(), file.to_str().unwrap().into()],
    );
    assert_eq!((code(&output), output.stdout.len()), (0, 0));
    assert_eq!(std::fs::read(&file).unwrap(), run("review . --format csv").stdout);
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "no half file beside it");
    let nowhere = folder.path().join("no/such/folder/review.csv");
    let output = teamcap(&sample(), &["review".into(), ".".into(), "-o".into(), nowhere.to_str().unwrap().into()]);
    assert_eq!(code(&output), 3);
    assert!(text(&output.stderr).contains("error: unwritable-file: "));
}

#[test]
fn a_review_that_fails_leaves_the_old_file() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("review.txt");
    std::fs::write(&file, "last quarter").unwrap();
    let broken = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/broken/unreadable-number");
    let output = teamcap(&broken, &["review".into(), ".".into(), "-o".into(), file.to_str().unwrap().into()]);
    assert_eq!(code(&output), 1);
    assert_eq!(std::fs::read_to_string(&file).unwrap(), "last quarter");
}

/// A full disk, played by a limit of no bytes for a file: what was there stays, and nothing is left beside it.
#[cfg(unix)]
#[test]
fn a_write_that_fails_leaves_the_old_file() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("review.txt");
    std::fs::write(&file, "last quarter").unwrap();
    let output = Command::new("sh")
        .args(["-c", "trap '' XFSZ; ulimit -f 0; exec \"$0\" review . -o \"$1\"", env!("CARGO_BIN_EXE_teamcap")])
        .arg(&file)
        .current_dir(sample())
        .output()
        .unwrap();
    assert_eq!(code(&output), 3, "{}", text(&output.stderr));
    assert!(text(&output.stderr).contains("error: unwritable-file: "), "{}", text(&output.stderr));
    assert_eq!(std::fs::read_to_string(&file).unwrap(), "last quarter");
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "no half file beside it");
}

/// The sheet is read, then a pipe beside it: while the program waits for the pipe, the sheet changes. What explains a
/// figure then no longer adds up to it.
#[cfg(unix)]
#[test]
fn a_file_that_changes_between_its_two_readings_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let (sheet, pipe) = (folder.path().join("first.csv"), folder.path().join("second.csv"));
    std::fs::write(&sheet, "Week,Person,Build\n2016-W01,Ann,60.5%\n").unwrap();
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let child = Command::new(env!("CARGO_BIN_EXE_teamcap"))
        .args(["explain", "week.ann.2016-w01", "first.csv", "second.csv"])
        .current_dir(folder.path())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut second = std::fs::File::create(&pipe).unwrap();
    std::fs::write(&sheet, "Week,Person,Build\n2016-W01,Ann,70.5%\n").unwrap();
    second.write_all(b"Week,Person,Build\n2016-W01,Bob,50.5%\n").unwrap();
    drop(second);
    let output = child.wait_with_output().unwrap();
    let told = text(&output.stderr);
    assert!(told.starts_with("first.csv: error: file-changed: "), "{told}");
    assert_eq!((code(&output), text(&output.stdout).as_str()), (3, ""));
}

#[test]
fn a_reader_that_has_seen_enough_ends_it_quietly() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_teamcap"))
        .args(["review", ".", "--format", "json"])
        .current_dir(sample())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!((code(&output), text(&output.stderr)), (0, String::new()));
}

#[test]
fn a_pipe_has_no_colour_and_eighty_columns() {
    let page = text(&run("review .").stdout);
    assert!(!page.contains('\u{1b}'));
    for width in [40, 60, 80, 120] {
        let page = text(&run(&format!("review . --width {width}")).stdout);
        let widest = page.lines().map(unicode_width::UnicodeWidthStr::width).max().unwrap();
        assert!(widest <= width, "{widest} columns where {width} were asked for");
    }
    assert_eq!(page, text(&run("review . --width 80").stdout));
}

#[test]
fn a_message_is_explained_without_a_folder() {
    let said = Case::new().args("explain unknown-person").exits(0);
    assert!(said.printed.starts_with("unknown-person (error)\n"), "{said}");
}

/// What `-o` writes is what would be printed, in each format.
#[test]
fn explain_and_sources_are_written_to_a_file_too() {
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/wide-names");
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("page");
    for command in ["explain person.田中.total .", "explain person .", "explain unknown-person", "sources ."] {
        for format in ["text", "markdown", "html"] {
            let asked = support::words(&format!("{command} --format {format} --width 60"));
            let printed = text(&teamcap(&sample, &asked).stdout);
            let to_file = [asked, vec!["-o".into(), file.to_string_lossy().into_owned()]].concat();
            let output = teamcap(&sample, &to_file);
            assert_eq!((code(&output), output.stdout.len()), (0, 0), "{command} {format}");
            assert_eq!(std::fs::read_to_string(&file).unwrap(), printed, "{command} {format}");
        }
    }
    let nowhere = support::words("sources . -o no/such/folder/page --format html");
    assert_eq!(code(&teamcap(&sample, &nowhere)), 3);
}

#[test]
fn keep_going_reports_on_what_could_be_read_and_still_exits_with_1() {
    let broken = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/broken/above-limit");
    assert_eq!(teamcap(&broken, &["review".into(), ".".into()]).stdout.len(), 0, "no report with errors in it");
    let output = teamcap(&broken, &support::words("review . --keep-going"));
    assert_eq!(code(&output), 1);
    assert!(text(&output.stdout).contains("Time spent") && text(&output.stderr).contains("above-limit"));
}

#[test]
fn strict_makes_warnings_fail() {
    let broken = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/broken/unmapped-category");
    for (arguments, expected) in [("review .", 0), ("review . --strict", 1), ("check .", 0), ("check . --strict", 1)] {
        assert_eq!(code(&teamcap(&broken, &support::words(arguments))), expected, "{arguments}");
    }
}

#[test]
fn check_accounts_for_every_row_and_cell() {
    let output = run("check .");
    let expected = "effort.csv: 74 rows read = 74 used + 0 excluded + 0 rejected; \
                    370 amount cells = 366 entries + 4 blank + 0 excluded\n\
                    review.toml: 1 key figure, 3 objectives, 5 workflows, 9 successes, misses and learnings\n";
    assert_eq!((code(&output), text(&output.stdout).as_str(), text(&output.stderr).as_str()), (0, expected, ""));
}

#[test]
fn a_folder_without_a_configuration_works_and_says_what_it_assumed() {
    Case::new()
        .sample("releng-fy2016-q3", &["effort.csv", "skills.csv"])
        .args("review")
        .exits(0)
        .tells_nothing()
        .says("period assumed: 2016-Q1")
        .says("roster assumed: the 6 people seen")
        .says("categories assumed: the 5 headings")
        .says("17 skills");
}

/// A glob, `.` and a bare file name are one path: the matrix that the configuration names is no effort sheet.
#[test]
fn a_file_is_one_file_however_it_is_reached() {
    let configuration = std::fs::read_to_string(sample().join("teamcap.toml")).unwrap();
    let any = configuration.replace("files = [\"effort.csv\"]", "files = [\"*.csv\"]");
    assert_ne!(any, configuration);
    let case = Case::new().sample("releng-fy2016-q3", &["effort.csv", "skills.csv"]).file("teamcap.toml", any);
    for arguments in ["check", "check .", "check effort.csv skills.csv", "check ./effort.csv", "check teamcap.toml"] {
        let said = case.args(arguments).exits(0).tells_nothing();
        assert!(said.printed.starts_with("effort.csv: 74 rows read = 74 used"), "{said}");
    }
}

#[test]
fn a_reminder_is_of_the_people_that_are_asked_for() {
    let all = text(&run("remind .").stdout);
    assert!(all.contains("- Antoine: W01") && all.contains("- Dan: W06 to W07"));
    let dan = text(&run("remind . --person dan").stdout);
    assert!(dan.contains("11 of 13 person-weeks are in") && !dan.contains("Antoine"), "{dan}");
    let early = text(&run("remind . --until 2016-W05 --person Dan").stdout);
    assert!(early.contains("Everything is in: 5 of 5 person-weeks"), "{early}");
    assert_eq!(code(&run("remind . --person Dann")), 2);
}

#[test]
fn every_shell_gets_completions_and_every_command_a_page() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = text(&run(&format!("completions {shell}")).stdout);
        assert!(script.contains("teamcap") && script.contains("week-rule"), "{shell}");
    }
    assert_eq!(code(&run("completions csh")), 2);
    let page = text(&run("man").stdout);
    assert!(page.starts_with(".ie") && page.contains("teamcap\\-review") || page.contains("review"), "{page}");
    assert!(text(&run("man review").stdout).contains("without"));
}

#[test]
fn what_sources_offers_to_paste_is_a_configuration() {
    let sheet = "User,Datum,Std,X-1\nAda,2016-01-18,7.5,CI\nAda,2016-01-19,8,\"Docs, all\"\n";
    let case = Case::new().file("export \"1\".csv", sheet);
    let page = case.args("sources .").exits(1).printed;
    let block = &page[page.rfind("[[source]]").unwrap()..];
    let offered =
        "columns.person = \"User\"\ncolumns.date = \"Datum\"\ncolumns.hours = \"Std\"\n# columns.category = \"X-1\"\n";
    assert!(block.contains(offered), "{page}");
    let said = block.replacen("# columns", "columns", 1);
    let case = case.file("teamcap.toml", said);
    case.args("review . --format csv").says("team.mean.docs-all,Mean week,Team,\"Docs, all\"");
}

#[test]
fn from_nothing_to_a_review() {
    let case = Case::new();
    case.args("init q1 --people Ada,Bo --team Two --period 2016-Q1").exits(0).says("teamcap check q1");
    case.args("check q1 --strict").exits(0).tells_nothing();
    case.args("review q1").says("0 of 26 person-weeks submitted; missing: Ada all 13 weeks, Bo all 13 weeks");
    let empty = std::fs::read_to_string(case.path().join("q1/effort.csv")).unwrap();
    let case = case.file("q1/effort.csv", empty.replace("2016-W01,Ada,,,,,", "2016-W01,Ada,50%,50%,,,"));
    case.args("review q1").says("1 of 26 person-weeks submitted").says("strengthen    50 %");
    case.args("init q1 --people Ada").exits(3).tells_first("teamcap.toml: error: file-exists: ");
    case.args("init q2 --period someday").exits(2);
    assert!(!case.path().join("q2").exists());
}

#[test]
fn from_sheets_to_a_review() {
    let sheet = "KW;Wer;CI;Urlaub\n2016-W03;Mukunda;60%;40%\n2016-W05;Mukundo;100%;\n2016-W04;Zo\u{eb};100%;\n2016-W06;Zo\u{eb};50%;50%\n";
    let sheet = sheet.replace("Wer", "Name");
    let case = Case::new().file("a \"b\".csv", sheet);
    let before = case.args("review . --format csv").printed;
    case.args("init .").exits(0);
    let config = std::fs::read_to_string(case.path().join("teamcap.toml")).unwrap();
    for line in [
        "period = \"2016-Q1\"",
        "files = [\"a \\\"b\\\".csv\"]",
        "# name = \"CI\"   # 77.5 % of what is recorded",
        "# aliases = [\"Mukundo\"]   # is this the same person? then delete its [[person]]",
        "# joined = 2016-01-25               # the first row is of 2016-W04",
        "# leave = [{ from = 2016-02-01, to = 2016-02-07 }]   # no row in 2016-W05: leave?",
    ] {
        assert!(config.lines().any(|other| other == line), "{line}\n{config}");
    }
    assert_eq!(case.args("review . --format csv").printed, before, "the figures are those of before");
    case.args("init .").exits(3);
}
