//! `explain` on every figure of a review: the cells it lists, read again from the files, add up to the figure, and are those
//! on which it rests.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use teamcap::calc::diff::pairs::Pairs;
use teamcap::calc::diff::{Kind, changes};
use teamcap::calc::explain::Measure;
use teamcap::calc::figure::{Figure, Formula};
use teamcap::calc::review::Review;
use teamcap::cli::Input;
use teamcap::commands::behind;
use teamcap::commands::explain::explained;
use teamcap::commands::reviewed::reviewed;
use teamcap::gather::gather;
use teamcap::gather::gathered::Gathered;
use teamcap::render::text::{self, TextOptions};

/// No line is wrapped.
const WIDE: TextOptions = TextOptions { width: 10_000, colour: false };

fn input(folder: &Path) -> Input {
    Input { paths: vec![folder.to_owned()], ..Input::default() }
}

/// Explains every figure; `explained` is an error where cells and figure differ.
fn explain_all(input: &Input) -> usize {
    let gathered = gather(input);
    assert!(!gathered.has_errors(), "{:?}", gathered.problems);
    let Ok(review) = reviewed(&gathered, &[0], false) else { panic!("no review") };
    let measure = Measure::new(gathered.input());
    let mut with_cells = 0;
    for figure in review.figures.iter() {
        let page = explained(&gathered, &measure, &review, figure);
        let page = page.unwrap_or_else(|problem| panic!("{}: {problem:?}", figure.address));
        with_cells += usize::from(text::of_page(&page, &WIDE).contains("the cells add up to the figure"));
    }
    with_cells
}

fn sample(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("samples").join(name)
}

#[test]
fn the_cells_of_every_figure_of_the_published_quarter_add_up_to_it() {
    for average in
        [teamcap::cli::AverageArg::Reported, teamcap::cli::AverageArg::Filled, teamcap::cli::AverageArg::Period]
    {
        let input = Input { average: Some(average), ..input(&sample("releng-fy2016-q3")) };
        assert!(explain_all(&input) > 150);
    }
}

#[test]
fn they_add_up_with_part_timers_leave_hours_and_a_cut_week_too() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    write("ada.csv", "Week,Build,Support,Leave\n2016-W12,50%,30%,20%\n2016-W13,60%,,\n2016-W14,100%,0%,\n");
    write("bob.csv", "Week;Build;Support\n28.03.2016;7:30;3h 20m\n21.03.2016;12,5h;7,5h\n");
    write(
        "teamcap.toml",
        r#"
version = 1
period = "2016-Q1"
full_week = 37.5
holidays = [{ date = 2016-03-25, name = "Good Friday" }]
[[source]]
files = ["*.csv"]
[[category]]
name = "Build"
bucket = "focus"
[[category]]
name = "Support"
bucket = "maintenance"
[[category]]
name = "Leave"
bucket = "leave"
[[person]]
name = "Ada"
fte = [{ from = 2016-01-01, is = 1 }, { from = 2016-03-30, is = 0.6 }]
[[person]]
name = "Bob"
hours = 20
leave = [{ from = 2016-03-29, to = 2016-03-29, part = 0.5 }]
"#,
    );
    for rule in [teamcap::cli::WeekRuleArg::Thursday, teamcap::cli::WeekRuleArg::ByDay] {
        let input = Input { week_rule: Some(rule), ..input(folder.path()) };
        assert!(explain_all(&input) > 20);
    }
}

/// A folder read and calculated, and for every figure the places (row, column of `effort.csv`) that `explain` lists.
struct Explained {
    gathered: Gathered,
    review: Review,
}

impl Explained {
    fn new(folder: &Path) -> Explained {
        let gathered = gather(&input(folder));
        let Ok(review) = reviewed(&gathered, &[], false) else { panic!("no review: {:?}", gathered.problems) };
        Explained { gathered, review }
    }

    fn listed(&self) -> BTreeMap<String, BTreeSet<(u64, u32)>> {
        let measure = Measure::new(self.gathered.input());
        let mut listed = BTreeMap::new();
        for figure in self.review.figures.iter() {
            let Ok(effort) = behind::listed(&self.gathered, &measure, figure) else { panic!("{}", figure.address) };
            let list = effort.into_iter().flat_map(|effort| effort.list).map(|contribution| contribution.cell.place);
            let in_sheet = list.filter(|place| &*place.file == "effort.csv");
            listed.insert(figure.address.clone(), in_sheet.map(|place| (place.row, place.column)).collect());
        }
        listed
    }
}

