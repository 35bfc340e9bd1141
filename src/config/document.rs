//! The text of a configuration and the problems found in it so far. Reading a value of the wrong type records a problem
//! with its place instead of failing.

use std::ops::Range;
use std::sync::Arc;

use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

use crate::model::day::Day;
use crate::model::exact::Exact;
use crate::model::place::Place;
use crate::model::stated::Stated;
use crate::problem::grammar::nearest;
use crate::problem::words::config::{Shape, Wanted};
use crate::problem::{ConfigFault, Excerpt, Fault, Problem};

/// The text of a configuration, with its problems.
pub(super) struct Document<'t> {
    text: &'t str,
    file: Arc<str>,
    /// The keys above the first table.
    root: &'static Keys,
    /// The byte at which each line starts.
    starts: Vec<usize>,
    pub problems: Vec<Problem>,
}

/// A value and the place where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said<T> {
    pub value: T,
    pub place: Place,
}

/// A value and its name in messages.
#[derive(Clone)]
pub(super) struct Field<'d> {
    pub key: &'d str,
    pub value: &'d DeValue<'d>,
    pub span: Range<usize>,
}

impl<'d> Field<'d> {
    pub fn new(key: &'d str, value: &'d Spanned<DeValue<'d>>) -> Field<'d> {
        Field { key, value: value.get_ref(), span: value.span() }
    }

    pub fn is_number(&self) -> bool {
        matches!(self.value, DeValue::Integer(_) | DeValue::Float(_))
    }

    fn shape(&self) -> Shape {
        match self.value {
            DeValue::String(_) => Shape::Text,
            DeValue::Integer(_) | DeValue::Float(_) => Shape::Number,
            DeValue::Boolean(_) => Shape::Flag,
            DeValue::Datetime(moment) if moment.time.is_some() || moment.offset.is_some() => Shape::Moment,
            DeValue::Datetime(_) => Shape::Date,
            DeValue::Array(_) => Shape::List,
            DeValue::Table(_) => Shape::Table,
        }
    }
}

/// A kind of table: its name in messages and the keys it may have. These are also the keys of the schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Keys {
    /// `[[person]]`.
    pub table: &'static str,
    pub keys: &'static [&'static str],
}

/// A table whose keys have been checked.
#[derive(Clone)]
pub(super) struct Table<'d> {
    keys: &'static Keys,
    entries: &'d DeTable<'d>,
    pub span: Range<usize>,
}

impl<'d> Table<'d> {
    /// Returns the value of `key`, which must be one of the table's keys.
    pub fn get(&self, key: &'static str) -> Option<Field<'d>> {
        debug_assert!(self.keys.keys.contains(&key), "{} does not list {key}", self.keys.table);
        self.entries.get(key).map(|value| Field::new(key, value))
    }
}

impl<'t> Document<'t> {
    pub fn new(text: &'t str, file: &Arc<str>, root: &'static Keys) -> Document<'t> {
        let starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        Document { text, file: file.clone(), root, starts, problems: Vec::new() }
    }

    /// Returns the number of the line that contains the byte `at`, counted from 0.
    pub fn line_of(&self, at: usize) -> usize {
        self.starts.partition_point(|&start| start <= at).saturating_sub(1)
    }

    /// Returns the first byte of a line and its text, without its line end and without a byte order mark.
    pub fn line(&self, index: usize) -> (usize, &'t str) {
        let start = self.starts.get(index).copied().unwrap_or(self.text.len());
        let end = self.starts.get(index + 1).copied().unwrap_or(self.text.len());
        let line = self.text.get(start..end).unwrap_or_default();
        let shown = line.trim_start_matches('\u{feff}');
        (start + line.len() - shown.len(), shown.trim_end_matches(['\n', '\r']))
    }

    pub fn lines(&self) -> usize {
        self.starts.len()
    }

