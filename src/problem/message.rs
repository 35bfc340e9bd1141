//! What a message is: a name, a severity, an explanation and its words. `faults!` declares the messages of one room.

use crate::model::exact::Exact;

/// How much a problem matters. Ordered: the worst first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// No report unless `--keep-going`; exit 1.
    Error,
    /// The numbers stand; exit 0, with `--strict` 1.
    Warning,
    /// What the report found.
    Note,
}

impl Severity {
    pub fn name(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        }
    }
}

/// What all messages of one name have in common: what `teamcap explain NAME` prints.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct About {
    /// The stable name that a user can type and accept.
    pub name: &'static str,
    pub severity: Severity,
    /// Whether it is about single people. A review of the team as a whole leaves such messages out.
    pub is_about_people: bool,
    /// The explanation; lines begin with a space.
    pub text: &'static str,
}

/// Three short texts, each without a full stop: lower case, so that they fit behind a label.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Words {
    /// What was found, with the user's own text in it.
    pub found: String,
    /// What was expected; empty when `found` says it all.
    pub expected: String,
    /// What to write instead; may be several lines; empty when there is nothing to write.
    pub write: String,
}

impl Words {
    pub fn new(found: impl Into<String>, expected: impl Into<String>, write: impl Into<String>) -> Words {
        Words { found: found.into(), expected: expected.into(), write: write.into() }
    }
}

/// How an exact number becomes text: implemented by `render::number`, the only file that rounds what a review prints.
pub trait Numerals {
    /// `x` with `places` decimal places, rounded half away from zero.
    fn decimal(&self, x: &Exact, places: u32) -> String;

    /// `41.5 %` for 41.5.
    fn percent(&self, x: &Exact, places: u32) -> String {
        format!("{} %", self.decimal(x, places))
    }
}

/// Declares the messages of one room as an enum. Each message is one block:
///
/// ```text
/// faults! {
///     pub enum SheetFault, with numerals {
///         /// The explanation, which `teamcap explain duplicate-person-week` prints.
///         DuplicatePersonWeek { person: String, days: Slot } = "duplicate-person-week", Error, about people {
///             found: format!("{person} already has a row for {days}"),
///             expected: "one row for each person and week",
///             write: "one row: delete the copy, or correct its week or its name",
///         }
///     }
/// }
/// ```
///
/// - The three texts are expressions in which each field is a variable, borrowed. `expected` and `write` may be left out.
/// - One expression of type `Words` may stand in place of the three.
/// - `with numerals` names the `&dyn Numerals` that writes exact numbers.
/// - `about people` marks a message about single people.
///
/// rustfmt leaves the blocks as they are written.
macro_rules! faults {
    (@words found: $found:expr, $(expected: $expected:expr,)? $(write: $write:expr,)?) => {
        $crate::problem::message::Words::new(
            $found,
            $crate::problem::message::faults!(@text $($expected)?),
            $crate::problem::message::faults!(@text $($write)?),
        )
    };
    (@words $words:expr) => { $words };
    (@text) => { "" };
    (@text $text:expr) => { $text };
    (@about) => { false };
    (@about people) => { true };

    (pub enum $Enum:ident $(, with $numerals:ident)? {
        $(
            $(#[doc = $text:literal])+
            $Variant:ident { $($field:ident : $ty:ty),* $(,)? } = $name:literal, $severity:ident $(, about $people:ident)? {
                $($words:tt)+
            }
        )*
    }) => {
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub enum $Enum {
            $( $(#[doc = $text])+ $Variant { $($field: $ty),* }, )*
        }

        impl $Enum {
            /// What is said of each message of this room in general, in the order of the variants.
            pub const CATALOGUE: &'static [$crate::problem::message::About] = &[
                $( $crate::problem::message::About {
                    name: $name,
                    severity: $crate::problem::message::Severity::$severity,
                    is_about_people: $crate::problem::message::faults!(@about $($people)?),
                    text: concat!($($text, "\n"),+),
                }, )*
            ];

            pub fn about(&self) -> &'static $crate::problem::message::About {
                enum Index { $($Variant),* }
                let index = match self { $( $Enum::$Variant { .. } => Index::$Variant, )* };
                &$Enum::CATALOGUE[index as usize]
            }

            pub fn name(&self) -> &'static str {
                self.about().name
            }

            /// Calls `change` with every text among the facts, which may be the user's own.
            pub fn each_text(&mut self, change: &mut dyn FnMut(&mut String)) {
                match self {
                    $( $Enum::$Variant { $($field),* } => { $( $crate::problem::texts::Texts::each_text($field, change); )* } )*
                }
            }

            pub fn words(&self, exact: &dyn $crate::problem::message::Numerals) -> $crate::problem::message::Words {
                // Not every message needs every field, nor every room exact numbers.
                let _ = exact;
                $( let $numerals = exact; )?
                match self {
                    $( $Enum::$Variant { $($field),* } => {
                        $( let _ = $field; )*
                        $crate::problem::message::faults!(@words $($words)+)
                    } )*
                }
            }
        }
    };
}
pub(crate) use faults;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::exact::Exact;

    faults! {
        pub enum Weather, with numerals {
            /// It rains.
            /// Somebody gets wet.
            Rain { person: String, inches: Exact, town: String } = "rain", Warning, about people {
                found: format!("{} inches on {person}", numerals.decimal(inches, 0)),
                write: "an umbrella",
            }
            /// Nothing is to be seen.
            Fog { dense: bool } = "fog", Note {
                if *dense { Words::new("dense fog", "sun", "") } else { Words::new("fog", "", "") }
            }
        }
    }

    struct Whole;

    impl Numerals for Whole {
        fn decimal(&self, x: &Exact, _places: u32) -> String {
            x.to_string()
        }
    }

    fn rain() -> Weather {
        Weather::Rain { person: "Ada".into(), inches: Exact::from(2), town: "Bergen".into() }
    }

    #[test]
    fn a_message_is_one_block_with_its_name_its_severity_and_its_explanation() {
        let about = About {
            name: "rain",
            severity: Severity::Warning,
            is_about_people: true,
            text: " It rains.\n Somebody gets wet.\n",
        };
        assert_eq!(*rain().about(), about);
        let fog = Weather::Fog { dense: true };
        assert_eq!((fog.name(), fog.about().severity, fog.about().is_about_people), ("fog", Severity::Note, false));
        assert_eq!(Weather::CATALOGUE.iter().map(|about| about.name).collect::<Vec<_>>(), ["rain", "fog"]);
    }

    #[test]
    fn its_words_are_three_texts_or_one_expression_and_a_text_left_out_is_empty() {
        assert_eq!(rain().words(&Whole), Words::new("2 inches on Ada", "", "an umbrella"));
        assert_eq!(Weather::Fog { dense: true }.words(&Whole), Words::new("dense fog", "sun", ""));
        assert_eq!(Weather::Fog { dense: false }.words(&Whole), Words::new("fog", "", ""));
    }

    #[test]
    fn every_text_among_its_facts_can_be_replaced() {
        let mut rain = rain();
        rain.each_text(&mut |text| *text = text.to_uppercase());
        assert_eq!(rain, Weather::Rain { person: "ADA".into(), inches: Exact::from(2), town: "BERGEN".into() });
    }
}
