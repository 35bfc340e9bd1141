//! Warnings, notes and what was assumed, each with its places; and what each file was taken for.

use super::sheet::{Cell, Kind, Tab};
use super::texts::pieces;
use crate::calc::review::Review;
use crate::problem::Severity;
use crate::problem::words::decision;
use crate::render::page::notes::note;

pub fn tab<'a>(review: &Review) -> Tab<'a> {
    let mut tab = Tab::new("Notes", vec![10, 22, 84, 34, 60]);
    tab.held = 2;
    tab.headed(["severity", "note", "what was found", "figures", "places"]);
    for problem in &review.notes {
        let places = problem.place.iter().chain(&problem.also).map(|place| place.to_string()).collect::<Vec<_>>();
        let texts = [note(problem).text, problem.figures.join(", "), places.join(", ")].map(|text| pieces(&text));
        let severity = match problem.severity() {
            Severity::Note => Cell::text(Severity::Note.name()),
            severity => Cell::text(severity.name()).of_kind(Kind::Warn),
        };
        // What does not fit into one cell goes on in the rows below.
        for at in 0..texts.iter().map(Vec::len).max().unwrap_or(1) {
            let text = |of: &Vec<String>| Cell::text(of.get(at).cloned().unwrap_or_default()).of_kind(Kind::Wrapped);
            let [found, figures, places] = [&texts[0], &texts[1], &texts[2]].map(text);
            tab.push(vec![severity.clone(), Cell::text(problem.name()), found, figures, places]);
        }
    }
    tab.filtered = Some((tab.next().saturating_sub(1).max(1), 4));
    if review.notes.is_empty() {
        tab.push(vec![Cell::blank(), Cell::text("Nothing to note.")]);
    }
    tab
}

/// What each file was taken for, by what, and the account of its rows.
pub fn sources<'a>(review: &Review) -> Tab<'a> {
    let mut tab = Tab::new("Sources", vec![44, 22, 9, 9, 10, 10, 18, 26, 64, 14]);
    let rows = ["rows read", "used", "excluded", "rejected"];
    let decisions = ["assumed or said", "as", "by what", "said by"];
    tab.headed(["file", "format"].into_iter().chain(rows).chain(decisions));
    for source in &review.sources {
        let account = &source.accounting;
        let numbers = [account.rows_read, account.rows_used, account.rows_excluded, account.rows_rejected];
        let counts = numbers.map(|n| Cell::count(usize::try_from(n).unwrap_or(usize::MAX)));
        let file: Vec<Cell> =
            [Cell::text(&*source.file), Cell::text(source.format)].into_iter().chain(counts).collect();
        let decided = source.decisions.iter().map(|d| {
            let texts = [
                decision::what(d).to_owned(),
                decision::value(d),
                decision::evidence(d),
                d.said_by().name().to_owned(),
            ];
            texts.map(|text| Cell::text(text).of_kind(Kind::Wrapped))
        });
        let mut decided = decided.peekable();
        if decided.peek().is_none() {
            tab.push(file.clone());
        }
        // The numbers stand once, so that a sum over them is right.
        for (at, cells) in decided.enumerate() {
            let is_first = at == 0;
            let own = file
                .iter()
                .enumerate()
                .map(|(column, cell)| if is_first || column < 2 { cell.clone() } else { Cell::blank() });
            tab.push(own.chain(cells).collect());
        }
    }
    tab.filtered = Some((tab.next().saturating_sub(1).max(1), 9));
    tab
}
