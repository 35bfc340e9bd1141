//! Where the time went: effort by bucket over all effort recorded. domain.md section 1, "Bucket".

use super::figure::{Cells, Figure, Figures, Formula, Section, Side, Unit, Whole};
use super::ground::{Ground, bucket_number};
use crate::model::address::Parts;
use crate::model::category::Bucket;
use crate::model::exact::Overflow;

/// `split.B` for each bucket of the scheme and `split.unclassified`, in the scheme's order.
pub fn split(ground: &Ground<'_>, figures: &mut Figures) -> Result<(), Overflow> {
    let recorded = Side::new(ground.totals.all, Unit::FteWeeks);
    for (bucket, id, name) in buckets(ground) {
        let number = bucket_number(bucket, ground.input.rules);
        let sum = ground.totals.bucket.get(&number).copied().unwrap_or_default();
        let categories = ground.effort().filter(|(_, c)| c.bucket == bucket).map(|(at, _)| at).collect();
        let figure =
            Figure::new(format!("split.{id}"), Section::TimeSpent, &name, "share", Unit::Percent, Formula::Split)
                .over(Side::new(sum, Unit::FteWeeks), recorded)?
                .part_of(Whole::Split)
                .cells(Cells::effort(ground.everybody(), ground.all_weeks(), categories));
        figures.push(figure);
    }
    Ok(())
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
