//! Which header is which shape.

use super::*;
use crate::model::effort::Unit;
use crate::model::person::{Person, Roster};

fn header(text: &str, line: u64) -> Header {
    let headings = text.split(';').map(|heading| heading.trim().to_owned()).collect();
    Header { headings, line, ..Header::default() }
}

/// The plan of a header, which may have two rows.
fn planned(text: &str, said: &Mapping<'_>) -> Result<Plan, Vec<SheetFault>> {
    let mut lines = text.lines();
    let first = header(lines.next().unwrap(), 1);
    let planned = plan(&Arc::from("effort.csv"), first, lines.next().map(|line| header(line, 2)), said);
    let of_sheets = |fault: Fault| match fault {
        Fault::Sheet(fault) => fault,
        other => panic!("{other:?}"),
    };
    planned.map_err(|faults| faults.into_iter().map(of_sheets).collect())
}

fn roster(names: &[&str]) -> Roster {
    Roster { people: names.iter().map(|name| Person::assumed(name)).collect(), assumed: false }
}

/// formats.md section 1, and headings in other languages, wherever they stand.
#[test]
fn every_shape_is_known_by_its_header() {
    for (text, format, person, when) in [
        ("CI;  Mitarbeiter;Docs;KW", Format::WideByWeek, PersonFrom::Column(1), When::Week(3)),
        ("Date;Person;CI;Docs", Format::WideByWeek, PersonFrom::Column(1), When::Date(0)),
        ("Week;CI;Total;Notes;", Format::OnePerson, PersonFrom::Everywhere("ada".into()), When::Week(0)),
        ("Person;CI;Docs", Format::WideByPerson, PersonFrom::Column(0), When::Period),
        ("Person;Week;Category;Percent", Format::Long, PersonFrom::Column(0), When::Week(1)),
        ("Datum;Name;Projekt;Aufgabe;Stunden;Kommentar", Format::Long, PersonFrom::Column(1), When::Date(0)),
        (
            "Name;Project;Percentage;Period Begin Date;Period End Date",
            Format::Allocation,
            PersonFrom::Column(0),
            When::Range { from: 3, to: 4 },
        ),
        (
            "person;from;to;project;task;tags;client;description;billable;type;category;unit;amount;entries",
            Format::Rollup,
            PersonFrom::Column(0),
            When::Table { from: 1, to: 2, span: None },
        ),
        (
            "person;from;to;span;project;task;tags;client;description;billable;type;category;unit;amount;entries;place",
            Format::Rollup,
            PersonFrom::Column(0),
            When::Table { from: 1, to: 2, span: Some(3) },
        ),
    ] {
        let said = Mapping { file_stem: "ada", ..Mapping::default() };
        let plan = planned(text, &said).unwrap_or_else(|faults| panic!("{text}: {faults:?}"));
        assert_eq!((plan.format, plan.person, plan.when), (format, person, when), "{text}");
    }
}

#[test]
fn the_columns_of_a_wide_sheet_that_are_no_category_are_left_alone() {
    let plan = planned("Week;CI;Total;Notes;;E-Mail", &Mapping::default()).unwrap();
    let ignored = [(2, Ignored::Total), (3, Ignored::Remark), (4, Ignored::Unheaded), (5, Ignored::Unused)];
    assert_eq!(plan.ignored, ignored);
    assert_eq!(plan.amounts.len(), 1);
}

