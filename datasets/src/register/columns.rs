//! Rows of the register as Arrow columns.

use std::sync::Arc;

use arrow_array::types::Int16Type;
use arrow_array::{Array, ArrayRef, Date32Array, DictionaryArray, Int16Array, RecordBatch, StringArray};
use arrow_schema::ArrowError;
use helhed::error::{Error, Fault, Result};

use super::area::Areas;

/// The codes of all areas, which the tables' columns of areas point into.
#[derive(Debug, Clone)]
pub(super) struct AreaCodes(ArrayRef);

impl AreaCodes {
    pub(super) fn new(areas: &Areas) -> Self {
        Self(Arc::new(StringArray::from_iter_values((0..areas.len()).map(Areas::code))))
    }

    /// A column of areas; elsewhere is nothing.
    pub(super) fn column(&self, areas: impl Iterator<Item = u16>) -> Result<ArrayRef> {
        let known = |area: u16| (usize::from(area) < self.0.len()).then_some(area as i16);
        let keys: Int16Array = areas.map(known).collect();
        coded(keys, Arc::clone(&self.0))
    }
}

/// A column of a few words, which are given by their numbers.
pub(super) fn words(words: &[&str], numbers: impl Iterator<Item = Option<usize>>) -> Result<ArrayRef> {
    let keys: Int16Array = numbers.map(|number| number.map(|number| number as i16)).collect();
    coded(keys, Arc::new(StringArray::from_iter_values(words)))
}

fn coded(keys: Int16Array, values: ArrayRef) -> Result<ArrayRef> {
    match DictionaryArray::<Int16Type>::try_new(keys, values) {
        Ok(column) => Ok(Arc::new(column)),
        Err(error) => Err(bug(&error)),
    }
}

/// A column of days.
pub(super) fn days(days: impl Iterator<Item = Option<i32>>) -> ArrayRef {
    Arc::new(days.collect::<Date32Array>())
}

/// A table of named columns, each with whether it can have missing values.
///
/// # Errors
/// `H901` if the columns do not go together.
pub(super) fn table<const N: usize>(columns: [(&'static str, ArrayRef, bool); N]) -> Result<RecordBatch> {
    RecordBatch::try_from_iter_with_nullable(columns).map_err(|error| bug(&error))
}

fn bug(error: &ArrowError) -> Error {
    Fault::Bug { what: format!("a table of the register: {error}") }.into()
}
