//! One quarter, written in every shape, unit, delimiter, decimal mark, spelling of a week, encoding and order of rows: always the
//! same figures. formats.md section 1.

#![expect(clippy::unwrap_used, reason = "a test whose input cannot be built stops")]

use std::collections::BTreeMap;
use std::io::Write;

use proptest::prelude::*;
use teamcap::cli::{Input, WeekRuleArg};
use teamcap::commands::reviewed::reviewed;
use teamcap::gather::gather;
use teamcap::gather::gathered::Gathered;
use teamcap::model::day::Day;
use teamcap::model::week::Week;
use teamcap::render::csv::csv;
use teamcap::render::rollup::rollup;
use teamcap::render::sources::sources;
use teamcap::render::text::{self, TextOptions};
use teamcap::rollup::canonical::canonical;

const PEOPLE: [&str; 3] = ["Ada", "Ben", "Zoë Smith"];
const CATEGORIES: [&str; 3] = ["One", "Two, too", "Three"];

/// A leaver, a joiner in mid-week, a part-timer with a change, leave, a holiday.
const TEAM: &str = r#"
version = 1
period = "2016-Q1"
holidays = [{ date = 2016-03-28, name = "Easter Monday" }]
[[category]]
name = "One"
bucket = "focus"
[[category]]
name = "Two, too"
bucket = "leave"
[[person]]
name = "Ada"
fte = [{ is = 1 }, { from = 2016-02-17, is = 0.6 }]
[[person]]
name = "Ben"
leave = [{ from = 2016-01-18, to = 2016-02-03 }]
[[person]]
name = "Zoë Smith"
aliases = ["zoe@example.org"]
joined = 2015-12-30
"#;

/// Tenths of a percent by week and person; a cell may be blank, a row has one that is not.
type Cells = BTreeMap<(u8, usize), [Option<u32>; 3]>;

#[derive(Debug, Clone, Copy)]
enum Shape {
    WideByWeek,
    OnePerson,
    Across { people_above: bool },
    Long,
    Allocation,
}

#[derive(Debug, Clone, Copy)]
enum Spelled {
    Percent,
    BarePercent,
    Fraction,
}

#[derive(Debug, Clone)]
struct Style {
    shape: Shape,
    spelled: Spelled,
    delimiter: char,
    comma: bool,
    week: usize,
    crlf: bool,
    mark: bool,
    reversed: bool,
    bytes: Bytes,
}

/// What the text is written to the file as.
#[derive(Debug, Clone, Copy)]
enum Bytes {
    Utf8,
    Utf16,
    /// windows-1252, which the configuration says.
    Legacy,
    Packed,
}

fn style() -> impl Strategy<Value = Style> {
    let shapes = vec![
        Shape::WideByWeek,
        Shape::OnePerson,
        Shape::Across { people_above: true },
        Shape::Across { people_above: false },
        Shape::Long,
        Shape::Allocation,
    ];
    let spelled = vec![Spelled::Percent, Spelled::BarePercent, Spelled::Fraction];
    (
        (prop::sample::select(shapes), prop::sample::select(spelled), prop::sample::select(vec![',', ';', '\t', '|'])),
        (any::<bool>(), 0..5_usize, any::<bool>(), any::<bool>(), any::<bool>()),
        prop::sample::select(vec![Bytes::Utf8, Bytes::Utf16, Bytes::Legacy, Bytes::Packed]),
    )
        .prop_map(|((shape, spelled, delimiter), (comma, week, crlf, mark, reversed), bytes)| Style {
            shape,
            spelled,
            delimiter,
            comma,
            week,
            crlf,
            mark,
            reversed,
            bytes,
        })
}

impl Style {
    fn amount(&self, tenths: Option<u32>) -> String {
        let Some(tenths) = tenths else { return String::new() };
        let text = match self.spelled {
            Spelled::Percent => format!("{}.{}%", tenths / 10, tenths % 10),
            Spelled::BarePercent => format!("{}.{}", tenths / 10, tenths % 10),
            Spelled::Fraction => format!("{}.{:03}", tenths / 1000, tenths % 1000),
        };
        if self.comma { text.replace('.', ",") } else { text }
    }

