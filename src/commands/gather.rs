//! From a folder to everything a review is calculated from: the sheets are read, joined against roster and calendar, and
//! what the ledger objects to gets its places. `review`, `check` and `explain` all begin here, so they see the same.

use std::collections::{BTreeSet, HashMap};

use super::Exit;
use super::anonymise::{Anonymous, anonymise};
use super::entries::{self, Context};
use super::folder::{Folder, look};
use super::holidays;
use super::overlaps::overlaps;
use super::places;
use super::progress::Progress;
use super::sheets::{ReadFile, Reading, open};
use crate::calc::{capacity, ground};
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
use crate::model::skill::{Matrix, SkillRules};
use crate::model::source::{Accounting, SourceReport, SourceSummary};
use crate::model::week::Week;
use crate::model::written::Written;
use crate::model::zone::Zone;
use crate::problem::{EntryFault, Fault, Finding, FolderFault, Problem, Severity, SheetFault};
use crate::read::Opening;
use crate::rollup::ledger::{Against, FileRoll, Ledger, Wanted, ledger, people_seen};
use crate::rollup::run::{Job, Sink, run};
use crate::rollup::summary::summary;

/// Everything a review is calculated from.
#[derive(Debug)]
pub struct Gathered {
    pub config: Config,
    pub period: Option<Period>,
    pub calendar: Calendar,
    /// The same order as `rolls`.
    pub files: Vec<ReadFile>,
    pub rolls: Vec<FileRoll>,
    pub ledger: Ledger,
    pub matrix: Option<Matrix>,
    pub previous: Option<Matrix>,
    pub written: Option<Written>,
    /// The rules of the configuration with what the matrix says of its skills over them.
    pub skill_rules: SkillRules,
    pub problems: Vec<Problem>,
    /// Something could not be read: exit code 3.
    pub unreadable: bool,
    /// What timesheets are read by.
    pub timesheets: Context,
    /// With `--anonymise`, what stands for the names; there are none left in the rest.
    pub anonymous: Option<Anonymous>,
}

impl Gathered {
    pub fn has_errors(&self) -> bool {
        self.problems.iter().any(|problem| problem.severity() == Severity::Error)
    }

    /// How a command ends that cannot go on: a wrong flag, an unreadable file, or errors in the input.
    pub fn failure(&self) -> Exit {
        let is_usage = |problem: &Problem| match &problem.fault {
            Fault::Folder(FolderFault::UnknownPeriod { .. }) | Fault::Entry(EntryFault::UnknownTimeZone { .. }) => true,
            // With a place it is the configuration's.
            Fault::Folder(FolderFault::RepeatedStdin {}) => problem.place.is_none(),
            _ => false,
        };
        if self.problems.iter().any(is_usage) {
            Exit::Usage
        } else if self.unreadable {
            Exit::Files
        } else {
            Exit::Errors
        }
    }

    /// The sources as the review reports them.
    pub fn sources(&self) -> Vec<SourceReport> {
        let report = |(roll, accounting): (&FileRoll, &Accounting)| SourceReport {
            file: roll.plan.file.clone(),
            format: roll.plan.format.name(),
            accounting: *accounting,
            decisions: roll.decisions.clone(),
        };
        self.rolls.iter().zip(&self.ledger.accounting).map(report).collect()
    }

    /// What is known of each file by itself.
    pub fn summaries(&self) -> Vec<SourceSummary> {
        let files = self.rolls.iter().zip(self.sources()).enumerate();
        let skipped = |file: usize| self.files.get(file).map_or(0, |read| read.hints.skip_rows);
        let of = |(file, (roll, report))| SourceSummary {
            skip_rows: skipped(file),
            ..summary(file, roll, report, &self.ledger)
        };
        files.map(of).collect()
    }

    /// A problem of what the user typed, as it is to be shown.
    pub fn typed(&self, problem: Problem) -> Problem {
        match &self.anonymous {
            Some(names) => names.problem(problem),
            None => problem,
        }
    }

    /// The address that is meant: one made of names, where they are labels now.
    pub fn address(&self, typed: &str) -> String {
        let address = typed.trim().to_lowercase();
        self.anonymous.as_ref().map_or_else(|| address.clone(), |names| names.address(&address))
    }

