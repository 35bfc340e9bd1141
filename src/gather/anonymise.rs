//! `--anonymise`: replaces the names of people by labels in everything that was gathered, before anything is calculated or
//! printed. What comes later never sees a name: addresses are made from the labels, and files are known by their new names.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::path::Path;
use std::sync::Arc;

use super::anonymous::Anonymous;
use super::diaries::is_diary;
use super::folder::is_table_name;
use super::gathered::Gathered;
use super::opened::ReadFile;
use super::source_file::unpacked_name;
use crate::config::Config;
use crate::decide::sheet::names_nobody;
use crate::model::address::{Parts, part};
use crate::model::category::{Activity, Category};
use crate::model::decision::Decision;
use crate::model::labels::Labels;
use crate::model::person::{ByName, Person};
use crate::model::skill::Matrix;
use crate::model::source::{MatrixSummary, SourceSummary, Unplanned};
use crate::model::tab::{is_tab, parted};
use crate::model::written::Written;
use crate::problem::{ConfigFault, Fault, FileFault, FolderFault, MatrixFault, Problem, Severity, SheetFault};
use crate::read::csv::field_of;
use crate::read::plan::{PersonFrom, Plan};
use crate::read::shape::suggested;

/// Replaces the names in everything that was gathered.
pub fn anonymise(gathered: &mut Gathered, labels: Labels) {
    let mut names = Anonymous::new(labels);
    gathered.sketches.clear();
    strangers(gathered, &mut names.labels);
    names.parts = parts(gathered, &names.labels);
    let by_name = gathered.config.roster.by_name();
    let by_file = gathered.rolls.iter().zip(&gathered.files).map(|(roll, read)| (&roll.plan.file, (&roll.plan, read)));
    let by_file: HashMap<&Arc<str>, (&Plan, &ReadFile)> = by_file.rev().collect();
    let is_known = |problem| is_excerpt_known(gathered, problem, &by_file, &by_name);
    let is_known: Vec<bool> = gathered.problems.iter().map(is_known).collect();
    for (problem, is_known) in gathered.problems.iter_mut().zip(is_known) {
        problem.excerpt = problem.excerpt.take().filter(|_| is_known);
        told(problem, &mut names);
    }
    let files: Vec<String> = gathered.rolls.iter().map(|roll| roll.plan.file.to_string()).collect();
    config(&mut gathered.config, &files, &mut names);
    for roll in &mut gathered.rolls {
        roll.plan.file = names.file(&roll.plan.file);
        decisions(&mut roll.decisions, &names);
    }
    gathered.ledger.activities.iter_mut().for_each(|of| activity(of, &names));
    for (place, excerpt) in &mut gathered.ledger.headings {
        names.place(place);
        excerpt.iter_mut().for_each(|excerpt| names.excerpt(excerpt));
    }
    gathered.ledger.work.categories.iter_mut().for_each(|of| category(of, &mut names));
    for of in gathered.matrix.iter_mut().chain(&mut gathered.previous) {
        matrix(of, &gathered.config.roster.people, &mut names);
    }
    let is_known = gathered.problems.iter().all(|problem| !is_of_config(problem, gathered.config.file.as_ref()));
    if let Some(written) = &mut gathered.written {
        // With errors in the configuration the roster may be incomplete, so any word may be a name.
        let masked = |text: &str| if is_known { markdown(&names, text) } else { "...".to_owned() };
        written.each_text(&mut |text| *text = masked(text));
        written.each_place(&mut |place| names.place(place));
    }
    for of in &mut gathered.skill_rules.of {
        names.change(&mut of.name);
        names.place(&mut of.place);
    }
    gathered.anonymous = Some(names);
}

fn is_of_config(problem: &Problem, config: Option<&Arc<str>>) -> bool {
    problem.severity() == Severity::Error && problem.place.as_ref().is_some_and(|place| Some(&place.file) == config)
}

/// A text of review.toml without names, as Markdown. Names are replaced between the marks of emphasis first, which keeps the
/// marks; then across them, which finds a name that is partly emphasised. A link's address stays an address.
fn markdown(names: &Anonymous, text: &str) -> String {
    let plain = |text: &str| text.split('*').map(|part| names.text(part)).collect::<Vec<_>>().join("*");
    let mut parts = text.split("](");
    let mut out = plain(parts.next().unwrap_or_default());
    for part in parts {
        let (address, behind) = part.split_at(part.find(')').unwrap_or(0));
        out += &format!("]({}{}", names.text(address).replace(' ', "%20"), plain(behind));
    }
    names.text(&out)
}

