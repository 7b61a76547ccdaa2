//! Studies pooled.

use helhed::estimate::{Estimates, KeyValue};
use helhed::synthesis::pool::{
    self as pooling, EffectMeasure, Halves, Inference, PoolMethod, Pooled, SmallStudies, Studies, Subgroups,
    pool_columns,
};
use helhed_arrow::pooled_to_batch;
use pyo3::IntoPyObjectExt;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyCapsule, PyDict};

use crate::columns::{described, first_rows, packed, ragged, unpacked};
use crate::door::door;
use crate::error::{Raised, Refusable};
use crate::estimate::PyEstimate;
use crate::estimates::PyEstimates;
use crate::input::Key;
use crate::methods::each::Each;
use crate::methods::numbers::{Column, Input, Values};
use crate::methods::record::{record, shown, warned};
use crate::output::{self, Pickle, html, json, pickled, unpickled};
use crate::parts::{PyInterval, PyWarning};
use crate::test::PyTest;

/// What is pooled: a list of estimates, or effects with their variances.
fn studies(
    studies: &Bound<'_, PyAny>,
    variances: Option<Values>,
    names: Option<Each<Key>>,
) -> PyResult<Result<Studies, helhed::Error>> {
    let Some(variances) = variances else {
        let list: Estimates = match studies.cast::<PyEstimates>() {
            Ok(estimates) => estimates.get().0.clone(),
            Err(_) => studies
                .try_iter()?
                .map(|item| Ok(item?.cast::<PyEstimate>()?.get().0.clone()))
                .collect::<PyResult<Estimates>>()?,
        };
        return Ok(Studies::of_estimates(&list));
    };
    let column = |values: Values| values.0.into_iter().map(|value| value.unwrap_or(f64::NAN)).collect::<Vec<f64>>();
    let (effects, variances) = (column(studies.extract::<Values>()?), column(variances));
    Ok(match names {
        None => Studies::of_effects(&effects, &variances),
        Some(names) => {
            let names: Vec<KeyValue> = names.0.into_iter().map(|name| name.0).collect();
            Studies::named(&names, &effects, &variances)
        }
    })
}

/// Pools studies: a list of estimates of one thing (`Estimates`), or effects with their sampling variances and names.
/// Estimates are pooled on the scale of their standard errors, the logarithm of a ratio. Mixed estimands, scales or
/// units are refused (H520-H522); estimates without a value or standard error are left out and named (W520).
///
/// `method` says how the variance between studies is estimated: `reml`, `dersimonian_laird`, `paule_mandel`, `ml`,
/// `hedges`, `sidik_jonkman`, `empirical_bayes`, `hunter_schmidt`, or `common_effect` for none (short names such as `dl` are
/// known too); `inference` is `knapp_hartung`, `knapp_hartung_guarded` or `normal`. With `by`, a key of the estimates, each
/// group is pooled by itself, and the groups are compared.
///
/// >>> import helhed as hh
/// >>> found = hh.pool([0.1, 0.4, 0.9], [0.02, 0.03, 0.04], names=["Nord", "Syd", "Vest"])
/// >>> [round(bound, 2) for bound in found.prediction], round(found.tau_squared, 4)
/// ([-1.4, 2.3], 0.1304)
/// >>> hh.pool([0.5, -0.2], [0.04, 0.09], method="common_effect", inference="normal")
/// <Pooled pool/common_effect, k = 2: mean 0.2846 (-0.0415 to 0.6108), I2 73.5 %>
#[pyfunction]
#[pyo3(signature = (studies, variances=None, *, names=None, by=None, method="reml", inference="knapp_hartung", level=0.95))]
#[allow(clippy::too_many_arguments, reason = "they are named in Python")]
pub(crate) fn pool<'py>(
    py: Python<'py>,
    studies: &Bound<'py, PyAny>,
    variances: Option<Values>,
    names: Option<Each<Key>>,
    by: Option<&str>,
    method: &str,
    inference: &str,
    level: f64,
) -> PyResult<Bound<'py, PyAny>> {
    let level = crate::input::level(level)?;
    let method = PoolMethod::named(method).map_err(Raised::from)?;
    let inference = Inference::named(inference).map_err(Raised::from)?;
    let studies = self::studies(studies, variances, names)?.map_err(Raised::from)?;
    match by {
        None => PyPooled(door(py, || pooling::pool(&studies, method, inference, level))?).into_bound_py_any(py),
        Some(by) => {
            PySubgroups(door(py, || pooling::subgroups(&studies, by, method, inference, level))?).into_bound_py_any(py)
        }
    }
}

