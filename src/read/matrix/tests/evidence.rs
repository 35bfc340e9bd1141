//! What the cells of a sheet tell about its rows and columns.

use super::*;
use crate::problem::Severity;

fn nobody() -> Roster {
    Roster { people: Vec::new(), assumed: true }
}

/// The matrix, and the names of the problems that are no notes.
fn told(text: &str, roster: &Roster) -> (Vec<String>, Vec<&'static str>) {
    let (matrix, _, problems) = read(&grid(text), roster, &SkillRules::default());
    let told = problems.iter().filter(|problem| problem.severity() != Severity::Note);
    (shown(&matrix), told.map(|problem| problem.name()).collect())
}

fn fault(text: &str, roster: &Roster, name: &str) -> MatrixFault {
    let (_, _, problems) = read(&grid(text), roster, &SkillRules::default());
    let problem = problems.iter().find(|problem| problem.name() == name);
    match problem.map(|problem| problem.fault.clone()) {
        Some(Fault::Matrix(fault)) => fault,
        other => panic!("{name}: {other:?} in {problems:?}"),
    }
}

#[test]
fn lines_without_a_level_head_the_skills_behind_them() {
    let scap = ["Tools/Scap: Ann 4, Bob 2", "Data/SQL: Ann 0, Bob 3"];
    for text in [
        "Skill,Ann,Bob\nTools,,\nScap,4,2\nData,,\nSQL,0,3\n",
        "Person,Tools,Scap,Data,SQL\nAnn,,4,,0\nBob,,2,,3\n",
        "Skill,Ann,Bob,Coverage\nTools:,,,1\nScap,4,2,1\nData,Ann,Bob,\nSQL,0,3,1\n",
    ] {
        let (matrix, _, problems) = read(&grid(text), &ann_and_bob(), &SkillRules::default());
        assert_eq!(shown(&matrix), scap, "{text}");
        let names = vec!["Tools".to_owned(), "Data".to_owned()];
        assert!(problems.iter().any(|p| p.name() == "headings-read"), "{text} {problems:?}");
        if !text.contains(':') {
            assert_eq!(fault(text, &ann_and_bob(), "headings-read"), MatrixFault::HeadingsRead { names });
        }
    }
}

#[test]
fn a_line_that_may_be_a_skill_nobody_has_is_told() {
    let (skills, told) = told("Skill,Ann,Bob\nScap,4,2\nSWAT,,\nCI,3,1\n", &ann_and_bob());
    assert_eq!((skills.len(), told), (2, vec!["maybe-headings"]));
    let ticked = "Skill,Ann,Bob\nTools,,\nScap,x,\nSWAT,,\nCI,x,x\nHiring,,\n";
    assert_eq!(
        fault(ticked, &ann_and_bob(), "maybe-headings"),
        MatrixFault::MaybeHeadings { names: vec!["Tools".into(), "SWAT".into()] }
    );
    // Nothing stands below the last: it heads nothing.
    let (matrix, ..) = read(&grid(ticked), &ann_and_bob(), &SkillRules::default());
    assert_eq!(shown(&matrix).last().unwrap(), "SWAT/Hiring: Ann ?, Bob ?");
}

#[test]
fn counts_means_and_sums_are_known_by_arithmetic_under_any_heading() {
    let below = "Person,Scap,SWAT,CI,SQL\nAnn,4,3,0,5\nBob,3,1,2,4\nWer kann es,2,1,0,2\nStand im Team,3.5,2,1,4.5\nZusammen,7,4,2,9\n";
    let beside = "Skill,Ann,Bob,Wer kann es,Stand im Team,Zusammen\nScap,4,3,2,3.5,7\nSWAT,3,1,1,2,4\nCI,0,2,0,1,2\nSQL,5,4,2,4.5,9\n";
    for text in [below, beside] {
        let (skills, told) = told(text, &ann_and_bob());
        assert_eq!((skills.len(), told), (4, Vec::new()), "{text}");
        let (matrix, ..) = read(&grid(text), &ann_and_bob(), &SkillRules::default());
        assert_eq!(matrix.people.len(), 2, "{text}");
    }
    let of_people = "Person,Scap,SWAT,CI,Stärke,Punkte\nAnn,4,3,0,2.33,7\nBob,3,1,2,2,6\n";
    assert_eq!(
        told(of_people, &ann_and_bob()),
        (vec!["Scap: Ann 4, Bob 3".into(), "SWAT: Ann 3, Bob 1".into(), "CI: Ann 0, Bob 2".into()], Vec::new())
    );
}

