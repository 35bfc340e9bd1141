//! A team whose names are hostile to every format: a formula, markup, a pipe, brackets, a name in wide characters. Three
//! people, four weeks, and between them each state of a person-week and of a skill.

use teamcap::calc::build::{About, Skills, review};
use teamcap::calc::ground::Input;
use teamcap::calc::review::Review;
use teamcap::model::calendar::Calendar;
use teamcap::model::category::{Activity, Bucket, Category, Kind, Taxonomy};
use teamcap::model::day::Day;
use teamcap::model::decision::{Decision, DelimiterBy, UnitBy};
use teamcap::model::effort::Unit;
use teamcap::model::exact::Exact;
use teamcap::model::period::Period;
use teamcap::model::person::{Fte, Leave, Person, Roster};
use teamcap::model::place::Place;
use teamcap::model::rules::{Holiday, Rules, WeekRule};
use teamcap::model::skill::{Assessed, Mark, Matrix, Rating, Skill, SkillOverride, SkillRules};
use teamcap::model::slot::Slot;
use teamcap::model::source::{Accounting, SourceReport};
use teamcap::model::week::Week;
use teamcap::problem::{Excerpt, Finding, Problem};
use teamcap::rollup::ledger::{Entry, Ledger};

const FORMULA: &str = "=cmd|' /C calc'!A0";
const MARKUP: &str = "<script>alert(1)</script>";
const WIDE: &str = "山田 太郎";
/// A heading nobody claims.
const UNCLAIMED: &str = "-Umbau [sic] `rm`";

const WORK: &str = "a|b";
const UPKEEP: &str = "Wartung_*heute*";
const LUNCH: &str = "@Mittag";

/// The review of the team, without the first person of it.
pub fn hostile() -> Review {
    let period = Period::parse("2016-02", 1).unwrap();
    let calendar = Calendar::new(&period, WeekRule::Thursday, None);
    let rules = Rules {
        full_week: Exact::new(75, 2).unwrap(),
        holidays: vec![Holiday {
            day: day("2016-02-16"),
            name: "Fasching".into(),
            people: Vec::new(),
            place: place(9),
        }],
        ..Rules::default()
    };
    let roster = Roster { people: people(), assumed: false };
    let taxonomy = Taxonomy { categories: categories() };
    let mut ledger = ledger();
    ledger.work = taxonomy.classify(&ledger.activities);
    let input = Input { roster: &roster, taxonomy: &taxonomy, rules: &rules, calendar: &calendar, ledger: &ledger };
    let skill_rules = skill_rules();
    let matrix = matrix();
    let unmapped = Finding::UnmappedCategory { name: "Wartung_heut".into(), near: vec![UPKEEP.into()] };
    let about = About {
        team: "R&D | \"Ops\"",
        period: Some(&period),
        until: None,
        sources: vec![source()],
        skills: Some(Skills { matrix: &matrix, previous: None, rules: &skill_rules }),
        written: None,
        away: &[0],
        problems: vec![Problem::new(unmapped).at(effort(6))],
    };
    review(input, about)
}

fn people() -> Vec<Person> {
    let part_time = vec![Fte { from: None, is: Exact::new(4, 5).unwrap(), place: Some(place(12)) }];
    let leave = Leave { from: day("2016-02-08"), to: day("2016-02-12"), part: Exact::ONE, place: place(14) };
    vec![
        Person::assumed(FORMULA),
        Person { fte: part_time, leave: vec![leave], ..Person::assumed(MARKUP) },
        Person { joined: Some(day("2016-02-15")), ..Person::assumed(WIDE) },
    ]
}

fn categories() -> Vec<Category> {
    let category = |name, bucket, kind| Category { bucket, kind, ..Category::unclassified(name) };
    vec![
        category(WORK, Bucket::Of(0), Some(Kind::New)),
        category(UPKEEP, Bucket::Of(3), None),
        category(LUNCH, Bucket::Excluded, None),
    ]
}

