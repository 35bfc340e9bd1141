//! Every formula as a sentence, for `explain` and for the page.

use crate::calc::figure::Formula;

/// The formula as a sentence; docs/calculations.md has a section for each.
pub fn formula_words(formula: Formula) -> &'static str {
    match formula {
        Formula::Split => "effort in the bucket / effort recorded",
        Formula::Kpi => "the value as review.toml says it",
        Formula::KpiChange => "(now - earlier) / earlier; of percentages now - earlier",
        Formula::ObjectiveFte => "recorded in the objective's categories / weeks of the period",
        Formula::ObjectivePeople => "people who recorded effort in the objective's categories",
        Formula::WorkflowFte => "recorded in the categories of the workflows / weeks of the period",
        Formula::MeanWeek(_) => "points of the cells / weeks of the average rule",
        Formula::MeanWeekTotal(_) => "the exact sum of the row's means",
        Formula::TeamMean => "points of all cells / weeks of the period",
        Formula::TeamCapacity => "recorded / gross capacity",
        Formula::TeamShare => "recorded in the category / recorded",
        Formula::Gross => "employed working days x FTE / working days of a week",
        Formula::Recorded => "the sum of the shares of all effort",
        Formula::Leave => "leave, by the roster or the sheet (the larger counts)",
        Formula::Holidays => "public holidays on working days",
        Formula::NotSubmitted => "net capacity of the weeks that are due and not submitted",
        Formula::Unallocated => "gross - recorded - leave - holidays - not submitted",
        Formula::Net => "gross - leave - holidays",
        Formula::CapacityPercent => "recorded / gross capacity",
        Formula::NetPercent => "recorded / net capacity",
        Formula::Load => "recorded / (net capacity - not submitted)",
        Formula::Completeness => "person-weeks submitted / person-weeks due",
        Formula::WeekRecorded => "the sum of the shares of the week's cells",
        Formula::ConcentrationTop => "the largest share of one person / effort in the category",
        Formula::ConcentrationPeople => "the fewest people who did half of it or more",
        Formula::ConcentrationEffective => "1 / sum of the squares of the people's parts",
        Formula::Coverage => "people whose known level is at or above the bar",
        Formula::Level => "the level the matrix gives",
        Formula::FirstLoss => "the least coverage of the skills that are covered",
        Formula::HalfLoss => {
            "the fewest people whose absence leaves more than half of the skills, by weight, uncovered"
        }
        Formula::Exposure => "the sum of weight / coverage of the skills the person is qualified in",
        Formula::LossWorst => "the weight of the skills uncovered when the worst k people are away",
        Formula::LossMean => "the weight of the skills uncovered, over all choices of k people",
        Formula::GroupCoverage => "the least coverage of the group's skills",
        Formula::Remaining => "gross capacity of those who are left / gross capacity",
    }
}