#[test]
fn a_line_without_a_name_is_asked_about_and_not_taken_for_a_computed_one() {
    let text = ",Ann,,Bob,\nSkill,Current,Target,Current,Target\nGo,4,5,3,4\nSQL,2,3,5,5\n";
    assert!(told(text, &ann_and_bob()).1.contains(&"unlabelled-rating"));
}

#[test]
fn a_gap_is_the_difference_of_two_lines_that_are_no_people() {
    let text = "Person,Scap,SWAT,CI\nAnn,4,3,0\nBob,3,1,2\nRequired,4,4,3\nMax,4,3,2\nFehlt,0,1,1\n";
    let (matrix, rules, _) = read(&grid(text), &ann_and_bob(), &SkillRules::default());
    assert_eq!((matrix.people.len(), rules.rule("CI").bar), (2, 3));
}

#[test]
fn a_line_that_may_be_computed_or_somebody_is_asked_about() {
    let text = "Skill,Cy,Dee,Eve\nScap,5,3,4\nSWAT,1,3,2\nCI,2,2,2\nSQL,4,0,2\n";
    let asked = fault(text, &nobody(), "computed-or-rated");
    assert_eq!(asked, MatrixFault::ComputedOrRated { name: "Eve".into(), how: "their mean".into(), is_skill: false });
    // Somebody on the roster is somebody.
    assert_eq!(told(text, &roster(&["Cy", "Dee", "Eve"])).1, Vec::<&str>::new());
}

#[test]
fn an_expert_at_everything_is_no_maximum() {
    let text = "Person,Scap,SWAT,CI\nAnn,1,3,2\nBob,0,1,2\nCy,5,4,5\n";
    assert_eq!(told(text, &nobody()).0.len(), 3);
    let (matrix, ..) = read(&grid("Person,Scap,SWAT\nMax,4,3\nMin,1,2\n"), &nobody(), &SkillRules::default());
    assert_eq!(matrix.people.len(), 2);
}

#[test]
fn columns_of_text_are_left_alone_and_told_unless_everybody_knows_them() {
    let text = "Name,Role,Scap,Mentor,SWAT,Comments\nAnn,Engineer,4,Zoe,3,expert of all\nBob,Designer,1,Yan,2,\n";
    assert_eq!(
        told(text, &ann_and_bob()),
        (vec!["Scap: Ann 4, Bob 1".into(), "SWAT: Ann 3, Bob 2".into()], vec!["unread-column"])
    );
    let across = "Skill,Owner,Ann,Bob\nRole,,Engineer,Designer\nScap,Zoe,4,1\nSWAT,Yan,3,2\n";
    assert_eq!(told(across, &nobody()).0, ["Scap: Ann 4, Bob 1", "SWAT: Ann 3, Bob 2"]);
}

