//! The searches and closed forms against every subset there is.

use proptest::prelude::*;

use super::half_loss::{by_size, by_subsets, half_loss};
use super::holdings::{Held, Holdings};
use super::loss::losses;
use super::search;
use crate::calc::review::HalfLoss;
use crate::model::exact::Exact;

/// Skills of `n` people: a bit a holder, and a weight in twelfths.
fn held(n: usize, skills: &[(u32, u32)]) -> Vec<Held> {
    let held = |&(mask, weight): &(u32, u32)| Held {
        by: (0..n).filter(|at| mask >> at & 1 == 1).collect(),
        weight: Exact::new(i128::from(weight), 12).unwrap(),
    };
    skills.iter().map(held).collect()
}

fn holdings(n: usize, skills: &[(u32, u32)]) -> Holdings<u64> {
    Holdings::scaled(n, &held(n, skills)).unwrap()
}

fn team(most: usize) -> impl Strategy<Value = (usize, Vec<(u32, u32)>)> {
    (1..=most).prop_flat_map(|n| (Just(n), prop::collection::vec((0..1_u32 << n, 1..=30_u32), 1..12)))
}

/// Every set of people as an ascending list with what it loses, in twelfths: by size, then lexicographically.
fn every_loss(n: usize, skills: &[(u32, u32)]) -> Vec<(Vec<usize>, u32)> {
    let lost = |away: u32| skills.iter().filter(|(mask, _)| mask & !away == 0).map(|(_, weight)| weight).sum();
    let list = |away: u32| (0..n).filter(|at| away >> at & 1 == 1).collect::<Vec<_>>();
    let mut all: Vec<(Vec<usize>, u32)> = (0..1_u32 << n).map(|away| (list(away), lost(away))).collect();
    all.sort_by_key(|(people, _)| (people.len(), people.clone()));
    all
}

fn twelfths(n: u64, of: u64) -> Exact {
    Exact::new(i128::from(n), 12 * i128::from(of)).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn half_loss_is_the_first_of_the_smallest_sets((n, skills) in team(12)) {
        let holdings = holdings(n, &skills);
        let total: u32 = skills.iter().map(|(_, weight)| weight).sum();
        let (people, _) = every_loss(n, &skills).into_iter().find(|(_, lost)| 2 * lost > total).unwrap();
        let found = half_loss(n, &held(n, &skills));
        if people.is_empty() {
            prop_assert_eq!(found, HalfLoss::AlreadyLost);
        } else {
            let holding = holdings.holding();
            prop_assert_eq!(&by_subsets(&holdings, &holding, &(holdings.total / 2)), &people);
            prop_assert_eq!(&by_size(&holdings, &holding, &(holdings.total / 2)), &HalfLoss::Exact { people: people.clone() });
            prop_assert_eq!(found, HalfLoss::Exact { people });
        }
    }

    #[test]
    fn an_upper_bound_does_lose_more_than_half((n, skills) in team(12)) {
        let holdings = holdings(n, &skills);
        let half = holdings.total / 2;
        let (_, people) = search::greedy(&holdings, &holdings.holding(), |_, lost| *lost <= half);
        let all = every_loss(n, &skills);
        let lost = all.iter().find(|(away, _)| *away == people).unwrap().1;
        let total: u32 = skills.iter().map(|(_, weight)| weight).sum();
        let fewest = all.iter().find(|(_, lost)| 2 * lost > total).unwrap().0.len();
        prop_assert!(2 * lost > total && people.len() >= fewest);
    }

    #[test]
    fn worst_and_mean_losses_are_those_of_all_choices((n, skills) in team(10)) {
        let all = every_loss(n, &skills);
        for (loss, k) in losses(n, &held(n, &skills)).into_iter().zip(1..) {
            let of_k: Vec<_> = all.iter().filter(|(people, _)| people.len() == k).collect();
            let worst = of_k.iter().map(|(_, lost)| *lost).max().unwrap();
            let first = of_k.iter().find(|(_, lost)| *lost == worst).unwrap();
            let sum: u64 = of_k.iter().map(|(_, lost)| u64::from(*lost)).sum();
            prop_assert!(loss.worst_proven);
            prop_assert_eq!(loss.worst, twelfths(u64::from(worst), 1));
            prop_assert_eq!(&loss.worst_people, &first.0);
            prop_assert_eq!(loss.mean, twelfths(sum, of_k.len() as u64));
        }
    }
}

