//! What is read of the files of each tracker, and what is told of their broken lines.

use std::io::Cursor;

use super::*;

/// The table of a text, and its problems with their places.
fn read(diary: Diary, text: &str) -> (String, Vec<String>) {
    let file = Arc::from("log");
    let text = Text::utf8(Box::new(Cursor::new(text.as_bytes().to_vec())));
    let logbook = Logbook::read(&file, text, diary).unwrap().unwrap();
    let table = String::from_utf8(logbook.written.table().to_vec()).unwrap();
    let told = |problem: &Problem| {
        let place = problem.place.as_ref().map(ToString::to_string).unwrap_or_default();
        format!("{place} {}", problem.name())
    };
    let rows = table.split_once('\n').map_or("", |(_, rows)| rows).to_owned();
    (rows, logbook.problems.iter().map(told).collect())
}

#[test]
fn an_interval_of_timewarrior_is_one_amount_however_many_tags_it_has() {
    let text = "inc 20240304T080000Z - 20240304T100000Z # ci \"slow, tests\" # \"said \\\"no\\\"\"\n\
                inc 20240304T110000Z # docs\n\
                inc 20240304T120000Z - 20240304T123000Z\n\
                inc 20240304T120000Z - 20240304T123000Z # # \"a note\"\n";
    let (rows, problems) = read(Diary::Timewarrior, text);
    assert_eq!(
        rows,
        "2024-03-04T08:00:00Z,2024-03-04T10:00:00Z,\"ci, slow tests\",\"ci, slow tests\",\"said \"\"no\"\"\"\n\
         2024-03-04T11:00:00Z,,docs,docs,\n\
         2024-03-04T12:00:00Z,2024-03-04T12:30:00Z,,,\n\
         2024-03-04T12:00:00Z,2024-03-04T12:30:00Z,,,a note\n"
    );
    assert_eq!(problems, Vec::<String>::new());
}

#[test]
fn every_broken_line_of_timewarrior_is_told() {
    let text = "inc 20240304T080000Z - 20240304T07 # ci\n\
                exc 20240304T080000Z\n\n\
                inc 20240304T080000Z - 20240304T070000Z # ci\n\
                inc 20240304T080000Z 20240304T090000Z\n";
    let (rows, problems) = read(Diary::Timewarrior, text);
    assert_eq!(rows, "");
    assert_eq!(
        problems,
        [
            "log:1:24 unreadable-line",
            "log:2:1 unreadable-line",
            "log:4:24 ends-before-start",
            "log:5:1 unreadable-line"
        ]
    );
}

#[test]
fn an_export_of_timewarrior_is_read_like_its_data() {
    let text = "[\n{\"id\":2,\"start\":\"20240304T080000Z\",\"end\":\"20240304T100000Z\",\"tags\":[\"ci\",\"a b\"],\"annotation\":\"x\"},\n\
                {\"id\":1,\"start\":\"20240304T110000Z\"},\n{\"start\":5},\n{\"start\":\"20240304T110000Z\",\"tags\":\"ci\"}, 7]";
    let (rows, problems) = read(Diary::TimewarriorExport, text);
    assert_eq!(rows, "2024-03-04T08:00:00Z,2024-03-04T10:00:00Z,\"ci, a b\",\"ci, a b\",x\n2024-03-04T11:00:00Z,,,,\n");
    assert_eq!(problems, ["log:4:10 unreadable-line", "log:5:36 unreadable-line", "log:5:43 unreadable-line"]);
    assert_eq!(read(Diary::TimewarriorExport, "[{\"start\":").1, ["log:1:11 broken-json"]);
}

#[test]
fn a_frame_of_watson_has_a_project_and_tags() {
    let text = "[[1709539200, 1709546400, \"ci\", \"ab1\", [\"build\", \"night\"], 1709546400],\n\
                [1709539200, 1709542800, \"docs\"],\n [\"x\", 2, \"docs\"], [1709539200, 1709539100, \"docs\"],\n\
                [99999999999999, 1, \"docs\"], [1709539200, 1709542800.5, \"docs\"]]";
    let (rows, problems) = read(Diary::Watson, text);
    assert_eq!(
        rows,
        "2024-03-04T08:00:00Z,2024-03-04T10:00:00Z,ci,\"build, night\",ab1\n\
         2024-03-04T08:00:00Z,2024-03-04T09:00:00Z,docs,,\n"
    );
    let line = "unreadable-line";
    assert_eq!(
        problems,
        [
            format!("log:3:3 {line}"),
            "log:3:33 ends-before-start".to_owned(),
            format!("log:4:2 {line}"),
            format!("log:4:43 {line}")
        ]
    );
}