    /// Returns the text of the file at `span`.
    pub fn written(&self, span: &Range<usize>) -> &'t str {
        self.text.get(span.clone()).unwrap_or_default()
    }

    /// Returns the line and the character of the first byte of `span`, both counted from 1.
    pub fn place(&self, span: &Range<usize>) -> Place {
        let line = self.line_of(span.start);
        let (start, _) = self.line(line);
        let before = self.text.get(start..span.start).unwrap_or_default();
        Place::cell(&self.file, line as u64 + 1, u32::try_from(before.chars().count() + 1).unwrap_or(u32::MAX))
    }

    /// Records a problem at `span`, with the line in which that begins.
    pub fn fault(&mut self, span: &Range<usize>, fault: impl Into<Fault>) {
        self.fault_beside(span, fault, None);
    }

    /// Like `fault`, with a second place that belongs to the problem.
    pub fn fault_beside(&mut self, span: &Range<usize>, fault: impl Into<Fault>, also: Option<Place>) {
        let index = self.line_of(span.start);
        let (start, line) = self.line(index);
        let within = |at: usize| at.saturating_sub(start).min(line.len());
        let excerpt =
            Excerpt { line: index as u64 + 1, text: line.to_owned(), span: within(span.start)..within(span.end) };
        self.problems.push(Problem::new(fault).at(self.place(span)).excerpt(excerpt).also(also));
    }

    pub fn wrong_type(&mut self, field: &Field<'_>, wanted: Shape) {
        let fault = ConfigFault::WrongType {
            key: field.key.to_owned(),
            text: self.written(&field.span).to_owned(),
            wanted,
            found: field.shape(),
        };
        self.fault(&field.span, fault);
    }

    pub fn wrong_value(&mut self, field: &Field<'_>, wanted: Wanted) {
        self.wrong_value_near(field, wanted, Vec::new());
    }

    /// Like `wrong_value`, with values that may have been meant.
    pub fn wrong_value_near(&mut self, field: &Field<'_>, wanted: Wanted, near: Vec<String>) {
        let text = self.written(&field.span).to_owned();
        self.fault(&field.span, ConfigFault::WrongValue { key: field.key.to_owned(), text, wanted, near });
    }

    /// Opens a table and records every key that is not in `keys`.
    pub fn table<'d>(&mut self, field: Field<'d>, keys: &'static Keys) -> Option<Table<'d>> {
        match field.value {
            DeValue::Table(entries) => Some(self.checked(entries, field.span, keys)),
            _ => {
                self.wrong_type(&field, Shape::Table);
                None
            }
        }
    }

    pub fn checked<'d>(&mut self, entries: &'d DeTable<'d>, span: Range<usize>, keys: &'static Keys) -> Table<'d> {
        for key in entries.keys().filter(|key| !keys.keys.contains(&key.get_ref().as_ref())) {
            let top = self.root.keys.contains(&key.get_ref().as_ref());
            let near = if top { Vec::new() } else { nearest(key.get_ref(), keys.keys.iter().copied()) };
            let known = if near.is_empty() { keys.keys.iter().map(|&k| k.to_owned()).collect() } else { Vec::new() };
            let fault = ConfigFault::UnknownKey { key: key.get_ref().to_string(), table: keys.table, near, known, top };
            self.fault(&key.span(), fault);
        }
        Table { keys, entries, span }
    }

    /// Returns the entries of a table whose keys the user chooses, in file order.
    pub fn entries<'d>(&mut self, field: Field<'d>) -> Vec<(&'d Spanned<DeString<'d>>, Field<'d>)> {
        let DeValue::Table(table) = field.value else {
            self.wrong_type(&field, Shape::Table);
            return Vec::new();
        };
        let mut entries: Vec<_> = table.iter().map(|(key, value)| (key, Field::new(key.get_ref(), value))).collect();
        entries.sort_by_key(|(key, _)| key.span().start);
        entries
    }

    /// Returns the values of a list. If it is no list, records a problem and returns none. `wanted` says what it should
    /// be a list of.
    pub fn list<'d>(&mut self, field: Option<Field<'d>>, wanted: Shape) -> Vec<Field<'d>> {
        match field {
            None => Vec::new(),
            Some(Field { key, value: DeValue::Array(values), .. }) => {
                values.iter().map(|value| Field::new(key, value)).collect()
            }
            Some(other) => {
                self.wrong_type(&other, wanted);
                Vec::new()
            }
        }
    }

    /// Returns the tables of `[[key]]`, with their keys checked.
    pub fn tables<'d>(&mut self, field: Option<Field<'d>>, keys: &'static Keys) -> Vec<Table<'d>> {
        let list = self.list(field, Shape::Tables);
        list.into_iter().filter_map(|value| self.table(value, keys)).collect()
    }

    /// Reads a text, and removes the spaces around it. It must not be blank.
    pub fn text(&mut self, field: Option<Field<'_>>) -> Option<Said<String>> {
        let field = field?;
        let DeValue::String(text) = field.value else {
            self.wrong_type(&field, Shape::Text);
            return None;
        };
        let text = text.trim();
        if text.is_empty() {
            self.wrong_value(&field, Wanted::NotBlank);
            return None;
        }
        Some(Said { value: text.to_owned(), place: self.place(&field.span) })
    }

    /// Reads a list of texts, none of which may be blank.
    pub fn texts(&mut self, field: Option<Field<'_>>) -> Vec<Said<String>> {
        self.list(field, Shape::Texts).into_iter().filter_map(|value| self.text_of_list(value)).collect()
    }

    /// Reads a text in a list of texts.
    pub fn text_of_list(&mut self, value: Field<'_>) -> Option<Said<String>> {
        if !value.value.is_str() {
            self.wrong_type(&value, Shape::Texts);
            return None;
        }
        self.text(Some(value))
    }

    /// Returns the value of a key that must be there. `sample` is what messages suggest to write for it.
    pub fn required<'d>(&mut self, table: &Table<'d>, key: &'static str, sample: &str) -> Option<Field<'d>> {
        let field = table.get(key);
        if field.is_none() {
            let fault = ConfigFault::MissingKey { key, table: table.keys.table.to_owned(), sample: sample.to_owned() };
            self.fault(&table.span, fault);
        }
        field
    }

    pub fn flag(&mut self, field: Option<Field<'_>>) -> Option<bool> {
        let field = field?;
        let flag = field.value.as_bool();
        if flag.is_none() {
            self.wrong_type(&field, Shape::Flag);
        }
        flag
    }

    /// Reads a date, in quotes or not.
    pub fn day(&mut self, field: Option<Field<'_>>) -> Option<Day> {
        let field = field?;
        let day = match (field.value, field.shape()) {
            (DeValue::String(text), _) => Day::parse(text.trim()),
            (DeValue::Datetime(_), Shape::Date) => Day::parse(self.written(&field.span)),
            _ => {
                self.wrong_type(&field, Shape::Date);
                return None;
            }
        };
        if day.is_none() {
            self.wrong_value(&field, Wanted::Day);
        }
        day
    }

    /// Reads a number and keeps its places.
    pub fn stated(&mut self, field: Option<Field<'_>>) -> Option<Stated> {
        let field = field?;
        if !field.is_number() {
            self.wrong_type(&field, Shape::Number);
            return None;
        }
        let number = Stated::read(self.written(&field.span));
        if number.is_none() {
            self.wrong_value(&field, Wanted::PlainNumber);
        }
        number
    }

    /// Reads the value of a number.
    pub fn number(&mut self, field: Option<Field<'_>>) -> Option<Exact> {
        self.stated(field).map(Stated::exact)
    }

    /// Reads a number for which `fits` returns true. `wanted` says in messages what it should be.
    pub fn number_that(
        &mut self,
        field: Option<Field<'_>>,
        wanted: Wanted,
        fits: impl Fn(&Exact) -> bool,
    ) -> Option<Exact> {
        let field = field?;
        let number = self.number(Some(field.clone()))?;
        if !fits(&number) {
            self.wrong_value(&field, wanted);
            return None;
        }
        Some(number)
    }

    pub fn above_zero(&mut self, field: Option<Field<'_>>) -> Option<Exact> {
        self.number_that(field, Wanted::AboveZero, |x| *x > Exact::ZERO)
    }

    /// Reads a number above zero and at most `high`.
    pub fn above_zero_to(&mut self, field: Option<Field<'_>>, high: Exact) -> Option<Exact> {
        self.number_that(field, Wanted::AboveZeroTo(high.clone()), |x| *x > Exact::ZERO && *x <= high)
    }

    /// Reads a number between `low` and `high`, both included.
    pub fn between(&mut self, field: Option<Field<'_>>, low: Exact, high: Exact) -> Option<Exact> {
        self.number_that(field, Wanted::Between(low.clone(), high.clone()), |x| low <= *x && *x <= high)
    }

    /// Reads a whole number between `low` and `high`, both included.
    pub fn whole(&mut self, field: Option<Field<'_>>, low: u32, high: u32) -> Option<u32> {
        let field = field?;
        let number = self.between(Some(field.clone()), Exact::from(low), Exact::from(high))?;
        let Some(whole) = number.to_integer() else {
            self.wrong_value(&field, Wanted::WholeNumber);
            return None;
        };
        u32::try_from(whole).ok()
    }

    /// Reads one of a few words, in upper or lower case.
    pub fn choice<T: Copy>(&mut self, field: Option<Field<'_>>, options: &[(&str, T)]) -> Option<T> {
        let field = field?;
        let text = self.text(Some(field.clone()))?.value;
        let found = options.iter().find(|(name, _)| name.eq_ignore_ascii_case(&text));
        if found.is_none() {
            let names: Vec<String> = options.iter().map(|(name, _)| (*name).to_owned()).collect();
            self.not_one_of(&field, &text, names);
        }
        found.map(|&(_, value)| value)
    }

    /// Records that `text` is none of `names`.
    pub fn not_one_of(&mut self, field: &Field<'_>, text: &str, names: Vec<String>) {
        let near = nearest(text, names.iter().map(String::as_str));
        self.wrong_value_near(field, Wanted::OneOf(names), near);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_counts_characters_and_passes_a_byte_order_mark() {
        let file: Arc<str> = Arc::from("teamcap.toml");
        let document = Document::new("\u{feff}team = \"Zoë\" # x\r\nzwei = 2\n", &file, &super::super::ROOT);
        let at = |needle: &str| {
            let start = document.text.find(needle).unwrap();
            document.place(&(start..start)).to_string()
        };
        assert_eq!(at("team"), "teamcap.toml:1:1");
        assert_eq!(at("# x"), "teamcap.toml:1:14");
        assert_eq!(at("2"), "teamcap.toml:2:8");
        assert_eq!(document.line(1).1, "zwei = 2");
    }
}
