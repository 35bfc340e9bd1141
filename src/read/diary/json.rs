//! Reads JSON and keeps where each value stands, so that messages can show it.

use std::ops::Range;

/// Values lie in each other at most so deep.
const DEEPEST: usize = 64;

/// A value with its place in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    pub value: Value,
    pub at: Range<usize>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    Null,
    /// `true`, `false`, or a number: what stands in the text.
    Plain,
    Text(String),
    List(Vec<Node>),
    Object(Vec<(String, Node)>),
}

/// Where a text is no JSON, and what was expected there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Broken {
    pub at: usize,
    pub expected: &'static str,
}

impl Node {
    /// The value of a key, the last one if it stands there twice.
    pub fn get(&self, key: &str) -> Option<&Node> {
        let Value::Object(pairs) = &self.value else { return None };
        pairs.iter().rev().find(|(of, _)| of == key).map(|(_, node)| node)
    }
}

/// Reads a text that is one value.
///
/// # Errors
/// The first place where it is none.
pub fn json(text: &str) -> Result<Node, Broken> {
    let mut reader = Reader { text, at: 0 };
    let node = reader.value(0)?;
    reader.space();
    match reader.at == text.len() {
        true => Ok(node),
        false => Err(reader.broken("the end of the file")),
    }
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl Reader<'_> {
    fn broken(&self, expected: &'static str) -> Broken {
        Broken { at: self.at, expected }
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn space(&mut self) {
        while self.peek().is_some_and(|byte| b" \t\r\n".contains(&byte)) {
            self.at += 1;
        }
    }

    /// Moves past a byte, if it is the next one.
    fn takes(&mut self, byte: u8) -> bool {
        let is_next = self.peek() == Some(byte);
        self.at += usize::from(is_next);
        is_next
    }

    fn value(&mut self, depth: usize) -> Result<Node, Broken> {
        self.space();
        let start = self.at;
        let value = match self.peek() {
            Some(b'[' | b'{') if depth == DEEPEST => return Err(self.broken("values that lie less deep in each other")),
            Some(b'[') => self.list(depth)?,
            Some(b'{') => self.object(depth)?,
            Some(b'"') => Value::Text(self.string()?),
            _ => self.plain()?,
        };
        Ok(Node { value, at: start..self.at })
    }

    fn list(&mut self, depth: usize) -> Result<Value, Broken> {
        self.at += 1;
        let mut items = Vec::new();
        self.space();
        if self.takes(b']') {
            return Ok(Value::List(items));
        }
        loop {
            items.push(self.value(depth + 1)?);
            self.space();
            if self.takes(b']') {
                return Ok(Value::List(items));
            }
            if !self.takes(b',') {
                return Err(self.broken("a comma, or ] at the end of the list"));
            }
        }
    }

    fn object(&mut self, depth: usize) -> Result<Value, Broken> {
        self.at += 1;
        let mut pairs = Vec::new();
        self.space();
        if self.takes(b'}') {
            return Ok(Value::Object(pairs));
        }
        loop {
            self.space();
            if self.peek() != Some(b'"') {
                return Err(self.broken("a name in quotation marks"));
            }
            let key = self.string()?;
            self.space();
            if !self.takes(b':') {
                return Err(self.broken("a colon behind the name"));
            }
            pairs.push((key, self.value(depth + 1)?));
            self.space();
            if self.takes(b'}') {
                return Ok(Value::Object(pairs));
            }
            if !self.takes(b',') {
                return Err(self.broken("a comma, or } at the end"));
            }
        }
    }

    fn plain(&mut self) -> Result<Value, Broken> {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let length = rest.find(|c: char| !c.is_ascii_alphanumeric() && !"+-.".contains(c)).unwrap_or(rest.len());
        let word = rest.get(..length).unwrap_or_default();
        let is_number = word.starts_with(|c: char| c.is_ascii_digit() || c == '-');
        let value = match word {
            "null" => Value::Null,
            "true" | "false" => Value::Plain,
            _ if is_number => Value::Plain,
            _ => return Err(self.broken("a value: a text in quotation marks, a number, a list")),
        };
        self.at += length;
        Ok(value)
    }

    fn string(&mut self) -> Result<String, Broken> {
        self.at += 1;
        let mut text = String::new();
        loop {
            let rest = self.text.get(self.at..).unwrap_or_default();
            let Some(length) = rest.find(['"', '\\', '\n']) else {
                return Err(self.broken("a quotation mark at the end of the text"));
            };
            text.push_str(rest.get(..length).unwrap_or_default());
            self.at += length;
            match self.peek() {
                Some(b'"') => {
                    self.at += 1;
                    return Ok(text);
                }
                Some(b'\\') => text.push(self.escaped()?),
                _ => return Err(self.broken("a quotation mark at the end of the text")),
            }
        }
    }

    /// The character behind a backslash.
    fn escaped(&mut self) -> Result<char, Broken> {
        let start = self.at;
        self.at += 2;
        Ok(match self.text.as_bytes().get(start + 1) {
            Some(b'n') => '\n',
            Some(b't') => '\t',
            Some(b'r') => '\r',
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(byte @ (b'"' | b'\\' | b'/')) => char::from(*byte),
            Some(b'u') => return self.unit(start),
            _ => {
                self.at = start;
                return Err(self.broken("one of the escapes of JSON: \\n, \\t, \\\", \\u00e9"));
            }
        })
    }

    /// The character of `\u00e9`, or of the two halves of one.
    fn unit(&mut self, start: usize) -> Result<char, Broken> {
        let half = |at: usize| u16::from_str_radix(self.text.get(at..at + 4)?, 16).ok();
        let first = half(self.at);
        let second = self.text.get(self.at + 4..self.at + 6).filter(|next| *next == "\\u").and(half(self.at + 6));
        let units: Vec<u16> = first.into_iter().chain(second).collect();
        let Some(first) = first else {
            self.at = start;
            return Err(self.broken("four digits behind \\u"));
        };
        let is_first_half = (0xD800..0xDC00).contains(&first);
        match char::decode_utf16(units).next() {
            Some(Ok(c)) => {
                self.at += if is_first_half { 10 } else { 4 };
                Ok(c)
            }
            _ => {
                self.at += 4;
                Ok('\u{FFFD}')
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_know_where_they_stand() {
        let text = " [1, {\"a\": \"b\\n\\u00e9\\ud83d\\ude00\\ud83dx\", \"c\": null}, -2.5e3, true, []] ";
        let node = json(text).unwrap();
        let Value::List(items) = &node.value else { panic!("{node:?}") };
        assert_eq!(items[1].get("a").map(|node| &node.value), Some(&Value::Text("b\né😀\u{FFFD}x".to_owned())));
        assert_eq!(&text[items[2].at.clone()], "-2.5e3");
        assert_eq!((items[1].get("c").map(|node| &node.value), items[1].get("d")), (Some(&Value::Null), None));
    }

    #[test]
    fn what_is_no_json_is_told_with_its_place() {
        for (text, at, expected) in [
            ("", 0, "a value"),
            ("[1 2]", 3, "a comma"),
            ("[1,]", 3, "a value"),
            ("{\"a\" 1}", 5, "a colon"),
            ("{a: 1}", 1, "a name"),
            ("[\"a]", 2, "a quotation mark"),
            ("[\"\\x\"]", 2, "one of the escapes"),
            ("[\"\\u12\"]", 2, "four digits"),
            ("[] []", 3, "the end"),
        ] {
            let broken = json(text).unwrap_err();
            assert_eq!((broken.at, broken.expected.starts_with(expected)), (at, true), "{text}: {broken:?}");
        }
        let deep = "[".repeat(100_000);
        assert_eq!(json(&deep).unwrap_err().expected, "values that lie less deep in each other");
    }
}
