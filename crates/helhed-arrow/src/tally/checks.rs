//! What makes a column of values valid for its role. Missing values (not-a-number) are valid in every role.
//!
//! Each check looks at a whole column without branching, and only if something is wrong looks again for the first row.

use helhed::cells::{LARGEST_COUNT, LARGEST_MEASUREMENT, LARGEST_WEIGHT, SMALLEST_WEIGHT};
use helhed::error::Fault;

/// The first wrong row, counted from 0, and what is wrong with it.
pub(crate) type Wrong = (usize, Fault);

/// Neither infinite nor too large.
pub(crate) fn measurements(values: &[f64]) -> Result<(), Wrong> {
    let wrong = |found: f64| {
        if found.is_infinite() {
            Fault::NotFinite { found }
        } else {
            Fault::OutsideRange { what: "value", found, low: -LARGEST_MEASUREMENT, high: LARGEST_MEASUREMENT }
        }
    };
    all(values, |value| (value.abs() <= LARGEST_MEASUREMENT) | value.is_nan(), wrong)
}

/// 0, or neither so small nor so large that its square is lost. Where there is no value, the weight does not matter.
pub(crate) fn weights(weights: &[f64], values: &[f64]) -> Result<(), Wrong> {
    let within = SMALLEST_WEIGHT..=LARGEST_WEIGHT;
    let right =
        |(weight, value): (&f64, &f64)| within.contains(weight) | (*weight == 0.0) | weight.is_nan() | value.is_nan();
    if weights.iter().zip(values).fold(true, |so_far, row| so_far & right(row)) {
        return Ok(());
    }
    let Some(first) = weights.iter().zip(values).position(|row| !right(row)) else { return Ok(()) };
    let found = weights[first];
    let fault = if found.is_infinite() {
        Fault::NotFinite { found }
    } else {
        Fault::OutsideRange { what: "weight", found, low: 0.0, high: LARGEST_WEIGHT }
    };
    Err((first, fault))
}

/// 0 or 1.
pub(crate) fn events(values: &[f64]) -> Result<(), Wrong> {
    let wrong = |found: f64| {
        if found.is_infinite() { Fault::NotFinite { found } } else { Fault::NotAnEvent { found } }
    };
    all(values, |value| (value == 0.0) | (value == 1.0) | value.is_nan(), wrong)
}

/// Whole numbers from 0.
pub(crate) fn counts(values: &[f64]) -> Result<(), Wrong> {
    let whole = |value: f64| (value as u64) as f64 == value;
    let wrong = |found: f64| {
        if found.is_infinite() {
            Fault::NotFinite { found }
        } else if found < 0.0 {
            Fault::NegativeCount { found }
        } else if found > LARGEST_COUNT {
            Fault::CountTooLarge { found }
        } else {
            Fault::NotWhole { found }
        }
    };
    all(values, |value| (whole(value) & (value <= LARGEST_COUNT)) | value.is_nan(), wrong)
}

/// Above 0, or 0 where nothing was counted.
pub(crate) fn exposures(values: &[f64], counts: &[f64]) -> Result<(), Wrong> {
    measurements(values)?;
    let valid = |(value, count): (&f64, &f64)| (*value > 0.0) | ((*value == 0.0) & (*count <= 0.0));
    let right = |pair: (&f64, &f64)| valid(pair) | pair.0.is_nan() | pair.1.is_nan();
    if values.iter().zip(counts).fold(true, |so_far, pair| so_far & right(pair)) {
        return Ok(());
    }
    let first = values.iter().zip(counts).position(|pair| !right(pair)).unwrap_or(0);
    Err((first, Fault::ExposureNotPositive { found: values[first] }))
}

fn all(values: &[f64], right: impl Fn(f64) -> bool, wrong: impl Fn(f64) -> Fault) -> Result<(), Wrong> {
    if values.iter().fold(true, |so_far, value| so_far & right(*value)) {
        return Ok(());
    }
    match values.iter().position(|value| !right(*value)) {
        Some(first) => Err((first, wrong(values[first]))),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(found: Result<(), Wrong>) -> Option<(usize, &'static str)> {
        found.err().map(|(row, fault)| (row, fault.code()))
    }

    #[test]
    fn the_first_wrong_row_and_why() {
        let (inf, nan) = (f64::INFINITY, f64::NAN);
        assert_eq!(code(measurements(&[nan, -1e140, -inf, inf])), Some((2, "H104")));
        assert_eq!(code(measurements(&[1.0, -1.1e140])), Some((1, "H008")));
        assert_eq!(code(weights(&[0.0, 1e-12, nan, 1e12, -0.0], &[1.0; 5])), None);
        assert_eq!(code(weights(&[1.0, -1.0], &[1.0; 2])), Some((1, "H008")));
        assert_eq!(code(weights(&[1e-13], &[1.0; 1])), Some((0, "H008")));
        assert_eq!(code(weights(&[1.0, 2e12], &[1.0; 2])), Some((1, "H008")));
        assert_eq!(code(weights(&[inf], &[1.0; 1])), Some((0, "H104")));
        assert_eq!(code(weights(&[-1.0, -2.0], &[nan, 1.0])), Some((1, "H008")));
        assert_eq!(code(events(&[0.0, -0.0, 1.0, nan])), None);
        assert_eq!(code(events(&[1.0, 0.5, 2.0])), Some((1, "H105")));
        assert_eq!(code(events(&[inf])), Some((0, "H104")));
        assert_eq!(code(counts(&[0.0, 7.0, nan, LARGEST_COUNT])), None);
        assert_eq!(code(counts(&[0.0, -1.0])), Some((1, "H202")));
        assert_eq!(code(counts(&[1.5])), Some((0, "H204")));
        assert_eq!(code(counts(&[-inf])), Some((0, "H104")));
        assert_eq!(code(counts(&[LARGEST_COUNT + 2.0])), Some((0, "H208")));
        assert_eq!(code(exposures(&[0.0, 2.0, nan, -1.0], &[0.0, 3.0, 1.0, nan])), None);
        assert_eq!(code(exposures(&[1.0, 0.0], &[1.0, 1.0])), Some((1, "H203")));
        assert_eq!(code(exposures(&[-1.0], &[0.0])), Some((0, "H203")));
        assert_eq!(code(exposures(&[inf], &[nan])), Some((0, "H104")));
    }
}
