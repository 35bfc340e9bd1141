//! The worked examples of domain.md, each calculated whole: a roster, some entries, and the figures of the review.

#![expect(clippy::unwrap_used, reason = "a test whose example cannot be built stops")]

use teamcap::calc::build::{About, review};
use teamcap::calc::ground::Input;
use teamcap::calc::review::{Review, State};
use teamcap::model::calendar::Calendar;
use teamcap::model::category::{Activity, Bucket, Category, Taxonomy};
use teamcap::model::day::Day;
use teamcap::model::effort::Unit;
use teamcap::model::exact::Exact;
use teamcap::model::period::Period;
use teamcap::model::person::{Fte, Leave, Person, Roster};
use teamcap::model::place::Place;
use teamcap::model::rules::{Average, Holiday, PercentOf, Rules, WeekRule};
use teamcap::model::slot::Slot;
use teamcap::model::week::Week;
use teamcap::problem::{Fault, Finding};
use teamcap::render::number::shown;
use teamcap::rollup::ledger::{Entry, Ledger};

struct Example {
    people: Vec<Person>,
    categories: Vec<Category>,
    rules: Rules,
    calendar: Calendar,
    period: Period,
    ledger: Ledger,
}

impl Example {
    fn of(period: &str, people: Vec<Person>) -> Example {
        Example::cut(period, WeekRule::Thursday, people)
    }

    fn cut(period: &str, rule: WeekRule, people: Vec<Person>) -> Example {
        let period = Period::parse(period, 1).unwrap();
        let calendar = Calendar::new(&period, rule, None);
        Example { people, categories: Vec::new(), rules: Rules::default(), calendar, period, ledger: Ledger::default() }
    }

    fn category(mut self, name: &str, bucket: Bucket) -> Example {
        self.categories.push(Category { bucket, ..Category::unclassified(name) });
        self
    }

    fn write(&mut self, person: usize, week: &str, activity: &str, amount: Exact, unit: Unit) {
        let at = self.ledger.activities.iter().position(|known| known.name == activity).unwrap_or_else(|| {
            self.ledger.activities.push(Activity::heading(activity));
            self.ledger.activities.len() - 1
        });
        let week = Week::parse(week).unwrap();
        let entry = Entry { file: 0, person, slot: Slot::Week(week), activity: at, unit, amount, entries: 1 };
        self.ledger.entries.push(entry);
    }

    fn percent(mut self, person: usize, week: &str, activity: &str, amount: i128) -> Example {
        self.write(person, week, activity, Exact::whole(amount), Unit::Percent);
        self
    }

    fn hours(mut self, person: usize, week: &str, activity: &str, amount: i128) -> Example {
        self.write(person, week, activity, Exact::whole(amount), Unit::Hours);
        self
    }

    /// The same in every week of the calendar.
    fn every_week(mut self, person: usize, amount: i128, unit: Unit) -> Example {
        for week in self.calendar.weeks.clone() {
            self.write(person, &week.week.to_string(), "Work", Exact::whole(amount), unit);
        }
        self
    }

    fn review(&self) -> Review {
        let Example { people, categories, rules, calendar, period, ledger } = self;
        let roster = Roster { people: people.clone(), assumed: false };
        let taxonomy = Taxonomy { categories: categories.clone() };
        let ledger = &Ledger { work: taxonomy.classify(&ledger.activities), ..ledger.clone() };
        let (input, period) = (Input { roster: &roster, taxonomy: &taxonomy, rules, calendar, ledger }, Some(period));
        let (sources, problems, until, skills, written) = Default::default();
        review(input, About { team: "Team", period, until, sources, skills, written, away: &[], problems })
    }
}

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

fn place() -> Place {
    Place::file(&"teamcap.toml".into())
}

fn ada() -> Person {
    Person::assumed("Ada")
}

fn part_timer(name: &str, num: i128, den: i128) -> Person {
    Person { fte: vec![Fte { from: None, is: Exact::new(num, den).unwrap(), place: None }], ..Person::assumed(name) }
}

fn away(from: &str, to: &str) -> Leave {
    Leave { from: day(from), to: day(to), part: Exact::ONE, place: place() }
}

fn holiday(on: &str) -> Holiday {
    Holiday { day: day(on), name: "Holiday".into(), people: Vec::new(), place: place() }
}

