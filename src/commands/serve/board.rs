//! What there is to see now, for all who ask, and for those who wait for the next.

use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;

/// One state of things, finished.
#[derive(Debug, Default)]
pub struct State {
    pub number: u64,
    pub page: String,
    pub json: String,
}

#[derive(Debug, Default)]
pub struct Board {
    now: Mutex<Arc<State>>,
    changed: Condvar,
}

impl Board {
    /// Shows another state to all who ask, and to those who wait.
    pub fn put(&self, state: State) {
        // It is whole whatever happened to somebody who held it.
        *self.now.lock().unwrap_or_else(PoisonError::into_inner) = Arc::new(state);
        self.changed.notify_all();
    }

    /// The state that was put last; an empty one before the first.
    pub fn now(&self) -> Arc<State> {
        self.now.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The first state that is not `number`, or the one there is when the time is over.
    pub fn after(&self, number: u64, time: Duration) -> Arc<State> {
        let now = self.now.lock().unwrap_or_else(PoisonError::into_inner);
        let waited = self.changed.wait_timeout_while(now, time, |now| now.number == number);
        let (now, _) = waited.unwrap_or_else(PoisonError::into_inner);
        now.clone()
    }
}