#[test]
fn people_across_are_known_by_the_roster_or_by_a_row_above_the_categories() {
    let roster = roster(&["Ann", "Bob"]);
    let said = Mapping { file_stem: "Support", roster: Some(&roster), ..Mapping::default() };
    let plan = planned("Week;Ann;Bob;Total", &said).unwrap();
    let columns = |plan: &Plan| -> Vec<(String, String)> {
        plan.amounts.iter().map(|a| (a.person.clone().unwrap(), a.activity.clone())).collect()
    };
    let pairs = |pairs: &[(&str, &str)]| -> Vec<(String, String)> {
        pairs.iter().map(|(person, activity)| ((*person).to_owned(), (*activity).to_owned())).collect()
    };
    assert_eq!(columns(&plan), pairs(&[("Ann", "Support"), ("Bob", "Support")]));
    let two_rows = ";Ann;;Bob;;Total\nWeek;CI;Docs;CI;Docs;All";
    let plan = planned(two_rows, &Mapping::default()).unwrap();
    assert_eq!((plan.format, plan.when, plan.header.line), (Format::PeopleAcross, When::Week(0), 2));
    assert_eq!(columns(&plan), pairs(&[("Ann", "CI"), ("Ann", "Docs"), ("Bob", "CI"), ("Bob", "Docs")]));
    let plan = planned(";Ann;;Bob;;Total;\nWeek;CI;Docs;CI;Docs;;", &Mapping::default()).unwrap();
    assert_eq!((plan.amounts.len(), &plan.ignored[..]), (4, &[(5, Ignored::Total), (6, Ignored::Unheaded)][..]));
    let upside_down = "Week;CI;;Docs;\n;Ann;Bob;Ann;Bob";
    let plan = planned(upside_down, &said).unwrap();
    assert_eq!(columns(&plan), pairs(&[("Ann", "CI"), ("Bob", "CI"), ("Ann", "Docs"), ("Bob", "Docs")]));
    assert_eq!(planned("Week;Ann;Bob\n2016-W03;40;60", &Mapping::default()).unwrap().format, Format::OnePerson);
    let said = Mapping { format: Some(Format::PeopleAcross), file_stem: "Support", ..Mapping::default() };
    assert_eq!(planned("Week;Ann;Bob\n2016-W03;40;60", &said).unwrap().amounts.len(), 2, "said");
}

#[test]
fn a_header_that_is_no_shape_is_refused_with_what_it_misses() {
    let missing = |text: &str, said: &Mapping<'_>| match planned(text, said) {
        Err(faults) => match &faults[..] {
            [SheetFault::UnknownFormat { missing, .. }] => missing.join(", "),
            other => panic!("{other:?}"),
        },
        Ok(plan) => panic!("{text} is {:?}", plan.format),
    };
    assert_eq!(missing("CI;Docs", &Mapping::default()), "Week, Person");
    assert_eq!(missing("Week;Person", &Mapping::default()), "a category");
    let said = Mapping { format: Some(Format::Allocation), ..Mapping::default() };
    assert_eq!(missing("Week;Person;CI", &said), "From, To, Category, Percent or Hours");
    assert_eq!(missing("Person;Sprint;CI\nAda;2016-01-18;40", &Mapping::default()), "Week (is it \"Sprint\"?)");
    assert_eq!(planned("Person;Woche ab;CI", &Mapping::default()).unwrap().when, When::Week(1));
    let offered = "columns = { person = \"User\", date = \"Date\", hours = \"Hours\", project = \"Project\" }";
    assert_eq!(missing("User;Date;Project;Hours;Rate", &Mapping::default()), offered, "an unknown export");
    assert!(planned("Week;Person;Project;Support", &Mapping::default()).is_ok(), "a category may be called Project");
    assert!(planned("Week;Person;Project;Support\n2016-W03;Ada;40;60", &Mapping::default()).is_ok());
}

#[test]
fn a_row_an_amount_in_columns_that_nobody_knows_is_no_wide_sheet() {
    let offered = |text: &str| match planned(text, &Mapping::default()) {
        Err(faults) => match &faults[..] {
            [SheetFault::UnknownFormat { missing, .. }] => missing.concat(),
            other => panic!("{other:?}"),
        },
        Ok(plan) => panic!("{text} is {:?}", plan.format),
    };
    let minutes = "columns = { person = \"Employee\", date = \"Date\", hours = \"Minutes\", project = \"Project\" }\n\
                   unit = \"minutes\"";
    assert_eq!(offered("Employee;Date;Project;Minutes"), minutes, "by the heading");
    let open = "columns = { person = \"Employee\", date = \"Date\", project = \"Project\" }\n\
                and in these columns hours: one of \"Booked\"";
    assert_eq!(offered("Employee;Date;Project;Booked\nAda;2016-01-18;Quay wall;90"), open, "by the first row");
}

