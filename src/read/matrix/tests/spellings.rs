//! One matrix in every form and every spelling is one matrix.

use proptest::prelude::*;

use super::*;

/// A cell: its mark, its change, its wish.
type Cell = (Mark, Option<i32>, Option<bool>);

const PEOPLE: [&str; 4] = ["Ann", "Bob", "Cy", "Dee"];
const SKILLS: [(&str, &str); 4] = [("D", "Scap"), ("D", "SWAT"), ("T", "CI config"), ("T", "Zuul")];

fn cell() -> impl Strategy<Value = Cell> {
    let level = (0..=5_u32, 0..=5_i32, any::<bool>())
        .prop_map(|(level, earlier, is_marked)| (Mark::Level(level), is_marked.then_some(level as i32 - earlier)));
    let wish = prop_oneof![Just(None), Just(Some(true)), Just(Some(false))];
    let mark = prop_oneof![4 => level, 1 => Just((Mark::Unknown, None))];
    prop_oneof![
        5 => (mark, wish).prop_map(|((mark, change), wish)| (mark, change, wish)),
        1 => Just((Mark::NotApplicable, None, None)),
    ]
}

/// The cell in one of its spellings.
fn spelled(&(mark, change, wish): &Cell, spelling: usize) -> String {
    let signs =
        |filled: &str, empty: &str, level: u32| filled.repeat(level as usize) + &empty.repeat(5 - level as usize);
    let level = match mark {
        Mark::Unknown => String::new(),
        Mark::NotApplicable => ["n/a", "N/A", "na"][spelling % 3].to_owned(),
        Mark::Level(0) => ["0", "-", "–", "0/5", "☆☆☆☆☆", "none"][spelling % 6].to_owned(),
        Mark::Level(level) => match spelling % 8 {
            0 => level.to_string(),
            1 => format!("{level}/5"),
            2 => signs("★", "☆", level),
            3 => signs("*", "", level),
            4 => signs("■", "□", level),
            5 => signs("●", "○", level),
            6 => ["none", "basic", "some", "good", "strong", "Expert"][level as usize].to_owned(),
            _ => format!("{level}.0"),
        },
    };
    let change = change.map_or(String::new(), |change| match spelling % 4 {
        0 => format!(" ({change:+})"),
        1 => format!("<sup>({change:+})</sup>"),
        2 => format!("<sup>{change:+}</sup>"),
        _ => raised(&format!("{change:+}")),
    });
    let wish = wish.map_or("", |wants| if wants { "/+" } else { "/-" });
    if spelling.is_multiple_of(2) { level + &change + wish } else { level + wish + &change }
}

fn raised(text: &str) -> String {
    text.chars().map(|c| "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻".chars().nth("0123456789+-".find(c).unwrap()).unwrap()).collect()
}

/// The five forms of the skills by people in `cells`.
fn forms(cells: &[Vec<String>]) -> Vec<(&'static str, String)> {
    let across = |row: usize| PEOPLE.iter().enumerate().map(move |(person, _)| cells[row][person].clone());
    let lines = |lines: Vec<Vec<String>>| lines.iter().map(|line| line.join(",") + "\n").collect::<String>();
    let line = |cells: &[&str]| -> Vec<String> { cells.iter().map(|cell| (*cell).to_owned()).collect() };
    let head = |before: &[&str]| [line(before), line(&PEOPLE)].concat();
    let skills = || SKILLS.iter().enumerate();
    let grouped_rows = skills().map(|(row, (group, skill))| [line(&[group, skill]), across(row).collect()].concat());
    let first_of_group = |row: usize| row == 0 || SKILLS[row].0 != SKILLS[row - 1].0;
    let following_rows = skills().map(|(row, (group, skill))| {
        [line(&[if first_of_group(row) { group } else { "" }, skill]), across(row).collect()].concat()
    });
    let person_rows = |rows: &mut Vec<Vec<String>>| {
        for (at, person) in PEOPLE.iter().enumerate() {
            rows.push([line(&[person]), cells.iter().map(|row| row[at].clone()).collect()].concat());
        }
    };
    let mut two_rows = vec![
        [line(&["Group"]), skills().map(|(_, (group, _))| (*group).to_owned()).collect()].concat(),
        [line(&["Person"]), skills().map(|(_, (_, skill))| (*skill).to_owned()).collect()].concat(),
    ];
    person_rows(&mut two_rows);
    let mut merged = two_rows.clone();
    for row in (1..SKILLS.len()).filter(|&row| !first_of_group(row)) {
        merged[0][row + 1].clear();
    }
    let listed = skills().flat_map(|(row, (group, skill))| {
        PEOPLE.iter().enumerate().map(move |(at, person)| line(&[person, skill, &cells[row][at], group]))
    });
    vec![
        ("a group column", lines([head(&["Group", "Skill"])].into_iter().chain(grouped_rows).collect())),
        ("blanks that follow", lines([head(&["", ""])].into_iter().chain(following_rows).collect())),
        ("two header rows", lines(two_rows)),
        ("merged groups", lines(merged)),
        ("a row a rating", lines([line(&["Person", "Skill", "Level", "Group"])].into_iter().chain(listed).collect())),
    ]
}