/// Adds a label for each name that is not on the roster: the place where it stands.
fn strangers(gathered: &Gathered, labels: &mut Labels) {
    let people = labels.clone();
    for problem in &gathered.problems {
        let name = match &problem.fault {
            Fault::Sheet(SheetFault::UnknownPerson { name, .. }) => name,
            Fault::Matrix(MatrixFault::PersonNotOnRoster { name, .. }) => name,
            Fault::Folder(FolderFault::UnknownName { name, .. }) => name,
            _ => continue,
        };
        let mut alone = Labels::default();
        alone.add(name, "");
        // The name of the file may itself be the unknown name.
        let place = problem.place.as_ref().filter(|place| alone.found(&place.file).is_empty());
        let shown = place.map_or_else(|| people.somebody().to_owned(), |place| people.masked(&place.to_string()));
        labels.add(name, &shown);
    }
    for name in owners(gathered) {
        if gathered.config.roster.find(&name).is_none() {
            labels.add(&name, people.somebody());
        }
    }
}

/// Whose files may be that say nothing of anybody that counts, by their names: of one that is about a single person, and of a sheet in
/// which nothing was understood.
fn owners(gathered: &Gathered) -> Vec<String> {
    let of_one = gathered.rolls.iter().filter_map(|roll| match &roll.plan.person {
        PersonFrom::Everywhere(name) => Some(name.clone()),
        _ => None,
    });
    let is_sheet = |file: &Arc<str>| {
        let path = Path::new(parted(file).0);
        is_table_name(path) || parted(file).1.is_some() || is_diary(path)
    };
    let is_read = |file: &Arc<str>| {
        let mut matrices = gathered.matrix.iter().chain(&gathered.previous);
        gathered.rolls.iter().any(|roll| roll.plan.file == *file) || matrices.any(|of| of.file == **file)
    };
    let told: BTreeSet<&Arc<str>> =
        gathered.problems.iter().filter_map(|problem| Some(&problem.place.as_ref()?.file)).collect();
    let others = told.into_iter().filter(|file| is_sheet(file) && !is_read(file)).map(|file| {
        let (path, part) = parted(file);
        let own = unpacked_name(Path::new(part.unwrap_or(path)));
        match part.filter(|_| is_tab(file)) {
            Some(tab) => tab.to_owned(),
            None => own.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default(),
        }
    });
    of_one.chain(others).filter(|name| !name.trim().is_empty() && !names_nobody(name)).collect()
}

/// Whether every name in a problem's excerpt can be recognised: the file was understood, and the row belongs to somebody on
/// the roster. Other excerpts are left out.
fn is_excerpt_known(
    gathered: &Gathered,
    problem: &Problem,
    by_file: &HashMap<&Arc<str>, (&Plan, &ReadFile)>,
    by_name: &ByName,
) -> bool {
    let (Some(place), Some(excerpt)) = (&problem.place, &problem.excerpt) else { return false };
    if gathered.is_ours(&place.file) {
        return !gathered
            .problems
            .iter()
            .any(|problem| matches!(problem.fault, Fault::Config(ConfigFault::NotToml { .. })));
    }
    let matrices = [&gathered.matrix, &gathered.previous];
    let is_calendar = gathered.config.holiday_files.iter().any(|named| named.file.value == *place.file);
    if is_calendar || matrices.into_iter().flatten().any(|matrix| matrix.file == *place.file) {
        return true;
    }
    let Some((plan, read)) = by_file.get(&place.file).copied() else { return false };
    let is_header = std::iter::once(&plan.header).chain(&plan.above).any(|header| header.line == excerpt.line);
    match plan.person {
        PersonFrom::Column(field) if !is_header => {
            let name = field_of(&excerpt.text, read.delimiter, field, plan.width());
            let is_stranger = matches!(problem.fault, Fault::Sheet(SheetFault::UnknownPerson { .. }));
            is_stranger || name.is_some_and(|name| name.is_empty() || by_name.find(&name).is_some())
        }
        _ => true,
    }
}

/// Maps the parts of addresses to those made from labels: the parts of people, and of skills, categories and written parts that
/// are named after people.
fn parts(gathered: &Gathered, labels: &Labels) -> HashMap<String, String> {
    let mut found = HashMap::new();
    let matrices = gathered.matrix.iter().flat_map(|matrix| &matrix.skills);
    let skills = matrices.flat_map(|skill| std::iter::once(&skill.name).chain(&skill.group));
    let categories = gathered.ledger.work.categories.iter().map(|category| &category.name);
    let written = gathered.written.iter().flat_map(Written::names);
    for name in skills.chain(categories).chain(written) {
        found.insert(part(name), part(&labels.masked(name)));
    }
    let mut ids = Parts::default();
    for (at, person) in gathered.config.roster.people.iter().enumerate() {
        found.insert(ids.add(&person.name, &["total", "team"]).0, part(labels.of(at)));
    }
    found
}

