//! Regressions: of rows on covariates, of areas on their residents, of effects on moderators.

use helhed::comparisons::regression::{
    self, CaseMixAreas, Covariate, Covariates, Regression, Rows, StandardErrors, logistic, poisson,
};
use helhed::error::{Error, Fault, Place, Result as Checked};
use helhed::estimate::KeyValue;
use pyo3::exceptions::PyAttributeError;
use pyo3::prelude::*;

use crate::door::door;
use crate::error::Raised;
use crate::estimates::PyEstimates;
use crate::input::Key;
use crate::methods::each::Each;
use crate::methods::numbers::Values;
use crate::methods::record::{record, shown};

/// Named columns: a dictionary, or a data frame that has `items()`. A column is of numbers, or of labels.
pub(crate) struct Columns(pub(crate) Vec<(String, Covariate)>);

impl<'a, 'py> FromPyObject<'a, 'py> for Columns {
    type Error = PyErr;

    fn extract(object: Borrowed<'a, 'py, PyAny>) -> PyResult<Self> {
        let named = |item: PyResult<Bound<'py, PyAny>>| {
            let (name, column): (String, Bound<'py, PyAny>) = item?.extract()?;
            Ok((name, covariate(&column)?))
        };
        let items = object.call_method0("items").map_err(|error| {
            if !error.is_instance_of::<PyAttributeError>(object.py()) {
                return error;
            }
            let found = object.get_type().name().map_or_else(|_| "object".into(), |name| name.to_string());
            let fault = Fault::WrongType { expected: "named columns: a dictionary or a data frame", found };
            Raised::from(Error::new(fault, Place::default())).into()
        })?;
        items.try_iter()?.map(named).collect::<PyResult<_>>().map(Self)
    }
}

/// Numbers if they all are, else labels.
fn covariate(column: &Bound<'_, PyAny>) -> PyResult<Covariate> {
    match column.extract::<Values>() {
        Ok(values) => Ok(Covariate::Numbers(values.0)),
        Err(no_numbers) => {
            let labels: Each<Key> = column.extract().map_err(|_| no_numbers)?;
            let label = |key: Key| match key.0 {
                KeyValue::Missing => None,
                known => Some(known.to_string()),
            };
            Ok(Covariate::Labels(labels.0.into_iter().map(label).collect()))
        }
    }
}

impl Columns {
    /// The columns of so many rows; none at all where nothing was given.
    pub(crate) fn covariates(columns: Option<Self>, rows: usize) -> Checked<Covariates> {
        Covariates::new(columns.map_or_else(Vec::new, |columns| columns.0), rows)
    }
}

/// What rows can have beside outcome and covariates.
struct Beside {
    exposure: Option<Values>,
    offset: Option<Values>,
    repeats: Option<Values>,
    clusters: Option<Each<Key>>,
}

fn rows(outcome: Values, covariates: Option<Columns>, beside: Beside) -> Checked<Rows> {
    let covariates = Columns::covariates(covariates, outcome.0.len())?;
    let mut rows = Rows::new(outcome.0, covariates)?;
    if let Some(exposure) = beside.exposure {
        rows = rows.with_exposure(exposure.0)?;
    }
    if let Some(offset) = beside.offset {
        rows = rows.with_offset(offset.0)?;
    }
    if let Some(repeats) = beside.repeats {
        rows = rows.with_repeats(repeats.0)?;
    }
    if let Some(clusters) = beside.clusters {
        rows = rows.with_clusters(clusters.0.into_iter().map(|key| key.0).collect())?;
    }
    Ok(rows)
}

/// The errors asked for. Those that take no notice of clusters are refused where clusters are named.
fn errors(named: Option<&str>, clusters: bool) -> Checked<StandardErrors> {
    let errors = named.map_or_else(|| Ok(StandardErrors::usual(clusters)), str::parse::<StandardErrors>)?;
    if clusters && !errors.clustered() {
        let (expected, found) = ("errors `cr0`, `cr1` or `cr1s` where there are clusters", errors.name().to_owned());
        return Err(Error::new(Fault::WrongType { expected, found }, Place::argument("errors")));
    }
    Ok(errors)
}

record! {
    /// A regression that was fitted: a coefficient a term, on the scale of the link, and their exponentials.
    ///
    /// >>> import helhed as hh
    /// >>> hh.poisson_regression([12, 30], {"theme": ["school", "work"]}, exposure=[400, 500])
    /// <Regression regression/poisson: intercept -3.5066, theme=work 0.6931>
    PyRegression(Regression) = "Regression" in "helhed",
    shown by |it| {
        let term = |one: &helhed::Estimate| {
            let term: Vec<String> = one.key.iter().map(|part| part.value.to_string()).collect();
            format!("{} {}", term.join(" "), shown(one.value))
        };
        format!("{}: {}", it.method.id, it.coefficients.iter().map(term).collect::<Vec<_>>().join(", "))
    }, {
        /// Id of the method; `hh.method(id)` is its page.
        method: String = |it| it.method.id.to_string();
        /// What the standard errors rest on: `model`, `hc0` to `hc3`, `cr0`, `cr1` or `cr1s`.
        errors: &'static str = |it| it.errors.name();
        /// A coefficient a term, the intercept first, on the scale of log odds or log rates.
        coefficients: PyEstimates = |it| PyEstimates(it.coefficients.clone());
        /// Their exponentials without the intercept: odds ratios or rate ratios.
        ratios: PyEstimates = |it| PyEstimates(it.ratios());
        /// Covariances of the coefficients that have a standard error, in their order.
        covariance: Vec<Vec<f64>> = |it| it.covariance.clone();
        /// Logarithm of the likelihood.
        ln_likelihood: Option<f64> = |it| it.ln_likelihood;
        /// Deviance.
        deviance: Option<f64> = |it| it.deviance;
        /// Clusters, where they are known.
        clusters: Option<u64> = |it| it.clusters;
    }
}

