use super::*;
use crate::calc::review::{Change, Cover};
use crate::model::person::Person;
use crate::model::skill::{Assessed, Rating, SkillOverride};

fn roster(names: &str) -> Roster {
    Roster { people: names.split(' ').map(Person::assumed).collect(), assumed: false }
}

/// A matrix of people and of lines such as `Deploy 5 3+1 ? n/a x`.
pub(super) fn matrix(people: &str, lines: &[&str]) -> Matrix {
    let place = |row: usize, column: usize| Place::cell(&"skills.csv".into(), row as u64, column as u32);
    let rating = |text: &str, place: Place| {
        let (level, change) = text.split_once('+').map_or((text, None), |(level, n)| (level, n.parse().ok()));
        let mark = match level {
            "x" => Mark::Level(3),
            "?" => Mark::Unknown,
            "n/a" => Mark::NotApplicable,
            level => Mark::Level(level.parse().unwrap()),
        };
        Rating { mark, change, place: Some(place), text: text.to_owned(), ticked: level == "x", ..Rating::unknown() }
    };
    let mut matrix = Matrix { file: "skills.csv".into(), ..Matrix::default() };
    let names = people.split(' ').enumerate();
    matrix.people = names.map(|(at, name)| Assessed { name: name.into(), place: place(1, at + 2) }).collect();
    for (row, line) in lines.iter().enumerate() {
        let mut words = line.split(' ');
        let (group, name) = words.next().unwrap().rsplit_once('/').map_or((None, ""), |(g, name)| (Some(g), name));
        let name = if group.is_some() { name } else { line.split(' ').next().unwrap() };
        matrix.skills.push(Skill { name: name.into(), group: group.map(str::to_owned), place: place(row + 2, 1) });
        matrix.ratings.push(words.enumerate().map(|(at, text)| rating(text, place(row + 2, at + 2))).collect());
    }
    matrix
}

/// skills.md section 3, E1.
fn e1() -> Matrix {
    matrix("Ann Bob Cy Dee", &["Deploy 5 3 0 0", "DB 4 1 ? 2", "Frontend 0 4 5 4", "Billing 2 2 2 1", "Search 3 0 4 3"])
}

pub(super) fn of(matrix: &Matrix, bar: u32) -> SkillsReport {
    let people: Vec<&str> = matrix.people.iter().map(|person| person.name.as_str()).collect();
    let on: Vec<usize> = (0..people.len()).collect();
    coverage(matrix, None, &roster(&people.join(" ")), &on, &SkillRules { bar, ..SkillRules::default() }).0
}

fn fraction(num: i128, den: i128) -> Exact {
    Exact::new(num, den).unwrap()
}

fn ranges(report: &SkillsReport) -> Vec<(usize, u32)> {
    report.skills.iter().map(|skill| (skill.holders.len(), skill.high)).collect()
}

#[test]
fn e1_states_and_ranges_are_as_worked() {
    let report = of(&e1(), 3);
    assert_eq!(ranges(&report), [(2, 2), (1, 2), (3, 3), (0, 0), (3, 3)]);
    let covers: Vec<Cover> = report.skills.iter().map(|skill| skill.cover).collect();
    assert_eq!(covers, [Cover::Ok, Cover::SinglePoint, Cover::Ok, Cover::NoCover, Cover::Ok]);
    assert_eq!(report.skills[1].holders, [0]);
    assert_eq!(report.first_loss, Some(1));
}

#[test]
fn e1_half_loss_exposure_and_losses_are_as_worked() {
    let report = of(&e1(), 3);
    assert_eq!(report.half_loss, HalfLoss::Exact { people: vec![0, 1] });
    let exposure = [(0, fraction(11, 6)), (1, fraction(5, 6)), (2, fraction(2, 3)), (3, fraction(2, 3))];
    assert_eq!(report.exposure, exposure);
    let losses: Vec<(Exact, Exact, bool)> =
        report.losses.iter().map(|l| (l.worst.clone(), l.mean.clone(), l.worst_proven)).collect();
    let whole = Exact::whole;
    let worked = [(2, fraction(5, 4)), (3, fraction(5, 3)), (3, fraction(11, 4))];
    assert_eq!(losses, worked.map(|(worst, mean)| (whole(worst), mean, true)));
    assert_eq!(report.losses[1].worst_people, [0, 1]);
}

