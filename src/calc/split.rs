//! Where the time went: effort by bucket over all effort recorded. domain.md section 1, "Bucket".

use super::figure::{Cells, Figure, Figures, Formula, Section, Side, Unit, Whole};
use super::ground::{Ground, bucket_number};
use crate::model::address::Parts;
use crate::model::category::Bucket;

/// `split.B` for each bucket of the scheme and `split.unclassified`, in the scheme's order, then `split.B.P` of each person.
pub fn split(ground: &Ground<'_>, figures: &mut Figures) {
    of_team(ground, figures);
    (0..ground.people.len()).for_each(|person| of_person(ground, person, figures));
}

fn of_team(ground: &Ground<'_>, figures: &mut Figures) {
    let recorded = Side::new(ground.totals.all.clone(), Unit::FteWeeks);
    for (bucket, id, name) in buckets(ground) {
        let number = bucket_number(bucket, ground.input.rules);
        let sum = ground.totals.bucket.get(&number).cloned().unwrap_or_default();
        let categories = categories_of(ground, bucket);
        let figure =
            Figure::new(format!("split.{id}"), Section::TimeSpent, &name, "share", Unit::Percent, Formula::Split)
                .share_of(Side::new(sum, Unit::FteWeeks), recorded.clone())
                .part_of(Whole::Split)
                .cells(Cells::effort(ground.everybody(), ground.all_weeks(), categories));
        figures.push(figure);
    }
}

fn of_person(ground: &Ground<'_>, person: usize, figures: &mut Figures) {
    let recorded = ground.totals.person.get(&person).cloned().unwrap_or_default();
    let report = &ground.people[person];
    for (bucket, id, name) in buckets(ground) {
        let of = (bucket_number(bucket, ground.input.rules), person);
        let sum = ground.totals.bucket_person.get(&of).cloned().unwrap_or_default();
        let address = format!("split.{id}.{}", report.id);
        let cells = Cells::effort(vec![person], ground.all_weeks(), categories_of(ground, bucket));
        let figure = Figure::new(address, Section::TimeSpent, &report.name, &name, Unit::Percent, Formula::Split)
            .share_of(Side::new(sum, Unit::FteWeeks), Side::new(recorded.clone(), Unit::FteWeeks))
            .part_of(Whole::SplitOf(person))
            .cells(cells);
        figures.push(figure);
    }
}

/// The effort categories of a bucket.
pub(super) fn categories_of(ground: &Ground<'_>, bucket: Bucket) -> Vec<usize> {
    ground.effort().filter(|(_, category)| category.bucket == bucket).map(|(at, _)| at).collect()
}

/// The buckets of the scheme and `unclassified`, each with its address part and its name.
pub fn buckets(ground: &Ground<'_>) -> Vec<(Bucket, String, String)> {
    let mut parts = Parts::default();
    let scheme = ground.input.rules.buckets.iter().enumerate();
    let named = scheme.map(|(at, name)| (Bucket::Of(at), parts.add(name, &["unclassified"]).0, name.clone()));
    let mut all: Vec<_> = named.collect();
    all.push((Bucket::Unclassified, "unclassified".to_owned(), "unclassified".to_owned()));
    all
}
