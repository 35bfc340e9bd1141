//! The Parquet reader does not check everything that it reads, and some damaged files make it panic. Here such a panic
//! becomes an error about the file, and nothing is printed. This requires that panics unwind.

use std::cell::Cell;
use std::io;
use std::panic::{self, AssertUnwindSafe};
use std::sync::Once;

use parquet::errors::ParquetError;

use super::anywhere::{damaged, told};

thread_local! {
    /// Whether this thread is inside the reader, so that a panic must not be printed.
    static QUIET: Cell<bool> = const { Cell::new(false) };
}

static HOOK: Once = Once::new();

/// Returns the result of `work`. Whatever `work` used must not be used again if it has panicked.
///
/// # Errors
/// `unreadable-parquet`, as `Damaged`; those of the system.
pub(super) fn contained<T>(work: impl FnOnce() -> Result<T, ParquetError>) -> io::Result<T> {
    HOOK.call_once(|| {
        let before = panic::take_hook();
        panic::set_hook(Box::new(move |panic| {
            if !QUIET.get() {
                before(panic);
            }
        }));
    });
    QUIET.set(true);
    let done = panic::catch_unwind(AssertUnwindSafe(work));
    QUIET.set(false);
    done.map_err(|_| damaged())?.map_err(told)
}
