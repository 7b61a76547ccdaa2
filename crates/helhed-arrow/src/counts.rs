//! A two-way table of counts from rows of data, and a protected one as data.

use std::collections::HashMap;
use std::sync::Arc;

use arrow_array::{ArrayRef, Int64Array, RecordBatch, StringArray};
use arrow_schema::{ArrowError, SchemaRef};
use helhed::error::{Error, Fault, Result};
use helhed::estimate::KeyValue;
use helhed::report::disclosure::{CountTable, HiddenCell, Protected, Range, Why};

use crate::column::{Column, at_row};
use crate::keys::{EXPECTED, KeyColumn, is_key};
use crate::table::Fields;
use crate::values;

/// A table of counts from rows of data: which columns name the row, the column and the count of each cell. The table's
/// rows and columns come in the order in which they are first named.
///
/// # Errors
/// `H101` for a missing column, `H102` for one of another type, `H106` for one that is there twice; `H107` for a missing
/// name or count, `H802` if the stream of batches breaks off, and those of [`CountTable::from_entries`].
pub fn count_table(
    batches: impl IntoIterator<Item = Result<RecordBatch, ArrowError>>,
    schema: &SchemaRef,
    [rows, columns, count]: [&str; 3],
) -> Result<CountTable> {
    let names = [rows, columns].map(|name| Column::find(schema, name, is_key, EXPECTED));
    let count = Column::find(schema, count, values::is_number, values::EXPECTED)?;
    let [rows, columns] = names;
    let names = [rows?, columns?];
    let mut known = [KeyColumn::default(), KeyColumn::default()];
    let mut codes: [Vec<u32>; 2] = Default::default();
    let mut counts: Vec<f64> = Vec::new();
    for batch in batches {
        let broken = |_| Fault::Damaged { reason: "the stream of its rows breaks off".into() };
        let batch = batch.map_err(broken)?;
        // One row more than a table may have cells shows that it is too large, or that a cell is there twice.
        let batch = batch.slice(0, batch.num_rows().min(CountTable::MOST_CELLS + 1 - counts.len()));
        for ((column, known), codes) in names.iter().zip(&mut known).zip(&mut codes) {
            known.encode(column.of(&batch)?, counts.len() as u64, codes)?;
        }
        let found = count.numbers(&batch)?;
        if let Some(row) = found.iter().position(|count| count.is_nan()) {
            return Err(Error::new(Fault::ValueNeeded, at_row(&count.name, (counts.len() + row) as u64)));
        }
        counts.extend(found.iter());
        if counts.len() > CountTable::MOST_CELLS {
            break;
        }
    }
    let mut texts: [Vec<String>; 2] = Default::default();
    for (at, column) in names.iter().enumerate() {
        for (row, code) in codes[at].iter().enumerate() {
            match known[at].value(*code) {
                KeyValue::Missing => return Err(Error::new(Fault::ValueNeeded, at_row(&column.name, row as u64))),
                value => texts[at].push(value.to_string()),
            }
        }
    }
    let [rows, columns] = texts;
    CountTable::from_entries(
        rows.into_iter().zip(columns).zip(counts).map(|((row, column), count)| (row, column, count)),
    )
}

