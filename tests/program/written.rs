//! review.toml as a user meets it: its faults all at once, what is redacted, names in its texts.

use crate::support::Case;

/// The harbour sample with another review.toml.
fn harbour(written: &str) -> Case {
    Case::new().sample("harbour-2016-q2", &["teamcap.toml", "effort.csv"]).file("review.toml", written)
}

#[test]
fn every_fault_is_told_at_once_with_its_place() {
    let case = harbour(
        r#"[[kpi]]
name = "Bookings"
value = "440"
befor = []

[[kpi]]
name = "bookings"
value = "secret"

[[objective]]
name = "Move all bookings"
bucket = "fokus"
people = 1.5
categories = ["Booking mvoe", "Leave"]

[[workflow]]
name = "Rota"
kinds = ["reactiv"]
fte = -1
"#,
    );
    let said = case.args("review .").exits(1);
    let expected = r#"review.toml:3:9: error: wrong-type: value is a text
  3 | value = "440"
    |         ^^^^^
  expected: a number, or "redacted"
  write:    value = 440

review.toml:4:1: error: unknown-key: "befor" is not a key of [[kpi]]
  4 | befor = []
    | ^^^^^
  hint: did you mean before?

review.toml:7:8: error: repeated-name: "bookings" is the same name as the key figure "Bookings"
  7 | name = "bookings"
    |        ^^^^^^^^^^
  expected: each name once; case and doubled spaces make no difference
  write:    another name, or delete one of the two
  also:     review.toml:2:8

review.toml:8:9: error: wrong-type: value is a text
  8 | value = "secret"
    |         ^^^^^^^^
  expected: a number, or "redacted"
  write:    value = "redacted", or no value where there is no data

review.toml:12:10: error: wrong-value: bucket cannot be "fokus"
  12 | bucket = "fokus"
     |          ^^^^^^^
  expected: one of strengthen, focus, experiment, maintenance
  hint:     did you mean focus?

review.toml:13:10: error: wrong-value: people cannot be 1.5
  13 | people = 1.5
     |          ^^^
  expected: a whole number in plain digits

review.toml:14:15: error: wrong-value: categories cannot be "Booking mvoe"
  14 | categories = ["Booking mvoe", "Leave"]
     |               ^^^^^^^^^^^^^^
  expected: one of Quay wall, Booking move, Pilots, On-call, Upkeep
  hint:     did you mean Booking move?

review.toml:14:31: error: wrong-value: categories cannot be "Leave"
  14 | categories = ["Booking mvoe", "Leave"]
     |                               ^^^^^^^
  expected: one of Quay wall, Booking move, Pilots, On-call, Upkeep

review.toml:16:1: error: missing-key: [[workflow]] has no category
  16 | [[workflow]]
     | ^^^^^^^^^^^^
  write: category = "Service maintenance"

review.toml:18:10: error: wrong-value: kinds cannot be "reactiv"
  18 | kinds = ["reactiv"]
     |          ^^^^^^^^^
  expected: one of new, N, reactive, R, maintenance, M
  hint:     did you mean reactive?

review.toml:19:7: error: wrong-value: fte cannot be -1
  19 | fte = -1
     |       ^^
  expected: a number from 0 to 100000
"#;
    assert_eq!(said.told.split("\nteamcap explain").next(), Some(expected), "{said}");
}

/// A file that is no TOML at all, or no text, is told as the configuration would be.
#[test]
fn a_file_that_is_none_is_an_error_and_the_rest_is_read() {
    let case = harbour("[[kpi]\nname = Bookings\n");
    let said = case.args("review . --keep-going").exits(1).says("Time spent");
    said.tells_first("review.toml:1:").tells("error: not-toml: ");
}

#[test]
fn nothing_shows_what_is_redacted() {
    let case = harbour(
        "[[kpi]]\nname = \"Findings\"\nvalue = 12345\nbefore = [{ of = \"Q1\", value = \"redacted\" }]\n\
         [[kpi]]\nname = \"Breaches\"\nvalue = \"Redacted\"\nbefore = [{ of = \"Q1\", value = 31 }]\n",
    );
    let csv = case.args("review . --format csv").printed;
    let figures: Vec<&str> = csv.lines().filter(|line| line.starts_with("kpi.")).collect();
    assert_eq!(
        figures,
        [
            "kpi.findings,Key figures,Findings,value,12345,12345,1,own-unit,12345,",
            "kpi.findings.q1,Key figures,Findings,change from Q1,,,,percent,,redacted",
            "kpi.breaches,Key figures,Breaches,value,,,,own-unit,,redacted",
            "kpi.breaches.q1,Key figures,Breaches,change from Q1,,,,percent,,redacted",
        ]
    );
}

