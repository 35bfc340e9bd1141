//! Files that are no effort sheets: skill matrices, and files without amounts beside the sheets.

use std::collections::HashSet;

use super::intake;
use super::opened::hints;
use super::reading::Reading;
use super::source_file::SourceFile;
use crate::model::person::{Roster, folded};
use crate::model::place::Place;
use crate::problem::words::question::Lacks;
use crate::problem::{Fault, Problem, Question, SheetFault};
use crate::read::csv::Hints;
use crate::read::grid::{Grid, GridRow};
use crate::read::input::Input;
use crate::read::matrix;
use crate::read::plan::Plan;
use crate::rollup::people::people_seen;

/// The skill matrix in a file that the configuration does not name, if it looks like one, and a note if its encoding was guessed.
pub(super) fn matrix_in(input: &Input, hints: &Hints, roster: &Roster) -> Option<(Grid, Option<Problem>)> {
    let (grid, guessed) = Grid::read(input, hints).ok()?;
    matrix::looks_like_one(&grid, roster).then_some((grid, guessed))
}

impl Reading<'_> {
    /// Asks once about all files whose columns may be people.
    pub(super) fn ask_across(&mut self) {
        let files = self.asked_across.len() as u64;
        let mut places = std::mem::take(&mut self.asked_across).into_iter();
        let problem = places.next().map(|first| Problem::new(Question::AskedAcross { files }).at(first).also(places));
        self.problems.extend(problem);
    }

    /// Handles a sheet with amounts that does not say whose they are or what was done: a skill matrix, or a question.
    pub(super) fn lacks(&mut self, source: &SourceFile, (input, hints): (&Input, &Hints), lacks: Lacks, plan: &Plan) {
        match matrix_in(input, hints, &self.config.roster) {
            Some((grid, guessed)) if source.may_be_matrix() => {
                self.problems.extend(guessed);
                self.grids.push(grid);
            }
            _ => {
                let place = Place::row(&source.name, plan.header.line);
                self.problems.push(Problem::new(Question::AskedSheet { lacks }).at(place));
            }
        }
    }

    /// Leaves files without amounts alone if there are sheets beside them. Otherwise they are read, and what is wrong is said.
    pub(super) fn leave_blank_files(&mut self) {
        self.is_last = self.rolls.is_empty();
        let roster = self.known_people();
        for (at, source) in std::mem::take(&mut self.blank) {
            if self.is_last {
                self.file(at, source);
                continue;
            }
            if let Some((grid, guessed)) = self.matrix_of_known_people(&source, &roster) {
                self.problems.extend(guessed);
                self.grids.push(grid);
                continue;
            }
            let lost = self.work_with_numbers(&source);
            let place = lost.as_ref().map_or(Place::file(&source.name), |(_, line)| Place::row(&source.name, *line));
            self.problems.push(match lost {
                Some((work, _)) => Problem::new(Question::AskedLeft { work }).at(place),
                None => Problem::new(Question::NoAmounts {}).at(place),
            });
        }
        self.find_matrices();
    }

    /// The first category of the other sheets that stands in a file in which nothing is understood, left of a number or above one, and
    /// its line: the file is no list of addresses, and its numbers would be lost.
    fn work_with_numbers(&self, source: &SourceFile) -> Option<(String, u64)> {
        let input = intake::input(source, None, None).ok()?;
        let (grid, _) = Grid::read(&input, &Hints { delimiter: None, skip_rows: 0 }).ok()?;
        let headings = self.rolls.iter().flat_map(|roll| &roll.plan.amounts).map(|amount| folded(&amount.activity));
        let works: HashSet<String> = headings.filter(|work| !work.is_empty()).collect();
        let is_number = |text: &str| {
            let is_sign = |c: char| c.is_ascii_digit() || ".,:%h".contains(c);
            // A sum of nothing is zero.
            text.len() <= 6 && text.chars().all(is_sign) && text.contains(|c: char| ('1'..='9').contains(&c))
        };
        let has_number = |row: &GridRow, field: usize| row.cells.get(field).is_some_and(|cell| is_number(&cell.text));
        grid.rows.iter().enumerate().find_map(|(at, row)| {
            let is_beside = |field: usize| (field + 1..row.cells.len()).any(|other| has_number(row, other));
            let is_below = |field: usize| grid.rows[at + 1..].iter().any(|below| has_number(below, field));
            let mut works = row.cells.iter().enumerate().filter(|(_, cell)| works.contains(&folded(&cell.text)));
            let (_, cell) = works.find(|(field, _)| is_beside(*field) || is_below(*field))?;
            Some((cell.text.clone(), row.line))
        })
    }

    /// Handles a file that is not an effort sheet. If the configuration does not name it, it may be a skill matrix. `lacks` is what it does
    /// not say, if it holds amounts.
    pub(super) fn no_sheet(
        &mut self,
        source: &SourceFile,
        (input, hints): (&Input, &Hints),
        lacks: Option<Lacks>,
        mut problems: Vec<Problem>,
    ) {
        let is_unknown = |problem: &Problem| matches!(problem.fault, Fault::Sheet(SheetFault::UnknownFormat { .. }));
        let may_be_matrix = source.may_be_matrix() && problems.iter().any(is_unknown);
        if let Some(lacks) = lacks {
            for problem in problems.iter_mut().filter(|problem| is_unknown(problem)) {
                problem.fault = Question::AskedSheet { lacks }.into();
            }
        }
        if may_be_matrix {
            self.others.push((input.clone(), *hints, problems));
        } else {
            self.problems.extend(problems);
        }
    }

    /// The roster; where it is only assumed, the people of the sheets.
    fn known_people(&self) -> Roster {
        if self.config.roster.assumed { people_seen(&self.rolls) } else { self.config.roster.clone() }
    }

    /// The skill matrix in a file without amounts, if the people of the sheets show it to be one.
    fn matrix_of_known_people(&self, source: &SourceFile, roster: &Roster) -> Option<(Grid, Option<Problem>)> {
        let spec = source.spec.and_then(|at| self.config.sources.get(at));
        let input = intake::input(source, spec.and_then(|spec| spec.encoding), None).ok()?;
        matrix_in(&input, &hints(spec), roster).filter(|_| source.may_be_matrix())
    }

    /// Looks for skill matrices among the files that are not sheets, now that the people of the sheets are known.
    pub(super) fn find_matrices(&mut self) {
        let roster = self.known_people();
        for (input, hints, problems) in std::mem::take(&mut self.others) {
            match matrix_in(&input, &hints, &roster) {
                Some((grid, guessed)) => {
                    self.problems.extend(guessed);
                    self.grids.push(grid);
                }
                None => self.problems.extend(problems),
            }
        }
    }
}
