//! The words that head the columns of effort sheets, in the languages that people keep them in. Headings are folded
//! before they are compared, so that all words are in lower case with single spaces.

use crate::model::effort::{Bare, Unit};
use crate::model::person::folded;

/// The column that names the week.
pub const WEEK: &[&str] = &[
    "week",
    "iso week",
    "calendar week",
    "week no",
    "week number",
    "week of",
    "week starting",
    "week beginning",
    "week ending",
    "monday",
    "cw",
    "kw",
    "woche",
    "kalenderwoche",
    "semaine",
    "semana",
    "settimana",
];
/// How a heading begins that says more than `week`: `Week commencing`, `Woche ab`.
pub const WEEK_BEGINS: &[&str] = &["week ", "w/c", "woche ", "kw ", "cw ", "semaine ", "semana ", "settimana "];
/// The column that holds a date.
pub const DATE: &[&str] = &["date", "day", "work date", "datum", "tag", "jour", "fecha", "data", "dia"];
/// The columns that hold the first and the last day of a range.
pub const FROM: &[&str] = &[
    "from",
    "start",
    "start date",
    "begin",
    "begin date",
    "period begin",
    "period start",
    "period begin date",
    "period start date",
    "von",
    "beginn",
    "startdatum",
    "du",
    "desde",
];
pub const TO: &[&str] =
    &["to", "end", "end date", "until", "period end", "period end date", "bis", "ende", "enddatum", "au", "hasta"];
/// The column that names the person.
pub const PERSON: &[&str] = &[
    "person",
    "name",
    "who",
    "employee",
    "user",
    "member",
    "team member",
    "engineer",
    "full name",
    "mitarbeiter",
    "mitarbeiterin",
    "wer",
    "personne",
    "nom",
    "persona",
    "nombre",
    "pessoa",
    "nome",
];
/// Headings and row labels of totals, averages and shares of capacity.
pub const TOTAL: &[&str] = &[
    "total",
    "totals",
    "total/total",
    "grand total",
    "subtotal",
    "sum",
    "sums",
    "avg",
    "avg.",
    "average",
    "averages",
    "mean",
    "summe",
    "gesamt",
    "durchschnitt",
    "mittelwert",
    "somme",
    "moyenne",
    "suma",
    "media",
    "percent of cap.",
    "percent of cap",
    "percent of capacity",
    "% of capacity",
    "% capacity",
    "percent of total",
    "% of total",
    "% total",
];
/// The words that the label of a total begins or ends with: `Total time spent`, `Subtotal Ada`, `Ada Total`.
const TOTALS: &[&str] = &[
    "total",
    "totals",
    "subtotal",
    "subtotals",
    "sum",
    "summe",
    "gesamt",
    "gesamtsumme",
    "gesamtzeit",
    "zwischensumme",
    "somme",
    "suma",
    "totale",
];
/// Columns that name what was done, in sheets with one amount per row.
pub const CATEGORY: &[&str] =
    &["category", "activity", "bucket", "kategorie", "tätigkeit", "catégorie", "categoría", "categoria"];
pub const PROJECT: &[&str] = &["project", "projekt", "projet", "proyecto", "projeto", "progetto"];
pub const TASK: &[&str] = &["task", "aufgabe", "tâche", "tarea", "tarefa"];
/// Columns that say how much, in sheets with one amount per row.
pub const PERCENT: &[&str] =
    &["percent", "percentage", "%", "allocation", "prozent", "anteil", "pourcentage", "porcentaje", "percentuale"];
pub const HOURS: &[&str] = &["hours", "hours spent", "hrs", "h", "stunden", "std", "std.", "heures", "horas", "ore"];
/// Headings of amounts that do not name a unit.
pub const AMOUNT: &[&str] = &["effort", "duration", "amount", "share", "time", "dauer", "aufwand"];
/// Columns of remarks.
pub const REMARK: &[&str] = &[
    "note",
    "notes",
    "comment",
    "comments",
    "remark",
    "remarks",
    "description",
    "notiz",
    "notizen",
    "kommentar",
    "bemerkung",
    "bemerkungen",
    "beschreibung",
    "commentaire",
    "comentario",
    "comentarios",
];
/// Columns of text that many sheets have and teamcap does not need.
pub const UNUSED: &[&str] =
    &["e-mail", "email", "weekday", "day of week", "wochentag", "team", "role", "rolle", "department", "abteilung"];
/// The same for columns of numbers. They are only left alone in a sheet with one amount per row, if the heading of the
/// amounts is known.
pub const UNUSED_NUMBERS: &[&str] =
    &["id", "nr", "nr.", "no", "no.", "#", "month", "monat", "quarter", "quartal", "year", "jahr"];