    fn week(&self, number: u8) -> String {
        let week = Week::new(2016, number).unwrap();
        let (monday, sunday) = (week.monday(), week.sunday());
        let dotted = |day: Day| format!("{:02}.{:02}.{}", day.day_of_month(), day.month(), day.year());
        match self.week {
            0 => week.to_string(),
            1 => format!("W{number}"),
            2 => dotted(sunday),
            3 => format!("{} - {}", dotted(monday), dotted(sunday)),
            _ => monday.plus(2).to_string(),
        }
    }

    fn line(&self, fields: &[String]) -> String {
        let quoted = |field: &String| {
            let plain = !field.contains([self.delimiter, '"', '\n']);
            if plain { field.clone() } else { format!("\"{field}\"") }
        };
        let fields: Vec<String> = fields.iter().map(quoted).collect();
        fields.join(&self.delimiter.to_string()) + if self.crlf { "\r\n" } else { "\n" }
    }

    fn table(&self, headers: &[Vec<String>], mut rows: Vec<Vec<String>>) -> String {
        if self.reversed {
            rows.reverse();
        }
        let mark = if self.mark || matches!(self.bytes, Bytes::Utf16) { "\u{feff}" } else { "" };
        let mark = if matches!(self.bytes, Bytes::Legacy) { "" } else { mark };
        mark.to_owned() + &headers.iter().chain(&rows).map(|row| self.line(row)).collect::<String>()
    }

    /// The sheets: name, text.
    fn sheets(&self, cells: &Cells) -> Vec<(String, String)> {
        let texts = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
        let effort = |text| vec![("effort.csv".to_owned(), text)];
        let row = |labels: Vec<String>, cells: &[Option<u32>]| -> Vec<String> {
            labels.into_iter().chain(cells.iter().map(|cell| self.amount(*cell))).collect()
        };
        match self.shape {
            Shape::WideByWeek => {
                let rows = cells
                    .iter()
                    .map(|((week, person), cells)| row(vec![self.week(*week), PEOPLE[*person].to_lowercase()], cells));
                let header = [texts(&["Week", "Person"]), texts(&CATEGORIES)].concat();
                effort(self.table(&[header], rows.collect()))
            }
            Shape::OnePerson => {
                let header = [texts(&["KW"]), texts(&CATEGORIES)].concat();
                let of = |at: usize| {
                    let rows = cells.iter().filter(|((_, person), _)| *person == at);
                    let rows: Vec<_> = rows.map(|((week, _), cells)| row(vec![self.week(*week)], cells)).collect();
                    let text = self.table(std::slice::from_ref(&header), rows.clone());
                    (!rows.is_empty()).then(|| (format!("{}.csv", PEOPLE[at]), text))
                };
                (0..PEOPLE.len()).filter_map(of).collect()
            }
            Shape::Across { people_above } => {
                let pairs: Vec<(usize, usize)> = if people_above {
                    (0..3).flat_map(|person| (0..3).map(move |category| (person, category))).collect()
                } else {
                    (0..3).flat_map(|category| (0..3).map(move |person| (person, category))).collect()
                };
                let person: Vec<String> = pairs.iter().map(|(person, _)| PEOPLE[*person].to_owned()).collect();
                let category: Vec<String> =
                    pairs.iter().map(|(_, category)| CATEGORIES[*category].to_owned()).collect();
                let (mut above, below) = if people_above { (person, category) } else { (category, person) };
                for at in (0..9).filter(|at| at % 3 != 0) {
                    above[at].clear();
                }
                let weeks: std::collections::BTreeSet<u8> = cells.keys().map(|(week, _)| *week).collect();
                let rows = weeks.into_iter().map(|week| {
                    let cell = |(person, category): &(usize, usize)| {
                        cells.get(&(week, *person)).and_then(|row| row[*category])
                    };
                    row(vec![self.week(week)], &pairs.iter().map(cell).collect::<Vec<_>>())
                });
                let headers = [[texts(&[""]), above].concat(), [texts(&["Week"]), below].concat()];
                effort(self.table(&headers, rows.collect()))
            }
            Shape::Long => {
                let rows = cells.iter().flat_map(|((week, person), cells)| {
                    let cells = cells.iter().enumerate().filter(|(_, cell)| cell.is_some());
                    cells.map(|(at, cell)| {
                        let labels = texts(&[PEOPLE[*person], &self.week(*week), CATEGORIES[at]]);
                        row(labels, &[*cell])
                    })
                });
                effort(self.table(&[texts(&["Name", "Week", "Category", "Effort"])], rows.collect()))
            }
            Shape::Allocation => {
                let rows = cells.iter().flat_map(|((number, person), cells)| {
                    let week = Week::new(2016, *number).unwrap();
                    let cells = cells.iter().enumerate().filter(|(_, cell)| cell.is_some());
                    cells.map(move |(at, cell)| {
                        let serial = |day: Day| day.days_since(Day::new(1899, 12, 30).unwrap()).to_string();
                        let days = [serial(week.monday()), serial(week.sunday())];
                        let name = if *person == 2 { "Smith, Zoë" } else { PEOPLE[*person] };
                        texts(&[name, CATEGORIES[at], &self.amount(*cell), &days[0], &days[1]])
                    })
                });
                let header = texts(&["Name", "Project", "Effort", "Period Begin Date", "Period End Date"]);
                effort(self.table(&[header], rows.collect()))
            }
        }
    }

