//! The address of a figure: `person.antoine.total`. interface.md section 3.

use std::collections::HashSet;

use super::week::Week;

/// A name as part of an address: in lower case, with each run of characters that are neither letters nor digits
/// replaced by one `-`, and none at the ends. Never empty: a name without letters and digits becomes `x`.
pub fn part(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for c in name.chars() {
        if c.is_alphanumeric() {
            out.extend(c.to_lowercase());
        } else if !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
    }
    let end = out.trim_end_matches('-').len();
    out.truncate(end);
    if out.is_empty() { "x".to_owned() } else { out }
}

/// The address of a person's week: `week.antoine.2016-w01`. `person` is the person's part.
pub fn week(person: &str, week: Week) -> String {
    format!("week.{person}.{}", week.to_string().to_lowercase())
}

/// Makes parts that are different from each other within one section.
#[derive(Debug, Default)]
pub struct Parts {
    used: HashSet<String>,
}

impl Parts {
    /// Returns a part for `name`, and whether it had to be made different from an earlier one: the second `Ada` becomes
    /// `ada-2`. `reserved` words count as taken.
    pub fn add(&mut self, name: &str, reserved: &[&str]) -> (String, bool) {
        let plain = part(name);
        let mut candidate = plain.clone();
        let mut n = 1;
        while reserved.contains(&candidate.as_str()) || self.used.contains(&candidate) {
            n += 1;
            candidate = format!("{plain}-{n}");
        }
        self.used.insert(candidate.clone());
        (candidate, n > 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_lower_case_with_single_dashes() {
        for (name, expected) in [
            ("Antoine", "antoine"),
            ("CI Scaling", "ci-scaling"),
            ("Dev'ing MediaWiki-Vagrant", "dev-ing-mediawiki-vagrant"),
            ("  (Zoë) & Müller! ", "zoë-müller"),
            ("日本 語", "日本-語"),
            ("★", "x"),
        ] {
            assert_eq!(part(name), expected);
        }
    }

    #[test]
    fn a_second_name_with_the_same_part_gets_a_number() {
        let mut parts = Parts::default();
        assert_eq!(parts.add("Ada", &["total"]), ("ada".into(), false));
        assert_eq!(parts.add("ADA!", &["total"]), ("ada-2".into(), true));
        assert_eq!(parts.add("Total", &["total"]), ("total-2".into(), true));
    }
}