    /// Runs the plan of a file again, into another sink.
    ///
    /// # Errors
    /// The file can no longer be opened or read.
    pub fn read_again<'a>(&'a self, file: usize, sink: &mut dyn Sink, owned: &'a [Week]) -> std::io::Result<()> {
        let (Some(read), Some(roll)) = (self.files.get(file), self.rolls.get(file)) else { return Ok(()) };
        let (mut csv, mut block) = match open(&read.input, &read.hints) {
            Ok(opened) => opened,
            Err(Opening::Io(error)) => return Err(error),
            Err(Opening::Problems(_)) => return Ok(()),
        };
        let job = Job {
            plan: &roll.plan,
            decimal: read.decimal,
            decimal_proof: read.decimal_proof.clone(),
            dates: read.dates,
            owned,
            entries: self.timesheets.rules(&roll.plan, file),
        };
        run(&mut csv, &mut block, &job, sink)
    }

    /// What a review is calculated from.
    pub fn input(&self) -> ground::Input<'_> {
        ground::Input {
            roster: &self.config.roster,
            taxonomy: &self.config.taxonomy,
            rules: &self.config.rules,
            calendar: &self.calendar,
            ledger: &self.ledger,
        }
    }

    /// The weeks that a number without a year may mean.
    pub fn owned(&self) -> Vec<Week> {
        self.calendar.weeks()
    }
}

/// Reads everything that `input` means.
pub fn gather(input: &Input) -> Gathered {
    gather_for(input, Wanted::Everything)
}

/// As `gather`, for a command that may not want everything.
pub fn gather_for(input: &Input, wanted: Wanted) -> Gathered {
    let mut gathered = gather_by_name(input, wanted);
    if input.anonymise {
        let labels = Labels::new(&gathered.config.roster);
        anonymise(&mut gathered, labels);
    }
    gathered
}

/// Several folders, in the order of `inputs`. Somebody who is in more than one has one label: that of the first in which they are.
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
    // A name of a file may be a person's. The line is there until everything is found.
    let progress = Progress::of(&files, !input.anonymise);
    override_rules(&mut config, input, &mut problems);
    unreadable |= holidays::read(&mut config, &root, &mut problems);
    let (owned, length) = owned(&config);
    let all_columns = matches!(wanted, Wanted::EveryColumn | Wanted::Account);
    let every_field = wanted == Wanted::EveryField;
    let reading = |weeks| Reading::new(&config, weeks, length, all_columns, &progress).with_every_field(every_field);
    let mut read = reading(owned).files(&files);
    if config.period.is_none()
        && read.lacks_year()
        && let Some((period, ..)) = period::most_weeks(days(&read.rolls))
    {
        // A week without a year is the one of the period that the other sheets are about.
        read = reading(weeks(&config, &period).weeks()).files(&files);
    }
    let Reading { files, mut rolls, grids, problems: found, unreadable: failed, timesheets, .. } = read;
    problems.extend(found);
    unreadable |= failed;
    if config.roster.people.is_empty() {
        config.roster = people_seen(&rolls);
        // Where nothing could be read nobody was seen, and the errors say why.
        let people = config.roster.people.len() as u64;
        problems.extend((people > 0).then(|| Problem::new(Finding::AssumedRoster { people })));
    }
    if rolls.is_empty() && config.period.is_none() && problems.iter().all(|p| p.severity() != Severity::Error) {
        problems.push(Problem::new(FolderFault::NoSources { folder: root.to_string_lossy().into_owned() }));
    }
    let period = config.period.clone().or_else(|| assume_period(&rolls, &mut problems));
    let calendar = calendar(&config, period.as_ref(), &rolls, &mut problems);
    problems.extend(capacity::missing_fte(&config.roster, &calendar));
    let against = Against {
        roster: &config.roster,
        taxonomy: &config.taxonomy,
        calendar: &calendar,
        limits: &config.rules.limits,
        working_days: &config.rules.working_days,
    };
    // Rules that a review could break are those of a configuration.
    let is_ruled = config.file.is_some();
    let wanted = if wanted == Wanted::Account && is_ruled { Wanted::EveryColumn } else { wanted };
    let ledger = ledger(&rolls, &against, wanted);
    problems.extend(entries::breaks(&rolls, &ledger, &config.taxonomy));
    problems.extend(overlaps(&rolls));
    problems.extend(entries::addresses(&rolls, &config.roster));
    if config.rules.average == Average::Filled {
        let without = rolls.iter().filter(|roll| !roll.plan.format.has_blanks());
        problems.extend(without.map(|roll| Problem::new(SheetFault::NoBlanks {}).at(Place::file(&roll.plan.file))));
    }
    for roll in &mut rolls {
        problems.extend(said_once("week-without-year", std::mem::take(&mut roll.ran.problems)));
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
        problems,
        unreadable,
        timesheets,
        anonymous: None,
    };
    gathered.read_matrices(&root, grids);
    if wanted != Wanted::Refusals {
        gathered.read_written(&root);
    }
    gathered.problems.extend(near_misses(&gathered));
    places::explain_flags(&mut gathered);
    crate::problem::sort(&mut gathered.problems);
    gathered
}