/// The figures that a figure's amounts are, beside those it lists as its own parts: what it is divided by.
fn divided_by(figure: &Figure) -> Vec<String> {
    let of = figure.address.splitn(3, '.').nth(2).map(|person| format!(".{person}")).unwrap_or_default();
    match figure.formula {
        Formula::Split | Formula::TeamShare => vec!["capacity.recorded".to_owned()],
        Formula::NetPercent | Formula::Load => vec![format!("capacity.net{of}"), format!("capacity.not-submitted{of}")],
        _ => Vec::new(),
    }
}

/// The figures that list the cell, and those made of them or divided by them.
fn resting_on(review: &Review, listing: &BTreeSet<String>) -> BTreeSet<String> {
    let mut resting = listing.clone();
    loop {
        let before = resting.len();
        for figure in review.figures.iter() {
            if figure.cells.figures.iter().chain(&divided_by(figure)).any(|part| resting.contains(part)) {
                resting.insert(figure.address.clone());
            }
        }
        if resting.len() == before {
            return resting;
        }
    }
}

/// A sheet with the number of one cell another one; `None` where the cell is blank or no plain number.
fn mutated(sheet: &str, row: usize, column: usize) -> Option<String> {
    let mut lines: Vec<String> = sheet.lines().map(str::to_owned).collect();
    let mut fields: Vec<String> = lines[row].split(',').map(str::to_owned).collect();
    let field = fields.get_mut(column)?;
    let digits = field.trim_end_matches('%').to_owned();
    let number: u32 = digits.parse().ok()?;
    *field = field.replacen(&digits, &(number + 1).to_string(), 1);
    lines[row] = fields.join(",");
    Some(lines.join("\n") + "\n")
}

/// Formulas that look at a cell and may well come out the same: a state, a count, the larger of two leaves.
fn may_stay(figure: &Figure) -> bool {
    use Formula::{Completeness, ConcentrationPeople, Leave, ObjectivePeople};
    matches!(figure.formula, Completeness | ConcentrationPeople | Leave | ObjectivePeople)
}

fn copied(name: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let mut open = vec![sample(name)];
    while let Some(from) = open.pop() {
        let to = folder.path().join(from.strip_prefix(sample(name)).unwrap());
        std::fs::create_dir_all(&to).unwrap();
        for entry in std::fs::read_dir(from).unwrap().map(Result::unwrap) {
            match entry.file_type().unwrap().is_dir() {
                true => open.push(entry.path()),
                false => drop(std::fs::copy(entry.path(), to.join(entry.file_name())).unwrap()),
            }
        }
    }
    folder
}

/// Every so many cells of `effort.csv`, one at a time. Returns how many of them figures rest on.
fn mutate_each(name: &str, every: usize) -> usize {
    let folder = copied(name);
    let before = Explained::new(folder.path());
    let listed = before.listed();
    let path = folder.path().join("effort.csv");
    let sheet = std::fs::read_to_string(&path).unwrap();
    let (rows, columns) = (sheet.lines().count(), sheet.lines().next().unwrap().split(',').count());
    let cells = (1..rows).flat_map(|row| (2..columns).map(move |column| (row, column)));
    let mut tried = 0;
    for (row, column) in cells.step_by(every) {
        let Some(other) = mutated(&sheet, row, column) else { continue };
        std::fs::write(&path, other).unwrap();
        let after = Explained::new(folder.path());
        let (old, new) = (&before.gathered.config.roster, &after.gathered.config.roster);
        let pairs = Pairs::new((&before.review, old), (&after.review, new));
        let changes = changes(&before.review, &after.review, &pairs);
        let place = (row as u64 + 1, column as u32 + 1);
        let listing = listed.iter().filter(|(_, places)| places.contains(&place));
        let listing: BTreeSet<String> = listing.map(|(address, _)| address.clone()).collect();
        let resting = resting_on(&before.review, &listing);
        for change in changes {
            let figure = change.after.unwrap();
            let (is_moved, address) = (change.kind != Kind::Same, &figure.address);
            assert!(!is_moved || resting.contains(address), "{name} {place:?}: {address} moved and does not list it");
            let must = listing.contains(address) && !may_stay(figure);
            assert!(is_moved || !must, "{name} {place:?}: {address} lists it and stayed");
        }
        // A cell of a week that the report does not own is listed nowhere, and above nothing moved.
        tried += usize::from(!listing.is_empty());
    }
    tried
}

/// Nothing is counted twice, left out, or taken from a neighbour. Three kinds of figures rest on a cell: those that list it,
/// those made of them, and those divided by them.
#[test]
fn a_mutation_of_one_cell_changes_exactly_the_figures_that_rest_on_it() {
    let tried = (mutate_each("releng-fy2016-q3", 7), mutate_each("platform-2026-q2", 5));
    assert!(tried.0 > 40 && tried.1 > 20, "{tried:?}");
}