fn exact(review: &Review, address: &str) -> String {
    let figure = review.figures.get(address).unwrap_or_else(|| panic!("no figure {address}"));
    figure.value.as_ref().map_or("-".to_owned(), Exact::to_string)
}

fn printed(review: &Review, address: &str) -> String {
    shown(review.figures.get(address).unwrap_or_else(|| panic!("no figure {address}")), review)
}

fn found(review: &Review, wanted: impl Fn(&Finding) -> bool) -> usize {
    review.notes.iter().filter(|note| matches!(&note.fault, Fault::Finding(finding) if wanted(finding))).count()
}

/// Section 4, worked: 520 h, 80 h of them leave, 400 h recorded.
#[test]
fn leave_is_taken_out_of_capacity_and_never_credited_as_work() {
    let person = Person { leave: vec![away("2016-02-01", "2016-02-12")], ..ada() };
    let mut example = Example::of("2016-Q1", vec![person]).hours(0, "2016-W01", "Work", 40);
    for week in [2, 3, 4, 7, 8, 9, 10, 11, 12, 13] {
        example = example.hours(0, &format!("2016-W{week:02}"), "Work", 36);
    }
    let review = example.review();
    let parts = ["gross", "recorded", "leave", "not-submitted", "unallocated", "net"];
    let amount = |part: &str| exact(&review, &format!("capacity.{part}.ada"));
    assert_eq!(parts.map(amount), ["13", "10", "2", "0", "1", "11"], "weeks of 40 h");
    assert_eq!(exact(&review, "capacity.percent"), "1000/13", "400 of 520 h");
    assert_eq!(printed(&review, "capacity.percent"), "76.9");
    assert_eq!(exact(&review, "capacity.net-percent"), "1000/11", "400 of 440 h");
    assert_eq!(printed(&review, "capacity.net-percent"), "90.9", "not 92.3");
}

/// Section 4, worked: "100 %" of a full-timer and a half-timer over 10 weeks.
#[test]
fn what_the_half_timer_means_by_a_hundred_percent_is_the_convention() {
    let people = vec![ada(), part_timer("Ben", 1, 2)];
    let example = Example::of("2016-01-04..2016-03-13", people);
    let mut example = example.every_week(0, 100, Unit::Percent).every_week(1, 100, Unit::Percent);
    assert_eq!(example.calendar.weeks.len(), 10);
    let own = example.review();
    assert_eq!(
        ["recorded", "gross", "percent"].map(|part| exact(&own, &format!("capacity.{part}"))),
        ["15", "15", "100"]
    );
    assert_eq!(found(&own, |finding| matches!(finding, Finding::OverAllocated { .. })), 0);
    example.rules.percent_of = PercentOf::FullWeek;
    let full = example.review();
    assert_eq!(
        ["recorded", "gross", "percent"].map(|part| exact(&full, &format!("capacity.{part}"))),
        ["20", "15", "400/3"]
    );
    assert_eq!(printed(&full, "capacity.percent"), "133.3");
    assert_eq!((exact(&full, "capacity.unallocated"), exact(&full, "capacity.load.ben")), ("-5".into(), "200".into()));
    assert_eq!(found(&full, |of| matches!(of, Finding::OverAllocated { person, .. } if person == "Ben")), 1);
    assert_eq!(found(&full, |of| matches!(of, Finding::OverAllocated { .. })), 1, "Ada is not");
}

/// Section 4, worked.
#[test]
fn three_entries_of_twelve_and_a_half_hours_are_a_full_week_of_thirty_seven_and_a_half() {
    let mut example = Example::of("2016-01-04..2016-01-10", vec![ada()]);
    example.rules.full_week = Exact::new(75, 2).unwrap();
    for activity in ["A", "B", "C"] {
        example.write(0, "2016-W01", activity, Exact::new(25, 2).unwrap(), Unit::Hours);
    }
    let review = example.review();
    assert_eq!(exact(&review, "person.ada.a"), "100/3");
    for address in ["week.ada.2016-w01", "capacity.recorded", "capacity.gross"] {
        assert_eq!(exact(&review, address), "1", "{address}");
    }
    assert_eq!(exact(&review, "capacity.load.ada"), "100");
}

