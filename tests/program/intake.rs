//! Whatever bytes a sheet comes in, the figures are those of the same text in UTF-8.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use encoding_rs::{Encoding, ISO_8859_15, WINDOWS_1252};
use flate2::Compression;
use flate2::write::GzEncoder;

use crate::support::{teamcap, text, words};

/// The published sample with names beyond ASCII: the person, the category and the skill stand in every file of it.
struct Sample {
    config: String,
    effort: String,
    skills: String,
}

fn sample() -> Sample {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/releng-fy2016-q3");
    let read = |file: &str| {
        let text = std::fs::read_to_string(folder.join(file)).unwrap();
        assert!(text.contains("Antoine"));
        text.replace("Antoine", "Zoë Grün")
            .replace("Maintenance", "Wartung für 5 €")
            .replace("Zuul maint", "Zuul-Pflege ½")
    };
    Sample {
        config: read("teamcap.toml").replacen("[[source]]", "[[source]]\ndecimal = \".\"", 1),
        effort: read("effort.csv"),
        skills: read("skills.csv").replace('½', "zwölf"),
    }
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn utf16(text: &str, mark: &[u8], unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
    [mark, &text.encode_utf16().flat_map(unit).collect::<Vec<u8>>()].concat()
}

fn encoded(encoding: &'static Encoding, text: &str) -> Vec<u8> {
    let (bytes, _, lost) = encoding.encode(text);
    assert!(!lost, "{} cannot write it", encoding.name());
    bytes.into_owned()
}

/// A folder with these files.
fn folder(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        std::fs::write(folder.path().join(name), bytes).unwrap();
    }
    folder
}

pub fn fed(folder: &Path, arguments: &str, stdin: &[u8]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_teamcap"))
        .args(words(arguments))
        .current_dir(folder)
        .env("NO_COLOR", "1")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // It may end without having read all.
    let _ = child.stdin.take().unwrap().write_all(stdin);
    child.wait_with_output().unwrap()
}

/// What was printed, by a run that ended with 0 and said nothing else.
fn quiet(output: &Output) -> String {
    assert_eq!((output.status.code(), text(&output.stderr).as_str()), (Some(0), ""));
    text(&output.stdout)
}

/// The figures, and those behind every cell of one of them.
fn figures(folder: &Path) -> String {
    let run = |arguments: &str| quiet(&teamcap(folder, &words(arguments)));
    run("review . --format csv") + &run("explain person.zoë-grün.total .").replace("effort.csv.gz", "effort.csv")
}

fn in_utf8() -> (Sample, String) {
    let sample = sample();
    let files = [
        ("teamcap.toml", sample.config.as_bytes()),
        ("effort.csv", sample.effort.as_bytes()),
        ("skills.csv", sample.skills.as_bytes()),
    ];
    let expected = figures(folder(&files).path());
    assert!(
        expected.contains("Zoë Grün") && expected.contains("Wartung für 5 €") && expected.contains("Zuul-Pflege zwölf")
    );
    (sample, expected)
}

