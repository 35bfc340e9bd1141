//! The Parquet reader checks what it reads, but not all of it: some damaged files make it panic. Here that is an error of the
//! file, and nothing is printed. This needs panics that unwind.

use std::cell::Cell;
use std::io;
use std::panic::{self, AssertUnwindSafe};
use std::sync::Once;

use parquet::errors::ParquetError;

use super::anywhere::{damaged, told};

thread_local! {
    /// This thread is in the reader, and its panics are nobody's business.
    static QUIET: Cell<bool> = const { Cell::new(false) };
}

static HOOK: Once = Once::new();

/// What the reader makes of `work`; it is not to be used again when it has panicked.
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