/// Section 4, worked, pooled: 480 of 512 h and 128 of 256 h.
#[test]
fn the_team_is_pooled_and_not_the_mean_of_its_people() {
    let example = Example::of("2016-01-04..2016-04-24", vec![ada(), part_timer("Ben", 1, 2)]);
    let mut example = example.every_week(0, 30, Unit::Hours).every_week(1, 8, Unit::Hours);
    example.rules.full_week = Exact::whole(32);
    let review = example.review();
    assert_eq!((exact(&review, "capacity.gross.ada"), exact(&review, "capacity.gross.ben")), ("16".into(), "8".into()));
    assert_eq!(
        (exact(&review, "capacity.percent.ada"), exact(&review, "capacity.percent.ben")),
        ("375/4".into(), "50".into())
    );
    assert_eq!(printed(&review, "capacity.percent"), "79.2");
    assert_eq!(exact(&review, "team.capacity.total"), "475/6", "not 71.9, the mean");
}

/// Section 3: "so a partial week of a joiner weighs what it was", and the three rules.
#[test]
fn a_mean_week_weighs_each_week_by_what_it_was() {
    let person = Person { joined: Some(day("2016-01-06")), ..ada() };
    let mut example = Example::of("2016-01-04..2016-01-24", vec![person]).category("C", Bucket::Of(0));
    for (week, activity, amount) in [("2016-W01", "A", 100), ("2016-W02", "A", 50), ("2016-W02", "B", 30)] {
        example = example.percent(0, week, activity, amount);
    }
    for (average, a, b, c, total) in [
        (Average::Reported, "275/4", "75/4", "0", "175/2"),
        (Average::Filled, "275/4", "30", "-", "395/4"),
        (Average::Period, "550/13", "150/13", "0", "700/13"),
    ] {
        example.rules.average = average;
        let review = example.review();
        let row = ["a", "b", "c", "total"].map(|column| exact(&review, &format!("person.ada.{column}")));
        assert_eq!(row, [a, b, c, total], "{}", average.name());
        assert_eq!(exact(&review, "team.mean.total"), "140/3", "1.4 weeks over 3, whatever the rule");
    }
}

fn states(review: &Review) -> Vec<State> {
    review.people[0].weeks.iter().map(|week| week.state).collect()
}

/// Section 2: each state, and what wins where two could hold.
#[test]
fn a_person_week_is_in_the_first_state_that_holds() {
    let person = Person {
        joined: Some(day("2016-01-13")),
        left: Some(day("2016-03-04")),
        leave: vec![away("2016-01-18", "2016-01-29"), away("2016-02-08", "2016-02-09")],
        ..ada()
    };
    let mut example = Example::of("2016-01-04..2016-03-13", vec![person])
        .category("Holiday", Bucket::Leave)
        .category("Lunch", Bucket::Excluded)
        .percent(0, "2016-W03", "Work", 10)
        .percent(0, "2016-W05", "Work", 0)
        .percent(0, "2016-W06", "Lunch", 10)
        .percent(0, "2016-W07", "Holiday", 100)
        .percent(0, "2016-W08", "Holiday", 40);
    example.rules.holidays = vec![holiday("2016-02-10")];
    let review = example.review();
    let expected = [
        State::NotEmployed,  // W01, before joining
        State::NotSubmitted, // W02, joined on Wednesday
        State::Recorded,     // W03, whole leave and effort: recorded wins
        State::Leave,        // W04, whole leave
        State::RecordedZero, // W05, an explicit zero
        State::RecordedZero, // W06, excluded work alone; leave and a holiday fill only part of it
        State::Leave,        // W07, a cell of leave that covers it
        State::RecordedZero, // W08, a cell of leave that does not
        State::NotSubmitted, // W09, left on Friday
        State::NotEmployed,  // W10
    ];
    assert_eq!(states(&review), expected);
    assert_eq!(exact(&review, "completeness.ada"), "200/3", "4 submitted of 6 due");
    assert_eq!(exact(&review, "capacity.not-submitted.ada"), "8/5", "three days of W02, all of W09");
}

