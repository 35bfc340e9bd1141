//! What holds whatever the rosters, rows and files are: the identity balances, the order of rows and files does not
//! matter, the frame's sums are those of another decimal library, and cells read as that library reads them.

#![expect(clippy::unwrap_used, reason = "a test whose input cannot be built stops")]

use std::collections::BTreeMap;
use std::path::Path;

use proptest::prelude::*;
use rust_decimal::Decimal;
use teamcap::calc::build::{About, review};
use teamcap::calc::figure::Whole;
use teamcap::calc::ground::Input;
use teamcap::calc::review::Review;
use teamcap::calc::table::{Key, Row, Table};
use teamcap::cli::Input as Arguments;
use teamcap::commands::reviewed::reviewed;
use teamcap::gather::gather;
use teamcap::model::calendar::Calendar;
use teamcap::model::category::{Activity, Bucket, Category, Taxonomy};
use teamcap::model::day::Day;
use teamcap::model::effort::{DecimalMark, Notation, Unit};
use teamcap::model::exact::Exact;
use teamcap::model::period::Period;
use teamcap::model::person::{Fte, Leave, Person, Roster};
use teamcap::model::place::Place;
use teamcap::model::rules::{Holiday, PercentOf, Rules, WeekRule};
use teamcap::model::slot::Slot;
use teamcap::read::cell::{CellFault, amount};
use teamcap::rollup::ledger::{Entry, Ledger};

