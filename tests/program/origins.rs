//! What the page shows behind a figure is what `explain` prints of it: cells, lines of the roster, cells of the matrix, and the
//! figures it is made of, each line of it.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use crate::support::{teamcap, words};
use serde_json::Value;
use teamcap::calc::explain::Measure;
use teamcap::cli::Input;
use teamcap::commands::behind::origins;
use teamcap::commands::explain::explained;
use teamcap::commands::reviewed::reviewed;
use teamcap::gather::gather;
use teamcap::model::exact::Exact;
use teamcap::render::json::sources;
use teamcap::render::number;
use teamcap::render::origins::most;
use teamcap::render::text::{self, TextOptions};

/// No line is wrapped.
const WIDE: TextOptions = TextOptions { width: 10_000, colour: false };

/// What a figure is made of, as lines of `explain` with single spaces.
#[derive(Debug, PartialEq, Eq, Default)]
struct Behind {
    cells: Vec<String>,
    blank: Vec<String>,
    states: Vec<String>,
    ratings: Vec<String>,
    roster: Vec<String>,
    parts: Vec<String>,
}

impl Behind {
    fn lines(&self) -> usize {
        [&self.cells, &self.blank, &self.states, &self.ratings, &self.roster, &self.parts].map(Vec::len).iter().sum()
    }
}

/// The data of a page, read as its script reads it.
struct Page(Value, Vec<Cell>);

impl Page {
    fn new(data: &str) -> Page {
        let mut page = Page(serde_json::from_str(data).unwrap(), Vec::new());
        page.1 = page.cells();
        page
    }

    fn list(&self, of: i64) -> Vec<usize> {
        let numbers = |value: &Value| value.as_array().unwrap().iter().map(|n| n.as_u64().unwrap() as usize).collect();
        match of {
            0 => Vec::new(),
            1.. => vec![of as usize - 1],
            _ => numbers(&self.0["lists"][(-of - 1) as usize]),
        }
    }

    fn text(&self, of: &[&str], at: usize) -> String {
        let found = of.iter().fold(&self.0, |value, key| &value[key]);
        found[at].as_str().unwrap_or_default().to_owned()
    }

    fn addresses(&self) -> Vec<String> {
        self.0["figures"].as_array().unwrap().iter().fold(Vec::new(), |mut all: Vec<String>, figure| {
            let before: Vec<u16> = all.last().map(|last| last.encode_utf16().collect()).unwrap_or_default();
            let shared = figure[0].as_u64().unwrap() as usize;
            all.push(String::from_utf16(&before[..shared]).unwrap() + figure[1].as_str().unwrap());
            all
        })
    }

    /// A figure by its number, as far as its cells are there.
    fn behind(&self, figure: usize, addresses: &[String]) -> Behind {
        let figure = &self.0["figures"][figure];
        let number = |at: usize| figure.get(at).and_then(Value::as_i64).unwrap_or(0);
        let formula = &self.0["formulas"][number(2) as usize];
        let mut behind = Behind::default();
        let (people, weeks, categories) = (self.list(number(5)), self.list(number(6)), self.list(number(7)));
        if number(5) != 0 && formula[4] == "states" {
            behind.states = self.states(&people, &weeks);
        } else if number(5) != 0 {
            for cell in &self.1 {
                let of_weeks = cell.weeks.iter().any(|week| weeks.contains(week));
                if !people.contains(&cell.person)
                    || !of_weeks
                    || cell.category.is_some_and(|c| !categories.contains(&c))
                {
                    continue;
                }
                let place = format!("{}:{}:{}", cell.file, cell.row, cell.column);
                match cell.value {
                    0 if formula[4] == "blanks" => behind.blank.push(place),
                    0 => {}
                    value => {
                        let (text, share) = self.value(value);
                        let is_whole = cell.weeks.iter().all(|week| weeks.contains(week));
                        let hundred = if formula[1] == "points" { Exact::HUNDRED } else { Exact::ONE };
                        let amount = number::value(&share.times(&hundred));
                        // Of a cell of several weeks the page says no more than that it is a part.
                        let amount = if is_whole { amount } else { "part".to_owned() };
                        let (who, what) = (self.text(&["people"], cell.person), cell.category.unwrap());
                        let what = self.text(&["cells", "categories"], what);
                        behind.cells.push(spaced(&format!("{place}: {text} {amount} {} {who}, {what}", cell.days)));
                    }
                }
            }
        }
        for person in self.list(number(8)) {
            let line = self.0["roster"][person].as_str();
            behind.roster.extend(line.map(|line| spaced(&format!("{}: {line}", self.text(&["people"], person)))));
        }
        behind.ratings = self.ratings(&self.list(number(9)), &self.list(number(10)));
        behind.parts = self.list(number(11)).into_iter().map(|part| addresses[part].clone()).collect();
        behind
    }

