//! Numbers: their shapes, and their values once the marks are settled.

use super::Shape;

/// Digits that every whole number of 64 bits can have.
const MOST_DIGITS: usize = 18;

/// The shape of a cell that is digits only, behind a minus at most: the fast path.
#[inline]
pub(crate) fn digits(cell: &[u8]) -> Option<Shape> {
    let digits = cell.strip_prefix(b"-").unwrap_or(cell);
    if digits.is_empty() || !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    Some(whole(digits))
}

/// The shape of digits.
fn whole(digits: &[u8]) -> Shape {
    match digits.len() {
        0..=1 => Shape::Digits,
        _ if digits[0] == b'0' => Shape::LeadingZero,
        2..=MOST_DIGITS => Shape::Digits,
        _ => Shape::LongDigits,
    }
}

/// What stands between digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Between {
    Point,
    Comma,
    /// A space of any width, or an apostrophe.
    Gap,
    Apostrophe,
}

/// The mark at the start of a text, and its length in bytes.
pub(crate) fn between(text: &[u8]) -> Option<(Between, usize)> {
    match text {
        [b'.', ..] => Some((Between::Point, 1)),
        [b',', ..] => Some((Between::Comma, 1)),
        [b' ', ..] => Some((Between::Gap, 1)),
        // No-break space; thin space, narrow no-break space, figure space.
        [0xC2, 0xA0, ..] => Some((Between::Gap, 2)),
        [0xE2, 0x80, 0x89 | 0xAF | 0x87, ..] => Some((Between::Gap, 3)),
        [b'\'', ..] => Some((Between::Apostrophe, 1)),
        // Right single quotation mark.
        [0xE2, 0x80, 0x99, ..] => Some((Between::Apostrophe, 3)),
        _ => None,
    }
}

/// The text behind its sign: plus, minus, or U+2212; and whether it is a minus.
pub(crate) fn signed(text: &[u8]) -> (bool, &[u8]) {
    match text {
        [b'-', rest @ ..] | [0xE2, 0x88, 0x92, rest @ ..] => (true, rest),
        [b'+', rest @ ..] => (false, rest),
        _ => (false, text),
    }
}

/// The shape of a trimmed cell that is a number by itself.
pub(crate) fn shape(text: &str) -> Option<Shape> {
    let (_, number) = signed(text.as_bytes());
    // A telephone number with the code of its country: as a number it would lose its plus.
    if text.starts_with('+') && number.len() >= 8 && number.iter().all(u8::is_ascii_digit) {
        return None;
    }
    match number.iter().position(|byte| matches!(byte, b'e' | b'E')) {
        Some(at) => exponent(&number[..at], &number[at + 1..]),
        None => plain(number),
    }
}

/// The shape of a number in powers of ten.
fn exponent(mantissa: &[u8], power: &[u8]) -> Option<Shape> {
    let (_, digits) = signed(power);
    if digits.is_empty() || digits.len() > 4 || !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let shape = match plain(mantissa)? {
        Shape::Digits | Shape::LeadingZero | Shape::LongDigits => Shape::Exponent,
        Shape::PointThree | Shape::PointDecimal => Shape::ExponentPoint,
        Shape::CommaThree | Shape::CommaDecimal => Shape::ExponentComma,
        _ => return None,
    };
    let text: Vec<u8> = [mantissa, b"e", power].concat();
    let text = String::from_utf8(text).ok()?.replace(',', ".");
    Some(if text.parse::<f64>().is_ok_and(f64::is_finite) { shape } else { Shape::NotFinite })
}

