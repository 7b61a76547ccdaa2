//! A column of a table, found by its name and checked for its type.

use std::borrow::Cow;

use arrow_array::{Array, RecordBatch};
use arrow_schema::{DataType, Schema};
use helhed::error::{Error, Fault, Place, Result, Spot, nearest};

use crate::values;

/// A column that is read: where it is and what it holds.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Column {
    /// Name.
    pub(crate) name: String,
    index: usize,
    data_type: DataType,
}

impl Column {
    /// The column of that name, if `fits` accepts its type; `expected` says what would.
    ///
    /// # Errors
    /// `H101` if it is missing, `H106` if it is there twice, `H102` if its type does not fit.
    pub(crate) fn find(
        schema: &Schema,
        name: &str,
        fits: impl Fn(&DataType) -> bool,
        expected: &'static str,
    ) -> Result<Self> {
        let fault = |fault| Err(Error::new(fault, at(name)));
        let mut places = schema.fields().iter().enumerate().filter(|(_, field)| field.name() == name);
        let Some((index, field)) = places.next() else {
            let nearest = nearest(name, schema.fields().iter().map(|field| field.name().as_str()));
            return fault(Fault::MissingColumn { name: name.to_owned(), nearest });
        };
        if places.next().is_some() {
            return fault(Fault::ColumnTwice { name: name.to_owned() });
        }
        if !fits(field.data_type()) {
            return fault(Fault::WrongType { expected, found: field.data_type().to_string() });
        }
        Ok(Self { name: name.to_owned(), index, data_type: field.data_type().clone() })
    }

    /// Its type.
    pub(crate) fn data_type(&self) -> &DataType {
        &self.data_type
    }

    /// The column in a batch.
    ///
    /// # Errors
    /// `H102` if the batch is not of the schema the column was found in.
    pub(crate) fn of<'a>(&self, batch: &'a RecordBatch) -> Result<&'a dyn Array> {
        match batch.columns().get(self.index) {
            Some(array) if *array.data_type() == self.data_type => Ok(array),
            other => {
                let found = other.map_or_else(|| "no column".to_owned(), |array| array.data_type().to_string());
                let expected = "batches that all have the columns of their schema";
                Err(Error::new(Fault::WrongType { expected, found }, at(&self.name)))
            }
        }
    }

    /// The numbers of the column in a batch, missing ones as not-a-number.
    ///
    /// # Errors
    /// As [`of`](Self::of), and `H102` if it holds no numbers.
    pub(crate) fn numbers<'a>(&self, batch: &'a RecordBatch) -> Result<Cow<'a, [f64]>> {
        let array = self.of(batch)?;
        values::numbers(array).ok_or_else(|| {
            let fault = Fault::WrongType { expected: values::EXPECTED, found: array.data_type().to_string() };
            Error::new(fault, at(&self.name))
        })
    }
}

/// A column as a place.
pub(crate) fn at(column: &str) -> Place {
    Place::default().within(Spot::Column(column.to_owned()))
}

/// A row of a column as a place; `index` counts from 0.
pub(crate) fn at_row(column: &str, index: u64) -> Place {
    Place::default().within(Spot::Row(index + 1)).within(Spot::Column(column.to_owned()))
}
