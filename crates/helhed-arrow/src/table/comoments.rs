//! Co-moments as a table: one row a key.

use std::sync::Arc;

use arrow_array::{ArrayRef, Float64Array, Int64Array, RecordBatch};
use helhed::cells::{ComomentCell, Comoments, LARGEST_COUNT};
use helhed::error::{Error, Fault, Result};
use helhed::estimate::KeyValue;
use helhed::records::Ledger;
use serde::Serialize;

use super::fields::Fields;
use super::{header, key};
use crate::column::at;

/// Name of the metadata.
const NAME: &str = "helhed.comoments";

/// What the columns do not say.
#[derive(Debug, Serialize)]
struct Definitions {
    dimensions: Vec<String>,
    variables: Vec<String>,
    weight: Option<String>,
    ledger: Ledger,
}

/// The co-moments as a table: key columns, then `records, missing, weightless, weight`, `mean(x)` of each variable, and
/// `comoment(x, y)` of each variable with itself and those before it.
///
/// What comes from no row with weight is null. Variables, weight and ledger are in the schema's metadata as
/// `helhed.comoments`.
///
/// # Errors
/// `H106` if a key column is named as one of the others, `H208` for a count beyond 2^53, `H102` for a key column with a
/// whole number and the text of it.
pub fn comoments_to_batch(comoments: &Comoments) -> Result<RecordBatch> {
    let rows: Vec<(&[KeyValue], &ComomentCell)> = comoments.iter().collect();
    let mut fields = Fields::default();
    for (index, name) in comoments.dimensions().iter().enumerate() {
        // Refused here where two keys would be written alike.
        key::integers(name, rows.iter().map(|(key, _)| &key[index]))?;
        fields = fields.add(name, key::to_array(rows.iter().map(|(key, _)| Some(&key[index]))));
    }
    let counts = |name: &str, count: fn(&ComomentCell) -> u64| -> Result<ArrayRef> {
        let whole = |(_, cell): &(_, &ComomentCell)| match count(cell) {
            found if found > LARGEST_COUNT as u64 => {
                Err(Error::new(Fault::CountTooLarge { found: found as f64 }, at(name)))
            }
            found => Ok(Some(found.cast_signed())),
        };
        Ok(Arc::new(rows.iter().map(whole).collect::<Result<Int64Array>>()?))
    };
    let doubles = |double: &dyn Fn(&ComomentCell) -> Option<f64>| -> ArrayRef {
        Arc::new(rows.iter().map(|(_, cell)| double(cell)).collect::<Float64Array>())
    };
    fields = fields
        .add_full("records", counts("records", ComomentCell::records)?)
        .add_full("missing", counts("missing", ComomentCell::missing)?)
        .add_full("weightless", counts("weightless", ComomentCell::weightless)?)
        .add_full("weight", doubles(&|cell| Some(cell.weight())));
    let variables = comoments.variables();
    for (index, name) in variables.iter().enumerate() {
        fields = fields.add(format!("mean({name})"), doubles(&|cell| cell.mean(index)));
    }
    for (row, name) in variables.iter().enumerate() {
        for (column, other) in variables.iter().enumerate().take(row + 1) {
            fields = fields.add(format!("comoment({name}, {other})"), doubles(&|cell| cell.comoment(row, column)));
        }
    }
    let definitions = Definitions {
        dimensions: comoments.dimensions().to_vec(),
        variables: variables.to_vec(),
        weight: comoments.weight().map(str::to_owned),
        ledger: comoments.ledger().clone(),
    };
    fields.table(header::write(NAME, definitions)?)
}
