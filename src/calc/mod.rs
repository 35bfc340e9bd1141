//! Verbs, exact in and exact out: the roll-up, the roster and the matrices become one finished `Review`.

pub mod allocation;
pub mod build;
pub mod capacity;
pub mod completeness;
pub mod concentration;
pub mod coverage;
pub mod diff;
pub mod entries;
pub mod explain;
pub mod figure;
pub mod formula;
pub mod ground;
pub mod leave;
pub mod mean_week;
pub mod notes;
pub mod review;
pub mod share;
pub mod skill_figures;
pub mod split;
pub mod table;
pub mod team_only;
pub mod without;
pub mod written;