    /// The files: name, bytes.
    fn files(&self, cells: &Cells) -> Vec<(String, Vec<u8>)> {
        let file = |(name, text): (String, String)| match self.bytes {
            Bytes::Utf8 => (name, text.into_bytes()),
            Bytes::Utf16 => (name, text.encode_utf16().flat_map(u16::to_le_bytes).collect()),
            Bytes::Legacy => (name, encoding_rs::WINDOWS_1252.encode(&text).0.into_owned()),
            Bytes::Packed => {
                let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
                packed.write_all(text.as_bytes()).unwrap();
                (name + ".gz", packed.finish().unwrap())
            }
        };
        self.sheets(cells).into_iter().map(file).collect()
    }

    /// What the configuration says: the unit that no mark shows, and the code page.
    fn source(&self) -> String {
        let unit = match self.spelled {
            Spelled::Percent => "",
            Spelled::BarePercent => "unit = \"percent\"\n",
            Spelled::Fraction => "unit = \"fraction\"\n",
        };
        let encoding = if matches!(self.bytes, Bytes::Legacy) { "encoding = \"windows-1252\"\n" } else { "" };
        let all = if matches!(self.bytes, Bytes::Packed) { "*.csv.gz" } else { "*.csv" };
        format!("[[source]]\nfiles = [\"{all}\"]\n{unit}{encoding}")
    }
}

/// A folder that was read, and is still there.
struct Folder {
    gathered: Gathered,
    _folder: tempfile::TempDir,
}

/// Reads these sheets under what the configuration says of them.
fn read<T: AsRef<[u8]>>(files: &[(String, T)], said: &str) -> Folder {
    read_by(files, said, None)
}

/// The same under a week rule.
fn read_by<T: AsRef<[u8]>>(files: &[(String, T)], said: &str, rule: Option<WeekRuleArg>) -> Folder {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("teamcap.toml"), format!("{TEAM}\n{said}")).unwrap();
    for (name, text) in files {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    let (paths, period) = (vec![folder.path().to_path_buf()], None);
    let input = Input { paths, period, week_rule: rule, ..Input::default() };
    Folder { gathered: gather(&input), _folder: folder }
}

/// The figures as CSV.
fn figures(folder: &Folder) -> String {
    let gathered = &folder.gathered;
    let review = reviewed(gathered, &[], false).unwrap_or_else(|_| panic!("{:#?}", gathered.problems));
    for source in gathered.sources() {
        assert!(source.accounting.balances(), "{:?}", source.accounting);
    }
    csv(&review)
}

/// The canonical table.
fn table(of: &Gathered) -> String {
    let rows = canonical(&of.rolls, &of.cuts(), &of.calendar).unwrap();
    let mut text = String::new();
    rollup(&rows, &mut |part| {
        text.push_str(part);
        Ok(())
    })
    .unwrap();
    text
}