record! {
    /// Observed over expected events of every area, and the regression behind the expected ones.
    ///
    /// >>> import helhed as hh
    /// >>> found = hh.case_mix([12, 18], model="poisson", exposure=[400, 500], areas=["Nord", "Syd"])
    /// >>> found
    /// <CaseMixAreas regression/poisson: 2 areas>
    PyCaseMixAreas(CaseMixAreas) = "CaseMixAreas" in "helhed",
    shown by |it| format!("{}: {} areas", it.model.method.id, it.areas.len()), {
        /// The regression.
        model: PyRegression = |it| PyRegression(it.model.clone());
        /// Observed over expected of every area; `n.events` are observed, `n.exposure` expected.
        areas: PyEstimates = |it| PyEstimates(it.areas.clone());
        /// Standard error of the expected number of every area.
        expected_se: Vec<Option<f64>> = |it| it.expected_se.clone();
    }
}

/// Logistic regression of events (0 or 1) on covariates: a dictionary of columns, of numbers or of labels. `repeats` says how
/// many persons a row stands for. Errors are `model`, or `cr1` with `clusters`, unless others are named: `hc0` to `hc3` without
/// clusters, `cr0` or `cr1s` with them.
///
/// >>> import helhed as hh
/// >>> rows = {"outcome": [1, 0, 1, 0], "programme": [1, 1, 0, 0], "persons": [30, 70, 20, 80]}
/// >>> found = hh.logistic_regression(rows["outcome"], {"programme": rows["programme"]}, repeats=rows["persons"])
/// >>> round(found.ratios[0].value, 3), found.ratios[0].estimand
/// (1.714, 'odds_ratio')
#[pyfunction]
#[pyo3(signature = (outcome, covariates=None, *, offset=None, repeats=None, clusters=None, errors=None, level=0.95))]
#[expect(clippy::too_many_arguments, reason = "they are named in Python")]
pub(crate) fn logistic_regression(
    py: Python<'_>,
    outcome: Values,
    covariates: Option<Columns>,
    offset: Option<Values>,
    repeats: Option<Values>,
    clusters: Option<Each<Key>>,
    errors: Option<&str>,
    level: f64,
) -> PyResult<PyRegression> {
    let level = crate::input::level(level)?;
    let clustered = clusters.is_some();
    door(py, || {
        let rows = rows(outcome, covariates, Beside { exposure: None, offset, repeats, clusters })?;
        logistic(&rows, self::errors(errors, clustered)?, level)
    })
    .map(PyRegression)
}

/// Poisson regression of counts of events on covariates, with their exposure. Otherwise as `logistic_regression`.
///
/// >>> import helhed as hh
/// >>> found = hh.poisson_regression([12, 30], {"theme": ["school", "work"]}, exposure=[400, 500])
/// >>> [(row.key["term"], round(row.value, 3)) for row in found.ratios]
/// [('theme=work', 2.0)]
#[pyfunction]
#[pyo3(signature = (outcome, covariates=None, *, exposure=None, offset=None, repeats=None, clusters=None, errors=None, level=0.95))]
#[expect(clippy::too_many_arguments, reason = "they are named in Python")]
pub(crate) fn poisson_regression(
    py: Python<'_>,
    outcome: Values,
    covariates: Option<Columns>,
    exposure: Option<Values>,
    offset: Option<Values>,
    repeats: Option<Values>,
    clusters: Option<Each<Key>>,
    errors: Option<&str>,
    level: f64,
) -> PyResult<PyRegression> {
    let level = crate::input::level(level)?;
    let clustered = clusters.is_some();
    door(py, || {
        let rows = rows(outcome, covariates, Beside { exposure, offset, repeats, clusters })?;
        poisson(&rows, self::errors(errors, clustered)?, level)
    })
    .map(PyRegression)
}

/// Observed over expected events of every area, expected by a regression on the mix of residents that is fitted to all areas;
/// the interval holds the uncertainty of the expected number, too. `model` is `logistic` (rows of persons, with `repeats`
/// for groups) or `poisson` (counts, with `exposure`).
///
/// >>> import helhed as hh
/// >>> age, areas = ["young", "old", "young", "old"], ["Nord", "Nord", "Syd", "Syd"]
/// >>> years = [400, 300, 400, 300]
/// >>> found = hh.case_mix([12, 30, 18, 20], {"age": age}, areas=areas, model="poisson", exposure=years)
/// >>> [(row.key["area"], row.n.events, round(row.n.exposure, 6), round(row.value, 3)) for row in found.areas]
/// [('Nord', 42, 40.0, 1.05), ('Syd', 38, 40.0, 0.95)]
#[pyfunction]
#[pyo3(signature = (outcome, covariates=None, *, areas, model, exposure=None, offset=None, repeats=None, level=0.95))]
#[expect(clippy::too_many_arguments, reason = "they are named in Python")]
pub(crate) fn case_mix(
    py: Python<'_>,
    outcome: Values,
    covariates: Option<Columns>,
    areas: Each<Key>,
    model: &str,
    exposure: Option<Values>,
    offset: Option<Values>,
    repeats: Option<Values>,
    level: f64,
) -> PyResult<PyCaseMixAreas> {
    let level = crate::input::level(level)?;
    let areas: Vec<KeyValue> = areas.0.into_iter().map(|key| key.0).collect();
    door(py, || {
        let rows = rows(outcome, covariates, Beside { exposure, offset, repeats, clusters: None })?;
        regression::case_mix(&rows, model.parse()?, &areas, level)
    })
    .map(PyCaseMixAreas)
}
