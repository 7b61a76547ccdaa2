//! The shapes that methods share: a function of counts for each method of that shape.

/// Functions of one share: `(numerator, denominator, level=0.95)`, each a number or a column.
macro_rules! one_share {
    ($($(#[$doc:meta])* $name:ident => $method:path;)+) => {$(
        $(#[$doc])*
        #[pyo3::pyfunction]
        #[pyo3(signature = (numerator, denominator, level=0.95))]
        pub(crate) fn $name(
            py: pyo3::Python<'_>,
            numerator: crate::methods::numbers::Input,
            denominator: crate::methods::numbers::Input,
            level: f64,
        ) -> pyo3::PyResult<crate::methods::shapes::Answer> {
            crate::methods::shapes::share(py, $method, [numerator, denominator], level)
        }
    )+};
}

/// Functions of one rate: `(events, exposure, level=0.95)`, each a number or a column.
macro_rules! one_rate {
    ($($(#[$doc:meta])* $name:ident => $method:path;)+) => {$(
        $(#[$doc])*
        #[pyo3::pyfunction]
        #[pyo3(signature = (events, exposure, level=0.95))]
        pub(crate) fn $name(
            py: pyo3::Python<'_>,
            events: crate::methods::numbers::Input,
            exposure: crate::methods::numbers::Input,
            level: f64,
        ) -> pyo3::PyResult<crate::methods::shapes::Answer> {
            crate::methods::shapes::rate(py, $method, [events, exposure], level)
        }
    )+};
}

/// Functions of two shares: `(of, n_of, against, n_against, level=0.95)`, each a number or a column.
macro_rules! two_shares {
    ($($(#[$doc:meta])* $name:ident => $method:path;)+) => {$(
        $(#[$doc])*
        #[pyo3::pyfunction]
        #[pyo3(signature = (of, n_of, against, n_against, level=0.95))]
        pub(crate) fn $name(
            py: pyo3::Python<'_>,
            of: crate::methods::numbers::Input,
            n_of: crate::methods::numbers::Input,
            against: crate::methods::numbers::Input,
            n_against: crate::methods::numbers::Input,
            level: f64,
        ) -> pyo3::PyResult<crate::methods::shapes::Answer> {
            crate::methods::shapes::two_shares_of(py, $method, [of, n_of, against, n_against], level)
        }
    )+};
}

/// Functions of two rates: `(of, exposure_of, against, exposure_against, level=0.95)`, each a number or a column.
macro_rules! two_rates {
    ($($(#[$doc:meta])* $name:ident => $method:path;)+) => {$(
        $(#[$doc])*
        #[pyo3::pyfunction]
        #[pyo3(signature = (of, exposure_of, against, exposure_against, level=0.95))]
        pub(crate) fn $name(
            py: pyo3::Python<'_>,
            of: crate::methods::numbers::Input,
            exposure_of: crate::methods::numbers::Input,
            against: crate::methods::numbers::Input,
            exposure_against: crate::methods::numbers::Input,
            level: f64,
        ) -> pyo3::PyResult<crate::methods::shapes::Answer> {
            crate::methods::shapes::two_rates_of(py, $method, [of, exposure_of, against, exposure_against], level)
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
use helhed::comparisons::{rate_columns, share_columns};
use helhed::error::{Result, Spot, Within};
use helhed::estimate::{EstimateColumns, Test, TestColumns};
use helhed::estimates::{proportion, rate as one_rates};
use helhed::{Estimate, Level};
use pyo3::prelude::*;

use super::numbers::{Column, Input, Values};
use crate::columns::PyEstimateColumns;
use crate::door::door;
use crate::error::Raised;
use crate::estimate::PyEstimate;
use crate::test::PyTest;
use crate::test_columns::PyTestColumns;

/// What a method gives: one result for numbers, columns of them for columns.
#[derive(IntoPyObject)]
pub(crate) enum Either<O, M> {
    One(O),
    Many(M),
}

/// An estimate, or columns of them.
pub(crate) type Answer = Either<PyEstimate, PyEstimateColumns>;

/// A test, or columns of them.
pub(crate) type TestAnswer = Either<PyTest, PyTestColumns>;

/// Numbers go to `one`, columns to `many`; a number beside columns stands in each row.
fn answer<const K: usize, O, M: Send>(
    py: Python<'_>,
    inputs: [Input; K],
    one: impl FnOnce([f64; K]) -> Result<O>,
    many: impl FnOnce([&[f64]; K]) -> Result<M> + Send,
) -> PyResult<Either<O, M>> {
    let Some(len) = inputs.iter().find_map(Input::len) else {
        let numbers = inputs.each_ref().map(|input| input.one().unwrap_or(f64::NAN));
        return Ok(Either::One(one(numbers).map_err(Raised::from)?));
    };
    let columns = inputs.map(|input| input.repeated(len));
    let slices = columns.each_ref().map(Column::as_slice);
    Ok(Either::Many(door(py, || many(slices))?))
}

/// An estimate of numbers, or columns of estimates.
fn estimated<const K: usize>(
    py: Python<'_>,
    inputs: [Input; K],
    one: impl FnOnce([f64; K]) -> Result<Estimate>,
    many: impl FnOnce([&[f64]; K]) -> Result<EstimateColumns> + Send,
) -> PyResult<Answer> {
    answer(py, inputs, |row| one(row).map(PyEstimate), |all| many(all).map(|columns| PyEstimateColumns(columns.into())))
}

/// A test of numbers, or columns of tests.
pub(crate) fn tested<const K: usize>(
    py: Python<'_>,
    inputs: [Input; K],
    one: impl FnOnce([f64; K]) -> Result<Test>,
    many: impl FnOnce([&[f64]; K]) -> Result<TestColumns> + Send,
) -> PyResult<TestAnswer> {
    answer(py, inputs, |row| one(row).map(PyTest), |all| many(all).map(|columns| PyTestColumns(columns.into())))
}

/// One share by a method, of numbers or columns.
pub(crate) fn share(
    py: Python<'_>,
    method: fn(&ProportionCell, Level) -> Result<Estimate>,
    inputs: [Input; 2],
    level: f64,
) -> PyResult<Answer> {
    let level = Level::new(level).map_err(Raised::from)?;
    let one = |[x, n]: [f64; 2]| method(&ProportionCell::from_counts(x, n)?, level);
    estimated(py, inputs, one, |[x, n]| proportion::columns_by(method, x, n, level))
}

/// One rate by a method, of numbers or columns.
pub(crate) fn rate(
    py: Python<'_>,
    method: fn(&RateCell, Level) -> Result<Estimate>,
    inputs: [Input; 2],
    level: f64,
) -> PyResult<Answer> {
    let level = Level::new(level).map_err(Raised::from)?;
    let one = |[x, time]: [f64; 2]| method(&RateCell::from_counts(x, time)?, level);
    estimated(py, inputs, one, |[x, time]| one_rates::columns_by(method, x, time, level))
}

/// Two shares by a method, of numbers or columns.
pub(crate) fn two_shares_of(
    py: Python<'_>,
    method: fn(&ProportionCell, &ProportionCell, Level) -> Result<Estimate>,
    inputs: [Input; 4],
    level: f64,
) -> PyResult<Answer> {
    let level = Level::new(level).map_err(Raised::from)?;
    let one = |[x1, n1, x2, n2]: [f64; 4]| {
        let (of, against) = shares(x1, n1, x2, n2)?;
        method(&of, &against, level)
    };
    estimated(py, inputs, one, |[x1, n1, x2, n2]| share_columns(method, (x1, n1), (x2, n2), level))
}

/// Two rates by a method, of numbers or columns.
pub(crate) fn two_rates_of(
    py: Python<'_>,
    method: fn(&RateCell, &RateCell, Level) -> Result<Estimate>,
    inputs: [Input; 4],
    level: f64,
) -> PyResult<Answer> {
    let level = Level::new(level).map_err(Raised::from)?;
    let one = |[x1, time1, x2, time2]: [f64; 4]| {
        let (of, against) = rates(x1, time1, x2, time2)?;
        method(&of, &against, level)
    };
    estimated(py, inputs, one, |[x1, time1, x2, time2]| rate_columns(method, (x1, time1), (x2, time2), level))
}

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