#[test]
fn titles_legends_and_notes_are_neither_skills_nor_people() {
    for text in [
        "Skill matrix,,,Updated: May\nOwner:,Zoe,,\nName,Scap,SWAT,\nAnn,4,3,\nBob,1,2,\n",
        ",,Team skills,\nName,Scap,SWAT,\nAnn,4,3,\nBob,1,2,\n0 = none,,,\n5 = expert,,,\n",
        "Name,Scap,SWAT,,Level,Meaning\nAnn,4,3,,0,none\nBob,1,2,,1,aware\n,,,,2,can do\n",
        "Name,Scap,SWAT,,Legend,\nAnn,4,3,,0,none\nBob,1,2,,1,aware\n",
        "Name,Scap,SWAT\nAnn,4,3\nBob,1,2\nexpert,5,\nnone,0,\n",
        "Skill,Ann,Bob\nScap,4,1\nSWAT,3,2\n\nUpdated every quarter,,\nsee the wiki,,\n",
        "Coverage,2,1\nName,Scap,SWAT\nAnn,4,3\nBob,1,2\n",
    ] {
        let (skills, told) = told(text, &nobody());
        let plain: Vec<&str> = skills.iter().map(|skill| skill.rsplit('/').next().unwrap()).collect();
        assert_eq!((plain, told), (vec!["Scap: Ann 4, Bob 1", "SWAT: Ann 3, Bob 2"], Vec::new()), "{text}");
    }
}

#[test]
fn what_stands_beside_people_says_which_side_they_are_on() {
    let across = [",Cy,Dee,Required\nScap,4,2,3\nSWAT,1,3,3\n", ",Cy,Dee,# people\nScap,4,2,1\nSWAT,1,3,1\n"];
    for text in across {
        assert_eq!(told(text, &nobody()).0, ["Scap: Cy 4, Dee 2", "SWAT: Cy 1, Dee 3"], "{text}");
    }
    let (_, told) = told(",Cy,Dee\nTools,,\nScap,4,2\nData,,\nSQL,1,3\n", &nobody());
    assert_eq!(told, ["unknown-matrix"]);
}

#[test]
fn skills_of_one_name_are_told_apart_by_their_groups() {
    let apart = ["Back/Back / Testing: Ann 4, Bob 1", "Back/SQL: Ann 3, Bob 2", "Front/Front / Testing: Ann 0, Bob 5"];
    for text in [
        ",Back,,Front\nName,Testing,SQL,Testing\nAnn,4,3,0\nBob,1,2,5\n",
        "Group,Skill,Ann,Bob\nBack,Testing,4,1\n,SQL,3,2\nFront,Testing,0,5\n",
        "Skill,Ann,Bob\nBack,,\nTesting,4,1\nSQL,3,2\nFront,,\nTesting,0,5\n",
        "Person,Group,Skill,Level\nAnn,Back,Testing,4\nBob,Back,Testing,1\nAnn,Back,SQL,3\nBob,Back,SQL,2\n\
         Ann,Front,Testing,0\nBob,Front,Testing,5\n",
    ] {
        assert_eq!(told(text, &ann_and_bob()), (apart.map(str::to_owned).to_vec(), Vec::new()), "{text}");
    }
    let bars = ",Back,Front\nName,Testing,Testing\nAnn,4,0\nRequired,2,4\n";
    let (_, rules, _) = read(&grid(bars), &ann_and_bob(), &SkillRules::default());
    assert_eq!((rules.rule("Back / Testing").bar, rules.rule("Front / Testing").bar), (2, 4));
    let of = |name: &str| SkillOverride {
        name: name.into(),
        bar: Some(4),
        weight: None,
        critical: None,
        target: None,
        place: Place::row(&"teamcap.toml".into(), 9),
    };
    let rules = SkillRules { of: vec![of("testing"), of("back / testing")], ..SkillRules::default() };
    let (_, merged, problems) = read(&grid(",Back,Front\nName,Testing,Testing\nAnn,4,0\n"), &ann_and_bob(), &rules);
    let near = vec!["Back / Testing".to_owned(), "Front / Testing".to_owned()];
    assert_eq!(problems[0].fault, MatrixFault::UnknownSkillRule { name: "testing".into(), near }.into());
    assert_eq!((merged.rule("Back / Testing").bar, merged.rule("Front / Testing").bar), (4, 3));
    let twice = "Group,Skill,Ann,Bob\nBack,Testing,4,1\n,testing,3,2\n";
    assert_eq!(told(twice, &ann_and_bob()).1, ["repeated-skill"]);
    let blank = "Person,Group,Skill,Level\nAnn,Back,Testing,4\nAnn,Front,Testing,1\nBob,,Testing,1\n";
    assert_eq!(told(blank, &ann_and_bob()).1, ["unlabelled-rating"]);
}

