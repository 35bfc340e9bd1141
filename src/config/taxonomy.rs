//! `[[category]]`: the team's own reporting lines, each in one bucket, with the rules that assign timesheet entries to
//! them.

use toml::de::DeValue;

use super::document::{Document, Field, Keys};
use crate::model::category::{self, Bucket, Category, Kind, MatchRule, Taxonomy};
use crate::model::person::folded;
use crate::model::place::Place;
use crate::problem::ConfigFault;
use crate::problem::words::config::{Shape, Wanted};

pub(super) const CATEGORY: Keys =
    Keys { table: "[[category]]", keys: &["name", "aliases", "bucket", "kind", "skills", "match"] };
pub(super) const MATCH: Keys =
    Keys { table: "a rule of match", keys: &["project", "task", "tag", "client", "description", "billable", "type"] };

/// Returns the categories in file order. `buckets` are the names of the buckets.
pub(super) fn read(document: &mut Document<'_>, field: Option<Field<'_>>, buckets: &[String]) -> Taxonomy {
    let mut categories: Vec<Category> = Vec::new();
    for table in document.tables(field, &CATEGORY) {
        let name = document.required(&table, "name", "\"CI Scaling\"");
        let name = unique(document, name, &categories);
        let aliases = document.list(table.get("aliases"), Shape::Texts);
        let aliases = aliases.into_iter().filter_map(|alias| unique(document, Some(alias), &categories)).collect();
        let sample = buckets.last().map_or_else(String::new, |bucket| format!("\"{bucket}\""));
        let bucket = document.required(&table, "bucket", &sample);
        let bucket = bucket.and_then(|field| self::bucket(document, field, buckets)).unwrap_or(Bucket::Unclassified);
        let kind = document.choice(table.get("kind"), &Kind::ALL.map(|kind| (kind.name(), kind)));
        let skills = document.texts(table.get("skills")).into_iter().map(|skill| skill.value).collect();
        let rules = document.list(table.get("match"), Shape::Tables);
        let rules = rules.into_iter().filter_map(|rule| self::rule(document, rule)).collect();
        let Some(name) = name else { continue };
        categories.push(Category {
            name,
            aliases,
            bucket,
            kind,
            skills,
            rules,
            place: Some(document.place(&table.span)),
        });
    }
    Taxonomy { categories }
}

/// Reads a name of a category. No earlier category may have it.
fn unique(document: &mut Document<'_>, field: Option<Field<'_>>, earlier: &[Category]) -> Option<String> {
    let field = field?;
    let name = document.text(Some(field.clone()))?.value;
    let Some(first) = earlier.iter().find(|category| category.names().any(|of| folded(of) == folded(&name))) else {
        return Some(name);
    };
    let also: Option<Place> = first.place.clone();
    let fault = ConfigFault::RepeatedName { name, what: "category", first: first.name.clone() };
    document.fault_beside(&field.span, fault, also);
    None
}

/// Reads a bucket: one of the scheme's, `leave` or `excluded`. `core` stands for `maintenance` if that is a bucket and
/// `core` is not.
fn bucket(document: &mut Document<'_>, field: Field<'_>, buckets: &[String]) -> Option<Bucket> {
    let text = document.text(Some(field.clone()))?.value;
    let wanted = folded(&text);
    let index = |name: &str| buckets.iter().position(|bucket| folded(bucket) == name);
    match (wanted.as_str(), index(&wanted)) {
        (_, Some(index)) => return Some(Bucket::Of(index)),
        ("leave", _) => return Some(Bucket::Leave),
        ("excluded", _) => return Some(Bucket::Excluded),
        ("core", _) if index("maintenance").is_some() => return index("maintenance").map(Bucket::Of),
        _ => {}
    }
    document.not_one_of(
        &field,
        &text,
        buckets.iter().cloned().chain(["leave", "excluded"].map(str::to_owned)).collect(),
    );
    None
}

/// Reads a rule. It must test at least one field, because otherwise it would match every entry.
fn rule(document: &mut Document<'_>, field: Field<'_>) -> Option<MatchRule> {
    if matches!(field.value, DeValue::Table(table) if table.is_empty()) {
        let keys = MATCH.keys.iter().map(|&key| key.to_owned()).collect();
        document.wrong_value(&field, Wanted::SomeKey(keys));
    }
    let table = document.table(field, &MATCH)?;
    let pattern = |field: category::Field| Some((field, document.text(table.get(field.name()))?.value));
    let patterns: Vec<_> = category::Field::ALL.into_iter().filter_map(pattern).collect();
    (!patterns.is_empty()).then_some(MatchRule { patterns })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_knows_every_field_of_an_activity() {
        assert_eq!(MATCH.keys, category::Field::ALL.map(category::Field::name));
    }
}