/// Numbers of which some may be absent.
type Present = Vec<Option<f64>>;

/// Effects and their sampling variances, a row a study, from the counts or means that studies print: columns as
/// `measure` has them.
///
/// Shares (`events, units`): `proportion`, `log_proportion`, `log_odds`, `arcsine`, `freeman_tukey`. Two shares (`of,
/// n_of, against, n_against`): `risk_ratio`, `odds_ratio`, `risk_difference`, `peto`, `arcsine_difference`. Rates
/// (`events, exposure`): `log_rate`; two rates: `rate_ratio`, `rate_difference`. Two means (`mean, sd, n` of each
/// group): `mean_difference`, `standardised_mean_difference`, `ratio_of_means`. Ratios are logarithms. A half is added
/// to the counts of studies with a zero, or of all with `halves="everywhere"`. A study for which the measure is not defined,
/// such as a share of nobody, has `None`, and is left out and named where it is pooled.
///
/// >>> import helhed as hh
/// >>> effects, variances = hh.study_effects("risk_ratio", [4, 6], [123, 306], [11, 29], [139, 303])
/// >>> [round(effect, 3) for effect in effects], [round(variance, 3) for variance in variances]
/// ([-0.889, -1.585], [0.326, 0.195])
#[pyfunction]
#[pyo3(signature = (measure, *columns, halves="where_zero"))]
pub(crate) fn study_effects(measure: &str, columns: Vec<Values>, halves: &str) -> Refusable<(Present, Present)> {
    let measure = EffectMeasure::named(measure)?;
    let halves = Halves::named(halves)?;
    let column = |values: Values| values.0.into_iter().map(|value| value.unwrap_or(f64::NAN)).collect::<Vec<f64>>();
    let columns: Vec<Vec<f64>> = columns.into_iter().map(column).collect();
    let slices: Vec<&[f64]> = columns.iter().map(Vec::as_slice).collect();
    let (effects, variances) = pooling::effects(measure, &slices, halves)?;
    let present = |values: Vec<f64>| values.into_iter().map(|value| Some(value).filter(|one| !one.is_nan())).collect();
    Ok((present(effects), present(variances)))
}

/// Studies pooled, the prediction first.
///
/// >>> import helhed as hh
/// >>> found = hh.pool([0.1, 0.4, 0.9, 0.2, 0.3], [0.02, 0.03, 0.04, 0.02, 0.05], method="paule_mandel")
/// >>> found.k, round(found.pooled.value, 3), round(found.q.p_value, 3)
/// (5, 0.362, 0.019)
/// >>> [round(each.tau_squared, 3) for each in found.leave_one_out()]
/// [0.061, 0.095, 0.0, 0.082, 0.094]
#[pyclass(frozen, eq, name = "Pooled", module = "helhed")]
#[derive(Clone, PartialEq)]
pub(crate) struct PyPooled(Pooled);

#[pymethods]
impl PyPooled {
    /// Where the true effect of a further place like these lies; `None` under a common effect and with one study.
    #[getter]
    fn prediction(&self) -> Option<PyInterval> {
        self.0.prediction.map(PyInterval)
    }

    /// The same with Student's t and k - 2 degrees of freedom.
    #[getter]
    fn prediction_higgins(&self) -> Option<PyInterval> {
        self.0.prediction_higgins.map(PyInterval)
    }

    /// The mean of the effects, as an estimate.
    #[getter]
    fn pooled(&self) -> PyEstimate {
        PyEstimate(self.0.pooled.clone())
    }

    /// The mean over its standard error, on the scale of the studies.
    #[getter]
    fn statistic(&self) -> Option<f64> {
        self.0.statistic
    }

    /// Variance between studies, on the scale of the studies.
    #[getter]
    fn tau_squared(&self) -> Option<f64> {
        self.0.tau_squared
    }

    /// Its interval by the Q-profile.
    #[getter]
    fn tau_squared_interval(&self) -> Option<PyInterval> {
        self.0.tau_squared_interval.map(PyInterval)
    }

    /// Standard deviation between studies.
    #[getter]
    fn tau(&self) -> Option<f64> {
        self.0.tau()
    }

    /// Cochran's test of whether the studies have one effect.
    #[getter]
    fn q(&self) -> PyTest {
        PyTest(self.0.q.clone())
    }

    /// Share of the variance that lies between studies, in percent.
    #[getter]
    fn i_squared(&self) -> Option<f64> {
        self.0.i_squared
    }

    /// The variance over that of studies with one effect.
    #[getter]
    fn h_squared(&self) -> Option<f64> {
        self.0.h_squared
    }

