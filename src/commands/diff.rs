//! `teamcap diff`: what changed between two folders, figure by figure, and which cells and lines it came from.

use std::path::Path;

use super::behind::listed;
use super::exit::Exit;
use super::output;
use super::reviewed::calculated;
use crate::calc::diff::behind::{Behind, Both};
use crate::calc::diff::by_person::{by_cells, by_figures, divisor};
use crate::calc::diff::cells::{cells, ratings};
use crate::calc::diff::pairs::Pairs;
use crate::calc::diff::rules::{Differing, differing};
use crate::calc::diff::settings::{SettingChange, Settings, settings};
use crate::calc::diff::{Change, changes};
use crate::calc::explain::{Cell, Measure};
use crate::calc::figure::{EffortCells, Figure};
use crate::calc::review::Review;
use crate::calc::team_only::team_only;
use crate::cli::{Diff as Arguments, Format};
use crate::gather::gather_both;
use crate::gather::gathered::Gathered;
use crate::gather::lookup::Named;
use crate::gather::reread::reread;
use crate::model::person::folded;
use crate::model::place::Place;
use crate::problem::grammar::nearest;
use crate::problem::{FolderFault, Problem, Severity};
use crate::render::diff::{Diff, Side, csv, page};
use crate::render::unwritable::Written;
use crate::render::{html, json, markdown, text};

/// One side, read and calculated.
struct Half {
    /// As the command line names it.
    name: String,
    /// The folder that its places are relative to, as it is shown in them.
    folder: String,
    gathered: Gathered,
    review: Review,
    /// The review has warnings.
    warned: bool,
}

/// The exit code of a comparison that cannot go on, with the problems to draw.
type Stopped = (Exit, Vec<Problem>);

pub fn run(arguments: &Arguments) -> Exit {
    let (earlier, later) = gather_both(&arguments.side(&arguments.before), &arguments.side(&arguments.after));
    let (before, mut problems) = half(arguments, &arguments.before, earlier);
    let (after, found) = half(arguments, &arguments.after, later);
    problems.extend(found);
    let (before, after) = match (before, after) {
        (Ok(before), Ok(after)) => (before, after),
        (before, after) => {
            output::problems(&problems);
            let exits = [before.err(), after.err()].into_iter().flatten();
            return exits.max_by_key(|exit| *exit as u8).unwrap_or(Exit::Errors);
        }
    };
    let found = compared(arguments, &before, &after);
    let (text, found) = match found {
        Ok((text, found)) => (Ok(text), found),
        Err((exit, found)) => (Err(exit), found),
    };
    problems.extend(found);
    output::problems(&problems);
    let written = match text {
        Err(exit) => return exit,
        Ok(text) => output::deliver(arguments.output.as_deref(), text),
    };
    let halves = [&before, &after];
    let warned = halves.into_iter().any(|half| half.warned);
    match written {
        Exit::Fine if halves.iter().any(|half| half.gathered.unreadable) => Exit::Files,
        Exit::Fine if problems.iter().any(|problem| problem.severity() == Severity::Error) => Exit::Errors,
        Exit::Fine if arguments.tolerance.strict && warned => Exit::Errors,
        exit => exit,
    }
}

/// Calculates one side. The files of its problems are named with their folder.
fn half(arguments: &Arguments, path: &Path, gathered: Gathered) -> (Result<Half, Exit>, Vec<Problem>) {
    let (review, problems) = calculated(&gathered, &[], arguments.tolerance.keep_going);
    let shown = |path: &Path| {
        let path = path.to_string_lossy().replace('\\', "/").trim_end_matches('/').to_owned();
        gathered.anonymous.as_ref().map_or_else(|| path.clone(), |names| names.text(&path))
    };
    let folder = if path.is_dir() { shown(path) } else { path.parent().map(shown).unwrap_or_default() };
    let problems = problems.into_iter().map(|problem| inside(&folder, problem)).collect();
    let name = shown(path);
    let half = review.map(|mut review| {
        let warned = review.notes.iter().any(|note| note.severity() == Severity::Warning);
        if arguments.whose.team_only {
            team_only(&mut review);
        }
        Half { name, folder, gathered, review, warned }
    });
    (half, problems)
}

fn inside(folder: &str, problem: Problem) -> Problem {
    let place = problem.place.map(|place| within(folder, place));
    let also = problem.also.into_iter().map(|place| within(folder, place)).collect();
    Problem { place, also, ..problem }
}

