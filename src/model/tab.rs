//! The name of a tab of a workbook, `team.xlsx:Ada`, and of a file in a zip container, `export.zip:ada.csv`.

/// The property that a review written as a workbook has, by which it is known as no sheet.
pub const REVIEW: &str = "teamcap.review";

/// The endings of workbooks.
pub const ENDINGS: [&str; 5] = ["xlsx", "xlsm", "xlsb", "xls", "ods"];
/// The ending of zip containers.
pub const ZIP: &str = "zip";

/// The file and the tab, or the file in it, that a name is made of; no tab where it is the name of a file.
pub fn parted(name: &str) -> (&str, Option<&str>) {
    let lower = name.to_ascii_lowercase();
    let end = |ending: &&str| Some(lower.find(&format!(".{ending}:"))? + ending.len() + 1);
    match ENDINGS.iter().chain([&ZIP]).filter_map(end).min() {
        Some(at) => (&name[..at], Some(&name[at + 1..])),
        None => (name, None),
    }
}

/// Whether a name is that of a tab of a workbook.
pub fn is_tab(name: &str) -> bool {
    matches!(parted(name), (file, Some(_)) if !file.to_ascii_lowercase().ends_with(ZIP))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_parted_behind_the_ending_of_a_workbook() {
        assert_eq!(parted("q3/team.XLSX:Ada"), ("q3/team.XLSX", Some("Ada")));
        assert_eq!(parted("a.xls:b.ods:c"), ("a.xls", Some("b.ods:c")));
        assert_eq!(parted("export.zip:q1/ada.csv"), ("export.zip", Some("q1/ada.csv")));
        for name in ["team.xlsx", "a:b.csv", "C:\\team.xlsx", "-"] {
            assert_eq!(parted(name), (name, None));
        }
        assert!(is_tab("team.xlsx:Ada") && !is_tab("export.zip:ada.csv") && !is_tab("team.xlsx"));
    }
}
