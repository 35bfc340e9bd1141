//! From a folder to everything a review is calculated from, and back from a figure to its cells.
//!
//! `gather` goes through these steps. `folder` finds the files; `workbooks` and `diaries` open those that are no tables of text. `sheets`
//! reads them one by one into a `Reading`: `intake` gets their bytes, `plans` finds out what the columns are, `folding` adds the cells
//! up, `entries` knows timesheets, `sheet_notes` and `wordy` say what is odd, `progress` shows how far it is. The ledger of `rollup`
//! joins the sheets. `holidays`, `matrices` and `written` read the other files. `flags` finds the places of what the ledger refused.
//! `anonymise` puts labels in the place of names. What comes out is a `Gathered`.
//!
//! On the way back, `lookup` knows who is named in which file, `reread` finds the cells of person-weeks again, and `findings` uses
//! it for the notes of a finished review; `overflow` finds the cells of what does not fit a roll-up. `summaries` is what `teamcap
//! sources` prints of the files; `accept` takes out the notes that the configuration accepts. All commands begin here, so they see the
//! same.

mod above;
pub mod accept;
mod across_files;
pub mod anonymise;
mod anonymous;
pub mod converted;
mod diaries;
mod doubled;
mod entries;
pub mod findings;
mod flags;
pub mod folder;
mod folding;
pub mod gathered;
mod holidays;
mod intake;
pub mod lookup;
mod matrices;
mod opened;
mod others;
mod outside;
pub mod overflow;
pub mod part;
mod plans;
mod progress;
mod reading;
mod repeats;
pub mod reread;
mod sheet_notes;
mod sheets;
pub mod source_file;
pub mod summaries;
mod summed;
mod team;
mod twice;
mod understood;
mod wordy;
pub mod workbooks;
pub mod written;

use std::collections::{BTreeSet, HashMap};

use self::anonymise::anonymise;
use self::folder::{Folder, look};
use self::gathered::Gathered;
use self::progress::Progress;
use self::reading::Reading;
use self::twice::{spread, twice, without_consequences};
use self::workbooks::Workbooks;
use crate::calc::capacity;
use crate::cli::Input;
use crate::config::{Config, nearest_zone};
use crate::decide::{names, period};
use crate::model::calendar::Calendar;
use crate::model::day::Day;
use crate::model::exact::Exact;
use crate::model::labels::Labels;
use crate::model::period::Period;
use crate::model::person::{Roster, folded};
use crate::model::place::Place;
use crate::model::rules::{Average, WeekRule};
use crate::model::skill::SkillRules;
use crate::model::slot::Slot;
use crate::model::week::Week;
use crate::model::zone::Zone;
use crate::problem::{EntryFault, Finding, FolderFault, Problem, Severity, SheetFault};
use crate::rollup::breaks::breaks;
use crate::rollup::join::join;
use crate::rollup::ledger::{Against, Wanted};
use crate::rollup::overlaps::overlaps;
use crate::rollup::people::people_seen;
use crate::rollup::roll::FileRoll;

/// Reads everything that `input` means.
pub fn gather(input: &Input) -> Gathered {
    gather_for(input, Wanted::Everything)
}

/// As `gather`, for a command that needs less than everything.
pub fn gather_for(input: &Input, wanted: Wanted) -> Gathered {
    let mut gathered = gather_by_name(input, wanted);
    if input.anonymise {
        let labels = Labels::new(&gathered.config.roster);
        anonymise(&mut gathered, labels);
    }
    gathered
}

/// Reads several folders, in the order of `inputs`. With `--anonymise`, somebody who is in more than one has the same label in all,
/// that of the first.
pub fn gather_all(inputs: &[Input], wanted: Wanted) -> Vec<Gathered> {
    let mut all: Vec<Gathered> = inputs.iter().map(|input| gather_by_name(input, wanted)).collect();
    if inputs.iter().any(|input| input.anonymise) {
        let rosters: Vec<&Roster> = all.iter().map(|gathered| &gathered.config.roster).collect();
        let labels = Labels::of_all(&rosters);
        all.iter_mut().zip(labels).for_each(|(gathered, labels)| anonymise(gathered, labels));
    }
    all
}