/// Replaces the names in a problem that was found while gathering.
fn told(problem: &mut Problem, names: &mut Anonymous) {
    match &mut problem.fault {
        Fault::Sheet(SheetFault::UnknownPerson { name, near })
        | Fault::Matrix(MatrixFault::PersonNotOnRoster { name, near })
        | Fault::Folder(FolderFault::UnknownName { name, near }) => {
            name.clear();
            near.clear();
        }
        Fault::Sheet(
            SheetFault::UnknownFormat { header, .. }
            | SheetFault::UnknownColumn { header, .. }
            | SheetFault::UnfinishedMapping { header, .. },
        ) => headings(header),
        // A file that is not TOML may hold names anywhere.
        Fault::Config(fault @ ConfigFault::NotToml { .. }) => fault.each_text(&mut |text| "...".clone_into(text)),
        Fault::File(FileFault::EncodingGuessed { word, .. }) if names.labels.found(word).is_empty() => {
            "...".clone_into(word);
        }
        _ => {}
    }
    problem.fault.each_text(&mut |text| *text = names.labels.masked(text));
    problem.excerpt.iter_mut().for_each(|excerpt| names.excerpt(excerpt));
    problem.place.iter_mut().chain(&mut problem.also).for_each(|place| names.place(place));
}

/// Replaces the headings of a file whose shape is not known, but for the usual ones: any other may be a name.
fn headings(header: &mut [String]) {
    let known: Vec<String> = suggested(header).roles.into_iter().filter_map(|(_, heading)| heading).collect();
    for (at, heading) in header.iter_mut().enumerate() {
        if !known.contains(heading) {
            *heading = format!("column {}", at + 1);
        }
    }
}

/// Replaces the names in the configuration. `files` are the names of the sheets, which an `[[accept]]` may mention.
fn config(config: &mut Config, files: &[String], names: &mut Anonymous) {
    config.team.iter_mut().for_each(|team| names.change(team));
    if let Some(file) = &config.file {
        config.file = Some(names.file(file));
    }
    for (at, of) in config.roster.people.iter_mut().enumerate() {
        person(of, at, names);
    }
    config.taxonomy.categories.iter_mut().for_each(|of| category(of, names));
    config.rules.buckets.iter_mut().for_each(|bucket| names.change(bucket));
    for holiday in &mut config.rules.holidays {
        names.change(&mut holiday.name);
        names.place(&mut holiday.place);
    }
    for accept in &mut config.accepts {
        accept.at = if files.contains(&accept.at) { names.text(&accept.at) } else { names.address(&accept.at) };
        names.place(&mut accept.place);
    }
    for of in config.skills.iter_mut().flat_map(|skills| &mut skills.rules.of) {
        names.change(&mut of.name);
        names.place(&mut of.place);
    }
    config.rule_places.iter_mut().for_each(|(_, place)| names.place(place));
}

/// Gives a person the label as name. The name becomes an alias, so that sheets that are read again still match.
fn person(person: &mut Person, at: usize, names: &mut Anonymous) {
    let name = std::mem::replace(&mut person.name, names.labels.of(at).to_owned());
    person.aliases.insert(0, name);
    let ftes = person.fte.iter_mut().filter_map(|fte| fte.place.as_mut());
    let leave = person.leave.iter_mut().map(|leave| &mut leave.place);
    ftes.chain(leave).chain(&mut person.place).for_each(|place| names.place(place));
}

fn category(category: &mut Category, names: &mut Anonymous) {
    names.change(&mut category.name);
    category.aliases.iter_mut().for_each(|alias| names.change(alias));
    category.skills.iter_mut().for_each(|skill| names.change(skill));
    category.place.iter_mut().for_each(|place| names.place(place));
}

fn activity(activity: &mut Activity, names: &Anonymous) {
    let Activity { name, project, task, tags, client, description, billable, kind } = activity;
    [name, project, task, client, description, billable, kind]
        .into_iter()
        .chain(tags)
        .for_each(|text| names.change(text));
}

fn decisions(decisions: &mut [Decision], names: &Anonymous) {
    for decision in decisions {
        decision.each_text(&mut |text| names.change(text));
    }
}

