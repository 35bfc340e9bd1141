//! Lines as the text of a terminal, coloured by what they mean.

use anstyle::{AnsiColor, Style};

use super::page::Meaning;
use super::table::Line;

/// The lines, each with its end; without colour only their words.
pub fn coloured(lines: &[Line], colour: bool) -> String {
    let mut out = String::new();
    lines.iter().for_each(|line| write_line(&mut out, line, colour));
    out
}

/// Writes a line without trailing spaces.
fn write_line(out: &mut String, line: &Line, colour: bool) {
    let last = line.iter().rposition(|span| !span.text.trim_end().is_empty());
    for (at, span) in line.iter().enumerate().take(last.map_or(0, |last| last + 1)) {
        let text = if Some(at) == last { span.text.trim_end() } else { span.text.as_str() };
        let style = style(span.meaning);
        if colour && style != Style::new() && !text.trim().is_empty() {
            out.push_str(&format!("{style}{text}{style:#}"));
        } else {
            out.push_str(text);
        }
    }
    out.push('\n');
}

/// The look of a meaning; only the sixteen colours a terminal lets its user choose.
fn style(meaning: Meaning) -> Style {
    match meaning {
        Meaning::Plain => Style::new(),
        Meaning::Good => Style::new().fg_color(Some(AnsiColor::Green.into())),
        Meaning::Warn => Style::new().fg_color(Some(AnsiColor::Yellow.into())),
        Meaning::Bad => Style::new().bold().fg_color(Some(AnsiColor::Red.into())),
        Meaning::Quiet => Style::new().dimmed(),
        Meaning::Strong => Style::new().bold(),
    }
}