#[test]
fn a_record_of_klog_has_its_date_its_tags_and_its_entries() {
    let text = "2024-03-04 (8h!)\nIn the office #ci\n    8:00 - 12:00 Tests\n        and more #build\n    -30m\n    13:00 - ?\n\n\
                2024/03/05\n\t<23:40 - 3:12\n\t0:30> - 4:00>\n\t22:00 - 1:00>\n\t22:00 - 24:00 #x=\"a b\"\n";
    let (rows, problems) = read(Diary::Klog, text);
    assert_eq!(
        rows,
        "2024-03-04,2024-03-04T08:00:00,2024-03-04T12:00:00,,4:00,\"ci, build\",,\"ci, build\",Tests and more #build\n\
         2024-03-04,,,,-0:30,ci,,ci,\n\
         2024-03-04,2024-03-04T13:00:00,,,,ci,,ci,\n\
         2024-03-05,2024-03-04T23:40:00,2024-03-05T03:12:00,,3:32,,,,\n\
         2024-03-05,2024-03-06T00:30:00,2024-03-06T04:00:00,,3:30,,,,\n\
         2024-03-05,2024-03-05T22:00:00,2024-03-06T01:00:00,2024-03-06,3:00,,,,\n\
         2024-03-05,2024-03-05T22:00:00,2024-03-06T00:00:00,,2:00,x=a b,,x=a b,\"#x=\"\"a b\"\"\"\n"
    );
    assert_eq!(problems, Vec::<String>::new());
}

#[test]
fn what_would_hide_other_lines_is_told() {
    let (rows, problems) = read(Diary::Klog, "2024-03-04\n2024-03-05\n  1h\n");
    assert_eq!((rows.as_str(), problems), ("2024-03-05,,,,1:00,,,,\n", vec!["log:2:1 unreadable-line".to_owned()]));
    let text =
        "* CI\n#+BEGIN: clocktable\n| a |\nCLOCK: [2024-03-04 Mon 08:00]--[2024-03-04 Mon 09:00]\nclock: it ticks\n";
    let (rows, problems) = read(Diary::Org, text);
    assert_eq!(rows, "2024-03-04,2024-03-04T08:00:00,2024-03-04T09:00:00,,1:00,CI,,,\n");
    assert_eq!(problems, ["log:2:1 clock-tables-left-out"]);
    let (rows, problems) = read(Diary::Timedot, "2024-03-04  ci  2h\ndocs  1h\n");
    assert_eq!((rows.as_str(), problems), ("2024-03-04,1:00,docs,,,\n", vec!["log:1:13 unreadable-line".to_owned()]));
    let tags = "#a".repeat(101);
    let (rows, problems) = read(Diary::Klog, &format!("2024-03-04\n{tags}\n  1h\n"));
    assert_eq!((rows.as_str(), problems), ("", vec!["log:3:3 unreadable-line".to_owned()]));
}

#[test]
fn every_broken_line_of_klog_is_told_once() {
    let text = "2024-03-32\n    1h\n    what?\n\n2024-03-04\n    22:00 - 6:00\n    8 o'clock\n      1h\n    2h\n2024-03-05\n    3h\n\n    4h\n\n\
                2024-03-06\n    8:00 - ?\n    9:00 - ?\n";
    let (rows, problems) = read(Diary::Klog, text);
    assert_eq!(rows, "2024-03-04,,,,2:00,,,,\n2024-03-05,,,,3:00,,,,\n2024-03-06,2024-03-06T08:00:00,,,,,,,\n");
    assert_eq!(
        problems,
        [
            "log:1:1 unreadable-line",
            "log:6:5 ends-before-start",
            "log:7:5 unreadable-line",
            "log:8:7 unreadable-line",
            "log:10:1 unreadable-line",
            "log:13:5 unreadable-line",
            "log:17:5 unreadable-line"
        ]
    );
}

