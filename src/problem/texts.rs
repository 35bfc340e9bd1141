//! The users' own texts among the facts of a problem, each in turn: for whoever has to replace what stands in them. A fact of
//! a new type does not compile without a line here, so that no text is forgotten.

use super::words::config::{FteClash, Shape, Syntax, Wanted};
use super::words::finding::FilledTerm;
use super::words::matrix::Unclear;
use super::words::sheet::{Container, ParquetFault};
use crate::model::day::Day;
use crate::model::exact::Exact;
use crate::model::rules::Setting;
use crate::model::slot::Slot;
use crate::model::week::Week;

/// Has texts of users, or none.
pub trait Texts {
    fn each_text(&mut self, change: &mut dyn FnMut(&mut String));
}

impl Texts for String {
    fn each_text(&mut self, change: &mut dyn FnMut(&mut String)) {
        change(self);
    }
}

impl<T: Texts> Texts for Option<T> {
    fn each_text(&mut self, change: &mut dyn FnMut(&mut String)) {
        self.iter_mut().for_each(|text| text.each_text(change));
    }
}

impl<T: Texts> Texts for Vec<T> {
    fn each_text(&mut self, change: &mut dyn FnMut(&mut String)) {
        self.iter_mut().for_each(|text| text.each_text(change));
    }
}

impl<A: Texts, B: Texts> Texts for (A, B) {
    fn each_text(&mut self, change: &mut dyn FnMut(&mut String)) {
        self.0.each_text(change);
        self.1.each_text(change);
    }
}

impl<A: Texts, B: Texts, C: Texts> Texts for (A, B, C) {
    fn each_text(&mut self, change: &mut dyn FnMut(&mut String)) {
        self.0.each_text(change);
        self.1.each_text(change);
        self.2.each_text(change);
    }
}

impl Texts for FilledTerm {
    fn each_text(&mut self, change: &mut dyn FnMut(&mut String)) {
        self.category.each_text(change);
    }
}

impl Texts for Setting {
    fn each_text(&mut self, change: &mut dyn FnMut(&mut String)) {
        match self {
            Setting::Word(word) => change(word),
            Setting::List(list) => list.each_text(change),
            Setting::Number(_) => {}
        }
    }
}

impl Texts for Syntax {
    fn each_text(&mut self, change: &mut dyn FnMut(&mut String)) {
        match self {
            Syntax::Unquoted { text } | Syntax::TypographicQuotes { text } => change(text),
            Syntax::Repeated { key } => change(key),
            _ => {}
        }
    }
}

impl Texts for Wanted {
    fn each_text(&mut self, change: &mut dyn FnMut(&mut String)) {
        if let Wanted::OneOf(names) | Wanted::SomeKey(names) = self {
            names.each_text(change);
        }
    }
}

/// Numbers, days and words of teamcap's own.
macro_rules! without_texts {
    ($($type:ty),*) => {
        $(impl Texts for $type {
            fn each_text(&mut self, _change: &mut dyn FnMut(&mut String)) {}
        })*
    };
}

without_texts!(bool, char, u16, u32, u64, usize, i64, &'static str, Exact, Day, Week, Slot);
// Of a compression, the name that the format has for it.
without_texts!(FteClash, Shape, Unclear, Container, ParquetFault);
