//! Compares the roll-up of timesheets with a plain one (the `csv` crate, one thread, a map of fractions). The readers differ in a lone
//! CR and a quotation mark in a plain field: neither is written here. That crate skips blank lines, so the writer counts them.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

use std::collections::BTreeMap;

use num_rational::Ratio;
use proptest::prelude::*;
use teamcap::model::calendar::Calendar;
use teamcap::model::canonical::Table;
use teamcap::model::effort::{Bare, DateOrder, DecimalMark, Unit};
use teamcap::model::exact::Exact;
use teamcap::model::rules::WeekRule;
use teamcap::read::csv::{Block, Csv, Hints, Sizes};
use teamcap::read::input::Input;
use teamcap::read::plan::{Header, Says};
use teamcap::read::shape::{self, Mapping};
use teamcap::rollup::canonical::canonical;
use teamcap::rollup::engine::{Options, fold};
use teamcap::rollup::job::{EntryRules, Job};
use teamcap::rollup::roll::{Above, FileRoll};

#[path = "rollup/example.rs"]
mod example;

/// Person, first and last day, project, task, category, unit.
type Key = [String; 7];
/// What somebody did in some days: the amount and how many entries it is the sum of.
type Groups = BTreeMap<Key, (Ratio<i128>, u64)>;

/// Rows read, used, excluded and rejected; cells of the used ones: entries and blank.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Account {
    read: u64,
    used: u64,
    excluded: u64,
    rejected: u64,
    entries: u64,
    blank: u64,
}

/// How a file is written.
#[derive(Debug, Clone, Copy)]
struct Style {
    /// A Toggl export; else a file that is mapped, with `;` and days as `31.01.2024`.
    toggl: bool,
    mark: char,
    crlf: bool,
    /// A line end behind the last row.
    closed: bool,
    bom: bool,
}

const TOGGL: &str =
    "User,Email,Client,Project,Task,Description,Billable,Start date,Start time,End date,End time,Duration,Tags";
const MAPPED: &str = "Nr,Tag,Wer,Std,Projekt,Arbeit,Bemerkung";
const MAPPING: &[(&str, &str)] =
    &[("person", "Wer"), ("date", "Tag"), ("hours", "Std"), ("project", "Projekt"), ("task", "Arbeit")];

impl Style {
    fn headings(self) -> impl Iterator<Item = &'static str> {
        if self.toggl { TOGGL.split(',') } else { MAPPED.split(',') }
    }

    fn delimiter(self) -> char {
        if self.toggl { ',' } else { ';' }
    }

    fn field(self, toggl: &str, mapped: &str) -> Option<usize> {
        self.headings().position(|heading| heading == if self.toggl { toggl } else { mapped })
    }
}

