//! Codes of a state become classes: values that no indicator and no reason tells apart are one class.

use arrow_array::cast::AsArray;
use arrow_array::types::{
    Float32Type, Float64Type, Int8Type, Int16Type, Int32Type, Int64Type, UInt8Type, UInt16Type, UInt32Type, UInt64Type,
};
use arrow_array::{Array, ArrowPrimitiveType};
use arrow_schema::DataType;
use helhed::error::{Fault, Result, ShapeFault};
use helhed::estimate::KeyValue;

use super::spec::Wide;
use crate::keys::Map;
use crate::tally::checks::Wrong;
use crate::values;

/// What columns of codes may be, for an error message.
pub(crate) const EXPECTED: &str = "a column of codes: whole numbers or texts";
/// The same where the codes that were named are numbers, or texts.
const EXPECTED_NUMBERS: &str = "a column of whole numbers, as the codes are";
const EXPECTED_TEXTS: &str = "a column of texts, as the codes are";

/// A class of values. [`MISSING`] and [`PLAIN`] are always there.
pub(crate) type Class = u16;
/// No value.
pub(crate) const MISSING: Class = 0;
/// A value that nothing is said about.
pub(crate) const PLAIN: Class = 1;

/// What a class stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Meaning {
    /// No value.
    Missing,
    /// No value, for the reason of this number.
    Reason(u16),
    /// A value, and a bit for each event that it is.
    Value(u64),
}

/// The class of each code.
#[derive(Debug)]
pub(crate) struct Codes {
    /// Of the numbers of 16 bits, by their bits.
    near: Vec<Class>,
    far: Map<i64, Class>,
    words: Map<String, Class>,
    meanings: Vec<Meaning>,
}

impl Codes {
    /// The codes of a tally.
    pub(crate) fn new(spec: &Wide) -> Self {
        let mut meaning_of: Map<&KeyValue, Meaning> = Map::default();
        for (event, (_, codes)) in spec.events().iter().enumerate() {
            for code in codes {
                // No more than 64 events: the specification has seen to it.
                let bit = 1_u64.checked_shl(event as u32).unwrap_or(0);
                match meaning_of.entry(code).or_insert(Meaning::Value(0)) {
                    Meaning::Value(bits) => *bits |= bit,
                    other => *other = Meaning::Value(bit),
                }
            }
        }
        for (reason, (code, _)) in spec.reasons().iter().enumerate() {
            meaning_of.insert(code, Meaning::Reason(reason as u16));
        }
        let mut codes = Self {
            near: vec![PLAIN; 1 << 16],
            far: Map::default(),
            words: Map::default(),
            meanings: vec![Meaning::Missing, Meaning::Value(0)],
        };
        for (code, meaning) in meaning_of {
            let known = codes.meanings.iter().position(|known| *known == meaning);
            let class = known.unwrap_or_else(|| {
                codes.meanings.push(meaning);
                codes.meanings.len() - 1
            }) as Class;
            match code {
                KeyValue::Missing => {}
                KeyValue::Text(text) => drop(codes.words.insert(text.clone(), class)),
                KeyValue::Integer(number) => match i16::try_from(*number) {
                    Ok(near) => codes.near[usize::from(near.cast_unsigned())] = class,
                    Err(_) => drop(codes.far.insert(*number, class)),
                },
            }
        }
        codes
    }

    /// What each class stands for.
    pub(crate) fn meanings(&self) -> &[Meaning] {
        &self.meanings
    }