    /// Number of studies.
    #[getter]
    fn k(&self) -> usize {
        self.0.k()
    }

    /// Id of the method; `hh.method(id)` is its page.
    #[getter]
    fn method(&self) -> String {
        self.0.method.method().id.to_string()
    }

    /// What the interval of the mean rests on.
    #[getter]
    fn inference(&self) -> &str {
        self.0.inference.name()
    }

    /// Confidence level.
    #[getter]
    fn level(&self) -> f64 {
        self.0.level.get()
    }

    /// Scale of effects and variances: `identity`, `log` or `logit`.
    #[getter]
    fn scale(&self) -> &str {
        self.0.pooled.scale.name()
    }

    /// Names of the studies.
    #[getter]
    fn names(&self) -> Vec<String> {
        self.0.names()
    }

    /// Effects of the studies, on the scale on which they are pooled.
    #[getter]
    fn effects(&self) -> Vec<f64> {
        self.0.studies.iter().map(|study| study.effect).collect()
    }

    /// Their sampling variances.
    #[getter]
    fn variances(&self) -> Vec<f64> {
        self.0.studies.iter().map(|study| study.variance).collect()
    }

    /// Share of each study in the mean.
    #[getter]
    fn weights(&self) -> Vec<f64> {
        self.0.weights.clone()
    }

    /// What the reader must know.
    #[getter]
    fn warnings(&self) -> Vec<PyWarning> {
        warned(&self.0.pooled.warnings)
    }

    /// Each study, the mean (`part=pooled`) and the prediction (`part=prediction`) as one list.
    #[getter]
    fn estimates(&self) -> PyEstimates {
        PyEstimates(self.0.estimates())
    }

    /// The synthesis without each of its studies, in their order.
    fn leave_one_out(&self, py: Python<'_>) -> PyResult<Vec<Self>> {
        Ok(door(py, || self.0.leave_one_out())?.into_iter().map(|without| Self(without.pooled)).collect())
    }

    /// Egger's test of whether small studies show other effects than large ones.
    fn egger(&self, py: Python<'_>) -> PyResult<PySmallStudies> {
        door(py, || self.0.egger()).map(PySmallStudies)
    }

    /// The record as JSON.
    fn to_json(&self) -> PyResult<String> {
        json(&self.0)
    }

    fn __repr__(&self) -> String {
        let mut parts = Vec::new();
        if let Some(ahead) = self.0.prediction {
            parts.push(format!("prediction {:.4} to {:.4}", ahead.lower, ahead.upper));
        }
        let interval = self.0.pooled.interval;
        let interval = interval.map_or_else(String::new, |one| format!(" ({:.4} to {:.4})", one.lower, one.upper));
        parts.push(format!("mean {}{interval}", shown(self.0.pooled.value)));
        if self.0.prediction.is_some() {
            parts.push(format!("tau2 {}", shown(self.0.tau_squared)));
        }
        if let Some(share) = self.0.i_squared {
            parts.push(format!("I2 {share:.1} %"));
        }
        format!("<Pooled {}, k = {}: {}>", self.method(), self.0.k(), parts.join(", "))
    }

    fn _repr_html_(&self) -> String {
        let number = |value: Option<f64>| value.map_or_else(String::new, |value| format!("{value:.4}"));
        let row = |name: &str, value: Option<f64>, interval: Option<helhed::estimate::Interval>| {
            let (lower, upper) = interval.map_or((None, None), |one| (Some(one.lower), Some(one.upper)));
            vec![name.to_owned(), number(value), number(lower), number(upper)]
        };
        let rows = [
            row("prediction", None, self.0.prediction),
            row("mean", self.0.pooled.value, self.0.pooled.interval),
            row("tau2", self.0.tau_squared, self.0.tau_squared_interval),
            row("I2 (%)", self.0.i_squared, None),
            row("Q", self.0.q.statistic, None),
            row("p (Q)", self.0.q.p_value, None),
        ];
        let codes: Vec<&str> = self.0.pooled.warnings.iter().map(helhed::Warning::code).collect();
        let below = format!("Pooled {}, k = {} {}", self.method(), self.0.k(), codes.join(" "));
        format!("{}\n<p>{}</p>", html(&["", "#value", "#lower", "#upper"], rows), below.trim_end())
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Pickle<'py>> {
        pickled::<Self, _>(py, &self.0)
    }

    /// From the text that a pickle holds.
    #[classmethod]
    fn _unpickle(_class: &Bound<'_, pyo3::types::PyType>, text: &str) -> PyResult<Self> {
        unpickled(text).map(Self)
    }
}

