//! The scale that the levels themselves show, where nobody said one.

use super::reader::Reader;
use crate::model::skill::{Mark, Matrix, Rating, SkillRules};
use crate::problem::{MatrixFault, Severity};
use crate::read::level;

/// From so few levels nothing follows.
const FEWEST: u64 = 8;

impl Reader<'_> {
    /// Warns where no level of many is near the end of the scale that is only assumed. `rules`: with those of the matrix itself.
    pub(super) fn tell_scale(&mut self, matrix: &Matrix, rules: &SkillRules) {
        let said = &self.rules.said;
        let has_error = self.problems.iter().any(|problem| problem.severity() == Severity::Error);
        if said.scale_max || said.bar || has_error || !self.rules.words.is_empty() {
            return;
        }
        let rated = || matrix.ratings.iter().flatten().filter(|rating| !rating.ticked);
        let levels = || rated().filter_map(level);
        let bars = rules.of.iter().filter_map(|rule| rule.bar);
        let highest = levels().chain(bars).max().unwrap_or(0);
        let cells = levels().count() as u64;
        let shows = rated().any(|rating| level::shows_scale(&rating.text, self.rules));
        if cells < FEWEST || highest == 0 || highest + 1 > rules.scale_max || shows {
            return;
        }
        let own = |name: &str| rules.rule(name).bar != rules.bar;
        let offered = (highest, (highest * rules.bar).div_ceil(rules.scale_max));
        let at = |ratings: &[Rating], bar: u32| ratings.iter().filter_map(level).filter(|level| *level >= bar).count();
        let lines = || matrix.skills.iter().zip(&matrix.ratings).filter(|(skill, _)| !own(&skill.name));
        let changed = lines().filter(|(_, ratings)| at(ratings, rules.bar) != at(ratings, offered.1)).count() as u64;
        let of = matrix.skills.len() as u64;
        let Some(spot) = self.grid.rows.iter().position(|row| !row.text.is_empty()) else { return };
        if lines().next().is_some() {
            let has_table = self.rules.said.table;
            let bar = rules.bar;
            self.add(MatrixFault::ScaleAssumed { highest, cells, bar, offered, changed, of, has_table }, (spot, 0));
        }
    }
}

fn level(rating: &Rating) -> Option<u32> {
    match rating.mark {
        Mark::Level(level) => Some(level),
        Mark::Unknown | Mark::NotApplicable => None,
    }
}
