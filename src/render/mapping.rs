//! What says in teamcap.toml what was decided about a file, as TOML to paste.

use std::fmt::Write;

use super::table::is_moving;
use crate::model::decision::{Decision, UnitBy};
use crate::model::effort::Unit;
use crate::model::source::{ColumnUse, MatrixSummary, SourceSummary, Unplanned};
use crate::problem::words::decision;

/// The roles of a mapping.
const ROLES: &str = "person, week or date (or from and to), hours or percent (or start and end), category, project, task, tags, \
                     client, description, billable, type, id";

/// The `[[source]]` that says what was decided.
pub fn block(file: &SourceSummary) -> String {
    let report = &file.report;
    let decisions = &report.decisions;
    let mut out = format!("[[source]]\nfiles = [{}]\n", toml_text(&report.file));
    if !file.is_understood {
        let _ = writeln!(out, "format = \"{}\"", report.format);
    }
    // What durations count is said where it was decided from the rows, or was said; else the format says it.
    let durations =
        decisions.iter().find_map(|of| if let Decision::Durations(bare, _) = of { Some(bare.name()) } else { None });
    let unit = decisions.iter().find_map(|of| match of {
        Decision::Unit(unit, UnitBy::Configuration) => Some(*unit),
        Decision::Unit(unit, _) if !file.is_export => Some(*unit),
        _ => None,
    });
    if let Some(unit) = durations.or(unit.map(Unit::name)) {
        let _ = writeln!(out, "unit = \"{unit}\"");
    }
    let mut line = |key: &str, of: &dyn Fn(&Decision) -> Option<String>| {
        if let Some(value) = decisions.iter().find_map(of) {
            let _ = writeln!(out, "{key} = {value}");
        }
    };
    let quoted = |decision: &Decision| Some(toml_text(&decision::value(decision)));
    line("delimiter", &|of| match of {
        Decision::Delimiter(byte, _) => Some(toml_text(&char::from(*byte).to_string())),
        _ => None,
    });
    line("encoding", &|of| match of {
        Decision::Encoding(name, _) => Some(toml_text(&name.to_lowercase())),
        _ => None,
    });
    line("dates", &|of| if matches!(of, Decision::DateOrder(..)) { quoted(of) } else { None });
    line("decimal", &|of| if matches!(of, Decision::DecimalMark(..)) { quoted(of) } else { None });
    line("person", &|of| if matches!(of, Decision::Person(..)) { quoted(of) } else { None });
    if file.skip_rows > 0 {
        let _ = writeln!(out, "skip_rows = {}", file.skip_rows);
    }
    let roles: Vec<String> = file
        .columns
        .iter()
        .filter_map(|(heading, is)| match is {
            ColumnUse::Is("unit" | "entries" | "e-mail address" | "day of the end") => None,
            ColumnUse::Is("effort") => {
                let is_hours = decisions.iter().any(|of| matches!(of, Decision::Unit(Unit::Hours, _)));
                let role = if is_hours { "hours" } else { "percent" };
                Some(format!("{role} = {}", toml_text(heading)))
            }
            ColumnUse::Is(role) if !heading.is_empty() => Some(format!("{role} = {}", toml_text(heading))),
            _ => None,
        })
        .collect();
    if file.is_mapped && !roles.is_empty() {
        let _ = writeln!(out, "columns = {{ {} }}", roles.join(", "));
    }
    out
}

/// The `[[source]]` to complete for a file that nothing was decided about: what its headings suggest.
pub fn suggestion(file: &Unplanned) -> String {
    let mut out = format!("[[source]]\nfiles = [{}]\n", toml_text(&file.file));
    if let Some(format) = file.nobodys {
        let _ = writeln!(out, "format = \"{format}\"\n# person = \"Ada\"   # whose entries are these?");
        return out;
    }
    let others: Vec<String> = file.free().iter().map(|heading| toml_text(heading)).collect();
    for (role, heading) in &file.suggested {
        let _ = match (heading, &others[..]) {
            (Some(heading), _) => writeln!(out, "columns.{role} = {}", toml_text(heading)),
            (None, []) => writeln!(out, "# columns.{role}: no heading is left for it"),
            (None, [only]) => writeln!(out, "# columns.{role} = {only}"),
            (None, [first, rest @ ..]) => writeln!(out, "# columns.{role} = {first}   # or {}", rest.join(", ")),
        };
    }
    if let Some(unit) = file.unit {
        let _ = writeln!(out, "unit = \"{unit}\"");
    }
    let _ = writeln!(out, "# roles: {ROLES}");
    if !others.is_empty() {
        let _ = writeln!(out, "# headings without one: {}", others.join(", "));
    }
    out
}

/// The table that names the skill matrices.
pub fn skills(matrices: &[MatrixSummary]) -> String {
    let mut out = String::from("[skills]\n");
    for matrix in matrices {
        let key = if matrix.is_previous { "previous" } else { "matrix" };
        let _ = writeln!(out, "{key} = {}", toml_text(&matrix.file));
    }
    out
}

/// A text as TOML writes it. What a terminal or a page would not show as a character of its own is escaped.
pub fn toml_text(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            c if is_moving(c) => {
                let _ = write!(out, "\\u{:04X}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_seen_is_escaped() {
        let name = "a\u{202e}b\u{1b}[31m\"c\\\n日本";
        assert_eq!(toml_text(name), r#""a\u202Eb\u001B[31m\"c\\\n日本""#);
    }
}
