//! `teamcap init`: what it makes of sheets as people keep them, and of the folder of an earlier period.
//!
//! `samples/started/NAME` holds sheets, and `expected/` what `init . --yes` writes and prints. BLESS=1 rewrites these; read them.

use std::path::Path;

use crate::compare::compare;
use crate::support::{Case, folders, teamcap, words};

fn sheets_of(sample: &Path) -> Case {
    let files = std::fs::read_dir(sample).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_file());
    files.fold(Case::new(), |case, path| {
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        case.file(&name, std::fs::read(&path).unwrap())
    })
}

fn written(case: &Case, name: &str) -> String {
    std::fs::read_to_string(case.path().join(name)).unwrap()
}

#[test]
fn a_configuration_is_always_written_with_what_is_open_at_its_top() {
    let mut wrong = Vec::new();
    for sample in folders("samples/started") {
        let case = sheets_of(&sample);
        let said = case.args("init . --yes").exits(0).tells_nothing();
        compare(&sample.join("expected/teamcap.toml"), &written(&case, "teamcap.toml"), &mut wrong);
        compare(&sample.join("expected/init.txt"), &said.printed, &mut wrong);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The answers in the sources of a configuration: each line with the number of its question.
fn answers(config: &str) -> Vec<(usize, u32)> {
    let number = |line: &str| line.strip_prefix("# ")?.split("   # ").nth(1)?.split([':', ',']).next()?.parse().ok();
    config.lines().enumerate().filter_map(|(at, line)| Some((at, number(line)?))).collect()
}

#[test]
fn each_answer_can_be_taken_as_it_stands_and_leads_to_a_review() {
    for sample in folders("samples/started") {
        let case = sheets_of(&sample);
        case.args("init . --yes").exits(0);
        let config = written(&case, "teamcap.toml");
        let answers = answers(&config);
        assert!(!answers.is_empty(), "{}", sample.display());
        let period = if config.contains("# period") { " --period 2024-Q2" } else { "" };
        for (chosen, question) in &answers {
            // This answer, and the first one to each other question.
            let first = |of: u32| answers.iter().find(|(_, question)| *question == of).map(|(at, _)| *at);
            let is_taken = |at: usize| {
                answers.iter().any(|(line, of)| {
                    *line == at && if of == question { line == chosen } else { first(*of) == Some(at) }
                })
            };
            let line = |(at, line): (usize, &str)| if is_taken(at) { line[2..].to_owned() } else { line.to_owned() };
            let said: Vec<String> = config.lines().enumerate().map(line).collect();
            let said = said.join("\n") + "\n";
            std::fs::write(case.path().join("teamcap.toml"), &said).unwrap();
            let output = teamcap(case.path(), &words(&format!("review .{period}")));
            let told = String::from_utf8_lossy(&output.stderr).into_owned();
            let errors = told.lines().filter(|line| line.contains(": error: "));
            // A row that is somebody's has to be on the roster, which the message says.
            let others = errors.filter(|line| !line.contains(": error: unknown-person: ")).count();
            let is_fine = output.status.code() == Some(0) || told.contains("unknown-person");
            assert_eq!((is_fine, others), (true, 0), "{said}\n{told}");
        }
    }
}

#[test]
fn what_is_there_is_not_overwritten() {
    let case =
        Case::new().file("effort.csv", "Week,Person,CI\n2024-W14,Ada,100%\n").file("teamcap.toml", "version = 1\n");
    case.args("init . --yes").exits(3).tells("teamcap.toml: error: file-exists: ");
    assert_eq!(written(&case, "teamcap.toml"), "version = 1\n");
}

/// The people, categories and rules are those of the earlier quarter, as they are written there; its matrix is the previous one.
#[test]
fn the_next_quarter_goes_on_from_the_last() {
    let files = ["teamcap.toml", "effort.csv", "skills.csv"];
    let case = Case::new().below("q3", "releng-fy2016-q3", &files);
    let said = case.args("init q4 --from q3").exits(0).tells_nothing();
    assert_eq!(
        said.printed,
        "written in q4: teamcap.toml, effort.csv, skills.csv, skills-FY2016-Q3.csv\n\
         next: the weeks in effort.csv, as percents (60%) or hours (24h), and the levels in skills.csv\n\
         \u{20} teamcap check q4\n\
         \u{20} teamcap review q4\n"
    );
    let (old, new) = (written(&case, "q3/teamcap.toml"), written(&case, "q4/teamcap.toml"));
    assert!(new.contains("period = \"FY2016-Q4\"\n"), "{new}");
    assert!(new.contains("matrix = \"skills.csv\"\nprevious = \"skills-FY2016-Q3.csv\"\n"), "{new}");
    let is_kept =
        |line: &&str| line.starts_with("name = ") || line.starts_with("bucket = ") || line.starts_with("fte = ");
    let kept = |text: &str| text.lines().filter(is_kept).map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(kept(&new), kept(&old));
    assert_eq!(written(&case, "q4/skills.csv"), written(&case, "q3/skills.csv"));
    let effort = written(&case, "q4/effort.csv");
    let rows: Vec<&str> = effort.lines().collect();
    assert_eq!(rows[0], "Week,Person,CI Scaling,Scap3 Migration,Diff Migration,Maintenance,Nonsense stuff");
    assert_eq!((rows[1], rows.len()), ("2016-W14,Antoine,,,,,", 1 + 13 * 6));
    case.args("review q4").exits(0).says("0 of 78 person-weeks submitted");
    case.args("init q4 --from q3").exits(3).tells("effort.csv: error: file-exists: ");
}

/// Who left before the new period, and leave that was taken, stay behind.
#[test]
fn those_who_left_and_leave_that_was_taken_stay_behind() {
    let config = "version = 1\nperiod = \"2024-Q2\"\nuntil = \"2024-W20\"\n\n[[category]]\nname = \"CI\"\nbucket = \"focus\"\n\n\
                  # Ada leads.\n[[person]]\nname = \"Ada\"\nfte = 0.8\nleave = [{ from = 2024-04-01, to = 2024-04-05 }]\n\n\
                  [[person]]\nname = \"Bo\"\nleft = 2024-06-14\n\n[[person]]\nname = \"Cy\"\nleft = 2024-07-31\n";
    let case = Case::new()
        .file("q2/teamcap.toml", config)
        .file("q2/effort.csv", "Week,Person,CI\n2024-W14,Ada,100%\n2024-W14,Bo,100%\n2024-W14,Cy,100%\n");
    case.args("init q3 --from q2").exits(0).tells_nothing();
    assert_eq!(
        written(&case, "q3/teamcap.toml"),
        "version = 1\nperiod = \"2024-Q3\"\n\n[[category]]\nname = \"CI\"\nbucket = \"focus\"\n\n\
         # Ada leads.\n[[person]]\nname = \"Ada\"\nfte = 0.8\n\n[[person]]\nname = \"Cy\"\nleft = 2024-07-31\n\n\
         [[source]]\nfiles = [\"effort.csv\"]\n"
    );
    let effort = written(&case, "q3/effort.csv");
    assert!(effort.starts_with("Week,Person,CI\n2024-W27,Ada,\n2024-W27,Cy,\n2024-W28,Ada,\n"), "{effort}");
}

#[test]
fn an_earlier_folder_without_a_configuration_is_named() {
    let case = Case::new().file("q2/effort.csv", "Week,Person,CI\n2024-W14,Ada,100%\n");
    case.args("init q3 --from q2").exits(3).tells("q2/teamcap.toml: error: unreadable-file: ");
}

/// Nothing that is written has to be completed before it can be read.
#[test]
fn nothing_that_is_written_is_left_blank_to_fill_in() {
    let case = Case::new().file("sheets/effort.csv", "Week,Person,CI\n2024-W14,Ada,100%\n");
    for command in ["init sheets --yes", "init new --people Ada,Bo --categories CI,Docs --yes"] {
        case.args(command).exits(0);
    }
    for name in ["sheets/teamcap.toml", "new/teamcap.toml"] {
        assert!(!written(&case, name).contains("\"...\""), "{name}");
    }
}
