//! One key column: its values, and the code of each.

use arrow_array::cast::AsArray;
use arrow_array::types::{
    Date32Type, Int8Type, Int16Type, Int32Type, Int64Type, UInt8Type, UInt16Type, UInt32Type, UInt64Type,
};
use arrow_array::{Array, ArrayRef, ArrowPrimitiveType};
use arrow_buffer::NullBuffer;
use arrow_schema::DataType;
use helhed::error::{Error, Fault, Place, Result, Spot};
use helhed::estimate::KeyValue;

use super::Map;
use super::code::{NONE, next_code};
use super::date::iso_date;
use super::integers::{Integers, offset};

/// What a key column may be, for an error message.
pub(crate) const EXPECTED: &str = "a key column of texts, whole numbers, true/false or dates";

/// The code of a missing key.
const MISSING: u32 = 0;

/// Whether [`KeyColumn::encode`] reads columns of this type.
pub(crate) fn is_key(data_type: &DataType) -> bool {
    match data_type {
        DataType::Dictionary(codes, values) => codes.is_dictionary_key_type() && is_text(values),
        DataType::Null | DataType::Boolean | DataType::Date32 => true,
        other => other.is_integer() || is_text(other),
    }
}

/// Whether it is one of the three types of text.
fn is_text(data_type: &DataType) -> bool {
    matches!(data_type, DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View)
}

/// The values of a key column so far, by their codes.
#[derive(Debug)]
pub(crate) struct KeyColumn {
    values: Vec<KeyValue>,
    texts: Map<Box<str>, u32>,
    integers: Integers,
    /// The last dictionary and the codes of its entries. Holding it keeps its address from being used again.
    dictionary: Option<(ArrayRef, Vec<u32>)>,
}

impl Default for KeyColumn {
    fn default() -> Self {
        let (texts, integers) = Default::default();
        Self { values: vec![KeyValue::Missing], texts, integers, dictionary: None }
    }
}

impl KeyColumn {
    /// Values so far, the missing one among them.
    pub(crate) fn len(&self) -> usize {
        self.values.len()
    }

    /// The value of a code.
    pub(crate) fn value(&self, code: u32) -> &KeyValue {
        &self.values[code as usize]
    }

    /// Appends the code of each row.
    ///
    /// # Errors
    /// `H102` for a type that is no key or a number beyond 64 bits with sign, `H802` for a broken dictionary.
    pub(crate) fn encode(&mut self, array: &dyn Array, first_row: u64, codes: &mut Vec<u32>) -> Result<()> {
        match array.data_type() {
            DataType::Null => {
                codes.resize(codes.len() + array.len(), MISSING);
                Ok(())
            }
            DataType::Boolean => {
                let known = [self.text("false")?, self.text("true")?];
                codes.extend(array.as_boolean().iter().map(|value| value.map_or(MISSING, |v| known[usize::from(v)])));
                Ok(())
            }
            DataType::Int8 => self.whole::<Int8Type>(array, codes),
            DataType::Int16 => self.whole::<Int16Type>(array, codes),
            DataType::Int32 => self.whole::<Int32Type>(array, codes),
            DataType::Int64 => self.whole::<Int64Type>(array, codes),
            DataType::UInt8 => self.whole::<UInt8Type>(array, codes),
            DataType::UInt16 => self.whole::<UInt16Type>(array, codes),
            DataType::UInt32 => self.whole::<UInt32Type>(array, codes),
            DataType::UInt64 => {
                let too_large = |value: Option<u64>| value.is_some_and(|value| i64::try_from(value).is_err());
                if let Some(index) = array.as_primitive::<UInt64Type>().iter().position(too_large) {
                    let found = "a number above 9223372036854775807".to_owned();
                    let row = Spot::Row(first_row + index as u64 + 1);
                    return Err(Error::new(
                        Fault::WrongType { expected: EXPECTED, found },
                        Place::default().within(row),
                    ));
                }
                self.numbered::<UInt64Type>(array, codes, u64::cast_signed, KeyValue::Integer)
            }
            DataType::Date32 => {
                self.numbered::<Date32Type>(array, codes, i64::from, |days| KeyValue::Text(iso_date(days)))
            }
            DataType::Utf8 => self.texts(array.as_string::<i32>().iter(), codes),
            DataType::LargeUtf8 => self.texts(array.as_string::<i64>().iter(), codes),
            DataType::Utf8View => self.texts(array.as_string_view().iter(), codes),
            DataType::Dictionary(_, values) if is_text(values) => self.dictionary(array, codes),
            other => Err(Fault::WrongType { expected: EXPECTED, found: other.to_string() }.into()),
        }
    }