#[test]
fn a_line_o_of_timeclock_ends_what_was_begun_last_or_what_it_names() {
    let text = "; a log\ni 2024/03/04 08:00:00 ci:build  slow tests ; why\nh 2024/03/04 08:00:00 8\no 2024/03/04 12:00:00\n\
                i 2024-03-04 13:00 docs\ni 2024-03-04 14:00 ops\no 2024-03-04 15:00 docs\nO 2024-03-04 16:30:30 home\n\
                i 2024-03-05 22:00\no 2024-03-06 01:00\ni 2024-03-06 09:00 ci\n";
    let (rows, problems) = read(Diary::Timeclock, text);
    assert_eq!(
        rows,
        "2024-03-04,2024-03-04T08:00:00,2024-03-04T12:00:00,,4:00,ci,build,,slow tests\n\
         2024-03-04,2024-03-04T13:00:00,2024-03-04T15:00:00,,2:00,docs,,,\n\
         2024-03-04,2024-03-04T14:00:00,2024-03-04T16:30:30,,2:30:30,ops,,,\n\
         2024-03-05,2024-03-05T22:00:00,2024-03-06T01:00:00,2024-03-06,3:00,,,,\n\
         2024-03-06,2024-03-06T09:00:00,,,,ci,,,\n"
    );
    assert_eq!(problems, Vec::<String>::new());
}

#[test]
fn every_broken_line_of_timeclock_is_told() {
    let text = "o 2024/03/04 08:00:00\ni 2024/03/04 25:00:00\nwhat?\ni 2024/03/04 09:00:00\no 2024/03/04 08:00:00\n";
    let (rows, problems) = read(Diary::Timeclock, text);
    assert_eq!(rows, "");
    assert_eq!(
        problems,
        ["log:1:1 clock-out-alone", "log:2:1 unreadable-line", "log:3:1 unreadable-line", "log:5:3 ends-before-start"]
    );
}

#[test]
fn a_line_of_timedot_has_an_account_and_an_amount() {
    let text = "# log\n* notes\n2024-03-04 a day ; fine\nci:build  .... ..  ; slow\n  docs   1,5\nops\tab a\nidle\n\n* 2024/3/5\n** ci:build  90m\n";
    let (rows, problems) = read(Diary::Timedot, text);
    assert_eq!(
        rows,
        "2024-03-04,1:30,ci,build,,slow\n2024-03-04,1:30,docs,,,\n2024-03-04,0:30,ops,,t:a,\n2024-03-04,0:15,ops,,t:b,\n\
         2024-03-05,1:30,ci,build,,\n"
    );
    assert_eq!(problems, Vec::<String>::new());
}

#[test]
fn every_broken_line_of_timedot_is_told() {
    let text = "ci  1\n2024-03-04\nci  2d\nci ....\nci  1x\n2024-02-30\nci  1\n";
    let (rows, problems) = read(Diary::Timedot, text);
    assert_eq!(rows, "");
    assert_eq!(
        problems,
        [
            "log:1:1 unreadable-line",
            "log:3:5 long-unit",
            "log:4:4 single-space",
            "log:5:5 unreadable-line",
            "log:6:1 unreadable-line"
        ]
    );
}

#[test]
fn a_clock_line_of_org_belongs_to_the_headlines_above_it() {
    let text = "#+FILETAGS: :team:\n#+TODO: OPEN(o) | SHUT\n* CI [1/2] :build:\n** OPEN [#A] Slow tests :night:\n   :LOGBOOK:\n\
                CLOCK: [2024-03-04 Mon 08:00]--[2024-03-04 Mon 10:00] =>  2:00\n   CLOCK: [2024-03-04 Mon 11:00]\n   :END:\n\
                * TODO Docs\nclock: [2024-03-05 mar. 22:00]--[2024-03-06 mer. 01:00]\n\
                #+BEGIN: clocktable :scope file\n| CLOCK: [2024 |\n#+END:\n";
    let (rows, problems) = read(Diary::Org, text);
    assert_eq!(
        rows,
        "2024-03-04,2024-03-04T08:00:00,2024-03-04T10:00:00,,2:00,CI,Slow tests,\"team, build, night\",\n\
         2024-03-04,2024-03-04T11:00:00,,,,CI,Slow tests,\"team, build, night\",\n\
         2024-03-05,2024-03-05T22:00:00,2024-03-06T01:00:00,2024-03-06,3:00,Docs,,team,\n"
    );
    assert_eq!(problems, ["log:11:1 clock-tables-left-out"]);
}

