//! Rows and columns as the file format counts them. One that lies outside is refused by it.

pub fn row(row: usize) -> u32 {
    u32::try_from(row).unwrap_or(u32::MAX)
}

pub fn column(column: usize) -> u16 {
    u16::try_from(column).unwrap_or(u16::MAX)
}