/// Splits a heading into its name and the unit that follows it: `Maintenance (h)`, `Maintenance [%]`, `Maintenance,
/// hours`.
pub fn unit_behind(heading: &str) -> (String, Option<Unit>) {
    const UNITS: &[(&str, Unit)] = &[
        ("%", Unit::Percent),
        ("percent", Unit::Percent),
        ("prozent", Unit::Percent),
        ("h", Unit::Hours),
        ("hrs", Unit::Hours),
        ("hours", Unit::Hours),
        ("std", Unit::Hours),
        ("stunden", Unit::Hours),
    ];
    let text = heading.split_whitespace().collect::<Vec<_>>().join(" ");
    let bracketed = [('(', ')'), ('[', ']')].iter().find_map(|&(open, close)| {
        let inner = text.strip_suffix(close)?;
        let (name, unit) = inner.rsplit_once(open)?;
        Some((name.trim().to_owned(), unit.trim().to_lowercase()))
    });
    let split = bracketed
        .or_else(|| text.strip_suffix('%').map(|name| (name.trim().to_owned(), "%".to_owned())))
        .or_else(|| text.rsplit_once(',').map(|(name, unit)| (name.trim().to_owned(), unit.trim().to_lowercase())));
    if let Some((name, unit)) = split
        && !name.is_empty()
        && let Some((_, unit)) = UNITS.iter().find(|(known, _)| *known == unit)
    {
        return (name, Some(*unit));
    }
    (text, None)
}

/// Returns the unit that a heading of amounts consists of: `Hours`, `Percent`.
pub fn unit_named(heading: &str) -> Option<Unit> {
    let key = folded(heading);
    if PERCENT.contains(&key.as_str()) {
        Some(Unit::Percent)
    } else if HOURS.contains(&key.as_str()) {
        Some(Unit::Hours)
    } else {
        None
    }
}

/// Returns what the numbers below a heading count, if that is minutes or seconds: `Minutes`, `Duration (sec)`. This is
/// only ever suggested to the user.
pub fn counted(heading: &str) -> Option<Bare> {
    const MINUTES: &[&str] = &["minutes", "minute", "mins", "min", "min.", "minuten", "minutos", "minuti"];
    const SECONDS: &[&str] = &["seconds", "second", "secs", "sec", "sec.", "sekunden", "secondes", "segundos"];
    let key = folded(heading);
    let behind = |open: char, close: char| {
        let (name, unit) = key.strip_suffix(close)?.rsplit_once(open)?;
        AMOUNT.contains(&name.trim()).then_some(unit.trim())
    };
    let word = behind('(', ')').or_else(|| behind('[', ']')).unwrap_or(&key);
    if MINUTES.contains(&word) {
        Some(Bare::Minutes)
    } else if SECONDS.contains(&word) {
        Some(Bare::Seconds)
    } else {
        None
    }
}

/// Returns whether a text begins or ends with a word for totals.
pub fn tells_totals(text: &str) -> bool {
    let is_word = |word: &str| is(word.trim_matches(|c: char| !c.is_alphanumeric()), TOTALS);
    let mut words = text.split_whitespace();
    is(text, TOTAL) || words.next().is_some_and(is_word) || words.next_back().is_some_and(is_word)
}

/// Returns whether a heading or the label of a row says that it holds totals, averages or shares of capacity.
pub fn is_total(text: &str) -> bool {
    is(text, TOTAL)
}

/// Returns whether a heading is one of these words.
pub fn is(heading: &str, words: &[&str]) -> bool {
    words.contains(&folded(heading).as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_unit_behind_a_heading_is_not_part_of_the_category() {
        for (heading, name, unit) in [
            ("Maintenance (h)", "Maintenance", Some(Unit::Hours)),
            ("Maintenance  %", "Maintenance", Some(Unit::Percent)),
            ("Maintenance, hours", "Maintenance", Some(Unit::Hours)),
            ("Docs (internal)", "Docs (internal)", None),
            ("%", "%", None),
        ] {
            assert_eq!(unit_behind(heading), (name.to_owned(), unit), "{heading}");
        }
    }

    #[test]
    fn a_label_of_totals_begins_or_ends_with_a_word_for_them() {
        for label in ["Total time spent", "Ada Total", "Subtotal Ada", "TOTAL:", "Summe (Ada)", "Total"] {
            assert!(tells_totals(label), "{label}");
        }
        for label in ["", "Totality", "The total of it all", "Sums up", "1h 35m"] {
            assert!(!tells_totals(label), "{label}");
        }
    }

    #[test]
    fn headings_of_minutes_and_seconds_are_known() {
        for (heading, bare) in [
            ("Minutes", Some(Bare::Minutes)),
            ("Duration (min)", Some(Bare::Minutes)),
            ("Dauer [Sekunden]", Some(Bare::Seconds)),
            ("Meeting minutes", None),
            ("Ada (min)", None),
            ("Hours", None),
        ] {
            assert_eq!(counted(heading), bare, "{heading}");
        }
    }
}