fn matrix(matrix: &mut Matrix, people: &[Person], names: &mut Anonymous) {
    names.change(&mut matrix.file);
    for assessed in &mut matrix.people {
        let is_theirs = |person: &&Person| person.spellings().any(|name| *name == assessed.name);
        let known = people.iter().find(is_theirs).map(|person| person.name.clone());
        assessed.name = known.unwrap_or_else(|| names.text(&assessed.name));
        names.place(&mut assessed.place);
    }
    for skill in &mut matrix.skills {
        names.change(&mut skill.name);
        skill.group.iter_mut().for_each(|group| names.change(group));
        names.place(&mut skill.place);
    }
    for rating in matrix.ratings.iter_mut().flatten() {
        names.change(&mut rating.text);
        rating.place.iter_mut().for_each(|place| names.place(place));
    }
    matrix.assessed.iter_mut().for_each(|(_, place)| names.place(place));
}

/// Replaces the names in the rows themselves, which only the canonical table prints.
pub fn rows(gathered: &mut Gathered) {
    let Some(names) = &gathered.anonymous else { return };
    let (roster, by_name) = (&gathered.config.roster, gathered.config.roster.by_name());
    for roll in &mut gathered.rolls {
        for name in &mut roll.ran.names {
            let known = by_name.find(name).and_then(|at| roster.people.get(at));
            *name = known.map_or_else(|| names.text(name), |person| person.name.clone());
        }
        roll.ran.activities.iter_mut().for_each(|of| activity(of, names));
    }
}

/// Replaces the names in a list of spellings, each label once.
fn people(spelled: &mut Vec<String>, names: &Anonymous) {
    let mut seen = HashSet::new();
    spelled.iter_mut().for_each(|name| names.change(name));
    spelled.retain(|label| seen.insert(label.clone()));
}

/// Replaces the names in what `teamcap sources` prints.
pub fn summaries(
    sheets: &mut [SourceSummary],
    matrices: &mut [MatrixSummary],
    others: &mut [Unplanned],
    names: &Anonymous,
) {
    for sheet in sheets {
        sheet.columns.iter_mut().for_each(|(heading, _)| names.change(heading));
        people(&mut sheet.people, names);
        for of in &mut sheet.activities {
            names.change(&mut of.name);
            of.category.iter_mut().for_each(|category| names.change(category));
        }
    }
    matrices.iter_mut().for_each(|matrix| people(&mut matrix.people, names));
    for other in others {
        let heading = |text: &mut String| names.change(text);
        other
            .headings
            .iter_mut()
            .chain(other.suggested.iter_mut().filter_map(|(_, text)| text.as_mut()))
            .for_each(heading);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::person::Roster;

    fn names(people: &[&str]) -> Anonymous {
        let people = people.iter().map(|name| Person::assumed(name)).collect();
        Anonymous::new(Labels::new(&Roster { people, assumed: false }))
    }

    #[test]
    fn a_name_in_markdown_is_replaced_and_its_marks_stay() {
        let names = names(&["Ada Lovelace", "Bo"]);
        for (text, shown) in [
            ("Thanks to **Ada Lovelace** and *Bo*.", "Thanks to **Person 1** and *Person 2*."),
            ("[Bo](https://example.org/x)", "[Person 2](https://example.org/x)"),
            ("[notes](notes/Bo.md) of the talk", "[notes](notes/Person%202.md) of the talk"),
            ("nobody", "nobody"),
        ] {
            assert_eq!(markdown(&names, text), shown);
        }
    }

    #[test]
    fn a_name_that_is_partly_emphasised_is_found() {
        let shown = markdown(&names(&["Ada Lovelace"]), "**Ada** Lovelace");
        assert!(!shown.contains("Ada") && !shown.contains("Lovelace"), "{shown}");
    }

    #[test]
    fn of_a_header_without_a_shape_only_usual_headings_are_shown() {
        let mut header: Vec<String> = ["Hours", "Yorick", "Date", "Zebulon"].map(str::to_owned).to_vec();
        headings(&mut header);
        assert_eq!(header, ["Hours", "column 2", "Date", "column 4"]);
    }

    #[test]
    fn a_label_is_the_name_and_the_name_a_spelling() {
        let mut names = names(&["Ada", "Bo"]);
        let mut bo = Person::assumed("Bo");
        person(&mut bo, 1, &mut names);
        assert_eq!((bo.name.as_str(), bo.aliases.as_slice()), ("Person 2", ["Bo".to_owned()].as_slice()));
    }
}
