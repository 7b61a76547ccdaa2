//! What one cell looks like.

use super::{dress, mark, number, time, truth};

/// What a cell looks like by itself. Which of its possible meanings it has is decided for the whole column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Shape {
    // Nothing, and marks: they go with a column of any family but text.
    /// Nothing.
    Empty,
    /// Spaces only.
    Blank,
    /// A mark of a missing value, such as `..`.
    Missing,
    /// A mark of a suppressed value, such as `Diskret.`.
    Suppressed,
    /// A limit in place of a value, such as `<5`.
    Limit,
    /// A range in place of a value, such as `1-4`.
    Range,
    /// A mark that the user says is missing.
    SaidMissing,
    /// A mark that the user says is suppressed.
    SaidSuppressed,

    // Numbers.
    /// A whole number without a leading zero, at most 18 digits.
    Digits,
    /// Digits that begin with a zero: a code.
    LeadingZero,
    /// A point behind digits that begin with a zero, as `00.16`: a code.
    PointCode,
    /// More digits than a whole number holds.
    LongDigits,
    /// A point before the last three digits, as `1.234`: thousands or decimals.
    PointThree,
    /// Several points before three digits each, as `1.234.567`: thousands.
    PointsThree,
    /// A point that can only be a decimal mark.
    PointDecimal,
    /// A comma before the last three digits.
    CommaThree,
    /// Several commas before three digits each: thousands.
    CommasThree,
    /// A comma that can only be a decimal mark.
    CommaDecimal,
    /// `1.234,5`.
    PointsThenComma,
    /// `1,234.5`.
    CommasThenPoint,
    /// `1 234` or `1'234`.
    Grouped,
    /// `1 234,5` or `1'234,5`.
    GroupedComma,
    /// `1 234.5` or `1'234.5`.
    GroupedPoint,
    /// `1E+05`.
    Exponent,
    /// `1,5E+05`.
    ExponentComma,
    /// `1.5E+05`.
    ExponentPoint,
    /// A whole number that came as a number.
    Whole,
    /// A number with decimals that came as a number.
    Part,
    /// A number with something around it: a unit, a minus behind, parentheses. What the number itself looks like is
    /// noted beside it.
    Dressed,
    /// Infinite, too large, or the error of a spreadsheet.
    NotFinite,

    // Times, and yes and no. Among cells of other families they are texts.
    /// The form of a date.
    Date,
    /// The form of a date with a time of day.
    Moment,
    /// The form of a period.
    Period,
    /// A word for yes.
    Yes,
    /// A word for no.
    No,

    // Texts.
    /// Capital letters and digits without a space, as `12A`.
    Code,
    /// Anything else.
    Text,
}

/// What can be decided together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Family {
    /// Nothing, or a mark in place of a value.
    Absent,
    /// Numbers.
    Number,
    /// Texts.
    Text,
}

impl Shape {
    /// How many shapes there are.
    pub(crate) const COUNT: usize = Self::Text as usize + 1;

    /// Every shape.
    pub(crate) const ALL: [Self; Self::COUNT] = [
        Self::Empty,
        Self::Blank,
        Self::Missing,
        Self::Suppressed,
        Self::Limit,
        Self::Range,
        Self::SaidMissing,
        Self::SaidSuppressed,
        Self::Digits,
        Self::LeadingZero,
        Self::PointCode,
        Self::LongDigits,
        Self::PointThree,
        Self::PointsThree,
        Self::PointDecimal,
        Self::CommaThree,
        Self::CommasThree,
        Self::CommaDecimal,
        Self::PointsThenComma,
        Self::CommasThenPoint,
        Self::Grouped,
        Self::GroupedComma,
        Self::GroupedPoint,
        Self::Exponent,
        Self::ExponentComma,
        Self::ExponentPoint,
        Self::Whole,
        Self::Part,
        Self::Dressed,
        Self::NotFinite,
        Self::Date,
        Self::Moment,
        Self::Period,
        Self::Yes,
        Self::No,
        Self::Code,
        Self::Text,
    ];

    /// Every shape of a number by itself.
    pub(crate) const NUMBERS: [Self; 20] = [
        Self::Digits,
        Self::LeadingZero,
        Self::PointCode,
        Self::LongDigits,
        Self::PointThree,
        Self::PointsThree,
        Self::PointDecimal,
        Self::CommaThree,
        Self::CommasThree,
        Self::CommaDecimal,
        Self::PointsThenComma,
        Self::CommasThenPoint,
        Self::Grouped,
        Self::GroupedComma,
        Self::GroupedPoint,
        Self::Exponent,
        Self::ExponentComma,
        Self::ExponentPoint,
        Self::Whole,
        Self::Part,
    ];

