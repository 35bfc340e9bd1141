//! Where review.toml states something else than the sheets. These are notes: nobody knows which of the two is right.

use crate::model::exact::Exact;
use crate::problem::grammar::{count, did_you_mean, list, quoted};
use crate::problem::message::{Numerals, faults};

faults! {
    pub enum WrittenFault, with numerals {
        /// An objective of review.toml was planned with so many people of the team, and another number of people recorded effort
        /// in its categories.
        StaffingDiffers { objective: String, planned: u32, people: u32, fte: Exact, categories: Vec<String> }
            = "staffing-differs", Note {
            found: format!(
                "{objective}: planned with {}; {} recorded effort in {} ({} FTE)",
                people_counted(*planned),
                if *people == 0 { "nobody".to_owned() } else { people_counted(*people) },
                list(categories),
                numerals.decimal(fte, 2)
            ),
        }
        /// An objective of review.toml is said to be in one bucket, and the effort of a category of it counts in another.
        BucketDiffers { objective: String, bucket: String, category: String, is: String } = "bucket-differs", Note {
            found: format!("{objective} is said to be {bucket}; its category {category} counts as {is}"),
            write: "the bucket of the one or the other, or accept it: an objective may be made of both",
        }
        /// What the workflows of review.toml that share some categories state as their effort is not what was recorded there, to as
        /// many places as they state. Where one of them states nothing, only less than stated is a disagreement.
        EffortDiffers { workflows: Vec<String>, stated: Exact, places: u32, recorded: Exact, categories: Vec<String> }
            = "effort-differs", Note {
            found: format!(
                "{}: {} FTE stated; {} FTE recorded in {}",
                list(workflows),
                numerals.decimal(stated, *places),
                told_apart(recorded, stated, *places, numerals),
                list(categories)
            ),
        }
        /// A workflow of review.toml states its effort, and its category is none of the sheets: there is nothing to hold it against.
        EffortUnmatched { workflow: String, category: String, near: Vec<String> } = "effort-unmatched", Note {
            found: format!("{workflow} states its effort, and no sheet has its category {}", quoted(category)),
            write: did_you_mean(near).unwrap_or_else(|| {
                "categories = [...] with the categories that its effort is recorded in, or no fte".into()
            }),
        }
        /// The change that review.toml states for a key figure is not the one that its two values make, to as many places as it
        /// states.
        KpiDiffers { kpi: String, of: String, stated: Exact, places: u32, computed: Exact, points: bool }
            = "kpi-differs", Note {
            found: format!(
                "{kpi}: a change of {} {unit} from {of} is stated; its values make {} {unit}",
                numerals.decimal(stated, *places),
                numerals.decimal(computed, *places),
                unit = unit_of_change(*points)
            ),
            write: "the change without its values, or the values without a change",
        }
    }
}

fn people_counted(n: u32) -> String {
    count(u64::from(n), "person", "people")
}

/// `recorded` with as many decimal places as it takes to see that it is not `stated`, at least two and `places`.
fn told_apart(recorded: &Exact, stated: &Exact, places: u32, numerals: &dyn Numerals) -> String {
    let differs = |places: &u32| numerals.decimal(recorded, *places) != numerals.decimal(stated, *places);
    numerals.decimal(recorded, (places.max(2)..30).find(differs).unwrap_or(30))
}

/// The unit of a change: `%`, or percentage points for the difference of two percentages.
pub fn unit_of_change(points: bool) -> &'static str {
    if points { POINTS } else { "%" }
}

/// The unit of the difference of two percentages.
pub const POINTS: &str = "percentage points";
