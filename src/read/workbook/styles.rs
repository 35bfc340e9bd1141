//! The styles of an xlsx workbook: of each style of cells its number format, and whether its text is struck through.

use std::collections::HashMap;
use std::io::BufRead;

use quick_xml::events::Event;

use super::format::Format;
use super::xml::{attribute, each_event, is_set};
use crate::problem::words::workbook::WorkbookFault;

/// A style of cells.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Style {
    pub format: Format,
    pub is_struck: bool,
}

/// Reads `styles.xml`: the styles by their numbers.
///
/// # Errors
/// The part is damaged.
pub fn styles(part: impl BufRead) -> Result<Vec<Style>, WorkbookFault> {
    let mut codes: HashMap<u32, String> = HashMap::new();
    let mut struck: Vec<bool> = Vec::new();
    let mut styles = Vec::new();
    let (mut is_fonts, mut is_cells) = (false, false);
    each_event(part, |event| {
        match event {
            Event::Start(element) | Event::Empty(element) => match element.local_name().as_ref() {
                "numFmt" => {
                    let id = attribute(element, "numFmtId").and_then(|id| id.parse().ok());
                    codes.extend(id.zip(attribute(element, "formatCode")));
                }
                "fonts" => is_fonts = true,
                "font" if is_fonts => struck.push(false),
                "strike" if is_fonts => {
                    let is_off = attribute(element, "val").is_some() && !is_set(element, "val");
                    if let Some(last) = struck.last_mut() {
                        *last = !is_off;
                    }
                }
                "cellXfs" => is_cells = true,
                "xf" if is_cells => {
                    let number =
                        |name: &str| attribute(element, name).and_then(|id| id.parse::<u32>().ok()).unwrap_or(0);
                    let id = number("numFmtId");
                    let font = number("fontId") as usize;
                    styles.push(Style {
                        format: codes.get(&id).map_or_else(|| Format::built_in(id), |code| Format::of_code(code)),
                        is_struck: struck.get(font).copied().unwrap_or(false),
                    });
                }
                _ => {}
            },
            Event::End(element) => match element.local_name().as_ref() {
                "fonts" => is_fonts = false,
                "cellXfs" => is_cells = false,
                _ => {}
            },
            _ => {}
        }
        Ok(())
    })?;
    Ok(styles)
}
