//! All entries of a folder, one by one: `teamcap convert` writes them down.

use super::folder::unreadable;
use super::gathered::Gathered;
use crate::model::canonical::CanonicalEntry;
use crate::problem::Problem;
use crate::rollup::entries::Entries;

/// Shows the entries of all files, in the order of the files and their rows: with each person's name on the roster, and with labels
/// where names are hidden. Each file is read once more.
///
/// # Errors
/// That of `show`, or what `of_file` makes of the problem of a file that can no longer be read.
pub fn entries<E>(
    gathered: &Gathered,
    of_file: impl Fn(Box<Problem>) -> E,
    show: &mut dyn FnMut(&CanonicalEntry<'_>) -> Result<(), E>,
) -> Result<(), E> {
    let (roster, by_name) = (&gathered.config.roster, gathered.config.roster.by_name());
    let owned = gathered.owned();
    for (file, roll) in gathered.rolls.iter().enumerate() {
        let mut one = |entry: CanonicalEntry<'_>| {
            let known = by_name.find(entry.person).and_then(|at| roster.people.get(at));
            let hidden = gathered.anonymous.as_ref().filter(|_| known.is_none()).map(|names| names.text(entry.person));
            let person = known.map_or(hidden.as_deref().unwrap_or(entry.person), |person| &person.name);
            show(&CanonicalEntry { person, ..entry })
        };
        let mut sink = Entries::new(roll, &gathered.calendar, &mut one);
        let read = gathered.read_days(file, &mut sink, &owned);
        sink.end()?;
        read.map_err(|error| of_file(Box::new(unreadable(&roll.plan.file, &error))))?;
    }
    Ok(())
}
