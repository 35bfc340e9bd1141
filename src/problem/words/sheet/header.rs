//! What is wrong with the header of a sheet, or with the mapping that says what its columns are.

use super::columns;
use crate::problem::Words;

/// A header that is no known shape. What is missing may be a mapping, as the configuration writes it.
pub(super) fn unknown(header: &[String], nearest: &str, missing: &[String]) -> Words {
    let write = match missing {
        [mapping] if mapping.starts_with("columns = ") => {
            format!("in the [[source]] of this file, which column is what:\n{mapping}")
        }
        missing => {
            format!("{} in the header; lines above the header can be skipped with skip_rows", missing.join(", "))
        }
    };
    let found = format!("this header is no shape that teamcap knows: {}", columns(header));
    Words::new(found, format!("for example {nearest}"), write)
}

/// A mapping without some of its roles.
pub(super) fn unfinished(missing: &[&str], header: &[String]) -> Words {
    let write = missing.iter().filter_map(|missing| missing.split(' ').next()).map(|role| format!("{role} = \"...\""));
    Words::new(
        format!("the columns in the [[source]] of this file lack {}", missing.join("; ")),
        format!("each of them with its heading, one of {}", columns(header)),
        format!("{} in these columns", write.collect::<Vec<_>>().join(", ")),
    )
}