fn config(cases: u32) -> ProptestConfig {
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

fn place() -> Place {
    Place::file(&"teamcap.toml".into())
}

/// Days are counted from here.
fn day(after: i32) -> Day {
    Day::new(2015, 12, 1).unwrap().plus(after)
}

fn person() -> impl Strategy<Value = Person> {
    let changes = prop::collection::btree_map(0..150_i32, 0..=12_i128, 0..3);
    let leave = prop::collection::vec((0..150_i32, 0..20_i32, 1..=2_i128), 0..3);
    let employed = (prop::option::of(0..140_i32), prop::option::of(20..150_i32));
    (changes, 1..=10_i128, leave, employed).prop_map(|(changes, first, leave, (joined, left))| {
        let fte = |from, tenths| Fte { from, is: Exact::new(tenths, 10).unwrap(), place: None };
        let away = |(from, length, part): (i32, i32, i128)| Leave {
            from: day(from),
            to: day(from + length),
            part: Exact::new(1, part).unwrap(),
            place: place(),
        };
        Person {
            fte: std::iter::once(fte(None, first))
                .chain(changes.iter().map(|(from, t)| fte(Some(day(*from)), *t)))
                .collect(),
            leave: leave.into_iter().map(away).collect(),
            joined: joined.map(day),
            left: left.map(day).filter(|left| joined.is_none_or(|joined| day(joined) <= *left)),
            ..Person::assumed("P")
        }
    })
}

/// A row of effort: person, week, category, amount, hours or percent, and which days from that week on.
type Written = (usize, usize, usize, i64, bool, Days);

/// The days of a row: its week, a day of it, so many days from its Monday on, all days.
#[derive(Debug, Clone, Copy)]
enum Days {
    Week,
    Day(i32),
    Stretch(i32),
    All,
}

fn days() -> impl Strategy<Value = Days> {
    prop_oneof![Just(Days::Week), (0..7_i32).prop_map(Days::Day), (0..40_i32).prop_map(Days::Stretch), Just(Days::All),]
}

#[derive(Debug)]
struct World {
    people: Vec<Person>,
    holidays: Vec<Holiday>,
    period: Period,
    rule: WeekRule,
    percent_of: PercentOf,
    written: Vec<Written>,
}

fn world() -> impl Strategy<Value = World> {
    let holidays = prop::collection::vec((0..150_i32, any::<bool>()), 0..6);
    let period = (0..60_i32, 3..90_i32);
    let written =
        prop::collection::vec((0..8_usize, 0..15_usize, 0..4_usize, 0..2_000_i64, any::<bool>(), days()), 0..40);
    let rules = (prop::sample::select(WeekRule::ALL.to_vec()), prop::sample::select(PercentOf::ALL.to_vec()));
    (prop::collection::vec(person(), 1..4), holidays, period, rules, written).prop_map(
        |(mut people, holidays, (from, length), (rule, percent_of), written)| {
            for (at, person) in people.iter_mut().enumerate() {
                person.name = format!("P{at}");
            }
            let only = |first: bool| if first { vec![0] } else { Vec::new() };
            let holiday = |(on, first)| Holiday { day: day(on), name: "H".into(), people: only(first), place: place() };
            let period = Period { name: "p".into(), from: day(from), to: day(from + length) };
            let holidays = holidays.into_iter().map(holiday).collect();
            World { people, holidays, period, rule, percent_of, written }
        },
    )
}

impl World {
    /// The review, and the days it owns.
    fn review(&self) -> (Review, Calendar) {
        let calendar = Calendar::new(&self.period, self.rule, None);
        let names = ["A", "B", "Holiday", "Nobody's"];
        let buckets = [("A", Bucket::Of(0)), ("B", Bucket::Of(3)), ("Holiday", Bucket::Leave)];
        let category = |(name, bucket): (&str, Bucket)| Category { bucket, ..Category::unclassified(name) };
        let taxonomy = Taxonomy { categories: buckets.into_iter().map(category).collect() };
        let activities = names.map(Activity::heading).to_vec();
        let work = taxonomy.classify(&activities);
        let mut ledger = Ledger { activities, work, ..Ledger::default() };
        for &(person, week, activity, tenths, hours, days) in &self.written {
            let person = person % self.people.len();
            let Some(week) = calendar.weeks.get(week).map(|week| week.week) else { continue };
            // Effort outside employment is refused before it gets here.
            if week.monday().through(week.sunday()).all(|day| !self.people[person].employed_on(day)) {
                continue;
            }
            let unit = if hours { Unit::Hours } else { Unit::Percent };
            let slot = match days {
                Days::Week => Slot::Week(week),
                // A percent of a day is read as one of its week.
                Days::Day(_) if !hours => Slot::Week(week),
                Days::Day(after) => Slot::Day(week.monday().plus(after)),
                Days::Stretch(length) => Slot::range(week.monday(), week.monday().plus(length)),
                Days::All => Slot::Period,
            };
            let amount = Exact::new(i128::from(tenths), 10).unwrap();
            ledger.entries.push(Entry { file: 0, person, slot, activity, unit, amount, entries: 1 });
        }
        let roster = Roster { people: self.people.clone(), assumed: false };
        let rules = Rules { holidays: self.holidays.clone(), percent_of: self.percent_of, ..Rules::default() };
        let input = Input { roster: &roster, taxonomy: &taxonomy, rules: &rules, calendar: &calendar, ledger: &ledger };
        let (period, sources, problems) = (&self.period, Vec::new(), Vec::new());
        let about = About {
            team: "T",
            period: Some(period),
            until: None,
            sources,
            skills: None,
            written: None,
            away: &[],
            problems,
        };
        (review(input, about), calendar)
    }

    /// A person's gross capacity from the roster alone, in fiftieths of an FTE-week: day by day, the days that the rule
    /// names, without the library's calendar and capacity.
    fn gross(&self, person: &Person) -> i128 {
        let mut fiftieths = 0;
        for day in (-10..200).map(day) {
            let monday = day.plus(-(day.weekday() as i32));
            let thursday = monday.plus(3);
            let owned = match self.rule {
                WeekRule::ByDay => self.period.from <= day && day <= self.period.to,
                WeekRule::Thursday => self.period.from <= thursday && thursday <= self.period.to,
            };
            let employed = person.joined.is_none_or(|j| j <= day) && person.left.is_none_or(|l| day <= l);
            if owned && employed && day.weekday() as i32 <= 4 {
                let holds = person.fte.iter().rfind(|fte| fte.from.is_none_or(|from| from <= day));
                let is = holds.map_or(Exact::ZERO, |fte| fte.is.clone());
                fiftieths += is.times(&Exact::whole(10)).to_integer().unwrap();
            }
        }
        fiftieths
    }
}

fn value(review: &Review, address: &str) -> Exact {
    review.figures.get(address).unwrap().value.clone().unwrap()
}

const RIGHT: [&str; 5] = ["recorded", "leave", "holidays", "not-submitted", "unallocated"];

proptest! {
    #![proptest_config(config(120))]

    /// domain.md section 4.
    #[test]
    fn the_identity_balances_against_a_gross_capacity_counted_from_the_roster(world in world()) {
        let (review, _) = world.review();
        let mut team = 0;
        for (at, person) in world.people.iter().enumerate() {
            let gross = world.gross(person);
            team += gross;
            let right = Exact::sum(RIGHT.map(|part| value(&review, &format!("capacity.{part}.p{at}"))));
            prop_assert_eq!(&right, &Exact::new(gross, 50).unwrap(), "{}", &person.name);
            prop_assert_eq!(value(&review, &format!("capacity.gross.p{at}")), right);
            for week in &review.people[at].weeks {
                let right = [&week.recorded, &week.leave, &week.holidays, &week.not_submitted, &week.unallocated];
                prop_assert_eq!(Exact::sum(right), week.gross.clone(), "{}", week.week);
            }
        }
        let right = Exact::sum(RIGHT.map(|part| value(&review, &format!("capacity.{part}"))));
        prop_assert_eq!(right, Exact::new(team, 50).unwrap(), "the team");
    }

    /// All buckets and what is unclassified are all that was recorded: by the team, and by each person.
    #[test]
    fn the_buckets_add_up_to_what_was_recorded(world in world()) {
        let (review, _) = world.review();
        let recorded = value(&review, "capacity.recorded");
        let of_person = |at: usize| (Whole::SplitOf(at), value(&review, &format!("capacity.recorded.p{at}")));
        let people: Vec<(Whole, Exact)> = (0..world.people.len()).map(of_person).collect();
        prop_assert_eq!(Exact::sum(people.iter().map(|(_, recorded)| recorded)), recorded.clone());
        for (whole, recorded) in people.into_iter().chain([(Whole::Split, recorded)]) {
            let parts = review.figures.parts_of(whole).filter_map(|figure| figure.value.as_ref().ok());
            let expected = if recorded.is_zero() { Exact::ZERO } else { Exact::HUNDRED };
            prop_assert_eq!(Exact::sum(parts), expected, "{:?}", whole);
        }
    }

    /// The table's sums against rust_decimal's, which knows nothing of fractions.
    #[test]
    fn the_table_sums_as_rust_decimal_sums(
        rows in prop::collection::vec((0..3_usize, 0..3_usize, 0..3_usize, -1_000_000_000_i64..1_000_000_000, 0..7_u32), 1..60),
    ) {
        let row = |&(person, week, category, digits, places): &Digits| {
            let share = Exact::new(i128::from(digits), 10_i128.pow(places)).unwrap();
            Row { person, week, category, bucket: category % 2, share }
        };
        let table = Table::new(rows.iter().map(row).collect());
        prop_assert_eq!(table.by([Key::Person]), summed(&rows, |row| [row.0]));
        prop_assert_eq!(table.by([Key::Bucket]), summed(&rows, |row| [row.2 % 2]));
        prop_assert_eq!(table.by([Key::Person, Key::Week]), summed(&rows, |row| [row.0, row.1]));
        let keys = [Key::Week, Key::Category, Key::Person];
        prop_assert_eq!(table.by(keys), summed(&rows, |row| [row.1, row.2, row.0]));
    }
}

/// A row: person, week, category, and the digits and places of a share.
type Digits = (usize, usize, usize, i64, u32);

fn summed<const N: usize>(rows: &[Digits], key: fn(&Digits) -> [usize; N]) -> BTreeMap<[usize; N], Exact> {
    let mut sums: BTreeMap<[usize; N], Decimal> = BTreeMap::new();
    for row in rows {
        *sums.entry(key(row)).or_default() += Decimal::new(row.3, row.4);
    }
    let exact = |sum: Decimal| Exact::new(sum.mantissa(), 10_i128.pow(sum.scale())).unwrap();
    sums.into_iter().map(|(keys, sum)| (keys, exact(sum))).collect()
}

proptest! {
    #![proptest_config(config(2000))]

    #[test]
    fn a_cell_reads_as_rust_decimal_reads_it(
        units in "[0-9]{1,9}", places in "[0-9]{0,18}", comma in any::<bool>(), percent in prop::sample::select(vec!["", "%", " %"]),
    ) {
        let written = |mark: &str| if places.is_empty() { units.clone() } else { format!("{units}{mark}{places}") };
        let text = format!("{}{percent}", written(if comma { "," } else { "." }));
        let mark = if comma { DecimalMark::Comma } else { DecimalMark::Dot };
        let expected = Decimal::from_str_exact(&written(".")).unwrap();
        for said in [None, Some(mark)] {
            let (notation, read) = amount(&text, said).unwrap().unwrap();
            prop_assert_eq!(notation, if percent.is_empty() { Notation::Bare } else { Notation::Percent });
            prop_assert_eq!(read.to_string(), expected.normalize().to_string(), "{}", &text);
            prop_assert_eq!(read.exact(), Exact::new(expected.mantissa(), 10_i128.pow(expected.scale())).unwrap());
        }
    }

    #[test]
    fn a_nineteenth_place_is_refused_and_never_rounded(units in "[0-9]{1,5}", places in "[0-9]{19,25}") {
        prop_assert_eq!(amount(&format!("{units}.{places}"), Some(DecimalMark::Dot)), Err(CellFault::TooManyPlaces));
    }
}

/// Buckets, an unclassified category, leave, part-timers, an alias: what rows and files meet on their way.
const TEAM: &str = r#"
version = 1
period = "2016-Q1"
holidays = [{ date = 2016-03-28, name = "Easter Monday" }]
[[category]]
name = "One"
bucket = "focus"
[[category]]
name = "Two"
bucket = "leave"
[[person]]
name = "Ada"
fte = [{ is = 1 }, { from = 2016-02-17, is = 0.6 }]
[[person]]
name = "Ben"
aliases = ["Benjamin"]
fte = 0.5
leave = [{ from = 2016-01-18, to = 2016-02-03 }]
[[person]]
name = "Cleo"
hours = 32
[[person]]
name = "Dan"
fte = 1
"#;

/// Reads the sheets of a folder with that configuration: name, text.
fn figures(files: &[(String, String)]) -> Vec<(String, Result<String, String>)> {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("teamcap.toml"), TEAM).unwrap();
    for (name, text) in files {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    let review = of_folder(folder.path());
    let value = |value: &Result<Exact, _>| value.as_ref().map(Exact::to_string).map_err(|why| format!("{why:?}"));
    let mut all: Vec<_> = review.figures.iter().map(|figure| (figure.address.clone(), value(&figure.value))).collect();
    all.sort();
    all
}

fn of_folder(folder: &Path) -> Review {
    let (paths, period) = (vec![folder.to_path_buf()], None);
    let input = Arguments { paths, period, ..Arguments::default() };
    let gathered = gather(&input);
    reviewed(&gathered, &[], false).unwrap_or_else(|_| panic!("{:?}", gathered.problems))
}

proptest! {
    #![proptest_config(config(24))]

    #[test]
    fn the_order_of_rows_and_the_files_they_lie_in_change_no_figure(
        cells in prop::collection::btree_map((1..14_u8, 0..4_usize), prop::array::uniform3(prop::option::of(0..120_u32)), 4..40),
        order in any::<u64>(),
        files in 1..5_usize,
    ) {
        let percent = |cell: &Option<u32>| cell.map_or(String::new(), |n| format!("{}.{}%", n / 2, n % 2 * 5));
        let line = |((week, person), cells): (&(u8, usize), &[Option<u32>; 3])| {
            let cells: Vec<String> = cells.iter().map(percent).collect();
            format!("2016-W{week:02},{},{}\n", ["Ada", "Benjamin", "cleo", "Dan"][*person], cells.join(","))
        };
        let mut lines: Vec<String> = cells.iter().map(line).collect();
        let head = "Week,Person,One,Two,Three\n";
        let one = figures(&[("effort.csv".to_owned(), head.to_owned() + &lines.concat())]);
        lines.sort_by_key(|line| line.bytes().fold(order, |hash, b| hash.rotate_left(5).wrapping_mul(0x9E37_79B9) ^ u64::from(b)));
        let shuffled = figures(&[("effort.csv".to_owned(), head.to_owned() + &lines.concat())]);
        prop_assert_eq!(&shuffled, &one, "another order");
        let parts = lines.chunks(lines.len().div_ceil(files)).enumerate();
        let parts: Vec<_> = parts.map(|(at, part)| (format!("effort-{at}.csv"), head.to_owned() + &part.concat())).collect();
        // A file decides its unit from its own cells, so each has one.
        prop_assume!(parts.iter().all(|(_, text)| text.contains('%')));
        prop_assert_eq!(&figures(&parts), &one, "{} files", parts.len());
    }
}

/// domain.md section 2: a row of blanks only is nothing written; interface.md section 6: an explicit 0 is an entry.
#[test]
fn a_row_of_blanks_is_no_submission_and_a_row_of_a_zero_is_one() {
    let head = "Week,Person,One,Three\n2016-W01,Ada,50%,50%\n2016-W02,Ada,,\n";
    let weeks = |third: &str| {
        let all = figures(&[("effort.csv".to_owned(), format!("{head}{third}"))]);
        let value = |week: &str| all.iter().find(|(address, _)| address == week).unwrap().1.clone();
        ["week.ada.2016-w01", "week.ada.2016-w02", "week.ada.2016-w03"].map(value)
    };
    let not_submitted = || Err("NotSubmitted".to_owned());
    assert_eq!(weeks(""), [Ok("1".to_owned()), not_submitted(), not_submitted()]);
    assert_eq!(weeks("2016-W03,Ada,0%,\n"), [Ok("1".to_owned()), not_submitted(), Ok("0".to_owned())]);
}