#[test]
fn what_headings_suggest_is_a_day_and_how_much_of_it() {
    let roles = |text: &str| {
        let headings: Vec<String> = text.split(';').map(str::to_owned).collect();
        let roles = suggested(&headings).roles;
        roles
            .iter()
            .map(|(role, heading)| format!("{role}={}", heading.as_deref().unwrap_or("?")))
            .collect::<Vec<_>>()
            .join(" ")
    };
    let one = roles("User;Project;Start date;Duration");
    assert_eq!(one, "person=User date=Start date hours=Duration project=Project");
    assert_eq!(roles("Name;Project;Start;End"), "person=Name start=Start end=End project=Project");
    assert_eq!(roles("Name;Project;Von;Bis;Stunden"), "person=Name from=Von to=Bis hours=Stunden project=Project");
}

#[test]
fn an_export_of_nobody_is_still_that_export() {
    let headings = |text: &str| text.split(';').map(str::to_owned).collect::<Vec<_>>();
    let nobodys_toggl = headings("Project;Start date;Start time;End date;End time;Duration");
    assert_eq!(nobodys(&nobodys_toggl), Format::named("toggl"));
    assert_eq!(nobodys(&headings("User;Project;Start date;Start time;End date;End time;Duration")), None, "whole");
    assert_eq!(nobodys(&headings("Project;Date;Hours")), None);
}

#[test]
fn a_mapping_of_entries_names_all_that_it_takes() {
    let lacks = |columns: &[(&'static str, &'static str)]| {
        let said = Mapping { columns: columns.to_vec(), file_stem: "ada", ..Mapping::default() };
        match planned("Who;Begin;End;Project;Min", &said) {
            Err(faults) => match &faults[..] {
                [SheetFault::UnfinishedMapping { missing, .. }] => missing.join("; "),
                other => panic!("{other:?}"),
            },
            Ok(_) => String::new(),
        }
    };
    let (who, begin, project) = (("person", "Who"), ("start", "Begin"), ("project", "Project"));
    assert_eq!(lacks(&[who, begin, project]), "end or hours");
    assert_eq!(lacks(&[who, ("end", "End"), project]), "start or hours");
    assert_eq!(lacks(&[who, project]), "hours or percent");
    assert_eq!(lacks(&[who, begin, ("end", "End"), project]), "");
    assert_eq!(lacks(&[begin, ("hours", "Min"), project]), "");
    assert_eq!(lacks(&[who, ("id", "Min"), ("week", "End")]), "hours or percent");
}

#[test]
fn a_mapping_names_the_columns_of_any_header() {
    let columns = vec![("person", "Wer"), ("date", "Tag"), ("hours", "Std netto"), ("project", "Vorhaben")];
    let said = Mapping { columns, ..Mapping::default() };
    let plan = planned("Nr;Wer;Tag;Std netto;Std brutto;Vorhaben", &said).unwrap();
    assert_eq!((plan.format, &plan.person, plan.when), (Format::Long, &PersonFrom::Column(1), When::Date(2)));
    assert_eq!(plan.amounts.iter().map(|a| (a.field, a.unit)).collect::<Vec<_>>(), [(3, Some(Unit::Hours))]);
    assert_eq!(plan.says, [(Says::Project, 5)]);
    let said = Mapping { columns: vec![("person", "Wer"), ("week", "Woche")], ..Mapping::default() };
    assert_eq!(planned("Woche;Wer;CI", &said).unwrap().format, Format::WideByWeek);
}

#[test]
fn every_column_that_the_configuration_names_must_be_there() {
    let said = Mapping { columns: vec![("person", "Wer"), ("hours", "Std")], ..Mapping::default() };
    let Err(faults) = planned("KW;Were;CI", &said) else { panic!("a plan") };
    assert_eq!(faults.len(), 2);
    assert!(matches!(&faults[0], SheetFault::UnknownColumn { near, .. } if *near == ["Were"]));
}