#[test]
fn e1_without_ann_loses_the_database_and_leaves_deploy_to_bob() {
    let left = without(&of(&e1(), 3), &[0]);
    assert_eq!((left.lost, left.single), (vec![1], vec![(0, 1)]));
    assert_eq!(left.first_loss, Some(1));
    assert_eq!(left.half_loss, HalfLoss::Exact { people: vec![1] });
}

#[test]
fn e1_at_bar_4_rests_on_ann() {
    let report = of(&e1(), 4);
    assert_eq!(ranges(&report).iter().map(|range| range.0).collect::<Vec<_>>(), [1, 1, 3, 0, 1]);
    assert_eq!(report.half_loss, HalfLoss::Exact { people: vec![0] });
}

#[test]
fn e2_is_not_answered_greedily() {
    let report = of(&matrix("A B C D", &["s1 0 3 0 3", "s2 0 3 0 0", "s3 3 3 3 0"]), 3);
    assert_eq!(report.half_loss, HalfLoss::Exact { people: vec![1, 3] });
}

#[test]
fn e5_half_is_not_more_than_half() {
    let two = of(&matrix("A B", &["s1 3 0", "s2 0 3"]), 3);
    assert_eq!(two.half_loss, HalfLoss::Exact { people: vec![0, 1] });
    let one = of(&matrix("A B", &["s1 0 3"]), 3);
    assert_eq!(one.half_loss, HalfLoss::Exact { people: vec![1] });
}

#[test]
fn no_skill_and_no_cover_are_no_numbers() {
    let none = of(&matrix("A B", &[]), 3);
    assert_eq!((none.first_loss, none.half_loss), (None, HalfLoss::NoSkills));
    let lost = of(&matrix("A B", &["s1 0 1", "s2 ? n/a"]), 3);
    assert_eq!((lost.first_loss, lost.half_loss), (None, HalfLoss::AlreadyLost));
    assert_eq!(lost.losses[0].worst, Exact::whole(2));
}

#[test]
fn not_applicable_cells_cannot_be_qualified_and_unknown_ones_can() {
    let report = of(&matrix("A B C", &["s1 3 ? n/a"]), 3);
    assert_eq!(ranges(&report), [(1, 2)]);
}

#[test]
fn somebody_who_is_not_in_the_matrix_is_unknown_and_somebody_who_left_does_not_count() {
    let rules = SkillRules::default();
    let sheet = matrix("Ann Bob", &["s1 3 4", "s2 3 1"]);
    let (report, problems) = coverage(&sheet, None, &roster("Ann Bob Cy"), &[0, 2], &rules);
    assert_eq!(ranges(&report), [(1, 2), (1, 2)]);
    let names: Vec<&str> = problems.iter().map(Problem::name).collect();
    assert_eq!(names, ["not-in-matrix", "many-unknown", "many-unknown"]);
    assert_eq!(report.skills[0].levels.iter().map(|level| level.person).collect::<Vec<_>>(), [0, 2]);
}

#[test]
fn weights_need_not_be_whole_and_a_critical_skill_of_two_is_thin() {
    let of = |name: &str, weight: Exact, critical: bool| SkillOverride {
        name: name.into(),
        bar: None,
        weight: Some(weight),
        critical: Some(critical),
        target: None,
        place: Place::row(&"teamcap.toml".into(), 1),
    };
    let of = vec![of("s1", fraction(5, 2), true), of("s2", fraction(1, 3), false)];
    let rules = SkillRules { of, ..SkillRules::default() };
    let sheet = matrix("A B", &["s1 3 3", "s2 3 0", "s3 0 3"]);
    let (report, _) = coverage(&sheet, None, &roster("A B"), &[0, 1], &rules);
    assert_eq!(report.skills[0].cover, Cover::Thin);
    assert_eq!(report.weight, fraction(23, 6));
    assert_eq!(report.losses[0].worst, Exact::ONE);
    assert_eq!(report.losses[0].worst_people, [1]);
    assert_eq!(report.losses[0].mean, fraction(2, 3));
    assert_eq!(report.half_loss, HalfLoss::Exact { people: vec![0, 1] });
}

