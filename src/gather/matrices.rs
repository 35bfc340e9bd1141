//! The skill matrices of a folder: those the configuration names, or those found in it.

use std::path::Path;
use std::sync::Arc;

use super::folder::{is_of_system, unreadable};
use super::gathered::Gathered;
use super::part::Part;
use super::workbooks::Workbooks;
use crate::calc::coverage;
use crate::config::Said;
use crate::model::person::Person;
use crate::model::place::Place;
use crate::model::skill::Matrix;
use crate::model::tab::parted;
use crate::problem::{FolderFault, MatrixFault, Problem};
use crate::read::Opening;
use crate::read::csv::Hints;
use crate::read::grid::Grid;
use crate::read::input::Input;
use crate::read::matrix;

impl Gathered {
    /// Reads the matrices that the configuration names, or those found in the folder.
    pub fn read_matrices(&mut self, root: &Path, grids: Vec<Grid>, workbooks: &mut Workbooks) {
        let skills = self.config.skills.clone();
        let mut named = |said: Option<&Said<String>>| -> Option<Grid> {
            let said = said?;
            let name: Arc<str> = said.value.as_str().into();
            let missing =
                || Problem::new(FolderFault::MissingFile { pattern: said.value.clone() }).at(said.place.clone());
            // `team.xlsx:Skills` is a tab, `q3.zip:skills.csv` a file, unless a file is called so.
            let (file, wanted) = match root.join(&said.value).is_file() {
                true => (said.value.as_str(), None),
                false => parted(&said.value),
            };
            let path = root.join(file);
            if !path.is_file() {
                self.problems.push(missing());
                return None;
            }
            let input = match workbooks.parts(&path, &name, false) {
                None if wanted.is_some() => {
                    self.problems.push(missing());
                    return None;
                }
                None => Input::new(name.clone(), path, None),
                // What is wrong with it has been said.
                Some(parts) if parts.is_empty() => return None,
                Some(parts) => {
                    // Without a name the first that says anything.
                    let is_meant =
                        |part: &&Part| wanted.map_or(!part.bytes().is_empty(), |wanted| part.name() == wanted);
                    let Some(part) = parts.iter().find(is_meant) else {
                        self.problems.push(missing());
                        return None;
                    };
                    part.input(name.clone(), None)
                }
            };
            match Grid::read(&input, &Hints::default()) {
                Ok((grid, guessed)) => {
                    self.problems.extend(guessed);
                    Some(grid)
                }
                Err(Opening::Problems(problems)) => {
                    self.problems.extend(problems);
                    None
                }
                Err(Opening::Io(error)) => {
                    let problem = unreadable(&name, &error);
                    self.unreadable |= is_of_system(&problem);
                    self.problems.push(problem);
                    None
                }
            }
        };
        let mut current = named(skills.as_ref().and_then(|s| s.matrix.as_ref()));
        let mut previous = named(skills.as_ref().and_then(|s| s.previous.as_ref()));
        let (blank, grids): (Vec<Grid>, Vec<Grid>) = grids.into_iter().partition(matrix::is_blank);
        self.problems
            .extend(blank.iter().map(|grid| Problem::new(MatrixFault::BlankMatrix {}).at(Place::file(&grid.file))));
        for grid in grids {
            // The only thing that a file's name decides: which of two matrices is the earlier one (interface.md 1).
            let slot = if grid.file.contains("previous") { &mut previous } else { &mut current };
            match slot {
                None => *slot = Some(grid),
                Some(first) => {
                    let fault = FolderFault::SecondMatrix { first: first.file.to_string() };
                    self.problems.push(Problem::new(fault).at(Place::file(&grid.file)));
                }
            }
        }
        let rules = self.config.skills.as_ref().map(|s| s.rules.clone()).unwrap_or_default();
        if let Some(grid) = current {
            let (matrix, merged, problems) = matrix::read(&grid, &self.config.roster, &rules);
            self.problems.extend(problems);
            self.see(&matrix);
            self.skill_rules = merged;
            self.matrix = Some(matrix);
        }
        if let Some(grid) = previous {
            let (matrix, problems) = matrix::read_previous(&grid, &self.config.roster, &rules);
            self.problems.extend(problems);
            self.previous = Some(matrix);
        }
        if let (Some(matrix), Some(period)) = (&self.matrix, &self.period) {
            let configured = skills.and_then(|s| s.assessed).map(|said| (said.value, said.place));
            let end = period.last_due(self.config.until);
            self.problems.extend(coverage::stale(matrix, configured, end, &rules));
        }
    }

    /// Adds the people of the matrix to a roster that is only assumed.
    fn see(&mut self, matrix: &Matrix) {
        if !self.config.roster.assumed {
            return;
        }
        for person in &matrix.people {
            if self.config.roster.find_or_before_brackets(&person.name).is_none() {
                self.config.roster.people.push(Person::assumed(&person.name));
            }
        }
    }
}
