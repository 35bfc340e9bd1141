//! One sheet of the run: which shape, which unit, which decorations. All of it follows from a seed.

use super::chance::Chance;
use super::dress::DECORATIONS;
use super::layout::{LAYOUTS, Layout, plain};
use super::notation::{NOTATIONS, Notation};
use super::sheet::Sheet;
use super::truth::Truth;

#[derive(Debug, Clone)]
pub struct Case {
    pub seed: u64,
    pub layout: Layout,
    pub notation: Notation,
    /// Indices into the list of decorations, in its order.
    pub decorations: Vec<usize>,
}

impl Case {
    pub fn new(seed: u64) -> Case {
        let mut chance = Chance::of(seed, "case");
        let layout = LAYOUTS[chance.below(LAYOUTS.len())];
        let fitting: Vec<Notation> = NOTATIONS.into_iter().filter(|notation| layout.takes(*notation)).collect();
        let notation = fitting[chance.below(fitting.len())];
        let mut decorations: Vec<usize> = Vec::new();
        // Not every decoration fits every sheet: of up to nine that are tried, about as many as six are put on.
        let tried = chance.below(10);
        for at in chance.some(&(0..DECORATIONS.len()).collect::<Vec<_>>(), tried) {
            let group = DECORATIONS[at].group;
            let clashes = |other: &usize| !group.is_empty() && DECORATIONS[*other].group == group;
            if decorations.len() < 7 && !decorations.iter().any(clashes) {
                decorations.push(at);
            }
        }
        decorations.sort_unstable();
        let mut case = Case { seed, layout, notation, decorations };
        let fits = case.dressed().1;
        case.decorations = fits;
        case.decorations.truncate(6);
        case
    }

    /// The sheet with its decorations on, and which of them fitted.
    pub fn dressed(&self) -> (Sheet, Vec<usize>) {
        let truth = Truth::new(self.layout, self.notation, &mut Chance::of(self.seed, "truth"));
        let mut sheet = plain(truth, self.layout, self.notation, &mut Chance::of(self.seed, "plain"));
        let mut fitted = Vec::new();
        for &at in &self.decorations {
            let decoration = DECORATIONS[at];
            if (decoration.put_on)(&mut sheet, &mut Chance::of(self.seed, decoration.name)) {
                fitted.push(at);
            }
        }
        (sheet, fitted)
    }

    pub fn names(&self) -> Vec<&'static str> {
        self.decorations.iter().map(|at| DECORATIONS[*at].name).collect()
    }

    pub fn without(&self, decoration: usize) -> Case {
        let mut case = self.clone();
        case.decorations.retain(|at| *at != decoration);
        case
    }
}