/// What `teamcap sources` offers to paste.
fn pasted(gathered: &Gathered) -> String {
    let summaries = gathered.summaries();
    let page = sources(&summaries, &[], &[], &[], true);
    let text = text::of_sections(&page.sections, &TextOptions { width: 80, colour: false });
    text.lines()
        .filter(|line| line.starts_with("[[source]]") || line.contains(" = ") && !line.starts_with(' '))
        .fold(String::new(), |page, line| page + line + "\n")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_quarter_has_the_same_figures_in_whatever_shape_it_is_written(
        cells in prop::collection::btree_map((1..14_u8, 0..3_usize), prop::array::uniform3(prop::option::of(0..1200_u32)), 6..40),
        style in style(),
    ) {
        // A sheet without a mark anywhere proves no decimal mark; two marks of one kind would.
        let cells: Cells = cells.into_iter().filter(|(_, row)| row.iter().any(Option::is_some)).collect();
        // Every category is seen in every shape, in this order; none is the sum of the others.
        let mut cells = cells;
        cells.insert((1, 0), [Some(101), Some(202), Some(307)]);
        // Leave of a stretch is joined with that of the roster and with holidays by the day, leave of a week by the week.
        if matches!(style.shape, Shape::Allocation) {
            let is_away = |week: u8, person: usize| week == 13 || person == 1 && (3..=5).contains(&week);
            cells.iter_mut().filter(|((week, person), _)| is_away(*week, *person)).for_each(|(_, row)| row[1] = None);
            cells.retain(|_, row| row.iter().any(Option::is_some));
        }
        let plain = Style {
            shape: Shape::WideByWeek, spelled: Spelled::Percent, delimiter: ',', comma: false, week: 0, crlf: false,
            mark: false, reversed: false, bytes: Bytes::Utf8,
        };
        let expected = figures(&read(&plain.sheets(&cells), ""));
        let sheets = style.files(&cells);
        let folder = read(&sheets, &style.source());
        prop_assert_eq!(&figures(&folder), &expected, "{:#?}\n{}", style, style.sheets(&cells)[0].1);

        let said = pasted(&folder.gathered);
        prop_assert_eq!(&figures(&read(&sheets, &said)), &expected, "{}\n{}", said, style.sheets(&cells)[0].1);

        let rolled = table;
        let table = rolled(&folder.gathered);
        let again = read(&[("rollup.csv".to_owned(), table.clone())], "");
        prop_assert_eq!(&figures(&again), &expected, "{}", table);
        prop_assert_eq!(rolled(&again.gathered), table);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    /// Hours of days: a row an amount, a row a person and day, and the table of both, under both week rules. The quarter
    /// begins on a Friday and ends on a Thursday, so its first and its last week are cut.
    #[test]
    fn hours_of_days_lie_on_their_days_in_whatever_shape_they_are_written(
        cells in prop::collection::btree_map((-4..96_i32, 0..2_usize), prop::array::uniform3(prop::option::of(0..49_u32)), 1..60),
        by_day in any::<bool>(),
        clock in any::<bool>(),
    ) {
        let mut cells = cells;
        cells.retain(|_, row| row.iter().any(Option::is_some));
        // Every category once, and two days of one week: dates are days.
        cells.insert((3, 0), [Some(4), Some(4), Some(4)]);
        cells.insert((4, 0), [Some(4), Some(4), Some(4)]);
        let day = |after: i32| Day::new(2016, 1, 1).unwrap().plus(after).to_string();
        let hours = |quarters: u32| match clock {
            true => format!("{}:{:02}", quarters / 4, quarters % 4 * 15),
            false => format!("{}.{:02}h", quarters / 4, quarters % 4 * 25),
        };
        let mut long = "Date,Person,Category,Hours\n".to_owned();
        let mut wide = "Date,Person,One,\"Two, too\",Three\n".to_owned();
        for ((after, person), row) in &cells {
            for (category, cell) in CATEGORIES.iter().zip(row) {
                if let Some(quarters) = cell {
                    long += &format!("{},{},\"{category}\",{}\n", day(*after), PEOPLE[*person], hours(*quarters));
                }
            }
            let cells: Vec<String> = row.iter().map(|cell| cell.map_or(String::new(), hours)).collect();
            wide += &format!("{},{},{}\n", day(*after), PEOPLE[*person], cells.join(","));
        }
        let rule = if by_day { WeekRuleArg::ByDay } else { WeekRuleArg::Thursday };
        let of = |name: &str, text: &str| read_by(&[(name.to_owned(), text.to_owned())], "", Some(rule));
        let (from_long, from_wide) = (of("long.csv", &long), of("wide.csv", &wide));
        let expected = figures(&from_long);
        prop_assert_eq!(&figures(&from_wide), &expected, "{}", wide);
        prop_assert_eq!(table(&from_wide.gathered), table(&from_long.gathered));
        prop_assert_eq!(&figures(&of("rollup.csv", &table(&from_long.gathered))), &expected);
        // Every source is dated by day, so days are the default.
        let default = read(&[("long.csv".to_owned(), long)], "");
        prop_assert_eq!(default.gathered.calendar.rule, teamcap::model::rules::WeekRule::ByDay);
    }
}
