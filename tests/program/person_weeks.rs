//! Small folders in which a figure was once wrong, each with what is right and how it follows.

use crate::support::Case;

const CATEGORIES: &str =
    "[[category]]\nname = \"Build\"\nbucket = \"focus\"\n[[category]]\nname = \"Leave\"\nbucket = \"leave\"\n";

/// The exact values of some figures, `num/den`, `-` where there is none.
#[track_caller]
fn are(rules: &str, people: &str, sheet: &str, expected: &[(&str, &str)]) {
    let config = format!("version = 1\n{rules}\n{CATEGORIES}{people}");
    let case = Case::new().file("teamcap.toml", config).file("t.csv", sheet);
    let printed = case.args("review . --format csv").exits(0).printed;
    for (address, value) in expected {
        let start = format!("{address},");
        let line =
            printed.lines().find(|line| line.starts_with(&start)).unwrap_or_else(|| panic!("{address}\n{printed}"));
        let fields: Vec<&str> = line.split(',').collect();
        let found = match (fields[5], fields[6]) {
            ("", _) => "-".to_owned(),
            (num, "1") => num.to_owned(),
            (num, den) => format!("{num}/{den}"),
        };
        assert_eq!(found, *value, "{address}\n{printed}");
    }
}

const ANN: &str = "[[person]]\nname = \"Ann\"\n";
const WEEK: &str = "period = \"2016-01-04..2016-01-10\"";
const TWO_WEEKS: &str = "period = \"2016-01-04..2016-01-17\"";
const TOGGL: &str =
    "User,Email,Client,Project,Task,Description,Billable,Start date,Start time,End date,End time,Duration,Tags\n";

fn toggl(entries: &[(&str, &str, &str)]) -> String {
    let entry = |(person, project, day): &(&str, &str, &str)| {
        format!("{person},,,{project},,,No,{day},09:00:00,{day},17:00:00,08:00:00,\n")
    };
    TOGGL.to_owned() + &entries.iter().map(entry).collect::<String>()
}

/// Four days of work and a public holiday on which leave is booked too: 1 - 1/5 = 4/5 are left, and all of it was worked.
#[test]
fn leave_on_a_holiday_costs_nothing_more() {
    let sheet = "Date,Person,Category,Hours\n2016-01-04,Ann,Build,8\n2016-01-05,Ann,Build,8\n2016-01-06,Ann,Leave,8\n\
                 2016-01-07,Ann,Build,8\n2016-01-08,Ann,Build,8\n";
    let rules = format!("{WEEK}\nholidays = [{{ date = 2016-01-06, name = \"Epiphany\" }}]");
    let right = [("capacity.leave.ann", "0"), ("capacity.net.ann", "4/5"), ("capacity.load.ann", "100")];
    are(&rules, ANN, sheet, &right);
    let tracker = toggl(&[
        ("Ann", "Build", "2016-01-04"),
        ("Ann", "Build", "2016-01-05"),
        ("Ann", "Leave", "2016-01-06"),
        ("Ann", "Build", "2016-01-07"),
        ("Ann", "Build", "2016-01-08"),
    ]);
    are(&rules, ANN, &tracker, &right);
    // 20 % leave of each of the two days that are no holidays: 2 x 1/5 x 1/5 = 2/25.
    let allocation =
        "Person,Project,Percent,From,To\nAnn,Build,80%,2016-01-04,2016-01-10\nAnn,Leave,20%,2016-01-04,2016-01-10\n";
    let days = ["04", "05", "06"].map(|day| format!("{{ date = 2016-01-{day}, name = \"x\" }}")).join(", ");
    are(&format!("{WEEK}\nholidays = [{days}]"), ANN, allocation, &[("capacity.leave.ann", "2/25")]);
}

