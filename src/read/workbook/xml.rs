//! XML as workbooks hold it: elements by their local names, texts with their entities resolved. Entities that a document defines
//! itself are left out, so that nothing expands.

use std::io::BufRead;

use quick_xml::Reader;
use quick_xml::escape::{resolve_xml_entity, unescape};
use quick_xml::events::{BytesRef, BytesStart, Event};

use crate::problem::words::workbook::WorkbookFault;

/// Shows every event of a part to `see`, in order.
///
/// # Errors
/// The part is damaged or too large; what `see` returns.
pub fn each_event(
    part: impl BufRead,
    mut see: impl FnMut(&Event<'_>) -> Result<(), WorkbookFault>,
) -> Result<(), WorkbookFault> {
    let mut reader = Reader::from_reader(part);
    reader.config_mut().check_end_names = false;
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer).map_err(|error| fault(&error))? {
            Event::Eof => return Ok(()),
            event => see(&event)?,
        }
    }
}

/// The fault of a part that cannot be read on.
fn fault(error: &quick_xml::Error) -> WorkbookFault {
    match error {
        quick_xml::Error::Io(error) if error.kind() == std::io::ErrorKind::FileTooLarge => WorkbookFault::TooLarge,
        _ => WorkbookFault::Damaged,
    }
}

/// The value of an attribute by its local name.
pub fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let is_it = |key: &str| key.rsplit(':').next() == Some(name);
    let found = element.attributes().with_checks(false).flatten().find(|attribute| is_it(attribute.key.as_ref()))?;
    Some(unescape(&found.value).map_or_else(|_| found.value.to_string(), |text| text.into_owned()))
}

/// Whether an attribute says yes.
pub fn is_set(element: &BytesStart<'_>, name: &str) -> bool {
    attribute(element, name).is_some_and(|value| value == "1" || value == "true")
}

/// Adds what an event says as text.
pub fn add_text(event: &Event<'_>, text: &mut String) {
    match event {
        Event::Text(part) => text.push_str(&part.xml10_content()),
        Event::CData(part) => text.push_str(&part.xml10_content()),
        Event::GeneralRef(entity) => add_entity(entity, text),
        _ => {}
    }
}

fn add_entity(entity: &BytesRef<'_>, text: &mut String) {
    match entity.resolve_char_ref() {
        Ok(Some(c)) => text.push(c),
        _ => text.push_str(resolve_xml_entity(entity).unwrap_or_default()),
    }
}

/// A text without the way in which characters are written that XML does not have: `_x000D_`.
pub fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("_x") {
        let code = rest.get(at + 2..at + 6).filter(|_| rest.get(at + 6..at + 7) == Some("_"));
        let character = code.and_then(|code| u32::from_str_radix(code, 16).ok()).and_then(char::from_u32);
        match character {
            Some(c) => {
                out.push_str(&rest[..at]);
                out.push(c);
                rest = &rest[at + 7..];
            }
            None => {
                out.push_str(&rest[..at + 2]);
                rest = &rest[at + 2..];
            }
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_that_xml_does_not_have_are_read() {
        assert_eq!(unescaped("a_x000D_b"), "a\rb");
        assert_eq!(unescaped("a_xyz_x0041_"), "a_xyzA");
        assert_eq!(unescaped("plain _x00"), "plain _x00");
    }
}
