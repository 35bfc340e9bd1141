//! Merges the labels and accounts of all workers of a file into those that a single worker would have found: labels are
//! numbered in order of appearance in the file, no matter which worker met them first.

use std::hash::Hash;

use hashbrown::HashMap;

use super::activity::set_part;
use super::dictionary::FirstSeen;
use super::stage::WorkerResult;
use super::totals::TotalsCandidates;
use crate::model::category::Activity;
use crate::model::slot::Slot;
use crate::read::plan::Says;
use crate::rollup::ran::Ran;

/// The file's numbers for the labels of one worker, by the worker's own numbers.
#[derive(Debug, Default)]
pub(super) struct Renumbering {
    pub people: Vec<u32>,
    pub slots: Vec<u32>,
    pub activities: Vec<u32>,
}

/// Merges the results of all workers. `headings`: the headings name the activities, which therefore have the same numbers
/// everywhere.
pub(super) fn merged_labels(results: Vec<WorkerResult>, headings: bool) -> (Ran, Vec<Renumbering>) {
    let mut ran = Ran::default();
    let mut numbers: Vec<Renumbering> = results.iter().map(|_| Renumbering::default()).collect();
    let (mut people, mut slots, mut activities) = (Vec::new(), Vec::new(), Vec::new());
    let (mut totals, mut texts) = (Vec::new(), Vec::new());
    for result in results {
        add(&mut ran, result.ran);
        totals.push(result.candidates);
        let found = result.labels.into_worker_labels();
        people.push(found.people);
        slots.push(found.slots);
        activities.push(found.activities);
        texts.push(found.texts);
        ran.emails.extend(found.emails);
    }
    let (names, of_people) = numbered(people);
    let (days, of_slots) = numbered::<Slot>(slots);
    let (works, of_activities) = if headings { alike(activities) } else { numbered::<Activity>(activities) };
    (ran.names, ran.slots, ran.activities) = (names, days, works);
    stand_for(&mut ran.activities, &texts, &of_activities);
    for (at, numbers) in numbers.iter_mut().enumerate() {
        numbers.people.clone_from(&of_people[at]);
        numbers.slots.clone_from(&of_slots[at]);
        numbers.activities.clone_from(&of_activities[at]);
    }
    let (rows, faults) = TotalsCandidates::resolve(totals);
    ran.accounting.rows_excluded += rows.len() as u64;
    ran.accounting.rows_rejected += faults.len() as u64;
    ran.totals.extend(rows);
    ran.totals.sort();
    ran.problems.extend(faults);
    crate::problem::sort(&mut ran.problems);
    (ran, numbers)
}

fn add(ran: &mut Ran, more: Ran) {
    let (sum, of) = (&mut ran.accounting, more.accounting);
    sum.rows_read += of.rows_read;
    sum.rows_used += of.rows_used;
    sum.rows_excluded += of.rows_excluded;
    sum.rows_rejected += of.rows_rejected;
    sum.cells += of.cells;
    sum.entries += of.entries;
    sum.blank += of.blank;
    ran.totals.extend(more.totals);
    ran.problems.extend(more.problems);
    for (name, first) in more.refused {
        let known = ran.refused.entry(name).or_insert_with(|| first.clone());
        if first.0 < known.0 {
            *known = first;
        }
    }
    if let Some((first, cells)) = more.times_of_day {
        let known = ran.times_of_day.get_or_insert((first.clone(), 0));
        known.0 = known.0.clone().min(first);
        known.1 += cells;
    }
    ran.has_amount.resize(more.has_amount.len().max(ran.has_amount.len()), false);
    ran.has_amount.iter_mut().zip(more.has_amount).for_each(|(has, more)| *has |= more);
    ran.remarks.absorb(more.remarks);
    ran.ids.extend(more.ids);
    for (field, cells) in more.amounts_in_remarks {
        *ran.amounts_in_remarks.entry(field).or_default() += cells;
    }
}

/// Replaces the marks of pattern classes in the activities by the texts that stand for them: the smallest text of the class
/// that any worker met in any row.
fn stand_for(activities: &mut [Activity], texts: &[Vec<Vec<(Says, String)>>], numbers: &[Vec<u32>]) {
    let mark = |activity: &Activity, says: Says| match says {
        Says::Tags => activity.tags.join(","),
        _ => activity.description.clone(),
    };
    let mut least: HashMap<(Says, String), &String> = HashMap::new();
    let mut of: HashMap<(u32, Says), String> = HashMap::new();
    for (texts, numbers) in texts.iter().zip(numbers) {
        for (texts, &number) in texts.iter().zip(numbers) {
            for (says, text) in texts {
                let Some(activity) = activities.get(number as usize) else { continue };
                let mark = mark(activity, *says);
                let known = least.entry((*says, mark.clone())).or_insert(text);
                *known = (*known).min(text);
                of.insert((number, *says), mark);
            }
        }
    }
    for ((number, says), mark) in of {
        if let (Some(activity), Some(text)) = (activities.get_mut(number as usize), least.get(&(says, mark))) {
            set_part(activity, says, text);
        }
    }
}

/// Numbers the labels in order of appearance, and returns them with each worker's renumbering.
fn numbered<T: Hash + Eq + Clone>(workers: Vec<Vec<FirstSeen<T>>>) -> (Vec<T>, Vec<Vec<u32>>) {
    let mut firsts: HashMap<&T, (u64, usize)> = HashMap::new();
    for labels in &workers {
        for (at, (label, first)) in labels.iter().enumerate() {
            let known = firsts.entry(label).or_insert((*first, at));
            *known = (*known).min((*first, at));
        }
    }
    let mut order: Vec<(&T, (u64, usize))> = firsts.into_iter().collect();
    order.sort_unstable_by_key(|(_, first)| *first);
    let numbers: HashMap<&T, u32> = order.iter().map(|(label, _)| *label).zip(0..).collect();
    let of = workers.iter().map(|labels| labels.iter().map(|(label, _)| numbers[label]).collect()).collect();
    (order.iter().map(|(label, _)| (*label).clone()).collect(), of)
}

/// Returns the labels of the first worker, which all workers share.
fn alike<T: Clone>(workers: Vec<Vec<FirstSeen<T>>>) -> (Vec<T>, Vec<Vec<u32>>) {
    let labels = workers.first().map(|labels| labels.iter().map(|(label, _)| label.clone()).collect());
    let same = workers.iter().map(|labels| (0..labels.len() as u32).collect()).collect();
    (labels.unwrap_or_default(), same)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_numbered_by_where_they_first_stand_whoever_met_them() {
        let first = vec![("Bo", 7), ("Ada", 9)];
        let second = vec![("Ada", 3), ("Cleo", 8)];
        let (names, numbers) = numbered(vec![first, second]);
        assert_eq!(names, ["Ada", "Bo", "Cleo"]);
        assert_eq!(numbers, [[1, 0], [0, 2]], "the file's numbers by each worker's own");
    }
}