/// A place in a folder, named with that folder.
fn within(folder: &str, place: Place) -> Place {
    if folder.is_empty() || folder == "." {
        return place;
    }
    Place { file: format!("{folder}/{}", place.file).into(), ..place }
}

/// The text of the comparison, and the problems to draw beside it.
fn compared(arguments: &Arguments, before: &Half, after: &Half) -> Result<(Written, Vec<Problem>), Stopped> {
    let (old_roster, new_roster) = (&before.gathered.config.roster, &after.gathered.config.roster);
    let pairs = Pairs::new((&before.review, old_roster), (&after.review, new_roster));
    let mut changes = changes(&before.review, &after.review, &pairs);
    let address = arguments.address.as_ref().map(|address| before.gathered.address(&after.gathered.address(address)));
    if let Some(address) = &address {
        choose(&mut changes, address, before, after)?;
    }
    let (not_compared, problems) = refuse(&mut changes, before, after);
    if !problems.is_empty() && !arguments.tolerance.keep_going {
        return Err((Exit::Errors, problems));
    }
    let of_files = |half: &Half, problem: Box<Problem>| (Exit::Files, vec![inside(&half.folder, *problem)]);
    let old = Measure::new(before.gathered.input());
    let new = Measure::new(after.gathered.input());
    let days = |half: &Half| (half.review.period.from, half.review.period.to);
    let one_period = days(before) == days(after);

    let both = address.is_some().then(|| Both {
        before: Behind::new(&before.review, changes.iter().filter_map(|change| change.before)),
        after: Behind::new(&after.review, changes.iter().filter_map(|change| change.after)),
        pairs: &pairs,
    });
    let read = |half: &Half, measure: &Measure<'_>, behind: Option<&Behind>| -> Result<Vec<Cell>, Stopped> {
        if !one_period {
            return Ok(Vec::new());
        }
        let mut cells = all_cells(half).map_err(|problem| of_files(half, problem))?;
        cells.retain(|cell| behind.is_none_or(|b| b.lists(cell, &half.gathered.calendar, measure.category_of())));
        Ok(cells)
    };
    let old_cells = read(before, &old, both.as_ref().map(|both| &both.before))?;
    let new_cells = read(after, &new, both.as_ref().map(|both| &both.after))?;
    let (old_work, new_work) = (&before.gathered.ledger.activities, &after.gathered.ledger.activities);
    let cells = one_period.then(|| cells((&old_cells, old_work), (&new_cells, new_work), &pairs));

    let (old_matrix, new_matrix) = (before.gathered.matrix.as_ref(), after.gathered.matrix.as_ref());
    let is_wanted = |skill: &str, whose| both.as_ref().is_none_or(|both| both.rates(skill, whose));
    let ratings = ratings((old_matrix, old_roster), (new_matrix, new_roster), &pairs, is_wanted);
    let mut settings = settings(settings_of(before), settings_of(after), &pairs, one_period);
    if after.gathered.anonymous.is_some() {
        settings.iter_mut().for_each(SettingChange::hide_spelling);
    }
    settings.retain(|line| both.as_ref().is_none_or(|both| both.is_about(line)));
    let by_person = match (one_period, &address) {
        (true, _) => Vec::new(),
        (false, None) => {
            let amounts = ["capacity.recorded", "capacity.gross"].into_iter();
            let is_compared =
                |address: &&str| changes.iter().any(|c| c.figure().is_some_and(|f| f.address == *address));
            let amounts = amounts.filter(is_compared);
            amounts.filter_map(|address| by_figures(&before.review, &after.review, address, &pairs)).collect()
        }
        (false, Some(_)) => match changes[..] {
            [Change { before: Some(a), after: Some(b), .. }] => {
                let cells_of = |half: &Half, measure: &Measure<'_>, figure: &Figure| {
                    listed(&half.gathered, measure, figure).map_err(|problem| of_files(half, problem))
                };
                let cells = (cells_of(before, &old, a)?, cells_of(after, &new, b)?);
                let amount = match &cells {
                    (Some(x), Some(y)) => by_cells((&before.review, x), (&after.review, y), b, &pairs),
                    _ => None,
                };
                let by = |address: &str| by_figures(&before.review, &after.review, address, &pairs);
                let amount = amount.or_else(|| by(&b.address));
                amount.into_iter().chain(divisor(b).and_then(by)).collect()
            }
            _ => Vec::new(),
        },
    };
    let mut diff = Diff {
        before: Side { name: &before.name, review: &before.review, category_of: old.category_of() },
        after: Side { name: &after.name, review: &after.review, category_of: new.category_of() },
        one_period,
        chosen: address.as_deref(),
        all: arguments.all,
        changes,
        not_compared,
        cells,
        ratings,
        settings,
        by_person,
    };
    if arguments.whose.team_only {
        diff.leave_out_people();
    }
    Ok((drawn(arguments, &diff), problems))
}

