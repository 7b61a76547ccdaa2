//! What one cell looks like.

use super::{number, time, truth};

/// What a cell looks like by itself. Which of its possible meanings it has is decided for the whole column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Shape {
    /// Nothing.
    Empty,
    /// Spaces only.
    Blank,
    /// A mark of a missing value, such as `..`.
    Missing,
    /// A mark of a suppressed value, such as `<5`.
    Suppressed,
    // Numbers
    /// A whole number without a leading zero, at most 18 digits.
    Digits,
    /// Digits that begin with a zero: a code.
    LeadingZero,
    /// More digits than a whole number holds.
    LongDigits,
    /// Points before every three digits, as `1.234`: thousands or decimals.
    PointThree,
    /// A point that can only be a decimal mark.
    PointDecimal,
    /// Commas before every three digits.
    CommaThree,
    /// A comma that can only be a decimal mark.
    CommaDecimal,
    /// `1.234,5`.
    PointsThenComma,
    /// `1,234.5`.
    CommasThenPoint,
    // Times, and yes and no
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
    /// Anything else.
    Text,
}

impl Shape {
    /// How many shapes there are.
    pub(crate) const COUNT: usize = Self::Text as usize + 1;
}

/// The shape of a cell.
pub(crate) fn shape(cell: &str) -> Shape {
    if cell.is_empty() {
        return Shape::Empty;
    }
    let trimmed = cell.trim();
    if trimmed.is_empty() {
        return Shape::Blank;
    }
    number::shape(trimmed).or_else(|| time::shape(trimmed)).or_else(|| truth::shape(trimmed)).unwrap_or(Shape::Text)
}