/// Section 2: holidays and leave together fill the week; a zero written in such a week is leave all the same.
#[test]
fn a_week_of_leave_and_holidays_is_leave_even_with_a_zero_in_it() {
    let person = Person { leave: vec![away("2016-03-22", "2016-03-25")], ..ada() };
    let mut example = Example::of("2016-03-21..2016-04-03", vec![person]).percent(0, "2016-W12", "Work", 0);
    example.rules.holidays = vec![holiday("2016-03-21"), holiday("2016-03-25"), holiday("2016-04-02")];
    let review = example.review();
    assert_eq!(states(&review), [State::Leave, State::NotSubmitted]);
    let amounts = ["leave", "holidays", "not-submitted"].map(|part| exact(&review, &format!("capacity.{part}")));
    assert_eq!(
        amounts,
        ["3/5", "2/5", "1"],
        "the holiday inside leave is a holiday; the one on Saturday costs nothing"
    );
    assert_eq!(exact(&review, "capacity.load.ada"), "-", "no load: nothing was submitted");
    assert_eq!(exact(&review, "completeness.ada"), "0");
}

/// Section 4: "Where roster and sheet both name leave, the larger of the two ... counts, with a warning."
#[test]
fn leave_in_the_sheet_and_in_the_roster_counts_once_as_the_larger() {
    let person = Person { leave: vec![away("2016-01-04", "2016-01-05"), away("2016-01-11", "2016-01-11")], ..ada() };
    let example = Example::of("2016-01-04..2016-01-24", vec![person])
        .category("Holiday", Bucket::Leave)
        .percent(0, "2016-W01", "Holiday", 20)
        .percent(0, "2016-W01", "Work", 60)
        .hours(0, "2016-W02", "Holiday", 16)
        .hours(0, "2016-W02", "Work", 24)
        .percent(0, "2016-W03", "Holiday", 20)
        .percent(0, "2016-W03", "Work", 80);
    let review = example.review();
    let leave: Vec<String> = review.people[0].weeks.iter().map(|week| week.leave.to_string()).collect();
    assert_eq!(leave, ["2/5", "2/5", "1/5"]);
    assert_eq!(exact(&review, "capacity.unallocated"), "0");
    let mut weeks = Vec::new();
    for note in &review.notes {
        if let Fault::Finding(Finding::LeaveTwice { week, roster, sheet, .. }) = &note.fault {
            weeks.push((week.to_string(), roster.to_string(), sheet.to_string()));
        }
    }
    let expected = [("2016-W01", "2/5", "1/5"), ("2016-W02", "1/5", "2/5")];
    assert_eq!(weeks, expected.map(|(week, roster, sheet)| (week.into(), roster.into(), sheet.into())));
}

/// Section 4: "a week with leave cells reads all its percents as own-week"; and the two warnings about percents and leave.
#[test]
fn percents_in_weeks_with_leave_are_of_the_week_the_convention_says() {
    let person = Person { leave: vec![away("2016-01-04", "2016-01-08"), away("2016-01-11", "2016-01-12")], ..ada() };
    let mut example = Example::of("2016-01-04..2016-01-24", vec![person])
        .category("Holiday", Bucket::Leave)
        .percent(0, "2016-W01", "Work", 100)
        .percent(0, "2016-W02", "Work", 100)
        .percent(0, "2016-W03", "Work", 80)
        .percent(0, "2016-W03", "Holiday", 20);
    let recorded = |of: &Review| of.people[0].weeks.iter().map(|week| week.recorded.to_string()).collect::<Vec<_>>();
    let own = example.review();
    assert_eq!(recorded(&own), ["1", "1", "4/5"]);
    assert_eq!(found(&own, |f| matches!(f, Finding::FullWeekWithLeave { weeks, .. } if weeks.len() == 2)), 1);
    example.rules.percent_of = PercentOf::WorkedWeek;
    let worked = example.review();
    assert_eq!(recorded(&worked), ["0", "3/5", "4/5"]);
    assert_eq!(found(&worked, |f| matches!(f, Finding::WorthNothing { .. })), 1);
    assert_eq!(found(&worked, |f| matches!(f, Finding::FullWeekWithLeave { .. })), 0);
}

