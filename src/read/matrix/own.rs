//! The lines of a matrix that say how each skill is judged: bar, people needed, weight, critical. They take precedence
//! over `[skills.of]`.

use std::fmt;

use crate::model::amount::Amount;
use crate::model::exact::Exact;
use crate::model::person::folded;
use crate::model::place::Place;
use crate::model::skill::{Mark, SkillOverride, SkillRules};
use crate::problem::MatrixFault;
use crate::read::level;

/// What such a line says about a skill.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Own {
    Bar,
    PeopleNeeded,
    Weight,
    Critical,
}

impl Own {
    /// Returns what the line with this heading says. The heading has to be folded.
    pub fn named(heading: &str) -> Option<Own> {
        match heading {
            "required" | "required level" | "desired" | "desired level" | "bar" | "target" | "target level"
            | "minimum level" | "soll" | "soll-level" | "soll-niveau" | "sollniveau" | "erforderlich" | "ziel"
            | "zielwert" | "requis" | "niveau requis" | "cible" | "objectif" | "requerido" | "nivel requerido"
            | "objetivo" | "requisito" | "nível requerido" | "nível exigido" | "richiesto" | "livello richiesto"
            | "obiettivo" | "vereist" | "vereist niveau" | "doel" => Some(Own::Bar),
            "people needed" | "people wanted" | "needed" | "bedarf" => Some(Own::PeopleNeeded),
            "weight" | "gewicht" | "poids" | "peso" => Some(Own::Weight),
            "critical" | "kritisch" | "critique" | "crítico" => Some(Own::Critical),
            _ => None,
        }
    }

    fn expected(self) -> &'static str {
        match self {
            Own::Bar => "the level from which on somebody is qualified, 1 or more",
            Own::PeopleNeeded => "how many people are wanted, 1 or more",
            Own::Weight => "a number above zero",
            Own::Critical => "yes or no",
        }
    }

    /// The key in `[skills.of]` that says the same.
    fn key(self) -> &'static str {
        match self {
            Own::Bar => "bar",
            Own::PeopleNeeded => "target",
            Own::Weight => "weight",
            Own::Critical => "critical",
        }
    }

    /// Reads one cell of such a line into the rule of its skill. A blank cell changes nothing. Returns a problem if the
    /// cell cannot be read, in which case it changes nothing, or if it contradicts the configuration, in which case the
    /// cell takes precedence.
    pub fn read_into(self, rules: &mut SkillRules, cell: &Cell<'_>) -> Option<MatrixFault> {
        if cell.text.is_empty() {
            return None;
        }
        let unreadable = MatrixFault::UnreadableSkillRule {
            skill: cell.skill.to_owned(),
            line: cell.line.to_owned(),
            text: cell.text.to_owned(),
            expected: self.expected(),
        };
        let read = match self {
            Own::Bar => bar(cell.text, rules),
            Own::PeopleNeeded => cell.text.parse().ok().filter(|&n| n > 0).map(Value::People).ok_or(None),
            Own::Weight => decimal(cell.text).map(Value::Weight).ok_or(None),
            Own::Critical => yes_or_no(cell.text).map(Value::Critical).ok_or(None),
        };
        let value = match read {
            Ok(value) => value,
            Err(fault) => return Some(fault.unwrap_or(unreadable)),
        };
        let rule = rule_of(rules, cell.skill, cell.place);
        let configured = match value {
            Value::Bar(bar) => rule.bar.replace(bar).map(Value::Bar),
            Value::People(people) => rule.target.replace(people).map(Value::People),
            Value::Weight(ref weight) => rule.weight.replace(weight.clone()).map(Value::Weight),
            Value::Critical(critical) => rule.critical.replace(critical).map(Value::Critical),
        };
        configured.filter(|configured| *configured != value).map(|configured| MatrixFault::SkillRuleDiffers {
            skill: cell.skill.to_owned(),
            what: self.key(),
            matrix: value.to_string(),
            configured: configured.to_string(),
        })
    }
}

/// A cell of such a line, with what a message needs.
pub struct Cell<'a> {
    pub skill: &'a str,
    /// The line's heading as written.
    pub line: &'a str,
    pub text: &'a str,
    pub place: &'a Place,
}

#[derive(Clone, PartialEq, Eq)]
enum Value {
    Bar(u32),
    People(u32),
    Weight(Exact),
    Critical(bool),
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Value::Bar(n) | Value::People(n) => write!(f, "{n}"),
            Value::Weight(weight) => write!(f, "{weight}"),
            Value::Critical(critical) => write!(f, "{critical}"),
        }
    }
}

/// Reads a bar, which is written like a level. `Err(None)` if it is no bar at all.
fn bar(text: &str, rules: &SkillRules) -> Result<Value, Option<MatrixFault>> {
    let level = level::read(text, rules, rules.bar).map_err(Some)?;
    match level.mark {
        Mark::Level(bar) if bar > 0 && !level.ticked && level.change.is_none() && level.wants_to_learn.is_none() => {
            Ok(Value::Bar(bar))
        }
        Mark::Level(_) | Mark::Unknown | Mark::NotApplicable => Err(None),
    }
}

/// Reads a number above zero: `2`, `1.5` or `1,5`.
fn decimal(text: &str) -> Option<Exact> {
    let (whole, places) = text.split_once(['.', ',']).unwrap_or((text, ""));
    if whole.is_empty() || !whole.bytes().chain(places.bytes()).all(|b| b.is_ascii_digit()) {
        return None;
    }
    let amount = Amount::new(format!("{whole}{places}").parse().ok()?, u32::try_from(places.len()).ok()?)?;
    (!amount.is_zero()).then(|| amount.exact())
}

/// Reads yes or no, also as a tick. Returns `None` for anything else.
pub fn yes_or_no(text: &str) -> Option<bool> {
    match folded(text).as_str() {
        "x" | "yes" | "y" | "true" | "1" | "✓" | "✔" | "ja" | "oui" | "sí" | "si" | "sim" => Some(true),
        "no" | "n" | "false" | "0" | "-" | "nein" | "non" | "não" => Some(false),
        _ => None,
    }
}

/// Returns the rule of this skill, and adds one if there is none yet.
fn rule_of<'a>(rules: &'a mut SkillRules, skill: &str, place: &Place) -> &'a mut SkillOverride {
    let name = folded(skill);
    let at = rules.of.iter().position(|rule| folded(&rule.name) == name).unwrap_or_else(|| {
        let name = skill.to_owned();
        rules.of.push(SkillOverride {
            name,
            bar: None,
            weight: None,
            critical: None,
            target: None,
            place: place.clone(),
        });
        rules.of.len() - 1
    });
    &mut rules.of[at]
}
