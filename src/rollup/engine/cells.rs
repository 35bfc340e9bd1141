//! The sums of a worker while it reads: one small cell for each group, in a column for each slot (a week, or other days). A
//! column is divided into pages, which are only allocated when a cell of them is used, so that memory follows the groups.

/// How many cells a page has.
const PAGE: usize = 32;

/// The sum of a group's amounts as a scaled integer, and how many amounts it is the sum of; zero means that there is no such
/// group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Cell {
    pub sum: i32,
    pub cells: u32,
}

/// A value for each slot and group key.
#[derive(Debug)]
pub(super) struct Columns<T>(Vec<Column<T>>);

/// The values of one slot.
#[derive(Debug)]
pub(super) struct Column<T> {
    /// The index of the first page, so that a column costs nothing for the group keys before it.
    first: usize,
    pages: Vec<Option<Box<[T; PAGE]>>>,
}

impl<T> Default for Columns<T> {
    fn default() -> Columns<T> {
        Columns(Vec::new())
    }
}

impl<T> Default for Column<T> {
    fn default() -> Column<T> {
        Column { first: 0, pages: Vec::new() }
    }
}

impl<T: Copy + Default> Columns<T> {
    /// The cell of a slot and a group key.
    #[inline]
    pub fn at(&mut self, slot: u32, group: u32) -> &mut T {
        let (slot, group) = (slot as usize, group as usize);
        if slot >= self.0.len() {
            self.0.resize_with(slot + 1, Column::default);
        }
        let column = &mut self.0[slot];
        let page = group / PAGE;
        let is_open = page >= column.first && column.pages.get(page - column.first).is_some_and(Option::is_some);
        if !is_open {
            column.open(page);
        }
        let page = column.pages[page - column.first].get_or_insert_with(blank);
        &mut page[group % PAGE]
    }

    /// Takes a column out and leaves an empty one.
    pub fn take(&mut self, slot: u32) -> Column<T> {
        self.0.get_mut(slot as usize).map(std::mem::take).unwrap_or_default()
    }
}

fn blank<T: Copy + Default>() -> Box<[T; PAGE]> {
    Box::new([T::default(); PAGE])
}

impl<T: Copy + Default> Column<T> {
    /// The pages: the number of the first group key of each, and its cells. Some of the cells were never used.
    pub fn pages(&self) -> impl Iterator<Item = (usize, &[T])> {
        let pages = (self.first..).zip(&self.pages);
        pages.filter_map(|(at, page)| Some((at * PAGE, page.as_ref()?.as_slice())))
    }

    /// How many pages there are, allocated or not.
    pub fn len(&self) -> usize {
        self.pages.len()
    }

    #[cold]
    fn open(&mut self, page: usize) {
        if self.pages.is_empty() {
            self.first = page;
        }
        if page < self.first {
            let more = self.first - page;
            self.pages.splice(0..0, std::iter::repeat_with(|| None).take(more));
            self.first = page;
        }
        let at = page - self.first;
        if at >= self.pages.len() {
            self.pages.resize_with(at + 1, || None);
        }
        self.pages[at] = Some(blank());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_begins_at_any_page_and_grows_both_ways() {
        let mut columns = Columns::<u32>::default();
        for group in [700, 3, 650, 4000, 3] {
            *columns.at(2, group) += group;
        }
        let mut of = |slot| {
            let column = columns.take(slot);
            let cells = column.pages().flat_map(|(first, page)| (first..).zip(page));
            cells.filter(|(_, cell)| **cell > 0).map(|(at, cell)| (at, *cell)).collect::<Vec<_>>()
        };
        assert_eq!(of(2), [(3, 6), (650, 650), (700, 700), (4000, 4000)]);
        assert_eq!((of(0).len(), of(7).len(), of(2).len()), (0, 0, 0));
    }
}
