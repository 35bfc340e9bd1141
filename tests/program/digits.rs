//! Numbers with more digits than 128 bits hold, end to end: nothing is rounded, and no review is refused for them.

use std::fmt::Write;

use crate::support::Case;

const PEOPLE: [(&str, &str); 3] =
    [("Ann", "0.77777777777777777"), ("Bob", "0.99999999999999997"), ("Cleo", "0.33333333333333331")];

/// 13 weeks of two categories, in hours with 17 decimal places.
fn sheet() -> String {
    let mut sheet = "Week,Person,Build,Support\n".to_owned();
    for week in 1..=13_u128 {
        for (person, (name, _)) in (0..).zip(PEOPLE) {
            let cell = |category: u128, least: u128| {
                let whole = least + (person + week) % 4;
                let places = 1_234_567_890_123_456_789 * (person * 31 + week * 7 + category * 3 + 1) % 10_u128.pow(16);
                let last = [1, 3, 7, 9][((person + week + category) % 4) as usize];
                format!("{whole}.{places:016}{last}h")
            };
            writeln!(sheet, "2016-W{week:02},{name},{},{}", cell(0, 14), cell(1, 9)).unwrap();
        }
    }
    sheet
}

fn folder(sheet: &str, configuration: &str) -> Case {
    Case::new().file("effort.csv", sheet).file("teamcap.toml", configuration)
}

const TEAM: &str = r#"
version = 1
team = "Harbour"
period = "2016-Q1"

[[source]]
files = ["effort.csv"]

[[category]]
name = "Build"
bucket = "focus"

[[category]]
name = "Support"
bucket = "maintenance"
"#;

fn configuration() -> String {
    let people = PEOPLE.map(|(name, fte)| format!("\n[[person]]\nname = \"{name}\"\nfte = {fte}\n"));
    TEAM.to_owned() + &people.concat()
}

/// The fractions are those of Python's `fractions`, by docs/calculations.md: effective people need 132 bits.
#[test]
fn three_people_with_13_weeks_of_hours_at_17_places_have_a_review() {
    let folder = folder(&sheet(), &configuration());
    let csv = folder.args("review . --format csv").exits(0).printed;
    for (address, num, den) in [
        ("split.focus", "3129982449999998235450", "52821864722222186273"),
        (
            "concentration.build.effective",
            "3918716054923196581591574282001245454681",
            "1306290657783194812240374264309250485419",
        ),
        ("concentration.build.top", "2100848019753084790900", "62599648999999964709"),
        ("team.mean.build", "62599648999999964709", "520000000000000000"),
        ("split.maintenance", "2152204022222220391850", "52821864722222186273"),
        (
            "concentration.support.effective",
            "1852792861307801490507741577581587018569",
            "617649593244729781875557030095290374651",
        ),
        ("capacity.recorded", "52821864722222186273", "2000000000000000000"),
        ("capacity.gross", "548888888888888873", "20000000000000000"),
        ("capacity.percent", "52821864722222186273", "548888888888888873"),
        ("capacity.unallocated", "2067024166666701027", "2000000000000000000"),
        ("capacity.load.ann", "87160121882716012100", "1011111111111111101"),
        ("person.bob.total", "88203107870370310465", "1299999999999999961"),
        ("person.cleo.total", "88746093858024608800", "433333333333333303"),
    ] {
        is(&csv, address, (num, den));
    }
    assert!(csv.contains("\nconcentration.build.effective,Concentration,Build,effective,2.999880640327,"), "{csv}");
    let json = folder.args("review . --format json").printed;
    assert!(json.contains("\"num\": \"3918716054923196581591574282001245454681\""), "{json:.400}");
    let explained = folder.args("explain concentration.build.effective").exits(0).printed;
    assert!(explained.contains("2.999880640327"), "{explained}");
    folder.args("diff . .").exits(0);
    folder.args("review . --format html").exits(0).says("</html>");
}

/// The exact value of a figure.
#[track_caller]
fn is(csv: &str, address: &str, (num, den): (&str, &str)) {
    let line = csv.lines().find(|line| line.split(',').next() == Some(address)).unwrap();
    assert!(line.contains(&format!(",{num},{den},")), "{line}");
}

/// What each person wrote under Build, week by week: the sums that spreadsheets make of 0.1, with all their digits.
const FLOATS: [(char, &str); 4] = [
    ('a', "0.30000000000000004"),
    ('b', "0.6000000000000001"),
    ('c', "0.15000000000000002"),
    ('d', "0.7999999999999999"),
];
const WEEKS: [&str; 13] = [
    "aaabcb", "bcacdd", "bdbaab", "dbddcc", "ccacbc", "cbcddb", "bbdcdd", "cdbdbd", "dbddcb", "cbdbbd", "bcdbab",
    "acaaab", "cacbcc",
];