    /// What is expected of a column, if these codes cannot be in one of this type: numbers among texts, or texts among numbers.
    pub(crate) fn refuses(spec: &Wide, data_type: &DataType) -> Option<&'static str> {
        let text = is_text(data_type);
        if !text && !is_number(data_type) {
            return Some(EXPECTED);
        }
        let codes =
            || spec.events().iter().flat_map(|(_, codes)| codes).chain(spec.reasons().iter().map(|(code, _)| code));
        match data_type {
            DataType::Null => None,
            _ if text && codes().any(|code| matches!(code, KeyValue::Integer(_))) => Some(EXPECTED_NUMBERS),
            _ if !text && codes().any(|code| matches!(code, KeyValue::Text(_))) => Some(EXPECTED_TEXTS),
            _ => None,
        }
    }

    /// Gives the class of each row to `each`, in their order. `strict` refuses numbers that are no codes.
    ///
    /// # Errors
    /// `H894` with the row; `H102` for another type; `H802` for a dictionary that is too short.
    pub(crate) fn each(
        &self,
        array: &dyn Array,
        strict: bool,
        mut each: impl FnMut(usize, Class),
    ) -> Result<(), Wrong> {
        match array.data_type() {
            DataType::Null => {
                (0..array.len()).for_each(|row| each(row, MISSING));
                Ok(())
            }
            DataType::Boolean => {
                let classes = [self.of_number(0), self.of_number(1)];
                let values = array.as_boolean().iter().enumerate();
                values.for_each(|(row, value)| each(row, value.map_or(MISSING, |value| classes[usize::from(value)])));
                Ok(())
            }
            DataType::Int8 => self.whole::<Int8Type>(array, each),
            DataType::Int16 => self.whole::<Int16Type>(array, each),
            DataType::Int32 => self.whole::<Int32Type>(array, each),
            DataType::Int64 => self.whole::<Int64Type>(array, each),
            DataType::UInt8 => self.whole::<UInt8Type>(array, each),
            DataType::UInt16 => self.whole::<UInt16Type>(array, each),
            DataType::UInt32 => self.whole::<UInt32Type>(array, each),
            DataType::UInt64 => {
                // Beyond the largest number with a sign there is no code.
                let number = |value: u64| i64::try_from(value).map_or(PLAIN, |number| self.of_number(number));
                numbers::<UInt64Type>(array, number, each)
            }
            DataType::Float32 => {
                self.floats(array.as_primitive::<Float32Type>().iter().map(|v| v.map(f64::from)), strict, each)
            }
            DataType::Float64 => self.floats(array.as_primitive::<Float64Type>().iter(), strict, each),
            DataType::Dictionary(_, texts) if is_text(texts) => {
                let dictionary = array.as_any_dictionary();
                let mut entries = vec![MISSING; dictionary.values().len()];
                self.texts(dictionary.values(), |entry, class| entries[entry] = class)?;
                let Some(rows) = values::numbers(dictionary.keys()) else { return Err((0, broken())) };
                for (row, entry) in rows.iter().enumerate() {
                    let class = if entry.is_nan() { Some(&MISSING) } else { entries.get(*entry as usize) };
                    each(row, *class.ok_or_else(|| (row, broken()))?);
                }
                Ok(())
            }
            _ => self.texts(array, each),
        }
    }

    fn texts(&self, array: &dyn Array, each: impl FnMut(usize, Class)) -> Result<(), Wrong> {
        match array.data_type() {
            DataType::Utf8 => self.each_text(array.as_string::<i32>().iter(), each),
            DataType::LargeUtf8 => self.each_text(array.as_string::<i64>().iter(), each),
            DataType::Utf8View => self.each_text(array.as_string_view().iter(), each),
            other => return Err((0, Fault::WrongType { expected: EXPECTED, found: other.to_string() })),
        }
        Ok(())
    }

    fn of_number(&self, number: i64) -> Class {
        match i16::try_from(number) {
            Ok(near) => self.near[usize::from(near.cast_unsigned())],
            Err(_) => self.far.get(&number).copied().unwrap_or(PLAIN),
        }
    }

    fn whole<T>(&self, array: &dyn Array, each: impl FnMut(usize, Class)) -> Result<(), Wrong>
    where
        T: ArrowPrimitiveType,
        i64: From<T::Native>,
    {
        numbers::<T>(array, |value| self.of_number(i64::from(value)), each)
    }

    fn floats(
        &self,
        values: impl Iterator<Item = Option<f64>>,
        strict: bool,
        mut each: impl FnMut(usize, Class),
    ) -> Result<(), Wrong> {
        for (row, value) in values.enumerate() {
            let class = match value {
                None => MISSING,
                Some(value) if value.is_nan() => MISSING,
                // Whole and within 53 bits, so the cast is exact.
                Some(value) if value.fract() == 0.0 && value.abs() <= helhed::cells::LARGEST_COUNT => {
                    self.of_number(value as i64)
                }
                Some(_) if strict => return Err((row, ShapeFault::NoCode.into())),
                Some(_) => PLAIN,
            };
            each(row, class);
        }
        Ok(())
    }

    fn each_text<'a>(&self, texts: impl Iterator<Item = Option<&'a str>>, mut each: impl FnMut(usize, Class)) {
        let class = |text: &str| self.words.get(text).copied().unwrap_or(PLAIN);
        texts.enumerate().for_each(|(row, text)| each(row, text.map_or(MISSING, class)));
    }
}

fn numbers<T: ArrowPrimitiveType>(
    array: &dyn Array,
    class: impl Fn(T::Native) -> Class,
    mut each: impl FnMut(usize, Class),
) -> Result<(), Wrong> {
    let values = array.as_primitive::<T>().values().iter().enumerate();
    match array.nulls() {
        None => values.for_each(|(row, value)| each(row, class(*value))),
        Some(nulls) => {
            // Multiplied, not branched on: MISSING is 0.
            let present = nulls.iter().map(Class::from);
            values.zip(present).for_each(|((row, value), present)| each(row, class(*value) * present));
        }
    }
    Ok(())
}

/// Whether numbers of this type can be codes.
fn is_number(data_type: &DataType) -> bool {
    data_type.is_integer()
        || matches!(data_type, DataType::Boolean | DataType::Null | DataType::Float32 | DataType::Float64)
}

fn is_text(data_type: &DataType) -> bool {
    match data_type {
        DataType::Dictionary(codes, values) => {
            codes.is_dictionary_key_type() && !matches!(**values, DataType::Dictionary(_, _)) && is_text(values)
        }
        other => matches!(other, DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View),
    }
}

fn broken() -> Fault {
    Fault::Damaged { reason: "a dictionary code points beyond its dictionary".into() }
}
