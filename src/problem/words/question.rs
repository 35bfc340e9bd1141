//! Questions: a sheet that can be read in two ways. Each names the readings, what the numbers would add up to in each, and the line
//! of teamcap.toml that says it.

mod parts;

pub(crate) use parts::shown;
pub use parts::{ColumnDoubt, CountedWord, Lacks, NamedColumn, Total};
use parts::{counted, reason};

use crate::model::effort::Unit;
use crate::problem::grammar::{agree, count, list, quoted, quoted_all};
use crate::problem::message::faults;

faults! {
    pub enum Question, with numerals {
        /// A column of numbers that may be effort or something else: a total that too few rows show, the only column of numbers under a
        /// heading that is not one of effort, a column beside the one that holds the amounts. Nothing is counted until it is said.
        AskedColumn { column: String, why: ColumnDoubt, with: Total, without: Total } = "asked-column", Error {
            found: format!("is {} effort? {}", quoted(column), reason(why)),
            expected: format!(
                "one of two readings: with this column the sheet adds up to {}, without it to {}",
                shown(with, numerals),
                shown(without, numerals)
            ),
            write: format!(
                "in the [[source]] of this file, one of these two:\neffort = [{0}]\nignore = [{0}]",
                quoted(column)
            ),
        }
        /// Each row holds one amount, and several columns hold numbers: only one of them is the effort, and nothing tells which.
        AskedAmount { columns: Vec<(String, Total)> } = "asked-amount", Error {
            found: format!(
                "which column holds the amounts? Each row holds one, and {} columns hold numbers",
                columns.len()
            ),
            expected: format!(
                "one of {} readings: {}",
                columns.len(),
                list(&columns.iter().map(|(name, total)| format!("{} adds up to {}", quoted(name), shown(total, numerals))).collect::<Vec<_>>())
            ),
            write: format!(
                "in the [[source]] of this file, one of these:\n{}",
                columns.iter().map(|(name, _)| format!("effort = [{}]", quoted(name))).collect::<Vec<_>>().join("\n")
            ),
        }
        /// What people did adds up to their FTE at every time: then 60 % is all of the week of somebody who works 0.6. Otherwise a percent is
        /// one of the person's own week.
        AskedShare { times: u64 } = "asked-share", Error {
            found: format!(
                "are these shares of a full-time week? What each person did adds up to the FTE beside it, {times} times of {times}"
            ),
            expected: "shares of a full-time week, or of each person's own week",
            write: "at the top of teamcap.toml one of these two, and fte for each [[person]]:\npercent_of = \"full-week\"  # 60 % is all of the week of somebody who works 0.6\npercent_of = \"own-week\"   # 60 % is more than half of anybody's week",
        }
        /// A row that may be a sum of the rows above it, or somebody's own: its numbers fit, and no word and no roster decides it.
        AskedRow { label: String, rows: u64, are_above: bool, with: Total, without: Total } = "asked-row", Error {
            found: format!(
                "is {} a total? {} {}{}",
                quoted(label),
                match rows {
                    1 => "Its numbers are those of the one row".to_owned(),
                    _ => format!("It is the sum of the {}", count(*rows, "row", "rows")),
                },
                if *are_above { "above" } else { "below" },
                if *rows == 1 { " that has any" } else { "" }
            ),
            expected: format!(
                "one of two readings: with this row the sheet adds up to {}, without it to {}",
                shown(with, numerals),
                shown(without, numerals)
            ),
            write: format!(
                "in the [[source]] of this file, one of these two:\neffort = [{0}]\nignore = [{0}]",
                quoted(label)
            ),
        }
        /// The label of a row is a word for totals or for a capacity, and nothing but the word says that it holds any: it may be the name of
        /// somebody, or of something that was done.
        AskedLabel { label: String, what: &'static str, with: Total, without: Total } = "asked-label", Error {
            found: format!("is {} effort? It is a word for {what}, and nothing else shows that the row holds that", quoted(label)),
            expected: format!(
                "one of two readings: with this label the sheet adds up to {}, without it to {}",
                shown(with, numerals),
                shown(without, numerals)
            ),
            write: format!(
                "a [[person]] with this name, if it is somebody's; or, in the [[source]] of this file, one of these two:\neffort = [{0}]\nignore = [{0}]",
                quoted(label)
            ),
        }
        /// Amounts of which nothing says whose they are, or what was done.
        AskedSheet { lacks: Lacks } = "asked-sheet", Error {
            found: match lacks {
                Lacks::Person => "whose effort is this? No column, no title and no file name says a person",
                Lacks::Level => "which row of the header names the people, the upper or the lower one?",
                Lacks::Kind => "are these numbers shares of the time, or levels of skills? Every row adds up to 1",
                Lacks::Work => "what was done? The sheet holds amounts, and neither a column nor a heading says of what",
            },
            expected: match lacks {
                Lacks::Person => "a column headed Person or Name, or the name of the person as that of the file",
                Lacks::Level => "the roster, or weeks that are whole for the people of one of the rows",
                Lacks::Kind => "weeks, or a sign such as % at the numbers, if they are shares",
                Lacks::Work => "a column for each category, or a column headed Category, Project or Task",
            },
            write: match lacks {
                Lacks::Person => "person = with the name, in the [[source]] of this file; or counts = false, if it is no sheet of effort",
                Lacks::Level => "a [[person]] with name = for each of them, in teamcap.toml; or counts = false, if it is no sheet of effort",
                Lacks::Kind => "unit = \"fraction\" in the [[source]] of this file, or matrix = with its name under [skills]",
                Lacks::Work => "the category at the head of the amounts; or counts = false in the [[source]] of this file, if it is no sheet of effort",
            },
        }
        /// A name in the column of people that may not be one person: several names in a cell, or a name with "plan" and "actual"
        /// behind it. Each would be a person of its own.
        AskedNames { names: Vec<String>, are_several: bool } = "asked-names", Error {
            found: match are_several {
                true => format!("{} {} several people", list(&quoted_all(names)), agree(names.len() as u64, "names", "name")),
                false => format!("{}: the same person, planned and as it happened?", list(&quoted_all(names))),
            },
            expected: match are_several {
                true => "one person in each row: nothing says how they share the amounts",
                false => "effort that happened; what was planned would be counted as somebody else's",
            },
            write: match are_several {
                true => "a row for each of them, with their own amounts".to_owned(),
                false => format!(
                    "one of these two, in the [[source]] of this file, for the rows that do not count or for those that do:\n\
                     ignore = [{0}]\neffort = [{0}]",
                    quoted_all(names).join(", ")
                ),
            },
        }
        /// A second table in a sheet, below the first or beside it, with amounts of its own. One of them would be lost.
        AskedTable { text: String } = "asked-table", Error {
            found: format!("a second table begins at {}, with numbers of its own", quoted(text)),
            expected: "one table in a sheet, or tables with the same header below each other",
            write: "the second table in a file of its own; or delete it here, if it repeats the first",
        }
        /// Columns of texts that may name the people, under headings that teamcap does not know, in a sheet that nothing else says the
        /// person of.
        AskedPerson { columns: Vec<String> } = "asked-person", Error {
            found: format!("whose rows are these? {} may name the people", list(&quoted_all(columns))),
            expected: "a column headed Person or Name, or the name of the person as that of the file",
            write: format!(
                "in the [[source]] of this file, which column it is, or whose file:\n{}\nperson = \"the name\"",
                columns.iter().map(|column| format!("columns = {{ person = {} }}", quoted(column))).collect::<Vec<_>>().join("\n")
            ),
        }
        /// One heading stands over two columns, and their amounts differ: they may be two categories of one name, or one of them may be
        /// planned or a copy.
        AskedHeading { name: String, first: Total, second: Total } = "asked-heading", Error {
            found: format!("two columns are headed {}", quoted(name)),
            expected: format!(
                "one column for each heading; the first adds up to {}, the second to {}",
                shown(first, numerals),
                shown(second, numerals)
            ),
            write: "another heading over one of them; or, in the [[source]] of this file, ignore with the one that is not counted",
        }
        /// A placeholder such as - or N/A where a person should stand: the work of nobody. It is no person with a capacity, and its
        /// amounts stay out of every figure.
        Nobody { text: String, rows: u64, total: Total } = "nobody", Warning {
            found: format!(
                "left out: {} that {} {} instead of a person, {} in all",
                count(*rows, "row", "rows"),
                agree(*rows, "names", "name"),
                quoted(text),
                shown(total, numerals)
            ),
            write: "the person, if somebody did this work",
        }
        /// Numbers such as 1,240 that may be more than a thousand or a bit more than one: every number with a mark has three digits
        /// behind it, and nothing else in the sheet shows what the mark is.
        AskedThousands { text: String, cells: u64, thousands: Total, decimals: Total } = "asked-thousands", Error {
            found: match cells {
                1 => format!("{} can be read in two ways", quoted(text)),
                cells => format!(
                    "{} can be read in two ways, and so can {}",
                    quoted(text),
                    count(cells - 1, "other number", "other numbers")
                ),
            },
            expected: format!(
                "one of two readings: thousands, and the sheet adds up to {}; or decimals, and it adds up to {}",
                shown(thousands, numerals),
                shown(decimals, numerals)
            ),
            write: format!(
                "in the [[source]] of this file, one of these two:\ndecimal = \"{0}\"  # thousands\ndecimal = \"{1}\"  # decimals",
                if text.contains(',') { '.' } else { ',' },
                if text.contains(',') { ',' } else { '.' }
            ),
        }
        /// A bare number up to one, in a column whose other cells carry a percent sign: 0.4 may be 40 % whose sign was lost, or less than
        /// one percent.
        AskedFraction { text: String, column: String, cells: u64 } = "asked-fraction", Error {
            found: format!(
                "is {} under {} a part of one, or less than a percent? {} no sign, and others carry %",
                quoted(text),
                quoted(column),
                count(*cells, "such number carries", "such numbers carry")
            ),
            expected: "one unit in a column",
            write: "40% instead of 0.4; or 0.4%, if that is meant",
        }
        /// Percent signs and hours in one column.
        AskedSigns { column: String, percent: u64, hours: u64 } = "asked-signs", Error {
            found: format!(
                "under {}, {} a percent sign and {} hours",
                quoted(column),
                count(*percent, "cell carries", "cells carry"),
                count(*hours, "is", "are")
            ),
            expected: "one unit in a column; different columns may have different units",
            write: "percents or hours throughout",
        }
        /// Numbers without a sign that are of another unit than those of the other files with the same headings, if their sums are right.
        AskedUnit { unit: Unit, weeks: u64, of: u64, others: Unit, files: u64 } = "asked-unit", Error {
            found: format!(
                "are these numbers {} or {}? By {weeks} of {of} person-weeks they are {}, and {} with the same headings {} {}",
                unit.name(),
                others.name(),
                unit.name(),
                count(*files, "other file", "other files"),
                agree(*files, "is in", "are in"),
                others.name()
            ),
            expected: "files with the same headings in one unit, or the unit of each of them",
            write: format!(
                "unit = {} or unit = {} in the [[source]] of this file",
                quoted(unit.name()),
                quoted(others.name())
            ),
        }
        /// Weeks written as Saturdays or Sundays, under a heading that does not say whether these begin the week or end it.
        AskedWeekend { text: String } = "asked-weekend", Error {
            found: format!("does {} begin a week or end it? All dates here are of one day of the weekend", quoted(text)),
            expected: "a heading that says it, or a day of the working week",
            write: "Week starting or Week ending at the head of the column",
        }
        /// Texts in cells of amounts that are neither an amount nor a word for leave. Said once for all of them.
        AskedWords { words: Vec<CountedWord> } = "asked-words", Error {
            found: format!("what do these texts among the amounts stand for: {}", list(&words.iter().map(counted).collect::<Vec<_>>())),
            expected: "an amount, a word for leave, or a blank cell",
            write: format!(
                "in the [[source]] of this file, what each of them is: \"blank\", \"leave\" or an amount\nwords = {{ {} }}",
                words.iter().map(|word| format!("{} = \"blank\"", quoted(&word.text))).collect::<Vec<_>>().join(", ")
            ),
        }
        /// A word for leave in a cell, and amounts of the same person and time in others. How much of the time was leave, the sheet
        /// does not say.
        AskedLeave { text: String, cells: u64 } = "asked-leave", Error {
            found: format!(
                "{} stands beside amounts of the same time{}",
                quoted(text),
                if *cells > 1 { format!(", here and in {}", count(cells - 1, "other cell", "other cells")) } else { String::new() }
            ),
            expected: "a word for leave where nothing else was done, or the amount of the leave",
            write: format!(
                "the amount of leave in a column of its own; or, if the cell is to count as blank, in the [[source]] of this file:\nwords = {{ {} = \"blank\" }}",
                quoted(text)
            ),
        }
        /// Words among the amounts: words for leave count as leave of the day or the week that their cell is about, and placeholders
        /// as blank cells.
        WordsRead { leave: Vec<CountedWord>, blank: Vec<CountedWord> } = "words-read", Note {
            found: [("leave", leave), ("blank", blank)]
                .iter()
                .filter(|(_, words)| !words.is_empty())
                .map(|(what, words)| format!("read as {what}: {}", list(&words.iter().map(counted).collect::<Vec<_>>())))
                .collect::<Vec<_>>()
                .join("; "),
        }
        /// Two files with the same content, byte for byte. Counting both would double everything.
        SameSheetTwice { first: String } = "same-sheet-twice", Error {
            found: format!("this file is the same as {}, byte for byte", quoted(first)),
            expected: "each sheet once",
            write: "delete one of the two files, or name those that count under [[source]]",
        }
        /// Two files in which the same people have the same totals in the same weeks, though the files differ: the same effort in two
        /// shapes, most likely. Counting both would double it.
        AskedTwice { first: String, equal: u64, both: u64 } = "asked-twice", Error {
            found: format!(
                "is this the same effort as in {}? Of {} that both files name, {equal} {} the same total",
                quoted(first),
                count(*both, "person-week", "person-weeks"),
                agree(*equal, "has", "have")
            ),
            expected: "each hour in one sheet",
            write: "in the [[source]] of this file, one of these two:\ncounts = false  # it is the same effort, and is left out\ncounts = true   # it is other effort, and both count",
        }
        /// A sheet about whole months or the whole period, of people whom other sheets are about by the week or the day at the same time: it may
        /// be an overview of these, a plan, or last quarter's. Counting all of them would double the effort.
        AskedOverview { people: u64, of: u64, files: Vec<String> } = "asked-overview", Error {
            found: format!(
                "does this sheet count beside {}? It is about whole months or the whole period, and {} of its {} by weeks or days there",
                match &files[..] {
                    [only] => quoted(only),
                    [first, rest @ ..] => format!("{} and {}", quoted(first), count(rest.len() as u64, "other file", "other files")),
                    [] => String::new(),
                },
                people,
                match of {
                    1 => "1 person is named".to_owned(),
                    of => format!("{of} people are named"),
                },
            ),
            expected: "each hour in one sheet",
            write: "in the [[source]] of this file, one of these two:\ncounts = false  # an overview or a plan: it is left out\ncounts = true   # other effort of the same people: it is added",
        }
        /// A row or a column that says it holds totals, and does not. It is left out all the same, and one of its cells or of those
        /// that it sums may be wrong.
        TotalDisagrees { label: String, says: Total, sum: Total } = "total-disagrees", Warning {
            found: format!(
                "{} says {}, and what it sums makes {}",
                quoted(label),
                shown(says, numerals),
                shown(sum, numerals)
            ),
            write: "the right number in the total or in the cells above; totals are left out, the cells count",
        }
        /// No column holds the amounts, and two hold times of day: when the work began and ended.
        ClockRead { start: String, end: String, breaks: Vec<String> } = "clock-read", Note {
            found: format!(
                "hours are {} less {}{}",
                quoted(end),
                quoted(start),
                if breaks.is_empty() { String::new() } else { format!(", less {}", list(&quoted_all(breaks))) }
            ),
        }
        /// Files with the same headings, and no person in them: the headings may be people and the files categories, or the other way
        /// round. The sums of the weeks show neither.
        AskedAcross { files: u64 } = "asked-across", Error {
            found: format!(
                "are the headings people, or is the file a person's? {} the same headings and no column of people",
                count(*files, "file has", "files have")
            ),
            expected: "the roster, or a column that says whose each row is",
            write: "a [[person]] for each name in teamcap.toml; or person = with the name in the [[source]] of each file",
        }
        /// A sheet that repeats others: its figures are the sums or averages of theirs. It is left out.
        OverviewLeftOut { figures: u64 } = "overview-left-out", Note {
            found: format!(
                "this sheet is left out: {} of it {} a sum or an average of the other sheets",
                count(*figures, "figure", "figures"),
                agree(*figures, "is", "are")
            ),
        }
        /// A file beside other sheets in which a category of theirs stands with numbers, and no table is found: its numbers would be
        /// lost.
        AskedLeft { work: String } = "asked-left", Error {
            found: format!("{} stands here with numbers, and no table is found that says whose they are and when", quoted(work)),
            expected: "a header above the numbers, as in the other sheets; or a file that is no sheet",
            write: "Week, Person and one heading for each category above the numbers; or, in a [[source]] of teamcap.toml, files = with the sheets that count",
        }
        /// A file without any amount: a list of names, a template. It is left alone.
        NoAmounts {} = "no-amounts", Warning {
            found: "no sheet of effort is found in this file; it is left alone",
            write: "files = [...] in a [[source]] of teamcap.toml with the sheets that count",
        }
        /// Columns of numbers that are no effort: capacity, FTE, rates, numbers of rows.
        NotEffort { columns: Vec<NamedColumn> } = "not-effort", Note {
            found: format!(
                "no effort: {}",
                list(&columns.iter().map(|column| format!("{} ({})", quoted(&column.heading), column.what)).collect::<Vec<_>>())
            ),
        }
        /// A label that stands only in the first row of each block holds for the rows below, as in merged cells.
        FilledDown { columns: Vec<String>, rows: u64 } = "held-label", Note {
            found: format!(
                "{} {} for blank cells below, in {}",
                list(&quoted_all(columns)),
                if columns.len() == 1 { "holds" } else { "hold" },
                count(*rows, "row", "rows")
            ),
        }
    }
}

impl Question {
    /// Whether it is about single cells, so that what else is wrong with the sheet can be said beside it.
    pub fn is_about_cells(&self) -> bool {
        matches!(self, Question::AskedWords { .. } | Question::AskedLeave { .. } | Question::AskedFraction { .. })
    }
}
