//! Ranges of merged cells: the text of the first one holds for all rows of its range.

/// A range of cells, from 0, the first and the last included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Area {
    pub rows: (u32, u32),
    pub columns: (u32, u32),
}

impl Area {
    /// Reads `A2:B5`.
    pub fn parse(text: &str) -> Option<Area> {
        let (from, to) = text.split_once(':')?;
        let ((first_column, first_row), (last_column, last_row)) = (corner(from)?, corner(to)?);
        Some(Area { rows: (first_row, last_row), columns: (first_column, last_column) })
    }
}

/// The column and the row of `B5`, from 0.
pub fn corner(text: &str) -> Option<(u32, u32)> {
    let letters = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    let (letters, digits) = text.split_at_checked(letters)?;
    if !(1..=3).contains(&letters.len()) {
        return None;
    }
    let column =
        letters.bytes().fold(0, |number, letter| number * 26 + u32::from(letter.to_ascii_uppercase() - b'A') + 1);
    Some((column - 1, digits.parse::<u32>().ok()?.checked_sub(1)?))
}

impl Area {
    /// Whether its text is filled in: it is higher than a row, and no decoration.
    pub fn is_filled(&self) -> bool {
        /// A higher range is a decoration.
        const MOST_ROWS: u32 = 400;
        (1..MOST_ROWS).contains(&self.rows.1.saturating_sub(self.rows.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_is_read_and_filled_where_it_is_higher_than_a_row() {
        let area = Area::parse("B2:C5").unwrap();
        assert_eq!((area.rows, area.columns), ((1, 4), (1, 2)));
        let is_filled = |text: &str| Area::parse(text).unwrap().is_filled();
        assert_eq!(["B2:C5", "A1:D1", "A1:A9999"].map(is_filled), [true, false, false]);
        assert_eq!([Area::parse("A2"), Area::parse("2:4"), Area::parse("A0:B1")], [None, None, None]);
    }
}