/// A row of a file.
#[derive(Debug, Clone)]
enum Line {
    Entry {
        texts: [&'static str; 4],
        day: u32,
        amount: String,
        has_end: bool,
    },
    /// An entry with so many fields fewer (below zero) or more.
    Ragged(i32),
    /// Not even blanks.
    Empty,
    /// Blanks in every field.
    Blank,
    Header,
}

const PEOPLE: &[(&str, &str)] = &[
    ("Zoë Ångström", "zoe@example.org"),
    ("Zoë  Ångström ", "zoe@example.org"),
    ("Ann \"Nan\" O'Hara", ""),
    ("Müller, Jörg", "jm@example.org"),
    ("zoë ångström", "other@example.org"),
    ("", "nameless@example.org"),
    ("Bo", "bo@example.org"),
    ("", ""),
    ("Total", ""),
];
const PROJECTS: &[&str] = &["CI", "Docs; and \"site\"", "ci", "", "-", "Größe, Maß", "CI ", "Grand total"];
const TASKS: &[&str] = &["Scaling", "Review, then\nmerge", "", "Review, then merge", "a\r\n\"b\"", "'=sum"];
/// Cells that say nothing, and those that are no amount; with `.` as the decimal mark.
const BLANK: &[&str] = &["", "  ", "-", "–", "_"];
const BAD: &str = "x|7:5|1:60|+5|12.|1e3|1,5|1.234.567|0.1234567890123456789|10000:00|13:00:00 PM|7.5 days|1 2345|7;30";
/// Every way of writing an amount, and what it is. `read/cell.rs` has the rules.
const AMOUNTS: &str = "\
0:00:00|0|1|seconds;-0:00|0|1|seconds;7:30|27000|1|seconds;26:15:00|94500|1|seconds;9999:59:59|35999999|1|seconds;\
7h 30m|27000|1|seconds;7h30|27000|1|seconds;1H05M|3900|1|seconds;90m|5400|1|seconds;90 min|5400|1|seconds;\
18:25 min|1105|1|seconds;45 sec|45|1|seconds;10:30:00 PM|81000|1|seconds;12:20 am|1200|1|seconds;12:00 PM|43200|1|seconds;\
\u{20}1:00 |3600|1|seconds;'1:00|3600|1|seconds;-0:06|-360|1|seconds;\u{2212}1:30:00|-5400|1|seconds;7.5h|15|2|hours;7 H|7|1|hours;\
26h|26|1|hours;.5|1|2|hours;0.25|1|4|hours;0|0|1|hours;-2.25|-9|4|hours;1,234.5|2469|2|hours;1 234.5|2469|2|hours;\
1\u{a0}234|1234|1|hours;1,234,567|1234567|1|hours;0.000000000000000001|1|1000000000000000000|hours;41.5%|83|2|percent;\
41.50 %|83|2|percent";

fn amounts() -> Vec<[&'static str; 4]> {
    AMOUNTS.split(';').map(|amount| amount.split('|').collect::<Vec<_>>().try_into().unwrap()).collect()
}

/// An amount as the plain roll-up reads it; `None`: it is none.
fn plain_amount(text: &str, mark: char) -> Option<(Ratio<i128>, &'static str)> {
    let text = with_mark(text, mark);
    if let Some([_, num, den, unit]) = amounts().into_iter().find(|[known, ..]| *known == text) {
        return Some((Ratio::new(num.parse().unwrap(), den.parse().unwrap()), unit));
    }
    if BAD.split('|').any(|bad| bad == text) {
        return None;
    }
    // `123:45:06`, `123.45`.
    let number = |text: &str| -> i128 { text.parse().unwrap() };
    if let [hours, minutes, seconds] = text.split(':').collect::<Vec<_>>()[..] {
        return Some(((number(hours) * 3600 + number(minutes) * 60 + number(seconds)).into(), "seconds"));
    }
    let (whole, places) = text.split_once('.').unwrap();
    Some((Ratio::new(number(&format!("{whole}{places}")), 10_i128.pow(places.len() as u32)), "hours"))
}

/// A number between one that has `.` as its decimal mark and one that has `mark`.
fn with_mark(text: &str, mark: char) -> String {
    let other = |c: char| match c {
        '.' if mark == ',' => ',',
        ',' if mark == ',' => '.',
        c => c,
    };
    text.chars().map(other).collect()
}

fn line() -> impl Strategy<Value = Line> {
    let known: Vec<&str> = amounts().into_iter().map(|[text, ..]| text).collect();
    let amount = prop_oneof![
        8 => (0..60_u32, 0..60_u32, 0..60_u32).prop_map(|(h, m, s)| format!("{h:02}:{m:02}:{s:02}")),
        4 => (0..40_u32, 0..1000_u32).prop_map(|(whole, places)| format!("{whole}.{places:03}")),
        8 => prop::sample::select(known).prop_map(str::to_owned),
        2 => prop::sample::select(BLANK).prop_map(str::to_owned),
        1 => prop::sample::select(BAD.split('|').collect::<Vec<_>>()).prop_map(str::to_owned),
    ];
    let texts = (prop::sample::select(PEOPLE), prop::sample::select(PROJECTS), prop::sample::select(TASKS));
    // Days of four months, and one that is none.
    let entry = (texts, 0..125_u32, amount, any::<bool>()).prop_map(|((who, project, task), day, amount, has_end)| {
        Line::Entry { texts: [who.0, who.1, project, task], day, amount, has_end }
    });
    prop_oneof![
        20 => entry,
        1 => prop::sample::select(vec![-3, -1, 1, 2]).prop_map(Line::Ragged),
        1 => Just(Line::Empty),
        1 => Just(Line::Blank),
        1 => Just(Line::Header),
    ]
}

fn style() -> impl Strategy<Value = Style> {
    (any::<bool>(), prop::sample::select(vec!['.', ',']), any::<[bool; 3]>())
        .prop_map(|(toggl, mark, [crlf, closed, bom])| Style { toggl, mark, crlf, closed, bom })
}

/// The first days of 2023-12 to 2024-03, and the day of March that is none.
fn date(mut day: u32) -> (u32, u32, u32) {
    for (year, month, days) in [(2023, 12, 31), (2024, 1, 31), (2024, 2, 29), (2024, 3, 40)] {
        if day < days {
            return (year, month, day + 1);
        }
        day -= days;
    }
    unreachable!()
}

fn fields(line: &Line, style: Style) -> Vec<String> {
    let (texts, day, amount, has_end) = match line {
        Line::Entry { texts, day, amount, has_end } => (*texts, *day, amount.as_str(), *has_end),
        Line::Ragged(_) => (["Bo", "", "CI", ""], 40, "1:00", true),
        Line::Header => return style.headings().map(|heading| heading.to_uppercase()).collect(),
        Line::Blank => return style.headings().map(|_| " ".to_owned()).collect(),
        Line::Empty => return Vec::new(),
    };
    let (year, month, day) = date(day);
    let [person, email, project, task] = texts;
    let text = |heading: &str| match heading {
        "User" | "Wer" => person.to_owned(),
        "Email" => email.to_owned(),
        "Project" | "Projekt" => project.to_owned(),
        "Task" | "Arbeit" => task.to_owned(),
        "Start date" | "End date" => format!("{year}-{month:02}-{day:02}"),
        "Tag" => format!("{day:02}.{month:02}.{year}"),
        "Start time" => "09:00:00".to_owned(),
        "End time" => if has_end { "10:00:00" } else { "" }.to_owned(),
        "Duration" | "Std" => with_mark(amount, style.mark),
        "Description" | "Bemerkung" => "fine, \"so far\"".to_owned(),
        _ => String::new(),
    };
    let mut fields: Vec<String> = style.headings().map(text).collect();
    if let Line::Ragged(more) = line {
        fields.resize(fields.len().saturating_add_signed(*more as isize), "x".to_owned());
    }
    fields
}

/// A file of these rows, the last of them an entry: at an end a line that is empty is no line.
fn written(lines: &[Line], style: Style) -> Vec<u8> {
    let quoted = |field: String| match field.contains(['"', '\n', '\r', style.delimiter()]) {
        true => format!("\"{}\"", field.replace('"', "\"\"")),
        false => field,
    };
    let last = Line::Entry { texts: ["Bo", "", "CI", ""], day: 3, amount: "0:20:00".into(), has_end: true };
    let mut rows = vec![style.headings().map(str::to_owned).collect()];
    rows.extend(lines.iter().chain([&last]).map(|line| fields(line, style)));
    let rows = rows
        .into_iter()
        .map(|fields| fields.into_iter().map(quoted).collect::<Vec<_>>().join(&style.delimiter().to_string()));
    let end = if style.crlf { "\r\n" } else { "\n" };
    let text = rows.collect::<Vec<_>>().join(end);
    let (bom, last) = (if style.bom { "\u{feff}" } else { "" }, if style.closed { end } else { "" });
    format!("{bom}{text}{last}").into_bytes()
}

/// The words of a text, one space between them.
fn words(bytes: &[u8]) -> String {
    let text = std::str::from_utf8(bytes).unwrap();
    text.strip_prefix('\'').unwrap_or(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The days of the ISO week of a date that lie in its month; `None`: there is no such date.
fn days(text: &str, style: Style) -> Option<[String; 2]> {
    let numbers: Vec<i32> = text.split(['-', '.']).map(|number| number.parse().unwrap()).collect();
    let (year, month, day) =
        if style.toggl { (numbers[0], numbers[1], numbers[2]) } else { (numbers[2], numbers[1], numbers[0]) };
    let (before, length) = match month {
        12 => (0, 31),
        1 => (31, 31),
        2 => (62, 29),
        _ => (91, 31),
    };
    // 2023-12-01 was a Friday.
    let weekday = (before + day - 1 + 4) % 7;
    let text = |day: i32| format!("{year}-{month:02}-{day:02}");
    (day <= length).then(|| [text((day - weekday).max(1)), text((day - weekday + 6).min(length))])
}

/// The plain roll-up.
fn plain(bytes: &[u8], style: Style, empty: u64, groups: &mut Groups) -> Account {
    let mut account = Account { read: empty, excluded: empty, ..Account::default() };
    let mut reader = csv::ReaderBuilder::new();
    let mut reader = reader.delimiter(style.delimiter() as u8).has_headers(true).flexible(true).from_reader(bytes);
    let field = |toggl, mapped| style.field(toggl, mapped).unwrap();
    for record in reader.byte_records().map(Result::unwrap) {
        account.read += 1;
        let is_blank = |at: usize| record[at].trim_ascii().is_empty();
        let lower: Vec<String> = record.iter().map(|field| words(field).to_lowercase()).collect();
        let repeats_header = lower == style.headings().map(str::to_lowercase).collect::<Vec<_>>();
        let (person, project) = (field("User", "Wer"), field("Project", "Projekt"));
        let is_total = |at: usize| lower.get(at).is_some_and(|text| ["total", "grand total"].contains(&text.as_str()));
        if (0..record.len()).all(is_blank) || repeats_header || is_total(person) || is_total(project) {
            account.excluded += 1;
            continue;
        }
        if record.len() != style.headings().count() {
            account.rejected += 1;
            continue;
        }
        let written = std::str::from_utf8(&record[field("Duration", "Std")]).unwrap();
        let amount = if BLANK.contains(&written) { Some(None) } else { plain_amount(written, style.mark).map(Some) };
        let email = style.field("Email", "").map(|at| words(&record[at])).unwrap_or_default();
        let name = Some(words(&record[person])).filter(|name| !name.is_empty()).unwrap_or(email);
        let days = days(std::str::from_utf8(&record[field("Start date", "Tag")]).unwrap(), style);
        let has_end = style.field("End time", "").is_some_and(|at| !is_blank(at));
        let is_faulty = name.is_empty() || amount == Some(None) && has_end;
        let (Some(amount), Some(days), false) = (amount, days, is_faulty) else {
            // Nobody's, and nothing.
            let is_left_out = name.is_empty() && amount == Some(None);
            *(if is_left_out { &mut account.excluded } else { &mut account.rejected }) += 1;
            continue;
        };
        account.used += 1;
        let Some((amount, unit)) = amount else {
            account.blank += 1;
            continue;
        };
        account.entries += 1;
        let work = |at: usize| Some(words(&record[at])).filter(|text| text != "-").unwrap_or_default();
        let (project, task) = (work(project), work(field("Task", "Arbeit")));
        let category = if project.is_empty() { task.clone() } else { project.clone() };
        let [from, to] = days;
        let group = groups.entry([name, from, to, project, task, category, unit.to_owned()]);
        let (sum, entries) = group.or_insert((Ratio::from(0), 0));
        *sum += amount;
        *entries += 1;
    }
    account
}

/// What the program makes of a file, by so many workers in blocks of so many bytes.
fn rolled(bytes: &[u8], style: Style, (block, workers): (usize, usize)) -> FileRoll {
    let input = Input::new("hours.csv".into(), bytes.to_vec(), None);
    let hints = Hints { delimiter: Some(style.delimiter() as u8), skip_rows: 0 };
    let mut csv = Csv::open_with_sizes(&input, &hints, Sizes { block, record: 1 << 12 }).unwrap();
    let mut first = Block::new();
    csv.next(&mut first).unwrap();
    let headings = style.headings().map(str::to_owned).collect();
    let header = Header { headings, line: 1, ..Header::default() };
    let columns = if style.toggl { Vec::new() } else { MAPPING.to_vec() };
    let mut plan = shape::plan(&input.name, header, None, &Mapping { columns, ..Mapping::default() }).unwrap();
    plan.says.retain(|(says, _)| [Says::Project, Says::Task].contains(says));
    plan.bare = Some(Bare::Hours);
    let decimal = Some(if style.mark == ',' { DecimalMark::Comma } else { DecimalMark::Dot });
    let dates = (!style.toggl).then_some(DateOrder::DayFirst);
    let entries = Some(EntryRules { day_hours: Some(&Exact::whole(24)), ..EntryRules::default() });
    let job = Job { plan: &plan, decimal, decimal_proof: None, dates, owned: &[], entries };
    let (ran, fold) =
        fold(&mut csv, &mut first, &job, Options { workers: Some(workers), ..Options::default() }).unwrap().unwrap();
    let (unit, above, decisions) = (Some(Unit::Hours), Above::default(), vec![]);
    FileRoll { plan, is_understood: false, ran, fold, unit, dated: true, above, decisions, is_overview: false }
}

/// The canonical table of some files; its rows are in order, each once.
fn table(files: &[FileRoll]) -> Groups {
    let calendar = Calendar { rule: WeekRule::ByDay, weeks: Vec::new() };
    let table = canonical(files, &Default::default(), &calendar).unwrap();
    let row = |row: &teamcap::model::canonical::CanonicalRow| {
        let [project, task, tags, client, description, billable, kind, category] = &table.works()[row.work as usize];
        assert!([tags, client, description, billable, kind].iter().all(|text| text.is_empty()));
        let (from, to, unit) = (row.from.to_string(), row.to.to_string(), row.unit.name().to_owned());
        let person = table.people()[row.person as usize].clone();
        let (num, den) = row.amount.exact().small_terms().unwrap();
        let key = [person, from, to, project.clone(), task.clone(), category.clone(), unit];
        (key, (Ratio::new(num, den), row.entries))
    };
    let rows: Vec<_> = table.rows.iter().flatten().map(row).collect();
    assert!(rows.is_sorted_by(|(one, _), (next, _)| one < next));
    rows.into_iter().collect()
}

fn account(file: &FileRoll) -> Account {
    let a = &file.ran.accounting;
    assert!(a.balances(), "{a:?}");
    let (read, used, excluded, rejected) = (a.rows_read, a.rows_used, a.rows_excluded, a.rows_rejected);
    Account { read, used, excluded, rejected, entries: a.entries, blank: a.blank }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_timesheet_is_rolled_up_as_by_hand(
        lines in prop::collection::vec(line(), 0..80),
        style in style(),
        block in prop_oneof![1_usize..60, 60_usize..2000],
    ) {
        let bytes = written(&lines, style);
        let empty = lines.iter().filter(|line| matches!(line, Line::Empty)).count() as u64;
        let mut expected = Groups::new();
        let of_all = plain(&bytes, style, empty, &mut expected);
        prop_assert_eq!(of_all.read, of_all.used + of_all.excluded + of_all.rejected);
        for how in [(1 << 16, 1), (block, 1), (block, 2), (block, 3), (block, 4)] {
            let file = rolled(&bytes, style, how);
            prop_assert_eq!(account(&file), of_all, "{:?}", how);
            prop_assert_eq!(&table(&[file]), &expected, "{:?}", how);
        }
    }

    /// In two files, or in another order: the table is that of all rows, read by hand.
    #[test]
    fn rows_in_two_files_and_in_any_order_are_rolled_up_the_same(
        (lines, shuffled) in prop::collection::vec(line(), 0..60).prop_flat_map(|lines| (Just(lines.clone()), Just(lines).prop_shuffle())),
        style in style(),
        (at, block, workers) in (any::<prop::sample::Index>(), 20_usize..600, 1..5_usize),
    ) {
        let (first, second) = shuffled.split_at(at.index(shuffled.len() + 1));
        let [whole, turned, one, other] = [lines.as_slice(), &shuffled, first, second].map(|lines| written(lines, style));
        let roll = |bytes: &[u8]| rolled(bytes, style, (block, workers));
        prop_assert_eq!(table(&[roll(&whole)]), table(&[roll(&turned)]));
        let mut expected = Groups::new();
        for bytes in [&one, &other] {
            plain(bytes, style, 0, &mut expected);
        }
        prop_assert_eq!(&table(&[roll(&one), roll(&other)]), &expected);
        prop_assert_eq!(&table(&[roll(&other), roll(&one)]), &expected);
    }
}
