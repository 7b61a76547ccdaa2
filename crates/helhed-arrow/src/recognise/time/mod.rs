//! Dates, moments and periods: their shapes, one decision for the column, and the values.

mod builder;
mod clock;
mod date;
mod decide;
mod doubts;
mod evidence;
mod kinds;
mod moment;
mod named;
mod period;
mod says;
mod zone;

pub(crate) use builder::Builder;
pub(crate) use decide::{Plan, decide, is_few, text};
pub(crate) use doubts::doubts;
pub(crate) use evidence::Times;

use super::Shape;

/// Bytes of the shortest and the longest text that is a time: `1.1.14`, and `onsdag den 24. september 2014`.
const LENGTHS: std::ops::RangeInclusive<usize> = 6..=48;

/// The shape of a cell that could be a date, a moment or a period. It has no spaces around it.
pub(crate) fn shape(cell: &str) -> Option<Shape> {
    let bytes = cell.as_bytes();
    if !LENGTHS.contains(&bytes.len()) {
        return None;
    }
    if bytes.first()?.is_ascii_digit() {
        if let Some((_, taken)) = date::leading(bytes) {
            if taken == bytes.len() {
                return Some(Shape::Date);
            }
            if moment::moment(cell).is_some() {
                return Some(Shape::Moment);
            }
        }
    } else if !bytes.last()?.is_ascii_digit() || !begins_like_time(*bytes.first()?) {
        // Whatever begins with a word ends with a year.
        return None;
    }
    if named::date(cell).is_some() {
        return Some(Shape::Date);
    }
    period::said(cell).map(|_| Shape::Period)
}

/// Whether a month, a day of the week or a part of a year can begin with the letter, in Danish or English.
fn begins_like_time(letter: u8) -> bool {
    matches!(letter | 0x20, b'a' | b'd' | b'f' | b'h' | b'j'..=b'q' | b's'..=b'u' | b'w')
}