    fn value(&self, at: usize) -> (String, Exact) {
        let cells = &self.0["cells"];
        let big =
            |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned).parse::<i128>().unwrap();
        let den = &cells["denominators"][cells["values"][3 * at + 2].as_u64().unwrap() as usize];
        let share = Exact::new(big(&cells["values"][3 * at + 1]), big(den)).unwrap();
        (self.text(&["cells", "values"], 3 * at), share)
    }

    fn cells(&self) -> Vec<Cell> {
        let mut all = Vec::new();
        for file in self.0["cells"]["files"].as_array().into_iter().flatten() {
            let mut numbers = numbers(file[1].as_str().unwrap()).into_iter();
            let mut row = 0;
            while let Some(by) = numbers.next() {
                row += by;
                let mut next = || numbers.next().unwrap() as usize;
                let (person, days, layout) = (next(), next(), next());
                let days = &self.0["cells"]["slots"][days];
                for part in self.0["cells"]["layouts"][layout].as_array().unwrap().chunks(2) {
                    let value = next();
                    let (touched, counts) = (days[1].as_i64().unwrap(), days[2].as_i64().unwrap());
                    all.push(Cell {
                        file: file[0].as_str().unwrap().to_owned(),
                        row,
                        column: part[1].as_u64().unwrap(),
                        category: part[0].as_u64().unwrap().checked_sub(1).map(|at| at as usize),
                        person,
                        days: days[0].as_str().unwrap().to_owned(),
                        touched: self.list(touched),
                        weeks: self.list(if value == 0 || counts == 0 { touched } else { counts }),
                        value,
                    });
                }
            }
        }
        all
    }

    fn states(&self, people: &[usize], weeks: &[usize]) -> Vec<String> {
        let line = |person: usize, week: usize| {
            let written = |cell: &&Cell| cell.value != 0 && cell.person == person && cell.touched.contains(&week);
            let row = self.1.iter().find(written).map(|cell| format!(" ({}:{})", cell.file, cell.row));
            let state = self.text(&["cells", "state"], person).as_bytes()[week] - b'0';
            let state = self.text(&["cells", "states"], state.into());
            let (week, who) = (self.text(&["cells", "weeks"], week), self.text(&["people"], person));
            spaced(&format!("{week} {who}: {state}{}", row.unwrap_or_default()))
        };
        people.iter().flat_map(|&person| weeks.iter().map(move |&week| line(person, week))).collect()
    }

    fn ratings(&self, skills: &[usize], people: &[usize]) -> Vec<String> {
        let ratings = &self.0["ratings"];
        let mut lines = Vec::new();
        for &skill in skills {
            let mut numbers = numbers(ratings["of"][skill].as_str().unwrap()).into_iter();
            let (mut row, mut column) = (0, 0);
            for person in self.list(ratings["people"].as_i64().unwrap()) {
                let value = numbers.next().unwrap() as usize;
                let mut place = "not in the matrix".to_owned();
                let mut text = String::new();
                if value > 0 {
                    row += numbers.next().unwrap();
                    column += numbers.next().unwrap();
                    place = format!("{}:{row}:{column}", ratings["file"].as_str().unwrap());
                    text = ratings["values"][value][0].as_str().unwrap().to_owned();
                }
                let (text, counts) = (if text.is_empty() { "(blank)" } else { &text }, &ratings["values"][value][1]);
                let line = format!("{place}: {text} {}, {}", self.text(&["people"], person), counts.as_str().unwrap());
                lines.extend(people.contains(&person).then(|| spaced(&line)));
            }
        }
        lines
    }
}

