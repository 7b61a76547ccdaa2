//! Days of birth that cannot be.

/// 1 January 1890: whoever was born before is dead, and was in no register that is read today.
const EARLIEST: i32 = -29_219;

/// Why a day of birth cannot be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ImpossibleBirth {
    /// It lies in the future.
    Future,
    /// It lies before 1890.
    TooEarly,
    /// It lies after a day of the same row.
    AfterRow,
}

/// The rows whose day of birth cannot be. `days` are days of the same rows, where they have one; an unborn child has a
/// row sometimes, so that up to 280 days after are possible.
#[must_use]
pub fn impossible_births(
    births: &[Option<i32>],
    days: Option<&[Option<i32>]>,
    today: i32,
) -> Vec<(usize, ImpossibleBirth)> {
    let why = |(row, birth): (usize, &Option<i32>)| {
        let birth = (*birth)?;
        let day = days.and_then(|days| days.get(row).copied().flatten());
        let why = if birth < EARLIEST {
            ImpossibleBirth::TooEarly
        } else if birth > today {
            ImpossibleBirth::Future
        } else if day.is_some_and(|day| i64::from(birth) > i64::from(day) + 280) {
            ImpossibleBirth::AfterRow
        } else {
            return None;
        };
        Some((row, why))
    };
    births.iter().enumerate().filter_map(why).collect()
}
