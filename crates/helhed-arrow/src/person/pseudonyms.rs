//! Pseudonyms: the same person has the same one, however the number is written, and nobody finds the way back.

use std::fmt;
use std::sync::Arc;

use arrow_array::builder::LargeStringBuilder;
use arrow_array::cast::AsArray;
use arrow_array::types::{Decimal128Type, Float64Type, Int64Type, UInt64Type};
use arrow_array::{Array, ArrayRef};
use arrow_schema::DataType;
use helhed::error::PersonNumber;

use super::cells::{unscaled, whole};
use crate::texts::Texts;

/// Makes pseudonyms with one key.
#[derive(Clone)]
pub(super) struct Pseudonyms {
    key: [u8; 32],
    /// Whether the column holds CPR numbers, so that nine digits are one whose leading zero was lost.
    persons: bool,
}

impl fmt::Debug for Pseudonyms {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Pseudonyms(hidden)")
    }
}

/// Bytes of the hash that are shown: 128 bits, so that no two persons of a country share them by chance.
const SHOWN: usize = 16;

impl Pseudonyms {
    pub(super) fn new(key: [u8; 32], persons: bool) -> Self {
        Self { key, persons }
    }

    /// The pseudonyms of a column; missing stays missing. `None` for a type that holds no keys.
    pub(super) fn of(&self, array: &ArrayRef) -> Option<ArrayRef> {
        let mut made = LargeStringBuilder::with_capacity(array.len(), 2 * SHOWN * array.len());
        if let Some(texts) = Texts::of(array.as_ref()) {
            for row in 0..texts.len() {
                match texts.get(row).map(str::trim).filter(|text| !text.is_empty()) {
                    Some(text) => made.append_value(self.text(text)),
                    None => made.append_null(),
                }
            }
            return Some(Arc::new(made.finish()));
        }
        let mut push = |row: usize, text: Option<String>| -> Option<()> {
            match (array.is_valid(row), text) {
                (false, _) => made.append_null(),
                (true, Some(text)) => made.append_value(self.text(&text)),
                (true, None) => return None,
            }
            Some(())
        };
        match array.data_type() {
            DataType::Float64 => {
                let values = array.as_primitive::<Float64Type>().values();
                for (row, value) in values.iter().enumerate() {
                    push(row, Some(whole(*value).map_or_else(|| value.to_string(), |value| value.to_string())))?;
                }
            }
            DataType::Decimal128(_, scale) => {
                for (row, value) in array.as_primitive::<Decimal128Type>().values().iter().enumerate() {
                    push(row, unscaled(*value, *scale).map(|value| value.to_string()))?;
                }
            }
            DataType::UInt64 => {
                for (row, value) in array.as_primitive::<UInt64Type>().values().iter().enumerate() {
                    push(row, Some(value.to_string()))?;
                }
            }
            DataType::Int64 => {
                for (row, value) in array.as_primitive::<Int64Type>().values().iter().enumerate() {
                    push(row, Some(value.to_string()))?;
                }
            }
            other if other.is_integer() => {
                let numbers = crate::values::numbers(array.as_ref())?;
                for (row, value) in numbers.iter().enumerate() {
                    push(row, Some(format!("{value:.0}")))?;
                }
            }
            _ => return None,
        }
        Some(Arc::new(made.finish()))
    }

    /// The pseudonym of one key.
    fn text(&self, text: &str) -> String {
        let plain = PersonNumber::whole(text).filter(|one| self.persons || one.is_dated()).or_else(|| {
            let nine = self.persons && text.len() == 9 && text.bytes().all(|byte| byte.is_ascii_digit());
            nine.then(|| text.parse().ok().and_then(PersonNumber::from_integer)).flatten()
        });
        let hash = match plain {
            Some(number) => blake3::keyed_hash(&self.key, &number.digits()),
            None => blake3::keyed_hash(&self.key, text.as_bytes()),
        };
        let mut hex = hash.to_hex().to_string();
        hex.truncate(2 * SHOWN);
        hex
    }
}
