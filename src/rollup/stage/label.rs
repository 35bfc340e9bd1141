//! The labels of the fast lane: what stands in some fields, known again by its bytes.

use crate::read::csv::{Raw, Row};
use crate::rollup::intern::{Key, Pairs, Texts};
use crate::rollup::labels::Labels;

/// A label that stands in some fields, and the number of each list of their texts that was learnt.
#[derive(Debug)]
pub(super) struct Label {
    columns: Vec<Column>,
    /// The list up to each column but the first, by the number of the list before and that of its text.
    pairs: Vec<Pairs>,
    /// By number of the list; `NONE`: not learnt.
    values: Vec<u32>,
    /// By number of the first text: a second text that was found beside it, and the number of both. A name mostly has one
    /// address.
    beside: Vec<Option<(Key, u32)>>,
    /// The label before, where a single text is one: the next is often the same.
    last: Option<(Key, u32)>,
}

const NONE: u32 = u32::MAX;

/// A field of a label.
#[derive(Debug)]
pub(super) struct Column {
    pub field: usize,
    pub part: Part,
}

/// What of a field counts.
#[derive(Debug)]
pub(super) enum Part {
    Text(Texts),
    /// Which patterns it matches: what it is among the labels.
    Class(usize),
}

impl Label {
    pub fn new(columns: impl Iterator<Item = Column>) -> Label {
        let columns: Vec<Column> = columns.collect();
        let pairs = columns.iter().skip(1).map(|_| Pairs::new()).collect();
        Label { columns, pairs, values: Vec::new(), beside: Vec::new(), last: None }
    }

    pub fn of_fields(fields: impl Iterator<Item = usize>) -> Label {
        Label::new(fields.map(|field| Column { field, part: Part::Text(Texts::new()) }))
    }

    pub fn fields(&self) -> impl Iterator<Item = usize> {
        self.columns.iter().map(|column| column.field)
    }

    /// As `find`, of a label that is often that of the row before.
    #[inline]
    pub fn find_again(&mut self, row: &Row<'_>, labels: &mut Labels) -> Option<u32> {
        let [column] = self.columns.as_slice() else { return self.find(row, labels) };
        let key = Key::of(row.field(column.field));
        if let (Some(key), Some((last, value))) = (&key, &self.last)
            && last.is(key)
        {
            return Some(*value);
        }
        let found = self.find(row, labels)?;
        self.last = key.map(|key| (key, found));
        Some(found)
    }

    /// The number that was learnt of what the fields of a row hold.
    #[inline]
    pub fn find(&self, row: &Row<'_>, labels: &mut Labels) -> Option<u32> {
        let mut list = 0;
        for (at, column) in self.columns.iter().enumerate() {
            let raw = row.field(column.field);
            let own = match &column.part {
                Part::Text(texts) => {
                    let key = Key::of(raw);
                    if at == 1
                        && let Some(key) = &key
                        && let Some(Some((beside, both))) = self.beside.get(list as usize)
                        && beside.is(key)
                    {
                        list = *both;
                        continue;
                    }
                    match key {
                        Some(key) => texts.find_short(&key)?,
                        None => texts.find(raw)?,
                    }
                }
                Part::Class(tested) => class(labels, *tested, raw)?,
            };
            list = match at.checked_sub(1) {
                None => own,
                Some(pair) => self.pairs[pair].find(list, own)?,
            };
        }
        self.values.get(list as usize).copied().filter(|value| *value != NONE)
    }

    /// What the fields of a row hold has this number from now on.
    pub fn learn(&mut self, row: &Row<'_>, labels: &mut Labels, value: u32) {
        let mut list = 0;
        for (at, column) in self.columns.iter_mut().enumerate() {
            let raw = row.field(column.field);
            let own = match &mut column.part {
                Part::Text(texts) => texts.learn(raw),
                Part::Class(tested) => match class(labels, *tested, raw) {
                    Some(class) => class,
                    None => return,
                },
            };
            let Some(pair) = at.checked_sub(1) else {
                list = own;
                continue;
            };
            let both = self.pairs[pair].learn(list, own);
            if at == 1
                && matches!(column.part, Part::Text(_))
                && let Some(key) = Key::of(raw)
            {
                if self.beside.len() <= list as usize {
                    self.beside.resize(list as usize + 1, None);
                }
                self.beside[list as usize].get_or_insert((key, both));
            }
            list = both;
        }
        if self.values.len() <= list as usize {
            self.values.resize(list as usize + 1, NONE);
        }
        self.values[list as usize] = value;
    }
}

/// The class of a field that holds no quotation mark of its own; `None`: it takes a closer look.
fn class(labels: &mut Labels, tested: usize, raw: Raw<'_>) -> Option<u32> {
    let text = match raw.bytes() {
        [b'"', inner @ .., b'"'] if !inner.contains(&b'"') => inner,
        [b'"', ..] => return None,
        text => text,
    };
    labels.class(tested, text)
}
