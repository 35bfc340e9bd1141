//! Finds the users' own texts among the facts of a problem, so that `--anonymise` can replace what stands in them. A field of
//! a new type does not compile until the type implements `Texts`: no text is forgotten.

use crate::model::day::Day;
use crate::model::effort::Unit;
use crate::model::exact::Exact;
use crate::model::rules::Setting;
use crate::model::slot::Slot;
use crate::model::week::Week;

/// A fact that may hold texts of users.
pub trait Texts {
    /// Calls `change` with each text in turn.
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

impl Texts for Setting {
    fn each_text(&mut self, change: &mut dyn FnMut(&mut String)) {
        match self {
            Setting::Word(word) => change(word),
            Setting::List(list) => list.each_text(change),
            Setting::Number(_) => {}
        }
    }
}

/// Implements `Texts` for types without texts of users: numbers, days and words of teamcap's own.
macro_rules! without_texts {
    ($($type:ty),*) => {
        $(impl $crate::problem::texts::Texts for $type {
            fn each_text(&mut self, _change: &mut dyn FnMut(&mut String)) {}
        })*
    };
}
pub(crate) use without_texts;

without_texts!(bool, char, u16, u32, u64, usize, i64, &'static str, Exact, Day, Week, Slot, Unit);