#[test]
fn words_are_told_once_with_their_levels_where_the_order_is_obvious() {
    let text = "Person,Scap,SWAT,CI\nAnn,Green,Amber,red\nBob,Red,Green,\n";
    assert_eq!(
        fault(text, &ann_and_bob(), "unknown-words"),
        MatrixFault::UnknownWords {
            words: vec![("Green".into(), 2), ("Amber".into(), 1), ("Red".into(), 2)],
            levels: vec![Some(2), Some(1), Some(0)],
            scale: Some((2, 2)),
            has_table: false,
        }
    );
    let lights = "Person,Scap,SWAT\nAnn,🟢,🔴\nBob,🟡,🟢\n";
    assert_eq!(
        fault(lights, &ann_and_bob(), "unknown-words"),
        MatrixFault::UnknownWords {
            words: vec![("🟢".into(), 2), ("🟡".into(), 1), ("🔴".into(), 1)],
            levels: vec![Some(2), Some(1), Some(0)],
            scale: Some((2, 2)),
            has_table: false,
        }
    );
    let numbers = "Person,Scap,SWAT\nAnn,Expert,Good\nBob,2,ninja\n";
    assert_eq!(
        fault(numbers, &ann_and_bob(), "unknown-words"),
        MatrixFault::UnknownWords {
            words: vec![("Expert".into(), 1), ("Good".into(), 1), ("ninja".into(), 1)],
            levels: vec![Some(5), Some(3), None],
            scale: None,
            has_table: false,
        }
    );
}

#[test]
fn a_level_beside_a_word_is_the_level() {
    let text = "Person,Scap,SWAT\nAnn,2 - Intermediate,4: teaches it\nBob,0 – None,Expert (5)\n";
    assert_eq!(
        told(text, &ann_and_bob()),
        (vec!["Scap: Ann 2, Bob 0".into(), "SWAT: Ann 4, Bob 5".into()], Vec::new())
    );
    assert_eq!(told("Person,Scap\nAnn,2 years\nBob,3 - 4\n", &ann_and_bob()).1, ["unreadable-level"; 2]);
}

#[test]
fn a_scale_that_is_only_assumed_is_told_where_the_levels_end_below_it() {
    let text = "Person,Scap,SWAT,CI,SQL\nAnn,3,2,0,1\nBob,1,2,3,1\n";
    assert_eq!(
        fault(text, &ann_and_bob(), "scale-assumed"),
        MatrixFault::ScaleAssumed {
            highest: 3,
            cells: 8,
            bar: 3,
            offered: (3, 2),
            changed: 1,
            of: 4,
            has_table: false,
        }
    );
    for text in [
        // Seven levels; the scale is shown; every skill has a bar of its own; 5 is required; only ticks.
        "Person,Scap,SWAT,CI,SQL\nAnn,3,2,0,1\nBob,1,2,3,\n",
        "Person,Scap,SWAT,CI,SQL\nAnn,3/5,2,0,1\nBob,1,2,3,1\n",
        "Person,Scap,SWAT,CI,SQL\nAnn,3,2,0,1\nBob,1,2,3,1\nRequired,2,2,2,2\n",
        "Person,Scap,SWAT,CI,SQL\nAnn,3,2,0,1\nBob,1,2,3,1\nRequired,5,,,\n",
        "Person,Scap,SWAT,CI,SQL\nAnn,x,x,x,x\nBob,x,x,x,x\n",
    ] {
        assert!(!told(text, &ann_and_bob()).1.contains(&"scale-assumed"), "{text}");
    }
    let mut rules = SkillRules::default();
    rules.said.bar = true;
    assert_eq!(read(&grid(text), &ann_and_bob(), &rules).2, []);
}

