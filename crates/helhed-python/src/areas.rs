//! Areas side by side, as they come in.

use std::collections::BTreeMap;

use helhed::cells::Cells;
use helhed::error::{Error, Fault, Place};
use helhed::estimate::{Direction, KeyValue, Names, Subject};
use helhed::synthesis::areas::{self, Areas};
use pyo3::prelude::*;
use pyo3::types::PyDict;

use crate::cells::PyCells;
use crate::door::door;
use crate::error::{Raised, Refusable};
use crate::estimates::PyEstimates;
use crate::input::{Key, key_value};
use crate::methods::each::Each;
use crate::methods::numbers::Values;

/// The figures of one indicator in many areas, ready for `hh.funnel`, `hh.shrink` and `hh.rank`. Each of these takes cells
/// and estimates as well; areas are made from columns here, or where neighbours are to be pooled.
///
/// >>> import helhed as hh
/// >>> areas = hh.Areas.proportions([30, 2, 61], [300, 12, 310], area=["Sydhavnen", "Øen", "Åhaven"], better="lower")
/// >>> areas
/// <Areas: 3 of proportion>
#[pyclass(frozen, eq, name = "Areas", module = "helhed")]
#[derive(Clone, PartialEq)]
pub(crate) struct PyAreas(pub(crate) Areas);

#[pymethods]
impl PyAreas {
    /// Shares: units with the event among units, area by area; `None` is missing.
    ///
    /// >>> import helhed as hh
    /// >>> len(hh.Areas.proportions([3, None], [20, 30]))
    /// 2
    #[staticmethod]
    #[pyo3(signature = (numerator, denominator, *, area=None, name=None, better="neutral"))]
    fn proportions(
        numerator: Values,
        denominator: Values,
        area: Option<Each<Key>>,
        name: Option<&str>,
        better: &str,
    ) -> Refusable<Self> {
        Self::told(Areas::proportions(&doubles(numerator), &doubles(denominator))?, area, name, better)
    }

    /// Rates: events and exposure, area by area, shown per `per` of exposure; `None` is missing.
    ///
    /// >>> import helhed as hh
    /// >>> hh.Areas.rates([3, 5], [2000, 3000], per=1000)
    /// <Areas: 2 of rate>
    #[staticmethod]
    #[pyo3(signature = (events, exposure, *, per=1.0, area=None, name=None, better="neutral"))]
    fn rates(
        events: Values,
        exposure: Values,
        per: f64,
        area: Option<Each<Key>>,
        name: Option<&str>,
        better: &str,
    ) -> Refusable<Self> {
        Self::told(Areas::rates(&doubles(events), &doubles(exposure), per)?, area, name, better)
    }

    /// Observed over expected events, area by area; `expected_se` is the standard error of the expected number, where that
    /// was estimated. `None` is missing.
    ///
    /// >>> import helhed as hh
    /// >>> hh.Areas.ratios([5, 22], [10.0, 15.5], expected_se=[0.8, 1.1])
    /// <Areas: 2 of standardised_ratio>
    #[staticmethod]
    #[pyo3(signature = (observed, expected, *, expected_se=None, area=None, name=None, better="neutral"))]
    fn ratios(
        observed: Values,
        expected: Values,
        expected_se: Option<Values>,
        area: Option<Each<Key>>,
        name: Option<&str>,
        better: &str,
    ) -> Refusable<Self> {
        let se = expected_se.map(doubles);
        Self::told(Areas::ratios(&doubles(observed), &doubles(expected), se.as_deref())?, area, name, better)
    }

    /// Values with their standard errors, area by area; `None` is missing.
    ///
    /// >>> import helhed as hh
    /// >>> hh.Areas.values([0.4, -0.2], [0.1, 0.2], area=["A", "B"])
    /// <Areas: 2 of mean>
    #[staticmethod]
    #[pyo3(signature = (value, se, *, area=None, name=None, better="neutral"))]
    fn values(value: Values, se: Values, area: Option<Each<Key>>, name: Option<&str>, better: &str) -> Refusable<Self> {
        Self::told(Areas::values(&doubles(value), &doubles(se))?, area, name, better)
    }

    /// The areas of cells, for one of their indicators. `area` names the key column of areas; what else is in the key (years,
    /// groups) is then pooled.
    ///
    /// >>> import helhed as hh
    /// >>> rows = [
    /// ...     {"area": "A", "year": 2015, "numerator": 3, "denominator": 20},
    /// ...     {"area": "A", "year": 2016, "numerator": 4, "denominator": 20},
    /// ...     {"area": "B", "year": 2016, "numerator": 9, "denominator": 30},
    /// ... ]
    /// >>> cells = hh.enter(hh.Indicator("evicted"), rows, by=["area", "year"])
    /// >>> hh.Areas.of_cells(cells, area="area")
    /// <Areas: 2 of proportion>
    #[staticmethod]
    #[pyo3(signature = (cells, indicator=None, area=None))]
    fn of_cells(cells: &Bound<'_, PyCells>, indicator: Option<&str>, area: Option<&str>) -> Refusable<Self> {
        Ok(Self(Areas::of_cells(&cells.get().0, indicator, area)?))
    }

