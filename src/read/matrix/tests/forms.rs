//! The forms of a matrix beside the two wide ones, and what else stands in a sheet.

use super::*;
use crate::model::day::Day;

#[test]
fn a_row_can_be_a_rating() {
    let text = "Person,Group,Skill,Level\nAnn,D,Scap,★★★★☆ (+1)\nRobert,D,Scap,2\nAnn,D,SWAT,-\nBob,,swat,\n\
                Ann,T,CI config,3\nBob,T,CI config,n/a\n";
    assert_eq!(fine(text, &ann_and_bob()), ONE_GROUP);
    let other_order = "Niveau;Kompetenz;Mitarbeiter;Bereich\n".replace(';', ",");
    let text = other_order + "4,Scap,Ann,D\n2,Scap,Bob,\n";
    assert_eq!(fine(&text, &ann_and_bob()), ["D/Scap: Ann 4, Bob 2"]);
}

#[test]
fn what_no_row_says_is_unknown() {
    let text = "Person,Skill,Level\nAnn,Scap,4\nBob,SWAT,2\n";
    assert_eq!(fine(text, &ann_and_bob()), ["Scap: Ann 4, Bob ?", "SWAT: Ann ?, Bob 2"]);
    let (matrix, ..) = read(&grid(text), &ann_and_bob(), &SkillRules::default());
    assert_eq!(matrix.ratings[0][1], Rating::unknown());
    assert_eq!(matrix.ratings[1][1].place, Some(Place::cell(&"skills.csv".into(), 3, 3)));
}

#[test]
fn rows_that_cannot_both_hold_are_told_and_so_are_rows_without_a_name() {
    let text = "Person,Group,Skill,Level,Required\nAnn,D,Scap,4,3\nBob,T,Scap,2,4\nRobert,,scap,2,\n,D,SWAT,3,\nAnn,D,,3,\n,D,SWAT,,\n";
    assert_eq!(
        faults(text, &ann_and_bob()),
        [
            "unlabelled-rating skills.csv:5:4",
            "unlabelled-rating skills.csv:6:4",
            "repeated-rating skills.csv:4:4",
            "rows-disagree skills.csv:3:2",
            "rows-disagree skills.csv:3:5",
        ]
    );
}

#[test]
fn a_row_a_rating_says_rules_wishes_and_days_too() {
    let text = "Person,Skill,Level,Required,Weight,Critical,People needed,Wants to learn,Assessed,Notes,Email\n\
                Ann,Scap,4,3,2,,3,,2016-03-01,fine,a@b\nBob,Scap,2/-,3,,yes,,yes,18.02.2016,,\nAnn,SWAT,3,,,,,no,,,\n\
                Bob,SWAT,1+,,,,,,,,\n";
    let (matrix, merged, problems) = read(&grid(text), &ann_and_bob(), &SkillRules::default());
    assert_eq!(problems, []);
    assert_eq!(
        shown(&matrix),
        ["Scap: Ann 4 on 2016-03-01, Bob 2 wants on 2016-02-18", "SWAT: Ann 3 does not want, Bob 1 wants",]
    );
    let scap = merged.rule("Scap");
    assert_eq!((scap.bar, scap.target, scap.weight, scap.critical), (3, 3, Exact::whole(2), true));
    assert_eq!(merged.rule("SWAT"), SkillRules::default().rule("SWAT"));
}

#[test]
fn rows_of_a_bar_or_an_average_are_no_people() {
    let text = "Person,Skill,Level\nAnn,Scap,4\nRequired,Scap,5\nAverage,Scap,4.5\nAnn,Total,9\n";
    let (matrix, merged, problems) = read(&grid(text), &ann_and_bob(), &SkillRules::default());
    assert_eq!((shown(&matrix), merged.rule("Scap").bar), (vec!["Scap: Ann 4".to_owned()], 5));
    let names = ["Average", "Total"].map(str::to_owned).to_vec();
    assert_eq!(
        problems.into_iter().map(|p| p.fault).collect::<Vec<_>>(),
        [MatrixFault::ComputedIgnored { names }.into()]
    );
}

#[test]
fn an_average_below_a_column_of_groups_is_left_out() {
    let people_across = "Group,Skill,Ann,Bob\nD,Scap,4,2\n,SWAT,-,1\nAverage,,2,1.5\nNotes,,ask,\n";
    let people_down = "Team,Person,Scap,SWAT,Role\nA,Ann,4,-,Dev\n,Bob,2,1,Ops\nAverage,,3,.5,\nRequired,,4,,\n";
    for text in [people_across, people_down] {
        let (matrix, merged, problems) = read(&grid(text), &ann_and_bob(), &SkillRules::default());
        let plain: Vec<String> = shown(&matrix).iter().map(|line| line.replace("D/", "")).collect();
        assert_eq!(plain, ["Scap: Ann 4, Bob 2", "SWAT: Ann 0, Bob 1"], "{text}");
        assert_eq!(merged.rule("Scap").bar, if text == people_down { 4 } else { 3 });
        let names = vec!["Average".to_owned()];
        assert_eq!(
            problems.into_iter().map(|p| p.fault).collect::<Vec<_>>(),
            [MatrixFault::ComputedIgnored { names }.into()]
        );
    }
}