/// Names of the roster are replaced in texts too; a name that no roster has stays: nobody can know it is one.
#[test]
fn the_texts_have_labels_for_names() {
    let case = harbour(
        "successes = [\"**Ada** and ben mended the quay; thanks to Zoltan. [Dag's notes](https://example.org/dag)\"]\n\
         [[objective]]\nname = \"Cleo hands over\"\nstatus = \"Eve: done\"\n",
    );
    for format in ["text", "markdown", "html", "json"] {
        let printed = case.args(&format!("review . --anonymise --format {format}")).printed;
        let found: Vec<&str> =
            ["Ada", "ben ", "Dag", "Cleo", "Eve:", "/dag"].into_iter().filter(|name| printed.contains(name)).collect();
        assert_eq!(found, Vec::<&str>::new(), "{format}");
        assert!(format == "json" || printed.contains("Zoltan"), "{format}");
    }
}

/// Markup in a text is emphasis, links and lists; the page of the same text lets nothing else through.
#[test]
fn a_link_to_anything_but_the_web_is_shown_as_it_is_written() {
    let case = harbour(
        "learnings = [\"[run](javascript:alert(1)), [mail](mailto:ada@example.org), <https://example.org/a>\"]\n",
    );
    let said = case.args("review . --format html").says("[run](javascript:alert(1)), ");
    let page = &said.printed;
    let links: Vec<&str> = page.split("<a href=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
    let outside: Vec<&&str> = links.iter().filter(|link| !link.starts_with('#')).collect();
    assert_eq!(outside, [&"mailto:ada@example.org", &"https://example.org/a"]);
}

/// A review without the file is as it was, and a team with nothing to say has no empty sections.
#[test]
fn nothing_written_is_no_section() {
    let case = harbour("# nothing yet\n");
    let with = case.args("review .").printed;
    std::fs::remove_file(case.path().join("review.toml")).unwrap();
    assert_eq!(case.args("review .").exits(0).printed, with);
}

/// Somebody who knows the names asks with them.
#[test]
fn an_address_made_of_a_name_is_known_with_labels_too() {
    let case = harbour("[[objective]]\nname = \"Ada's berth\"\npeople = 1\ncategories = [\"Booking move\"]\n");
    let said = case.args("explain objective.ada-s-berth.people . --anonymise").exits(0);
    assert!(said.printed.starts_with("objective.person-1-s-berth.people = 4\n"), "{said}");
}

#[test]
fn another_encoding_is_told_where_it_begins() {
    let latin = b"version = 1\nmisses = [\"Kai\xfcberschwemmung\"]\n";
    let told = "review.toml:2:15: error: not-toml: here is a byte that is no UTF-8\n";
    let case = harbour("").file("review.toml", latin);
    case.args("review .").exits(1).tells_first(told);
    let wide: Vec<u8> = "\u{feff}misses = []\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let said = case.file("review.toml", wide).args("review .");
    assert_eq!(said.told.matches(": error: ").count(), 1, "{said}");
}

/// The largest number that can be stated over one of the smallest; derived with Python's fractions.
#[test]
fn a_change_is_exact_however_many_digits_it_has() {
    let big = "9999999999.999999999999999999";
    let case = harbour(&format!(
        "[[kpi]]\nname = \"x\"\nvalue = {big}\nbefore = [{{ of = \"Q1\", value = 0.000000000000000007 }}]\n"
    ));
    let fraction = "142857142857142857142857142742.857142857143,999999999999999999999999999200,7,percent,142857142857142857142857142742.9,";
    let figure = &format!("\nkpi.x.q1,Key figures,x,change from Q1,{fraction}\n");
    case.args("review . --format csv").exits(0).says(figure);
    case.args("review .").says(big);
}

/// The marks of emphasis beside a name stay, and an address is still one.
#[test]
fn the_markup_around_a_name_stays_with_labels() {
    let case = harbour("learnings = [\"**Ada** leads; _Ben_: [notes](https://example.org/~Dag)\", \"a *b* c\"]\n");
    let labels = "- **Person 1** leads; *Person 2*: [notes](<https://example.org/~Person%204>)\n- a *b* c\n";
    case.args("review . --anonymise --format markdown").says(labels);
}

/// A line of the roster that is not understood names somebody all the same: then nobody knows what is a name.
#[test]
fn of_a_roster_that_was_not_understood_no_text_is_shown() {
    let case = harbour("successes = [\"Ada did it\"]\n");
    let config = std::fs::read_to_string(case.path().join("teamcap.toml")).unwrap();
    let case = case.file("teamcap.toml", config.replacen("name = \"Ada\"", "nam = \"Ada\"", 1));
    let said = case.args("review . --anonymise --keep-going").says("Successes\n  - ...\n");
    assert!(!said.printed.contains("did it"), "{said}");
}
