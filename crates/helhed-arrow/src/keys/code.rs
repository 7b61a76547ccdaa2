//! Codes: small whole numbers that stand for the values of a key column, counted from 0 in the order they appear.

use helhed::error::{Fault, Result};

/// No code yet.
pub(crate) const NONE: u32 = u32::MAX;

/// The code after `taken` others.
///
/// # Errors
/// `H208` beyond four billion.
pub(crate) fn next_code(taken: usize) -> Result<u32> {
    match u32::try_from(taken) {
        Ok(code) if code != NONE => Ok(code),
        _ => Err(Fault::CountTooLarge { found: taken as f64 }.into()),
    }
}