record! {
    /// Studies pooled group by group, and all together.
    ///
    /// >>> import helhed as hh
    /// >>> names = ["work", "work", "school", "school"]
    /// >>> groups = hh.pool([0.5, 0.6, 0.1, 0.2], [0.01] * 4, names=names, by="study", inference="normal")
    /// >>> groups
    /// <Subgroups by study: work 0.5500, school 0.1500; p = 0.0001>
    PySubgroups(Subgroups) = "Subgroups" in "helhed",
    shown by |it| {
        let list: Vec<String> =
            it.groups.iter().map(|(value, pooled)| format!("{value} {}", shown(pooled.pooled.value))).collect();
        format!("by {}: {}; p = {}", it.by, list.join(", "), shown(it.difference.p_value))
    }, {
        /// Key that forms the groups.
        by: String = |it| it.by.clone();
        /// The groups by name, in order of their first study.
        groups: Vec<(String, PyPooled)> =
            |it| it.groups.iter().map(|(value, pooled)| (value.to_string(), PyPooled(pooled.clone()))).collect();
        /// All studies pooled.
        overall: PyPooled = |it| PyPooled(it.overall.clone());
        /// Whether the groups have the same mean.
        difference: PyTest = |it| PyTest(it.difference.clone());
        /// The means of the groups, and that of all studies last.
        estimates: PyEstimates = |it| PyEstimates(it.estimates());
    }
}

record! {
    /// Whether small studies show other effects than large ones.
    ///
    /// >>> import helhed as hh
    /// >>> small = hh.pool([0.1, 0.5, 0.9], [0.01, 0.04, 0.16]).egger()
    /// >>> round(small.test.statistic, 4), small.kendall_tau
    /// (4.5826, 1.0)
    PySmallStudies(SmallStudies) = "SmallStudies" in "helhed",
    shown by |it| format!("limit {}, p = {}", shown(it.limit.value), shown(it.test.p_value)), {
        /// What a study without sampling error would show.
        limit: PyEstimate = |it| PyEstimate(it.limit.clone());
        /// The test that effects do not go with standard errors.
        test: PyTest = |it| PyTest(it.test.clone());
        /// Begg and Mazumdar's rank correlation.
        kendall_tau: Option<f64> = |it| it.kendall_tau;
    }
}

/// A table of numbers row by row, with the number of its rows and the length of each.
fn matrix(object: &Bound<'_, PyAny>) -> PyResult<(Column, (usize, usize))> {
    let py = object.py();
    let array = if object.hasattr("iloc")? {
        let options = PyDict::new(py);
        options.set_item("dtype", "float64")?;
        options.set_item("na_value", f64::NAN)?;
        object.call_method("to_numpy", (), Some(&options))?
    } else if object.hasattr("to_numpy")? {
        object.call_method0("to_numpy")?
    } else {
        object.clone()
    };
    if let Ok(shape) = array.getattr("shape").and_then(|shape| shape.extract::<(usize, usize)>()) {
        let flat = array.call_method1("reshape", (-1,))?;
        return Ok((flat.extract::<Input>()?.repeated(0), shape));
    }
    let rows: Each<Values> = array.extract()?;
    let (count, studies) = (rows.0.len(), rows.0.first().map_or(0, |row| row.0.len()));
    if let Some(other) = rows.0.iter().find(|row| row.0.len() != studies) {
        let fault = helhed::error::Fault::LengthsDiffer { left: studies as u64, right: other.0.len() as u64 };
        return Err(Raised::from(fault).into());
    }
    let flat = rows.0.into_iter().flat_map(|row| row.0).map(|value| value.unwrap_or(f64::NAN)).collect();
    Ok((Column::Held(helhed_arrow::Numbers::Own(flat)), (count, studies)))
}

