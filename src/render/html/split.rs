//! Where the time went, as bars: the team's, then each person's in roster order, with a table under them.

use askama::Template;

use super::chart::{Stretch, end_to_end};
use super::filters;
use super::markup::rendered;
use crate::calc::figure::{Figure, Whole};
use crate::calc::review::Review;
use crate::model::exact::Exact;
use crate::render::number::{DASH, decimal};
use crate::render::page::lookup::percent;
use crate::render::unwritable::Written;

/// So many colours there are; further buckets begin again.
const COLOURS: usize = 5;

#[derive(Template)]
#[template(path = "split.html")]
struct Split<'a> {
    buckets: Vec<Bucket<'a>>,
    rows: Vec<Row>,
}

struct Bucket<'a> {
    name: &'a str,
    class: String,
}

struct Row {
    name: String,
    is_team: bool,
    /// In FTE-weeks.
    recorded: String,
    /// One a bucket: the address, and what the bar says: `71 %`.
    shares: Vec<(String, String)>,
    /// What the bar shows, in words.
    words: String,
    /// One a bucket; none where nothing was recorded.
    bar: Vec<Stretch>,
}

impl Row {
    fn new(review: &Review, names: &[(String, String)], name: &str, is_team: bool, parts: &[&Figure]) -> Row {
        let whole = parts.first().and_then(|figure| figure.quotient.as_ref()).map(|(_, whole)| &whole.value);
        let shares: Vec<(String, String)> =
            parts.iter().map(|part| (part.address.clone(), percent(review, &part.address))).collect();
        let words = names.iter().zip(&shares).map(|((bucket, _), (_, share))| format!("{bucket} {share}"));
        let lengths: Option<Vec<&Exact>> = parts.iter().map(|figure| figure.value.as_ref().ok()).collect();
        Row {
            name: name.to_owned(),
            is_team,
            recorded: whole.map_or_else(|| DASH.to_owned(), |whole| decimal(whole, 2)),
            words: format!("{name}: {}", words.collect::<Vec<_>>().join(", ")),
            shares,
            bar: lengths.and_then(drawn_parts).unwrap_or_default(),
        }
    }
}

/// The parts of a bar. What corrections take off takes no room, and the others then are more than the whole: the bar is as long as they
/// are.
fn drawn_parts(lengths: Vec<&Exact>) -> Option<Vec<Stretch>> {
    let all = Exact::sum(lengths.iter().copied().filter(|length| !length.is_negative()));
    end_to_end(lengths, &all)
}

/// The bars and their table.
///
/// # Errors
/// `unwritable-file`.
pub fn drawn(review: &Review) -> Written {
    let parts = |whole| review.figures.parts_of(whole).collect::<Vec<&Figure>>();
    let team = parts(Whole::Split);
    let named = |(at, figure): (usize, &&Figure)| (figure.row.clone(), format!("b{}", at % COLOURS));
    let names: Vec<(String, String)> = team.iter().enumerate().map(named).collect();
    let mut rows = vec![Row::new(review, &names, "Team", true, &team)];
    rows.extend(
        review
            .people
            .iter()
            .enumerate()
            .map(|(at, p)| Row::new(review, &names, &p.name, false, &parts(Whole::SplitOf(at)))),
    );
    let buckets = names.iter().map(|(name, class)| Bucket { name, class: class.clone() }).collect();
    rendered(&Split { buckets, rows })
}