/// Six full-timers with 13 weeks of such fractions, and 0.2 under Support.
fn fractions() -> Case {
    let mut sheet = "Week,Person,Build,Support\n".to_owned();
    for (week, cells) in (1..).zip(WEEKS) {
        for (person, cell) in cells.chars().enumerate() {
            let (_, cell) = FLOATS.into_iter().find(|(name, _)| *name == cell).unwrap();
            writeln!(sheet, "2016-W{week:02},P{person},{cell},0.2").unwrap();
        }
    }
    let people: String = (0..6).map(|person| format!("\n[[person]]\nname = \"P{person}\"\nfte = 1\n")).collect();
    let unit = TEAM.replace("[\"effort.csv\"]", "[\"effort.csv\"]\nunit = \"fraction\"");
    folder(&sheet, &format!("{unit}{people}"))
}

/// By Python's `fractions`: 13 times a, 24 b, 21 c and 20 d are 37.45000000000000134, 78 times 0.2 is 15.6; recorded is the sum of
/// both, the split is each over it, and the team's capacity 78 weeks. P0 wrote 5.35000000000000038 and 2.6 in 13 weeks.
#[test]
fn fractions_of_a_spreadsheet_have_an_exact_review() {
    let csv = fractions().args("review . --format csv").exits(0).printed;
    for (address, num, den) in [
        ("capacity.recorded", "2652500000000000067", "50000000000000000"),
        ("split.focus", "62416666666666668900", "884166666666666689"),
        ("split.maintenance", "26000000000000000000", "884166666666666689"),
        ("capacity.percent", "884166666666666689", "13000000000000000"),
        ("person.p0.total", "397500000000000019", "6500000000000000"),
        (
            "concentration.build.effective",
            "3506256250000000250915000000000004489",
            "591068750000000039935000000000001233",
        ),
    ] {
        is(&csv, address, (num, den));
    }
    assert!(csv.contains(",70.593779453346,62416666666666668900,884166666666666689,percent,71,"), "{csv}");
}

/// Percents and hours of 18 places in one sheet, parts of a full-timer that are no fraction of anything, a full week of 37.7 hours.
fn mixed() -> Case {
    let mut sheet = "Week,Person,Build,Support\n".to_owned();
    for week in 1..=13_u128 {
        for person in 0..8_u128 {
            let places = (week * 8 + person) * 8_765_432_109_876_543 % 10_u128.pow(18);
            writeln!(sheet, "2016-W{week:02},P{person},{week}.{places:018}%,{person}.{places:018}h").unwrap();
        }
    }
    let fte = ["0.333333333333", "0.123456789012345678", "0.7777777777777777", "1"];
    let person = |at: usize| format!("\n[[person]]\nname = \"P{at}\"\nfte = {}\n", fte[at % 4]);
    let people: String = (0..8).map(person).collect();
    folder(&sheet, &format!("full_week = 37.7\n{TEAM}{people}"))
}

#[test]
fn no_command_and_no_format_is_refused_for_many_digits() {
    for folder in [fractions(), mixed()] {
        for command in [
            "review .",
            "review . --format markdown",
            "review . --format json",
            "review . --format html",
            "review . --average filled --week-rule by-day",
            "review . --without P0",
            "review . --team-only",
            "review . -o review.xlsx",
            "rollup .",
            "rollup . -o rollup.parquet",
            "convert .",
            "convert . -o entries.xlsx",
            "explain capacity.recorded",
            "explain split.focus",
            "explain person.p0",
            "diff . .",
            "sources .",
            "remind .",
            "check .",
        ] {
            folder.args(command).exits(0);
        }
    }
}

/// Limits that let any amount pass, and three amounts of which two are more than a row of a roll-up holds.
fn huge() -> Case {
    let cell = "100000000000000000000%";
    let rows = format!("2016-W01,Ann,Build,{cell}\n").repeat(3);
    let limits = "\n[limits]\ncell = 100000000000000000000\n\n[[person]]\nname = \"Ann\"\n";
    folder(&format!("Week,Person,Category,Effort\n{rows}"), &format!("{TEAM}{limits}"))
}

#[test]
fn a_review_adds_up_the_largest_amounts_that_cells_hold() {
    let folder = huge();
    let csv = folder.args("review . --format csv").exits(0).printed;
    let line = csv.lines().find(|line| line.starts_with("capacity.recorded,")).unwrap();
    assert!(line.contains(",3000000000000000000,1,"), "{line}");
    let explained = folder.args("explain capacity.recorded").exits(0).printed;
    assert!(explained.contains("3000000000000000000"), "{explained}");
}

#[test]
fn a_roll_up_that_cannot_hold_a_sum_is_not_written_and_the_sum_is_named() {
    let folder = huge();
    let said = folder.args("rollup .").exits(1);
    assert_eq!(said.printed, "");
    // The row and the column of each cell of the sum.
    said.tells("effort.csv:2:4: error: overflow: Ann, Build, 2016-01-04 to 2016-01-10")
        .tells("also:     effort.csv:3:4, effort.csv:4:4");
}