fn gather_by_name(input: &Input, wanted: Wanted) -> Gathered {
    let folder = look(input);
    let Folder { root, mut config, files, mut problems, mut unreadable, .. } = folder;
    let mut workbooks = Workbooks::default();
    let mut files = workbooks.sheets(files, &config.matrices());
    problems.append(&mut workbooks.problems);
    unreadable |= workbooks.unreadable;
    files.retain(|file| {
        let spec = file.spec.and_then(|at| config.sources.get(at));
        let is_left_out = spec.is_some_and(|spec| spec.counts == Some(false));
        problems.extend(is_left_out.then(|| Problem::new(FolderFault::NotCounted {}).at(Place::file(&file.name))));
        !is_left_out
    });
    diaries::read(&mut files, &config, &mut problems);
    // The progress line shows names of files, which may be names of people. It stays until this function returns.
    let progress = Progress::of(&files, !input.anonymise);
    override_rules(&mut config, input, &mut problems);
    unreadable |= holidays::read(&mut config, &root, &mut problems);
    if let Some((roster, note)) = team::listed(&files, &config) {
        // The list is no sheet of effort, and is not read as one.
        files.retain(|file| note.place.as_ref().is_none_or(|place| place.file != file.name));
        config.roster = roster;
        problems.push(note);
    }
    let (owned, length) = owned(&config);
    let all_columns = matches!(wanted, Wanted::EveryColumn | Wanted::Account);
    let every_field = wanted == Wanted::EveryField;
    let reading = |weeks| {
        Reading::new(&config, weeks, length.clone(), all_columns, &progress)
            .with_every_field(every_field)
            .with_drawings(wanted == Wanted::Refusals)
    };
    let mut read = reading(owned).files(&files);
    if config.period.is_none()
        && read.lacks_year()
        && let Some((period, ..)) = period::most_weeks(days(&read.rolls))
    {
        // Weeks without a year are looked up in the period that the other sheets are about.
        read = reading(weeks(&config, &period).weeks()).files(&files);
    }
    let units = read.shared_units();
    if !units.is_empty() {
        // What one file of a table does not show, its other files do.
        let owned = read.owned().to_vec();
        read = reading(owned).with_units(units).files(&files);
    }
    let Reading { files, mut rolls, grids, sketches, problems: found, unreadable: failed, timesheets, .. } = read;
    problems.extend(found);
    let counts: Vec<bool> = files.iter().map(|file| file.counts).collect();
    repeats::leave_out(&mut rolls, &counts, &mut problems);
    let mut same = twice(&rolls, &files, &config.rules.full_week);
    same.extend(spread(&rolls, &files, &same));
    problems.extend(same);
    unreadable |= failed;
    if config.roster.people.is_empty() {
        config.roster = people_seen(&rolls);
        // If nobody was seen, nothing could be read, and the errors say why.
        let people = config.roster.people.len() as u64;
        problems.extend((people > 0).then(|| Problem::new(Finding::AssumedRoster { people })));
    }
    let has_matrix = !grids.is_empty() || config.names_matrix();
    let is_unread = rolls.is_empty() && problems.iter().all(|p| p.severity() != Severity::Error);
    if is_unread && config.period.is_none() && !has_matrix {
        problems.push(Problem::new(FolderFault::NoSources { folder: root.to_string_lossy().into_owned() }));
    }
    let period = config.period.clone().or_else(|| assume_period(&rolls, &mut problems));
    let has_errors = || {
        let of_rows = rolls.iter().flat_map(|roll| &roll.ran.problems);
        problems.iter().chain(of_rows).any(|problem| problem.severity() == Severity::Error)
    };
    if period.is_none() && !rolls.is_empty() && !has_errors() {
        let first = rolls.first().map(|roll| Place::file(&roll.plan.file));
        let also = rolls.iter().skip(1).map(|roll| Place::file(&roll.plan.file));
        problems.push(Problem { place: first, ..Problem::new(FolderFault::AskedPeriod {}) }.also(also));
    }
    // Of skills alone no week is due.
    let of_calendar = period.as_ref().filter(|_| !(is_unread && has_matrix));
    let calendar = calendar(&config, of_calendar, &rolls, &mut problems);
    problems.extend(capacity::missing_fte(&config.roster, &calendar));
    let against = Against {
        roster: &config.roster,
        taxonomy: &config.taxonomy,
        calendar: &calendar,
        limits: &config.rules.limits,
        working_days: &config.rules.working_days,
    };
    // Without a configuration there are no rules that a row could break, so an account is enough.
    let is_ruled = config.file.is_some();
    let wanted = if wanted == Wanted::Account && is_ruled { Wanted::EveryColumn } else { wanted };
    let ledger = join(&rolls, &against, wanted);
    problems.extend(breaks(&rolls, &ledger, &config.taxonomy));
    problems.extend(overlaps(&rolls));
    problems.extend(entries::addresses(&rolls, &config.roster));
    if config.rules.average == Average::Filled {
        let without = rolls.iter().filter(|roll| !roll.plan.format.has_blanks());
        problems.extend(without.map(|roll| Problem::new(SheetFault::NoBlanks {}).at(Place::file(&roll.plan.file))));
    }
    for roll in &mut rolls {
        problems.extend(lacking_years_once(std::mem::take(&mut roll.ran.problems)));
    }
    let mut gathered = Gathered {
        config,
        period,
        calendar,
        files,
        rolls,
        ledger,
        matrix: None,
        previous: None,
        written: None,
        skill_rules: SkillRules::default(),
        sketches,
        problems,
        unreadable,
        timesheets,
        anonymous: None,
    };
    gathered.read_matrices(&root, grids, &mut workbooks);
    gathered.problems.append(&mut workbooks.problems);
    gathered.unreadable |= workbooks.unreadable;
    if wanted != Wanted::Refusals {
        gathered.read_written(&root);
    }
    gathered.problems.extend(near_misses(&gathered));
    flags::explain_flags(&mut gathered);
    without_consequences(&mut gathered.problems);
    crate::problem::sort(&mut gathered.problems);
    gathered
}