#[test]
fn groups_may_stand_behind_the_skills() {
    let text = "Skill,Group,Ann,Bob,Required\nScap,D,4 (+1),2,4\nSWAT,D,0,,\nCI config,T,3,n/a,\n";
    assert_eq!(fine(text, &ann_and_bob()).len(), 3);
    assert_eq!(fine(text, &ann_and_bob())[2], "T/CI config: Ann 3, Bob n/a");
    let nobody = Roster { people: Vec::new(), assumed: true };
    assert_eq!(fine("Skill,Area,Cy\nScap,D,4\n", &nobody), ["D/Scap: Cy 4"]);
}

#[test]
fn skills_may_head_the_groups_and_a_name_the_people() {
    let text = "Skills,,D,,T\nName,Team,Scap,SWAT,CI config\nAnn,N,4 (+1),0,3\nRobert,N,2,,n/a\n";
    let nobody = Roster { people: Vec::new(), assumed: true };
    assert_eq!(fine(text, &ann_and_bob()), ONE_GROUP);
    assert_eq!(fine(text, &nobody), ONE_GROUP);
}

#[test]
fn a_title_over_the_sheet_is_no_header() {
    let text = "Skill matrix of the team,,\n,,\nPerson,Scap,SWAT\nAnn,4,0\nBob,2,\n";
    assert_eq!(fine(text, &ann_and_bob()), ["Scap: Ann 4, Bob 2", "SWAT: Ann 0, Bob ?"]);
    let listed = "Skill matrix of the team,,\nPerson,Skill,Level\nAnn,Scap,4\n";
    assert_eq!(fine(listed, &ann_and_bob()), ["Scap: Ann 4"]);
}

#[test]
fn a_line_that_explains_the_levels_is_no_skill_and_no_person() {
    for text in ["Skill,Ann\nScap,4\nLegend: 5 = expert,\n", "Person,Scap\nAnn,4\nScale: 0 to 5,\nNote: invented,\n"] {
        assert_eq!(fine(text, &ann_and_bob()), ["Scap: Ann 4"]);
    }
}

#[test]
fn words_about_people_are_no_skills_unless_levels_stand_below() {
    let text = "Person,Team,Role,Id,Scap\nAnn,North,4,17,4\nBob,South,,18,2\n";
    assert_eq!(fine(text, &ann_and_bob()), ["Role: Ann 4, Bob ?", "Scap: Ann 4, Bob 2"]);
}

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

#[test]
fn a_sheet_says_its_day_in_a_row_or_in_a_cell() {
    for (text, row, col) in [
        ("Person,Scap\nAnn,4\nAssessed,2016-03-31\n", 3, 2),
        ("Person,Scap,SWAT\nAnn,4,1\nAssessed on:,,31.03.2016\n", 3, 3),
        ("Skill,Ann,Bob\nScap,4,1\nAssessed: 2016-03-31,,\n", 3, 1),
        ("Assessed: 2016-03-31,,\nSkill,Ann,Bob\nScap,4,1\n", 1, 1),
        ("as of 2016/3/31,Scap\nAnn,4\nBob,3\n", 1, 1),
        ("Assessment date,2016-03-31\nPerson,Scap\nAnn,4\n", 1, 2),
        ("Assessed,2016-03-31,\nPerson,Skill,Level\nAnn,Scap,4\n", 1, 2),
        ("Stand: 42460,Scap,SWAT\nAnn,4,\n", 1, 1),
    ] {
        let (matrix, _, problems) = read(&grid(text), &ann_and_bob(), &SkillRules::default());
        assert_eq!(problems, [], "{text}");
        let place = Place::cell(&"skills.csv".into(), row, col);
        assert_eq!(matrix.assessed, Some((day("2016-03-31"), place)), "{text}");
        assert!(shown(&matrix)[0].starts_with("Scap: Ann 4"), "{text}");
        assert!(matrix.people.len() <= 2 && matrix.skills.len() <= 2, "{text}");
    }
}

#[test]
fn a_line_of_days_dates_each_person_or_each_skill() {
    let people = "Person,Scap,Assessed\nAnn,4,2016-03-01\nBob,2,\n";
    assert_eq!(fine(people, &ann_and_bob()), ["Scap: Ann 4 on 2016-03-01, Bob 2"]);
    let people_across = "Skill,Ann,Bob\nScap,4,2\nAssessed,2016-03-01,2016-02-01\n";
    assert_eq!(fine(people_across, &ann_and_bob()), ["Scap: Ann 4 on 2016-03-01, Bob 2 on 2016-02-01"]);
    let skills = "Skill,Assessed,Ann\nScap,2016-03-01,4\nSWAT,,2\n";
    assert_eq!(fine(skills, &ann_and_bob()), ["Scap: Ann 4 on 2016-03-01", "SWAT: Ann 2"]);
    let skills_across = "Person,Scap,SWAT\nAnn,4,2\nAssessed,2016-03-01,2016-02-01\n";
    assert_eq!(fine(skills_across, &ann_and_bob()), ["Scap: Ann 4 on 2016-03-01", "SWAT: Ann 2 on 2016-02-01"]);
}

