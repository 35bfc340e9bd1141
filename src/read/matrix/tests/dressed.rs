//! A plain matrix, dressed at random with what people put around one, is the same matrix or a question, and never another one.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};

use proptest::prelude::*;

use super::*;
use crate::problem::Severity;

const PEOPLE: [&str; 7] = ["Ada Okafor", "Ben Stone", "Cem Yilmaz", "Dee", "Emil", "Fatou Ba", "Max"];
const SKILLS: [&str; 9] =
    ["Go", "C", "Postgres", "Data", "Incident command", "Testing", "Number theory", "Kubernetes", "SQL"];
const GROUPS: [&str; 3] = ["Backend", "Languages", "Ways of working"];
const REQUIRED: [&str; 6] = ["Required", "Target level", "Soll", "Niveau requis", "Nivel requerido", "Vereist"];
const COUNTED: [&str; 8] =
    ["# qualified", "Count", "Anzahl Personen", "Nombre de personnes", "≥ 3", "Wer kann es", "Coverage", "Head count"];
const MEAN: [&str; 7] = ["Average", "Ø", "Durchschnitt", "Gemiddelde", "Media", "Team score", "Moyenne"];
const SUM: [&str; 5] = ["Total", "Summe", "Σ", "Points", "Total points"];
const TEXTS: [(&str, [&str; 3]); 7] = [
    ("Role", ["Engineer", "Designer", "Engineer"]),
    ("Team", ["North", "", "South"]),
    ("Location", ["Berlin", "Lyon", "Berlin"]),
    ("E-mail", ["a@example.com", "b@example.com", "c@example.com"]),
    ("Comments", ["likes it", "", "needs training in spring"]),
    ("Mentor", ["Zoe", "Yan", "Zoe"]),
    ("Seniority", ["Senior", "Junior", "Expert"]),
];
const TITLES: [&str; 4] = ["Skill matrix", "Team skills 2025", "Kompetenzmatrix des Teams", "Owner: Zoe"];
const LEGEND: [&str; 5] = [
    "0 = none - 5 = expert",
    "Legend: 5 is an expert",
    "* self-assessed",
    "Please update every quarter.",
    "(as agreed)",
];

/// A row of random numbers, read from the left.
struct Tape<'a> {
    numbers: &'a [u32],
    at: usize,
}

impl Tape<'_> {
    fn below(&mut self, n: usize) -> usize {
        self.at += 1;
        self.numbers[self.at % self.numbers.len()] as usize % n
    }

    fn is(&mut self, one_in: usize) -> bool {
        self.below(one_in) == 0
    }

    fn of<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())]
    }
}

/// Who is qualified in what.
type Qualified = BTreeMap<String, Vec<String>>;

/// Of means that are whole numbers, and of sums of one level each, nobody can say that they are any, unless they are called so.
fn mean_names(means: &[String]) -> &'static [&'static str] {
    if means.iter().any(|mean| !mean.ends_with(".00")) && means.len() > 2 { &MEAN } else { &MEAN[..4] }
}

fn sum_names(levels: Vec<Vec<u32>>) -> &'static [&'static str] {
    let is_sum = |levels: &&Vec<u32>| levels.iter().filter(|level| **level > 0).count() > 1;
    if levels.iter().filter(is_sum).count() > 1 { &SUM } else { &SUM[..3] }
}

