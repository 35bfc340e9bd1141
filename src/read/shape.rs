//! A header becomes a Plan. Headings are matched as a set of names, never by position; a header that is no known shape
//! is refused with the nearest one. formats.md section 1.

use std::sync::Arc;

use super::plan::{AmountColumn, Format, Header, Ignored, PersonFrom, Plan};
use crate::model::effort::Unit;
use crate::model::person::{Roster, folded};
use crate::problem::SheetFault;
use crate::problem::words::nearest;

/// Headings of the column that names the week.
const WEEK: &[&str] = &[
    "week",
    "iso week",
    "calendar week",
    "week no",
    "week number",
    "week of",
    "week starting",
    "week beginning",
    "week ending",
    "date",
    "day",
    "monday",
    "cw",
    "kw",
    "woche",
    "kalenderwoche",
    "datum",
    "semaine",
    "semana",
    "settimana",
];
/// Headings of the column that names the person.
const PERSON: &[&str] = &[
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
    "personne",
    "nom",
    "persona",
    "nombre",
    "pessoa",
    "nome",
];
/// What a heading or a row label says when it holds totals, averages or shares of capacity.
const TOTAL: &[&str] = &[
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
/// Headings of a long sheet: one that names what was done, beside one that says how much.
const WHAT: &[&str] = &["category", "project", "task", "activity", "kategorie", "projekt", "aufgabe"];
const AMOUNT: &[&str] =
    &["percent", "percentage", "%", "hours", "hours spent", "duration", "effort", "prozent", "stunden", "std", "dauer"];
/// Headings of columns that hold words.
const REMARK: &[&str] = &[
    "note",
    "notes",
    "comment",
    "comments",
    "remark",
    "remarks",
    "notiz",
    "notizen",
    "kommentar",
    "bemerkung",
    "bemerkungen",
    "commentaire",
    "comentario",
    "comentarios",
];

/// What the configuration says of a file's columns.
#[derive(Debug, Clone, Default)]
pub struct Said<'a> {
    /// The file is this person's.
    pub person: Option<&'a str>,
    /// The heading of the person column and of the week column, when they are not known names.
    pub person_column: Option<&'a str>,
    pub week_column: Option<&'a str>,
    /// What the file's name says, for a sheet without a person column.
    pub file_stem: &'a str,
    /// The people of the roster, to tell a sheet with a column a person.
    pub roster: Option<&'a Roster>,
}

/// Whether a row label or a heading says that totals stand there.
pub fn is_total(label: &str) -> bool {
    TOTAL.contains(&folded(label).as_str())
}

/// Whether a heading is one that names weeks: what an effort sheet has and a skill matrix has not.
pub fn is_week_heading(heading: &str) -> bool {
    WEEK.contains(&folded(heading).as_str())
}

/// The plan for a sheet with this header.
///
/// # Errors
/// `unknown-column` for a column that the configuration names and the header has not; `unknown-format` when the header
/// is no effort sheet.
pub fn plan(file: &Arc<str>, header: Header, said: &Said<'_>) -> Result<Plan, SheetFault> {
    let headings = &header.headings;
    let keys: Vec<String> = headings.iter().map(|heading| folded(heading)).collect();
    let named = |wanted: Option<&str>, known: &[&str]| -> Result<Option<usize>, SheetFault> {
        match wanted {
            Some(name) => match keys.iter().position(|key| *key == folded(name)) {
                Some(at) => Ok(Some(at)),
                None => Err(SheetFault::UnknownColumn {
                    name: name.to_owned(),
                    header: headings.clone(),
                    near: nearest(name, headings.iter().map(String::as_str)),
                }),
            },
            None => Ok(known.iter().find_map(|name| keys.iter().position(|key| key == name))),
        }
    };
    let week = named(said.week_column, WEEK)?;
    let column = if said.person.is_some() { None } else { named(said.person_column, PERSON)? };
    let has = |known: &[&str]| keys.iter().any(|key| known.contains(&key.as_str()));
    let is_person = |heading: &String| said.roster.is_some_and(|roster| roster.find(heading).is_some());
    if has(WHAT) && has(AMOUNT) || (column.is_none() && headings.iter().any(is_person)) {
        let missing = vec!["one column a category".to_owned()];
        return Err(SheetFault::UnknownFormat {
            header: header.headings,
            nearest: Format::WideByWeek.example(),
            missing,
        });
    }
    let (Some(week), true) = (week, headings.len() > 1) else {
        let missing =
            if column.is_some() { vec!["Week".to_owned()] } else { vec!["Week".to_owned(), "Person".to_owned()] };
        return Err(SheetFault::UnknownFormat {
            header: header.headings,
            nearest: Format::WideByWeek.example(),
            missing,
        });
    };
    let mut amounts = Vec::new();
    let mut ignored = Vec::new();
    for (field, key) in keys.iter().enumerate() {
        if field == week || Some(field) == column {
            continue;
        }
        if key.is_empty() {
            ignored.push((field, Ignored::Unheaded));
        } else if TOTAL.contains(&key.as_str()) {
            ignored.push((field, Ignored::Total));
        } else if REMARK.contains(&key.as_str()) || (said.person.is_some() && PERSON.contains(&key.as_str())) {
            ignored.push((field, Ignored::Remark));
        } else {
            let (activity, unit) = heading_unit(&headings[field]);
            amounts.push(AmountColumn { field, activity, unit });
        }
    }
    if amounts.is_empty() {
        let missing = vec!["a category".to_owned()];
        return Err(SheetFault::UnknownFormat {
            header: header.headings,
            nearest: Format::WideByWeek.example(),
            missing,
        });
    }
    let (format, person) = match column {
        Some(at) => (Format::WideByWeek, PersonFrom::Column(at)),
        None => (Format::OnePerson, PersonFrom::Everywhere(said.person.unwrap_or(said.file_stem).to_owned())),
    };
    Ok(Plan { file: file.clone(), format, header, person, week, amounts, ignored })
}

