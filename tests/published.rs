//! Every figure of Release Engineering's published appendix, against the line of the source that prints it
//! (reference/quarterly-review-fy2016-q3.txt, the last table), by the rule it was made with, and by the default rule with
//! each difference marked. The weekly values of the sample are a reconstruction. domain.md section 3.

use std::path::Path;

use teamcap::calc::figure::Figures;
use teamcap::calc::review::Review;
use teamcap::cli::{AverageArg, Input};
use teamcap::commands::reviewed::reviewed;
use teamcap::gather::gather;
use teamcap::problem::{Fault, Finding};
use teamcap::render::number::shown;

/// The heading of the published table (line 551), as address parts.
const COLUMNS: [&str; 6] =
    ["ci-scaling", "scap3-migration", "diff-migration", "maintenance", "nonsense-stuff", "total"];

/// A row: the address before the column, the line it stands on, and that line as it is published.
type Row = (&'static str, u32, &'static str);

/// 6 people x (5 categories + total), then the three team rows.
#[rustfmt::skip]
const ROWS: [Row; 9] = [
    ("person.antoine", 552, "<b>Antoine</b>	44.17%	1.82%	1.82%	37.08%	15.83%	<b>100.72%</b>"),
    ("person.chad",    553, "<b>Chad</b>	0.00%	7.50%	17.50%	41.67%	33.33%	<b>100.00%</b>"),
    ("person.dan",     554, "<b>Dan</b>	0.91%	18.18%	0.00%	47.00%	33.00%	<b>99.09%</b>"),
    ("person.mukunda", 555, "<b>Mukunda</b>	0.00%	20.77%	13.46%	46.15%	21.15%	<b>101.54%</b>"),
    ("person.tyler",   556, "<b>Tyler</b>	0.00%	39.62%	0.00%	45.00%	15.38%	<b>100.00%</b>"),
    ("person.zeljko",  557, "<b>Zeljko</b>	0.00%	0.00%	0.00%	50.00%	35.38%	<b>85.38%</b>"),
    ("team.mean",      558, "<b>Avg</b>	<b>41.54%</b>	<b>84.23%</b>	<b>31.15%</b>	<b>250.00%</b>	<b>142.69%</b>	<b>549.62%</b>"),
    ("team.capacity",  559, "<b>Percent of Cap.</b>	<b>6.92%</b>	<b>14.04%</b>	<b>5.19%</b>	<b>41.67%</b>	<b>23.78%</b>	<b>91.60%</b>"),
    ("team.share",     560, "<b>Percent of total</b>	<b>8%</b>	<b>15%</b>	<b>6%</b>	<b>45%</b>	<b>26%</b>	<b>100%</b>"),
];

/// The bucket splits. The source calls maintenance "Maint/Nonsense".
const SPLIT: [Row; 4] = [
    ("split.strengthen", 561, "\t<b>Strengthen</b>\t<b>8%</b>"),
    ("split.focus", 562, "\t<b>Focus</b>\t<b>21%</b>"),
    ("split.maintenance", 563, "\t<b>Maint/Nonsense</b>\t<b>71%</b>"),
    ("split.experiment", 564, "\t<b>Experiment</b>\t<b>0%</b>"),
];

/// What `reported`, the default, gives where it differs from what is published: address, published, reported, why.
const DIFFERENCES: [(&str, &str, &str, &str); 7] = [
    ("person.antoine.scap3-migration", "1.82", "1.67", "DIFFERENCE: 20 points over 12 weeks, not the 11 filled cells"),
    ("person.antoine.diff-migration", "1.82", "1.67", "DIFFERENCE: 20 points over 12 weeks, not the 11 filled cells"),
    ("person.antoine.total", "100.72", "100.42", "DIFFERENCE: 1,205 points over 12 weeks"),
    ("person.dan.maintenance", "47.00", "42.73", "DIFFERENCE: 470 points over 11 weeks, not the 10 filled cells"),
    ("person.dan.nonsense-stuff", "33.00", "30.00", "DIFFERENCE: 330 points over 11 weeks, not the 10 filled cells"),
    ("person.dan.total", "99.09", "91.82", "DIFFERENCE: 1,010 points over 11 weeks: two blank cells in 2016-W10"),
    ("completeness.team", "-", "95", "DIFFERENCE: not published at all; 74 of 78 person-weeks"),
];

fn review(average: Option<AverageArg>) -> Review {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/releng-fy2016-q3");
    let input = Input { paths: vec![folder], average, ..Input::default() };
    let gathered = gather(&input);
    assert!(!gathered.has_errors() && !gathered.unreadable, "{:?}", gathered.problems);
    reviewed(&gathered, &[], false).unwrap_or_else(|_| panic!("the sample has errors: {:?}", gathered.problems))
}

fn printed(review: &Review, address: &str) -> String {
    let figure = review.figures.get(address).unwrap_or_else(|| panic!("no figure {address}"));
    shown(figure, review)
}

fn exact(figures: &Figures, address: &str) -> String {
    figures
        .get(address)
        .unwrap_or_else(|| panic!("no figure {address}"))
        .value
        .as_ref()
        .map_or("-".to_owned(), |v| v.to_string())
}

/// The printed figures of a published line, without tags and percent signs; its first cell is the label.
fn published(line: &str) -> Vec<String> {
    let plain = line.replace("<b>", "").replace("</b>", "");
    plain.split('\t').filter(|cell| cell.ends_with('%')).map(|cell| cell.trim_end_matches('%').to_owned()).collect()
}

