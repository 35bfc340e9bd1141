//! Lines that a spreadsheet computes from the levels: they equal a sum, a mean, a count, the highest or the lowest of the levels in
//! every place, whatever they are called.

use super::cells::Number;

/// A cell that may have been added up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Cell {
    pub level: Option<u32>,
    pub is_filled: bool,
    /// The level is at the bar of its skill.
    pub is_held: bool,
}

/// What a line says at one place, and the cells that cross it there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place<'a> {
    pub said: &'a str,
    pub cells: Vec<Cell>,
    /// It is somebody of the roster; other lines that cross this one may be computed themselves.
    pub is_known: bool,
}

/// How a line follows from the levels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Formula {
    Sum,
    Mean,
    /// How many are at their bar.
    Qualified,
    /// How many have this level at least.
    AtLeast(u32),
    /// The part of people who have this level at least.
    Share(u32),
    Filled,
    Highest,
    Lowest,
    /// Of two other lines that are computed or required.
    Difference,
}

/// A formula that holds at every place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fit {
    pub formula: Formula,
    pub strength: Strength,
}

/// How much a formula that holds at every place proves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Strength {
    /// In so few places, or with one number in all, it proves nothing. It counts for a line that is nobody's.
    Chance,
    /// In so few places it may well be chance. It counts for a line that is called like a computed one.
    Possible,
    /// It would be odd, but levels that somebody wrote down can be like that.
    Likely,
    /// No level is like that: it has a fraction, or is above the scale.
    Sure,
}

/// Returns the formula of a line, or `None` if none holds at every place, or if the places are too few to tell.
pub fn fit(places: &[Place<'_>], scale_max: u32) -> Option<Fit> {
    // A formula that cannot be calculated is written as an error: `#DIV/0!`.
    let said: Vec<(Number, &Place<'_>)> = places
        .iter()
        .filter(|place| !place.said.is_empty() && !place.said.starts_with('#'))
        .map(|place| Number::parse(place.said).map(|number| (number, place)))
        .collect::<Option<_>>()?;
    let mut formulas = vec![Formula::Sum, Formula::Mean, Formula::Qualified, Formula::Filled];
    formulas.extend((1..=scale_max).map(Formula::AtLeast));
    formulas.extend([Formula::Highest, Formula::Lowest]);
    formulas.extend((1..=scale_max).map(Formula::Share));
    let fits = formulas.into_iter().filter(|formula| said.iter().all(|(number, place)| formula.holds(*number, place)));
    fits.filter_map(|formula| formula.fit(&said, scale_max)).rev().max_by_key(|fit| fit.strength)
}

/// Returns whether a line is the difference of two others at every place, and not a line of zeros.
pub fn is_difference(said: &[&str], above: &[&str], below: &[&str]) -> bool {
    let whole = |text: &&str| Number::parse(text).and_then(Number::whole);
    let rows = said.iter().zip(above).zip(below).filter(|((said, _), _)| !said.is_empty());
    let rows: Option<Vec<[i128; 3]>> =
        rows.map(|((said, above), below)| Some([whole(said)?, whole(above)?, whole(below)?])).collect();
    rows.is_some_and(|rows| {
        rows.len() > 2
            && rows.iter().filter(|[said, ..]| *said != 0).count() > 1
            && rows.iter().all(|[said, above, below]| *said == above - below)
    })
}

impl Formula {
    /// What a line equals: `"Wer" equals how many are at the bar`.
    pub fn words(self) -> String {
        match self {
            Formula::Sum => "the sum of the levels".to_owned(),
            Formula::Mean => "their mean".to_owned(),
            Formula::Qualified => "how many levels are at the bar".to_owned(),
            Formula::AtLeast(bar) => format!("how many levels are {bar} or more"),
            Formula::Share(bar) => format!("the part of the levels that are {bar} or more"),
            Formula::Filled => "how many cells are filled".to_owned(),
            Formula::Highest => "the highest level".to_owned(),
            Formula::Lowest => "the lowest level".to_owned(),
            Formula::Difference => "the difference of two other lines".to_owned(),
        }
    }

    fn holds(self, number: Number, place: &Place<'_>) -> bool {
        let levels = || place.cells.iter().filter_map(|cell| cell.level);
        let sum: i128 = levels().map(i128::from).sum();
        let at_least = |bar: u32| levels().filter(|&level| level >= bar).count() as i128;
        let filled = || place.cells.iter().filter(|cell| cell.is_filled).count() as i128;
        let is = |n: i128| number.is(n, 1) && number.whole().is_some();
        match self {
            Formula::Sum => is(sum),
            Formula::Mean => number.is(sum, levels().count() as i128) || number.is(sum, place.cells.len() as i128),
            Formula::Qualified => is(place.cells.iter().filter(|cell| cell.is_held).count() as i128),
            Formula::AtLeast(bar) => is(at_least(bar)),
            Formula::Share(bar) => {
                number.is(at_least(bar), filled()) || number.is(at_least(bar), place.cells.len() as i128)
            }
            Formula::Filled => is(filled()),
            Formula::Highest => levels().max().is_some_and(|level| is(level.into())),
            Formula::Difference => false,
            Formula::Lowest => levels().min().is_some_and(|level| is(level.into())),
        }
    }

    fn fit(self, said: &[(Number, &Place<'_>)], scale_max: u32) -> Option<Fit> {
        let is_level = |number: Number| number.whole().is_some_and(|n| (0..=i128::from(scale_max)).contains(&n));
        let odd = || said.iter().filter(|(number, _)| !is_level(*number));
        let is_odd =
            odd().any(|(_, place)| place.is_known) || odd().next().is_some() && odd().count() * 2 >= said.len();
        let mut values: Vec<i128> = said.iter().map(|(number, _)| number.digits).collect();
        values.sort_unstable();
        values.dedup();
        let (places, differ) = (said.len(), values.len());
        let such = |is: &dyn Fn(&Place<'_>) -> bool| said.iter().filter(|(_, place)| is(place)).count();
        let levels = |place: &Place<'_>| place.cells.iter().filter_map(|cell| cell.level).collect::<Vec<_>>();
        let is_many = |place: &Place<'_>| levels(place).iter().filter(|level| **level > 0).count() > 1;
        let is_mixed = |place: &Place<'_>| levels(place).windows(2).any(|pair| pair[0] != pair[1]);
        if such(&|place| place.cells.len() > 1) == 0 {
            return None;
        }
        let strength = match self {
            _ if places < 2 => return None,
            _ if is_odd => Strength::Sure,
            Formula::Qualified | Formula::AtLeast(_) | Formula::Filled if differ > 1 && places > 4 => Strength::Likely,
            Formula::Highest | Formula::Lowest if differ > 1 && places > 5 && such(&is_mixed) > 2 => Strength::Likely,
            Formula::Sum if such(&is_many) > 0 => Strength::Likely,
            Formula::Mean if such(&is_mixed) > 0 => Strength::Likely,
            _ if differ > 1 && places > 2 => Strength::Possible,
            _ => Strength::Chance,
        };
        Some(Fit { formula: self, strength })
    }
}
