//! How old the levels are at the end of the period. Coverage is calculated all the same.

use crate::model::day::Day;
use crate::model::place::Place;
use crate::model::skill::{Mark, Matrix, Rating, SkillRules};
use crate::problem::{MatrixFault, Problem};

/// What is to be said of the days of assessment: that those of the matrix and the `configured` one are not the same (the
/// matrix wins), and that levels were assessed more than `stale_days` before `end`, the end of the period.
///
/// A rating's own day comes first, then the day of the whole sheet, then the configured one; a rating without any is not
/// judged.
pub fn stale(matrix: &Matrix, configured: Option<(Day, Place)>, end: Day, rules: &SkillRules) -> Vec<Problem> {
    let mut problems: Vec<Problem> = differs(matrix, configured.as_ref()).into_iter().collect();
    let whole = matrix.assessed.clone().or(configured);
    let has_level = |rating: &&Rating| rating.mark != Mark::Unknown;
    let rated: Vec<&Rating> = matrix.ratings.iter().flatten().filter(has_level).collect();
    if rated.iter().all(|rating| rating.assessed.is_none()) {
        problems.extend(whole.and_then(|(assessed, place)| stale_matrix(assessed, place, end, rules)));
        return problems;
    }
    let day = |rating: &Rating| rating.assessed.or(whole.as_ref().map(|&(day, _)| day));
    let old: Vec<(Day, &Rating)> = rated
        .iter()
        .filter_map(|rating| Some((day(rating)?, *rating)))
        .filter(|&(day, _)| is_stale(day, end, rules).is_some())
        .collect();
    let Some(oldest) = old.iter().map(|&(day, _)| day).min() else { return problems };
    let (ratings, of) = (old.len() as u64, rated.len() as u64);
    let fault = MatrixFault::StaleRatings { ratings, of, oldest, stale_days: rules.stale_days };
    let mut places = old.into_iter().filter_map(|(_, rating)| rating.place.clone());
    let mut problem = Problem::new(fault);
    problem.place = places.next();
    problems.push(problem.also(places));
    problems
}

/// The days before `end` that `assessed` is too many of.
fn is_stale(assessed: Day, end: Day, rules: &SkillRules) -> Option<u32> {
    u32::try_from(end.days_since(assessed)).ok().filter(|&days| days > rules.stale_days)
}

fn stale_matrix(assessed: Day, place: Place, end: Day, rules: &SkillRules) -> Option<Problem> {
    let days = is_stale(assessed, end, rules)?;
    Some(Problem::new(MatrixFault::StaleMatrix { assessed, days, stale_days: rules.stale_days }).at(place))
}

/// The day of the whole sheet is held against the configured one where there is one, else the days of its ratings.
fn differs(matrix: &Matrix, configured: Option<&(Day, Place)>) -> Option<Problem> {
    let (configured, said) = configured?;
    let dated = matrix.ratings.iter().flatten().filter_map(|rating| Some((rating.assessed?, rating.place.clone()?)));
    let dated: Vec<(Day, Place)> = match &matrix.assessed {
        Some(whole) => vec![whole.clone()],
        None => dated.collect(),
    };
    let place = dated.iter().find(|(day, _)| day != configured)?.1.clone();
    let days = || dated.iter().map(|&(day, _)| day);
    let fault = MatrixFault::AssessedDiffers { first: days().min()?, last: days().max()?, configured: *configured };
    Some(Problem::new(fault).at(place).also([said.clone()]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::skill::Mark;

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    fn place(row: u64) -> Place {
        Place::row(&"skills.csv".into(), row)
    }

    fn configured(text: &str) -> Option<(Day, Place)> {
        Some((day(text), Place::row(&"teamcap.toml".into(), 3)))
    }

    /// A rating a row, each with its day or without one.
    fn matrix(days: &[Option<&str>]) -> Matrix {
        let rating = |(row, assessed): (usize, &Option<&str>)| Rating {
            mark: Mark::Level(3),
            assessed: assessed.map(day),
            place: Some(place(row as u64 + 2)),
            ..Rating::unknown()
        };
        Matrix { ratings: vec![days.iter().enumerate().map(rating).collect()], ..Matrix::default() }
    }

    /// `name place` of each problem, the numbers of a stale one behind it.
    fn told(matrix: &Matrix, configured: Option<(Day, Place)>) -> Vec<String> {
        let problems = stale(matrix, configured, day("2016-03-31"), &SkillRules::default());
        let line = |problem: &Problem| {
            let behind = match &problem.fault {
                crate::problem::Fault::Matrix(MatrixFault::StaleRatings { ratings, of, oldest, .. }) => {
                    format!(": {ratings} of {of}, {oldest}")
                }
                _ => String::new(),
            };
            format!("{} {}{behind}", problem.name(), problem.place.as_ref().unwrap())
        };
        problems.iter().map(line).collect()
    }

    #[test]
    fn a_matrix_is_stale_from_the_day_after_its_limit() {
        let one = matrix(&[None]);
        assert!(told(&one, configured("2015-10-03")).is_empty());
        assert_eq!(told(&one, configured("2015-10-02")), ["stale-matrix teamcap.toml:3"]);
        assert!(told(&one, configured("2016-04-01")).is_empty());
        assert!(told(&one, None).is_empty());
    }

    #[test]
    fn the_day_in_the_sheet_counts_as_the_configured_one_does_and_wins_over_it() {
        let mut one = matrix(&[None]);
        one.assessed = Some((day("2015-10-02"), place(9)));
        assert_eq!(told(&one, None), ["stale-matrix skills.csv:9"]);
        assert_eq!(told(&one, configured("2015-10-02")), ["stale-matrix skills.csv:9"]);
        assert_eq!(
            told(&one, configured("2016-03-31")),
            ["assessed-differs skills.csv:9", "stale-matrix skills.csv:9"]
        );
    }

    #[test]
    fn ratings_are_stale_by_their_own_days_and_those_without_by_the_day_of_all() {
        let mut three = matrix(&[Some("2015-10-02"), Some("2016-03-01"), None]);
        assert_eq!(told(&three, None), ["stale-ratings skills.csv:2: 1 of 3, 2015-10-02"]);
        assert_eq!(
            told(&three, configured("2015-09-01")),
            ["assessed-differs skills.csv:2", "stale-ratings skills.csv:2: 2 of 3, 2015-09-01"]
        );
        three.assessed = Some((day("2016-03-31"), place(9)));
        assert_eq!(told(&three, None), ["stale-ratings skills.csv:2: 1 of 3, 2015-10-02"]);
        assert!(told(&matrix(&[Some("2016-03-01")]), configured("2016-03-01")).is_empty());
    }

    #[test]
    fn a_cell_without_a_level_is_not_stale() {
        let mut one = matrix(&[Some("2015-01-01")]);
        one.ratings[0][0].mark = Mark::Unknown;
        assert!(told(&one, None).is_empty());
    }
}