/// Every published figure of the table: address, line, text.
fn table() -> Vec<(String, u32, String)> {
    let cells = |(before, line, text): &Row| {
        let found = published(text);
        assert_eq!(found.len(), COLUMNS.len(), "line {line}");
        COLUMNS.iter().zip(found).map(|(column, text)| (format!("{before}.{column}"), *line, text)).collect::<Vec<_>>()
    };
    ROWS.iter().flat_map(cells).collect()
}

#[test]
fn every_published_figure_comes_out_with_filled() {
    let review = review(Some(AverageArg::Filled));
    assert_eq!(table().len(), 54);
    let wrong: Vec<String> = table()
        .into_iter()
        .map(|(address, line, text)| (printed(&review, &address), address, line, text))
        .filter(|(ours, _, _, text)| ours != text)
        .map(|(ours, address, line, text)| format!("line {line}: {address}: published {text}, printed {ours}"))
        .collect();
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn the_published_split_comes_out_whatever_the_average() {
    for average in [None, Some(AverageArg::Filled), Some(AverageArg::Period)] {
        let review = review(average);
        for (address, line, text) in SPLIT {
            assert_eq!(vec![printed(&review, address)], published(text), "line {line}: {address}");
        }
        assert_eq!(exact(&review.figures, "split.focus"), "30000/1429", "1,500 of 7,145 points");
        assert_eq!(exact(&review.figures, "split.maintenance"), "102100/1429", "1,855 + 3,250 of 7,145 points");
        let addresses: Vec<&str> = review.figures.under("split").map(|figure| figure.address.as_str()).collect();
        assert!(
            !addresses.contains(&"split.unclassified") || printed(&review, "split.unclassified") == "0",
            "{addresses:?}"
        );
    }
}

#[test]
fn with_reported_exactly_the_listed_figures_differ_from_the_published_ones() {
    let review = review(None);
    let differing: Vec<(String, String, String)> = table()
        .into_iter()
        .map(|(address, _, text)| (printed(&review, &address), address, text))
        .filter(|(ours, _, text)| ours != text)
        .map(|(ours, address, text)| (address, text, ours))
        .collect();
    let listed: Vec<(String, String, String)> = DIFFERENCES
        .iter()
        .filter(|(_, published, ..)| *published != "-")
        .map(|(address, published, ours, _)| (address.to_string(), published.to_string(), ours.to_string()))
        .collect();
    assert_eq!(differing, listed);
    for (address, _, ours, why) in DIFFERENCES {
        assert_eq!(printed(&review, address), ours, "{why}");
    }
}

#[test]
fn the_differing_totals_are_exact() {
    let (reported, filled) = (review(None), review(Some(AverageArg::Filled)));
    for (address, by_reported, by_filled) in [
        ("person.antoine.total", "1205/12", "13295/132"),
        ("person.dan.total", "1010/11", "1090/11"),
        ("person.dan.maintenance", "470/11", "47"),
        ("person.mukunda.total", "1320/13", "1320/13"),
        ("team.mean.total", "7145/13", "7145/13"),
        ("team.capacity.total", "7145/78", "7145/78"),
        ("completeness.team", "3700/39", "3700/39"),
        ("completeness.antoine", "1200/13", "1200/13"),
        ("completeness.dan", "1100/13", "1100/13"),
    ] {
        assert_eq!(exact(&reported.figures, address), by_reported, "{address}, reported");
        assert_eq!(exact(&filled.figures, address), by_filled, "{address}, filled");
    }
}

#[test]
fn the_report_notes_what_the_spreadsheet_hides() {
    let review = review(Some(AverageArg::Filled));
    let differs = review.notes.iter().filter_map(|note| match &note.fault {
        Fault::Finding(Finding::FilledDiffers { person, filled, reported, .. }) => {
            Some((person.as_str(), filled.to_string(), reported.to_string()))
        }
        _ => None,
    });
    let expected = [
        ("Antoine", "13295/132".to_owned(), "1205/12".to_owned()),
        ("Dan", "1090/11".to_owned(), "1010/11".to_owned()),
    ];
    assert_eq!(differs.collect::<Vec<_>>(), expected);
}

/// The key figure (line 217: `13.4 minutes (avg)`, `-9.4% from Q2`, `-10% of last year average`), the planned people of the
/// objectives (lines 227, 234 and 249) and the sub-goals (line 236: "2 of our 3 quarterly sub-goals were met").
#[test]
fn the_written_parts_say_what_is_published() {
    let review = review(None);
    assert_eq!(printed(&review, "kpi.ci-wait-time"), "13.4");
    assert_eq!(printed(&review, "kpi.ci-wait-time.q2"), "-9.4");
    // DIFFERENCE: published without a decimal place, as -10%.
    assert_eq!(printed(&review, "kpi.ci-wait-time.last-year-s-average"), "-10.0");
    let objectives = &review.written.as_ref().unwrap().parts.objectives;
    let said = objectives.iter().map(|o| (o.name.as_str(), o.people, o.goals_met()));
    assert_eq!(
        said.collect::<Vec<_>>(),
        [
            ("Consolidate deploy tools", Some(4), None),
            ("Retire Gerrit in favor of Phabricator", Some(3), Some((2, 3))),
            ("Reduce CI wait time", Some(1), Some((1, 3))),
        ]
    );
}
