//! Workbooks of Excel 2007 and later (xlsx, xlsm): their tabs, shared texts and styles.

use std::io::BufRead;

use quick_xml::events::Event;

use super::book::Tab;
use super::format::Epoch;
use super::styles::{Style, styles};
use super::tab::{Given, tab};
use super::xml::{add_text, attribute, each_event, is_set, unescaped};
use crate::problem::words::workbook::WorkbookFault;
use crate::read::package::Package;

/// The part that lists the tabs.
pub const WORKBOOK: &str = "xl/workbook.xml";

/// Reads every tab.
///
/// # Errors
/// A part is damaged, missing or too large.
pub fn tabs(package: &mut Package) -> Result<Vec<Tab>, WorkbookFault> {
    let (listed, epoch) = match package.part(WORKBOOK)? {
        Some(part) => listed(part)?,
        None => return Err(WorkbookFault::Damaged),
    };
    let targets = match package.part("xl/_rels/workbook.xml.rels")? {
        Some(part) => targets(part)?,
        None => return Err(WorkbookFault::Damaged),
    };
    let shared = match package.part("xl/sharedStrings.xml")? {
        Some(part) => shared(part)?,
        None => Vec::new(),
    };
    let styles: Vec<Style> = match package.part("xl/styles.xml")? {
        Some(part) => styles(part)?,
        None => Vec::new(),
    };
    let given = Given { shared: &shared, styles: &styles, epoch };
    let mut tabs = Vec::new();
    for Listed { name, id, is_hidden } in listed {
        let Some((_, target)) = targets.iter().find(|(own, _)| *own == id) else { continue };
        let path = path_of(target);
        // A chart that has a tab of its own has no cells.
        if !path.to_lowercase().contains("worksheets/") {
            continue;
        }
        let Some(part) = package.part(&path)? else { return Err(WorkbookFault::Damaged) };
        let (text, seen) = tab(part, &given)?;
        tabs.push(Tab { name, is_hidden, text, seen });
    }
    Ok(tabs)
}

/// A tab as the workbook lists it.
struct Listed {
    name: String,
    id: String,
    is_hidden: bool,
}

fn listed(part: impl BufRead) -> Result<(Vec<Listed>, Epoch), WorkbookFault> {
    let (mut found, mut epoch) = (Vec::new(), Epoch::From1900);
    each_event(part, |event| {
        match event {
            Event::Start(element) | Event::Empty(element) => match element.local_name().as_ref() {
                "workbookPr" if is_set(element, "date1904") => epoch = Epoch::From1904,
                "sheet" => found.push(Listed {
                    name: attribute(element, "name").unwrap_or_default(),
                    id: attribute(element, "id").unwrap_or_default(),
                    is_hidden: attribute(element, "state").is_some_and(|state| state != "visible"),
                }),
                _ => {}
            },
            _ => {}
        }
        Ok(())
    })?;
    Ok((found, epoch))
}

/// The path of a part that the workbook refers to.
pub fn path_of(target: &str) -> String {
    match target.strip_prefix('/') {
        Some(whole) => whole.to_owned(),
        None => format!("xl/{target}"),
    }
}

/// The parts that the workbook refers to, by their ids.
pub fn targets(part: impl BufRead) -> Result<Vec<(String, String)>, WorkbookFault> {
    let mut found = Vec::new();
    each_event(part, |event| {
        match event {
            Event::Start(element) | Event::Empty(element) if element.local_name().as_ref() == "Relationship" => {
                found.extend(attribute(element, "Id").zip(attribute(element, "Target")));
            }
            _ => {}
        }
        Ok(())
    })?;
    Ok(found)
}

/// The texts that cells share, in order. Readings of Japanese texts that stand beside them are left out.
fn shared(part: impl BufRead) -> Result<Vec<Box<str>>, WorkbookFault> {
    let (mut found, mut text) = (Vec::new(), String::new());
    let (mut is_text, mut is_reading) = (false, false);
    each_event(part, |event| {
        match event {
            Event::Start(element) => match element.local_name().as_ref() {
                "si" => text.clear(),
                "t" => is_text = !is_reading,
                "rPh" => is_reading = true,
                _ => {}
            },
            Event::Empty(element) if element.local_name().as_ref() == "si" => found.push("".into()),
            Event::End(element) => match element.local_name().as_ref() {
                "si" => found.push(unescaped(&text).into()),
                "t" => is_text = false,
                "rPh" => is_reading = false,
                _ => {}
            },
            event if is_text => add_text(event, &mut text),
            _ => {}
        }
        Ok(())
    })?;
    Ok(found)
}
