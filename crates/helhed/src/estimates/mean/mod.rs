//! Means of a value.

mod t;

pub use t::{T, t};

use crate::cells::MeanCell;
use crate::error::Result;
use crate::estimate::{Choice, Estimate, Level};

/// The interval of one mean.
pub(crate) type OneMean = fn(&MeanCell, Level) -> Result<Estimate>;

/// What [`estimate`](super::estimate) can be asked for.
pub(crate) const CHOICES: &[Choice<OneMean>] = &[Choice::new(T, t)];
