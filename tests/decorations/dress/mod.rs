//! What people do to a sheet. Each decoration is a function of a sheet and chance, and a line in this list.
//!
//! A new one takes three steps:
//!
//! 1. Write `pub fn name(sheet: &mut Sheet, chance: &mut Chance) -> bool` in the file that it belongs to. It returns false where it
//!    does not fit the sheet, and has then changed nothing. `Sheet::each` goes through the files, `columns::column` puts in a
//!    column, `Table::insert` the same in one file, `Table::blocks` finds the rows of a week or a person.
//! 2. Keep the roles right: `Role::Amount` is effort and nothing else is; `Role::Beside` is what a total row adds up too; a row of
//!    sums is `Kind::Summary`. Where it changes what is true, change `Sheet::truth` with it (as `people::leave` does). Where it tells
//!    what part of a week somebody has, set `tells_fte`; where only a question is right, `must_ask`.
//! 3. Put it into the list, which is also the order in which they are put on: what changes the truth first, then columns, then rows
//!    that add them up, then labels, then what stands around, then bytes. Of one group only one is put on.
//!
//! One in full, a column beside the effort (in `columns`) and its line in the list:
//!
//! ```ignore
//! pub fn site(sheet: &mut Sheet, chance: &mut Chance) -> bool {
//!     if !has_people(sheet) {
//!         return false;
//!     }
//!     column(sheet, behind_names, Role::Other, chance.pick(&["Site", "Werk"]), |_, _, row| {
//!         row.person.map_or(Cell::default(), |person| Cell::text(["Lyon", "Kraków"][person % 2]))
//!     })
//! }
//!
//! "", "site column", columns::site;
//! ```

mod bytes;
mod columns;
mod dates;
mod labels;
mod outside;
mod people;
mod rows;
mod times;

use super::chance::Chance;
use super::sheet::Sheet;

#[derive(Debug, Clone, Copy)]
pub struct Decoration {
    pub name: &'static str,
    /// Of one group only one is put on; those of the empty one all get along.
    pub group: &'static str,
    pub put_on: fn(&mut Sheet, &mut Chance) -> bool,
}

macro_rules! list {
    ($($group:literal, $name:literal, $put_on:path;)*) => {
        pub const DECORATIONS: &[Decoration] = &[$(Decoration { name: $name, group: $group, put_on: $put_on }),*];
    };
}

list! {
    "", "leave words in cells", people::leave;
    "", "a row of nobody's", people::nobody;
    "", "planned and actual under each category", people::plan_under_categories;
    "", "the last row first", rows::newest_first;
    "unit", "unit in the headings", labels::unit_in_headings;
    "when", "weeks as W10", dates::w;
    "when", "weeks as KW 10", dates::kw;
    "when", "weeks as W10 2024", dates::w_year;
    "when", "weeks as 2024 W10", dates::year_w;
    "when", "weeks as 2024W10", dates::year_w_joined;
    "when", "weeks as KW 10-2024", dates::kw_year;
    "when", "weeks as 10", dates::number;
    "when", "weeks as 10, the year beside", dates::number_and_year;
    "when", "Mondays as 2024-03-04", dates::iso_day;
    "when", "dates as 04.03.2024", dates::dotted;
    "when", "dates as 3/4/2024", dates::american;
    "when", "dates as 04/03/2024", dates::british;
    "when", "dates as 4-Mar-2024", dates::month_short;
    "when", "dates as 4-Mar", dates::month_without_year;
    "when", "dates as March 4, 2024", dates::month_long;
    "when", "weekday before the date", dates::weekday_before;
    "when", "dates with 00:00:00", dates::midnight;
    "when", "weeks as a range of dates", dates::range;
    "when", "weeks as 27.11.-3.12.2023", dates::short_range;
    "when", "week commencing Sunday", dates::commencing_sunday;
    "when", "week commencing Monday", dates::commencing_monday;
    "when", "week ending Friday", dates::ending_friday;
    "when", "week ending Sunday", dates::ending_sunday;
    "block", "block titles", rows::block_titles;
    "", "start, end and break", times::clock;
    "", "total column", columns::total;
    "", "total column under an unknown word", columns::unknown_total;
    "", "average column", columns::average;
    "", "remaining column", columns::remaining;
    "", "overtime column", columns::overtime;
    "", "share-of-capacity column", columns::share;
    "", "capacity column", columns::capacity;
    "", "FTE column", columns::fte;
    "", "planned column", columns::planned;
    "", "employee number column", columns::employee_number;
    "", "role column", columns::role;
    "", "team column", columns::team;
    "", "location column", columns::location;
    "", "project number column", columns::code;
    "", "e-mail column", columns::mail;
    "", "rate and cost columns", columns::cost;
    "", "month column", times::month;
    "", "quarter column", times::quarter;
    "", "year column", times::year;
    "", "weekday column", times::weekday;
    "", "remark column", columns::remark;
    "", "running number column", columns::running_number;
    "", "blank spacer column", columns::blank;
    "", "blank columns behind", columns::blanks_behind;
    "subtotals", "subtotals", rows::subtotals;
    "subtotals", "subtotals that name the block", rows::named_subtotals;
    "subtotals", "subtotals with the key kept", rows::keyed_subtotals;
    "subtotals", "subtotals without a label", rows::unlabelled_subtotals;
    "total", "total row", rows::total;
    "total", "total row under an unknown word", rows::unknown_total;
    "total", "total row without a label", rows::unlabelled_total;
    "total", "total row above the entries", rows::total_above;
    "", "average row", rows::average;
    "", "percent-of-total row", rows::part_of_total;
    "block", "labels in the first row of a block", labels::merged;
    "", "blanks before signs", labels::blank_before_sign;
    "", "two decimals everywhere", labels::two_decimals;
    "", "placeholders in blank cells", labels::placeholders;
    "", "categories in another case", labels::category_case;
    "", "names as Last, First", labels::last_first;
    "", "names in another case", labels::letter_case;
    "", "accents as marks of their own", labels::decomposed;
    "", "odd blanks in names", labels::odd_blanks;
    "", "invisible characters in names", labels::invisible;
    "", "names with mail", labels::with_mail;
    "", "names with (80 %)", labels::with_fte;
    "", "blank rows between", rows::blanks;
    "", "repeated header rows", rows::repeated_headers;
    "", "legend above", outside::legend;
    "", "title rows above", outside::titles;
    "second", "FTE table beside", outside::table_beside;
    "second", "FTE table below", outside::table_below;
    "", "notes below", outside::notes;
    "", "blank rows below", outside::blanks_below;
    "delimiter", "semicolons and decimal commas", bytes::semicolons;
    "delimiter", "tabs", bytes::tabs;
    "delimiter", "pipes", bytes::pipes;
    "delimiter", "decimal commas in quotes", bytes::quoted_commas;
    "", "a first line sep=;", bytes::delimiter_line;
    "", "everything in quotes", bytes::quotes;
    "encoding", "byte order mark", bytes::mark;
    "lines", "CRLF", bytes::crlf;
    "lines", "CR alone", bytes::cr;
    "encoding", "UTF-16", bytes::utf16;
    "encoding", "windows-1252", bytes::windows1252;
    "", "a hidden file beside", outside::hidden_file;
    "", "the same file twice", outside::copy;
    "", "a list of contacts beside", outside::contacts;
}
