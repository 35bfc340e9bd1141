//! Joins the sums of all files into one ledger: names are looked up in the roster, activities get one number across all files,
//! amounts become percents or hours, and rows that the roster or the limits refuse stay out.

use std::collections::HashMap;

use super::ledger::{Against, Entry, Flag, Ledger, Wanted, Why};
use super::refusals::refusals;
use super::roll::FileRoll;
use super::units::{amount_in, unit_of};
use crate::model::category::Activity;
use crate::model::place::Place;
use crate::model::slot::Slot;

/// Makes the ledger of some files. It keeps the order of the files and of the rows in each.
pub fn join(files: &[FileRoll], against: &Against<'_>, wanted: Wanted) -> Ledger {
    let accounting = files.iter().map(|file| file.ran.accounting).collect();
    let mut ledger = Ledger { accounting, outside: vec![None; files.len()], ..Ledger::default() };
    let mut known = HashMap::new();
    for file in files {
        let activities = file.ran.activities.iter().enumerate();
        let numbers = activities.map(|activity| ledger.number(file, activity, &mut known)).collect();
        ledger.numbers.push(numbers);
    }
    ledger.work = against.taxonomy.classify(&ledger.activities);
    let by_name = against.roster.by_name();
    let people: Vec<Vec<Option<usize>>> =
        files.iter().map(|file| file.ran.names.iter().map(|name| by_name.find(name)).collect()).collect();
    let kept = refusals(&mut ledger, files, &people, against, wanted);
    if wanted == Wanted::Refusals {
        // The canonical table has no period, so nothing lies outside one.
        ledger.outside.fill(None);
    } else {
        for (at, file) in files.iter().enumerate() {
            ledger.enter(at, file, &people[at], &kept[at], wanted != Wanted::Account);
        }
    }
    ledger
}

impl Ledger {
    /// The ledger's number of an activity: that of an equal one in `known`, or the next free one.
    fn number(
        &mut self,
        file: &FileRoll,
        (at, activity): (usize, &Activity),
        known: &mut HashMap<Activity, usize>,
    ) -> usize {
        let number = *known.entry(activity.key()).or_insert(self.activities.len());
        if number < self.activities.len() {
            return number;
        }
        self.activities.push(activity.clone());
        let plan = &file.plan;
        let heading = plan.amounts.get(at).filter(|_| plan.says.is_empty());
        self.headings.push(match heading {
            Some(column) => (plan.header.place(&plan.file, column.field), Some(plan.header.excerpt(column.field))),
            None => (Place::file(&plan.file), None),
        });
        number
    }

