//! What is said about a file in its `[[source]]`, as lines of TOML.

use super::mapping::toml_text;
use crate::problem::answers::{Answer, Value};

/// What was answered about one file. Answers to several questions are joined: lists grow, and so do tables.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Said {
    settings: Vec<(&'static str, Value)>,
}

impl Said {
    pub fn add(&mut self, answer: &Answer) {
        let same = |(key, value): &&mut (&'static str, Value)| {
            *key == answer.key && std::mem::discriminant(value) == std::mem::discriminant(&answer.value)
        };
        match (self.settings.iter_mut().find(same), &answer.value) {
            (Some((_, Value::Text(text))), Value::Text(new)) => text.clone_from(new),
            (Some((_, Value::Flag(flag))), Value::Flag(new)) => *flag = *new,
            (Some((_, Value::Entries(entries))), Value::Entries(new)) => entries.extend(new.iter().cloned()),
            _ => self.settings.push((answer.key, answer.value.clone())),
        }
    }

    /// Lines such as `ignore = ["Check", "Util %"]`, one for each key.
    pub fn lines(&self) -> Vec<String> {
        let mut keys: Vec<&str> = Vec::new();
        for (key, _) in &self.settings {
            if !keys.contains(key) {
                keys.push(key);
            }
        }
        keys.into_iter()
            .map(|key| line(key, self.settings.iter().filter(|(of, _)| *of == key).map(|(_, v)| v)))
            .collect()
    }
}

/// The line that gives one answer.
pub fn line_of(answer: &Answer) -> String {
    line(answer.key, std::iter::once(&answer.value))
}

fn line<'a>(key: &str, values: impl Iterator<Item = &'a Value>) -> String {
    let mut items = Vec::new();
    for value in values {
        match value {
            Value::Text(text) => return format!("{key} = {}", toml_text(text)),
            Value::Flag(flag) => return format!("{key} = {flag}"),
            Value::Entries(entries) => {
                let entry = |(name, is): &(String, String)| format!("{} = {}", key_text(name), toml_text(is));
                return format!("{key} = {{ {} }}", entries.iter().map(entry).collect::<Vec<_>>().join(", "));
            }
            Value::Items(new) => items.extend(new.iter().map(|item| toml_text(item))),
        }
    }
    format!("{key} = [{}]", items.join(", "))
}

/// A key of a table: bare, where TOML takes it so.
fn key_text(name: &str) -> String {
    let is_bare =
        !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-');
    if is_bare { name.to_owned() } else { toml_text(name) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(key: &'static str, value: Value) -> Answer {
        Answer { key, value, means: String::new() }
    }

    #[test]
    fn answers_to_several_questions_are_joined() {
        let mut said = Said::default();
        said.add(&answer("ignore", Value::Items(vec!["Check".into()])));
        said.add(&answer("unit", Value::Text("hours".into())));
        said.add(&answer("ignore", Value::Items(vec!["Util \"%\"".into()])));
        said.add(&answer("words", Value::Entries(vec![("n/a".into(), "blank".into())])));
        said.add(&answer("words", Value::Entries(vec![("frei".into(), "leave".into())])));
        said.add(&answer("unit", Value::Text("percent".into())));
        assert_eq!(
            said.lines(),
            [
                "ignore = [\"Check\", \"Util \\\"%\\\"\"]",
                "unit = \"percent\"",
                "words = { \"n/a\" = \"blank\", frei = \"leave\" }"
            ]
        );
    }
}
