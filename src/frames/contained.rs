//! The engine panics on some queries; the panic's text becomes the error, and nothing is printed. This requires that panics unwind.

use std::any::Any;
use std::panic::{self, AssertUnwindSafe};
use std::sync::Once;
use std::sync::atomic::{AtomicUsize, Ordering};

use polars::prelude::PolarsResult;

/// How many threads are inside the engine. A count, not a mark of the thread: the engine panics on threads of its own.
static INSIDE: AtomicUsize = AtomicUsize::new(0);

static HOOK: Once = Once::new();

/// Returns the result of `work`.
///
/// # Errors
/// The engine's words, or the text of its panic.
pub fn contained<T>(work: impl FnOnce() -> PolarsResult<T>) -> Result<T, String> {
    HOOK.call_once(|| {
        let before = panic::take_hook();
        panic::set_hook(Box::new(move |panic| {
            if INSIDE.load(Ordering::SeqCst) == 0 {
                before(panic);
            }
        }));
    });
    INSIDE.fetch_add(1, Ordering::SeqCst);
    let done = panic::catch_unwind(AssertUnwindSafe(work));
    INSIDE.fetch_sub(1, Ordering::SeqCst);
    match done {
        Ok(done) => done.map_err(|error| error.to_string()),
        Err(panic) => Err(format!("the engine gave up: {}", text(&*panic))),
    }
}

fn text(panic: &(dyn Any + Send)) -> &str {
    let owned = panic.downcast_ref::<String>().map(String::as_str);
    owned.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or_default()
}
