//! One row of a table of cells, checked by the constructor of its cell.

use helhed::cells::{Block, MeanCell, ProportionCell, RateCell, TotalCell, WeightedMeanCell, WeightedParts};
use helhed::design::Measure;
use helhed::error::{Error, Fault};

/// Columns with numbers, in the order of [`Numbers`].
pub(super) const NUMBERS: [&str; 13] = [
    "records",
    "missing",
    "events",
    "exposure",
    "mean",
    "mean_rest",
    "m2",
    "total",
    "weightless",
    "weight",
    "squares",
    "squares_mean",
    "squares_m2",
];

/// Of these, what every table has; the others belong to weighted means.
pub(super) const UNWEIGHTED: usize = 8;

/// The numbers of a row; not-a-number where there is none.
pub(super) type Numbers = [f64; NUMBERS.len()];

/// The block of a row. An error comes with the column it is about.
pub(super) fn block(measure: &Measure, numbers: Numbers) -> Result<Block, (&'static str, Error)> {
    let [
        records,
        missing,
        events,
        exposure,
        mean,
        mean_rest,
        m2,
        total,
        weightless,
        weight,
        squares,
        squares_mean,
        squares_m2,
    ] = numbers;
    let needed = |column: &'static str, value: f64| {
        if value.is_nan() { Err((column, Fault::ValueNeeded.into())) } else { Ok(value) }
    };
    let count = |column: &'static str, value: f64| {
        let value = needed(column, value)?;
        // A share of no events is refused for nothing but its number of records.
        ProportionCell::from_counts(0.0, value).map(|cell| cell.records()).map_err(|error| (column, error))
    };
    let (n, missing) = (count("records", records)?, count("missing", missing)?);
    match measure {
        Measure::Proportion { .. } => ProportionCell::from_counts(needed("events", events)?, records)
            .map(|cell| Block::Proportion(cell.with_missing(missing)))
            .map_err(|error| ("events", error)),
        Measure::Rate { .. } => {
            let events = needed("events", events)?;
            count("events", events)?;
            RateCell::from_parts(n, events, needed("exposure", exposure)?, missing)
                .map(Block::Rate)
                .map_err(|error| ("exposure", error))
        }
        Measure::Mean { .. } => {
            let mean = if n == 0 { 0.0 } else { needed("mean", mean)? };
            MeanCell::from_parts(n, mean, needed("m2", m2)?, missing)
                .map_err(|error| (if mean.is_finite() { "m2" } else { "mean" }, error))?
                .with_mean_rest(needed("mean_rest", mean_rest)?)
                .map(Block::Mean)
                .map_err(|error| ("mean_rest", error))
        }
        Measure::WeightedMean { .. } => {
            let parts = WeightedParts {
                records: n,
                missing,
                weightless: count("weightless", weightless)?,
                weight: needed("weight", weight)?,
                mean: if weight == 0.0 { 0.0 } else { needed("mean", mean)? },
                mean_rest: needed("mean_rest", mean_rest)?,
                m2: needed("m2", m2)?,
                squares: needed("squares", squares)?,
                squares_mean: needed("squares_mean", squares_mean)?,
                squares_m2: needed("squares_m2", squares_m2)?,
            };
            WeightedMeanCell::try_from(parts).map(Block::WeightedMean).map_err(|error| ("weight", error))
        }
        Measure::Count { .. } | Measure::Money { .. } => {
            let total = if n == 0 { 0.0 } else { needed("total", total)? };
            let cell = TotalCell::from_parts(n, total, missing).map_err(|error| ("total", error))?;
            Ok(if matches!(measure, Measure::Count { .. }) { Block::Count(cell) } else { Block::Money(cell) })
        }
    }
}
