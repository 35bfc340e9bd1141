//! Reads the effort sheets of a folder one by one: each is opened, planned, decided and summed. A file that is not an effort
//! sheet may be a skill matrix that the configuration does not name; it is kept for `matrices`.

use std::sync::Arc;

use super::above::above_limits;
use super::across_files::{Columns, across_files};
use super::doubled::{doubled, pasted};
use super::folder::{is_of_system, unreadable};
use super::folding::FoldedSheet;
use super::opened::{ReadFile, Records, hints, open, open_whole};
use super::others::matrix_in;
use super::plans::{not_yet, plan};
use super::reading::{Reading, Shown};
use super::source_file::SourceFile;
use super::understood::{self, Understood};
use super::{diaries, entries, intake};
use crate::config::SourceSpec;
use crate::decide::days::{self, Dates};
use crate::decide::sniff::Sniff;
use crate::decide::unit;
use crate::model::decision::{DatesBy, Decision, PersonBy, UnitBy};
use crate::model::effort::{Notation, Unit};
use crate::model::exact::Exact;
use crate::model::person::folded;
use crate::model::place::Place;
use crate::problem::grammar::nearest;
use crate::problem::words::question::Lacks;
use crate::problem::{Fault, FolderFault, Problem, Question, SheetFault};
use crate::read::Opening;
use crate::read::across;
use crate::read::csv::{Block, Csv, Hints};
use crate::read::input::Input;
use crate::read::matrix;
use crate::read::plan::{AmountColumn, Format, Ignored, PersonFrom, Plan};
use crate::rollup::evidence::evidence;
use crate::rollup::folded::Folded;
use crate::rollup::noted::Remark;
use crate::rollup::ran::Ran;
use crate::rollup::roll::{Above, FileRoll};

