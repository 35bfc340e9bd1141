//! What the tabs of one workbook share: the review, where its figures stand, and how a figure becomes a cell.

use std::collections::{BTreeMap, HashMap};

use unicode_normalization::UnicodeNormalization;

use super::sheet::{Cell, Digits, Kind, Outcome, Tab};
use super::spot::{Long, Spot};
use crate::calc::entries::Recorded;
use crate::calc::figure::{Figure, Unit, Whole};
use crate::calc::review::{CategoryReport, Review};
use crate::model::category::Bucket;
use crate::model::exact::Exact;
use crate::render::number::{DASH, places_of, shown};
use crate::render::table::width;

/// So many comparisons a spreadsheet does at once without its user waiting for it: formulas that look for rows, times the rows.
const MOST_COMPARISONS: usize = 200_000_000;

/// A person, a category or a bucket: its name, and the text by which formulas find it.
pub struct Key {
    pub name: String,
    pub key: String,
}

/// See the module.
pub struct Book<'a> {
    pub review: &'a Review,
    pub recorded: &'a [Recorded],
    pub people: Vec<Key>,
    /// One for each category of the review.
    pub categories: Vec<Key>,
    pub buckets: Vec<Key>,
    /// Those that are effort, in printing order, as indices into the review's categories.
    pub effort: Vec<usize>,
    /// The entries that sums are formulas over; `None` where they are values.
    pub entries: Option<Long>,
    /// The same of person-weeks.
    pub weeks: Option<Long>,
    /// Where figures stand, by address.
    pub spots: HashMap<String, Spot>,
    /// Sums of numbers of both signs are rounded, so that what is nothing is zero.
    has_negative: bool,
}

impl<'a> Book<'a> {
    pub fn new(review: &'a Review, recorded: &'a [Recorded]) -> Book<'a> {
        let effort: Vec<usize> =
            (0..).zip(&review.categories).filter(|(_, c)| c.bucket.is_effort()).map(|(at, _)| at).collect();
        let parts: Vec<&Figure> = review.figures.parts_of(Whole::Split).collect();
        let people = review.people.len();
        let sums = people * (effort.len() + parts.len() + review.calendar.weeks.len()) + effort.len();
        let person_weeks = people * review.calendar.weeks.len();
        let fits = |formulas: usize, rows: usize| formulas.saturating_mul(rows) <= MOST_COMPARISONS;
        let is_about_people = review.hidden.is_none() && !review.is_of_skills_alone();
        Book {
            people: keys(review.people.iter().map(|person| (person.name.clone(), format!("person.{}", person.id)))),
            categories: keys(review.categories.iter().map(|of| (of.name.clone(), format!("team.mean.{}", of.id)))),
            buckets: keys(parts.iter().map(|figure| (figure.row.clone(), figure.address.clone()))),
            entries: (is_about_people && fits(sums, recorded.len())).then(|| Long::of(ENTRIES, recorded.len())),
            weeks: (is_about_people && fits(people * 10, person_weeks)).then(|| Long::of(WEEKS, person_weeks)),
            has_negative: recorded.iter().any(|entry| entry.share.is_negative()),
            spots: HashMap::new(),
            review,
            recorded,
            effort,
        }
    }

    /// The width of a column of people's names, in characters.
    pub fn name_width(&self) -> u16 {
        width_of(&self.people)
    }

    /// The width of a column of the names of categories.
    pub fn category_width(&self) -> u16 {
        width_of(&self.categories)
    }

    /// Whether the review shows single people and their time.
    pub fn is_about_people(&self) -> bool {
        self.review.hidden.is_none() && !self.review.is_of_skills_alone()
    }

    pub fn figure(&self, address: &str) -> Option<&'a Figure> {
        self.review.figures.get(address)
    }

    /// The amount that a figure is a part of, or zero: the upper of its two.
    pub fn top(&self, address: &str) -> Exact {
        let quotient = self.figure(address).and_then(|figure| figure.quotient.as_ref());
        quotient.map_or(Exact::ZERO, |(top, _)| top.value.clone())
    }

    /// The heads of a table with a row a person and a column a category: the keys of the categories, their names below them, and the
    /// headings of what stands behind.
    pub fn heads(&self, tab: &mut Tab<'_>, ends: &[&str]) {
        let keys = self.effort.iter().filter_map(|at| self.categories.get(*at));
        let own = keys.clone().map(|key| Cell::text(&key.key).of_kind(Kind::Key));
        tab.push(std::iter::once(Cell::blank()).chain(own).collect());
        let names = keys.map(|key| key.name.as_str());
        tab.headed(std::iter::once("person").chain(names).chain(ends.iter().copied()));
    }

    /// Says where a figure stands.
    pub fn stands(&mut self, address: &str, tab: &str, row: usize, column: usize) {
        if self.figure(address).is_some_and(|figure| figure.value.is_ok()) {
            self.spots.entry(address.to_owned()).or_insert_with(|| Spot::new(tab, row, column));
        }
    }

    /// The bucket of a category, by its position among the buckets.
    pub fn bucket(&self, category: &CategoryReport) -> Option<&Key> {
        match category.bucket {
            Bucket::Of(at) => self.buckets.get(at),
            Bucket::Unclassified => self.buckets.last(),
            Bucket::Leave | Bucket::Excluded => None,
        }
    }

    /// A sum as a formula.
    pub fn rounded(&self, sum: String) -> String {
        if self.has_negative { format!("ROUND({sum},12)") } else { sum }
    }

    /// The cell of a figure that refers to where it stands, or holds its value.
    pub fn refers(&self, address: &str) -> Cell {
        let Some(figure) = self.figure(address) else { return dash() };
        match (self.spots.get(address), amount(figure)) {
            (Some(spot), Some(amount)) => Cell::sum(spot.named(), amount, digits_of(figure, self.review)),
            _ => self.value(address),
        }
    }

    /// The cell of a figure as a value; a dash where it has none.
    pub fn value(&self, address: &str) -> Cell {
        let figure = self.figure(address);
        match figure.and_then(|figure| Some((figure, amount(figure)?))) {
            Some((figure, amount)) => Cell::number(amount, digits_of(figure, self.review)),
            None => dash(),
        }
    }

    /// The cell of a figure as a formula that has a number wherever the figure has one.
    pub fn calculated(&self, address: &str, formula: impl Into<String>) -> Cell {
        match self.figure(address).and_then(|figure| Some((figure, amount(figure)?))) {
            Some((figure, amount)) => Cell::sum(formula, amount, digits_of(figure, self.review)),
            None => dash(),
        }
    }

    /// The cell of a quotient: a dash where its divisor is zero or below, as `Figure::over` has no value there.
    pub fn quotient(&self, address: &str, top: &str, bottom: &str) -> Cell {
        let Some(figure) = self.figure(address) else { return dash() };
        let formula = format!("IF({bottom}<=0,\"{DASH}\",{top}/{bottom})");
        let digits = digits_of(figure, self.review);
        match amount(figure) {
            Some(amount) => Cell::sum(formula, amount, digits),
            None => Cell::formula(formula, Outcome::Word(DASH), digits),
        }
    }
}

