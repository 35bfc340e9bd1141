//! A mapping that makes each row an entry of a timesheet: hours on a date or from a moment on, or the time from a start to an
//! end.

use crate::model::effort::{Bare, Unit};
use crate::problem::SheetFault;
use crate::read::plan::{AmountColumn, Entries, Format, Ignored, Plan, When};
use crate::read::roles::{Mapping, Roles, SAYS, Times};

impl Roles<'_> {
    /// Returns `unfinished-mapping` if the mapping says that each row is one amount, and does not name all that this takes.
    pub(super) fn unfinished(&self, mapping: &Mapping<'_>) -> Option<SheetFault> {
        let names = |role: &str| mapping.columns.iter().any(|(named, _)| *named == role);
        let is_long = mapping.format.is_none_or(|format| format == Format::Long || format == Format::Allocation);
        let of_rows = ["hours", "percent", "id", "start", "end"];
        let mut of_rows = of_rows.into_iter().chain(SAYS.iter().map(|(role, ..)| *role));
        if !is_long || !of_rows.any(names) {
            return None;
        }
        let mut missing = Vec::new();
        if self.amounts.is_empty() {
            missing.push(match (names("start"), names("end")) {
                (true, false) => "end or hours",
                (false, true) => "start or hours",
                _ => "hours or percent",
            });
        }
        let is_stretch = self.from.is_some() && self.to.is_some();
        if self.week.or(self.date).or(self.times.start).is_none() && !is_stretch {
            missing.push("date or week");
        }
        if self.says.is_empty() {
            missing.push("project or category");
        }
        if self.person.is_none() && mapping.person.is_none() && mapping.file_stem.is_empty() {
            missing.push("person");
        }
        let header = self.header.headings.clone();
        (!missing.is_empty()).then_some(SheetFault::UnfinishedMapping { missing, header })
    }
}

impl Times {
    /// Returns the plan with its rows as entries of a timesheet, if the mapping makes them that.
    pub(super) fn applied(self, mut plan: Plan) -> Plan {
        let is_dated = matches!(plan.when, When::Date(_)) && self.date.is_some() || self.start.is_some();
        let has_hours = self.hours.is_some() || self.spans().is_some();
        let is_range = matches!(plan.when, When::Range { .. });
        let is_entries = plan.format == Format::Long && has_hours && self.percent.is_none() && (is_dated || is_range);
        if !is_entries && self.id.is_none() {
            return plan;
        }
        if let (false, None, Some(start)) = (is_range, self.date, self.start) {
            plan.when = When::Start(start);
        }
        if let Some((_, end)) = self.spans() {
            let amount = AmountColumn { field: end, unit: Some(Unit::Hours), ..AmountColumn::default() };
            plan.amounts = vec![amount];
        }
        plan.entries = Some(Entries {
            id: self.id,
            start: self.start,
            end: self.end,
            spans: self.spans().is_some(),
            ..Entries::default()
        });
        plan.bare = Some(Bare::Hours);
        let reasons = std::mem::take(&mut plan.ignored);
        plan.leave_the_rest();
        for (field, why) in &mut plan.ignored {
            *why = reasons.iter().find(|(at, _)| at == field).map_or(Ignored::Unused, |(_, why)| *why);
        }
        plan
    }
}
