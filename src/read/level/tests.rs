use super::*;

fn level(text: &str) -> Result<Level, &'static str> {
    let rules = SkillRules { words: vec![("expert".into(), 5), ("a+".into(), 4)], ..SkillRules::default() };
    read(text, &rules, 2).map_err(|fault| fault.name())
}

fn of(text: &str) -> Result<(Mark, Option<i32>), &'static str> {
    level(text).map(|level| {
        assert!(!level.ticked && level.wants_to_learn.is_none(), "{text}");
        (level.mark, level.change)
    })
}

#[test]
fn every_way_to_write_three_of_five_is_three() {
    for text in [
        "3",
        " 3 ",
        "3/5",
        "3 / 5",
        "3.0",
        "3,0",
        "★★★☆☆",
        "★★★",
        "★ ★ ★ ☆ ☆",
        "***",
        "* * *",
        "■■■□□",
        "▪▪▪▫▫",
        "●●●○○",
        "⬛⬛⬛⬜⬜",
        "⬛\u{fe0f}⬛⬛⬜⬜",
        "⭐⭐⭐",
        "🟩🟩🟩⬜⬜",
        "•••",
    ] {
        assert_eq!(of(text), Ok((Mark::Level(3), None)), "{text}");
    }
}

#[test]
fn blank_none_and_not_applicable_are_three_different_things() {
    for text in ["", "  ", "\u{a0}"] {
        assert_eq!(of(text), Ok((Mark::Unknown, None)), "{text:?}");
    }
    for text in ["-", "–", "—", "−", "0", "0/5", "☆☆☆☆☆"] {
        assert_eq!(of(text), Ok((Mark::Level(0), None)), "{text}");
    }
    for text in ["n/a", "N/A", "na", "n.a."] {
        assert_eq!(of(text), Ok((Mark::NotApplicable, None)), "{text}");
    }
}

#[test]
fn a_change_stands_in_brackets_or_raised() {
    for (text, change) in [
        ("★★★★☆ (+1)", 1),
        ("4(+1)", 1),
        ("4 (-1)", -1),
        ("★★★★☆ (−1)", -1),
        ("★★★★☆ <sup>(-1)</sup>", -1),
        ("4<sup>+1</sup>", 1),
        ("4 ( +0 )", 0),
        ("4⁺¹", 1),
        ("★★★★☆ ⁻¹", -1),
        ("4/5 ⁽⁺²⁾", 2),
        ("4 (+1)", 1),
    ] {
        assert_eq!(of(text), Ok((Mark::Level(4), Some(change))), "{text}");
    }
}

#[test]
fn a_level_is_never_clipped_and_never_rounded() {
    for text in ["6", "-1", "3.5", "3,5", "6/5", "3.5/5", "★★★★★★", "99999999999"] {
        assert_eq!(of(text), Err("level-outside-scale"), "{text}");
    }
    for text in ["3/4", "★★☆", "★★★★★★☆"] {
        assert_eq!(of(text), Err("scale-differs"), "{text}");
    }
    for text in ["1 (+2)", "5 (-1)"] {
        assert_eq!(of(text), Err("impossible-change"), "{text}");
    }
}

#[test]
fn what_does_not_say_its_level_is_not_guessed() {
    for text in [
        "yes",
        "?",
        "+",
        "+ (+1)",
        "-+",
        "4++",
        "4+1",
        "4²",
        "4 (+1) (+1)",
        "x (+1)",
        "n/a/+",
        "(+1)",
        "n/a (+1)",
        "4 (1)",
        "★☆★",
        "3 4",
        "4 (+)",
        "4 (+99999999999)",
    ] {
        assert_eq!(of(text), Err("unreadable-level"), "{text}");
    }
    let rules = SkillRules { words: vec![("?".into(), 0)], ..SkillRules::default() };
    assert_eq!(read("?", &rules, 3).unwrap().mark, Mark::Level(0));
}

#[test]
fn a_word_stands_for_its_level_and_a_misspelt_one_is_told() {
    assert_eq!(of("Expert (+2)"), Ok((Mark::Level(5), Some(2))));
    let rules = SkillRules { words: vec![("expert".into(), 5)], ..SkillRules::default() };
    let fault = read("expret", &rules, 3).unwrap_err();
    assert_eq!(fault, MatrixFault::UnreadableLevel { text: "expret".into(), near: vec!["expert".into()] });
}

#[test]
fn an_x_is_the_bar_of_its_skill_unless_the_configuration_gives_it_a_level() {
    for text in ["x", "X", "×", "✓", "✔", "✔\u{fe0f}", "☑", "✅"] {
        let ticked = Level { mark: Mark::Level(2), change: None, wants_to_learn: None, ticked: true };
        assert_eq!(level(text), Ok(ticked), "{text}");
    }
    let rules = SkillRules { words: vec![("x".into(), 4)], ..SkillRules::default() };
    let x = read("X (+1)", &rules, 2).unwrap();
    assert_eq!((x.mark, x.change, x.ticked), (Mark::Level(4), Some(1), false));
}

#[test]
fn a_plus_behind_the_level_is_the_wish_to_learn_it() {
    for (text, mark, change, wants) in [
        ("3/+", Mark::Level(3), None, true),
        ("3+", Mark::Level(3), None, true),
        ("3 +", Mark::Level(3), None, true),
        ("3⁺", Mark::Level(3), None, true),
        ("3/5/+", Mark::Level(3), None, true),
        ("★★★☆☆+", Mark::Level(3), None, true),
        ("★★★☆☆ / +", Mark::Level(3), None, true),
        ("3/+ (+1)", Mark::Level(3), Some(1), true),
        ("3 (+1)/+", Mark::Level(3), Some(1), true),
        ("3⁺¹⁺", Mark::Level(3), Some(1), true),
        ("3 (-1)+", Mark::Level(3), Some(-1), true),
        ("expert/+", Mark::Level(5), None, true),
        ("a+/+", Mark::Level(4), None, true),
        ("x/+", Mark::Level(2), None, true),
        ("-/+", Mark::Level(0), None, true),
        ("0/+", Mark::Level(0), None, true),
        ("/+", Mark::Unknown, None, true),
        ("3/-", Mark::Level(3), None, false),
        ("-/-", Mark::Level(0), None, false),
        ("3/\u{2212}", Mark::Level(3), None, false),
    ] {
        let read = level(text).map(|level| (level.mark, level.change, level.wants_to_learn));
        assert_eq!(read, Ok((mark, change, Some(wants))), "{text}");
    }
    assert_eq!(of("A+"), Ok((Mark::Level(4), None)));
}

#[test]
fn what_stands_behind_a_level_moves_no_limit() {
    assert_eq!(of("6/+"), Err("level-outside-scale"));
    assert_eq!(of("3/4/+"), Err("scale-differs"));
    assert_eq!(of("1⁺²"), Err("impossible-change"));
    assert_eq!(of("-1/+"), Err("level-outside-scale"));
}