/// Without a roster, warns of two names that may be one person's, at the first file with the second name.
fn near_misses(gathered: &Gathered) -> Vec<Problem> {
    let roster = &gathered.config.roster;
    if !roster.assumed {
        return Vec::new();
    }
    let names: Vec<String> = roster.people.iter().map(|person| person.name.clone()).collect();
    // The first file that names each person.
    let by_name = roster.by_name();
    let mut firsts: HashMap<usize, &FileRoll> = HashMap::new();
    for roll in &gathered.rolls {
        for person in roll.ran.names.iter().filter_map(|name| by_name.find(name)) {
            firsts.entry(person).or_insert(roll);
        }
    }
    let problem = |(first, second): (usize, usize)| {
        let fault = Finding::NearMissName { name: names[second].clone(), near: names[first].clone() };
        let place = firsts.get(&second).map(|roll| Place::file(&roll.plan.file));
        Problem { place, ..Problem::new(fault) }
    };
    // People with different e-mail addresses are different people, however alike their names are.
    let mut emails: HashMap<usize, BTreeSet<String>> = HashMap::new();
    for (name, email) in gathered.rolls.iter().flat_map(|roll| &roll.ran.emails) {
        if let Some(person) = by_name.find(name) {
            emails.entry(person).or_default().insert(folded(email));
        }
    }
    let told_apart = |(first, second): &(usize, usize)| {
        emails.get(first).zip(emails.get(second)).is_some_and(|(one, other)| one.is_disjoint(other))
    };
    names::alike(&names).into_iter().filter(|pair| !told_apart(pair)).map(problem).collect()
}