/// Keeps only the figures at or under an address, whichever side has them.
fn choose(changes: &mut Vec<Change<'_>>, address: &str, before: &Half, after: &Half) -> Result<(), Stopped> {
    let is_under = |figure: &&Figure| {
        figure.address.strip_prefix(address).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    };
    let is_exact = |figure: &&Figure| figure.address == address;
    let any = |change: &Change<'_>, of: &dyn Fn(&&Figure) -> bool| {
        [change.before, change.after].into_iter().flatten().any(|figure| of(&figure))
    };
    let exact = changes.iter().any(|change| any(change, &is_exact));
    changes.retain(|change| if exact { any(change, &is_exact) } else { any(change, &is_under) });
    if !changes.is_empty() {
        return Ok(());
    }
    let known = before.review.figures.iter().chain(after.review.figures.iter());
    let near = nearest(address, known.map(|figure| figure.address.as_str()));
    let fault = FolderFault::UnknownAddress { address: address.to_owned(), near };
    Err((Exit::Usage, vec![after.gathered.typed(Problem::new(fault))]))
}

/// Removes the figures that depend on a rule that differs between the sides. Returns each such rule with their number, and an
/// error for each that names both its values.
fn refuse(changes: &mut Vec<Change<'_>>, before: &Half, after: &Half) -> (Vec<(Differing, usize)>, Vec<Problem>) {
    let touches = |rule: &Differing, change: &Change<'_>| change.figure().is_some_and(|figure| rule.touches(figure));
    let mut rules = Vec::new();
    for rule in differing(&before.review, &after.review) {
        let touched = changes.iter().filter(|change| touches(&rule, change)).count();
        if touched > 0 {
            rules.push((rule, touched));
        }
    }
    changes.retain(|change| !rules.iter().any(|(rule, _)| touches(rule, change)));
    let problems = rules.iter().map(|(rule, figures)| rules_differ(rule, *figures, before, after)).collect();
    (rules, problems)
}

fn rules_differ(rule: &Differing, figures: usize, before: &Half, after: &Half) -> Problem {
    let place = |half: &Half| {
        let config = &half.gathered.config;
        let of_skill = || {
            let skills = config.skills.iter().flat_map(|skills| &skills.rules.of);
            let wanted = rule.skill.as_deref().map(folded);
            skills.into_iter().find(|own| Some(folded(&own.name)) == wanted).map(|own| &own.place)
        };
        let said = || config.rule_places.iter().find(|(key, _)| *key == rule.rule.key()).map(|(_, place)| place);
        let place = if rule.skill.is_some() { of_skill() } else { said() };
        place.map(|place| within(&half.folder, place.clone()))
    };
    let (old, new) = (place(before), place(after));
    let fault = FolderFault::RulesDiffer {
        rule: rule.rule.key(),
        skill: rule.skill.clone(),
        before: (rule.before.clone(), before.name.clone(), old.is_some()),
        after: (rule.after.clone(), after.name.clone(), new.is_some()),
        figures,
    };
    let problem = Problem::new(fault);
    match (old, new) {
        (old, Some(new)) => problem.at(new).also(old),
        (Some(old), None) => problem.at(old),
        (None, None) => problem,
    }
}

/// Every cell of effort of the report's weeks.
fn all_cells(half: &Half) -> Result<Vec<Cell>, Box<Problem>> {
    let people = (0..half.review.people.len()).collect();
    let weeks = (0..half.gathered.calendar.weeks.len()).collect();
    let all = EffortCells { people, weeks, categories: Vec::new() };
    Ok(reread(&half.gathered, &Named::new(&half.gathered), &all, false)?.cells)
}

fn settings_of(half: &Half) -> Settings<'_> {
    let config = &half.gathered.config;
    Settings { roster: &config.roster, rules: &config.rules, taxonomy: &config.taxonomy }
}

fn drawn(arguments: &Arguments, diff: &Diff<'_>) -> Written {
    match arguments.format {
        Format::Text => {
            let options = output::text_options(arguments.output.as_deref(), arguments.width);
            Ok(text::of_page(&page(diff), &options))
        }
        Format::Markdown => Ok(markdown::of_page(&page(diff))),
        Format::Html => html::of_page(&page(diff)),
        Format::Json => json::diff::json(diff),
        Format::Csv => Ok(csv(diff)),
    }
}
