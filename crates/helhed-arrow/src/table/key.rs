//! Key columns of a table: whole numbers if all keys are, else texts.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use arrow_array::{ArrayRef, Int64Array, StringArray};
use helhed::error::{Error, Fault, Result};
use helhed::estimate::KeyValue;

use crate::column::at;

/// The column of these keys. Missing and absent ones are null.
pub(super) fn to_array<'a>(keys: impl Iterator<Item = Option<&'a KeyValue>> + Clone) -> ArrayRef {
    let present = |key: Option<&'a KeyValue>| key.filter(|key| **key != KeyValue::Missing);
    if keys.clone().any(|key| matches!(key, Some(KeyValue::Text(_)))) {
        let texts = keys.map(|key| present(key).map(ToString::to_string));
        return Arc::new(texts.collect::<StringArray>());
    }
    let number = |key: Option<&KeyValue>| match key {
        Some(KeyValue::Integer(number)) => Some(*number),
        _ => None,
    };
    Arc::new(keys.map(number).collect::<Int64Array>())
}

/// The whole numbers in key columns that hold texts as well, by column, so that they do not come back as texts.
pub(super) type Integers = BTreeMap<String, BTreeSet<i64>>;

/// The whole numbers of a column, if it holds texts too.
///
/// # Errors
/// `H102` if a whole number and a text of it stand in the same column: nobody could tell them apart.
pub(super) fn integers<'a>(name: &str, keys: impl Iterator<Item = &'a KeyValue> + Clone) -> Result<BTreeSet<i64>> {
    let mut numbers = BTreeSet::new();
    let mut texts = BTreeSet::new();
    for key in keys {
        match key {
            KeyValue::Integer(number) => {
                numbers.insert(*number);
            }
            KeyValue::Text(text) => {
                texts.insert(text.as_str());
            }
            KeyValue::Missing => {}
        }
    }
    if texts.is_empty() {
        return Ok(BTreeSet::new());
    }
    if numbers.iter().any(|number| texts.contains(number.to_string().as_str())) {
        let expected = "a key column where no number is also there as a text";
        let fault = Fault::WrongType { expected, found: "one as both".into() };
        return Err(Error::new(fault, at(name)));
    }
    Ok(numbers)
}

/// A key as it was before it was written as a text.
pub(super) fn from_text(key: &KeyValue, integers: Option<&BTreeSet<i64>>) -> KeyValue {
    if let (KeyValue::Text(text), Some(integers)) = (key, integers)
        && let Ok(number) = text.parse::<i64>()
        && number.to_string() == *text
        && integers.contains(&number)
    {
        return KeyValue::Integer(number);
    }
    key.clone()
}
