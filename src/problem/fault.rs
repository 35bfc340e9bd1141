//! The facts of a problem, whichever room they come from.

use super::message::{About, Numerals, Severity, Words};
use super::words::config::ConfigFault;
use super::words::diary::DiaryFault;
use super::words::entry::EntryFault;
use super::words::file::FileFault;
use super::words::finding::Finding;
use super::words::folder::FolderFault;
use super::words::holiday::HolidayFault;
use super::words::matrix::MatrixFault;
use super::words::query::QueryFault;
use super::words::question::Question;
use super::words::sheet::SheetFault;
use super::words::written::WrittenFault;

/// Declares `Fault` from the rooms and their faults, and hands on to each room what is asked of a fault.
macro_rules! rooms {
    ($($Room:ident($RoomFault:ident)),* $(,)?) => {
        /// The facts of a problem, by the room they come from.
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub enum Fault {
            $($Room($RoomFault),)*
        }

        impl Fault {
            fn about(&self) -> &'static About {
                match self { $(Fault::$Room(fault) => fault.about(),)* }
            }

            pub fn words(&self, numerals: &dyn Numerals) -> Words {
                match self { $(Fault::$Room(fault) => fault.words(numerals),)* }
            }

            /// Calls `change` with every text among the facts, which may be the user's own.
            pub fn each_text(&mut self, change: &mut dyn FnMut(&mut String)) {
                match self { $(Fault::$Room(fault) => fault.each_text(change),)* }
            }
        }

        $(
            impl From<$RoomFault> for Fault {
                fn from(fault: $RoomFault) -> Fault {
                    Fault::$Room(fault)
                }
            }
        )*

        /// Every message that teamcap can print, by room.
        pub fn catalogue() -> impl Iterator<Item = &'static About> {
            [$($RoomFault::CATALOGUE),*].into_iter().flatten()
        }
    };
}

rooms! {
    Config(ConfigFault),
    Diary(DiaryFault),
    Entry(EntryFault),
    File(FileFault),
    Folder(FolderFault),
    Holiday(HolidayFault),
    Sheet(SheetFault),
    Matrix(MatrixFault),
    Query(QueryFault),
    Question(Question),
    Written(WrittenFault),
    Finding(Finding),
}

impl Fault {
    pub fn name(&self) -> &'static str {
        self.about().name
    }

    pub fn severity(&self) -> Severity {
        self.about().severity
    }

    /// Whether it is about single people: what a review of the team leaves out.
    pub fn is_about_people(&self) -> bool {
        self.about().is_about_people
    }
}
