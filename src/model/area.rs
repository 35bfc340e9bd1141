//! A part of a sheet, named as spreadsheets name it: `A4:H60`.

/// Rows and columns, the first and the last included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Area {
    /// The first row of a sheet is 1.
    pub first_row: usize,
    pub last_row: usize,
    /// The first column, `A`, is 0.
    pub first_column: usize,
    pub last_column: usize,
}

impl Area {
    /// Reads `A4:H60`, also `$A$4:$H$60`.
    pub fn parse(text: &str) -> Option<Area> {
        /// Spreadsheets have no more rows.
        const MOST_ROWS: usize = 1 << 20;
        let text = text.replace('$', "");
        let (from, to) = text.split_once(':')?;
        let ((first_column, first_row), (last_column, last_row)) = (corner(from.trim())?, corner(to.trim())?);
        let is_forward = first_row <= last_row && first_column <= last_column && last_row <= MOST_ROWS;
        is_forward.then_some(Area { first_row, last_row, first_column, last_column })
    }
}

/// The column, from 0, and the row, from 1, of `H60`.
pub fn corner(text: &str) -> Option<(usize, usize)> {
    /// There is no column behind `XFD`.
    const MOST_LETTERS: usize = 3;
    let letters = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    let (letters, digits) = text.split_at_checked(letters)?;
    if letters.is_empty() || letters.len() > MOST_LETTERS || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let column =
        letters.bytes().fold(0, |number, letter| number * 26 + usize::from(letter.to_ascii_uppercase() - b'A') + 1);
    let row: usize = digits.parse().ok()?;
    (row > 0).then_some((column - 1, row))
}

/// The letters of a column: 0 is `A`, 26 is `AA`.
pub fn letters(column: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        let digit = u8::try_from((rest - 1) % 26).unwrap_or(0);
        letters.push(char::from(b'A' + digit));
        rest = (rest - 1) / 26;
    }
    letters.into_iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_area_is_read_as_a_spreadsheet_names_it() {
        let area = Area { first_row: 4, last_row: 60, first_column: 0, last_column: 7 };
        for text in ["A4:H60", "a4:h60", "$A$4:$H$60", " A4 : H60 "] {
            assert_eq!(Area::parse(text), Some(area), "{text}");
        }
        for text in ["", "A4", "A4:", "H60:A4", "A0:B2", "4A:5B", "A4:H60:J70", "ABCD1:ABCE2", "A1:B9999999"] {
            assert_eq!(Area::parse(text), None, "{text}");
        }
    }

    #[test]
    fn the_letters_of_a_column_are_read_back() {
        for (column, text) in [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")] {
            assert_eq!(letters(column), text);
            assert_eq!(corner(&format!("{text}1")), Some((column, 1)));
        }
    }
}
