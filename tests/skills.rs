//! The sample matrix of the published quarter: its groups, skills and changes are those published
//! (quarterly-review-fy2016-q3.txt, "SPOF tracking : Skill Matrix"), its levels are invented.

#![expect(clippy::unwrap_used, reason = "a test that cannot read its sample stops")]

use std::path::Path;

use teamcap::calc::coverage::{coverage, without};
use teamcap::calc::review::{Cover, HalfLoss, SkillReport, SkillsReport};
use teamcap::model::person::{Person, Roster};
use teamcap::model::skill::{Mark, SkillRules};
use teamcap::problem::Severity;
use teamcap::read::grid::{Grid, GridCell, GridRow};
use teamcap::read::matrix;

const PEOPLE: [&str; 6] = ["Antoine", "Chad", "Dan", "Mukunda", "Tyler", "Zeljko"];
const ANTOINE: usize = 0;
const CHAD: usize = 1;

/// The sample has no quotes: a comma ends a cell.
fn grid() -> Grid {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/releng-fy2016-q3/skills.csv");
    let text = std::fs::read_to_string(path).unwrap();
    let row = |(line, text): (usize, &str)| {
        let mut start = 0;
        let cells = text.split(',').map(|cell| {
            let span = start..start + cell.len();
            start = span.end + 1;
            GridCell { text: cell.to_owned(), span }
        });
        GridRow { line: line as u64 + 1, text: text.to_owned(), cells: cells.collect() }
    };
    Grid { file: "skills.csv".into(), rows: text.lines().enumerate().map(row).collect() }
}

fn report() -> SkillsReport {
    let roster = Roster { people: PEOPLE.iter().map(|name| Person::assumed(name)).collect(), assumed: false };
    let (matrix, rules, problems) = matrix::read(&grid(), &roster, &SkillRules::default());
    assert_eq!(problems, []);
    assert_eq!((matrix.people.len(), matrix.skills.len()), (6, 17));
    let (report, problems) = coverage(&matrix, None, &roster, &[0, 1, 2, 3, 4, 5], &rules);
    assert!(problems.iter().all(|problem| problem.severity() == Severity::Note), "{problems:?}");
    report
}

fn names(report: &SkillsReport, cover: Cover) -> Vec<&str> {
    report.skills.iter().filter(|skill| skill.cover == cover).map(|skill| skill.name.as_str()).collect()
}

fn skill<'a>(report: &'a SkillsReport, name: &str) -> &'a SkillReport {
    report.skills.iter().find(|skill| skill.name == name).unwrap()
}

#[test]
fn one_skill_has_no_cover_four_are_single_points_and_twelve_are_ok() {
    let report = report();
    assert_eq!(names(&report, Cover::NoCover), ["Dev'ing Trebuchet"]);
    let single = ["Gerrit maint", "Zuul maint", "Nodepool maint", "Doing security releases"];
    assert_eq!(names(&report, Cover::SinglePoint), single);
    assert_eq!(names(&report, Cover::Ok).len(), 12);
}

#[test]
fn the_single_points_are_antoine_and_chad() {
    let report = report();
    let holder = |name: &str| {
        let skill = skill(&report, name);
        let level = skill.levels.iter().find(|level| level.person == skill.holders[0]).unwrap();
        (level.person, level.mark)
    };
    assert_eq!(holder("Zuul maint"), (ANTOINE, Mark::Level(4)));
    assert_eq!(holder("Nodepool maint"), (ANTOINE, Mark::Level(5)));
    assert_eq!(holder("Gerrit maint"), (CHAD, Mark::Level(4)));
    assert_eq!(holder("Doing security releases"), (CHAD, Mark::Level(3)));
}

#[test]
fn losing_antoine_and_chad_leaves_more_than_half_uncovered_and_nobody_fewer_does() {
    let report = report();
    assert_eq!(report.half_loss, HalfLoss::Exact { people: vec![ANTOINE, CHAD] });
    assert_eq!(without(&report, &[ANTOINE, CHAD]).half_loss, HalfLoss::AlreadyLost);
}

#[test]
fn blank_cells_make_coverage_a_range() {
    let report = report();
    let range = |name: &str| (skill(&report, name).holders.len(), skill(&report, name).high);
    assert_eq!(range("Dev'ing Trebuchet"), (0, 1));
    assert_eq!(range("Zuul maint"), (1, 2));
    assert_eq!(range("Gerrit maint"), (1, 1));
}

#[test]
fn the_groups_are_the_seven_published_ones() {
    let report = report();
    let groups: Vec<(&str, usize)> = report.groups.iter().map(|g| (g.name.as_str(), g.skills.len())).collect();
    assert_eq!(
        groups,
        [
            ("Development environment", 1),
            ("Developer Tools Support", 2),
            ("Continuous Integration Infra", 4),
            ("Testing Tooling", 2),
            ("Integration Environments", 1),
            ("Deploying software", 5),
            ("MediaWiki Releases", 2),
        ]
    );
}

#[test]
fn the_changes_are_the_published_ones() {
    let report = report();
    let changes = report.changes.iter().map(|change| {
        let moved = i64::from(change.to.unwrap()) - i64::from(change.from.unwrap());
        format!("{}: {} {moved:+}", report.skills[change.skill].name, PEOPLE[change.person])
    });
    assert_eq!(
        changes.collect::<Vec<_>>(),
        [
            "Dev'ing MediaWiki-Vagrant: Zeljko -2",
            "Deploying new MW branches: Chad +1",
            "Deploying new MW branches: Dan +1",
            "backports SWAT deploys: Dan +1",
            "Developing scap: Dan +1",
            "Debugging or Reporting log errors: Antoine +1",
            "Doing major releases: Dan -1",
        ]
    );
}