proptest! {
    #[test]
    fn exposures_add_up_to_the_covered_weight(levels in prop::collection::vec(prop::array::uniform7(0..=5_u32), 0..9)) {
        let line = |(at, row): (usize, &[u32; 7])| format!("s{at} {}", row.map(|level| level.to_string()).join(" "));
        let lines: Vec<String> = levels.iter().enumerate().map(line).collect();
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        let report = super::tests::of(&super::tests::matrix("A B C D E F G", &lines), 3);
        let covered = report.skills.iter().filter(|skill| !skill.holders.is_empty()).map(|skill| &skill.weight);
        prop_assert_eq!(Exact::sum(report.exposure.iter().map(|(_, exposure)| exposure)), Exact::sum(covered));
    }
}

/// `skills` skills with `each` holders among `n` people, by a fixed linear congruence.
fn spread(n: usize, skills: usize, each: usize) -> Vec<Held> {
    let mut state = 7_usize;
    let mut next = || {
        state = (state * 1_103_515_245 + 12_345) % (1 << 31);
        state >> 8
    };
    let held = (0..skills).map(|_| {
        let mut by: Vec<usize> = (0..each).map(|_| next() % n).collect();
        by.sort_unstable();
        by.dedup();
        Held { by, weight: Exact::ONE }
    });
    held.collect()
}

#[test]
fn twenty_two_people_are_answered_alike_by_subsets_and_by_size() {
    let holdings = Holdings::scaled(22, &spread(22, 60, 4)).unwrap();
    let people: Vec<usize> = (0..22).collect();
    let half = holdings.total / 2;
    let by_subsets = by_subsets(&holdings, &people, &half);
    assert_eq!(by_size(&holdings, &people, &half), HalfLoss::Exact { people: by_subsets });
}

#[test]
fn thirty_people_are_answered_or_bounded() {
    let small = spread(30, 80, 2);
    assert!(matches!(half_loss(30, &small), HalfLoss::Exact { .. } | HalfLoss::AtMost { .. }));
    let HalfLoss::AtMost { people } = half_loss(30, &spread(30, 80, 5)) else {
        panic!("more than the search may go through")
    };
    assert!(people.len() > 9, "{people:?}");
}

#[test]
fn a_team_too_large_for_every_three_has_a_worst_case_that_is_not_proven() {
    let losses = losses(600, &spread(600, 300, 2));
    assert_eq!(losses.iter().map(|loss| loss.worst_proven).collect::<Vec<_>>(), [true, true, false]);
    assert_eq!(losses[2].worst_people.len(), 3);
}

#[test]
fn a_number_of_choices_that_fits_nowhere_is_told() {
    assert_eq!(search::choose(30, 8), Some(5_852_925));
    assert_eq!(search::choose(3, 4), Some(0));
    assert_eq!(search::choose(1000, 500), None);
    assert!(search::is_feasible(26, 13) && !search::is_feasible(30, 10));
}

/// A weight that makes every sum with it larger than 64 bits.
fn huge() -> Exact {
    Exact::decimal(i128::MAX, 18)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn weights_too_large_for_64_bits_lose_what_small_ones_lose((n, skills) in team(8)) {
        let small = held(n, &skills);
        let large: Vec<Held> =
            small.iter().map(|held| Held { weight: held.weight.times(&huge()), ..held.clone() }).collect();
        prop_assert_eq!(Holdings::scaled(n, &large), None);
        prop_assert_eq!(half_loss(n, &large), half_loss(n, &small));
        for (large, small) in losses(n, &large).into_iter().zip(losses(n, &small)) {
            prop_assert_eq!(large.worst, small.worst.times(&huge()));
            prop_assert_eq!(large.mean, small.mean.times(&huge()));
            prop_assert_eq!(large.worst_people, small.worst_people);
        }
    }
}