/// Wide enough for the longest name, within limits.
fn width_of(keys: &[Key]) -> u16 {
    let longest = keys.iter().map(|key| width(&key.name)).max().unwrap_or(0);
    u16::try_from(longest + 2).unwrap_or(u16::MAX).clamp(14, 44)
}

/// The names of the tabs that formulas sum over.
pub const ENTRIES: &str = "Entries";
pub const WEEKS: &str = "Person-weeks";

/// A dash: there is no number.
pub fn dash() -> Cell {
    Cell { on_right: true, ..Cell::text(DASH).of_kind(Kind::Quiet) }
}

/// The value of a figure as a cell holds it: of a percentage the fraction. `None` where other outputs show a dash.
pub fn amount(figure: &Figure) -> Option<Exact> {
    let value = figure.value.as_ref().ok()?;
    match figure.unit {
        Unit::Percent => value.over(&Exact::HUNDRED),
        _ => Some(value.clone()),
    }
}

/// With as many places as other outputs print. Parts of a whole have one more: they are not rounded together here, because each is
/// calculated by itself.
pub fn digits_of(figure: &Figure, review: &Review) -> Digits {
    let Ok(value) = &figure.value else { return Digits::Places(2) };
    let printed = shown(figure, review);
    let places = match printed.split_once('.') {
        Some((_, places)) => u32::try_from(places.bytes().take_while(u8::is_ascii_digit).count()).unwrap_or(0),
        None => places_of(figure, value).min(2),
    };
    match figure.unit {
        Unit::Percent if figure.whole.is_some() => Digits::Percent(1),
        Unit::Percent => Digits::Percent(places),
        Unit::PercentagePoints => Digits::Points(places),
        _ => Digits::Places(places),
    }
}

/// Addresses as keys. Spreadsheets find texts whatever their case, and take some letters for others: a key that they would take for
/// an earlier one gets a number.
fn keys(named: impl Iterator<Item = (String, String)>) -> Vec<Key> {
    let mut met: BTreeMap<String, usize> = BTreeMap::new();
    let mut key = |(name, address): (String, String)| {
        let folded: String = address.nfkd().flat_map(char::to_uppercase).collect();
        let times = met.entry(folded).or_default();
        *times += 1;
        let key = if *times == 1 { address } else { format!("{address} ({times})") };
        Key { name, key }
    };
    named.map(&mut key).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_that_a_spreadsheet_takes_for_one_are_made_two() {
        let named = ["person.strasse", "person.straße", "person.ada"].map(|key| (String::new(), key.to_owned()));
        let found: Vec<String> = keys(named.into_iter()).into_iter().map(|key| key.key).collect();
        assert_eq!(found, ["person.strasse", "person.straße (2)", "person.ada"]);
    }
}
