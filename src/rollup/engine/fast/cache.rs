//! The label caches of the fast path: the numbers of labels by the bytes of their fields. The labels of many rows are looked
//! up together, so that the processor waits for the memory of all of them at once.

use crate::read::csv::{Raw, Row};
use crate::rollup::engine::intern::{PairTable, TextTable};
use crate::rollup::engine::labels::Labels;

/// The numbers of one kind of label, by the bytes of the fields that the label is read from. The texts of those fields have
/// a number themselves, found step by step: the first text has one, and each further text makes one of the pair of that and
/// its own.
#[derive(Debug)]
pub(super) struct LabelCache {
    spans: Vec<Span>,
    classes: Vec<Class>,
    /// For each further text, then for each pattern column: from the number so far and its own to the next number.
    pairs: Vec<PairTable>,
    /// The label by the number of all its texts; `NONE` if it has not been learnt.
    learnt: Vec<u32>,
    /// For each row of the batch, the number of its texts; `NONE` if they are not known.
    row_keys: Vec<u32>,
    /// The texts of one span, while they are looked up.
    own: Vec<u32>,
}

const NONE: u32 = u32::MAX;

/// The number of no texts, for a label that is read from no field.
const NO_TEXTS: u32 = 0;

/// Adjacent fields whose bytes are compared as one text.
#[derive(Debug)]
struct Span {
    first: usize,
    last: usize,
    texts: TextTable,
}

/// A field of which only the patterns count that its text matches.
#[derive(Debug, Clone, Copy)]
pub(super) struct Class {
    pub field: usize,
    /// Its index among the pattern columns of `Labels`.
    pub column: usize,
}

impl LabelCache {
    /// A cache for labels that are read from the texts of these fields and the pattern classes of others.
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
        let (learnt, row_keys, own) = (Vec::new(), Vec::new(), Vec::new());
        LabelCache { spans, classes, pairs, learnt, row_keys, own }
    }

    /// The fields whose bytes are compared.
    pub fn fields(&self) -> impl Iterator<Item = usize> {
        self.spans.iter().flat_map(|span| span.first..=span.last)
    }

    /// Looks up the texts of a batch of rows.
    pub fn look_up<'a>(&mut self, rows: &[Row<'a>], raws: &mut Vec<Raw<'a>>) {
        let LabelCache { spans, pairs, row_keys, own, .. } = self;
        let Some((first, others)) = spans.split_first() else {
            row_keys.clear();
            row_keys.resize(rows.len(), NO_TEXTS);
            return;
        };
        first.look_up(rows, raws, row_keys);
        for (span, pairs) in others.iter().zip(pairs) {
            span.look_up(rows, raws, own);
            for (key, own) in row_keys.iter_mut().zip(own.iter()) {
                *key = pairs.find(*key, *own).unwrap_or(NONE);
            }
        }
    }

    /// The label of a row, whose index in the batch is `at`. `None` if it is not known.
    #[inline]
    pub fn found(&self, at: usize, row: &Row<'_>, labels: &mut Labels) -> Option<u32> {
        let mut key = *self.row_keys.get(at)?;
        if key == NONE {
            // A row of the same batch may have taught it since.
            key = self.key(row)?;
        }
        let pairs = self.pairs.iter().skip(self.spans.len().saturating_sub(1));
        for (class, pairs) in self.classes.iter().zip(pairs) {
            key = pairs.find(key, class.of(row, labels)?)?;
        }
        self.learnt.get(key as usize).copied().filter(|label| *label != NONE)
    }

    /// The number of a row's texts.
    #[cold]
    fn key(&self, row: &Row<'_>) -> Option<u32> {
        let mut own = self.spans.iter().map(|span| span.texts.find(span.of(row)));
        let first = own.next().unwrap_or(Some(NO_TEXTS))?;
        own.zip(&self.pairs).try_fold(first, |key, (own, pairs)| pairs.find(key, own?))
    }

    /// Learns that the fields of a row hold this label.
    pub fn learn(&mut self, row: &Row<'_>, labels: &mut Labels, label: u32) {
        let mut pairs = self.pairs.iter_mut();
        let mut key = None;
        for span in &mut self.spans {
            let own = span.texts.learn(span.of(row));
            key = match key {
                Some(key) => pairs.next().map(|pairs| pairs.learn(key, own)),
                None => Some(own),
            };
        }
        let mut key = key.unwrap_or(NO_TEXTS);
        for (class, pairs) in self.classes.iter().zip(pairs) {
            let Some(own) = class.of(row, labels) else { return };
            key = pairs.learn(key, own);
        }
        if self.learnt.len() <= key as usize {
            self.learnt.resize(key as usize + 1, NONE);
        }
        self.learnt[key as usize] = label;
    }
}

impl Span {
    #[inline]
    fn of<'a>(&self, row: &Row<'a>) -> Raw<'a> {
        row.fields(self.first, self.last)
    }

    /// The numbers of the texts of a batch of rows; `NONE` for those that are not known.
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
    /// The class of the field's text; `None` if quotation marks would have to be resolved first.
    fn of(self, row: &Row<'_>, labels: &mut Labels) -> Option<u32> {
        let text = match row.field(self.field).bytes() {
            [b'"', inner @ .., b'"'] if !inner.contains(&b'"') => inner,
            [b'"', ..] => return None,
            text => text,
        };
        labels.class(self.column, text)
    }
}