/// A sheet as text, its roster, and what it says.
fn dressed(tape: &mut Tape<'_>) -> (String, Roster, Qualified) {
    let (people, skills) = (2 + tape.below(PEOPLE.len() - 1), 2 + tape.below(SKILLS.len() - 1));
    let mut levels: Vec<Vec<Option<u32>>> =
        (0..people).map(|_| (0..skills).map(|_| (!tape.is(6)).then(|| tape.below(6) as u32)).collect()).collect();
    // Everybody has a level, and every skill.
    (0..people.max(skills)).for_each(|at| {
        levels[at % people][at % skills].get_or_insert(4);
    });
    let bars: Option<Vec<u32>> = tape.is(3).then(|| (0..skills).map(|_| 1 + tape.below(5) as u32).collect());
    let bar = |skill: usize| bars.as_ref().map_or(3, |bars| bars[skill]);
    let are_columns = tape.is(2);

    let cell = |level: Option<u32>| level.map_or(String::new(), |level| level.to_string());
    let mean = |levels: Vec<u32>| {
        let hundredths = (levels.iter().sum::<u32>() * 200 / levels.len() as u32).div_ceil(2);
        format!("{}.{:02}", hundredths / 100, hundredths % 100)
    };
    let of_skill = |skill: usize| -> Vec<u32> { levels.iter().filter_map(|person| person[skill]).collect() };
    // People are rows until the end.
    let group_of = |skill: usize| skill * GROUPS.len() / skills;
    let groups = tape.below(3);
    let mut names = vec![if are_columns { "Skill".to_owned() } else { "Name".to_owned() }];
    names.extend(SKILLS[..skills].iter().map(|name| (*name).to_owned()));
    let mut rows: Vec<Vec<String>> = (0..people)
        .map(|at| [vec![PEOPLE[at].to_owned()], levels[at].iter().map(|level| cell(*level)).collect()].concat())
        .collect();
    if let Some(bars) = &bars {
        let line = [vec![tape.of(&REQUIRED).to_owned()], bars.iter().map(u32::to_string).collect()].concat();
        rows.insert(if tape.is(2) { 0 } else { people }, line);
    }
    let line = |name: &str, value: &dyn Fn(usize) -> String| -> Vec<String> {
        [vec![name.to_owned()], (0..skills).map(value).collect()].concat()
    };
    // Without a roster, a line called "Wer kann es" that happens to be like a person's levels is one.
    let is_alone = tape.is(3);
    let counted = if is_alone && skills < 5 { &COUNTED[..5] } else { &COUNTED[..] };
    if tape.is(3) {
        let count = |skill: usize| of_skill(skill).iter().filter(|level| **level >= bar(skill)).count().to_string();
        rows.push(line(tape.of(counted), &count));
    }
    if tape.is(3) {
        let means: Vec<String> = (0..skills).map(|skill| mean(of_skill(skill))).collect();
        rows.push(line(tape.of(mean_names(&means)), &|skill| means[skill].clone()));
    }
    if tape.is(4) {
        let names = sum_names((0..skills).map(of_skill).collect());
        rows.push(line(tape.of(names), &|skill| of_skill(skill).iter().sum::<u32>().to_string()));
    }
    // Columns of sums, over the people alone.
    let of_person = |person: usize| -> Vec<u32> { levels[person].iter().flatten().copied().collect() };
    let mut beside: Vec<(String, Vec<String>)> = Vec::new();
    if tape.is(3) {
        let means: Vec<String> = (0..people).map(|at| mean(of_person(at))).collect();
        beside.push((tape.of(mean_names(&means)).to_owned(), means));
    }
    if tape.is(4) {
        let sums = (0..people).map(|at| of_person(at).iter().sum::<u32>().to_string());
        let names = sum_names((0..people).map(of_person).collect());
        beside.push((tape.of(names).to_owned(), sums.collect()));
    }
    let is_of = |row: &[String], at: usize| row[0] == PEOPLE[at];
    for (name, values) in &beside {
        names.push(name.clone());
        for row in &mut rows {
            let value = (0..people).find(|&at| is_of(row, at)).map(|at| values[at].clone());
            row.push(value.unwrap_or_default());
        }
    }
    let mut above = vec![String::new(); names.len()];
    if groups == 1 {
        above[0] = if are_columns { tape.of(&["", "Group", "Area"]).to_owned() } else { String::new() };
        let is_merged = tape.is(2);
        for skill in 0..skills {
            let is_first = skill == 0 || group_of(skill) != group_of(skill - 1);
            above[1 + skill] = if is_first || !is_merged { GROUPS[group_of(skill)].to_owned() } else { String::new() };
        }
    }
    if groups == 2 {
        for skill in (0..skills).rev().filter(|&skill| skill == 0 || group_of(skill) != group_of(skill - 1)) {
            names.insert(1 + skill, GROUPS[group_of(skill)].to_owned());
            rows.iter_mut().for_each(|row| row.insert(1 + skill, String::new()));
            above.insert(1 + skill, String::new());
        }
    }
    // Columns of text behind the names.
    for _ in 0..tape.below(3) {
        let (name, texts) = tape.of(&TEXTS);
        if names.iter().any(|known| known == name) {
            continue;
        }
        let at = if tape.is(3) { names.len() } else { 1 };
        names.insert(at, name.to_owned());
        above.insert(at, String::new());
        for row in &mut rows {
            let person = PEOPLE.iter().position(|known| *known == row[0]);
            row.insert(at, person.map_or(String::new(), |person| texts[person % 3].to_owned()));
        }
    }
    let mut table: Vec<Vec<String>> = if groups == 1 { vec![above] } else { Vec::new() };
    table.push(names);
    table.extend(rows);
    if tape.is(6) {
        let width = table[0].len();
        let at = table.len() - tape.below(2);
        table.insert(at, vec![String::new(); width]);
    }
    if are_columns {
        table = (0..table[0].len()).map(|col| table.iter().map(|row| row[col].clone()).collect()).collect();
    }
    // A legend beside, titles above, notes below.
    if tape.is(5) {
        let legend = ["Legend", "0 none", "1 heard of it", "2 with help", "3 alone"];
        for (at, row) in table.iter_mut().enumerate() {
            let from = usize::from(groups == 1 && !are_columns);
            let text = at.checked_sub(from).and_then(|at| legend.get(at)).copied().unwrap_or_default();
            row.extend([String::new(), text.to_owned()]);
        }
    }
    let width = table[0].len();
    let alone = |text: &str| -> Vec<String> {
        std::iter::once(text.to_owned()).chain(std::iter::repeat_n(String::new(), width - 1)).collect()
    };
    for _ in 0..tape.below(3) {
        table.insert(0, alone(tape.of(&TITLES)));
    }
    if tape.is(3) {
        if tape.is(2) {
            table.push(alone(""));
        }
        table.push(alone(tape.of(&LEGEND)));
    }
    let text = table.iter().map(|row| row.join(",") + "\n").collect();
    let roster = match tape.below(2) {
        _ if is_alone => Roster { people: Vec::new(), assumed: true },
        0 => roster(&PEOPLE),
        _ => Roster { assumed: true, ..roster(&PEOPLE[..people]) },
    };
    let qualified = |skill: usize| {
        let is_qualified = |at: &usize| levels[*at][skill].is_some_and(|level| level >= bar(skill));
        (0..people).filter(is_qualified).map(|at| PEOPLE[at].to_owned()).collect()
    };
    (text, roster, (0..skills).map(|skill| (SKILLS[skill].to_owned(), qualified(skill))).collect())
}

