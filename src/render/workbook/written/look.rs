//! How cells look: the formats of the file, in the page's colours.

use std::collections::HashMap;

use rust_xlsxwriter::{Format, FormatAlign, FormatBorder};

use crate::render::workbook::marks::Colour;
use crate::render::workbook::palette;
use crate::render::workbook::sheet::{Cell, Digits, Kind};

/// The formats, each made once.
#[derive(Default)]
pub struct Looks(HashMap<(Kind, Digits, bool), Format>);

impl Looks {
    /// `is_right`: it stands on the right.
    pub fn of(&mut self, cell: &Cell, is_right: bool) -> &Format {
        self.0.entry((cell.kind, cell.digits, is_right)).or_insert_with(|| look(cell.kind, cell.digits, is_right))
    }
}

fn look(kind: Kind, digits: Digits, is_right: bool) -> Format {
    let format = Format::new().set_align(FormatAlign::Top).set_font_color(palette::INK);
    let format = match is_right {
        false => format.set_align(FormatAlign::Left),
        true => format.set_num_format(pattern(digits)).set_align(FormatAlign::Right).set_indent(1),
    };
    match kind {
        Kind::Plain => format,
        Kind::Input => format.set_font_color(palette::LINK),
        Kind::Level => format.set_font_color(palette::LINK).set_indent(0).set_align(FormatAlign::Center),
        Kind::Head => format
            .set_bold()
            .set_text_wrap()
            .set_background_color(palette::BAND)
            .set_border_bottom(FormatBorder::Thin)
            .set_border_color(palette::SOFT)
            .set_align(FormatAlign::Bottom),
        Kind::Title => format.set_bold().set_font_size(14),
        Kind::Total => format.set_bold().set_background_color(palette::BAND),
        Kind::Quiet => format.set_font_color(palette::SOFT).set_font_size(9),
        Kind::Key => format.set_font_color(palette::SOFT).set_font_size(8).set_shrink(),
        Kind::Wrapped | Kind::Sentence => format.set_text_wrap(),
        Kind::Good => format.set_font_color(palette::GOOD),
        Kind::Warn => format.set_font_color(palette::WARN).set_bold(),
        Kind::Bad => format.set_font_color(palette::BAD).set_bold(),
    }
}

/// The format of a number, as every spreadsheet knows it.
fn pattern(digits: Digits) -> String {
    let places = |places: u32| match places {
        0 => "0".to_owned(),
        places => format!("0.{}", "0".repeat(places.min(30) as usize)),
    };
    match digits {
        Digits::Places(n) => places(n),
        Digits::Percent(n) => format!("{}%", places(n)),
        Digits::Points(n) => format!("{}\" points\"", places(n)),
        Digits::Day => "yyyy-mm-dd".to_owned(),
    }
}

/// The look of a cell that a rule colours.
pub fn coloured(colour: Colour) -> Format {
    let on = |ground: u32, ink: u32| Format::new().set_background_color(ground).set_font_color(ink);
    match colour {
        Colour::Good => on(palette::GOOD_GROUND, palette::GOOD),
        Colour::Warn => on(palette::WARN_GROUND, palette::WARN),
        Colour::Bad => on(palette::BAD_GROUND, palette::BAD),
        Colour::Leave => on(palette::LEAVE_GROUND, palette::INK),
        Colour::Quiet => Format::new().set_font_color(palette::SOFT),
        Colour::Strong => Format::new().set_bold(),
    }
}
