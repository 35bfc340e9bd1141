//! `teamcap diff`: what changed between two folders, figure by figure, and which cells and lines it came from.

use super::behind::listed;
use super::exit::Exit;
use super::output;
use super::several::{Reviewed, inside, reviewed, within};
use crate::calc::diff::behind::{Behind, Both};
use crate::calc::diff::by_person::{by_cells, by_figures, divisor};
use crate::calc::diff::cells::{cells, ratings};
use crate::calc::diff::pairs::Pairs;
use crate::calc::diff::rules::{Differing, differing};
use crate::calc::diff::settings::{SettingChange, Settings, settings};
use crate::calc::diff::{Change, changes};
use crate::calc::explain::{Cell, Measure};
use crate::calc::figure::{EffortCells, Figure};
use crate::cli::{self, Diff as Arguments, Format};
use crate::gather::gather_all;
use crate::gather::lookup::Named;
use crate::gather::reread::reread;
use crate::model::person::folded;
use crate::problem::grammar::nearest;
use crate::problem::{FolderFault, Problem, Severity};
use crate::render::diff::{Diff, Side, csv, page};
use crate::render::unwritable::Written;
use crate::render::{html, json, markdown, text};
use crate::rollup::ledger::Wanted;

/// The exit code of a comparison that cannot go on, with the problems to draw.
type Stopped = (Exit, Vec<Problem>);

pub fn run(arguments: &Arguments) -> Exit {
    // The later side's labels are the ones that stay.
    let paths = [&arguments.after, &arguments.before];
    let [before, after] = arguments.sides();
    let sides = gather_all(&[after, before], Wanted::Everything);
    let (keep_going, of_team_only) = (arguments.tolerance.keep_going, arguments.whose.team_only);
    let mut halves = paths.into_iter().zip(sides).map(|(path, side)| reviewed(path, side, keep_going, of_team_only));
    let (Some((after, found)), Some((before, mut problems))) = (halves.next(), halves.next()) else {
        return Exit::Usage;
    };
    problems.extend(found);
    let (before, after) = match (before, after) {
        (Ok(before), Ok(after)) => (before, after),
        (before, after) => {
            output::problems(&problems);
            return before.err().max(after.err()).unwrap_or(Exit::Errors);
        }
    };
    let found = compared(arguments, &before, &after);
    let (text, found) = match found {
        Ok((text, found)) => (Ok(text), found),
        Err((exit, found)) => (Err(exit), found),
    };
    problems.extend(found);
    let halves = [&before, &after];
    if arguments.tolerance.strict {
        problems.extend(halves.iter().flat_map(|half| half.warnings.iter().cloned()));
    }
    output::problems(&problems);
    let written = match text {
        Err(exit) => return exit,
        Ok(text) => output::deliver(arguments.output.as_deref(), text),
    };
    match written {
        Exit::Fine if halves.iter().any(|half| half.gathered.unreadable) => Exit::Files,
        Exit::Fine if problems.iter().any(|problem| problem.severity() == Severity::Error) => Exit::Errors,
        Exit::Fine if arguments.tolerance.strict && halves.iter().any(|half| !half.warnings.is_empty()) => Exit::Errors,
        exit => exit,
    }
}

/// The text of the comparison, and the problems to draw beside it.
fn compared(arguments: &Arguments, before: &Reviewed, after: &Reviewed) -> Result<(Written, Vec<Problem>), Stopped> {
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
    let of_files = |half: &Reviewed, problem: Box<Problem>| (Exit::Files, vec![inside(&half.folder, *problem)]);
    let old = Measure::new(before.gathered.input());
    let new = Measure::new(after.gathered.input());
    let days = |half: &Reviewed| half.review.period.as_ref().map(|period| (period.from, period.to));
    let one_period = days(before) == days(after);

    let both = address.is_some().then(|| Both {
        before: Behind::new(&before.review, changes.iter().filter_map(|change| change.before)),
        after: Behind::new(&after.review, changes.iter().filter_map(|change| change.after)),
        pairs: &pairs,
    });
    let read = |half: &Reviewed, measure: &Measure<'_>, behind: Option<&Behind>| -> Result<Vec<Cell>, Stopped> {
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
                let cells_of = |half: &Reviewed, measure: &Measure<'_>, figure: &Figure| {
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
fn choose(changes: &mut Vec<Change<'_>>, address: &str, before: &Reviewed, after: &Reviewed) -> Result<(), Stopped> {
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
fn refuse(
    changes: &mut Vec<Change<'_>>,
    before: &Reviewed,
    after: &Reviewed,
) -> (Vec<(Differing, usize)>, Vec<Problem>) {
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

fn rules_differ(rule: &Differing, figures: usize, before: &Reviewed, after: &Reviewed) -> Problem {
    let place = |half: &Reviewed| {
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
fn all_cells(half: &Reviewed) -> Result<Vec<Cell>, Box<Problem>> {
    let people = (0..half.review.people.len()).collect();
    let weeks = (0..half.gathered.calendar.weeks.len()).collect();
    let all = EffortCells { people, weeks, categories: Vec::new() };
    Ok(reread(&half.gathered, &Named::new(&half.gathered), &all, false)?.cells)
}

fn settings_of(half: &Reviewed) -> Settings<'_> {
    let config = &half.gathered.config;
    Settings { roster: &config.roster, rules: &config.rules, taxonomy: &config.taxonomy }
}

fn drawn(arguments: &Arguments, diff: &Diff<'_>) -> Written {
    let path = arguments.output.as_deref();
    match cli::format(arguments.format, path, Format::Text) {
        Format::Text => {
            let options = output::text_options(path, arguments.width);
            Ok(text::of_page(&page(diff), &options))
        }
        Format::Markdown => Ok(markdown::of_page(&page(diff))),
        Format::Html => html::of_page(&page(diff)),
        Format::Json => json::diff::json(diff),
        Format::Csv => Ok(csv(diff)),
    }
}
