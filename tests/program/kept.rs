//! Sheets as people keep them, each with what is read or asked beside it: `samples/kept`.

use std::path::Path;

use crate::compare::compare;
use crate::support::{Case, folders};

/// The sheets of a folder, without what is expected of them.
fn sheets_of(sample: &Path) -> Case {
    let mut case = Case::new();
    for file in std::fs::read_dir(sample).unwrap() {
        let path = file.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        if !matches!(name.as_str(), "rollup.csv" | "stderr") {
            case = case.file(&name, std::fs::read_to_string(&path).unwrap());
        }
    }
    case
}

#[test]
fn each_sheet_is_read_or_asked_about_as_the_file_beside_it_says() {
    let mut wrong = Vec::new();
    let samples = folders("samples/kept");
    assert!(samples.len() > 20, "{}", samples.len());
    for sample in &samples {
        let said = sheets_of(sample).args("rollup .");
        let (read, asked) = (sample.join("rollup.csv"), sample.join("stderr"));
        if said.code == Some(0) {
            compare(&read, &said.printed, &mut wrong);
            assert!(!asked.exists(), "{}: it is no longer asked about", sample.display());
        } else {
            compare(&asked, &said.told, &mut wrong);
            assert!(!read.exists(), "{}: it is no longer read\n{}", sample.display(), said.told);
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_folder_is_in_the_list() {
    let page = std::fs::read_to_string("samples/kept/README.md").unwrap();
    for folder in folders("samples/kept") {
        let name = folder.file_name().unwrap().to_str().unwrap().to_owned();
        assert!(page.contains(&format!("| [{name}]({name}) |")), "{name}");
    }
}