    /// The same areas, each with the counts of its neighbours added to its own: a dictionary from area to the areas beside it.
    /// The areas then share counts, which a warning (W545) says.
    ///
    /// >>> import helhed as hh
    /// >>> areas = hh.Areas.proportions([3, 4, 9], [20, 20, 30], area=["A", "B", "C"])
    /// >>> hh.funnel(areas.with_neighbours({"A": ["B"]})).areas["size"]
    /// [40.0, 20.0, 30.0]
    fn with_neighbours(&self, neighbours: &Bound<'_, PyDict>) -> PyResult<Self> {
        let mut map = BTreeMap::new();
        for (area, others) in neighbours.iter() {
            let keys: Vec<KeyValue> = others
                .try_iter()?
                .map(|other| Ok(key_value(&other?)?.map_err(Raised::from)?))
                .collect::<PyResult<_>>()?;
            map.insert(key_value(&area)?.map_err(Raised::from)?, keys);
        }
        Ok(Self(self.0.clone().with_neighbours(&map).map_err(Raised::from)?))
    }

    fn __len__(&self) -> usize {
        self.0.len()
    }

    fn __repr__(&self) -> String {
        format!("<Areas: {} of {}>", self.0.len(), self.0.estimand().name())
    }
}

impl PyAreas {
    fn told(areas: Areas, names: Option<Each<Key>>, name: Option<&str>, better: &str) -> Refusable<Self> {
        let better = direction(better)?;
        let areas = match names {
            Some(names) => areas.named(names.0.into_iter().map(|name| name.0))?,
            None => areas,
        };
        Ok(Self(match (name, better) {
            (None, Direction::Neutral) => areas,
            (name, better) => {
                let id = name.unwrap_or_else(|| areas.estimand().name()).to_owned();
                areas.about(Subject { name: Names::new(id.clone(), id.clone()), id, better })
            }
        }))
    }
}

/// A direction by its name.
fn direction(name: &str) -> Result<Direction, Error> {
    Ok(match name {
        "higher" => Direction::Higher,
        "lower" => Direction::Lower,
        "neutral" => Direction::Neutral,
        other => {
            let nearest = ["higher", "lower", "neutral"].map(str::to_owned).to_vec();
            let fault = Fault::UnknownName { what: "direction", found: other.to_owned(), nearest };
            return Err(Error::new(fault, Place::argument("better")));
        }
    })
}

fn doubles(values: Values) -> Vec<f64> {
    values.0.into_iter().map(|value| value.unwrap_or(f64::NAN)).collect()
}

/// What a comparison of areas takes: areas, cells, or estimates.
pub(crate) enum Source {
    Areas(Box<Areas>),
    Cells(Cells),
    Estimates(helhed::Estimates),
}

impl<'a, 'py> FromPyObject<'a, 'py> for Source {
    type Error = PyErr;

    fn extract(object: Borrowed<'a, 'py, PyAny>) -> PyResult<Self> {
        if let Ok(areas) = object.cast::<PyAreas>() {
            return Ok(Self::Areas(Box::new(areas.get().0.clone())));
        }
        if let Ok(cells) = object.cast::<PyCells>() {
            return Ok(Self::Cells(cells.get().0.clone()));
        }
        if let Ok(estimates) = object.cast::<PyEstimates>() {
            return Ok(Self::Estimates(estimates.get().0.clone()));
        }
        let found = object.get_type().name().map_or_else(|_| "object".into(), |name| name.to_string());
        let fault = Fault::WrongType { expected: "cells, estimates or areas", found };
        Err(Raised::from(Error::new(fault, Place::argument("data"))).into())
    }
}

impl Source {
    /// The areas. An indicator and a key column are only named for cells.
    pub(crate) fn areas(self, indicator: Option<&str>, area: Option<&str>) -> helhed::Result<Areas> {
        let named = indicator.map(|_| "indicator").or_else(|| area.map(|_| "area"));
        match (self, named) {
            (Self::Cells(cells), _) => Areas::of_cells(&cells, indicator, area),
            (_, Some(argument)) => {
                let expected = "cells, where an indicator or a key column is named";
                let fault = Fault::WrongType { expected, found: "areas or estimates".into() };
                Err(Error::new(fault, Place::argument(argument)))
            }
            (Self::Areas(areas), None) => Ok(*areas),
            (Self::Estimates(estimates), None) => Areas::of_estimates(&estimates),
        }
    }
}

/// The kind of figures of a measure that many indicators share.
pub(crate) fn counted(measure: &str) -> Result<areas::Kind, Error> {
    match measure {
        "proportion" => Ok(areas::Kind::Proportion),
        "rate" => Ok(areas::Kind::Rate),
        other => {
            let nearest = ["proportion", "rate"].map(str::to_owned).to_vec();
            let fault = Fault::UnknownName { what: "measure", found: other.to_owned(), nearest };
            Err(Error::new(fault, Place::argument("measure")))
        }
    }
}

/// Calls the core without the GIL, on the areas of a source.
pub(crate) fn with_areas<T: Send>(
    py: Python<'_>,
    source: Source,
    (indicator, area): (Option<&str>, Option<&str>),
    work: impl FnOnce(&Areas) -> helhed::Result<T> + Send,
) -> PyResult<T> {
    door(py, || work(&source.areas(indicator, area)?))
}
