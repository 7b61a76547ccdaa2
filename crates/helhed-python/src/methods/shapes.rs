//! The shapes that methods share: a function of counts for each method of that shape.

/// Functions of one share: `(numerator, denominator, level=0.95)`.
macro_rules! one_share {
    ($($(#[$doc:meta])* $name:ident => $method:path;)+) => {$(
        $(#[$doc])*
        #[pyo3::pyfunction]
        #[pyo3(signature = (numerator, denominator, level=0.95))]
        pub(crate) fn $name(
            numerator: f64,
            denominator: f64,
            level: f64,
        ) -> crate::error::Refusable<crate::estimate::PyEstimate> {
            let cell = helhed::cells::ProportionCell::from_counts(numerator, denominator)?;
            Ok(crate::estimate::PyEstimate($method(&cell, crate::input::level(level)?)?))
        }
    )+};
}

/// Functions of one rate: `(events, exposure, level=0.95)`.
macro_rules! one_rate {
    ($($(#[$doc:meta])* $name:ident => $method:path;)+) => {$(
        $(#[$doc])*
        #[pyo3::pyfunction]
        #[pyo3(signature = (events, exposure, level=0.95))]
        pub(crate) fn $name(
            events: f64,
            exposure: f64,
            level: f64,
        ) -> crate::error::Refusable<crate::estimate::PyEstimate> {
            let cell = helhed::cells::RateCell::from_counts(events, exposure)?;
            Ok(crate::estimate::PyEstimate($method(&cell, crate::input::level(level)?)?))
        }
    )+};
}

/// Functions of two shares: `(of, n_of, against, n_against, level=0.95)`.
macro_rules! two_shares {
    ($($(#[$doc:meta])* $name:ident => $method:path;)+) => {$(
        $(#[$doc])*
        #[pyo3::pyfunction]
        #[pyo3(signature = (of, n_of, against, n_against, level=0.95))]
        pub(crate) fn $name(
            of: f64,
            n_of: f64,
            against: f64,
            n_against: f64,
            level: f64,
        ) -> crate::error::Refusable<crate::estimate::PyEstimate> {
            let (of, against) = crate::methods::shapes::shares(of, n_of, against, n_against)?;
            Ok(crate::estimate::PyEstimate($method(&of, &against, crate::input::level(level)?)?))
        }
    )+};
}

/// Functions of two rates: `(of, exposure_of, against, exposure_against, level=0.95)`.
macro_rules! two_rates {
    ($($(#[$doc:meta])* $name:ident => $method:path;)+) => {$(
        $(#[$doc])*
        #[pyo3::pyfunction]
        #[pyo3(signature = (of, exposure_of, against, exposure_against, level=0.95))]
        pub(crate) fn $name(
            of: f64,
            exposure_of: f64,
            against: f64,
            exposure_against: f64,
            level: f64,
        ) -> crate::error::Refusable<crate::estimate::PyEstimate> {
            let (of, against) = crate::methods::shapes::rates(of, exposure_of, against, exposure_against)?;
            Ok(crate::estimate::PyEstimate($method(&of, &against, crate::input::level(level)?)?))
        }
    )+};
}

/// Functions of two columns of values: `(of, against, level=0.95)`.
macro_rules! two_means {
    ($($(#[$doc:meta])* $name:ident => $method:path;)+) => {$(
        $(#[$doc])*
        #[pyo3::pyfunction]
        #[pyo3(signature = (of, against, level=0.95))]
        pub(crate) fn $name(
            of: crate::methods::numbers::Values,
            against: crate::methods::numbers::Values,
            level: f64,
        ) -> crate::error::Refusable<crate::estimate::PyEstimate> {
            let (of, against) = (crate::methods::shapes::mean(of, "of")?, crate::methods::shapes::mean(against, "against")?);
            Ok(crate::estimate::PyEstimate($method(&of, &against, crate::input::level(level)?)?))
        }
    )+};
}

pub(crate) use {one_rate, one_share, two_means, two_rates, two_shares};

use helhed::cells::{MeanCell, ProportionCell, RateCell};
use helhed::error::{Result, Spot, Within};

use super::numbers::Values;

/// Two shares, with the group in the place of an error.
pub(crate) fn shares(of: f64, n_of: f64, against: f64, n_against: f64) -> Result<(ProportionCell, ProportionCell)> {
    let cell = |name: &str, x, n| ProportionCell::from_counts(x, n).within(|| Spot::Argument(name.into()));
    Ok((cell("of", of, n_of)?, cell("against", against, n_against)?))
}

/// Two rates, with the group in the place of an error.
pub(crate) fn rates(of: f64, exposure_of: f64, against: f64, exposure_against: f64) -> Result<(RateCell, RateCell)> {
    let cell = |name: &str, x, time| RateCell::from_counts(x, time).within(|| Spot::Argument(name.into()));
    Ok((cell("of", of, exposure_of)?, cell("against", against, exposure_against)?))
}

/// The sums of a column, with its name in the place of an error.
pub(crate) fn mean(values: Values, name: &str) -> Result<MeanCell> {
    MeanCell::from_values(values.0).within(|| Spot::Argument(name.into()))
}
