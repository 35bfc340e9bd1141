//! The tables of `teamcap query` add up to the review: sums of them are its own figures.

use std::collections::BTreeMap;

use num_bigint::BigInt;

use crate::query::{answer, ask, root, rows, sample};
use crate::support::{folders, teamcap, text, words};

/// A decimal as so many `10^-18`, and whether it has all 18 places: it may then be rounded.
fn units(text: &str) -> (i128, bool) {
    let (whole, places) = text.split_once('.').unwrap_or((text, ""));
    let digits: i128 = (whole.to_owned() + places).parse().unwrap();
    (digits * 10_i128.pow(18 - places.len() as u32), places.len() == 18)
}

/// Sums of shares, and how many of them may be rounded.
#[derive(Default, Clone, Copy)]
struct Sum {
    units: i128,
    rounded: i128,
}

fn apart(one: BigInt, other: BigInt) -> BigInt {
    (one - other).magnitude().clone().into()
}

#[test]
fn the_shares_of_entries_add_up_to_the_figures_of_the_review() {
    let samples =
        folders("samples").into_iter().chain(folders("samples/exports")).chain([root().join("samples/shapes/across")]);
    let (mut compared, mut exact) = (0, 0);
    for folder in samples {
        let entries = ask(&folder, "SELECT person_id, week, bucket, share FROM entries", "--format csv --keep-going");
        let review = teamcap(&folder, &words("review . --format csv --keep-going"));
        assert_eq!(entries.status.code(), review.status.code(), "{}", folder.display());
        let mut sums: BTreeMap<String, Sum> = BTreeMap::new();
        for row in rows(&text(&entries.stdout)) {
            let [person, week, bucket, share] = &row[..] else { panic!("{row:?}") };
            let (units, is_rounded) = units(share);
            let addresses = [
                "capacity.recorded".to_owned(),
                format!("capacity.recorded.{person}"),
                format!("week.{person}.{}", week.to_lowercase()),
                format!("bucket.{bucket}"),
            ];
            for address in addresses {
                let sum = sums.entry(address).or_default();
                *sum = Sum { units: sum.units + units, rounded: sum.rounded + i128::from(is_rounded) };
            }
        }
        let review = text(&review.stdout);
        let figures = review.lines().skip(1).map(|line| line.split(',').collect::<Vec<_>>());
        for figure in figures.filter(|fields| fields.len() == 10) {
            let (address, num, den) = (figure[0], figure[5].parse::<BigInt>(), figure[6].parse::<BigInt>());
            let (Ok(num), Ok(den)) = (num, den) else { continue };
            let is_amount = address.starts_with("capacity.recorded") || address.starts_with("week.");
            let Sum { units, rounded } = match address.strip_prefix("split.").filter(|bucket| !bucket.contains('.')) {
                // A percent of all: 100 x the bucket's sum / the sum of all.
                Some(bucket) => {
                    let (part, all) = (sums.get(&format!("bucket.{bucket}")), sums["capacity.recorded"]);
                    let part = part.copied().unwrap_or_default();
                    let apart = apart(100 * part.units * &den, &num * all.units);
                    assert!(apart <= (100 * den + num) * all.rounded, "{}: {address}", folder.display());
                    compared += 1;
                    continue;
                }
                None if is_amount => sums.get(address).copied().unwrap_or_default(),
                None => continue,
            };
            // Each rounded share is at most half a unit of the eighteenth place off, and the others not at all.
            let apart = apart(&num * 10_i128.pow(18), units * &den);
            assert!(2 * &apart <= rounded * &den, "{}: {address}: {units} units, {num}/{den}", folder.display());
            compared += 1;
            exact += usize::from(apart == BigInt::ZERO);
        }
    }
    assert!(compared > 600 && exact > 400, "{compared} compared, {exact} exact");
}

#[test]
fn the_weeks_of_people_are_the_identity_of_the_review() {
    let sum = "SELECT SUM(capacity) AS capacity, SUM(recorded) AS recorded, SUM(leave) AS leave, SUM(holidays) AS holidays, \
               SUM(missing) AS missing, SUM(unallocated) AS unallocated FROM weeks";
    let figures = "SELECT address, value FROM figures WHERE address IN ('capacity.gross', 'capacity.recorded', \
                   'capacity.leave', 'capacity.holidays', 'capacity.not-submitted', 'capacity.unallocated')";
    let figures = rows(&answer(&sample(), figures, "--format csv"));
    let figures: Vec<&str> = figures.iter().map(|row| row[1].as_str()).collect();
    assert_eq!(rows(&answer(&sample(), sum, "--format csv")), [figures]);
    let missing = "SELECT person, week, recorded FROM weeks WHERE state = 'not submitted'";
    let missing = rows(&answer(&sample(), missing, "--format csv"));
    assert_eq!(missing[0], ["Antoine", "2016-W01", ""], "what was not submitted is missing, not zero");
}
