//! How figures are made, by name.

use crate::model::rules::Average;

/// How a figure is made. The name is stable; docs/calculations.md has a section for each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Formula {
    /// bucket / recorded
    Split,
    /// the value of a key figure, as written
    Kpi,
    /// (now - earlier) / earlier; of percentages now - earlier
    KpiChange,
    /// recorded in the objective's categories / weeks of the period
    ObjectiveFte,
    /// people who recorded effort in the objective's categories
    ObjectivePeople,
    /// recorded in the workflows' categories / weeks of the period
    WorkflowFte,
    /// points of the person's weeks by the rule / those weeks
    MeanWeek(Average),
    /// the sum of the row's means
    MeanWeekTotal(Average),
    /// all points / weeks of the period
    TeamMean,
    /// recorded in the category / gross capacity
    TeamCapacity,
    /// recorded in the category / recorded
    TeamShare,
    Gross,
    Recorded,
    Leave,
    Holidays,
    NotSubmitted,
    /// gross - recorded - leave - holidays - not submitted
    Unallocated,
    /// gross - leave - holidays
    Net,
    /// recorded / gross
    CapacityPercent,
    /// recorded / net
    NetPercent,
    /// recorded / (net - not submitted)
    Load,
    /// submitted / due
    Completeness,
    /// recorded share of one week
    WeekRecorded,
    /// largest share of one person / the category's effort
    ConcentrationTop,
    /// fewest people who did half of it
    ConcentrationPeople,
    /// 1 / sum of squared shares
    ConcentrationEffective,
    /// people at the bar or above
    Coverage,
    Level,
    /// least coverage of a covered skill
    FirstLoss,
    /// fewest people whose absence leaves more than half uncovered
    HalfLoss,
    /// sum of weight / coverage over the skills a person holds
    Exposure,
    LossWorst,
    LossMean,
    /// least coverage of a group
    GroupCoverage,
    /// gross capacity of those left / gross capacity
    Remaining,
}

impl Formula {
    /// `mean-week.reported`: as JSON writes it.
    pub fn name(self) -> String {
        match self {
            Formula::MeanWeek(average) | Formula::MeanWeekTotal(average) => format!("mean-week.{}", average.name()),
            Formula::Split => "split".into(),
            Formula::Kpi => "kpi".into(),
            Formula::KpiChange => "kpi-change".into(),
            Formula::ObjectiveFte => "objective-fte".into(),
            Formula::ObjectivePeople => "objective-people".into(),
            Formula::WorkflowFte => "workflow-fte".into(),
            Formula::TeamMean => "team-mean".into(),
            Formula::TeamCapacity => "team-capacity".into(),
            Formula::TeamShare => "team-share".into(),
            Formula::Gross => "gross".into(),
            Formula::Recorded => "recorded".into(),
            Formula::Leave => "leave".into(),
            Formula::Holidays => "holidays".into(),
            Formula::NotSubmitted => "not-submitted".into(),
            Formula::Unallocated => "unallocated".into(),
            Formula::Net => "net".into(),
            Formula::CapacityPercent => "capacity-percent".into(),
            Formula::NetPercent => "net-percent".into(),
            Formula::Load => "load".into(),
            Formula::Completeness => "completeness".into(),
            Formula::WeekRecorded => "week-recorded".into(),
            Formula::ConcentrationTop => "concentration-top".into(),
            Formula::ConcentrationPeople => "concentration-people".into(),
            Formula::ConcentrationEffective => "concentration-effective".into(),
            Formula::Coverage => "coverage".into(),
            Formula::Level => "level".into(),
            Formula::FirstLoss => "first-loss".into(),
            Formula::HalfLoss => "half-loss".into(),
            Formula::Exposure => "exposure".into(),
            Formula::LossWorst => "loss-worst".into(),
            Formula::LossMean => "loss-mean".into(),
            Formula::GroupCoverage => "group-coverage".into(),
            Formula::Remaining => "remaining".into(),
        }
    }
}
