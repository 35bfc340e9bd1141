//! The state that browsers are shown, for requests that ask for it now and for those that wait for the next.

use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;

/// A finished state.
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
    /// Replaces the state and wakes the requests that wait for it.
    pub fn put(&self, state: State) {
        // The state is replaced as a whole, so it is sound even if a thread panicked while it held the lock.
        *self.now.lock().unwrap_or_else(PoisonError::into_inner) = Arc::new(state);
        self.changed.notify_all();
    }

    /// The latest state; an empty one before the first.
    pub fn now(&self) -> Arc<State> {
        self.now.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Waits for a state with another number than this; after `time`, returns the latest.
    pub fn after(&self, number: u64, time: Duration) -> Arc<State> {
        let now = self.now.lock().unwrap_or_else(PoisonError::into_inner);
        let waited = self.changed.wait_timeout_while(now, time, |now| now.number == number);
        let (now, _) = waited.unwrap_or_else(PoisonError::into_inner);
        now.clone()
    }
}