/// The heading without the unit behind it, and that unit: `Maintenance (h)`, `Maintenance [%]`, `Maintenance, hours`.
fn heading_unit(heading: &str) -> (String, Option<Unit>) {
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

#[cfg(test)]
mod tests {
    use super::*;

    fn planned(header: &str, said: &Said<'_>) -> Result<Plan, SheetFault> {
        let headings = header.split(';').map(str::to_owned).collect();
        plan(&Arc::from("effort.csv"), Header { headings, line: 1, ..Header::default() }, said)
    }

    #[test]
    fn a_week_and_a_person_column_make_a_wide_sheet_wherever_they_stand() {
        let plan = planned("CI;  Mitarbeiter;Docs;KW", &Said::default()).unwrap();
        assert_eq!((plan.format, plan.person, plan.week), (Format::WideByWeek, PersonFrom::Column(1), 3));
        assert_eq!(plan.amounts.iter().map(|a| a.field).collect::<Vec<_>>(), [0, 2]);
    }

    #[test]
    fn without_a_person_column_the_file_is_one_persons() {
        let said = Said { file_stem: "ada", ..Said::default() };
        let plan = planned("Week;CI;Total;Notes;", &said).unwrap();
        assert_eq!((plan.format, plan.person), (Format::OnePerson, PersonFrom::Everywhere("ada".into())));
        assert_eq!(plan.ignored, [(2, Ignored::Total), (3, Ignored::Remark), (4, Ignored::Unheaded)]);
    }

    #[test]
    fn a_unit_behind_a_heading_is_not_part_of_the_category() {
        for (heading, name, unit) in [
            ("Maintenance (h)", "Maintenance", Some(Unit::Hours)),
            ("Maintenance  %", "Maintenance", Some(Unit::Percent)),
            ("Maintenance, hours", "Maintenance", Some(Unit::Hours)),
            ("Docs (internal)", "Docs (internal)", None),
            ("%", "%", None),
        ] {
            assert_eq!(heading_unit(heading), (name.to_owned(), unit), "{heading}");
        }
    }

    #[test]
    fn a_header_without_a_week_is_refused_with_what_it_misses() {
        let Err(SheetFault::UnknownFormat { missing, .. }) = planned("Person;CI", &Said::default()) else {
            panic!("no fault")
        };
        assert_eq!(missing, ["Week"]);
    }

    #[test]
    fn a_long_sheet_and_one_with_a_column_a_person_are_refused() {
        assert!(planned("Week;Person;Category;Percent", &Said::default()).is_err());
        assert!(planned("Week;Person;Project;Support", &Said::default()).is_ok(), "a category may be called Project");
        let roster = Roster { people: vec![crate::model::person::Person::assumed("Ann")], assumed: false };
        let said = Said { file_stem: "effort", roster: Some(&roster), ..Said::default() };
        assert!(planned("Week;Ann;Bob", &said).is_err());
    }

    #[test]
    fn a_column_that_the_configuration_names_must_be_there() {
        let said = Said { person_column: Some("Wer"), ..Said::default() };
        assert!(
            matches!(planned("KW;Were;CI", &said), Err(SheetFault::UnknownColumn { near, .. }) if near == ["Were"])
        );
        assert_eq!(planned("KW;Wer;CI", &said).unwrap().person, PersonFrom::Column(1));
    }
}