/// Pools many times at once: a row of `effects` and of `variances` is a synthesis, a column is a study. `None` and
/// not-a-number are studies that a row does not have (W101). Arrays of doubles are read where they lie.
///
/// >>> import helhed as hh
/// >>> many = hh.pool_many([[0.1, 0.4, 0.9], [0.5, -0.2, None]], [[0.02, 0.03, 0.04], [0.04, 0.09, None]])
/// >>> [round(number, 4) for number in many.to_dict()["tau_squared"]], many.to_dict()["k"]
/// ([0.1304, 0.18], [3.0, 2.0])
#[pyfunction]
#[pyo3(signature = (effects, variances, *, method="reml", inference="knapp_hartung", level=0.95))]
pub(crate) fn pool_many(
    py: Python<'_>,
    effects: &Bound<'_, PyAny>,
    variances: &Bound<'_, PyAny>,
    method: &str,
    inference: &str,
    level: f64,
) -> PyResult<PyPooledColumns> {
    let level = crate::input::level(level)?;
    let method = PoolMethod::named(method).map_err(Raised::from)?;
    let inference = Inference::named(inference).map_err(Raised::from)?;
    let ((effects, (rows, studies)), (variances, of_variances)) = (matrix(effects)?, matrix(variances)?);
    for (left, right) in [(studies, of_variances.1), (rows, of_variances.0)] {
        if left != right {
            let fault = helhed::error::Fault::LengthsDiffer { left: left as u64, right: right as u64 };
            let place = helhed::error::Place::argument("variances");
            return Err(Raised::from(helhed::Error::new(fault, place)).into());
        }
    }
    if studies == 0 {
        return Ok(PyPooledColumns(pooling::PooledColumns::without_studies(rows, (method, inference, level))));
    }
    let (effects, variances) = (effects.as_slice(), variances.as_slice());
    door(py, || pool_columns(effects, variances, studies, method, inference, level)).map(PyPooledColumns)
}

/// A pickle: methods and warnings as a text, and the numbers of the columns.
type Parts<'py> = (String, Vec<Bound<'py, PyBytes>>);

/// Many syntheses, a row each: columns `prediction_lower`, `prediction_upper`, `value`, `lower`, `upper`, `se`,
/// `p_value`, `tau_squared`, `i_squared`, `h_squared`, `q`, `q_p_value`, `k` and `warning`, on the scale of the
/// effects, handed out as Arrow data. What is absent is null.
///
/// >>> import helhed as hh
/// >>> hh.pool_many([[0.1, 0.4, 0.9]], [[0.02, 0.03, 0.04]])
/// <PooledColumns pool/reml: 1 row>
#[pyclass(frozen, eq, name = "PooledColumns", module = "helhed")]
#[derive(Clone, PartialEq)]
pub(crate) struct PyPooledColumns(pooling::PooledColumns);

#[pymethods]
impl PyPooledColumns {
    /// Id of the method; `hh.method(id)` is its page.
    #[getter]
    fn method(&self) -> String {
        self.0.method.method().id.to_string()
    }

    /// What the intervals rest on.
    #[getter]
    fn inference(&self) -> &str {
        self.0.inference.name()
    }

    /// Confidence level.
    #[getter]
    fn level(&self) -> f64 {
        self.0.level.get()
    }

    fn __len__(&self) -> usize {
        self.0.len()
    }

    /// The columns as lists, by their names.
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        output::to_dict(py, &door(py, || pooled_to_batch(&self.0))?)
    }

    /// The columns as a pandas data frame.
    fn to_pandas<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        output::to_pandas(slf)
    }

    /// The columns as a polars data frame.
    fn to_polars<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        output::to_polars(slf)
    }

    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        // The columns are fixed; the protocol lets a producer ignore what was asked for.
        let _ = requested_schema;
        output::stream(py, door(py, || pooled_to_batch(&self.0))?)
    }

    fn __repr__(&self) -> String {
        format!("<{}>", described("PooledColumns", &self.method(), self.0.len()))
    }

    fn _repr_html_(&self) -> String {
        let columns = [
            ("#prediction_lower", Some(&self.0.prediction_lower[..])),
            ("#prediction_upper", Some(&self.0.prediction_upper[..])),
            ("#value", Some(&self.0.value[..])),
            ("#lower", Some(&self.0.lower[..])),
            ("#upper", Some(&self.0.upper[..])),
            ("#tau_squared", Some(&self.0.tau_squared[..])),
            ("#k", Some(&self.0.k[..])),
        ];
        first_rows(columns, &self.0.warnings, &described("PooledColumns", &self.method(), self.0.len()))
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, Parts<'py>)> {
        let about = json(&(self.0.method, self.0.inference, self.0.level, &self.0.warnings))?;
        let parts = (about, self.0.columns().map(|(_, column)| packed(py, column)).to_vec());
        Ok((py.get_type::<Self>().getattr("_unpickle")?, parts))
    }

    /// From the parts that a pickle holds.
    #[classmethod]
    fn _unpickle(_class: &Bound<'_, pyo3::types::PyType>, about: &str, columns: Vec<Vec<u8>>) -> PyResult<Self> {
        let (method, inference, level, warnings) = unpickled(about)?;
        let columns: Vec<Vec<f64>> = columns.into_iter().map(unpacked).collect();
        let columns = columns.try_into().map_err(|_| ragged())?;
        pooling::PooledColumns::from_parts((method, inference, level), columns, warnings).map(Self).ok_or_else(ragged)
    }
}