#[test]
fn the_published_sample_has_the_same_figures_in_every_encoding() {
    let (sample, expected) = in_utf8();
    let crlf = |text: &str| text.replace('\n', "\r\n");
    type Write = Box<dyn Fn(&str) -> Vec<u8>>;
    let ways: [(&str, &str, Write); 13] = [
        ("UTF-8", "", Box::new(|text| [b"\xEF\xBB\xBF", text.as_bytes()].concat())),
        ("UTF-8", "", Box::new(move |text| crlf(text).into_bytes())),
        ("UTF-16LE", "", Box::new(|text| utf16(text, b"\xFF\xFE", u16::to_le_bytes))),
        ("UTF-16BE", "", Box::new(|text| utf16(text, b"\xFE\xFF", u16::to_be_bytes))),
        ("UTF-16LE", "", Box::new(|text| utf16(text, b"", u16::to_le_bytes))),
        ("UTF-16BE", "", Box::new(|text| utf16(text, b"", u16::to_be_bytes))),
        ("UTF-16BE", "utf-16", Box::new(move |text| utf16(&crlf(text), b"\xFE\xFF", u16::to_be_bytes))),
        ("windows-1252", "windows-1252", Box::new(|text| encoded(WINDOWS_1252, text))),
        ("windows-1252", "latin1", Box::new(move |text| encoded(WINDOWS_1252, &crlf(text)))),
        ("ISO-8859-15", "iso-8859-15", Box::new(|text| encoded(ISO_8859_15, text))),
        ("UTF-8", "", Box::new(|text| gzip(text.as_bytes()))),
        ("UTF-16LE", "", Box::new(|text| gzip(&utf16(text, b"\xFF\xFE", u16::to_le_bytes)))),
        ("ISO-8859-15", "iso-8859-15", Box::new(|text| gzip(&encoded(ISO_8859_15, text)))),
    ];
    for (name, said, write) in ways {
        let config = match said {
            "" => sample.config.clone(),
            said => sample.config.replacen("decimal = \".\"", &format!("encoding = \"{said}\""), 1),
        };
        let effort = write(&sample.effort);
        assert_ne!(effort, sample.effort.as_bytes());
        // A matrix has no encoding of its own to say: a code page would be a guess, with a warning.
        let skills = if name.starts_with("UTF") { write(&sample.skills) } else { sample.skills.clone().into_bytes() };
        let files = [("teamcap.toml", config.as_bytes()), ("effort.csv", &effort), ("skills.csv", &skills)];
        let folder = folder(&files);
        assert!(figures(folder.path()) == expected, "{name} {said}");
        let decided = format!("\"what\": \"encoding\",\n          \"value\": \"{name}\"");
        let json = quiet(&teamcap(folder.path(), &words("review . --format json")));
        assert!(json.contains(&decided), "{decided}\n{json}");
    }
}

/// Excel's "Unicode Text": UTF-16 with tabs.
#[test]
fn unicode_text_of_a_spreadsheet_program_works_as_it_is() {
    let (sample, expected) = in_utf8();
    let tabs = sample.effort.replace(',', "\t").replace('\n', "\r\n");
    let config = sample.config.replace("[\"effort.csv\"]", "[\"effort.txt\"]");
    let bytes = utf16(&tabs, b"\xFF\xFE", u16::to_le_bytes);
    let folder = folder(&[
        ("teamcap.toml", config.as_bytes()),
        ("effort.txt", &bytes),
        ("skills.csv", sample.skills.as_bytes()),
    ]);
    assert_eq!(figures(folder.path()).replace("effort.txt", "effort.csv"), expected);
}

#[test]
fn a_guessed_code_page_is_a_warning_and_the_figures_stand() {
    let (sample, _) = in_utf8();
    let review = |effort: &[u8], skills: &[u8], arguments: &str| {
        let folder =
            folder(&[("teamcap.toml", sample.config.as_bytes()), ("effort.csv", effort), ("skills.csv", skills)]);
        teamcap(folder.path(), &words(arguments))
    };
    // No code page of the West has stars.
    let plain = sample.skills.replace('★', "*").replace('☆', "");
    let (effort, skills) = (encoded(WINDOWS_1252, &sample.effort), encoded(WINDOWS_1252, &plain));
    let expected = quiet(&review(sample.effort.as_bytes(), plain.as_bytes(), "review . --format csv"));
    assert_eq!(quiet(&review(&effort, &skills, "review . --format csv")), expected);
    assert_eq!(review(&effort, &skills, "review . --strict").status.code(), Some(1));
    let told = text(&review(&effort, &skills, "check .").stderr);
    for file in ["effort.csv", "skills.csv"] {
        assert!(told.contains(&format!("{file}:")) && told.contains("read as windows-1252"), "{told}");
    }
    assert_eq!(told.matches("encoding-guessed").count(), 2, "{told}");
}

#[test]
fn standard_input_is_a_file_that_can_be_read_twice() {
    let (sample, _) = in_utf8();
    let files = [("effort.csv", sample.effort.as_bytes())];
    let folder = folder(&files);
    let expected = quiet(&teamcap(folder.path(), &words("review effort.csv --period 2016-Q1 --format csv")));
    for bytes in [
        sample.effort.clone().into_bytes(),
        gzip(sample.effort.as_bytes()),
        utf16(&sample.effort, b"\xFF\xFE", u16::to_le_bytes),
    ] {
        assert_eq!(quiet(&fed(folder.path(), "review - --period 2016-Q1 --format csv", &bytes)), expected);
        let cells = quiet(&fed(folder.path(), "explain person.zoë-grün.total - --period 2016-Q1", &bytes));
        assert!(cells.contains("  -:7:3: 45%   45  2016-W02 Zoë Grün, CI Scaling\n"), "{cells}");
        let account = quiet(&fed(folder.path(), "check -", &bytes));
        assert!(account.starts_with("-: 74 rows read = 74 used"), "{account}");
    }
}

