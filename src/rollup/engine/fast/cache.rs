//! The labels of the fast lane: what stands in some fields, known again by its bytes. Those of many rows are looked for
//! together, so that the memory of all of them is waited for at once.

use crate::read::csv::{Raw, Row};
use crate::rollup::engine::intern::{PairTable, TextTable};
use crate::rollup::engine::labels::Labels;

/// A label that stands in some fields, and the number of each list of their texts that was learnt.
#[derive(Debug)]
pub(super) struct LabelCache {
    spans: Vec<Span>,
    classes: Vec<Class>,
    /// The list up to each span but the first, then up to each class, by the number of the list before and that of its own.
    pairs: Vec<PairTable>,
    /// By number of the list; `NONE`: not learnt.
    numbers_of: Vec<u32>,
    /// Of the rows that were looked at together, the list of their texts; `NONE`: not known.
    list_of_row: Vec<u32>,
    own: Vec<u32>,
}

const NONE: u32 = u32::MAX;

/// The list of a label without texts.
const NO_TEXTS: u32 = 0;

/// Fields side by side whose bytes count; they are one text.
#[derive(Debug)]
struct Span {
    first: usize,
    last: usize,
    texts: TextTable,
}

/// A field of which it counts which patterns it matches.
#[derive(Debug, Clone, Copy)]
pub(super) struct Class {
    pub field: usize,
    /// What it is among the labels.
    pub column: usize,
}

impl LabelCache {
    /// Of the texts of some fields, and the classes of others.
    pub fn new(fields: impl Iterator<Item = usize>, classes: Vec<Class>) -> LabelCache {
        let mut spans: Vec<Span> = Vec::new();
        for field in fields {
            match spans.last_mut() {
                Some(span) if span.last + 1 == field => span.last = field,
                _ => spans.push(Span { first: field, last: field, texts: TextTable::new() }),
            }
        }
        let pairs =
            (1..spans.len()).map(|_| PairTable::new()).chain(classes.iter().map(|_| PairTable::new())).collect();
        let (numbers_of, list_of_row, own) = (Vec::new(), Vec::new(), Vec::new());
        LabelCache { spans, classes, pairs, numbers_of, list_of_row, own }
    }

    /// The fields whose bytes count.
    pub fn fields(&self) -> impl Iterator<Item = usize> {
        self.spans.iter().flat_map(|span| span.first..=span.last)
    }

    /// Looks for the texts of some rows.
    pub fn look_up<'a>(&mut self, rows: &[Row<'a>], raws: &mut Vec<Raw<'a>>) {
        let LabelCache { spans, pairs, list_of_row, own, .. } = self;
        let Some((first, others)) = spans.split_first() else {
            list_of_row.clear();
            list_of_row.resize(rows.len(), NO_TEXTS);
            return;
        };
        first.look_up(rows, raws, list_of_row);
        for (span, pairs) in others.iter().zip(pairs) {
            span.look_up(rows, raws, own);
            for (list, own) in list_of_row.iter_mut().zip(own.iter()) {
                *list = pairs.find(*list, *own).unwrap_or(NONE);
            }
        }
    }

    /// The number that was learnt of what the fields of a row hold, which was looked at as the one of this number.
    #[inline]
    pub fn found(&self, at: usize, row: &Row<'_>, labels: &mut Labels) -> Option<u32> {
        let mut list = *self.list_of_row.get(at)?;
        if list == NONE {
            // Perhaps it was learnt of a row in between.
            list = self.list(row)?;
        }
        let pairs = self.pairs.iter().skip(self.spans.len().saturating_sub(1));
        for (class, pairs) in self.classes.iter().zip(pairs) {
            list = pairs.find(list, class.of(row, labels)?)?;
        }
        self.numbers_of.get(list as usize).copied().filter(|value| *value != NONE)
    }

    /// The list of a row's texts.
    #[cold]
    fn list(&self, row: &Row<'_>) -> Option<u32> {
        let mut own = self.spans.iter().map(|span| span.texts.find(span.of(row)));
        let first = own.next().unwrap_or(Some(NO_TEXTS))?;
        own.zip(&self.pairs).try_fold(first, |list, (own, pairs)| pairs.find(list, own?))
    }

    /// What the fields of a row hold has this number from now on.
    pub fn learn(&mut self, row: &Row<'_>, labels: &mut Labels, value: u32) {
        let mut pairs = self.pairs.iter_mut();
        let mut list = None;
        for span in &mut self.spans {
            let own = span.texts.learn(span.of(row));
            list = match list {
                Some(list) => pairs.next().map(|pairs| pairs.learn(list, own)),
                None => Some(own),
            };
        }
        let mut list = list.unwrap_or(NO_TEXTS);
        for (class, pairs) in self.classes.iter().zip(pairs) {
            let Some(own) = class.of(row, labels) else { return };
            list = pairs.learn(list, own);
        }
        if self.numbers_of.len() <= list as usize {
            self.numbers_of.resize(list as usize + 1, NONE);
        }
        self.numbers_of[list as usize] = value;
    }
}

impl Span {
    #[inline]
    fn of<'a>(&self, row: &Row<'a>) -> Raw<'a> {
        row.fields(self.first, self.last)
    }

    /// The numbers of the texts of some rows; `NONE`: not known.
    fn look_up<'a>(&self, rows: &[Row<'a>], raws: &mut Vec<Raw<'a>>, numbers: &mut Vec<u32>) {
        raws.clear();
        raws.extend(rows.iter().map(|row| self.of(row)));
        if raws.first().zip(raws.last()).is_some_and(|(first, last)| first.is(*last)) {
            self.texts.find_again(raws, numbers);
        } else {
            self.texts.find_all(raws, numbers);
        }
    }
}

impl Class {
    /// The class of the field, where it holds no quotation mark of its own; `None`: it takes a closer look.
    fn of(self, row: &Row<'_>, labels: &mut Labels) -> Option<u32> {
        let text = match row.field(self.field).bytes() {
            [b'"', inner @ .., b'"'] if !inner.contains(&b'"') => inner,
            [b'"', ..] => return None,
            text => text,
        };
        labels.class(self.column, text)
    }
}
