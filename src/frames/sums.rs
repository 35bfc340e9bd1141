//! Sums that cannot wrap. The engine adds whole numbers and decimals unchecked, and a sum that is too large would come out as
//! another number. Every argument of a sum therefore passes through a function that adds up its magnitudes.

use std::sync::{Arc, Mutex};

use polars::prelude::{
    BaseColumnUdf, Column, DataType, Field, PolarsError, PolarsResult, Schema, UserDefinedFunction, new_column_udf,
};
use polars::sql::{FunctionOptions, FunctionRegistry};

use super::decimal::DIGITS;
use super::rewritten::ADDED;

/// The magnitudes added up in one query: decimals as so many units of their last place, and whole numbers.
#[derive(Default, Clone, Copy)]
struct Added {
    units: u128,
    whole: u128,
}

impl Added {
    /// Returns whether a sum of these could be more than its column holds.
    fn is_too_large(self) -> bool {
        self.units >= 10_u128.pow(DIGITS) || self.whole > u128::from(i64::MAX.unsigned_abs())
    }
}

/// Watches the sums of one query. The engine may look at an argument several times, so that what is added up here is never less
/// than what a sum adds up, and may be more.
#[derive(Default, Clone)]
pub struct Sums {
    added: Arc<Mutex<Added>>,
}

impl Sums {
    /// Returns whether the numbers that the query adds up are so large that a sum could have wrapped.
    pub fn are_too_large(&self) -> bool {
        self.added.lock().is_ok_and(|added| added.is_too_large())
    }

    /// Adds up a column that is about to be summed.
    fn add(&self, column: &Column) -> PolarsResult<()> {
        let magnitude = |values: &mut dyn Iterator<Item = i128>| {
            values.fold(0_u128, |sum, value| sum.saturating_add(value.unsigned_abs()))
        };
        let series = column.as_materialized_series();
        let found = match column.dtype() {
            DataType::Decimal(..) => {
                let units = series.decimal()?;
                Added { units: magnitude(&mut units.physical().iter().flatten()), whole: 0 }
            }
            of if of.is_integer() => {
                let wide = series.cast(&DataType::Int128)?;
                Added { units: 0, whole: magnitude(&mut wide.i128()?.iter().flatten()) }
            }
            _ => return Ok(()),
        };
        let mut added = self.added.lock().map_err(|_| too_large())?;
        added.units = added.units.saturating_add(found.units);
        added.whole = added.whole.saturating_add(found.whole);
        if added.is_too_large() { Err(too_large()) } else { Ok(()) }
    }
}

/// The type that numbers are added up in: whole numbers have 64 bits at least, also those that the query writes.
fn widened(of: &DataType) -> PolarsResult<DataType> {
    Ok(match of.clone().materialize_unknown(true)? {
        of if of.is_integer() && !matches!(of, DataType::Int128 | DataType::UInt64) => DataType::Int64,
        of => of,
    })
}

fn too_large() -> PolarsError {
    PolarsError::ComputeError("a sum of the query is too large".into())
}

/// The function of `ADDED`, which the engine finds here.
pub struct Functions {
    added: UserDefinedFunction,
}

impl Functions {
    pub fn new(sums: &Sums) -> Functions {
        let sums = sums.clone();
        let pass = move |columns: &mut [Column]| {
            let column = columns.first().cloned().unwrap_or_default();
            let column = column.cast(&widened(column.dtype())?)?;
            sums.add(&column).map(|()| column)
        };
        let field = |_: &Schema, fields: &[Field]| {
            let field = fields.first().ok_or_else(too_large)?;
            widened(&field.dtype).map(|of| Field::new(field.name.clone(), of))
        };
        let fun = new_column_udf(BaseColumnUdf::new(pass, field));
        let options = FunctionOptions::elementwise();
        Functions { added: UserDefinedFunction { name: ADDED.into(), fun, options } }
    }
}

impl FunctionRegistry for Functions {
    fn register(&mut self, name: &str, _: UserDefinedFunction) -> PolarsResult<()> {
        Err(PolarsError::ComputeError(format!("no function {name} can be added").into()))
    }

    fn get_udf(&self, name: &str) -> PolarsResult<Option<UserDefinedFunction>> {
        Ok(self.contains(name).then(|| self.added.clone()))
    }

    fn contains(&self, name: &str) -> bool {
        name == ADDED
    }
}