#[test]
fn a_source_may_be_standard_input() {
    let (sample, expected) = in_utf8();
    let config = sample.config.replace("[\"effort.csv\"]", "[\"-\"]");
    let folder = folder(&[("teamcap.toml", config.as_bytes()), ("skills.csv", sample.skills.as_bytes())]);
    let review = |arguments: &str| quiet(&fed(folder.path(), arguments, sample.effort.as_bytes()));
    assert!(expected.starts_with(&review("review . --format csv")));
    // Named on the command line, it is what the configuration says of it.
    assert!(expected.starts_with(&review("review - --format csv")));
    let nobody = fed(folder.path(), "check .", b"Week,CI Scaling\n2016-W01,50%\n");
    assert_eq!(nobody.status.code(), Some(1), "a sheet of one person from standard input has no name");
    assert!(
        text(&nobody.stderr).starts_with("-:1: error: asked-sheet: whose effort is this?"),
        "{}",
        text(&nobody.stderr)
    );
    // Where each row names its own work, there is nothing to take from a name.
    let long = b"Person,Week,Category,Percent\nDan,2016-W01,CI Scaling,50%\n";
    let printed = text(&fed(folder.path(), "rollup -", long).stdout);
    assert!(printed.ends_with(",CI Scaling,percent,50,1\n"), "{printed}");
}

#[test]
fn standard_input_named_twice_is_a_wrong_command_line() {
    let output = fed(folder(&[]).path(), "check - -", b"Week,Person,A\n2016-W01,Ada,50%\n");
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).starts_with("error: repeated-stdin: "), "{}", text(&output.stderr));
}

/// A pipe gives its bytes once; dates that prove their order late are read twice.
#[cfg(unix)]
#[test]
fn a_pipe_can_be_read_twice() {
    let folder = folder(&[]);
    let pipe: PathBuf = folder.path().join("effort.csv");
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let rows: String = (0..30_000).map(|_| "04/01/2016,Ada,CI,50.5\n").collect();
    let sheet = format!("Date,Person,Project,Hours\n{rows}18/01/2016,Ada,CI,50.5\n");
    let child = Command::new(env!("CARGO_BIN_EXE_teamcap"))
        .args(["sources", "effort.csv"])
        .current_dir(folder.path())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    std::fs::write(&pipe, sheet).unwrap();
    let output = child.wait_with_output().unwrap();
    let (page, told) = (text(&output.stdout), text(&output.stderr));
    assert!(page.contains("date order   dmy (1 of 30001 dates can be read in no other way)"), "{page}\n{told}");
}

/// What a person at a terminal would see is not in what a program reads, however long it takes.
#[test]
fn a_long_reading_says_nothing_where_nobody_watches() {
    let folder = folder(&[]);
    let mut child = Command::new(env!("CARGO_BIN_EXE_teamcap"))
        .args(["rollup", "-"])
        .current_dir(folder.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut sheet = child.stdin.take().unwrap();
    sheet.write_all(b"Week,Person,Build\n2016-W01,Ada,50%\n").unwrap();
    std::thread::sleep(std::time::Duration::from_millis(1300));
    sheet.write_all(b"2016-W02,Ada,25%\n").unwrap();
    drop(sheet);
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), text(&output.stderr)), (Some(0), String::new()));
    assert!(text(&output.stdout).contains("Build,percent,25,1"), "{}", text(&output.stdout));
}

