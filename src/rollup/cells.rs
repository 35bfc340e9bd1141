//! The sums of a worker while a file is read: a small cell for each thing that somebody did on some days, in a column for the
//! days. Columns are in pages that begin to exist with their first cell, so that memory follows what is there.

/// Cells of one page.
const PAGE: usize = 32;

/// What the amounts of a cell add up to, in the steps of its spelling, and how many there are; none: there is no such cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Cell {
    pub sum: i32,
    pub cells: u32,
}

/// Something of each combination (see `combos`) and some days.
#[derive(Debug)]
pub(super) struct Columns<T>(Vec<Column<T>>);

#[derive(Debug)]
struct Column<T> {
    /// Which page the first of them is: where people come and go, a column begins late.
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
    /// The cell of a combination in the column of some days.
    #[inline]
    pub fn at(&mut self, slot: u32, combo: u32) -> &mut T {
        let (slot, combo) = (slot as usize, combo as usize);
        if slot >= self.0.len() {
            self.0.resize_with(slot + 1, Column::default);
        }
        let column = &mut self.0[slot];
        let page = combo / PAGE;
        let is_open = page >= column.first && column.pages.get(page - column.first).is_some_and(Option::is_some);
        if !is_open {
            column.open(page);
        }
        let page = column.pages[page - column.first].get_or_insert_with(blank);
        &mut page[combo % PAGE]
    }

    /// The cells of the pages of some days, with their combinations; also those that were never touched.
    pub fn of(&self, slot: u32) -> impl Iterator<Item = (u32, &T)> {
        self.0.get(slot as usize).into_iter().flat_map(|column| {
            let pages = (column.first..).zip(&column.pages).filter_map(|(at, page)| Some((at, page.as_ref()?)));
            pages.flat_map(|(at, page)| ((at * PAGE) as u32..).zip(page.iter()))
        })
    }

    /// Gives back the memory of some days.
    pub fn forget(&mut self, slot: u32) {
        if let Some(column) = self.0.get_mut(slot as usize) {
            *column = Column::default();
        }
    }
}

fn blank<T: Copy + Default>() -> Box<[T; PAGE]> {
    Box::new([T::default(); PAGE])
}

impl<T: Copy + Default> Column<T> {
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
        for combo in [700, 3, 650, 4000, 3] {
            *columns.at(2, combo) += combo;
        }
        let of = |slot| columns.of(slot).filter(|(_, cell)| **cell > 0).map(|(at, cell)| (at, *cell));
        assert_eq!(of(2).collect::<Vec<_>>(), [(3, 6), (650, 650), (700, 700), (4000, 4000)]);
        assert_eq!((of(0).count(), of(7).count()), (0, 0));
    }
}
