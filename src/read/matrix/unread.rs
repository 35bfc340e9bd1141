//! Tells the cells that are no level: words once for the whole matrix, everything else at its cell.

use super::layout::Spot;
use super::reader::Reader;
use super::wordings::{Wordings, is_sign};
use crate::model::person::folded;
use crate::model::skill::{Mark, Matrix};
use crate::problem::MatrixFault;
use crate::problem::words::matrix::is_word;
use crate::read::level::usual::{self, Kind};

/// A word, the number of its cells, and the first.
struct Wording {
    word: String,
    cells: u64,
    first: Spot,
}

impl Reader<'_> {
    pub(super) fn tell_wordings(&mut self, matrix: &Matrix) {
        let has_others = self.wordings.has(Kind::Light) || self.wordings.has(Kind::Ball);
        let Wordings { unread, signs } = std::mem::take(&mut self.wordings);
        let is_open = |text: &str, near: &[String]| near.is_empty() && is_word(text);
        let is_said = |text: &str| self.rules.words.iter().any(|(word, _)| *word == folded(text));
        let (open_signs, levels): (Vec<_>, Vec<_>) =
            signs.into_iter().partition(|(text, ..)| has_others && !is_said(text));
        let (open, others): (Vec<_>, Vec<_>) = unread.into_iter().partition(|(text, near, _)| is_open(text, near));
        let mut words: Vec<Wording> = Vec::new();
        let open = open.into_iter().map(|(text, _, spot)| (text, spot));
        for (text, spot) in open.chain(open_signs.into_iter().map(|(text, spot, _)| (text, spot))) {
            match words.iter_mut().find(|wording| folded(&wording.word) == folded(&text)) {
                Some(wording) => wording.cells += 1,
                None => words.push(Wording { word: text, cells: 1, first: spot }),
            }
        }
        for (_, spot, fault) in levels {
            fault.into_iter().for_each(|fault| self.add(fault, spot));
        }
        for (text, near, spot) in others {
            self.add(MatrixFault::UnreadableLevel { text, near }, spot);
        }
        match &words[..] {
            [] => {}
            // One cell may be a slip, and is told as one.
            [one] if one.cells == 1 && usual::usual(&one.word).is_none() => {
                self.add(MatrixFault::UnreadableLevel { text: one.word.clone(), near: Vec::new() }, one.first);
            }
            [first, rest @ ..] => {
                let also: Vec<_> = rest.iter().map(|wording| self.place(wording.first)).collect();
                let problem = self.problem(self.unknown_words(&words, matrix), first.first).also(also);
                self.problems.push(problem);
            }
        }
    }

    fn unknown_words(&self, words: &[Wording], matrix: &Matrix) -> MatrixFault {
        let texts: Vec<&str> = words.iter().map(|wording| wording.word.as_str()).collect();
        let said = &self.rules.said;
        let has_number = matrix.ratings.iter().flatten().any(|rating| {
            matches!(rating.mark, Mark::Level(level) if level > 0) && !rating.ticked && !is_sign(&rating.text)
        });
        let is_free = !said.scale_max && !said.bar && self.rules.words.is_empty() && !has_number;
        let offer = usual::offer(&texts, (self.rules.scale_max, self.rules.bar), is_free);
        // The best first.
        let words = words.iter().map(|wording| (wording.word.clone(), wording.cells));
        let mut said: Vec<((String, u64), Option<u32>)> = words.zip(offer.levels).collect();
        said.sort_by_key(|(_, level)| std::cmp::Reverse(*level));
        let (words, levels) = said.into_iter().unzip();
        MatrixFault::UnknownWords { words, levels, scale: offer.scale, has_table: self.rules.said.table }
    }
}