#[test]
fn a_day_that_cannot_be_read_is_told_once_and_two_days_of_one_sheet_too() {
    let text = "Person,Scap,SWAT,Assessed\nAnn,4,3,03/04/2016\nBob,2,1,2016-W03\n";
    assert_eq!(
        faults(text, &ann_and_bob()),
        ["unreadable-assessed skills.csv:2:4", "unreadable-assessed skills.csv:3:4"]
    );
    let text = "Person,Scap,SWAT\nAnn,4,3\nAssessed,last week,\nas of: spring,,\n";
    assert_eq!(
        faults(text, &ann_and_bob()),
        ["unreadable-assessed skills.csv:3:2", "unreadable-assessed skills.csv:4:1"]
    );
    let text = "Assessed: 2016-03-31,,\nPerson,Scap,SWAT\nAnn,4,3\nAssessed,2016-03-30,\nas of 2016-03-31,,\n";
    assert_eq!(faults(text, &ann_and_bob()), ["rows-disagree skills.csv:4:2"]);
}

#[test]
fn an_x_is_the_bar_that_the_matrix_says_and_blank_is_not_its_opposite() {
    let text = "Skill,Required,Ann,Bob\nScap,4,x,\nSWAT,,✓,-\n";
    let (matrix, _, problems) = read(&grid(text), &ann_and_bob(), &SkillRules::default());
    assert_eq!(shown(&matrix), ["Scap: Ann 4, Bob ?", "SWAT: Ann 3, Bob 0"]);
    assert_eq!(
        problems.iter().map(|p| p.fault.clone()).collect::<Vec<_>>(),
        [MatrixFault::TicksRead { cells: 2 }.into()]
    );
}

#[test]
fn an_x_beside_levels_is_not_read_in_silence() {
    let text = "Person,Scap,SWAT\nAnn,x,2\nBob,2,1\n";
    assert_eq!(faults(text, &ann_and_bob()), ["ticks-read skills.csv:2:2", "ticks-beside-levels skills.csv:2:2"]);
}

#[test]
fn columns_that_nobody_knows_are_told() {
    let text = "Person,Skill,Level,Manager\nAnn,Scap,4,Zoe\n";
    assert_eq!(faults(text, &ann_and_bob()), ["unread-column skills.csv:1:4"]);
    let text = "Manager,Person,Scap\nZoe,Ann,4\n";
    assert_eq!(faults(text, &ann_and_bob()), ["unread-column skills.csv:1:1"]);
}

#[test]
fn a_matrix_is_known_in_every_form_and_an_effort_sheet_is_none() {
    let nobody = Roster { people: Vec::new(), assumed: true };
    for text in [
        "Person,Skill,Level\nAnn,Scap,4\n",
        "Group,Skill,Person,Level,Assessed\nD,Scap,Ann,4,2016-03-01\n",
        "Mitarbeiter,Kompetenz,Stufe\nAnn,Scap,4\n",
        "Person,Scap,SWAT\nAnn,x,\nBob,,x\n",
        "Skill,Ann,Bob\nScap,3+,2\n",
        "Group,Skill,Ann,Bob\nD,Scap,●●●○○,2\n",
        "Our skills,,\nPerson,Scap,SWAT\nAnn,4,\n",
        "Assessed: 2016-03-31,,\nPerson,Scap,Data\nAnn,4,3\n",
        ",Scap\nAnn,★★★★☆\n",
        "Skill,Ann,Bob\nScap,3 - good,6\n",
        "Person,Skill\nAnn,Scap\n",
        "Our skills,,\n,Ann,Bob\nScap,●●●○○,4\n",
    ] {
        assert!(looks_like_one(&grid(text), &nobody), "{text}");
    }
    for text in [
        "Person,Week,Category,Percent\nAnn,2016-W01,Build,3\nBob,2016-W01,Build,4\n",
        "Person,Week,Skill,Level\nAnn,2016-W01,Scap,3\n",
        "Person,Date,Skill,Level\nAnn,2016-01-04,Scap,3\n",
        "Week,Person,Build,Support\n2016-W01,Ann,3,4\n",
        "Datum,Name,Build\n2016-01-04,Ann,4\n",
        "Person,From,To,Build\nAnn,2016-01-04,2016-01-08,4\n",
        "Person,Build,Support\nAnn,60%,40%\n",
        "Person,Topic,Hours\nAnn,Scap,3\n",
        "Person,Name\n",
        "Skill,Week,Hours\nScap,2016-W01,4\n",
        "",
    ] {
        assert!(!looks_like_one(&grid(text), &nobody), "{text}");
    }
}
