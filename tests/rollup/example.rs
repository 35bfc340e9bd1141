//! docs/rollup.md shows a sheet with its line numbers, and the table that it becomes.

use num_rational::Ratio;

use super::{Groups, Key, Style, rolled, table};

#[test]
fn the_example_of_the_documentation_becomes_the_table_beside_it() {
    let page = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/rollup.md")).unwrap();
    let mut blocks = page.split("```text\n").skip(1).map(|block| block.split("```").next().unwrap());
    let numbered = blocks.next().unwrap().strip_prefix("line\n").unwrap();
    let sheet: String = numbered.lines().map(|line| format!("{}\n", &line[6..])).collect();
    let style = Style { toggl: true, mark: '.', crlf: false, closed: true, bom: false };
    let row = |line: &str| {
        let [key @ .., amount, entries] = &line.split(',').collect::<Vec<_>>()[..] else { panic!("{line}") };
        let [person, from, to, span, project, task, category, unit] = key.try_into().unwrap();
        assert_eq!(span, "days", "{line}");
        let key: Key = [person, from, to, project, task, category, unit].map(|text: &str| text.to_owned());
        (key, (Ratio::from(amount.parse::<i128>().unwrap()), entries.parse().unwrap()))
    };
    let expected: Groups = blocks.next().unwrap().lines().skip(1).map(row).collect();
    assert_eq!(expected.len(), 2);
    assert_eq!(table(&[rolled(sheet.as_bytes(), style, (1 << 16, 1))]), expected);
}