    fn whole<T>(&mut self, array: &dyn Array, codes: &mut Vec<u32>) -> Result<()>
    where
        T: ArrowPrimitiveType,
        i64: From<T::Native>,
    {
        self.numbered::<T>(array, codes, i64::from, KeyValue::Integer)
    }

    fn numbered<T: ArrowPrimitiveType>(
        &mut self,
        array: &dyn Array,
        codes: &mut Vec<u32>,
        number: impl Fn(T::Native) -> i64,
        key: impl Fn(i64) -> KeyValue,
    ) -> Result<()> {
        let array = array.as_primitive::<T>();
        let first = codes.len();
        // Numbers that are known, which nearly all are, in one pass without a branch.
        let (start, window) = self.integers.window();
        let known = |value: &T::Native| window.get(offset(start, number(*value))).copied().unwrap_or(NONE);
        codes.extend(array.values().iter().map(known));
        if let Some(nulls) = array.nulls() {
            mark_missing(nulls, &mut codes[first..]);
        }
        let codes = &mut codes[first..];
        if codes.contains(&NONE) {
            for (code, value) in codes.iter_mut().zip(array.values()).filter(|(code, _)| **code == NONE) {
                *code = self.numbered_one(number(*value), &key)?;
            }
        }
        Ok(())
    }

    fn numbered_one(&mut self, number: i64, key: impl Fn(i64) -> KeyValue) -> Result<u32> {
        if let Some(code) = self.integers.get(number) {
            return Ok(code);
        }
        let code = next_code(self.values.len())?;
        self.values.push(key(number));
        self.integers.insert(number, code);
        Ok(code)
    }

    fn text(&mut self, text: &str) -> Result<u32> {
        if let Some(code) = self.texts.get(text) {
            return Ok(*code);
        }
        let code = next_code(self.values.len())?;
        self.values.push(KeyValue::from(text));
        self.texts.insert(text.into(), code);
        Ok(code)
    }

    fn texts<'a>(&mut self, texts: impl Iterator<Item = Option<&'a str>>, codes: &mut Vec<u32>) -> Result<()> {
        for text in texts {
            codes.push(text.map_or(Ok(MISSING), |text| self.text(text))?);
        }
        Ok(())
    }

    fn dictionary(&mut self, array: &dyn Array, codes: &mut Vec<u32>) -> Result<()> {
        let dictionary = array.as_any_dictionary();
        let entries = match self.dictionary.take() {
            Some((held, entries)) if same(&held, dictionary.values()) => entries,
            _ => {
                let mut entries = Vec::with_capacity(dictionary.values().len());
                self.encode(dictionary.values(), 0, &mut entries)?;
                entries
            }
        };
        let rows = dictionary.keys();
        match rows.data_type() {
            DataType::Int8 => looked_up::<Int8Type>(rows, &entries, codes),
            DataType::Int16 => looked_up::<Int16Type>(rows, &entries, codes),
            DataType::Int32 => looked_up::<Int32Type>(rows, &entries, codes),
            DataType::Int64 => looked_up::<Int64Type>(rows, &entries, codes),
            DataType::UInt8 => looked_up::<UInt8Type>(rows, &entries, codes),
            DataType::UInt16 => looked_up::<UInt16Type>(rows, &entries, codes),
            DataType::UInt32 => looked_up::<UInt32Type>(rows, &entries, codes),
            _ => looked_up::<UInt64Type>(rows, &entries, codes),
        }?;
        self.dictionary = Some((dictionary.values().clone(), entries));
        Ok(())
    }
}

/// Whether two arrays are the same memory.
fn same(left: &ArrayRef, right: &ArrayRef) -> bool {
    std::sync::Arc::ptr_eq(left, right) || left.to_data().ptr_eq(&right.to_data())
}

/// Appends the entry of each row of a dictionary.
fn looked_up<T>(rows: &dyn Array, entries: &[u32], codes: &mut Vec<u32>) -> Result<()>
where
    T: ArrowPrimitiveType,
    T::Native: TryInto<usize>,
{
    let rows = rows.as_primitive::<T>();
    let index = |row: T::Native| -> usize { row.try_into().unwrap_or(usize::MAX) };
    let first = codes.len();
    codes.extend(rows.values().iter().map(|row| entries.get(index(*row)).copied().unwrap_or(NONE)));
    if let Some(nulls) = rows.nulls() {
        mark_missing(nulls, &mut codes[first..]);
    }
    if codes[first..].contains(&NONE) {
        let reason = "a dictionary code points beyond its dictionary".into();
        return Err(Error::from(Fault::Damaged { reason }));
    }
    Ok(())
}

/// Gives rows without a value the code of a missing key, whatever lies in their place.
fn mark_missing(nulls: &NullBuffer, codes: &mut [u32]) {
    for (code, present) in codes.iter_mut().zip(nulls) {
        *code = if present { *code } else { MISSING };
    }
}