impl<'a> Reading<'a> {
    /// Reads the files. What is wrong with them is added to the problems.
    pub fn files(mut self, files: &[SourceFile]) -> Reading<'a> {
        // Copies are entries of several exports: with a single file no ids have to be kept.
        if files.len() > 1 {
            self.timesheets.look_for_copies();
        }
        self.progress.begin();
        self.across = across_files(files, self.config);
        files.iter().enumerate().for_each(|(at, file)| self.file(at, file.clone()));
        self.refuse_tables();
        self.find_matrices();
        self.leave_blank_files();
        self.ask_across();
        self.ask_units();
        self
    }

    /// Refuses canonical tables that were found beside sheets: they hold the sums of those sheets, which would count twice.
    fn refuse_tables(&mut self) {
        let is_table = |roll: &FileRoll| roll.plan.format == Format::Rollup;
        let sheet = self.rolls.iter().zip(&self.files).find(|(roll, file)| file.found && !is_table(roll));
        let Some(first) = sheet.map(|(roll, _)| roll.plan.file.to_string()) else { return };
        let tables = self.rolls.iter_mut().zip(&self.files).filter(|(roll, file)| file.found && is_table(roll));
        for (roll, _) in tables {
            roll.unit = None;
            let fault = FolderFault::TableBesideSheets { first: first.clone() };
            self.problems.push(Problem::new(fault).at(Place::file(&roll.plan.file)));
        }
    }

    pub(super) fn file(&mut self, at: usize, source: SourceFile) {
        let spec = source.spec.and_then(|at| self.config.sources.get(at));
        if let Some(fault) = spec.and_then(not_yet) {
            let place = spec.map(|spec| spec.place.clone());
            self.problems.push(Problem { place, ..Problem::new(fault) });
            return;
        }
        let hints = hints(spec);
        self.progress.at(&source.name);
        let input = intake::input(&source, spec.and_then(|s| s.encoding), self.progress.counter()).map_err(Opening::Io);
        let input = match input {
            Ok(input) if !self.is_last && self.is_there_twice(&source, &input) => return,
            input => input,
        };
        match input.and_then(|input| Ok((open(&input, &hints)?, input))) {
            Ok(((csv, block), input)) => {
                let source = SourceFile { logbook: input.logbook().cloned(), ..source };
                self.sheet(at, &source, (input, hints), csv, block);
            }
            Err(opening) => self.not_opened(&source.name, opening),
        }
    }

    /// Refuses a file whose bytes are those of an earlier one. A file that cannot be read is told when it is opened.
    fn is_there_twice(&mut self, source: &SourceFile, input: &Input) -> bool {
        let first = if source.stdin { Ok(None) } else { self.copies.seen(input) };
        let Some(first) = first.ok().flatten().map(|first| first.name.to_string()) else { return false };
        self.problems.push(Problem::new(Question::SameSheetTwice { first }).at(Place::file(&source.name)));
        true
    }

    fn not_opened(&mut self, name: &Arc<str>, opening: Opening) {
        match opening {
            Opening::Problems(problems) => self.problems.extend(problems),
            Opening::Io(error) => {
                let problem = unreadable(name, &error);
                self.unreadable |= is_of_system(&problem);
                self.problems.push(problem);
            }
        }
    }

    fn sheet(
        &mut self,
        at: usize,
        source: &SourceFile,
        (input, hints): (Input, Hints),
        mut csv: Csv,
        mut block: Block,
    ) {
        let spec = source.spec.and_then(|at| self.config.sources.get(at)).cloned();
        let spec = spec.as_ref();
        let mut records = Records { input, hints, made: None };
        let (mut left_out, mut is_understood, mut of_file) = (None, false, None);
        let (mut has_signs, mut are_shares) = (false, false);
        let columns = self.across.get(&at).copied();
        if columns == Some(Columns::Unknown) {
            self.asked_across.push(Place::file(&source.name));
            return;
        }
        if !csv.is_at_end() && !understood::is_known(spec, &block) {
            match open_whole(&records.input, &hints) {
                Ok(Some(whole)) => (csv, block) = whole,
                Ok(None) => {}
                Err(opening) => return self.not_opened(&source.name, opening),
            }
        }
        let known = (self.owned.as_slice(), matches!(columns, Some(Columns::People { .. })));
        let understood = understood::understood(source, spec, self.config, known, (block, csv.is_at_end(), self.draws));
        let (mut plan, titles) = match understood {
            Understood::Sheet { planned, sketch, questions, notes, block: plain } => {
                let may_be_matrix = planned.plan.has_people_alone() && !planned.has_signs;
                if may_be_matrix && source.may_be_matrix() && !questions.is_empty() {
                    // Levels are no amounts that anything has to be asked about.
                    if let Some((grid, guessed)) = matrix_in(&records.input, &hints, &self.config.roster) {
                        self.problems.extend(guessed);
                        return self.grids.push(grid);
                    }
                }
                self.sketches.extend(sketch);
                let is_of_cells =
                    |problem: &Problem| matches!(&problem.fault, Fault::Question(of) if of.is_about_cells());
                let is_readable = questions.iter().all(is_of_cells);
                self.problems.extend(questions);
                if !is_readable {
                    self.problems.extend(csv.guessed(&source.name));
                    return;
                }
                self.problems.extend(notes);
                block = match &planned.made {
                    Some(made) => made.block(),
                    None => plain,
                };
                // All of the file has been read: what was decided about it is final.
                of_file = planned.made.is_some().then(|| csv.decisions());
                records.made = planned.made;
                is_understood = true;
                (has_signs, are_shares) = (planned.has_signs, planned.are_shares);
                left_out = Some((planned.left_out, planned.problems));
                (planned.plan, planned.titles)
            }
            Understood::Contradicted(problem) => return self.problems.push(problem),
            Understood::Nothing { is_without_amounts: true, .. } if source.found && !self.is_last => {
                match matrix_in(&records.input, &hints, &self.config.roster) {
                    Some((grid, guessed)) => {
                        self.problems.extend(guessed);
                        self.grids.push(grid);
                    }
                    None => self.blank.push((at, source.clone())),
                }
                return;
            }
            Understood::Nothing { block: whole, lacks, .. } => {
                block = whole;
                match plan(source, spec, &block, self.config) {
                    Ok((plan, _)) if let Some(lacks) = lacks => {
                        return self.lacks(source, (&records.input, &hints), lacks, &plan);
                    }
                    Ok(planned) => planned,
                    Err(mut problems) => {
                        problems.extend(csv.guessed(&source.name));
                        return self.no_sheet(source, (&records.input, &hints), lacks, problems);
                    }
                }
            }
        };
        // By its header, a matrix of levels looks like percents for a whole period; the cells tell them apart.
        if plan.has_people_alone()
            && source.may_be_matrix()
            && !has_signs
            && let Some((grid, guessed)) = matrix_in(&records.input, &hints, &self.config.roster)
            && (plan.format == Format::WideByPerson || matrix::is_headed(&grid, &self.config.roster))
        {
            if are_shares && !matrix::is_headed(&grid, &self.config.roster) {
                let place = Place::row(&source.name, plan.header.line);
                return self.problems.push(Problem::new(Question::AskedSheet { lacks: Lacks::Kind }).at(place));
            }
            self.sketches.retain(|sketch| sketch.file != source.name);
            self.problems.extend(guessed);
            return self.grids.push(grid);
        }
        plan = self.without_strangers(plan);
        if !self.every_field {
            plan = entries::folded_by_rules(plan, &self.config.taxonomy);
        }
        let mut sniff = Sniff::default();
        sniff.block(&block, &plan);
        // If the first rows leave nothing to decide, usually no row does, and one reading is enough.
        let once = match sniff.has_seen_nothing() {
            true => self.folded(plan.clone(), spec, &sniff, &records, (&mut csv, &mut block), true),
            false => Ok(None),
        };
        let folded = match once {
            Ok(None) => self.sniffed(plan, spec, sniff, &records, (&mut csv, &mut block)),
            once => once,
        };
        let FoldedSheet { plan, decimal, decimal_proof, dates, decisions: decided, mut ran, fold } = match folded {
            Ok(Some(folded)) => folded,
            Ok(None) => return,
            Err(opening) => return self.not_opened(&source.name, opening),
        };
        if let Some((left_out, found)) = left_out {
            understood::account(&mut ran, left_out, found);
        }
        diaries::account(&mut ran, &records.input);
        let mut decisions: Vec<Decision> = of_file.unwrap_or_else(|| csv.decisions());
        decisions.extend(decided);
        self.timesheets.keep(std::mem::take(&mut ran.ids), self.rolls.len());
        if titles > 0 {
            let line = plan.above.as_ref().unwrap_or(&plan.header).line;
            decisions.push(Decision::Header { line, titles });
        }
        if let PersonFrom::Everywhere(name) = &plan.person {
            let is_said = spec.is_some_and(|spec| spec.person.is_some());
            let by = if is_said { PersonBy::Configuration } else { PersonBy::FileName };
            decisions.push(Decision::Person(name.clone(), by));
        }
        let unit = match (columns, spec.and_then(|spec| spec.unit)) {
            (Some(Columns::People { unit, weeks, of }), None) if fold.counts[Notation::Bare as usize].cells > 0 => {
                decisions.push(Decision::Unit(unit, UnitBy::Sums { weeks, of }));
                Some(unit)
            }
            _ => match self.units.get(&at).copied() {
                Some((unit, weeks, of)) => {
                    decisions.push(Decision::Unit(unit, UnitBy::Sums { weeks, of }));
                    Some(unit)
                }
                None => self.unit(at, &plan, (&fold, &ran), spec, &mut decisions),
            },
        };
        let unit = unit.filter(|_| !entries::has_second_header(&mut ran));
        let dated = unit.map(|unit| match plan.format {
            // Its rows say what they are of.
            Format::Rollup => Ok((true, None)),
            _ => days::are_days(Dates::of(fold.rows().map(|row| (row.person, row.slot))), unit, plan.format.is_wide()),
        });
        let (dated, unit) = match dated {
            Some(Ok((dated, decision))) => {
                decisions.extend(decision);
                (dated, unit)
            }
            Some(Err(fault)) => {
                self.problems.push(Problem::new(fault).at(Place::row(&plan.file, plan.header.line)));
                (false, None)
            }
            None => (false, None),
        };
        if plan.is_of_days() {
            decisions.push(Decision::DatesAreDays(DatesBy::OneAmountARow));
        }
        if ran.remarks.of(Remark::WithOffset).is_some() {
            decisions.push(self.timesheets.zone_decision());
        }
        self.sheet_notes(&plan, &ran);
        self.problems.extend(doubled(&records, &plan).into_iter().chain(pasted(&records, &plan)));
        self.problems.extend(entries::remarks(&plan, &ran, &self.timesheets));
        self.problems.extend(csv.guessed(&source.name));
        let delimiter = csv.delimiter();
        let above = Above::default();
        let is_overview = false;
        let mut roll = FileRoll { plan, is_understood, ran, fold, unit, dated, above, decisions, is_overview };
        let counts = spec.is_some_and(|spec| spec.counts == Some(true));
        let file = ReadFile { records, decimal, decimal_proof, dates, delimiter, found: source.found, counts };
        let rules = self.timesheets.rules(&roll.plan, self.rolls.len());
        match above_limits(&file, &roll, &self.config.rules.limits, (&self.owned, rules)) {
            Ok(above) => roll.above = above,
            Err(opening) => return self.not_opened(&source.name, opening),
        }
        self.files.push(file);
        self.rolls.push(roll);
    }

    /// Removes the columns of people who are not on the roster; each is an error.
    fn without_strangers(&mut self, mut plan: Plan) -> Plan {
        if self.config.roster.assumed {
            return plan;
        }
        let roster = &self.config.roster;
        for (field, name) in across::strangers(&plan, roster) {
            let heading = [Some(&plan.header), plan.above.as_ref()].into_iter().flatten();
            let header =
                heading.clone().find(|header| header.headings.get(field).is_some_and(|heading| heading == name));
            let header = header.unwrap_or(&plan.header);
            let near = nearest(name, roster.people.iter().flat_map(|person| person.spellings()));
            let problem = Problem::new(SheetFault::UnknownPerson { name: name.to_owned(), near });
            self.problems.push(problem.at(header.place(&plan.file, field)).excerpt(header.excerpt(field)));
        }
        let known = |column: &AmountColumn| column.person.as_ref().is_none_or(|name| roster.find(name).is_some());
        let (amounts, strangers): (Vec<_>, Vec<_>) = plan.amounts.into_iter().partition(known);
        plan.amounts = amounts;
        plan.ignored.extend(strangers.into_iter().map(|column| (column.field, Ignored::Unused)));
        plan
    }

    fn unit(
        &mut self,
        file: usize,
        plan: &Plan,
        (fold, ran): (&Folded, &Ran),
        spec: Option<&SourceSpec>,
        decisions: &mut Vec<Decision>,
    ) -> Option<Unit> {
        if ran.accounting.rows_used == 0 {
            // All rows may be copies of an earlier export.
            if ran.remarks.of(Remark::Copy).is_some() {
                return Some(Unit::Hours);
            }
            if ran.accounting.rows_rejected == 0 {
                self.problems.push(Problem::new(SheetFault::HeaderOnly {}).at(Place::file(&plan.file)));
            }
            return None;
        }
        if plan.entries.is_some() {
            let place = Place::row(&plan.file, plan.header.line);
            let said = spec.and_then(|spec| Some((spec.unit?, spec.bare)));
            return match entries::unit(plan, &fold.counts, &place, said) {
                Ok((unit, decision)) => {
                    decisions.push(decision);
                    Some(unit)
                }
                Err(problem) => {
                    self.problems.push(*problem);
                    None
                }
            };
        }
        if plan.format == Format::Rollup {
            decisions.push(Decision::UnitOfEachRow);
            return Some(Unit::Percent);
        }
        let by_name = self.config.roster.by_name();
        let fte = |name: u32| {
            let person = ran.names.get(name as usize).and_then(|name| by_name.find(name));
            let fte = person.and_then(|person| self.config.roster.people.get(person)?.fte.last());
            fte.map_or(Exact::ONE, |fte| fte.is.clone())
        };
        let evidence = evidence(plan, fold, self.length.as_ref(), &fte);
        let decided = unit::unit(&evidence, spec.and_then(|s| s.unit), &self.config.rules.full_week);
        if matches!(decided, Ok((_, Decision::Unit(_, UnitBy::Sums { .. }))) | Err(SheetFault::UnitUndecided { .. })) {
            let headings = plan.header.headings.iter().map(|heading| folded(heading)).collect();
            let evidence = evidence.clone();
            let decided = match &decided {
                Ok((unit, Decision::Unit(_, UnitBy::Sums { weeks, of }))) => Some((*unit, *weeks, *of)),
                _ => None,
            };
            self.evidence.push(Shown { file, headings, evidence, place: Place::file(&plan.file), decided });
        }
        match decided {
            Ok((unit, decision)) => {
                if let Decision::Unit(_, UnitBy::Sums { weeks, of }) = &decision {
                    let fault = unit::assumed(&evidence, unit, (*weeks, *of), &self.config.rules.full_week);
                    self.problems.push(Problem::new(fault).at(Place::file(&plan.file)));
                }
                decisions.push(decision);
                Some(unit)
            }
            Err(fault) => {
                self.problems.push(Problem::new(fault).at(Place::row(&plan.file, plan.header.line)));
                None
            }
        }
    }
}
