//! Shares add up to 100 as they are printed, whatever corrections take off; of a total of zero or below there are none.

use serde_json::Value;

use crate::support::Case;

const TEAM: &str = r#"
version = 1
period = "2024-Q1"

[[category]]
name = "B"
bucket = "focus"
match = [{ project = "Build" }]

[[category]]
name = "S"
bucket = "maintenance"
match = [{ project = "Support" }]

[[category]]
name = "D"
bucket = "strengthen"
match = [{ project = "Docs" }]
"#;

const HEADER: &str = "Date,From,To,Duration,User,Customer,Project,Activity,Type\n";

/// Hours of Ada, each of a project and a day.
fn of_ada(hours: &[(&str, &str, &str)]) -> Case {
    let row = |(day, hours, project): &(&str, &str, &str)| format!("{day},,,{hours},Ada,C,{project},Dev,timesheet\n");
    let rows: String = hours.iter().map(row).collect();
    Case::new().file("teamcap.toml", TEAM).file("kimai.csv", format!("{HEADER}{rows}"))
}

const CORRECTED: [(&str, &str, &str); 3] =
    [("2024-01-08", "8:00", "Build"), ("2024-01-08", "1:00", "Docs"), ("2024-01-09", "-2:00", "Support")];

/// What is printed for each figure whose address begins so.
fn shown(case: &Case, command: &str, begins: &str) -> Vec<(String, String)> {
    const SHOWN: usize = 8;
    let csv = case.args(&format!("{command} --format csv")).exits(0).printed;
    let rows = csv.lines().filter(|line| line.starts_with(begins)).map(|line| line.split(',').collect::<Vec<_>>());
    rows.map(|row| (row[0].to_owned(), row[SHOWN].to_owned())).collect()
}

fn sum(shares: &[(String, String)]) -> i32 {
    shares.iter().map(|(_, share)| share.parse::<i32>().unwrap()).sum()
}

/// 8, 1 and -2 of 7 hours are 114.29, 14.29 and -28.57 %. Cut, 114, 14 and -29 are 99: the largest remainder is that of -28.57.
#[test]
fn shares_of_corrected_work_add_up() {
    let case = of_ada(&CORRECTED);
    case.args("review .").exits(0).says(" 114 %").says(" 14 %").says(" -28 %").not_says("-29 %");
    case.args("review . --format markdown").exits(0).says("| 114 % |").says("| -28 % |").not_says("-29 %");
    case.args("review . --format html").exits(0).says(">114 %<").says(">-28 %<").not_says("-29 %");
    let of = |begins: &str| {
        let all = shown(&case, "review .", begins).into_iter();
        all.filter(|(address, _)| !address.ends_with(".total")).collect::<Vec<_>>()
    };
    let (of_team, of_ada): (Vec<_>, Vec<_>) =
        of("split.").into_iter().partition(|(address, _)| !address.ends_with(".ada"));
    assert_eq!((sum(&of_team), sum(&of_ada)), (100, 100), "{of_team:?} {of_ada:?}");
    let of_categories = of("team.share.");
    assert_eq!(sum(&of_categories), 100, "{of_categories:?}");
    assert_eq!(of_categories.iter().map(|(_, share)| share.as_str()).collect::<Vec<_>>(), ["114", "-28", "14"]);
}

#[test]
fn shares_without_somebody_add_up_too() {
    let case = of_ada(&CORRECTED).file(
        "more.csv",
        format!("{HEADER}2024-01-08,,,3:00,Bo,C,Docs,Dev,timesheet\n2024-01-08,,,4:00,Bo,C,Support,Dev,timesheet\n"),
    );
    let shares = shown(&case, "review . --without Bo", "without.split.");
    assert_eq!(sum(&shares), 100, "{shares:?}");
    assert!(shares.iter().any(|(_, share)| share == "-28"), "{shares:?}");
}

/// 8 h of 7 h against 8 h of 8 h: printed, 114 and 100 are seen to differ, and -28 and -14 too.
#[test]
fn a_diff_prints_shares_as_the_reviews_do() {
    let before = of_ada(&CORRECTED);
    let after = of_ada(&[CORRECTED[0], CORRECTED[1], ("2024-01-09", "-1:00", "Support")]);
    before
        .args(&format!("diff . {} --all", after.path().display()))
        .says("114 %")
        .says("-28 %")
        .says("100 %")
        .not_says("-29 %");
}

/// One hour, and three taken off: of -2 hours nothing is a share, and of none neither. Each says why in its own words.
#[test]
fn of_a_total_of_zero_or_below_there_are_no_shares() {
    for (taken, missing) in [("-3:00", "total below zero"), ("-1:00", "nothing to divide by")] {
        let case = of_ada(&[("2024-01-08", "1:00", "Build"), ("2024-01-09", taken, "Support")]);
        let json: Value = serde_json::from_str(&case.args("review . --format json").exits(0).printed).unwrap();
        let is_share = |figure: &&Value| {
            let address = figure["address"].as_str().unwrap();
            address.starts_with("split.") || address.starts_with("team.share.")
        };
        let shares: Vec<&Value> = json["figures"].as_array().unwrap().iter().filter(is_share).collect();
        assert_eq!(shares.len(), 5 + 5 + 4);
        for share in shares {
            for key in ["value", "number", "num", "den", "shown"] {
                assert_eq!(share[key], Value::Null, "{share}");
            }
            assert_eq!(share["missing"], missing, "{share}");
        }
        case.args("review .").exits(0).not_says("150 %").not_says("-50 %");
        case.args("review . --format html").exits(0).not_says("150 %").not_says("-50 %");
        case.args("review . -o review.xlsx").exits(0);
        let other = of_ada(&CORRECTED);
        case.args(&format!("diff . {}", other.path().display())).says(missing).not_says("-50 %").not_says("150");
    }
}