/// What may stand anywhere in a sheet.
const WORDS: [&str; 30] = [
    "",
    "",
    "",
    "Ann",
    "Bob",
    "Robert",
    "Zed",
    "Scap",
    "SWAT",
    "Data",
    "Person",
    "Skill",
    "Level",
    "Group",
    "Required",
    "Weight",
    "Average",
    "Notes",
    "Assessed",
    "Assessed: 2016-03-31",
    "Wants to learn",
    "2016-03-01",
    "3",
    "0",
    "-",
    "x",
    "★★★☆☆ (+1)",
    "4/+",
    "n/a",
    "7",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    /// And whatever level somebody has stands in a cell of theirs.
    #[test]
    fn no_sheet_makes_the_reader_panic_and_none_makes_a_level_up(
        rows in prop::collection::vec(prop::collection::vec(prop::sample::select(&WORDS[..]), 1..6), 0..7),
    ) {
        let text: String = rows.iter().map(|row| row.join(",") + "\n").collect();
        let sheet = grid(&text);
        for roster in [ann_and_bob(), Roster { people: Vec::new(), assumed: true }] {
            looks_like_one(&sheet, &roster);
            let (matrix, rules, _) = read(&sheet, &roster, &SkillRules::default());
            let (previous, _) = read_previous(&sheet, &roster, &SkillRules::default());
            prop_assert_eq!(&matrix, &previous);
            prop_assert_eq!(matrix.ratings.len(), matrix.skills.len());
            for (ratings, skill) in matrix.ratings.iter().zip(&matrix.skills) {
                prop_assert_eq!(ratings.len(), matrix.people.len());
                for rating in ratings.iter().filter(|rating| rating.mark != Mark::Unknown) {
                    let place = rating.place.clone().unwrap();
                    let cell = sheet.rows.iter().find(|row| row.line == place.row).unwrap();
                    let cell = &cell.cells[place.column as usize - 1];
                    prop_assert_eq!(&cell.text, &rating.text);
                    let bar = rules.rule(&skill.name).bar;
                    prop_assert_eq!(level::read(&cell.text, &SkillRules::default(), bar).unwrap().mark, rating.mark);
                }
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn one_matrix_in_every_form_and_spelling_is_one_matrix(
        cells in prop::collection::vec(prop::collection::vec(cell(), 4), 4),
        spellings in prop::collection::vec(0..48_usize, 16),
    ) {
        let words = ["none", "basic", "some", "good", "strong", "expert"];
        let words = words.iter().enumerate().map(|(level, word)| ((*word).to_owned(), level as u32)).collect();
        let rules = SkillRules { words, ..SkillRules::default() };
        let spelled: Vec<Vec<String>> = cells.iter().enumerate().map(|(row, line)| {
            line.iter().enumerate().map(|(col, cell)| spelled(cell, spellings[4 * row + col])).collect()
        }).collect();
        for (form, text) in forms(&spelled) {
            for roster in [roster(&PEOPLE), Roster { people: Vec::new(), assumed: true }] {
                // Without a roster and without a heading in the corner nobody can say who is a person.
                if roster.assumed && form == "blanks that follow" {
                    continue;
                }
                let (matrix, _, problems) = read(&grid(&text), &roster, &rules);
                prop_assert_eq!(&problems, &[], "{}\n{}", form, text);
                let people: Vec<&str> = matrix.people.iter().map(|person| person.name.as_str()).collect();
                prop_assert_eq!(&people, &PEOPLE, "{}", form);
                let skills: Vec<(&str, &str)> =
                    matrix.skills.iter().map(|skill| (skill.group.as_deref().unwrap(), skill.name.as_str())).collect();
                prop_assert_eq!(&skills, &SKILLS, "{}", form);
                for (read, meant) in matrix.ratings.iter().zip(&cells) {
                    let read: Vec<Cell> =
                        read.iter().map(|rating| (rating.mark, rating.change, rating.wants_to_learn)).collect();
                    prop_assert_eq!(&read, meant, "{}\n{}", form, text);
                }
            }
        }
    }
}