/// Monday and Tuesday by the roster, Friday by the sheet: three days, and two days were worked of the two that are left.
#[test]
fn leave_of_different_days_adds_up() {
    let people = format!("{ANN}leave = [{{ from = 2016-01-04, to = 2016-01-05 }}]\n");
    let right = [("capacity.leave.ann", "3/5"), ("capacity.load.ann", "100")];
    let sheet = "Date,Person,Category,Hours\n2016-01-06,Ann,Build,8\n2016-01-07,Ann,Build,8\n2016-01-08,Ann,Leave,8\n";
    are(WEEK, &people, sheet, &right);
    let entries = [("Ann", "Build", "2016-01-06"), ("Ann", "Build", "2016-01-07"), ("Ann", "Leave", "2016-01-08")];
    are(WEEK, &people, &toggl(&entries), &right);
    // Half of Monday by the sheet, all of it by the roster: the roster's.
    let sheet = "Date,Person,Category,Hours\n2016-01-04,Ann,Leave,4\n2016-01-06,Ann,Build,8\n";
    are(WEEK, &people, sheet, &[("capacity.leave.ann", "2/5")]);
}

#[test]
fn leave_on_a_weekend_costs_nothing() {
    let days = ["04", "05", "06", "07", "08"].map(|day| format!("2016-01-{day},Ann,Build,8\n")).concat();
    let sheet = format!("Date,Person,Category,Hours\n{days}2016-01-09,Ann,Leave,8\n2016-01-10,Ann,Leave,8\n");
    are(
        &format!("{WEEK}\nweek_rule = \"thursday\""),
        ANN,
        &sheet,
        &[("capacity.leave.ann", "0"), ("capacity.load.ann", "100")],
    );
}

/// Half a week of a half-timer, 1/4; then a week of half leave: 1/2 x 1/2 = 1/4. The percents of the first week are of a full week
/// whether the leave begins on the Saturday before or on the Monday: 1/2.
#[test]
fn a_leave_row_touches_the_weeks_of_its_working_days_alone() {
    let rules = format!("{TWO_WEEKS}\nweek_rule = \"thursday\"\npercent_of = \"full-week\"");
    let people = format!("{ANN}fte = 0.5\n");
    for first in ["2016-01-11", "2016-01-10", "2016-01-09"] {
        let sheet = format!(
            "Person,Project,Percent,From,To\nAnn,Build,50%,2016-01-04,2016-01-08\nAnn,Leave,50%,{first},2016-01-15\n"
        );
        are(&rules, &people, &sheet, &[("capacity.recorded.ann", "1/2"), ("capacity.leave.ann", "1/4")]);
    }
}

#[test]
fn two_halves_of_a_day_are_a_day() {
    let half = "{ from = 2016-01-04, to = 2016-01-04, part = 0.5 }";
    let sheet = "Week,Person,Build\n2016-W01,Ann,80%\n";
    let leave = |entries: &[&str]| format!("{ANN}leave = [{}]\n", entries.join(", "));
    are(WEEK, &leave(&[half, half]), sheet, &[("capacity.leave.ann", "1/5")]);
    are(WEEK, &leave(&[half, half, half]), sheet, &[("capacity.leave.ann", "1/5")]);
    are(WEEK, &leave(&[half]), sheet, &[("capacity.leave.ann", "1/10")]);
}

/// 16 of 40 hours are 2/5 of a full-time week, whatever the contract is.
#[test]
fn hours_at_fte_zero_count() {
    let people = format!("{ANN}fte = [{{ is = 1 }}, {{ from = 2016-01-11, is = 0 }}]\n");
    let right = [("week.ann.2016-w02", "2/5"), ("capacity.gross.ann", "1")];
    are(TWO_WEEKS, &people, "Week,Person,Build\n2016-W01,Ann,40h\n2016-W02,Ann,16h\n", &right);
    are(TWO_WEEKS, &people, "Date,Person,Category,Hours\n2016-01-12,Ann,Build,8\n2016-01-13,Ann,Build,8\n", &right);
    are(TWO_WEEKS, &people, &toggl(&[("Ann", "Build", "2016-01-12"), ("Ann", "Build", "2016-01-13")]), &right);
}