    /// The family it belongs to.
    pub(crate) fn family(self) -> Family {
        match self {
            Self::Empty
            | Self::Blank
            | Self::Missing
            | Self::Suppressed
            | Self::Limit
            | Self::Range
            | Self::SaidMissing
            | Self::SaidSuppressed => Family::Absent,
            Self::Date | Self::Moment | Self::Period | Self::Yes | Self::No => Family::Text,
            Self::Code | Self::Text => Family::Text,
            _ => Family::Number,
        }
    }
}

/// The shape of a cell.
pub(crate) fn shape(cell: &str) -> Shape {
    // Most cells are plain numbers or nothing.
    if let Some(shape) = number::quick(cell.as_bytes()) {
        return shape;
    }
    // And most keys are a letter before digits.
    if is_key(cell.as_bytes()) {
        return Shape::Code;
    }
    let trimmed = trimmed(cell);
    if trimmed.is_empty() {
        return if cell.is_empty() { Shape::Empty } else { Shape::Blank };
    }
    // Without a digit it is no number and no number with something around it.
    if !trimmed.bytes().any(|byte| byte.is_ascii_digit()) {
        return mark::word(trimmed).or_else(|| truth::shape(trimmed)).unwrap_or(Shape::Text);
    }
    // Families that read a cell: numbers, marks, dressed numbers. The first that knows it has it.
    number::shape(trimmed)
        .or_else(|| time::shape(trimmed))
        .or_else(|| mark::shape(trimmed))
        .or_else(|| dress::of(trimmed).map(|_| Shape::Dressed))
        .unwrap_or_else(|| if is_code(trimmed) { Shape::Code } else { Shape::Text })
}

/// A cell without the spaces around it: most cells have none, and begin and end with a letter or a sign of ASCII.
#[inline]
pub(crate) fn trimmed(cell: &str) -> &str {
    match cell.as_bytes() {
        [first, .., last] if first.is_ascii_graphic() && last.is_ascii_graphic() => cell,
        _ => cell.trim(),
    }
}

/// Whether a text is a code at first sight: one capital letter that begins no number, no time and no currency, and digits.
#[inline]
fn is_key(text: &[u8]) -> bool {
    let Some((first, digits)) = text.split_first() else { return false };
    matches!(first, b'A' | b'B' | b'C' | b'F' | b'G' | b'I' | b'J' | b'L' | b'N' | b'O' | b'P' | b'R'..=b'T' | b'V' | b'X'..=b'Z')
        && (1..16).contains(&digits.len())
        && digits.iter().all(u8::is_ascii_digit)
}

/// Whether a text is a code: one short word of digits and capital letters, or a telephone number with its country. A
/// number with a footnote, as `12a` or `12*`, is none, and neither are digits with misplaced marks.
fn is_code(text: &str) -> bool {
    let (digits, letters) = (|byte: u8| byte.is_ascii_digit(), |byte: u8| byte.is_ascii_uppercase());
    let marks = |byte: u8| matches!(byte, b'-' | b'/' | b'.' | b'_');
    let telephone = text.strip_prefix('+').is_some_and(|number| number.bytes().all(digits));
    let plain = text.bytes().all(|byte| digits(byte) || letters(byte) || marks(byte));
    text.len() <= 16 && text.bytes().any(digits) && (telephone || plain && text.bytes().any(letters))
}

#[cfg(test)]
mod tests {
    use super::{Shape, dress, is_key, mark, number, shape, time};

    #[test]
    fn a_key_is_nothing_else() {
        for letter in b'!'..=b'~' {
            for digits in ["1", "12", "2014", "12014", "201401", "20140413", "000000001", "13042014", "2014010112000"] {
                let text = format!("{}{digits}", char::from(letter));
                assert!(!is_key(text.as_bytes()) || shape(&text) == Shape::Code, "{text}");
                let other = number::shape(&text).or_else(|| time::shape(&text)).or_else(|| mark::shape(&text));
                assert!(!is_key(text.as_bytes()) || other.is_none() && dress::of(&text).is_none(), "{text}");
            }
        }
        assert!(is_key(b"P000000000") && !is_key(b"P") && !is_key(b"K12014"));
    }
}