/// Without a roster, the names that may be one person's, at the file that first has the later one.
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
    // Two addresses are two people's, however alike the names are.
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

/// What the command line says wins over the configuration.
fn override_rules(config: &mut Config, input: &Input, problems: &mut Vec<Problem>) {
    if let Some(text) = &input.period {
        match Period::parse(text, config.fiscal_year_starts) {
            Some(period) => config.period = Some(period),
            None => problems.push(Problem::new(FolderFault::UnknownPeriod { text: text.clone() })),
        }
    }
    if let Some(text) = &input.until {
        let week = Week::parse(text).or_else(|| crate::model::day::Day::parse(text).map(Week::of));
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

/// The weeks of the period and its length in weeks, where the configuration or the command line says it.
fn owned(config: &Config) -> (Vec<Week>, Option<Exact>) {
    let Some(period) = &config.period else { return (Vec::new(), None) };
    let calendar = weeks(config, period);
    (calendar.weeks(), Some(calendar.length(&config.rules.working_days)))
}

/// The weeks of a period before the sheets are known: by Thursday unless the configuration says otherwise.
fn weeks(config: &Config, period: &Period) -> Calendar {
    Calendar::new(period, config.week_rule.unwrap_or(WeekRule::Thursday), config.until)
}

/// The days that the rows of some files are about, as stretches.
fn days(rolls: &[FileRoll]) -> impl Iterator<Item = (Day, Day)> {
    rolls.iter().flat_map(|roll| &roll.fold.slots).filter_map(|slot| slot.days())
}

/// The problems of a file, those of this name as one with many places: one cause, and one thing to write.
fn said_once(name: &str, problems: Vec<Problem>) -> Vec<Problem> {
    let (same, mut others): (Vec<Problem>, Vec<Problem>) = problems.into_iter().partition(|p| p.name() == name);
    let mut same = same.into_iter();
    others.extend(same.next().map(|first| first.also(same.filter_map(|problem| problem.place))));
    others
}

fn assume_period(rolls: &[FileRoll], problems: &mut Vec<Problem>) -> Option<Period> {
    let (period, held, of) = period::most_weeks(days(rolls))?;
    problems.push(Problem::new(Finding::AssumedPeriod { period: period.name.clone(), weeks: held, of }));
    Some(period)
}

/// The rule is `thursday` unless said, or unless every source is dated by day. A period that owns no week is refused.
fn calendar(config: &Config, period: Option<&Period>, rolls: &[FileRoll], problems: &mut Vec<Problem>) -> Calendar {
    let by_day = !rolls.is_empty() && rolls.iter().all(|roll| roll.is_by_day());
    let default = if by_day { WeekRule::ByDay } else { WeekRule::Thursday };
    let rule = config.week_rule.unwrap_or(default);
    let Some(period) = period else { return Calendar { rule, weeks: Vec::new() } };
    let calendar = Calendar::new(period, rule, config.until);
    if calendar.weeks.is_empty() {
        let mut problem = Problem::new(FolderFault::NoWeeks { period: period.name.clone() });
        problem.place = config.file.as_ref().map(Place::file);
        problems.push(problem);
    }
    calendar
}
