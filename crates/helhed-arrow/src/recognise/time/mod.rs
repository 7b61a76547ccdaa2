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
#[inline]
pub(crate) fn shape(cell: &str) -> Option<Shape> {
    let bytes = cell.as_bytes();
    if !LENGTHS.contains(&bytes.len()) {
        return None;
    }
    let (first, last) = (bytes.first()?, bytes.last()?);
    if !first.is_ascii_digit() {
        // What begins with a word ends with a year.
        return if last.is_ascii_digit() && begins_like_time(bytes) { worded(cell) } else { None };
    }
    if let Some((date, taken)) = date::leading(bytes) {
        if taken == bytes.len() {
            return Some(Shape::Date);
        }
        if moment::after(date, cell.get(taken..)?).is_some() {
            return Some(Shape::Moment);
        }
    }
    // What ends with a word begins with a year.
    let fits = last.is_ascii_digit() || bytes.iter().take(4).all(u8::is_ascii_digit);
    if fits { worded(cell) } else { None }
}

/// The shape of a cell that could be a date with the name of its month, or a period.
fn worded(cell: &str) -> Option<Shape> {
    if named::date(cell).is_some() {
        return Some(Shape::Date);
    }
    period::said(cell).map(|_| Shape::Period)
}

/// Whether a text begins with the name of a month, a day of the week or a part of a year, or almost so: most texts
/// begin otherwise, and should cost little.
fn begins_like_time(text: &[u8]) -> bool {
    let letter = |at: usize| text.get(at).map_or(0, u8::to_ascii_lowercase);
    let is_letter = |byte: u8| byte.is_ascii_alphabetic() || !byte.is_ascii();
    let first = [letter(0), letter(1), letter(2)];
    if !is_letter(first[1]) {
        return matches!(first[0], b'd' | b'h' | b'k' | b'm' | b'q' | b'u' | b'w');
    }
    if !is_letter(first[2]) {
        return matches!([first[0], first[1]], [b'k', b'v'] | [b'm', b'd']);
    }
    let months = matches!(
        &first,
        b"jan"
            | b"feb"
            | b"mar"
            | b"apr"
            | b"maj"
            | b"may"
            | b"jun"
            | b"jul"
            | b"aug"
            | b"sep"
            | b"okt"
            | b"oct"
            | b"nov"
            | b"dec"
    );
    // `må`, `lø` and `sø` are three bytes each, and so are `MÅ`, `LØ` and `SØ`, whose last byte is another.
    let days = matches!(
        &first,
        b"man"
            | b"mon"
            | b"tir"
            | b"tue"
            | b"ons"
            | b"wed"
            | b"tor"
            | b"thu"
            | b"fre"
            | b"fri"
            | b"sat"
            | b"sun"
            | b"den"
            | [b'l' | b's' | b'm', 0xc3, _]
    );
    months || days || matches!(&first, b"kvt" | b"kva" | b"qua" | b"hal" | b"uge" | b"wee" | b"maa" | b"sko")
}
