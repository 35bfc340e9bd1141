//! The rules under which two reviews were made: which of them differ, and which figures that touches. A change is told only
//! of figures that no differing rule touches.

use crate::calc::figure::{Figure, Formula, Section};
use crate::calc::review::Review;
use crate::model::person::folded;
use crate::model::rules::Setting;

/// A rule that both sides have to share.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rule {
    Average,
    PercentOf,
    FullWeek,
    WorkingDays,
    WeekRule,
    Buckets,
    Scale,
    Bar,
    /// The bar or the weight of one skill.
    SkillBar,
    SkillWeight,
}

impl Rule {
    /// The key of teamcap.toml.
    pub fn key(self) -> &'static str {
        match self {
            Rule::Average => "average",
            Rule::PercentOf => "percent_of",
            Rule::FullWeek => "full_week",
            Rule::WorkingDays => "working_days",
            Rule::WeekRule => "week_rule",
            Rule::Buckets => "buckets",
            Rule::Scale => "scale_max",
            Rule::Bar | Rule::SkillBar => "bar",
            Rule::SkillWeight => "weight",
        }
    }

    /// Whether the figure is another one under another value of the rule, as far as its formula tells. The average makes
    /// the mean weeks of people and nothing else (the team's rows are pooled); buckets make the split; percents, full weeks,
    /// working days and weeks make effort and capacity, not skills; the rules of skills make skills and groups. Gross
    /// capacity and holidays are the roster's and do not depend on what a percent is of. Key figures are as they are written.
    pub fn touches(self, figure: &Figure) -> bool {
        if figure.section == Section::KeyFigures {
            return false;
        }
        let of_skills = matches!(figure.section, Section::Skills | Section::SkillGroups);
        match self {
            Rule::Average => matches!(figure.formula, Formula::MeanWeek(_) | Formula::MeanWeekTotal(_)),
            Rule::Buckets => figure.section == Section::TimeSpent,
            Rule::PercentOf => !of_skills && !matches!(figure.formula, Formula::Gross | Formula::Holidays),
            Rule::FullWeek | Rule::WorkingDays | Rule::WeekRule => !of_skills,
            Rule::Scale | Rule::Bar | Rule::SkillBar | Rule::SkillWeight => of_skills,
        }
    }
}

/// A rule with its two values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Differing {
    pub rule: Rule,
    /// Of a rule about one skill.
    pub skill: Option<String>,
    pub before: Setting,
    pub after: Setting,
}

impl Differing {
    /// As `Rule::touches`; the average touches only means that were taken by it.
    pub fn touches(&self, figure: &Figure) -> bool {
        self.rule.touches(figure)
    }
}

/// The rules that differ, those about effort first.
pub fn differing(before: &Review, after: &Review) -> Vec<Differing> {
    let word = |text: &str| Setting::Word(text.to_owned());
    let (a, b) = (&before.rules, &after.rules);
    let days = |review: &Review| {
        Setting::List(review.rules.working_days.iter().map(|day| day.name().to_owned()).collect::<Vec<_>>())
    };
    // The order of buckets is the order of printing; as a scheme they are a set.
    let buckets = |review: &Review| {
        let mut names: Vec<String> = review.rules.buckets.iter().map(|name| folded(name)).collect();
        names.sort();
        names
    };
    let mut found = Vec::new();
    let mut hold = |rule, skill: Option<&str>, before: Setting, after: Setting| {
        if before != after {
            found.push(Differing { rule, skill: skill.map(str::to_owned), before, after });
        }
    };
    hold(Rule::Average, None, word(a.average.name()), word(b.average.name()));
    hold(Rule::PercentOf, None, word(a.percent_of.name()), word(b.percent_of.name()));
    hold(Rule::FullWeek, None, Setting::Number(a.full_week.clone()), Setting::Number(b.full_week.clone()));
    hold(Rule::WorkingDays, None, days(before), days(after));
    hold(Rule::WeekRule, None, word(before.calendar.rule.name()), word(after.calendar.rule.name()));
    if buckets(before) != buckets(after) {
        hold(Rule::Buckets, None, Setting::List(a.buckets.clone()), Setting::List(b.buckets.clone()));
    }
    let (Some(old), Some(new)) = (&before.skills, &after.skills) else { return found };
    let number = |n: u32| Setting::Number(n.into());
    hold(Rule::Scale, None, number(old.scale_max), number(new.scale_max));
    hold(Rule::Bar, None, number(old.bar), number(new.bar));
    for skill in &new.skills {
        let Some(was) = old.skills.iter().find(|other| folded(&other.name) == folded(&skill.name)) else { continue };
        // A skill that goes with the team's bar on both sides is told by the team's.
        if (was.bar, skill.bar) != (old.bar, new.bar) {
            hold(Rule::SkillBar, Some(&skill.name), number(was.bar), number(skill.bar));
        }
        let weight = |skill: &crate::calc::review::SkillReport| Setting::Number(skill.weight.clone());
        hold(Rule::SkillWeight, Some(&skill.name), weight(was), weight(skill));
    }
    found
}
