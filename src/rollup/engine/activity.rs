//! Puts what a row says of the work into an activity.

use crate::model::category::Activity;
use crate::read::plan::Says;

/// Sets the part of an activity that a column of this role names.
pub(super) fn set_part(activity: &mut Activity, says: Says, text: &str) {
    let to = match says {
        Says::Category => &mut activity.name,
        Says::Project => &mut activity.project,
        Says::Task => &mut activity.task,
        Says::Client => &mut activity.client,
        Says::Description => &mut activity.description,
        Says::Billable => &mut activity.billable,
        Says::Type => &mut activity.kind,
        Says::Tags => {
            activity.tags = text.split(',').map(str::trim).filter(|tag| !tag.is_empty()).map(str::to_owned).collect();
            return;
        }
        Says::Unit | Says::Entries => return,
    };
    text.clone_into(to);
}
