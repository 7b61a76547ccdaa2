//! Many syntheses as Arrow holds them.

use arrow_array::{ArrayRef, Float64Array, RecordBatch};
use helhed::error::Result;
use helhed::synthesis::pool::PooledColumns;

use crate::columns::{batch, codes, doubles};

/// The columns of many syntheses, predictions first, and the codes of their warnings last, with what all rows have in
/// common in the schema's metadata.
///
/// # Errors
/// `H901` if the columns do not make a table.
pub fn pooled_to_batch(pooled: &PooledColumns) -> Result<RecordBatch> {
    let numbers = pooled.columns().map(|(name, column)| (name, doubles(&Float64Array::from(column.to_vec()))));
    let warning: [(&str, ArrayRef); 1] = [("warning", codes(pooled.len(), &pooled.warnings))];
    let mut all: [(&str, ArrayRef); 14] = std::array::from_fn(|_| warning[0].clone());
    for (to, from) in all.iter_mut().zip(numbers) {
        *to = from;
    }
    let about = [
        ("helhed.method", pooled.method.method().id.to_string()),
        ("helhed.inference", pooled.inference.name().to_owned()),
        ("helhed.level", pooled.level.get().to_string()),
    ];
    batch(all, about)
}

#[cfg(test)]
mod tests {
    use super::*;
    use arrow_array::Array;
    use helhed::Level;
    use helhed::synthesis::pool::{Inference, PoolMethod, pool_columns};

    #[test]
    fn what_is_absent_is_null() {
        let (effects, variances) = ([0.1, 0.4, 0.3, f64::NAN], [0.1; 4]);
        let pooled =
            pool_columns(&effects, &variances, 2, PoolMethod::Reml, Inference::Normal, Level::P95).expect("two");
        let table = pooled_to_batch(&pooled).expect("a table");
        assert_eq!((table.num_rows(), table.num_columns()), (2, 14));
        assert_eq!((table.column(0).null_count(), table.column(2).null_count()), (1, 0));
        assert_eq!(table.schema().field(13).name(), "warning");
        assert_eq!(table.schema().metadata()["helhed.method"], "pool/reml");
    }
}