/// Overrides the rules of the configuration by those of the command line.
fn override_rules(config: &mut Config, input: &Input, problems: &mut Vec<Problem>) {
    if let Some(text) = &input.period {
        match Period::parse(text, config.fiscal_year_starts) {
            Some(period) => config.period = Some(period),
            None => problems.push(Problem::new(FolderFault::UnknownPeriod { text: text.clone() })),
        }
    }
    if let Some(text) = &input.until {
        let week = Week::parse(text).or_else(|| Day::parse(text).map(Week::of));
        match week {
            Some(week) => config.until = Some(week),
            None => problems.push(Problem::new(FolderFault::UnknownPeriod { text: text.clone() })),
        }
    }
    if let Some(text) = &input.time_zone {
        config.time_zone = Zone::named(text).or_else(|| {
            let near = nearest_zone(text, &Zone::names());
            problems.push(Problem::new(EntryFault::UnknownTimeZone { text: text.clone(), near }));
            None
        });
    }
    if let Some(average) = input.average {
        config.rules.average = average.into();
    }
    if let Some(rule) = input.week_rule {
        config.week_rule = Some(rule.into());
    }
}

/// The weeks of the period and its length in weeks, if the configuration or the command line says one.
fn owned(config: &Config) -> (Vec<Week>, Option<Exact>) {
    let Some(period) = &config.period else { return (Vec::new(), None) };
    let calendar = weeks(config, period);
    (calendar.weeks(), Some(calendar.length(&config.rules.working_days)))
}

/// The weeks of a period before the sheets are known: by Thursday unless the configuration says otherwise.
fn weeks(config: &Config, period: &Period) -> Calendar {
    Calendar::new(period, config.week_rule.unwrap_or(WeekRule::Thursday), config.until)
}

/// The days that the rows of some files are about, as ranges.
fn days(rolls: &[FileRoll]) -> impl Iterator<Item = (Day, Day)> {
    rolls.iter().flat_map(|roll| &roll.fold.slots).filter_map(|slot| slot.days())
}

/// Makes the weeks of a file that lack their year one problem with many places: they have one cause and one remedy.
fn lacking_years_once(problems: Vec<Problem>) -> Vec<Problem> {
    let (same, mut others): (Vec<Problem>, Vec<Problem>) = problems.into_iter().partition(Problem::lacks_year);
    let mut same = same.into_iter();
    others.extend(same.next().map(|first| first.also(same.filter_map(|problem| problem.place))));
    others
}

fn assume_period(rolls: &[FileRoll], problems: &mut Vec<Problem>) -> Option<Period> {
    let (period, held, of) = period::most_weeks(days(rolls))?;
    problems.push(Problem::new(Finding::AssumedPeriod { period: period.name.clone(), weeks: held, of }));
    Some(period)
}

/// The calendar of the report. Its week rule is what is said; otherwise `by-day` if every source is dated by day, else
/// `thursday`. A period without a week is an error.
fn calendar(config: &Config, period: Option<&Period>, rolls: &[FileRoll], problems: &mut Vec<Problem>) -> Calendar {
    let by_day = !rolls.is_empty() && rolls.iter().all(|roll| roll.is_by_day());
    let default = if by_day { WeekRule::ByDay } else { WeekRule::Thursday };
    let rule = config.week_rule.unwrap_or(default);
    let Some(period) = period else { return Calendar { rule, weeks: Vec::new() } };
    let mut calendar = Calendar::new(period, rule, config.until);
    calendar.leave_out_weekends(&config.rules.working_days, |week| {
        let slots = rolls.iter().flat_map(|roll| roll.fold.slots.iter().map(|slot| roll.placed(*slot)));
        let mut days = slots.filter(|slot| slot.is_of_days()).filter_map(Slot::days);
        days.any(|(from, to)| from <= week.to && week.from <= to)
    });
    if calendar.weeks.is_empty() {
        let mut problem = Problem::new(FolderFault::NoWeeks { period: period.name.clone() });
        problem.place = config.file.as_ref().map(Place::file);
        problems.push(problem);
    }
    calendar
}