/// Org counts no clock line in a block of code or of an example; a block that nothing ends hides nothing.
#[test]
fn a_clock_line_of_org_in_a_block_is_no_entry() {
    let line = |day: u32, hour: u32| {
        format!("CLOCK: [2024-03-0{day} 08:00]--[2024-03-0{day} {hour:02}:00] =>  {}:00\n", hour - 8)
    };
    for (begin, end, rows) in [
        ("#+begin_example", "#+end_example", 1),
        ("#+BEGIN_SRC sh", "#+END_SRC", 1),
        ("#+begin_quote", "#+end_quote", 2),
        ("#+begin_example", "", 2),
        ("#+begin_example", "* B\n#+end_example", 2),
    ] {
        let text = format!("* A\n{begin}\n{}{end}\n{}", line(5, 10), line(6, 9));
        let (read, problems) = read(Diary::Org, &text);
        assert_eq!((read.lines().count(), problems.len()), (rows, 0), "{text}\n{read}");
    }
}

#[test]
fn every_broken_clock_line_of_org_is_told() {
    let text = "* CI\nCLOCK: [2024-03-04 Mon 08:00]--[2024-03-04 Mon 10:00] =>  2:30\n\
                CLOCK: [2024-03-04 Mon 08:00]--[2024-03-04 Mon 07:00] =>  1:00\nCLOCK: =>  2:00\n\
                CLOCK: [2024-02-30 Fri 08:00]\nCLOCK: [2024-03-04 Mon 08:00]--[2024-03-04 Mon 10:00] = 2:00\n";
    let (rows, problems) = read(Diary::Org, text);
    assert_eq!(rows, "");
    assert_eq!(
        problems,
        [
            "log:2:59 clock-disagrees",
            "log:3:33 ends-before-start",
            "log:4:1 unreadable-line",
            "log:5:1 unreadable-line",
            "log:6:55 unreadable-line"
        ]
    );
}

#[test]
fn a_byte_that_is_no_character_is_told_and_its_entry_does_not_count() {
    let file = Arc::from("log");
    let text = b"inc 20240304T080000Z - 20240304T100000Z # caf\xE9 \xC3\xA9\ninc 20240304T080000Z # ci\n".to_vec();
    let logbook = Logbook::read(&file, Text::utf8(Box::new(Cursor::new(text))), Diary::Timewarrior).unwrap().unwrap();
    assert_eq!((logbook.written.entries(), logbook.rejected, logbook.problems.len()), (1, 1, 1));
    assert_eq!(logbook.problems[0].place.as_ref().map(ToString::to_string), Some("log:1:46".to_owned()));
}

#[test]
fn long_files_are_read_in_one_pass() {
    let started = std::time::Instant::now();
    let frames: Vec<String> = (0..200_000).map(|at| format!("[{at}, \"x\", \"ci\"]")).collect();
    let (_, problems) = read(Diary::Watson, &format!("[{}]", frames.join(", ")));
    assert_eq!(problems.len(), 200_000);
    let open = "i 2024/03/04 08:00:00 a\n".repeat(100_000);
    let (rows, _) = read(Diary::Timeclock, &format!("{open}{}", "o 2024/03/04 09:00:00 b\n".repeat(100_000)));
    assert_eq!(rows.lines().count(), 100_000);
    read(Diary::Klog, &format!("2024-03-04\n    1h {}", "#".repeat(1_000_000)));
    let many = "#a ".repeat(500_000);
    read(Diary::Klog, &format!("2024-03-04\n{many}\n{}", "  1h\n".repeat(100_000)));
    let wide = " ".repeat(500_000);
    read(Diary::Klog, &format!("2024-03-04\n{wide}1h\n{}", "  1h\n".repeat(100_000)));
    let clocks = "CLOCK: [2024-03-04 Mon 08:00]\n".repeat(50_000);
    read(Diary::Org, &format!("#+FILETAGS: {}\n* CI\n{clocks}", ":a".repeat(500_000)));
    read(Diary::Timewarrior, &"\"".repeat(1_000_000));
    assert!(started.elapsed().as_secs() < 60, "{:?}", started.elapsed());
}
