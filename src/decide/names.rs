//! Finds names that may belong to the same person: without a roster two spellings are two people, which has to be
//! reported.

use hashbrown::HashMap;

use crate::model::person::{folded, turned};

/// Returns the pairs of similar names, by index, the later one second: one letter apart, the same words in another
/// order, an initial instead of a word, or an e-mail address made of the other's words. A name that is like three others or more
/// is in no pair. The time this takes grows with
/// the number of names, not with its square.
pub fn alike(names: &[String]) -> Vec<(usize, usize)> {
    /// A name that is like more others than these is of a pattern (`user a`, `user b`), and no slip of the pen.
    const MOST: usize = 2;
    let words: Vec<Vec<String>> = names.iter().map(|name| words(name)).collect();
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    // For each key the last name that has it, linked to those before.
    const END: usize = usize::MAX;
    let mut seen: HashMap<u64, usize> = HashMap::new();
    let mut chains: Vec<(usize, usize)> = Vec::new();
    for (at, of) in words.iter().enumerate() {
        let mut candidates: Vec<usize> = Vec::new();
        for key in keys(of) {
            let last = seen.entry(key).or_insert(END);
            let linked = |link: &usize| chains.get(*link).map(|(_, before)| *before);
            let links = std::iter::successors(Some(*last), linked);
            candidates.extend(links.filter_map(|link| chains.get(link)).map(|(name, _)| *name));
            chains.push((at, *last));
            *last = chains.len() - 1;
        }
        candidates.sort_unstable();
        candidates.dedup();
        pairs.extend(
            candidates
                .into_iter()
                .filter(|&other| other != at && is_alike(&words[other], of) && !differ_in_digits(&words[other], of))
                .map(|other| (other, at)),
        );
    }
    let mut likes = vec![0_usize; names.len()];
    pairs.iter().flat_map(|(one, other)| [one, other]).for_each(|at| likes[*at] += 1);
    pairs.retain(|(one, other)| likes[*one] <= MOST && likes[*other] <= MOST);
    pairs
}

/// Returns whether two names differ only in their digits, as the numbers of employees do: `dev-01`, `dev-02`.
fn differ_in_digits(one: &[String], other: &[String]) -> bool {
    let without = |words: &[String]| -> Vec<String> {
        words.iter().map(|word| word.chars().filter(|c| !c.is_ascii_digit()).collect()).collect()
    };
    one != other && without(one) == without(other)
}

/// Returns the words of a name, or of the part of an address before the @.
fn words(name: &str) -> Vec<String> {
    let name = folded(name);
    let name = turned(&name);
    let name = name.split_once('@').map_or(&*name, |(local, _)| local);
    name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// The keys of a name. Similar names have at least one in common: a hash of the whole name, of the name with any one
/// letter left out, of its words in alphabetical order, or of its first word with the initials of the others. Names
/// that share a key by chance are compared like any others.
fn keys(words: &[String]) -> Vec<u64> {
    const BASE: u64 = 0x9E37_79B9_7F4A_7C15;
    let behind = |number: u64, c: char| number.wrapping_mul(BASE).wrapping_add(u32::from(c).into());
    let of = |text: &mut dyn Iterator<Item = char>| text.fold(0, behind);
    let whole: Vec<char> = words.iter().flat_map(|word| word.chars()).collect();
    // The hash of the name without a letter is made of that of the letters before it and that of the letters after it.
    let before = whole.iter().scan(0, |number, &c| Some(std::mem::replace(number, behind(*number, c))));
    let before: Vec<u64> = before.collect();
    let (mut rest, mut power) = (0_u64, 1_u64);
    let mut keys: Vec<u64> = Vec::with_capacity(whole.len() + 3);
    for (&c, before) in whole.iter().zip(before).rev() {
        keys.push(before.wrapping_mul(power).wrapping_add(rest));
        rest = power.wrapping_mul(u32::from(c).into()).wrapping_add(rest);
        power = power.wrapping_mul(BASE);
    }
    keys.push(rest);
    let mut sorted: Vec<&String> = words.iter().collect();
    sorted.sort();
    keys.push(of(&mut sorted.into_iter().flat_map(|word| word.chars().chain([' ']))));
    if let [first, rest @ ..] = words {
        let initials = rest.iter().filter_map(|word| word.chars().next());
        keys.push(of(&mut first.chars().chain([' ']).chain(initials)));
    }
    keys.sort_unstable();
    keys.dedup();
    keys
}

fn is_alike(one: &[String], other: &[String]) -> bool {
    let (a, b) = (one.concat(), other.concat());
    let shortest = a.chars().count().min(b.chars().count());
    if shortest >= 4 && strsim::osa_distance(&a, &b) <= 1 {
        return true;
    }
    let sorted = |words: &[String]| {
        let mut words = words.to_vec();
        words.sort();
        words
    };
    if one.len() > 1 && sorted(one) == sorted(other) {
        return true;
    }
    let is_initial = |short: &str, long: &str| short.chars().count() == 1 && long.starts_with(short);
    let abbreviated = |a: &String, b: &String| a == b || is_initial(a, b) || is_initial(b, a);
    one.len() > 1
        && one.len() == other.len()
        && one[0] == other[0]
        && one.iter().zip(other).all(|(a, b)| abbreviated(a, b))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(names: &[&str]) -> Vec<(usize, usize)> {
        alike(&names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>())
    }

    #[test]
    fn names_a_slip_apart_are_alike() {
        for (one, other) in [
            ("Mukunda", "Mukund"),
            ("Tyler", "Tlyer"),
            ("Zeljko", "Željko"),
            ("Ada Lovelace", "Lovelace Ada"),
            ("Ada Lovelace", "Ada L."),
            ("Ada Lovelace", "ada.lovelace@example.org"),
            ("AdaLovelace", "Ada Lovelace"),
        ] {
            assert_eq!(pairs(&[one, "Grace Hopper", other]), [(0, 2)], "{one}, {other}");
        }
    }

    #[test]
    fn names_of_two_people_are_not() {
        for (one, other) in
            [("Ann", "Bob"), ("Ann", "Anne"), ("Dan", "Ian"), ("Ada Lovelace", "Ada Byron"), ("Ada L.", "Bo L.")]
        {
            assert_eq!(pairs(&[one, other]), [], "{one}, {other}");
        }
    }
}
