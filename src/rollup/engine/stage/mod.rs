//! The careful path: each record becomes rows and cells, or is accounted for as excluded by a named rule or as rejected with a problem.
//! Every question that can be asked of a row is asked here.

mod amounts;
mod entry;
mod record;
mod state;

pub(super) use state::{Stage, WorkerResult};