#[test]
fn a_folder_without_a_configuration_holds_packed_sheets_too() {
    let (sample, _) = in_utf8();
    let plain = folder(&[("effort.csv", sample.effort.as_bytes()), ("skills.csv", sample.skills.as_bytes())]);
    let packed = folder(&[
        ("effort.csv.gz", &gzip(sample.effort.as_bytes())),
        ("skills.CSV.GZ", &gzip(sample.skills.as_bytes())),
        ("notes.txt.gz", b"nobody's"),
    ]);
    let review = |folder: &tempfile::TempDir| quiet(&teamcap(folder.path(), &words("review . --format csv")));
    assert_eq!(review(&packed), review(&plain));
    let ada = folder(&[("Ada.csv.gz", &gzip(b"Week,Build\n2016-W01,50%\n"))]);
    assert!(
        review(&ada).contains("\nperson.ada.build,Mean week,Ada,Build,50,50,1,percent,50.00,\n"),
        "{}",
        review(&ada)
    );
}

#[test]
fn a_calendar_may_come_in_another_encoding_too() {
    let calendar = "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20160106\r\nSUMMARY:Heilige Drei Könige\r\n\
                    END:VEVENT\r\nEND:VCALENDAR\r\n";
    let config = "version = 1\nperiod = \"2016-Q1\"\nholidays = [{ file = \"days.ics\" }]\n";
    let review = |days: &[u8]| {
        let sheet = b"Week,Person,Build\n2016-W01,Ada,50%\n";
        let folder = folder(&[("teamcap.toml", config.as_bytes()), ("days.ics", days), ("effort.csv", sheet)]);
        quiet(&teamcap(folder.path(), &words("review . --format csv")))
    };
    let expected = review(calendar.as_bytes());
    assert!(expected.contains("\ncapacity.holidays.ada,Capacity,Ada,holidays,0.2,"), "{expected}");
    assert_eq!(review(&gzip(&utf16(calendar, b"\xFF\xFE", u16::to_le_bytes))), expected);
    assert_eq!(review(&encoded(WINDOWS_1252, calendar)), expected);
}

/// The rows before the damage could be read; they are not used, because nobody knows what is missing.
#[test]
fn of_a_damaged_file_nothing_is_used() {
    let rows: String = (1..=52).map(|week| format!("2016-W{week:02},Ben,{week}.5%\n")).collect();
    let packed = gzip(format!("Week,Person,Build\n{rows}").as_bytes());
    let folder =
        folder(&[("ada.csv", b"Week,Person,Build\n2016-W01,Ada,50.5%\n"), ("ben.csv.gz", &packed[..packed.len() - 9])]);
    let run = |arguments: &str| teamcap(folder.path(), &words(arguments));
    let refused = run("review .");
    assert_eq!((refused.status.code(), refused.stdout.len()), (Some(1), 0));
    let output = run("review . --keep-going --format csv");
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stderr).starts_with("ben.csv.gz: error: damaged-gzip: "), "{}", text(&output.stderr));
    assert!(text(&output.stdout).contains("person.ada.") && !text(&output.stdout).contains("person.ben."));
}

/// A folder without a configuration: the other sheets say which year `KW03` is of, and whose names a matrix has that heads
/// nothing as skills or people.
#[test]
fn sheets_of_a_folder_help_each_other() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    write("a.csv", "KW;Name;Bau\n18.01.2016;Ada;100%\n25.01.2016;Ada;50%\n01.02.2016;Bo;50%\n");
    write("b.csv", "Person;Woche;Projekt;Stunden\nCleo;KW03;Bau;20\nCleo;KW04;Bau;40\n");
    write("was.csv", "Was;Ada;Bo;Cleo\nNetz;3;1;0\nDaten;;4;4\n");
    let run = |arguments: &str| teamcap(folder.path(), &words(arguments));
    let output = run("review . --format csv");
    let text = String::from_utf8(output.stdout).unwrap();
    for line in [
        "week.cleo.2016-w03,Weeks,Cleo,2016-W03,0.5,1,2,fte-weeks,0.50,",
        "skill.netz,Skills,Netz,coverage,1,1,1,count,1,",
    ] {
        assert!(text.lines().any(|other| other == line), "{line}\n{text}");
    }
    // Alone it cannot be known; that is said once, with every place.
    std::fs::remove_file(folder.path().join("a.csv")).unwrap();
    let errors = String::from_utf8(run("check b.csv").stderr).unwrap();
    assert_eq!(errors.matches("week-without-year: ").count(), 1, "{errors}");
    assert!(errors.contains("also:     b.csv:3:2\n"), "{errors}");
}
