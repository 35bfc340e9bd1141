//! Compares what was made with a file that stands beside its input, and shows the difference line by line.

use std::io::Write;
use std::path::Path;

use similar::TextDiff;

/// How many lines of a difference are shown.
const SHOWN: usize = 60;

/// Compares with a file, and adds the difference to `wrong`. With BLESS=1 it writes the file and prints what changes; that
/// is refused where CI is set.
pub fn compare(file: &Path, found: &str, wrong: &mut Vec<String>) {
    let expected = std::fs::read_to_string(file).unwrap_or_default();
    if expected == found {
        return;
    }
    let shown = difference(&expected, found);
    if std::env::var_os("BLESS").is_some_and(|bless| bless == "1") {
        assert!(std::env::var_os("CI").is_none(), "BLESS is for people, not for CI");
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(file, found).unwrap();
        // Not eprintln!: the test runner would keep it to itself.
        let text = format!("{}\n{shown}\n", file.display());
        std::io::stderr().write_all(text.as_bytes()).unwrap();
    } else {
        wrong.push(format!("{}\n{shown}(BLESS=1 cargo test rewrites it: read the difference first)", file.display()));
    }
}

/// The lines that differ, with `-` as expected, `+` as found and two lines around them.
pub fn difference(expected: &str, found: &str) -> String {
    let diff = TextDiff::from_lines(expected, found);
    let unified = diff.unified_diff().context_radius(2).to_string();
    let all = unified.lines().count();
    let mut shown: String = unified.lines().take(SHOWN).map(|line| format!("{line}\n")).collect();
    if all > SHOWN {
        shown += &format!("... and {} lines more\n", all - SHOWN);
    }
    shown
}

#[test]
fn a_line_more_is_one_line_of_difference() {
    let before: String = (0..100).map(|n| format!("{n}\n")).collect();
    let after = before.replace("\n50\n", "\n49.5\n50\n");
    assert_eq!(difference(&before, &after), "@@ -49,4 +49,5 @@\n 48\n 49\n+49.5\n 50\n 51\n");
    let other: String = (1000..1100).map(|n| format!("{n}\n")).collect();
    let shown = difference(&before, &other);
    assert_eq!((shown.lines().count(), shown.lines().last()), (SHOWN + 1, Some("... and 141 lines more")));
    assert_eq!(difference("a\n", "a"), "@@ -1 +1 @@\n-a\n+a\n\\ No newline at end of file\n");
}
