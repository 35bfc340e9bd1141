//! The labels of the fast lane: what stands in some fields, known again by its bytes. Those of many rows are looked for
//! together, so that the memory of all of them is waited for at once.

use crate::read::csv::{Raw, Row};
use crate::rollup::intern::{Pairs, Texts};
use crate::rollup::labels::Labels;

/// A label that stands in some fields, and the number of each list of their texts that was learnt.
#[derive(Debug)]
pub(super) struct Label {
    spans: Vec<Span>,
    classes: Vec<Class>,
    /// The list up to each span but the first, then up to each class, by the number of the list before and that of its own.
    pairs: Vec<Pairs>,
    /// By number of the list; `NONE`: not learnt.
    values: Vec<u32>,
    /// Of the rows that were looked at together, the list of their texts; `NONE`: not known.
    lists: Vec<u32>,
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
    texts: Texts,
}

/// A field of which it counts which patterns it matches.
#[derive(Debug, Clone, Copy)]
pub(super) struct Class {
    pub field: usize,
    /// What it is among the labels.
    pub tested: usize,
}

impl Label {
    /// Of the texts of some fields, and the classes of others.
    pub fn new(fields: impl Iterator<Item = usize>, classes: Vec<Class>) -> Label {
        let mut spans: Vec<Span> = Vec::new();
        for field in fields {
            match spans.last_mut() {
                Some(span) if span.last + 1 == field => span.last = field,
                _ => spans.push(Span { first: field, last: field, texts: Texts::new() }),
            }
        }
        let pairs = (1..spans.len()).map(|_| Pairs::new()).chain(classes.iter().map(|_| Pairs::new())).collect();
        let (values, lists, own) = (Vec::new(), Vec::new(), Vec::new());
        Label { spans, classes, pairs, values, lists, own }
    }

    /// The fields whose bytes count.
    pub fn fields(&self) -> impl Iterator<Item = usize> {
        self.spans.iter().flat_map(|span| span.first..=span.last)
    }

    /// Looks for the texts of some rows.
    pub fn look<'a>(&mut self, rows: &[Row<'a>], raws: &mut Vec<Raw<'a>>) {
        let Label { spans, pairs, lists, own, .. } = self;
        let Some((first, others)) = spans.split_first() else {
            lists.clear();
            lists.resize(rows.len(), NO_TEXTS);
            return;
        };
        first.look(rows, raws, lists);
        for (span, pairs) in others.iter().zip(pairs) {
            span.look(rows, raws, own);
            for (list, own) in lists.iter_mut().zip(own.iter()) {
                *list = pairs.find(*list, *own).unwrap_or(NONE);
            }
        }
    }

    /// The number that was learnt of what the fields of a row hold, which was looked at as the one of this number.
    #[inline]
    pub fn found(&self, at: usize, row: &Row<'_>, labels: &mut Labels) -> Option<u32> {
        let mut list = *self.lists.get(at)?;
        if list == NONE {
            // Perhaps it was learnt of a row in between.
            list = self.list(row)?;
        }
        let pairs = self.pairs.iter().skip(self.spans.len().saturating_sub(1));
        for (class, pairs) in self.classes.iter().zip(pairs) {
            list = pairs.find(list, class.of(row, labels)?)?;
        }
        self.values.get(list as usize).copied().filter(|value| *value != NONE)
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
        if self.values.len() <= list as usize {
            self.values.resize(list as usize + 1, NONE);
        }
        self.values[list as usize] = value;
    }
}

impl Span {
    #[inline]
    fn of<'a>(&self, row: &Row<'a>) -> Raw<'a> {
        row.fields(self.first, self.last)
    }

    /// The numbers of the texts of some rows; `NONE`: not known.
    fn look<'a>(&self, rows: &[Row<'a>], raws: &mut Vec<Raw<'a>>, numbers: &mut Vec<u32>) {
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
        labels.class(self.tested, text)
    }
}
