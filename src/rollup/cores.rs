//! Shares work between cores: a few parts of about the same size, each done by a thread of its own.

use std::num::NonZero;
use std::sync::LazyLock;
use std::thread;

/// How many threads can run at once. The operating system is asked only once, because it takes long to answer.
pub(super) fn cores() -> usize {
    static CORES: LazyLock<usize> = LazyLock::new(|| thread::available_parallelism().map_or(1, NonZero::get));
    *CORES
}

/// Does `work` for each part and returns the results in order. A single part is done on the current thread.
pub(super) fn each<P: Send, T: Send>(parts: Vec<P>, work: impl Fn(P) -> T + Sync) -> Vec<T> {
    if parts.len() < 2 {
        return parts.into_iter().map(work).collect();
    }
    thread::scope(|scope| {
        let work = &work;
        let running: Vec<_> = parts.into_iter().map(|part| scope.spawn(move || work(part))).collect();
        running.into_iter().map(|part| part.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))).collect()
    })
}