static UNDERSTOOD: AtomicUsize = AtomicUsize::new(0);
static ASKED: AtomicUsize = AtomicUsize::new(0);
/// More are tried with DRESSED=100000 in the environment.
const CASES: u32 = 1000;

#[test]
fn what_stands_around_a_matrix_changes_nothing_in_it_or_is_asked_about() {
    let tape = prop::collection::vec(0..10_080_u32, 160);
    let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig {
        cases: std::env::var("DRESSED").ok().and_then(|cases| cases.parse().ok()).unwrap_or(CASES),
        failure_persistence: None,
        ..ProptestConfig::default()
    });
    let result = runner.run(&tape, |numbers| {
        let (text, roster, meant) = dressed(&mut Tape { numbers: &numbers, at: 0 });
        let (matrix, rules, problems) = read(&grid(&text), &roster, &SkillRules::default());
        let errors: Vec<&str> =
            problems.iter().filter(|p| p.severity() == Severity::Error).map(|problem| problem.name()).collect();
        if !errors.is_empty() {
            ASKED.fetch_add(1, Ordering::Relaxed);
            if std::env::var_os("SHOW_ASKED").is_some() {
                println!("{errors:?}\n{text}");
            }
            return Ok(());
        }
        UNDERSTOOD.fetch_add(1, Ordering::Relaxed);
        let read: Qualified = matrix
            .skills
            .iter()
            .zip(&matrix.ratings)
            .map(|(skill, ratings)| {
                let bar = rules.rule(&skill.name).bar;
                let is_held = |rating: &Rating| matches!(rating.mark, Mark::Level(level) if level >= bar);
                let held = ratings.iter().zip(&matrix.people).filter(|(rating, _)| is_held(rating));
                let mut names: Vec<String> = held.map(|(_, person)| person.name.clone()).collect();
                names.sort();
                (skill.name.clone(), names)
            })
            .collect();
        prop_assert_eq!(read, meant, "{}", text);
        Ok(())
    });
    let (understood, asked) = (UNDERSTOOD.load(Ordering::Relaxed), ASKED.load(Ordering::Relaxed));
    println!("{understood} of {} dressed matrices are understood without a question", understood + asked);
    if let Err(error) = result {
        panic!("{error}");
    }
    assert!(understood * 10 >= (understood + asked) * 8, "{understood} understood, {asked} asked");
}
