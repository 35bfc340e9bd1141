//! Cells that are ticked. A tick says that somebody has a skill, but not at which level.

use super::layout::Spot;
use crate::model::skill::Mark;
use crate::read::level::Level;

/// The cells with an `x` or a tick.
#[derive(Debug, Default)]
pub struct Ticks {
    pub(super) cells: Vec<Spot>,
    /// For each skill: its name, the first ticked cell, and the first cell with a level above 0.
    pub(super) skills: Vec<(String, Option<Spot>, Option<Spot>)>,
}

impl Ticks {
    /// Records a cell. All cells of a skill have to be added before those of the next skill.
    pub fn add(&mut self, skill: &str, spot: Spot, level: &Level) {
        if self.skills.last().is_none_or(|(name, ..)| name != skill) {
            self.skills.push((skill.to_owned(), None, None));
        }
        let Some((_, ticked, levelled)) = self.skills.last_mut() else { return };
        if level.ticked {
            self.cells.push(spot);
            ticked.get_or_insert(spot);
        } else if matches!(level.mark, Mark::Level(level) if level > 0) {
            levelled.get_or_insert(spot);
        }
    }
}