#[test]
fn a_group_is_as_strong_as_its_weakest_skill() {
    let report = of(&matrix("A B C", &["G/s1 3 3 0", "s2 3 3 3", "H/s3 0 0 0", "G/s4 3 0 0"]), 3);
    let shown = report.groups.iter().map(|group| {
        (group.id.as_str(), group.skills.clone(), group.least, group.at_risk, group.qualified_in_all.clone())
    });
    assert_eq!(shown.collect::<Vec<_>>(), [("g", vec![0, 3], 1, 1, vec![0]), ("h", vec![2], 0, 1, vec![])]);
}

#[test]
fn without_a_previous_matrix_the_marks_are_the_changes() {
    let report = of(&matrix("A B", &["s1 3+1 2", "s2 1+-2 ?", "s3 4+0 0"]), 3);
    let change = |skill, person, from, to| Change { skill, person, from, to };
    assert_eq!(report.changes, [change(0, 0, Some(2), Some(3)), change(1, 0, Some(3), Some(1))]);
    let of_skill = |at: usize| report.skills[at].levels.iter().map(|level| level.change).collect::<Vec<_>>();
    assert_eq!((of_skill(0), of_skill(2)), (vec![Some(1), None], vec![Some(0), None]));
}

#[test]
fn a_previous_matrix_is_believed_and_a_mark_that_disagrees_is_told() {
    let now = matrix("A B", &["s1 3+1 2", "s2 4+1 2", "s3 ? 5+2"]);
    let mut before = matrix("B A", &["S1 ? 2", "s2 2 1", "s3 ? 2"]);
    before.file = "before.csv".into();
    let (report, problems) = coverage(&now, Some(&before), &roster("A B"), &[0, 1], &SkillRules::default());
    let change = |skill, person, from, to| Change { skill, person, from, to };
    assert_eq!(
        report.changes,
        [
            change(0, 0, Some(2), Some(3)),
            change(0, 1, None, Some(2)),
            change(1, 0, Some(1), Some(4)),
            change(2, 0, Some(2), None),
            change(2, 1, Some(3), Some(5)),
        ]
    );
    let told: Vec<_> = problems.iter().filter(|p| p.name() == "change-disagrees").collect();
    assert_eq!(told.len(), 1);
    assert_eq!(told[0].place.as_ref().unwrap().to_string(), "skills.csv:3:2");
    assert_eq!(told[0].also.len(), 1);
}

#[test]
fn two_skills_with_one_address_are_told_apart() {
    let sheet = matrix("A", &["C++ 3", "C# 3"]);
    let (report, problems) = coverage(&sheet, None, &roster("A"), &[0], &SkillRules::default());
    assert_eq!(report.skills.iter().map(|skill| skill.id.as_str()).collect::<Vec<_>>(), ["c", "c-2"]);
    assert_eq!(problems.iter().map(Problem::name).collect::<Vec<_>>(), ["same-address"]);
}

#[test]
fn an_x_is_no_level_to_have_changed_from_or_to() {
    let before = matrix("Ann Bob Cy Dee Eve Flo", &["Deploy x 4 x 0 x x"]);
    let now = matrix("Ann Bob Cy Dee Eve Flo", &["Deploy 2 x x x 0 2+1"]);
    let roster = roster("Ann Bob Cy Dee Eve Flo");
    let (report, problems) = coverage(&now, Some(&before), &roster, &[0, 1, 2, 3, 4, 5], &SkillRules::default());
    assert_eq!(problems, []);
    let change = |person, from, to| Change { skill: 0, person, from: Some(from), to: Some(to) };
    assert_eq!(report.changes, [change(3, 0, 3), change(4, 3, 0), change(5, 1, 2)]);
    let changes: Vec<Option<i32>> = report.skills[0].levels.iter().map(|level| level.change).collect();
    assert_eq!(changes, [None, None, None, Some(3), Some(-3), Some(1)]);
    assert_eq!(report.skills[0].holders, [1, 2, 3]);
}