/// Three of the five working days are days of employment: 3/5 of a full-time week. Friday alone of five days lies in the period: a
/// fifth of 30 hours are 6 of 40.
#[test]
fn one_more_weekend_never_changes_a_number() {
    for last in ["2016-01-15", "2016-01-16", "2016-01-17"] {
        let sheet = format!("Person,Project,Percent,From,To\nAnn,Build,100%,2016-01-11,{last}\n");
        let rules = format!("{TWO_WEEKS}\npercent_of = \"full-week\"");
        are(&rules, &format!("{ANN}joined = 2016-01-13\n"), &sheet, &[("capacity.recorded.ann", "3/5")]);
    }
    for last in ["2016-04-01", "2016-04-02", "2016-04-03"] {
        let sheet = format!("Person,Project,Hours,From,To\nAnn,Build,30,2016-03-28,{last}\n");
        let rules = "period = \"2016-04-01..2016-04-10\"\nweek_rule = \"by-day\"";
        let people = format!("{ANN}fte = [{{ is = 1 }}, {{ from = 2016-04-01, is = 0.5 }}]\n");
        are(rules, &people, &sheet, &[("capacity.recorded.ann", "3/20")]);
    }
}

/// The first of October 2016 is a Saturday: of the week before nothing is due.
#[test]
fn a_week_without_a_working_day_in_the_period_is_not_due() {
    let rules = "period = \"2016-10-01..2016-10-16\"\nweek_rule = \"by-day\"";
    let people = format!("{ANN}[[person]]\nname = \"Bob\"\n");
    let sheet = "Week,Person,Build\n2016-W39,Ann,100%\n2016-W40,Ann,100%\n2016-W39,Bob,0%\n2016-W40,Bob,100%\n";
    are(rules, &people, sheet, &[("completeness.team", "50"), ("capacity.gross", "4"), ("capacity.recorded", "2")]);
    // Work on that Saturday is work: a day of 8 hours is a fifth.
    let sheet = "Date,Person,Category,Hours\n2016-10-01,Ann,Build,8\n2016-10-05,Ann,Build,8\n";
    are(rules, &people, sheet, &[("capacity.recorded.ann", "2/5"), ("capacity.gross.ann", "2")]);
}

/// Forty hours over five days, of which two are days of employment: 16 hours, 2/5.
#[test]
fn what_lies_outside_employment_is_left_out_and_told() {
    let sheet = "Person,Project,Hours,From,To\nAnn,Build,40,2016-01-04,2016-01-10\n";
    let people = format!("{ANN}left = 2016-01-05\n");
    are(TWO_WEEKS, &people, sheet, &[("capacity.recorded.ann", "2/5"), ("capacity.load.ann", "100")]);
}

/// Two full days of leave are 2/5, a week at FTE 0.2 is 1/5: nothing is left of it that could be filled.
#[test]
fn more_leave_than_time_has_no_load() {
    let sheet = "Date,Person,Category,Hours\n2016-01-04,Ann,Build,4\n2016-01-05,Ann,Leave,8\n2016-01-06,Ann,Leave,8\n";
    let right = [("capacity.leave.ann", "2/5"), ("capacity.unallocated.ann", "-3/10"), ("capacity.load.ann", "-")];
    are(WEEK, &format!("{ANN}fte = 0.2\n"), sheet, &right);
}

#[test]
fn a_week_of_zeros_is_under_allocated() {
    let config = format!("version = 1\n{TWO_WEEKS}\n{CATEGORIES}{ANN}");
    let case = Case::new()
        .file("teamcap.toml", config)
        .file("t.csv", "Week,Person,Build\n2016-W01,Ann,100%\n2016-W02,Ann,0%\n");
    case.args("review .").exits(0).says("Ann is under-allocated: load 50 %; by week W02 (0 %)");
}
