//! The `'` before what a spreadsheet program would run as a formula, in every CSV that is written; readers take it off.

/// Whether `text` is written with a `'` before it: a spreadsheet program would run it, or it looks guarded already, and the
/// guard is to be taken off once.
pub fn is_guarded(text: &str) -> bool {
    let risky = |text: &str| text.starts_with(['=', '+', '-', '@', '\t', '\'']);
    match text.strip_prefix('\'') {
        Some(rest) => risky(rest.trim_start_matches(' ')),
        None => risky(text),
    }
}

/// A text without its guard.
pub fn unguarded(text: &str) -> &str {
    let text = text.trim_start_matches(' ');
    match text.strip_prefix('\'') {
        // Some time trackers put a space behind it.
        Some(rest) if rest.trim_start_matches(' ').starts_with(['=', '+', '-', '@', '\t', '\'']) => {
            rest.trim_start_matches(' ')
        }
        _ => text,
    }
}