#[test]
fn a_matrix_is_known_below_titles_and_in_words_and_a_list_of_people_is_none() {
    for text in [
        "Skills,,\nUpdated by,Zoe,\nName,Scap,SWAT\nAnn,4,3\nBob,1,2\n",
        "Skills RAG - Green: independent,,\n,,\nPerson,Scap,SWAT\nAnn,Green,Amber\nBob,Red,Green\n",
        "Person,Scap,SWAT\nAnn,expert,novice\nBob,Competent,none\n",
        "Name,Role,E-mail,Scap,SWAT\nAnn,Engineer,a@example.com,4,3\nBob,,b@example.com,1,2\n",
    ] {
        assert!(looks_like_one(&grid(text), &nobody()), "{text}");
    }
    for text in [
        "Name,Role,E-mail,Phone\nAnn,Engineer,a@example.com,5551234\nBob,Designer,b@example.com,5551235\n",
        "Name,E-mail,Floor\nAnn,a@example.com,3\nBob,b@example.com,4\n",
        "Name,E-mail,Children\nAnn,a@example.com,3\nBob,b@example.com,2\n",
        "Hours of May,,\nWeek,Person,Build\n2016-W01,Ann,3\n2016-W02,Bob,4\n",
        "Person,Build,Total\nAnn,60%,60%\nBob,40%,40%\n",
    ] {
        assert!(!looks_like_one(&grid(text), &nobody()), "{text}");
    }
}

#[test]
fn circles_filled_by_quarters_are_a_scale_of_four() {
    let text = ",Ann,Bob\nScap,●,◑\nSWAT,○,◔\nCI,◕,○\n";
    let MatrixFault::UnknownWords { words, levels, scale, .. } = fault(text, &ann_and_bob(), "unknown-words") else {
        panic!("{text}")
    };
    assert_eq!(words.iter().map(|(word, _)| word.as_str()).collect::<Vec<_>>(), ["●", "◕", "◑", "◔", "○"]);
    assert_eq!((levels, scale), ([4, 3, 2, 1, 0].map(Some).to_vec(), Some((4, 3))));
    // Full circles alone count, as stars do.
    let (skills, told) = told(",Ann,Bob\nScap,●●●,●\nSWAT,●,●●\n", &ann_and_bob());
    assert_eq!((skills, told), (vec!["Scap: Ann 3, Bob 1".to_owned(), "SWAT: Ann 1, Bob 2".to_owned()], vec![]));
}

#[test]
fn what_stands_in_brackets_behind_somebody_of_the_roster_makes_nobody_else() {
    let names = |text: &str| -> Vec<&'static str> {
        let (_, _, problems) = read(&grid(text), &ann_and_bob(), &SkillRules::default());
        problems.iter().map(Problem::name).filter(|name| *name != "scale-assumed").collect()
    };
    assert_eq!(names("Skill,Ann (until June),Bob [lead]\nScap,4,2\nSWAT,0,3\n"), [] as [&str; 0]);
    assert_eq!(names("Skill,Ann (old),Ann,Bob\nScap,4,3,2\nSWAT,0,0,3\n"), ["repeated-assessed"]);
    assert_eq!(names("Skill,Ann,Bob (),Zoe (new)\nScap,4,3,2\nSWAT,0,0,3\n"), ["person-not-on-roster"]);
}

#[test]
fn days_beside_marks_are_no_skills() {
    for text in [",Ann,Bob\n05.01.,x,\n06.01.,x,x\n07.01.,,x\n", ",05.01.,06.01.,07.01.\nAnn,x,x,\nBob,,x,x\n"] {
        assert!(!looks_like_one(&grid(text), &ann_and_bob()), "{text}");
    }
    assert!(looks_like_one(&grid(",Ann,Bob\nScap,x,\nSWAT,x,x\nMarch,,x\n"), &ann_and_bob()));
}