/// The shape of a number without a sign.
fn plain(number: &[u8]) -> Option<Shape> {
    let (mut at, mut run, mut first) = (0, 0, None::<usize>);
    let (mut group, mut last) = (None::<Between>, None::<Between>);
    let mut marks = 0_usize;
    while at < number.len() {
        if number[at].is_ascii_digit() {
            run += 1;
            at += 1;
            continue;
        }
        let (mark, width) = between(&number[at..])?;
        match marks {
            0 => first = Some(run),
            // Every run between two marks is a group of three, and all marks but the last are of one kind.
            _ if run != 3 || group.is_some_and(|group| Some(group) != last) => return None,
            _ => group = last,
        }
        last = Some(mark);
        marks += 1;
        run = 0;
        at += width;
    }
    let Some(first) = first else { return (run > 0).then(|| whole(number)) };
    let (last, zero) = (last?, number[0] == b'0');
    let begins = (1..=3).contains(&first) && !zero;
    match (group, last) {
        (None, Between::Point) if run == 3 && begins => Some(Shape::PointThree),
        (None, Between::Comma) if run == 3 && begins => Some(Shape::CommaThree),
        (None, Between::Point) if run > 0 && zero && first > 1 => Some(Shape::LeadingZero),
        (None, Between::Point) if run > 0 => Some(Shape::PointDecimal),
        (None, Between::Comma) if run > 0 => Some(Shape::CommaDecimal),
        (None, _) => (run == 3 && begins).then_some(Shape::Grouped),
        (Some(group), last) if group == last => (run == 3 && begins).then_some(match group {
            Between::Point => Shape::PointsThree,
            Between::Comma => Shape::CommasThree,
            Between::Gap | Between::Apostrophe => Shape::Grouped,
        }),
        (Some(_), _) if run == 0 || !begins => None,
        (Some(Between::Point), Between::Comma) => Some(Shape::PointsThenComma),
        (Some(Between::Comma), Between::Point) => Some(Shape::CommasThenPoint),
        (Some(Between::Gap | Between::Apostrophe), Between::Comma) => Some(Shape::GroupedComma),
        (Some(Between::Gap | Between::Apostrophe), Between::Point) => Some(Shape::GroupedPoint),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::shape;
    use crate::recognise::Shape;

    #[test]
    fn every_way_to_write_a_number_has_its_shape() {
        let cases: [(&[&str], Option<Shape>); 20] = [
            (&["0", "7", "-12", "+12", "−12", "123456789012345678"], Some(Shape::Digits)),
            (&["00", "0101", "-01", "00.16", "012.345"], Some(Shape::LeadingZero)),
            (&["1234567890123456789"], Some(Shape::LongDigits)),
            (&["1.234", "12.345", "123.456", "-1.234"], Some(Shape::PointThree)),
            (&["1.234.567"], Some(Shape::PointsThree)),
            (&["0.125", "1.5", "1234.567", ".5", "1.2345", "0.000"], Some(Shape::PointDecimal)),
            (&["1,234", "123,456"], Some(Shape::CommaThree)),
            (&["1,234,567"], Some(Shape::CommasThree)),
            (&["0,125", "1,5", "1234,567", ",5", "07,5"], Some(Shape::CommaDecimal)),
            (&["1.234,5", "1.234.567,89", "1.234,567"], Some(Shape::PointsThenComma)),
            (&["1,234.5", "1,234,567.89"], Some(Shape::CommasThenPoint)),
            (&["1 234", "1\u{a0}234", "1\u{2009}234 567", "1\u{202f}234", "1'234", "1’234"], Some(Shape::Grouped)),
            (&["1 234,5", "1'234,50"], Some(Shape::GroupedComma)),
            (&["1 234.5", "1'234.50"], Some(Shape::GroupedPoint)),
            (&["1E+05", "1e5", "-2e-3"], Some(Shape::Exponent)),
            (&["1,23E+09", "1,234e3"], Some(Shape::ExponentComma)),
            (&["1.5e-3"], Some(Shape::ExponentPoint)),
            (&["1e400", "-1E+999"], Some(Shape::NotFinite)),
            (&["1.23.456", "1.234.56", "1,234.567,8", "12 34 56 78", "1 234 56", "1234 567", "0.125.000"], None),
            (&["", "-", "+", ".", ",", "5.", "5,", "12A", "1-4", "+4512345678", "1e", "e5", "1.234e", "٣"], None),
        ];
        for (texts, expected) in cases {
            for text in texts {
                assert_eq!(shape(text), expected, "{text}");
            }
        }
    }
}
