//! The people that the files name, for a folder without a roster.

use std::collections::HashMap;

use super::roll::FileRoll;
use crate::model::person::{Person, Roster, folded, turned};

/// Makes a roster of the names in the files, in order of appearance and with the given name first. Names beside the same e-mail
/// address are one person.
pub fn people_seen(files: &[FileRoll]) -> Roster {
    let mut people: Vec<Person> = Vec::new();
    let (mut by_name, mut by_email): (HashMap<String, usize>, HashMap<String, usize>) = Default::default();
    let mut emails: HashMap<String, Vec<&String>> = HashMap::new();
    let key = |name: &str| turned(&folded(name)).into_owned();
    let files: Vec<&FileRoll> = files.iter().filter(|file| !file.is_overview).collect();
    for (name, email) in files.iter().flat_map(|file| &file.ran.emails) {
        emails.entry(key(name)).or_default().push(email);
    }
    for name in files.iter().flat_map(|file| &file.ran.names) {
        let spelled = key(name);
        if by_name.contains_key(&spelled) {
            continue;
        }
        let theirs = emails.get(&spelled).into_iter().flatten();
        let known = theirs.clone().find_map(|email| by_email.get(&folded(email)).copied());
        let person = known.or_else(|| by_email.get(&spelled).copied()).unwrap_or_else(|| {
            people.push(Person::assumed(&turned(name)));
            people.len() - 1
        });
        if people[person].name != *turned(name) && !people[person].aliases.contains(name) {
            people[person].aliases.push(name.clone());
        }
        by_name.insert(spelled.clone(), person);
        for email in theirs {
            by_email.entry(folded(email)).or_insert(person);
            let known = &mut people[person].aliases;
            if spelled != key(email) && !known.contains(email) {
                known.push((*email).clone());
            }
        }
    }
    Roster { people, assumed: true }
}