    /// Adds the kept rows of a file to the account and, if asked, to the entries.
    fn enter(&mut self, at: usize, file: &FileRoll, people: &[Option<usize>], kept: &[bool], with_entries: bool) {
        let Some(unit) = file.unit else { return };
        let excluded: Vec<bool> = self.numbers[at].iter().map(|&activity| self.work.is_excluded(activity)).collect();
        let mut repeated: Option<Flag> = None;
        for (row, kept) in file.fold.rows().zip(kept) {
            let (name, slot) = (row.person, row.slot);
            let Some(person) = people[name as usize].filter(|_| *kept) else { continue };
            for sum in row.sums() {
                if excluded[sum.activity as usize] {
                    self.accounting[at].entries -= sum.cells;
                    self.accounting[at].cells_excluded += sum.cells;
                    self.excluded_entries += sum.entries;
                }
                let flag = |why| {
                    let name = file.ran.names[name as usize].clone();
                    Flag { file: at, name, slot, rows: sum.cells, why }
                };
                let is_row_an_amount = !file.plan.format.is_wide() && !file.plan.is_of_days();
                if sum.cells > 1 && is_row_an_amount && !matches!(file.placed(slot), Slot::Day(_)) {
                    let first =
                        repeated.get_or_insert_with(|| flag(Why::Repeated { activity: sum.activity, times: 0 }));
                    if let Why::Repeated { times, .. } = &mut first.why {
                        *times += 1;
                    }
                }
                if !with_entries {
                    continue;
                }
                if !file.plan.format.has_blanks() {
                    self.without_blanks.insert(person);
                }
                let (slot, amount) = (file.placed(slot), amount_in(sum.exact(), sum.notation, unit));
                let (activity, unit) = (self.numbers[at][sum.activity as usize], unit_of(sum.notation, unit));
                self.entries.push(Entry { file: at, person, slot, activity, unit, amount, entries: sum.entries });
            }
        }
        self.flags.extend(repeated);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::calendar::Calendar;
    use crate::model::category::Taxonomy;
    use crate::model::day::Weekday;
    use crate::model::effort::Unit;
    use crate::model::exact::Exact;
    use crate::model::period::Period;
    use crate::model::person::{Person, Roster};
    use crate::model::rules::{Limits, WeekRule};
    use crate::rollup::testing::roll;

    const HEADINGS: &str = "Person,Week,Category,Percent\n";

    /// The ledger of these rows, each text a file, with Ada and Bo on the roster, for the first quarter of 2016.
    fn ledger(files: &[&str]) -> Ledger {
        let files: Vec<FileRoll> = files.iter().map(|rows| roll(&format!("{HEADINGS}{rows}"))).collect();
        let roster = Roster { people: ["Ada", "Bo"].map(Person::assumed).into(), assumed: false };
        let calendar = Calendar::new(&Period::parse("2016-Q1", 1).unwrap(), WeekRule::Thursday, None);
        let (taxonomy, limits, working_days) = (&Taxonomy::default(), &Limits::default(), &Weekday::ALL[..5]);
        let against = Against { roster: &roster, taxonomy, calendar: &calendar, limits, working_days };
        join(&files, &against, Wanted::Everything)
    }

    #[test]
    fn an_activity_has_one_number_in_all_files() {
        let ledger =
            ledger(&["Ada,2016-W03,CI,10\nAda,2016-W03,Docs,20\n", "Bo,2016-W03,docs,30\nBo,2016-W04,Support,40\n"]);
        let names: Vec<&str> = ledger.activities.iter().map(|activity| activity.name.as_str()).collect();
        assert_eq!(names, ["CI", "Docs", "Support"], "case does not make a new activity");
        assert_eq!(
            (ledger.activity_of(0, 1), ledger.activity_of(1, 0), ledger.activity_of(1, 2)),
            (Some(1), Some(1), None)
        );
    }

    #[test]
    fn an_amount_is_in_percent_or_in_hours_however_it_is_spelled() {
        let ledger = ledger(&["Ada,2016-W03,CI,10\nAda,2016-W04,CI,1:30\nBo,2016-W04,CI,25%\n"]);
        let amounts: Vec<_> = ledger.entries.iter().map(|entry| (entry.unit, entry.amount.clone())).collect();
        let hours = Exact::new(3, 2).unwrap();
        assert_eq!(
            amounts,
            [(Unit::Percent, Exact::whole(10)), (Unit::Hours, hours), (Unit::Percent, Exact::whole(25))]
        );
    }

    #[test]
    fn a_row_of_nobody_on_the_roster_is_flagged_and_counted_as_rejected() {
        let ledger = ledger(&["Ada,2016-W03,CI,10\nZoe,2016-W03,CI,20\n"]);
        assert_eq!(ledger.entries.len(), 1);
        let flags: Vec<_> = ledger.flags.iter().map(|flag| (flag.name.as_str(), &flag.why, flag.rows)).collect();
        assert_eq!(flags, [("Zoe", &Why::UnknownPerson, 1)]);
        assert_eq!((ledger.accounting[0].rows_used, ledger.accounting[0].rows_rejected), (1, 1));
    }

    #[test]
    fn a_row_outside_the_report_is_left_out_but_told_with_its_days() {
        let ledger = ledger(&["Ada,2016-W03,CI,10\nAda,2016-W20,CI,20\nAda,2016-W22,CI,20\n"]);
        let outside = ledger.outside[0].unwrap();
        assert_eq!(
            (outside.rows, outside.from.to_string(), outside.to.to_string()),
            (2, "2016-05-16".into(), "2016-06-05".into())
        );
        assert_eq!((ledger.entries.len(), ledger.flags.len(), ledger.accounting[0].rows_excluded), (1, 0, 2));
    }

    #[test]
    fn rows_that_repeat_person_days_and_activity_are_added_up_and_told_once_a_file() {
        let ledger = ledger(&["Ada,2016-W03,CI,10\nAda,2016-W03,CI,20\nBo,2016-W03,CI,1\nBo,2016-W03,CI,1\n"]);
        assert_eq!(ledger.entries[0].amount, Exact::whole(30));
        let whys: Vec<_> = ledger.flags.iter().map(|flag| (flag.name.as_str(), flag.why.clone())).collect();
        assert_eq!(whys, [("Ada", Why::Repeated { activity: 0, times: 2 })]);
    }
}
