//! Draws problems: place and name, the user's own row with the spot marked, what was expected, what to write.
use super::{Numerals, Problem};
#[derive(Debug, Clone, Copy)]
pub struct Style {
    pub colour: bool,
    pub width: usize,
}
pub fn draw(problems: &[Problem], numerals: &dyn Numerals, _style: Style) -> String {
    problems
        .iter()
        .map(|p| {
            let w = p.fault.words(numerals);
            format!(
                "{}: {}: {}: {}\n   {:?}\n {}\n {}\n",
                p.place.as_ref().map(|p| p.to_string()).unwrap_or_default(),
                p.severity().name(),
                p.name(),
                w.found,
                p.excerpt,
                w.expected,
                w.write
            )
        })
        .collect()
}
