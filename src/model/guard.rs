//! The `'` before a text that a spreadsheet program would run as a formula. It is written in every CSV, and removed
//! when one is read.

/// Returns whether `text` is written with a `'` before it: because a spreadsheet program would run it, or because it
/// begins like a guarded text, so that exactly one guard is removed when it is read.
pub fn is_guarded(text: &str) -> bool {
    let risky = |text: &str| text.starts_with(['=', '+', '-', '@', '\t', '\'']);
    match text.strip_prefix('\'') {
        Some(rest) => risky(rest.trim_start_matches(' ')),
        None => risky(text),
    }
}

/// Returns a text without its guard.
pub fn unguarded(text: &str) -> &str {
    let text = text.trim_start_matches(' ');
    match text.strip_prefix('\'') {
        // Some time trackers put a space after the guard.
        Some(rest) if rest.trim_start_matches(' ').starts_with(['=', '+', '-', '@', '\t', '\'']) => {
            rest.trim_start_matches(' ')
        }
        _ => text,
    }
}