/// Section 4: above 105 % is over-allocated, below 85 % under-allocated; the limits themselves are neither.
#[test]
fn load_is_held_against_its_limits_and_the_limits_are_still_fine() {
    for (percent, over, under) in [(105, 0, 0), (106, 1, 0), (85, 0, 0), (84, 0, 1)] {
        let example = Example::of("2016-01-04..2016-01-10", vec![ada()]).percent(0, "2016-W01", "Work", percent);
        let review = example.review();
        assert_eq!(exact(&review, "capacity.load.ada"), percent.to_string());
        assert_eq!(found(&review, |f| matches!(f, Finding::OverAllocated { .. })), over, "{percent}");
        assert_eq!(found(&review, |f| matches!(f, Finding::UnderAllocated { .. })), under, "{percent}");
    }
}

/// Section 4: load leaves out what was not submitted; used capacity does not.
#[test]
fn load_is_over_the_net_capacity_of_the_weeks_that_were_submitted() {
    let person = Person { leave: vec![away("2016-01-04", "2016-01-04")], ..ada() };
    let review = Example::of("2016-01-04..2016-01-17", vec![person]).percent(0, "2016-W01", "Work", 60).review();
    let percent = |part: &str| exact(&review, &format!("capacity.{part}.ada"));
    assert_eq!(["percent", "net-percent", "load"].map(percent), ["30", "100/3", "75"], "0.6 of 2, of 1.8, of 0.8");
}

/// Section 5: 2016-03-28..04-03 gives 4 of 5 days to March, for percents and for hours.
#[test]
fn by_day_a_straddling_week_gives_its_part_of_the_row() {
    for (unit, amount) in [(Unit::Percent, 50), (Unit::Hours, 20)] {
        let mut example = Example::cut("2016-Q1", WeekRule::ByDay, vec![ada()]);
        example.write(0, "2016-W13", "Work", Exact::whole(amount), unit);
        let review = example.review();
        assert_eq!(exact(&review, "week.ada.2016-w13"), "2/5", "half of four days");
        assert_eq!(exact(&review, "capacity.gross"), "13", "1 + 12 x 5 + 4 working days");
        assert_eq!(exact(&review, "completeness.ada"), "50/7", "1 of 14 weeks touched");
        assert_eq!(review.length.to_string(), "13");
    }
    let leaver = Person { left: Some(day("2016-03-31")), ..ada() };
    let mut example = Example::cut("2016-Q1", WeekRule::ByDay, vec![leaver]);
    example.write(0, "2016-W13", "Work", Exact::whole(32), Unit::Hours);
    assert_eq!(
        exact(&example.review(), "week.ada.2016-w13"),
        "4/5",
        "all her capacity days lie in March: nothing is cut"
    );
}

/// Section 5.
#[test]
fn a_quarter_owns_twelve_to_fourteen_weeks() {
    for (period, weeks) in [("2016-Q1", 13), ("2021-Q1", 12), ("2026-Q4", 14)] {
        let review = Example::of(period, vec![ada()]).review();
        assert_eq!(exact(&review, "capacity.gross"), weeks.to_string(), "{period}");
        assert_eq!(review.people[0].weeks.len(), weeks, "{period}");
    }
}

/// Section 6: a whole is rounded together, down to its last printed digit.
#[test]
fn the_parts_of_a_split_add_up_to_a_hundred() {
    let dash = "\u{2013}";
    for (amounts, expected) in [
        ([12, 4, 1, 0], ["71", "23", "6", "0"]),
        ([1, 1, 1, 0], ["34", "33", "33", "0"]),
        ([0, 1, 1, 1], ["0", "34", "33", "33"]),
        ([1, 3, 3, 1], ["12", "38", "38", "12"]),
        ([0, 0, 0, 0], [dash; 4]),
    ] {
        let mut example = Example::of("2016-01-04..2016-01-10", vec![ada()]);
        for (at, name) in ["A", "B", "C", "D"].into_iter().enumerate() {
            example = example.category(name, Bucket::Of(at)).percent(0, "2016-W01", name, amounts[at]);
        }
        let review = example.review();
        let buckets = ["strengthen", "focus", "experiment", "maintenance"];
        let split = buckets.map(|bucket| printed(&review, &format!("split.{bucket}")));
        assert_eq!(split, expected, "{amounts:?}");
        let shares = ["a", "b", "c", "d"].map(|c| printed(&review, &format!("team.share.{c}")));
        assert_eq!(shares, expected, "{amounts:?}");
    }
}