/// A protected table as data: one row a cell or total, `row, column, count, hidden, low, high, low_with_rule,
/// high_with_rule`.
///
/// `row` and `column` are null for totals over them, `count` is null where it is hidden; `hidden` is `primary` or
/// `secondary`. `low` and `high` are what a reader can find out of a hidden count by the sums, and with the threshold
/// known too; `high` is null where nothing bounds it.
///
/// # Errors
/// `H901` if the table does not hold together.
pub fn protected_to_batch(table: &Protected) -> Result<RecordBatch> {
    let cells: Vec<_> = table.cells().collect();
    let mut account = table.audit().hidden.iter();
    let hidden: Vec<Option<&HiddenCell>> =
        cells.iter().map(|(_, _, shown)| shown.why().and_then(|_| account.next())).collect();
    let texts = |text: &dyn Fn(usize) -> Option<String>| -> ArrayRef {
        Arc::new((0..cells.len()).map(text).collect::<StringArray>())
    };
    // Counts are at most 2^53, so they fit.
    let numbers = |number: &dyn Fn(usize) -> Option<u64>| -> ArrayRef {
        Arc::new((0..cells.len()).map(|at| number(at).map(|number| number as i64)).collect::<Int64Array>())
    };
    let range = |at: usize| hidden[at].map(|cell| cell.range);
    let with_rule = |at: usize| hidden[at].map(|cell| cell.range_with_rule);
    let high = |range: Option<Range>| range.and_then(|range| range.high);
    Fields::default()
        .add("row", texts(&|at| cells[at].0.map(str::to_owned)))
        .add("column", texts(&|at| cells[at].1.map(str::to_owned)))
        .add("count", numbers(&|at| cells[at].2.count()))
        .add("hidden", texts(&|at| cells[at].2.why().map(Why::name).map(str::to_owned)))
        .add("low", numbers(&|at| range(at).map(|range| range.low)))
        .add("high", numbers(&|at| high(range(at))))
        .add("low_with_rule", numbers(&|at| with_rule(at).map(|range| range.low)))
        .add("high_with_rule", numbers(&|at| high(with_rule(at))))
        .table(HashMap::from([("helhed.threshold".to_owned(), table.audit().threshold.get().to_string())]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use arrow_array::cast::AsArray;
    use arrow_array::types::Int64Type;
    use arrow_array::{Array, Float64Array};
    use helhed::report::disclosure::{Threshold, protect};

    fn batch(rows: Vec<Option<&str>>, columns: Vec<i64>, counts: Vec<Option<f64>>) -> RecordBatch {
        RecordBatch::try_from_iter([
            ("omraade", Arc::new(StringArray::from(rows)) as ArrayRef),
            ("aar", Arc::new(Int64Array::from(columns)) as ArrayRef),
            ("antal", Arc::new(Float64Array::from(counts)) as ArrayRef),
        ])
        .expect("a batch")
    }

    fn table(batch: &RecordBatch) -> Result<CountTable> {
        count_table([Ok(batch.clone())], &batch.schema(), ["omraade", "aar", "antal"])
    }

    #[test]
    fn rows_of_data_are_cells_and_come_out_protected() {
        let whole = batch(
            ["Å", "Å", "B", "B"].map(Some).to_vec(),
            vec![2013, 2014, 2013, 2014],
            [18.0, 3.0, 22.0, 25.0].map(Some).to_vec(),
        );
        let halves = [whole.slice(0, 3), whole.slice(3, 1)].map(Ok);
        let counts = count_table(halves, &whole.schema(), ["omraade", "aar", "antal"]).expect("a table");
        assert_eq!(
            (counts.rows(), counts.columns()),
            (&["Å".into(), "B".into()][..], &["2013".into(), "2014".into()][..])
        );
        let safe = protect(&counts, Threshold::default()).expect("a way");
        let out = protected_to_batch(&safe).expect("a batch");
        let numbers = |name: &str| -> Vec<Option<i64>> {
            out.column_by_name(name).expect("a column").as_primitive::<Int64Type>().iter().collect()
        };
        let shown = [None, None, Some(21), None, None, Some(47), Some(40), Some(28), Some(68)];
        assert_eq!(numbers("count"), shown);
        assert_eq!((numbers("low")[1], numbers("high")[1], numbers("low")[2]), (Some(0), Some(21), None));
        assert_eq!((numbers("low_with_rule")[1], numbers("high_with_rule")[1]), (Some(1), Some(4)));
        assert!(
            out.column(0).is_null(8)
                && out.column(1).is_null(8)
                && out.column(3).as_string::<i32>().value(1) == "primary"
        );
    }

    #[test]
    fn what_is_no_table_is_refused_with_its_place() {
        let code = |batch: &RecordBatch| {
            table(batch).map_or_else(|error| format!("{} {}", error.code(), error.at()), |_| "".into())
        };
        let one = |row, count| batch(vec![Some("a"), row], vec![1, 1], vec![Some(7.0), count]);
        assert_eq!(code(&one(None, Some(8.0))), "H107 column `omraade`, row 2");
        assert_eq!(code(&one(Some("b"), None)), "H107 column `antal`, row 2");
        assert!(code(&one(Some("b"), Some(0.5))).starts_with("H204 "));
        assert!(code(&one(Some("a"), Some(8.0))).starts_with("H611 "));
        let empty = one(None, None).slice(0, 0);
        assert!(code(&empty).starts_with("H103 "));
        let found = count_table([Ok(empty.clone())], &empty.schema(), ["omraade", "aar", "antl"]).expect_err("a name");
        assert_eq!(found.code(), "H101");
        let found = count_table([Ok(empty.clone())], &empty.schema(), ["antal", "aar", "antal"]).expect_err("a type");
        assert_eq!(found.code(), "H102");
        let broken =
            count_table([Err(ArrowError::ComputeError("x".into()))], &empty.schema(), ["omraade", "aar", "antal"]);
        assert_eq!(broken.expect_err("broken").code(), "H802");
    }

    #[test]
    fn a_register_is_refused_after_its_first_rows() {
        let many = batch(vec![Some("a"); 20_000], (0..20_000).collect(), vec![Some(3.0); 20_000]);
        assert_eq!(table(&many).expect_err("large").code(), "H008");
        let twice = batch(vec![Some("a"); 20_000], vec![1; 20_000], vec![Some(3.0); 20_000]);
        assert_eq!(table(&twice).expect_err("twice").code(), "H611");
    }
}
