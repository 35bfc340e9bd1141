//! What the page needs to compute what is left without some people: exact amounts, and who holds which skill.

use serde::Serialize;

use crate::calc::figure::{Side, Whole};
use crate::calc::review::{Cover, PersonReport, Review, SkillsReport};
use crate::model::exact::Exact;
use crate::render::page::lookup::value;
use crate::render::page::skills::told;
use crate::render::table::clean;

#[derive(Serialize)]
struct WhatIf {
    buckets: Vec<Bucket>,
    people: Vec<Person>,
    #[serde(skip_serializing_if = "Option::is_none")]
    skills: Option<Skills>,
}

#[derive(Serialize)]
struct Bucket {
    name: String,
}

/// Numerator and denominator.
type Fraction = [String; 2];

/// Amounts in FTE-weeks.
#[derive(Serialize)]
struct Person {
    id: String,
    name: String,
    gross: Fraction,
    net: Fraction,
    recorded: Fraction,
    /// One a bucket.
    buckets: Vec<Fraction>,
}

/// People are positions in `people`.
#[derive(Serialize)]
struct Skills {
    /// Whom coverage is of.
    people: Vec<usize>,
    /// Class, sign and word: no cover, a single point, thin, ok.
    states: [(&'static str, &'static str, String); 4],
    skills: Vec<Skill>,
}

#[derive(Serialize)]
struct Skill {
    name: String,
    weight: Fraction,
    critical: bool,
    holders: Vec<usize>,
}

/// One line of JSON.
pub fn json(review: &Review) -> String {
    let bucket = |figure: &crate::calc::figure::Figure| Bucket { name: clean(&figure.row) };
    let found = WhatIf {
        buckets: review.figures.parts_of(Whole::Split).map(bucket).collect(),
        people: review.people.iter().enumerate().map(|(at, person)| of_person(review, at, person)).collect(),
        skills: review.skills.as_ref().map(of_skills),
    };
    serde_json::to_string(&found).unwrap_or_default()
}

fn of_person(review: &Review, at: usize, person: &PersonReport) -> Person {
    let amount =
        |part: &str| fraction(value(review, &format!("capacity.{part}.{}", person.id)).unwrap_or(&Exact::ZERO));
    let parts = review.figures.parts_of(Whole::SplitOf(at));
    let sides: Vec<&(Side, Side)> = parts.filter_map(|figure| figure.quotient.as_ref()).collect();
    Person {
        id: person.id.clone(),
        name: clean(&person.name),
        gross: amount("gross"),
        net: amount("net"),
        recorded: fraction(sides.first().map_or(&Exact::ZERO, |(_, whole)| &whole.value)),
        buckets: sides.iter().map(|(part, _)| fraction(&part.value)).collect(),
    }
}

fn of_skills(report: &SkillsReport) -> Skills {
    let skill = |skill: &crate::calc::review::SkillReport| Skill {
        name: clean(&skill.name),
        weight: fraction(&skill.weight),
        critical: skill.critical,
        holders: skill.holders.clone(),
    };
    let states = [Cover::NoCover, Cover::SinglePoint, Cover::Thin, Cover::Ok].map(told);
    Skills { people: report.people.clone(), states, skills: report.skills.iter().map(skill).collect() }
}

fn fraction(x: &Exact) -> Fraction {
    x.terms()
}
