//! The name of a tab of a workbook: `team.xlsx:Ada`.

/// The endings of workbooks.
pub const ENDINGS: [&str; 5] = ["xlsx", "xlsm", "xlsb", "xls", "ods"];

/// The file and the tab that a name is made of; no tab where it is the name of a file.
pub fn parted(name: &str) -> (&str, Option<&str>) {
    let lower = name.to_ascii_lowercase();
    let end = |ending: &&str| Some(lower.find(&format!(".{ending}:"))? + ending.len() + 1);
    match ENDINGS.iter().filter_map(end).min() {
        Some(at) => (&name[..at], Some(&name[at + 1..])),
        None => (name, None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_parted_behind_the_ending_of_a_workbook() {
        assert_eq!(parted("q3/team.XLSX:Ada"), ("q3/team.XLSX", Some("Ada")));
        assert_eq!(parted("a.xls:b.ods:c"), ("a.xls", Some("b.ods:c")));
        for name in ["team.xlsx", "a:b.csv", "C:\\team.xlsx", "-"] {
            assert_eq!(parted(name), (name, None));
        }
    }
}
