//! The table of time trackers: adding one means adding a row. Headings are folded, that is, in lower case with single spaces.
//! The first word of a role is the usual one, and is preferred if a header has several.

use std::fmt;

use crate::model::effort::Bare;
use crate::read::role::{Role, Says};

/// A time tracker and its exports: everything that teamcap knows about it.
#[derive(PartialEq, Eq)]
pub struct Tracker {
    /// The name in the configuration and in JSON.
    pub name: &'static str,
    /// A header that messages show as an example.
    pub example: &'static str,
    /// The headings that identify the export. Of each set, a header must have at least one.
    pub(super) marks: &'static [&'static [&'static str]],
    /// Headings that a header must not have.
    pub(super) never: &'static [&'static str],
    pub(super) columns: &'static [(Role, &'static [&'static str])],
    /// What a bare duration counts, or `None` if the rows have to show it.
    pub(super) bare: Option<Bare>,
    /// Whether the last row may lack fields that are not needed.
    pub(super) short_rows: bool,
    /// Whether the column `Type` marks breaks.
    pub marks_breaks: bool,
    /// The exports of this tracker that cannot be read.
    pub(super) refused: &'static [Refused],
}

/// Only the name: the whole row would fill a page.
impl fmt::Debug for Tracker {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

/// An export that teamcap knows and cannot read.
#[derive(Debug, PartialEq, Eq)]
pub struct Refused {
    /// `Toggl summary`.
    pub name: &'static str,
    pub why: Why,
    marks: &'static [&'static [&'static str]],
    never: &'static [&'static str],
}

/// Why an export cannot be read, and how its headings show it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// It has neither people nor days. The header has a heading of each set of `marks`.
    NoPersonNoDay,
    /// Its rows hold subtotals. The last heading is one of `marks`.
    Subtotals,
}

impl Refused {
    pub(super) fn is_shown(&self, keys: &[String]) -> bool {
        let has = |words: &&[&str]| keys.iter().any(|key| words.contains(&key.as_str()));
        let ends = |words: &&[&str]| keys.last().is_some_and(|key| words.contains(&key.as_str()));
        let shown = match self.why {
            Why::NoPersonNoDay => self.marks.iter().all(has),
            Why::Subtotals => self.marks.iter().any(ends),
        };
        shown && !self.never.iter().any(|word| keys.iter().any(|key| key == word))
    }
}

const DURATION: &[&str] = &["duration"];
const START_DATE: &[&str] = &["start date", "startdatum", "data de início"];
const START_TIME: &[&str] = &["start time", "startzeit", "hora de início"];
const END_DATE: &[&str] = &["end date", "stop date", "enddatum", "data de término"];
const END_TIME: &[&str] = &["end time", "stop time", "endzeit", "hora de término"];
const EMAIL: &[&str] = &["email", "e-mail", "user e-mail", "user email"];
const PROJECT: &[&str] = &["project", "projekt", "projeto", "projet", "proyecto", "progetto"];
const CLIENT: &[&str] = &["client", "customer", "kunde", "cliente"];
const TAGS: &[&str] = &["tags", "schlagworte", "etiquetas"];
const BILLABLE: &[&str] = &["billable", "billable?", "abrechenbar", "faturável"];
const TYPE: &[&str] = &["type", "typ", "tipo"];
const DESCRIPTION: &[&str] = &["description", "beschreibung", "descrição"];
const TASK: &[&str] = &["task", "aufgabe", "tarefa"];
const USER: &[&str] = &["user", "benutzer", "usuário", "utilisateur", "usuario"];
const USERNAME: &[&str] = &["user", "benutzer", "username", "benutzername"];
/// The decimal ones come last: they are rounded, 2.32 for 2.316667.
const DURATION_OR_DECIMAL: &[&str] =
    &["duration (h)", "dauer (h)", "duração (h)", "duration (decimal)", "dauer (dezimal)", "duração (decimal)"];

use Says::{Billable, Client, Description, Project, Tags, Task, Type};

/// What most rows have in common.
pub(super) const USUAL: Tracker = Tracker {
    name: "",
    example: "",
    marks: &[],
    never: &[],
    columns: &[],
    bare: None,
    short_rows: false,
    marks_breaks: false,
    refused: &[],
};

pub(in crate::read) static TRACKERS: &[Tracker] = &[
    Tracker {
        name: "toggl",
        example: "User,Project,Task,Start date,Start time,Duration (a detailed export of Toggl)",
        marks: &[&["start date"], &["start time"], DURATION, &["project", "description"]],
        never: &["group", "duration (h)", "duration (decimal)"],
        columns: &[
            (Role::Person, &["user", "member"]),
            (Role::Email, EMAIL),
            (Role::Date, START_DATE),
            (Role::StartTime, START_TIME),
            (Role::EndDate, END_DATE),
            (Role::EndTime, END_TIME),
            (Role::Duration, DURATION),
            (Role::Says(Project), PROJECT),
            (Role::Says(Task), TASK),
            (Role::Says(Tags), TAGS),
            (Role::Says(Client), CLIENT),
            (Role::Says(Description), DESCRIPTION),
            (Role::Says(Billable), BILLABLE),
        ],
        refused: &[Refused {
            name: "Toggl summary",
            why: Why::NoPersonNoDay,
            marks: &[&["project"], &["client"], &["title", "description"], DURATION],
            never: &["user", "member", "date", "start date", "week", "day", "person", "from", "start"],
        }],
        ..USUAL
    },
    Tracker {
        name: "clockify",
        example: "Project,User,Group,Start Date,Duration (h) (a detailed export of Clockify)",
        marks: &[&["group", "gruppe", "grupo"], START_DATE, USER, DURATION_OR_DECIMAL],
        columns: &[
            (Role::Person, USER),
            (Role::Email, EMAIL),
            (Role::Date, START_DATE),
            (Role::StartTime, START_TIME),
            (Role::EndDate, END_DATE),
            (Role::EndTime, END_TIME),
            (Role::Duration, DURATION_OR_DECIMAL),
            (Role::Says(Project), PROJECT),
            (Role::Says(Task), &["task", "activity", "aufgabe", "tarefa"]),
            (Role::Says(Tags), TAGS),
            (Role::Says(Client), CLIENT),
            (Role::Says(Description), DESCRIPTION),
            (Role::Says(Billable), BILLABLE),
            (Role::Says(Type), TYPE),
        ],
        bare: Some(Bare::Hours),
        short_rows: true,
        refused: &[Refused {
            name: "Clockify summary",
            why: Why::NoPersonNoDay,
            marks: &[&["time (h)", "zeit (h)", "tempo (h)"], &["time (decimal)", "zeit (dezimal)", "tempo (decimal)"]],
            never: &["start date", "startdatum", "data de início"],
        }],
        marks_breaks: true,
        ..USUAL
    },
    Tracker {
        name: "harvest",
        example: "Date,Project,Task,Hours,Billable?,First Name,Last Name (an export of Harvest)",
        marks: &[&["date"], &["hours"], &["billable?"], &["first name"], &["last name"]],
        columns: &[
            (Role::FirstName, &["first name"]),
            (Role::LastName, &["last name"]),
            (Role::Date, &["date"]),
            (Role::Duration, &["hours"]),
            (Role::Says(Project), PROJECT),
            (Role::Says(Task), TASK),
            (Role::Says(Client), CLIENT),
            (Role::Says(Description), &["notes"]),
            (Role::Says(Billable), BILLABLE),
        ],
        bare: Some(Bare::Hours),
        ..USUAL
    },
    Tracker {
        name: "kimai",
        example: "Date,From,To,Duration,User,Customer,Project,Activity (an export of Kimai)",
        marks: &[
            &["date", "datum"],
            &["from", "von"],
            &["to", "bis"],
            &["duration", "dauer"],
            USERNAME,
            &["customer", "kunde"],
            &["activity", "tätigkeit"],
        ],
        columns: &[
            (Role::Person, USERNAME),
            (Role::Email, EMAIL),
            (Role::Date, &["date", "datum"]),
            (Role::StartTime, &["from", "von"]),
            (Role::EndTime, &["to", "bis"]),
            (Role::Duration, &["duration", "dauer"]),
            (Role::Says(Project), PROJECT),
            (Role::Says(Task), &["activity", "tätigkeit"]),
            (Role::Says(Tags), TAGS),
            (Role::Says(Client), CLIENT),
            (Role::Says(Description), DESCRIPTION),
            (Role::Says(Billable), BILLABLE),
            (Role::Says(Type), TYPE),
        ],
        ..USUAL
    },
    Tracker {
        name: "tempo",
        example: "Issue Key,Hours,Work date,Full name,Project Key (an export of Tempo)",
        marks: &[&["issue key"], &["hours"], &["work date"], &["username", "full name"]],
        columns: &[
            (Role::Person, &["full name", "username"]),
            // It tells people apart as an address does.
            (Role::Email, &["username"]),
            (Role::Date, &["work date"]),
            (Role::Duration, &["hours"]),
            (Role::Says(Project), &["project key", "project name"]),
            (Role::Says(Task), &["issue key"]),
            (Role::Says(Type), &["activity name"]),
            (Role::Says(Client), &["account name", "account key"]),
            (Role::Says(Description), &["work description", "issue summary"]),
            (Role::Id, &["worklog id", "tempo worklog id", "jira worklog id"]),
        ],
        bare: Some(Bare::Hours),
        ..USUAL
    },
    Tracker {
        name: "jira",
        example: "Author,Issue,Project,Started,Time spent (worklogs of Jira)",
        marks: &[&["author"], &["issue"], &["started"], &["time spent", "time spent seconds"]],
        columns: &[
            (Role::Person, &["author"]),
            (Role::Start, &["started"]),
            (Role::Duration, &["time spent"]),
            (Role::Seconds, &["time spent seconds", "time spent (seconds)"]),
            (Role::Says(Project), PROJECT),
            (Role::Says(Task), &["issue"]),
            (Role::Says(Description), &["work description"]),
            (Role::Id, &["worklog id"]),
        ],
        bare: Some(Bare::Seconds),
        ..USUAL
    },
    Tracker {
        name: "redmine",
        example: "Project,Date,User,Activity,Issue,Hours (a list of Redmine)",
        marks: &[
            &["project", "projekt", "projet"],
            &["date", "datum"],
            &["user", "benutzer", "utilisateur"],
            &["activity", "aktivität", "activité"],
            &["issue", "ticket", "demande"],
            &["hours", "stunden", "heures"],
        ],
        columns: &[
            (Role::Person, &["user", "benutzer", "utilisateur"]),
            (Role::Date, &["date", "datum"]),
            (Role::Duration, &["hours", "stunden", "heures"]),
            (Role::Says(Project), PROJECT),
            (Role::Says(Task), &["activity", "aktivität", "activité"]),
            (Role::Says(Type), &["issue", "ticket", "demande"]),
            (Role::Says(Description), &["comment", "kommentar", "commentaire"]),
        ],
        bare: Some(Bare::Hours),
        refused: &[Refused {
            name: "Redmine report",
            why: Why::Subtotals,
            marks: &[&[
                "total time",
                "gesamtzeit",
                "gesamtaufwand",
                "temps total",
                "tiempo total",
                "tempo total",
                "tempo totale",
                "totale tijd",
            ]],
            never: &["date", "datum", "week", "person"],
        }],
        ..USUAL
    },
    Tracker {
        name: "openproject",
        example: "Date (Spent),User,Activity,Work package,Project,Units (costs of OpenProject)",
        marks: &[&["date (spent)"], &["user", "logged by"], &["units"], &["work package", "logged for"]],
        columns: &[
            (Role::Person, &["user", "logged by"]),
            (Role::Date, &["date (spent)"]),
            (Role::Duration, &["units"]),
            (Role::Says(Project), PROJECT),
            (Role::Says(Task), &["activity"]),
            (Role::Says(Type), &["work package", "logged for"]),
            (Role::Says(Description), &["comment"]),
        ],
        bare: Some(Bare::Hours),
        ..USUAL
    },
    Tracker {
        name: "tock",
        example: "project_name,employee,start_date,end_date,hours_spent (timecards of Tock)",
        marks: &[&["project_name"], &["employee"], &["start_date"], &["end_date"], &["hours_spent"]],
        columns: &[
            (Role::Person, &["employee"]),
            (Role::From, &["start_date"]),
            (Role::To, &["end_date"]),
            (Role::Duration, &["hours_spent"]),
            (Role::Says(Project), &["project_name"]),
            (Role::Says(Billable), BILLABLE),
        ],
        bare: Some(Bare::Hours),
        ..USUAL
    },
    Tracker {
        name: "solidtime",
        example: "project,task,start,end,user_name,user_email (an export of solidtime)",
        marks: &[&["start"], &["end"], &["user_name"], &["user_email"]],
        columns: &[
            (Role::Person, &["user_name"]),
            (Role::Email, &["user_email"]),
            (Role::Start, &["start"]),
            (Role::End, &["end"]),
            (Role::Says(Project), PROJECT),
            (Role::Says(Task), TASK),
            (Role::Says(Tags), TAGS),
            (Role::Says(Client), CLIENT),
            (Role::Says(Description), DESCRIPTION),
            (Role::Says(Billable), BILLABLE),
        ],
        ..USUAL
    },
];
