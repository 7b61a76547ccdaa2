//! Numbers: their shapes, and their values once the marks are settled.

use super::Shape;

/// The shape of a cell that could be a number.
pub(crate) fn shape(cell: &str) -> Option<Shape> {
    let digits = cell.strip_prefix('-').unwrap_or(cell);
    if !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some(match digits.len() {
            1 => Shape::Digits,
            _ if digits.starts_with('0') => Shape::LeadingZero,
            2..=18 => Shape::Digits,
            _ => Shape::LongDigits,
        });
    }
    let (whole, part) = digits.split_once(',')?;
    let all = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    (all(whole) && all(part)).then_some(Shape::CommaDecimal)
}

/// The value of a cell with this decimal mark and this mark between thousands.
pub(crate) fn value(cell: &str, decimal: u8, thousands: Option<u8>) -> Option<f64> {
    let plain: String = cell
        .bytes()
        .filter(|byte| Some(*byte) != thousands)
        .map(|byte| if byte == decimal { '.' } else { char::from(byte) })
        .collect();
    plain.parse().ok().filter(|value: &f64| value.is_finite())
}
