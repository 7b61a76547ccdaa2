//! A row of published aggregates: the values of its key columns, and the figures of a measure.

use helhed::cells::{Block, MeanCell, ProportionCell, RateCell, TotalCell};
use helhed::design::Measure;
use helhed::error::{Error, Fault, Place, Result, Spot, nearest};
use helhed::estimate::KeyValue;
use pyo3::prelude::*;
use pyo3::types::{PyBool, PyDict};

use crate::input::key_value;

/// Key and block of a row. The outer error is Python's, the inner one what the core says of the figures.
pub(crate) fn read(
    row: &Bound<'_, PyDict>,
    measure: &Measure,
    by: &[String],
) -> PyResult<Result<(Vec<KeyValue>, Block)>> {
    let names: Vec<String> = row.keys().iter().map(|name| name.extract()).collect::<PyResult<_>>()?;
    if let Err(error) = check_names(&names, figures(measure), by) {
        return Ok(Err(error));
    }
    let mut key = Vec::with_capacity(by.len());
    for name in by {
        match key_value(&row.as_any().get_item(name)?)? {
            Ok(value) => key.push(value),
            Err(fault) => return Ok(Err(at(name, fault))),
        }
    }
    let mut found = Vec::with_capacity(figures(measure).len());
    for name in figures(measure) {
        match number(&row.as_any().get_item(name)?) {
            Ok(value) => found.push(value),
            Err(fault) => return Ok(Err(at(name, fault))),
        }
    }
    Ok(block(measure, &found).map(|block| (key, block)))
}

/// The figures that a measure is entered by.
fn figures(measure: &Measure) -> &'static [&'static str] {
    match measure {
        Measure::Proportion { .. } => &["numerator", "denominator"],
        Measure::Rate { .. } => &["events", "exposure"],
        Measure::Mean { .. } => &["mean", "sd", "n"],
        Measure::WeightedMean { .. } => &[],
        Measure::Count { .. } | Measure::Money { .. } => &["total"],
    }
}

/// Every name that is needed is there, and no other.
fn check_names(names: &[String], figures: &[&str], by: &[String]) -> Result<()> {
    let needed: Vec<&str> = by.iter().map(String::as_str).chain(figures.iter().copied()).collect();
    for name in &needed {
        if !names.iter().any(|found| found == name) {
            let nearest = nearest(name, names.iter().map(String::as_str));
            return Err(at(name, Fault::MissingColumn { name: (*name).to_owned(), nearest }));
        }
    }
    match names.iter().find(|found| !needed.contains(&found.as_str())) {
        Some(found) => {
            let nearest = nearest(found, needed.iter().copied());
            Err(Fault::UnknownName { what: "column of these rows", found: found.clone(), nearest }.into())
        }
        None => Ok(()),
    }
}

/// A number; true and false are none.
fn number(value: &Bound<'_, PyAny>) -> std::result::Result<f64, Fault> {
    if value.is_none() {
        return Err(Fault::ValueNeeded);
    }
    let number = value.extract::<f64>().ok().filter(|_| value.cast::<PyBool>().is_err());
    number.ok_or_else(|| {
        let found = value.get_type().name().map_or_else(|_| "object".into(), |name| name.to_string());
        Fault::WrongType { expected: "a number", found }
    })
}

fn block(measure: &Measure, figures: &[f64]) -> Result<Block> {
    Ok(match (measure, figures) {
        (Measure::Proportion { .. }, [numerator, denominator]) => {
            Block::Proportion(ProportionCell::from_counts(*numerator, *denominator)?)
        }
        (Measure::Rate { .. }, [events, exposure]) => Block::Rate(RateCell::from_counts(*events, *exposure)?),
        (Measure::Mean { .. }, [mean, sd, n]) => Block::Mean(MeanCell::from_summary(*n, *mean, *sd)?),
        (Measure::Count { .. }, [total]) => Block::Count(TotalCell::from_total(*total)?),
        (Measure::Money { .. }, [total]) => Block::Money(TotalCell::from_total(*total)?),
        (Measure::WeightedMean { .. }, _) => {
            let wanted = "proportions, rates, means, counts or money";
            return Err(Error::new(
                Fault::MeasureMismatch { wanted, found: "weighted means" },
                Place::argument("measure"),
            ));
        }
        _ => return Err(Fault::Bug { what: "a row was read for another measure".into() }.into()),
    })
}

fn at(column: &str, fault: Fault) -> Error {
    Error::new(fault, Place::default().within(Spot::Column(column.to_owned())))
}
