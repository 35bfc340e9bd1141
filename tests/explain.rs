//! `explain` on every figure of a review: the cells it lists, read again from the files, add up to the figure.

use std::path::{Path, PathBuf};

use teamcap::cli::Input;
use teamcap::commands::{explain, gather, review};

fn input(folder: &Path) -> Input {
    Input { paths: vec![folder.to_owned()], config: None, period: None, until: None, average: None, week_rule: None }
}

/// Explains every figure; `explained` is an error where cells and figure differ.
fn explain_all(input: &Input) -> usize {
    let gathered = gather::gather(input);
    assert!(!gathered.has_errors(), "{:?}", gathered.problems);
    let Ok(review) = review::reviewed(&gathered, &[0], false) else { panic!("no review") };
    let Ok(ground) = explain::ground(&gathered) else { panic!("no ground") };
    let mut with_cells = 0;
    for figure in review.figures.iter() {
        let page = explain::explained(&gathered, &ground, &review, figure);
        let page = page.unwrap_or_else(|problem| panic!("{}: {problem:?}", figure.address));
        with_cells += usize::from(page.contains("the cells add up to the figure"));
    }
    with_cells
}

fn sample(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("samples").join(name)
}

#[test]
fn the_cells_of_every_figure_of_the_published_quarter_add_up_to_it() {
    for average in
        [teamcap::cli::AverageArg::Reported, teamcap::cli::AverageArg::Filled, teamcap::cli::AverageArg::Period]
    {
        let input = Input { average: Some(average), ..input(&sample("releng-fy2016-q3")) };
        assert!(explain_all(&input) > 150);
    }
}

#[test]
fn they_add_up_with_part_timers_leave_hours_and_a_cut_week_too() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    write("ada.csv", "Week,Build,Support,Leave\n2016-W12,50%,30%,20%\n2016-W13,60%,,\n2016-W14,100%,0%,\n");
    write("bob.csv", "Week;Build;Support\n28.03.2016;7:30;3h 20m\n21.03.2016;12,5h;7,5h\n");
    write(
        "teamcap.toml",
        r#"
version = 1
period = "2016-Q1"
full_week = 37.5
holidays = [{ date = 2016-03-25, name = "Good Friday" }]
[[source]]
files = ["*.csv"]
[[category]]
name = "Build"
bucket = "focus"
[[category]]
name = "Support"
bucket = "maintenance"
[[category]]
name = "Leave"
bucket = "leave"
[[person]]
name = "Ada"
fte = [{ from = 2016-01-01, is = 1 }, { from = 2016-03-30, is = 0.6 }]
[[person]]
name = "Bob"
hours = 20
leave = [{ from = 2016-03-29, to = 2016-03-29, part = 0.5 }]
"#,
    );
    for rule in [teamcap::cli::WeekRuleArg::Thursday, teamcap::cli::WeekRuleArg::ByDay] {
        let input = Input { week_rule: Some(rule), ..input(folder.path()) };
        assert!(explain_all(&input) > 20);
    }
}
