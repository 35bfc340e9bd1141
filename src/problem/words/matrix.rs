//! Faults of skill matrices.

use super::stranger::stranger;
use crate::model::day::Day;
use crate::problem::grammar::{agree, count, did_you_mean, list, quoted, quoted_all};
use crate::problem::message::{Words, faults};
use crate::problem::texts::without_texts;

faults! {
    pub enum MatrixFault {
        /// A level above the scale, below zero, or not whole. Levels are never clipped and never rounded. Another scale
        /// than 0 to 5 is declared in teamcap.toml: scale_max, and then bar too.
        LevelOutsideScale { text: String, scale_max: u32 } = "level-outside-scale", Error {
            found: format!("{} is outside the scale", quoted(text)),
            expected: format!("a whole level from 0 to {scale_max}"),
            write: "the level that was meant; or scale_max and bar under [skills], if the scale is another",
        }
        /// A cell that is not a level. A level is a whole number (3), a part of the scale (3/5), stars (★★★☆☆, ***) or a
        /// word of `[skills]` words, all with or without a change behind it, 4 (+1), and with or without the wish to learn
        /// more, 3/+. `-` and 0 are "none"; a blank cell is "not assessed"; `n/a` is out of scope for this person. An `x`
        /// holds the skill, exactly at its bar, unless words = { x = 4 } says another level.
        UnreadableLevel { text: String, near: Vec<String> } = "unreadable-level", Error {
            found: format!("{} is not a level", quoted(text)),
            expected: "3, 3/5, ★★★☆☆, ***, x or a word of [skills] words; - for none, n/a for out of scope",
            write: match did_you_mean(near) {
                Some(question) => question,
                None if is_word(text) => {
                    format!("the level; or under [skills], in words, {} = the level it stands for", key(text))
                }
                None => "the level, or leave the cell blank if it is not assessed".to_owned(),
            },
        }
        /// Words in cells that nobody has given a level. Where their order is obvious (A to D, red to green, none to expert), the lines
        /// to paste are filled in: an offer, which somebody has to check, because it decides who is qualified. Where it is not, a
        /// level belongs in the place of each `?`.
        UnknownWords { words: Vec<(String, u64)>, levels: Vec<Option<u32>>, scale: Option<(u32, u32)>, has_table: bool }
            = "unknown-words", Error {
            found: {
                let said: Vec<String> = words
                    .iter()
                    .map(|(word, cells)| format!("{} in {}", quoted(word), count(*cells, "cell", "cells")))
                    .collect();
                let is = agree(words.len() as u64, "is not a level", "are not levels");
                format!("{} {is}: {}", count(words.len() as u64, "word", "words"), list(&said))
            },
            expected: "levels, or words that [skills] gives a level",
            write: offered(words, levels, *scale, *has_table),
        }
        /// A cell that says its own scale, 3/4 or ★★★☆, and it is not the scale of the configuration.
        ScaleDiffers { text: String, scale: u32, scale_max: u32 } = "scale-differs", Error {
            found: format!("{} is on a scale of {scale}", quoted(text)),
            expected: format!("the scale of the configuration, {scale_max}"),
            write: format!("the level out of {scale_max}; or scale_max = {scale} and bar under [skills]"),
        }
        /// A change mark that leads to an earlier level outside the scale: 1 (+2) would have been -1.
        ImpossibleChange { text: String, earlier: i64, scale_max: u32 } = "impossible-change", Error {
            found: format!("{} says that the level was {earlier} before", quoted(text)),
            expected: format!("an earlier level from 0 to {scale_max}: the level now, less the change"),
            write: "the level now, and behind it the change since the last time: 4 (+1)",
        }
        /// A row or a column whose numbers follow from the other levels in every place, under a heading that does not say so. It is
        /// computed, or that is chance and it is somebody, or a skill. Nobody but its author knows.
        ComputedOrRated { name: String, how: String, is_skill: bool } = "computed-or-rated", Error {
            found: format!("{} equals {how} in every place: computed, or {}?", quoted(name),
                if *is_skill { "a skill" } else { "somebody" }),
            expected: "a heading that says which",
            write: if *is_skill {
                format!("Total at its head, if it is computed; if it is a skill, in teamcap.toml:\n[skills.of.{}]\nweight = 1", key(name))
            } else {
                "Total at its head, if it is computed; a [[person]] for everybody, if it is somebody".to_owned()
            },
        }
        /// A skill matrix with a header and nothing below it: it is still to be filled in.
        BlankMatrix {} = "blank-matrix", Note {
            found: "no skill stands in this matrix yet; it is left alone",
        }
        /// A sheet of which teamcap cannot tell what is a person and what is a skill. People are looked for by the names
        /// and aliases of the roster, then by the heading in the corner (Person or Skill); without a roster and without
        /// such a heading, people are rows.
        UnknownMatrix { why: Unclear } = "unknown-matrix", Error {
            why.words()
        }
        /// The skill matrix names somebody whom the roster does not. Nobody is dropped and nobody is guessed.
        PersonNotOnRoster { name: String, near: Vec<String> } = "person-not-on-roster", Error, about people {
            stranger(name, near, "with left = if they are gone", |near| {
                format!("{near} If so, add aliases = [{}] to that [[person]]", quoted(name))
            })
        }
        /// Two columns (or rows) of one group, or of none, are the same skill. Which levels hold only a person can say.
        RepeatedSkill { name: String } = "repeated-skill", Error {
            found: format!("the skill {} stands in the matrix twice", quoted(name)),
            expected: "each skill once",
            write: "different names, if they are different skills; else delete one of the two",
        }
        /// One person stands in the matrix twice, perhaps under two spellings. Which levels hold only a person can say.
        RepeatedAssessed { name: String, person: String } = "repeated-assessed", Error, about people {
            found: if name == person {
                format!("{} stands in the matrix twice", quoted(name))
            } else {
                format!("{} is {person}, who stands in the matrix already", quoted(name))
            },
            expected: "each person once",
            write: "one line for this person",
        }
        /// A level in a row or column without a name: nobody can say whose it is, or of which skill. Where each row is a
        /// rating, a blank name is not filled from the row above.
        UnlabelledRating { missing: &'static str, listed: bool } = "unlabelled-rating", Error {
            if *listed {
                Words::new(
                    format!("this level has no {missing}"),
                    "a person and a skill in each row; a blank is not filled from the row above",
                    format!("the {missing}, or delete the row"),
                )
            } else {
                Words::new(
                    format!("this cell has no {missing}"),
                    format!("a {missing} at the head of each row and column with levels"),
                    format!("the {missing}, or clear the cells"),
                )
            }
        }
        /// Two rows of a sheet with a row a rating are about one person and one skill. Which level holds, perhaps the later
        /// one, only a person can say.
        RepeatedRating { here: String, there: String } = "repeated-rating", Error {
            found: if here == there {
                "this person's level in this skill stands in an earlier row too".to_owned()
            } else {
                format!("this row says {}, an earlier one {}, of one person and skill", quoted(here), quoted(there))
            },
            expected: "one row for each person and skill",
            write: "the row that holds; delete the other",
        }
        /// Two cells say different things of one skill, its group or its bar, or of the day of the whole assessment.
        RowsDisagree { name: String, what: String, here: String, there: String } = "rows-disagree", Error {
            found: format!("{name}: {what} is {} here and {} in an earlier row", quoted(here), quoted(there)),
            expected: "the same in both",
            write: "what holds in both, or leave one of the two blank",
        }
        /// The day of an assessment that is none, or of which nobody can say whether the day or the month stands first.
        UnreadableAssessed { text: String } = "unreadable-assessed", Error {
            found: format!("{} does not say which day is meant", quoted(text)),
            expected: "the day of the assessment",
            write: "the day as 2016-03-31, or leave the cell blank",
        }
        /// The column that says whether somebody wants to learn a skill holds something else. How much is not asked.
        UnreadableWish { text: String } = "unreadable-wish", Error {
            found: format!("{} does not say whether this person wants to learn the skill", quoted(text)),
            expected: "yes or no",
            write: "yes, no, or leave the cell blank",
        }
        /// The matrix's own line for bar, people needed, weight or critical holds something else.
        UnreadableSkillRule { skill: String, line: String, text: String, expected: &'static str }
            = "unreadable-skill-rule", Error {
            found: format!("{} under {} of {skill} cannot be read", quoted(text), quoted(line)),
            expected: *expected,
            write: "such a value, or leave the cell blank: then the configuration's holds",
        }
        /// The matrix says one thing of a skill and `[skills.of]` another. The matrix wins.
        SkillRuleDiffers { skill: String, what: &'static str, matrix: String, configured: String }
            = "skill-rule-differs", Warning {
            found: format!("{skill}: the matrix says {what} {matrix}, [skills.of] says {configured}; the matrix wins"),
            write: "one of the two: delete the other",
        }
        /// `[skills.of]` names a skill that the matrix does not have: its rule does nothing.
        UnknownSkillRule { name: String, near: Vec<String> } = "unknown-skill-rule", Warning {
            found: format!("the matrix has no skill {}", quoted(name)),
            write: did_you_mean(near).unwrap_or_else(|| "the skill as the matrix heads it, or delete this rule".into()),
        }
        /// A cell marks a change that is not the one since the previous matrix. The previous matrix is believed.
        ChangeDisagrees { person: String, skill: String, text: String, marked: u32, previous: u32, file: String }
            = "change-disagrees", Warning, about people {
            found: format!(
                "{} of {person}, {skill}, says that it was {marked} before; {file} has {previous}",
                quoted(text)
            ),
            write: "the mark without its change, or correct it; now the change since the previous matrix is shown",
        }
        /// Nothing says which scale the levels are on, and none of many is above 3 or 4: the scale may end there, and the bar, 3 of
        /// 5, may be too high or right by chance. The lines to paste say so; scale_max = 5 and bar = 3 say that it is right as it is.
        ScaleAssumed { highest: u32, cells: u64, bar: u32, offered: (u32, u32), changed: u64, of: u64, has_table: bool }
            = "scale-assumed", Warning {
            found: format!(
                "no level is above {highest} in {cells} rated cells; somebody is qualified from {bar} of 5 on, because nothing says \
                 otherwise. {}",
                if offered.1 == *bar {
                    format!("On a scale of {} the bar would be the same", offered.0)
                } else {
                    format!("From {} of {} on, {changed} of {} would have other people", offered.1, offered.0,
                        count(*of, "skill", "skills"))
                }
            ),
            write: format!(
                "{}scale_max = {}\nbar = {}\nor scale_max = 5 and bar = 3, if the scale is 0 to 5",
                under_skills(*has_table), offered.0, offered.1
            ),
        }
        /// Lines without a level, read as headings of the skills behind them, that may as well be skills that nobody has: they do
        /// not begin the sheet, or an x is all that its cells say.
        MaybeHeadings { names: Vec<String> } = "maybe-headings", Warning {
            found: format!(
                "no cell of {} has a level; {} as {} of the skills behind {}",
                list(&quoted_all(names)),
                agree(names.len() as u64, "it is read", "they are read"),
                agree(names.len() as u64, "a heading", "headings"),
                agree(names.len() as u64, "it", "them"),
            ),
            write: "- in a cell of what is a skill that nobody has; a column Group for what is a heading",
        }
        /// An `x` or a tick says that somebody holds the skill, a number at which level, and both stand in the cells of one
        /// skill. The `x` is read as the skill's bar: no more is known.
        TicksBesideLevels { skills: Vec<String> } = "ticks-beside-levels", Warning {
            found: format!("an x stands beside levels in {}; it is read as the skill's bar", list(skills)),
            write: "the level instead of the x; or under [skills], in words, x = the level it stands for",
        }
        /// A column of a matrix under a heading that teamcap does not know. Nothing in it is read.
        UnreadColumn { name: String, near: Vec<String> } = "unread-column", Warning {
            found: format!("the column {} is not read", quoted(name)),
            expected: "Person, Group, Skill, Level, Wants to learn, Assessed, Required, People needed, Weight, \
                   Critical or Notes",
            write: did_you_mean(near)
                .unwrap_or_else(|| "\"Notes\" at its head, if it is for people to read; or delete the column".into()),
        }
        /// The matrix says when it was assessed and `[skills]` assessed says another day. The matrix wins; where only some
        /// of its ratings have a day, the day of `[skills]` is that of the others.
        AssessedDiffers { first: Day, last: Day, configured: Day } = "assessed-differs", Warning {
            found: if first == last {
                format!("the matrix says that it was assessed on {first}, [skills] says {configured}; the matrix wins")
            } else {
                format!(
                    "the matrix dates its ratings from {first} to {last}, [skills] says {configured}; \
                     the matrix wins"
                )
            },
            write: "one of the two: delete the other",
        }
        /// Some ratings, by their own days, were made long before the end of the period: more than stale_days (180 unless
        /// configured). They count all the same.
        StaleRatings { ratings: u64, of: u64, oldest: Day, stale_days: u32 } = "stale-ratings", Warning {
            found: format!(
                "{ratings} of {} {} more than {} old at the end of the period, the oldest of {oldest}",
                count(*of, "rating", "ratings"),
                agree(*ratings, "is", "are"),
                count(u64::from(*stale_days), "day", "days"),
            ),
            write: "the new level and day of each, once they are assessed again",
        }
        /// The levels were assessed long before the end of the period: more than stale_days (180 unless configured).
        StaleMatrix { assessed: Day, days: u32, stale_days: u32 } = "stale-matrix", Warning {
            found: format!(
                "the levels were assessed on {assessed}, {} before the end of the period",
                count(u64::from(*days), "day", "days")
            ),
            expected: format!("an assessment at most {} old", count(u64::from(*stale_days), "day", "days")),
            write: "assessed = with the new date under [skills], once the levels are assessed again",
        }
        /// Cells with an `x` or a tick: the person holds the skill, at a level that nobody wrote down. It is read as exactly
        /// the skill's bar. A blank cell beside it is "not assessed" as everywhere: `-` is "none".
        TicksRead { cells: u64 } = "ticks-read", Note {
            found: format!(
                "{} with an x or a tick: read as holding the skill, exactly at its bar",
                count(*cells, "cell", "cells")
            ),
        }
        /// Rows or columns of averages, totals or bus factors. teamcap computes its own, and never an average of levels.
        ComputedIgnored { names: Vec<String> } = "computed-ignored", Note {
            found: format!("left out, because it is computed anew or holds no levels: {}", list(&quoted_all(names))),
        }
        /// Lines without a level that head the skills behind them: a matrix with its skills by area.
        HeadingsRead { names: Vec<String> } = "headings-read", Note {
            found: format!("read as headings of the skills behind them, without a level: {}", list(&quoted_all(names))),
        }
        /// Lines without a level that are neither skills nor people: names of teams, notes, a legend.
        LinesLeftOut { names: Vec<String> } = "lines-left-out", Note {
            found: format!("left out, because no level stands beside them: {}", list(&quoted_all(names))),
        }
        /// Somebody on the roster is not in the matrix: not assessed for any skill. Every coverage is then a range.
        NotInMatrix { people: Vec<String> } = "not-in-matrix", Note, about people {
            found: format!("not assessed for any skill: {}", list(people)),
            write: "a line for each of them in the matrix",
        }
    }
}

/// Why the axes of a matrix are unclear.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unclear {
    /// Less than one person and one skill.
    TooSmall,
    /// Neither axis names anybody of the roster.
    Nobody,
    /// Both axes name as many people.
    Both { people: usize },
    /// A row a rating, but one of person, skill, level has no column.
    Listed { missing: &'static str },
    /// A row a rating, and two columns of levels.
    LevelTwice,
    /// A row for each wish to learn a skill, and no levels.
    WishesAlone,
}

without_texts!(Unclear);

impl Unclear {
    fn words(self) -> Words {
        let (found, expected, write) = match self {
            Unclear::TooSmall => (
                "there is no person and skill in this sheet".to_owned(),
                "a header and at least one person and one skill",
                "people as rows and skills as columns, or the other way round",
            ),
            Unclear::Nobody => (
                "neither the first row nor the first column names anybody of the roster".to_owned(),
                "the names or aliases of [[person]] along one side",
                "\"Person\" in the corner if people are rows, \"Skill\" if skills are; or correct the names",
            ),
            Unclear::Both { people } => (
                format!(
                    "the first row and the first column each name {} of the roster",
                    count(people as u64, "person", "people")
                ),
                "people along one side, skills along the other",
                "\"Person\" in the corner if people are rows, \"Skill\" if skills are",
            ),
            Unclear::LevelTwice => (
                "two columns of this sheet are headed as levels".to_owned(),
                "one level in each row",
                "\"Required\" or \"Notes\" at the head of the other one; an earlier level has a sheet of its own: previous",
            ),
            Unclear::WishesAlone => (
                "this sheet says who wants to learn what, and no levels".to_owned(),
                "the wish beside the level: there is one matrix",
                "3/+ in its cells, or a column \"Wants to learn\" beside \"Level\"",
            ),
            Unclear::Listed { missing } => (
                format!("this sheet has a row for each rating, but no column {}", quoted(missing)),
                "a person, a skill and a level in each row",
                "Person, Skill and Level at the heads of the three columns",
            ),
        };
        Words::new(found, expected, write)
    }
}

/// Whether a team may have meant a level by this text, as by `basic`, `L2` and `+`.
pub fn is_word(text: &str) -> bool {
    text.contains(char::is_alphabetic) || text.chars().count() == 1
}

/// Where the lines belong that are to be pasted.
fn under_skills(has_table: bool) -> &'static str {
    if has_table { "under [skills] in teamcap.toml:\n" } else { "in teamcap.toml:\n[skills]\n" }
}

/// The line that gives words their levels, with `?` for those of which nothing is known.
fn offered(words: &[(String, u64)], levels: &[Option<u32>], scale: Option<(u32, u32)>, has_table: bool) -> String {
    let is_whole = levels.iter().all(Option::is_some);
    let level = |level: &Option<u32>| level.map_or("?".to_owned(), |level| level.to_string());
    let pairs: Vec<String> =
        words.iter().zip(levels).map(|((word, _), said)| format!("{} = {}", key(word), level(said))).collect();
    let scale = scale.map_or(String::new(), |(scale, bar)| format!("scale_max = {scale}\nbar = {bar}\n"));
    let check = if is_whole { "an offer to check; " } else { "with a level in the place of each ?; " };
    format!("{check}{}{scale}words = {{ {} }}", under_skills(has_table), pairs.join(", "))
}

/// A word as a TOML key, without quotes where TOML allows it.
fn key(word: &str) -> String {
    let bare = !word.is_empty() && word.chars().all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '-');
    if bare { word.to_owned() } else { quoted(word) }
}
