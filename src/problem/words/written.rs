//! What the sheets say to the written parts of the review: disagreements, which are notes, since nobody knows which is right.

use super::{count, did_you_mean, list, quoted};
use crate::model::exact::Exact;
use crate::problem::{Numerals, Words, faults};

faults! {
    pub enum WrittenFault {
        /// An objective of review.toml was planned with so many people of the team, and another number of people recorded effort
        /// in its categories.
        StaffingDiffers { objective: String, planned: u32, people: u32, fte: Exact, categories: Vec<String> } = "staffing-differs", Note;
        /// An objective of review.toml is said to be in one bucket, and the effort of a category of it counts in another.
        BucketDiffers { objective: String, bucket: String, category: String, is: String } = "bucket-differs", Note;
        /// What the workflows of review.toml that share some categories state as their effort is not what was recorded there, to as
        /// many places as they state. Where one of them states nothing, only less than stated is a disagreement.
        EffortDiffers { workflows: Vec<String>, stated: Exact, places: u32, recorded: Exact, categories: Vec<String> } = "effort-differs", Note;
        /// A workflow of review.toml states its effort, and its category is none of the sheets: there is nothing to hold it against.
        EffortUnmatched { workflow: String, category: String, near: Vec<String> } = "effort-unmatched", Note;
        /// The change that review.toml states for a key figure is not the one that its two values make, to as many places as it
        /// states.
        KpiDiffers { kpi: String, of: String, stated: Exact, places: u32, computed: Exact, points: bool } = "kpi-differs", Note;
    }
}

/// The unit of a change: `%`, or of percentages percentage points.
pub fn unit_of_change(points: bool) -> &'static str {
    if points { POINTS } else { "%" }
}

/// The difference of two percentages.
pub const POINTS: &str = "percentage points";

impl WrittenFault {
    pub fn words(&self, numerals: &dyn Numerals) -> Words {
        match self {
            WrittenFault::StaffingDiffers { objective, planned, people, fte, categories } => {
                let of = |n: u32| count(u64::from(n), "person", "people");
                let recorded = if *people == 0 { "nobody".to_owned() } else { of(*people) };
                let (categories, fte) = (list(categories), numerals.decimal(fte, 2));
                let found = format!(
                    "{objective}: planned with {}; {recorded} recorded effort in {categories} ({fte} FTE)",
                    of(*planned)
                );
                Words::new(found, "", "")
            }
            WrittenFault::BucketDiffers { objective, bucket, category, is } => Words::new(
                format!("{objective} is said to be {bucket}; its category {category} counts as {is}"),
                "",
                "the bucket of the one or the other, or accept it: an objective may be made of both",
            ),
            WrittenFault::EffortDiffers { workflows, stated, places, recorded, categories } => {
                // As many places as it takes to see that they differ.
                let differs = |places: &u32| numerals.decimal(recorded, *places) != numerals.decimal(stated, *places);
                let shown = ((*places).max(2)..30).find(differs).unwrap_or(30);
                let found = format!(
                    "{}: {} FTE stated; {} FTE recorded in {}",
                    list(workflows),
                    numerals.decimal(stated, *places),
                    numerals.decimal(recorded, shown),
                    list(categories)
                );
                Words::new(found, "", "")
            }
            WrittenFault::EffortUnmatched { workflow, category, near } => {
                let write = match did_you_mean(near).as_str() {
                    "" => "categories = [...] with the categories that its effort is recorded in, or no fte".to_owned(),
                    near => near.to_owned(),
                };
                let found = format!("{workflow} states its effort, and no sheet has its category {}", quoted(category));
                Words::new(found, "", write)
            }
            WrittenFault::KpiDiffers { kpi, of, stated, places, computed, points } => {
                let unit = unit_of_change(*points);
                let shown = |x: &Exact, places: u32| format!("{} {unit}", numerals.decimal(x, places));
                let found = format!(
                    "{kpi}: a change of {} from {of} is stated; its values make {}",
                    shown(&*stated, *places),
                    shown(&*computed, *places)
                );
                Words::new(found, "", "the change without its values, or the values without a change")
            }
        }
    }
}
