mod dressed;
mod evidence;
mod forms;
mod spellings;

use super::*;
use crate::model::exact::Exact;
use crate::model::person::Person;
use crate::model::place::Place;
use crate::model::skill::SkillOverride;
use crate::model::skill::{Rating, Skill};
use crate::problem::MatrixFault;
use crate::problem::words::matrix::Unclear;
use crate::read::grid::{GridCell, GridRow};
use crate::read::level;

/// A grid of lines without quotes.
fn grid(text: &str) -> Grid {
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

fn roster(names: &[&str]) -> Roster {
    Roster { people: names.iter().map(|name| Person::assumed(name)).collect(), assumed: false }
}

fn ann_and_bob() -> Roster {
    let mut roster = roster(&["Ann", "Bob"]);
    roster.people[1].aliases.push("Robert".into());
    roster
}

/// `Group/Skill: Ann 4, Bob 0` with `?` for unknown and `n/a`.
fn shown(matrix: &Matrix) -> Vec<String> {
    let line = |(skill, ratings): (&Skill, &Vec<Rating>)| {
        let group = skill.group.as_ref().map(|group| format!("{group}/")).unwrap_or_default();
        let cells = ratings.iter().zip(&matrix.people).map(|(rating, person)| {
            let mark = match rating.mark {
                Mark::Unknown => "?".to_owned(),
                Mark::NotApplicable => "n/a".to_owned(),
                Mark::Level(level) => level.to_string(),
            };
            let change = rating.change.map(|n| format!("{n:+}")).unwrap_or_default();
            let wish = rating.wants_to_learn.map_or("", |wants| if wants { " wants" } else { " does not want" });
            let day = rating.assessed.map(|day| format!(" on {day}")).unwrap_or_default();
            format!("{} {mark}{change}{wish}{day}", person.name)
        });
        format!("{group}{}: {}", skill.name, cells.collect::<Vec<_>>().join(", "))
    };
    matrix.skills.iter().zip(&matrix.ratings).map(line).collect()
}

fn faults(text: &str, roster: &Roster) -> Vec<String> {
    let (_, _, problems) = read(&grid(text), roster, &SkillRules::default());
    problems.iter().map(|p| format!("{} {}", p.name(), p.place.as_ref().unwrap())).collect()
}

fn fine(text: &str, roster: &Roster) -> Vec<String> {
    let (matrix, _, problems) = read(&grid(text), roster, &SkillRules::default());
    assert_eq!(problems, []);
    shown(&matrix)
}

const ONE_GROUP: [&str; 3] = ["D/Scap: Ann 4+1, Robert 2", "D/SWAT: Ann 0, Robert ?", "T/CI config: Ann 3, Robert n/a"];

#[test]
fn people_are_rows_and_groups_stand_above_the_skills() {
    let text = ",D,,T\n,Scap,SWAT,CI config\nAnn,★★★★☆ (+1),-,3\nRobert,2,,n/a\n";
    assert_eq!(fine(text, &ann_and_bob()), ONE_GROUP);
    let corner = "Group,D,,T\nPerson,Scap,SWAT,CI config\nAnn,★★★★☆ (+1),-,3\nRobert,2,,n/a\n";
    assert_eq!(fine(corner, &ann_and_bob()), ONE_GROUP);
}

#[test]
fn people_are_columns_and_groups_stand_beside_the_skills() {
    let text = "Group,Skill,Ann,Robert\nD,Scap,4 (+1),2\n,SWAT,0,\nT,CI config,3,n/a\n";
    assert_eq!(fine(text, &ann_and_bob()), ONE_GROUP);
    let blank_corner = ",,Ann,Robert\nD,Scap,4 (+1),2\n,SWAT,0,\nT,CI config,3,n/a\n";
    assert_eq!(fine(blank_corner, &ann_and_bob()), ONE_GROUP);
    let rows_of_groups = "Group,Skill,Ann,Robert\nD,,,\n,Scap,4 (+1),2\n,SWAT,0,\nT,,,\n,CI config,3,n/a\n";
    assert_eq!(fine(rows_of_groups, &ann_and_bob()), ONE_GROUP);
}

#[test]
fn one_header_row_has_no_groups() {
    let skills = ["Scap: Ann 4, Bob 2", "SWAT: Ann 0, Bob ?"];
    assert_eq!(fine("Person,Scap,SWAT\nAnn,4,0\n\nBob,2,\n", &ann_and_bob()), skills);
    assert_eq!(fine("Skill,Ann,Bob\nScap,4,2\nSWAT,0,\n", &ann_and_bob()), skills);
}

#[test]
fn without_a_roster_the_corner_decides_and_else_people_are_rows() {
    let nobody = Roster { people: Vec::new(), assumed: true };
    assert_eq!(fine("Skill,Cy,Dee\nScap,4,2\n", &nobody), ["Scap: Cy 4, Dee 2"]);
    assert_eq!(fine("Who,Scap\nCy,4\nDee,2\n", &nobody), ["Scap: Cy 4, Dee 2"]);
    assert_eq!(fine(",Scap\nCy,4\nDee,2\n", &nobody), ["Scap: Cy 4, Dee 2"]);
    assert_eq!(fine("Area,Skill,Cy\nD,Scap,4\n", &nobody), ["D/Scap: Cy 4"]);
    assert_eq!(fine("Area,D\nName,Scap\nCy,4\n", &nobody), ["D/Scap: Cy 4"]);
}

#[test]
fn axes_that_nothing_decides_are_told() {
    let unclear = |text: &str| {
        let (_, _, problems) = read(&grid(text), &ann_and_bob(), &SkillRules::default());
        assert_eq!(problems.len(), 1, "{text}");
        problems[0].fault.clone()
    };
    for (text, why) in [
        (",Scap\nCy,4\n", Unclear::Nobody),
        (",Ann\nBob,3\n", Unclear::Both { people: 1 }),
        ("Person,Skill\nAnn,Scap\n", Unclear::Listed { missing: "Level" }),
        ("Person,Skill,Interest\nAnn,Scap,4\n", Unclear::WishesAlone),
        ("Person,Skill,Level,Rating\nAnn,Scap,4,3\n", Unclear::LevelTwice),
        ("Skill,Level\nScap,4\n", Unclear::Listed { missing: "Person" }),
        ("Person\nAnn\n", Unclear::TooSmall),
        ("Person,Scap\n", Unclear::TooSmall),
        ("", Unclear::TooSmall),
    ] {
        assert_eq!(unclear(text), MatrixFault::UnknownMatrix { why }.into(), "{text}");
    }
}

#[test]
fn a_heading_over_both_header_rows_is_no_group() {
    let text = ",D,,Rota,Notes\n,Scap,SWAT,,\nAnn,4,3,2,on leave\n";
    assert_eq!(fine(text, &ann_and_bob()), ["D/Scap: Ann 4", "D/SWAT: Ann 3", "Rota: Ann 2"]);
}

#[test]
fn a_row_without_a_name_is_no_second_header() {
    assert_eq!(faults("Person,Scap\n,4\nAnn,3\n", &ann_and_bob()), ["unlabelled-rating skills.csv:2:2"]);
    assert_eq!(faults("Person,Scap,\nAnn,4,3\n", &ann_and_bob()), ["unlabelled-rating skills.csv:2:3"]);
}

#[test]
fn every_fault_is_found_at_once_and_at_its_cell() {
    let text = "Person,Scap,SWAT,scap\nAnn,6,ex,3\nBob,2/3,,3\nRobert,1,1,1\nZed,1 (+3),1,1\n";
    assert_eq!(
        faults(text, &ann_and_bob()),
        [
            "person-not-on-roster skills.csv:5:1",
            "repeated-assessed skills.csv:4:1",
            "repeated-skill skills.csv:1:4",
            "level-outside-scale skills.csv:2:2",
            "scale-differs skills.csv:3:2",
            "impossible-change skills.csv:5:2",
            "unreadable-level skills.csv:2:3",
        ]
    );
}

#[test]
fn a_short_row_is_not_read_as_unknown() {
    let text = "Person,Scap,SWAT\nAnn,4\nBob,2,3,\n";
    assert_eq!(faults(text, &ann_and_bob()), ["ragged-row skills.csv:2"]);
    assert_eq!(
        faults("Person,Scap\nAnn,4,3\n", &ann_and_bob()),
        ["ragged-row skills.csv:2", "unlabelled-rating skills.csv:2:3"]
    );
}

#[test]
fn computed_lines_are_left_out_with_a_note_and_notes_in_silence() {
    let text = "Skill,Ann,Bob,Average,Notes,Bus factor\nScap,4,2,3,ask Ann,1\nTotal,4,2,3,,1\n";
    let (matrix, _, problems) = read(&grid(text), &ann_and_bob(), &SkillRules::default());
    assert_eq!(shown(&matrix), ["Scap: Ann 4, Bob 2"]);
    let names = ["Total", "Average", "Bus factor"].map(str::to_owned).to_vec();
    assert_eq!(problems.len(), 1);
    assert_eq!(problems[0].fault, MatrixFault::ComputedIgnored { names }.into());
}

#[test]
fn the_matrix_s_own_rules_win_over_the_configuration() {
    let place = Place::row(&"teamcap.toml".into(), 9);
    let of = |name: &str| SkillOverride {
        name: name.into(),
        bar: Some(4),
        weight: Some(Exact::whole(2)),
        critical: None,
        target: None,
        place: place.clone(),
    };
    let rules = SkillRules { of: vec![of("scap"), of("Scapp")], ..SkillRules::default() };
    let text =
        "Skill,Required,Ann,Bob,People needed,Weight,Critical\nScap,3,4,2,3,1.5,x\nSWAT,,1,1,,,\nCI,6,1,1,0,-1,maybe\n";
    let (_, merged, problems) = read(&grid(text), &ann_and_bob(), &rules);
    let scap = merged.rule("Scap");
    assert_eq!((scap.bar, scap.target, scap.weight, scap.critical), (3, 3, Exact::new(3, 2).unwrap(), true));
    assert_eq!(merged.rule("SWAT").bar, 3);
    let shown: Vec<String> = problems.iter().map(|p| format!("{} {}", p.name(), p.place.as_ref().unwrap())).collect();
    assert_eq!(
        shown,
        [
            "skill-rule-differs skills.csv:2:2",
            "level-outside-scale skills.csv:4:2",
            "unreadable-skill-rule skills.csv:4:5",
            "skill-rule-differs skills.csv:2:6",
            "unreadable-skill-rule skills.csv:4:6",
            "unreadable-skill-rule skills.csv:4:7",
            "unknown-skill-rule teamcap.toml:9",
        ]
    );
    assert_eq!(problems[0].also, [place]);
}

#[test]
fn rows_beside_people_say_how_skills_are_judged() {
    let text = "Person,Scap,SWAT\nRequired:,4,★★★★★\nAnn,4,3\nWeight,2,\n";
    let (matrix, merged, problems) = read(&grid(text), &ann_and_bob(), &SkillRules::default());
    assert_eq!(problems, []);
    assert_eq!(matrix.people.len(), 1);
    assert_eq!((merged.rule("Scap").bar, merged.rule("SWAT").bar), (4, 5));
    assert_eq!(merged.rule("Scap").weight, Exact::whole(2));
}

#[test]
fn a_previous_matrix_may_name_people_who_have_left() {
    let (matrix, problems) =
        read_previous(&grid("Person,Scap\nAnn,3\nZed,5\n"), &ann_and_bob(), &SkillRules::default());
    assert_eq!((matrix.people.len(), problems), (2, Vec::new()));
}

#[test]
fn a_problem_shows_the_user_s_own_cell() {
    let (_, _, problems) = read(&grid("Person,Scap,SWAT\nAnn,4,6 (-1)\n"), &ann_and_bob(), &SkillRules::default());
    let excerpt = problems[0].excerpt.clone().unwrap();
    assert_eq!(&excerpt.text[excerpt.span], "6 (-1)");
}