struct Cell {
    file: String,
    row: i64,
    column: u64,
    category: Option<usize>,
    person: usize,
    days: String,
    touched: Vec<usize>,
    weeks: Vec<usize>,
    value: usize,
}

/// The text with single spaces.
fn spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Short text as numbers: digits of base 32, the lowest bit says whether a number is below zero.
fn numbers(text: &str) -> Vec<i64> {
    const LETTERS: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let (mut all, mut number, mut bits) = (Vec::new(), 0, 0);
    for letter in text.chars() {
        let digit = LETTERS.find(letter).unwrap() as i64;
        number |= (digit % 32) << bits;
        bits += 5;
        if digit < 32 {
            all.push(if number % 2 == 1 { -(number >> 1) } else { number >> 1 });
            (number, bits) = (0, 0);
        }
    }
    all
}

/// The same of what `explain` prints.
fn printed(text: &str) -> Behind {
    let mut behind = Behind::default();
    let mut heading = "";
    for line in text.lines().skip(2) {
        let Some(said) = line.strip_prefix("  ") else {
            heading = line;
            if let Some(places) = line.strip_prefix("Blank in these weeks, which is not zero: ") {
                behind.blank = places.split(", ").map(str::to_owned).collect();
            }
            continue;
        };
        let rates =
            ["counts", ", level ", ", not assessed: ", ", out of scope "].iter().any(|word| said.contains(word));
        let is_rating = rates && (said.contains("skills.csv:") || said.contains("not in the matrix"));
        let is_state = ["recorded", "leave", "not submitted", "not employed", "recorded zero"]
            .iter()
            .any(|state| said.contains(&format!(": {state}")) && said.starts_with("20"));
        if heading.starts_with("Made of ") {
            behind.parts.push(said.split_whitespace().next().unwrap().to_owned());
        } else if heading.starts_with("Capacity, by") {
            behind.roster.push(spaced(said));
        } else if is_rating {
            behind.ratings.push(spaced(said));
        } else if is_state {
            behind.states.push(spaced(said));
        } else if heading.ends_with(", in points") || heading.ends_with(", in fte-weeks") {
            let is_end = said.starts_with("sum: ") || said == "the cells add up to the figure";
            behind.cells.extend((!is_end).then(|| spaced(said)));
        }
    }
    behind
}

fn sample(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("samples").join(name)
}

/// Holds every figure of a review, as a page would carry it, against `explain`: how many figures, how many lines behind them.
fn compared(input: &Input) -> (usize, usize) {
    let gathered = gather(input);
    let Ok(review) = reviewed(&gathered, &[0], false) else { panic!("no review") };
    let all = review.figures.iter().map(|figure| figure.address.as_str());
    let origins = origins(&gathered, &review).unwrap();
    let page = Page::new(&sources::json(&review, all, &origins).unwrap());
    let measure = Measure::new(gathered.input());
    let addresses = page.addresses();
    assert_eq!(addresses.len(), review.figures.iter().count());
    let mut lines = 0;
    for (at, address) in addresses.iter().enumerate() {
        let figure = review.figures.get(address).unwrap();
        let page_of_figure = explained(&gathered, &measure, &review, figure).unwrap();
        let text = text::of_page(&page_of_figure, &WIDE);
        let (shown, told) = (page.behind(at, &addresses), printed(&text));
        assert_eq!(shown, told, "{address}\n{text}");
        lines += shown.lines();
    }
    (addresses.len(), lines)
}