/// Hours of 37.5 a week, so that a share can be a third; the first person is one week short, the second one wrote a
/// week of zeros.
fn ledger() -> Ledger {
    let mut ledger = Ledger { excluded_entries: 2, ..Ledger::default() };
    let headings = [WORK, UPKEEP, UNCLAIMED];
    ledger.activities = headings.map(Activity::heading).to_vec();
    let excerpt = |text: &str| Excerpt { line: 1, text: text.into(), span: 0..text.len() };
    ledger.headings = headings.iter().zip(3..).map(|(text, column)| (effort(column), Some(excerpt(text)))).collect();
    for (person, week, activity, amount, unit) in [
        (0, 5, 0, 100, Unit::Percent),
        (0, 6, 0, 90, Unit::Percent),
        (0, 6, 1, 10, Unit::Percent),
        (0, 8, 0, 70, Unit::Percent),
        (0, 8, 1, 50, Unit::Percent),
        (1, 5, 1, 25, Unit::Hours),
        (1, 7, 1, 0, Unit::Hours),
        (1, 8, 1, 20, Unit::Hours),
        (1, 8, 2, 5, Unit::Hours),
        (2, 7, 1, 25, Unit::Hours),
        (2, 8, 0, 5, Unit::Hours),
        (2, 8, 1, 30, Unit::Hours),
    ] {
        let week = Week::new(2016, week).unwrap();
        let amount = Exact::whole(amount);
        ledger.entries.push(Entry { file: 0, person, slot: Slot::Week(week), activity, unit, amount, entries: 1 });
    }
    ledger
}

fn source() -> SourceReport {
    SourceReport {
        file: "effort|a.csv".into(),
        format: "wide-by-week",
        accounting: Accounting {
            rows_read: 10,
            rows_used: 8,
            rows_excluded: 2,
            rows_rejected: 0,
            cells: 32,
            entries: 12,
            blank: 18,
            cells_excluded: 2,
        },
        decisions: vec![
            Decision::Unit(Unit::Hours, UnitBy::Hours { cells: 7, of: 12 }),
            Decision::Delimiter(b';', DelimiterBy::Configuration),
        ],
    }
}

fn skill_rules() -> SkillRules {
    let deploy = SkillOverride {
        name: "Deploy".into(),
        bar: None,
        weight: Some(Exact::new(5, 2).unwrap()),
        critical: Some(true),
        target: None,
        place: place(20),
    };
    SkillRules { of: vec![deploy], ..SkillRules::default() }
}

/// Thin, single (and perhaps not), no cover, ok; a change up, a change down; a cell that is not applicable; wishes.
fn matrix() -> Matrix {
    let skill = |(at, (name, group)): (usize, (&str, Option<&str>))| Skill {
        name: name.into(),
        group: group.map(str::to_owned),
        place: Place::cell(&"skills.csv".into(), 1, at as u32 + 2),
    };
    let skills = [
        ("Deploy", Some("Ship & <run>")),
        ("Zuul | Nodepool", Some("Ship & <run>")),
        ("Trebuchet", Some("Ship & <run>")),
        ("日本語 docs", None),
        ("+1 reviews", None),
    ];
    let known = |level| (Mark::Level(level), None);
    let ratings = [
        [known(5), known(3), known(1)],
        [(Mark::Level(4), Some(1)), known(0), (Mark::Unknown, None)],
        [known(0), (Mark::Level(2), Some(-2)), known(1)],
        [known(3), known(4), known(5)],
        [known(3), (Mark::Level(3), Some(1)), (Mark::NotApplicable, None)],
    ];
    let rating = |(mark, change)| Rating { mark, change, ..Rating::unknown() };
    let mut ratings: Vec<Vec<Rating>> = ratings.into_iter().map(|row| row.map(rating).to_vec()).collect();
    // A wish for what two hold is not printed, nor is one that is denied, nor the holder's own.
    for (skill, person, wants) in [(0, 2, true), (1, 0, true), (1, 1, true), (2, 0, true), (2, 2, true), (2, 1, false)]
    {
        ratings[skill][person].wants_to_learn = Some(wants);
    }
    Matrix {
        file: "skills.csv".into(),
        people: [FORMULA, MARKUP, WIDE].map(|name| Assessed { name: name.into(), place: place(1) }).to_vec(),
        skills: skills.into_iter().enumerate().map(skill).collect(),
        ratings,
        assessed: None,
    }
}

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

/// A heading of the sheet.
fn effort(column: u32) -> Place {
    Place::cell(&"effort|a.csv".into(), 1, column)
}

fn place(row: u64) -> Place {
    Place::row(&"teamcap.toml".into(), row)
}
