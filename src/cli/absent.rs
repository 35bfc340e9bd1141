//! What a build says of a command that only other builds have.

use clap::error::{ContextKind, ContextValue};

/// The commands that this build is without, and how to have each.
const ABSENT: &[(&str, &str)] = &[
    #[cfg(not(feature = "frames"))]
    ("query", "it is in a build with the default features: cargo install --path ."),
    #[cfg(not(feature = "serve"))]
    ("serve", "it is in a build with `--features serve`: cargo install --path . --features serve"),
];

/// An error of the command line, with a word on how to have a command that this build is without.
pub fn told(mut error: clap::Error) -> clap::Error {
    let typed = error.get(ContextKind::InvalidSubcommand).cloned();
    let is_typed = |name: &str| typed == Some(ContextValue::String(name.to_owned()));
    if let Some((_, tip)) = ABSENT.iter().find(|(name, _)| is_typed(name)) {
        error.remove(ContextKind::SuggestedSubcommand);
        error.insert(ContextKind::Suggested, ContextValue::StyledStrs(vec![(*tip).into()]));
    }
    error
}
