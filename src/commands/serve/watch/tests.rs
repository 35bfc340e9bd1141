use super::*;

fn write(folder: &Path, name: &str, text: &str) {
    fs::create_dir_all(folder.join(name).parent().unwrap()).unwrap();
    fs::write(folder.join(name), text).unwrap();
}

fn watched(folder: &Path) -> Watched {
    Watched::of(&Input { paths: vec![folder.to_owned()], ..Input::default() })
}

#[test]
fn a_file_that_is_written_moved_added_or_deleted_is_seen() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    write(folder, "effort.csv", "Week,Person,Build\n2016-W01,Ada,50%\n");
    let watched = watched(folder);
    let mut last = watched.seen();
    assert_eq!(last, watched.seen());
    let mut changed = |what: &str| {
        let now = watched.seen();
        assert_ne!(now, last, "{what}");
        last = now;
    };
    write(folder, "effort.csv", "Week,Person,Build\n2016-W01,Ada,500%\n");
    changed("another length");
    write(folder, "new", "Week,Person,Build\n2016-W01,Ada,600%\n");
    changed("a file beside it");
    fs::rename(folder.join("new"), folder.join("effort.csv")).unwrap();
    changed("another file in its place");
    write(folder, "teamcap.toml", "version = 1\n");
    changed("a configuration");
    write(folder, "hours/ada.csv", "");
    changed("a file below");
    fs::remove_file(folder.join("hours/ada.csv")).unwrap();
    changed("a file that is gone");
}

#[test]
fn what_begins_with_a_dot_is_nobodys_sheet() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "effort.csv", "");
    let watched = watched(folder.path());
    let before = watched.seen();
    write(folder.path(), ".effort.csv.swp", "x");
    write(folder.path(), ".git/index", "x");
    assert_eq!(watched.seen(), before);
}

/// The configuration may name files that do not lie in its folder.
#[test]
fn files_elsewhere_are_seen_too() {
    let folder = tempfile::tempdir().unwrap();
    let (below, beside) = (folder.path().join("q1"), folder.path());
    write(beside, "hours/ada.csv", "1");
    write(
        &below,
        "teamcap.toml",
        "version = 1\nholidays = [{ file = \"../days.ics\" }]\n[skills]\nmatrix = \"../skills.csv\"\n[[source]]\nfiles = [\"../hours/*.csv\"]\n",
    );
    let watched = watched(&below);
    let mut last = watched.seen();
    for (name, text) in [("hours/ada.csv", "22"), ("hours/bo.csv", "3"), ("skills.csv", ","), ("days.ics", "x")] {
        write(beside, name, text);
        let now = watched.seen();
        assert_ne!(now, last, "{name}");
        last = now;
    }
}

/// Beside a file that was named by itself, nothing matters but the configuration.
#[test]
fn of_named_files_only_those_are_looked_at() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "effort.csv", "1");
    let watched = Watched::of(&Input { paths: vec![folder.path().join("effort.csv")], ..Input::default() });
    let before = watched.seen();
    write(folder.path(), "other.csv", "1");
    assert_eq!(watched.seen(), before);
    write(folder.path(), "teamcap.toml", "version = 1\n");
    assert_ne!(watched.seen(), before);
}