fn input(name: &str) -> Input {
    Input { paths: vec![sample(name)], ..Input::default() }
}

#[test]
fn the_page_shows_what_explain_prints_of_every_figure() {
    for name in ["releng-fy2016-q3", "platform-2026-q2", "hostile-names"] {
        let (figures, lines) = compared(&input(name));
        assert!(figures > 100 && lines > 3 * figures, "{name}: {figures} figures, {lines} lines");
    }
    let anonymised = Input { anonymise: true, ..input("hostile-names") };
    assert_eq!(compared(&anonymised), compared(&input("hostile-names")));
}

/// A page of a folder as the program makes it: what its script knows.
fn data(folder: &Path, more: &str) -> Value {
    let output = teamcap(folder, &words(&format!("review --format html {more}")));
    let page = String::from_utf8(output.stdout).unwrap();
    let (_, rest) = page.split_once("id=\"figures\">").unwrap();
    serde_json::from_str(rest.split_once("</script>").unwrap().0).unwrap()
}

#[test]
fn a_page_of_the_team_only_has_no_cells() {
    for name in ["releng-fy2016-q3", "platform-2026-q2", "hostile-names"] {
        let found = data(&sample(name), "--team-only");
        assert_eq!((&found["cells"], &found["ratings"]), (&Value::Null, &Value::Null), "{name}");
        assert_eq!((&found["people"], &found["roster"]), (&Value::Array(vec![]), &Value::Array(vec![])), "{name}");
        assert_eq!(found["left"], "they are those of single people: left out by --team-only");
        let sources = |figure: &Value| figure.as_array().unwrap()[5..].iter().take(6).all(|number| number == 0);
        assert!(found["figures"].as_array().unwrap().iter().all(sources), "{name}: of somebody");
    }
}

/// More cells than a page carries: it says how many there are of each figure, as `explain` does.
#[test]
fn a_page_of_too_many_cells_counts_them() {
    let folder = tempfile::tempdir().unwrap();
    let mut sheet = "Date,Person,Category,Hours\n".to_owned();
    for row in 0..most(2) + 1 {
        let (day, who) = (1 + row % 28, ["Ada", "Bob"][usize::from(row % 3 == 0)]);
        let _ = writeln!(
            sheet,
            "2024-0{}-{day:02},{who},{},0.0{}",
            1 + row % 3,
            ["Build", "Docs"][row as usize % 2],
            1 + row % 2
        );
    }
    std::fs::write(folder.path().join("effort.csv"), sheet).unwrap();
    let found = data(folder.path(), "--period 2024-Q1");
    assert_eq!(
        (&found["cells"], &found["left"]),
        (&Value::Null, &Value::from("this page carries 4000 cells at the most"))
    );
    let page = Page(found, Vec::new());
    let addresses = page.addresses();
    for address in ["capacity.recorded", "person.ada.build", "week.bob.2024-w03", "split.unclassified"] {
        let at = addresses.iter().position(|known| known == address).unwrap();
        let output = teamcap(folder.path(), &words(&format!("explain {address} --period 2024-Q1")));
        let told = format!("\n{} cells, in ", page.0["figures"][at][5]);
        let text = String::from_utf8(output.stdout).unwrap();
        assert!(text.contains(&told), "{address}: {told:?} is not in\n{text:.600}");
    }
}

/// Of sheets with errors not every cell counts: none is shown, and the page is there all the same.
#[test]
fn a_page_of_sheets_with_errors_shows_no_cells() {
    let folder = sample("broken/above-limit");
    let found = data(&folder, "--keep-going");
    let left = "the sheets have errors, and not all of their cells count";
    assert_eq!((&found["cells"], &found["left"]), (&Value::Null, &Value::from(left)));
}
