//! Funnels, shrinkage and ranks of areas: the calls, and their results as tables.

use helhed::estimate::Subject;
use helhed::synthesis::funnel::{self as funnels, Funnel, FunnelColumns, Widening};
use helhed::synthesis::rank::{self as ranks, Ranking, Resampling};
use helhed::synthesis::shrink::{self as shrinking, Prior, Shrunk};
use helhed_arrow::{funnel_columns_to_batch, funnel_to_batch, ranking_to_batch, shrunk_to_batch};
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyDict, PyList, PyType};

use crate::areas::{Source, counted, with_areas};
use crate::door::door;
use crate::error::Raised;
use crate::estimates::PyEstimates;
use crate::input::{Whole, level};
use crate::methods::numbers::Input;
use crate::methods::record::warned;
use crate::output::{self, Pickle, json, pickled, unpickled};
use crate::parts::{PyProvenance, PyWarning};

/// A result with one row an area as a Python class: its numbers as properties, its areas as a table.
macro_rules! area_table {
    (
        $(#[$doc:meta])*
        $class:ident($record:ty) = $name:tt, areas by $batch:expr, estimates by $estimates:expr, shown by $shown:expr, {
            $($(#[$field_doc:meta])* $field:ident: $type:ty = $get:expr;)+
        }
        $($more:item)*
    ) => {
        $(#[$doc])*
        #[pyclass(frozen, eq, name = $name, module = "helhed")]
        #[derive(Clone, PartialEq)]
        pub(crate) struct $class(pub(crate) $record);

        #[pymethods]
        impl $class {
            /// Id of the method; `hh.method(id)` is its page.
            #[getter]
            fn method(&self) -> &str {
                &self.0.method.id
            }

            $(
                $(#[$field_doc])*
                #[getter]
                fn $field(&self) -> $type {
                    let get: fn(&$record) -> $type = $get;
                    get(&self.0)
                }
            )+

            /// The areas as lists, by the names of the columns.
            #[getter]
            fn areas<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
                output::to_dict(py, &door(py, || $batch(&self.0))?)
            }

            /// The areas as estimates with their intervals.
            #[getter]
            fn estimates(&self) -> PyEstimates {
                let get: fn(&$record) -> &helhed::Estimates = $estimates;
                PyEstimates(get(&self.0).clone())
            }

            /// What the reader must know.
            #[getter]
            fn warnings(&self) -> Vec<PyWarning> {
                warned(&self.0.warnings)
            }

            /// Where it comes from.
            #[getter]
            fn provenance(&self) -> PyProvenance {
                PyProvenance(self.0.provenance.clone())
            }

            /// The areas as lists, by the names of the columns.
            fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
                self.areas(py)
            }

            /// The areas as a pandas data frame.
            fn to_pandas<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
                output::to_pandas(slf)
            }

            /// The areas as a polars data frame.
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
                output::stream(py, door(py, || $batch(&self.0))?)
            }

            /// The result as JSON.
            fn to_json(&self) -> PyResult<String> {
                json(&self.0)
            }

            fn __len__(&self) -> usize {
                self.0.areas.len()
            }

            fn __repr__(&self) -> String {
                let shown: fn(&$record) -> String = $shown;
                format!("<{} {}>", $name, shown(&self.0))
            }

            fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Pickle<'py>> {
                pickled::<Self, _>(py, &self.0)
            }

            /// From the text that a pickle holds.
            #[classmethod]
            fn _unpickle(_class: &Bound<'_, PyType>, text: &str) -> PyResult<Self> {
                unpickled(text).map(Self)
            }

            $($more)*
        }
    };
}

fn id(subject: Option<&Subject>) -> Option<String> {
    subject.map(|subject| subject.id.clone())
}

/// Names of an indicator in Danish and English, for a picture.
fn names(subject: Option<&Subject>) -> Option<(String, String)> {
    use helhed::design::Language::{Da, En};
    subject.map(|subject| (subject.name.get(Da).to_owned(), subject.name.get(En).to_owned()))
}

fn better(subject: Option<&Subject>) -> Option<String> {
    use helhed::estimate::Direction;
    subject.map(|subject| {
        match subject.better {
            Direction::Higher => "higher",
            Direction::Lower => "lower",
            Direction::Neutral => "neutral",
        }
        .to_owned()
    })
}

fn number(value: Option<f64>) -> String {
    value.map_or_else(|| "none".into(), |value| format!("{value:.4}"))
}

area_table! {
    /// Where areas lie against a target, with the limits that chance, and how areas vary, give.
    ///
    /// Columns of the areas: `value`, `size`, `se` (of an area on target), `lower_95`, `upper_95`, `lower_998`, `upper_998`,
    /// `z`, `z_adjusted`, `p_value` (by chance alone), `verdict` (`within`, `outside_95`, `outside_998`), `above`,
    /// `judgement` (`better` or `worse`, of an indicator with a direction).
    ///
    /// >>> import helhed as hh
    /// >>> areas = hh.Areas.proportions([30, 2, 61], [300, 12, 310], area=["A", "B", "C"])
    /// >>> hh.funnel(areas, target=0.1, overdispersion="none").areas["verdict"]
    /// ['within', 'within', 'outside_998']
    PyFunnel(Funnel) = "Funnel", areas by funnel_to_batch, estimates by |it| &it.estimates,
    shown by |it| {
        let verdict = |area: &&funnels::FunnelArea| area.verdict.is_some_and(|verdict| verdict != funnels::Verdict::Within);
        let outside = it.areas.iter().filter(verdict).count();
        format!("{} areas, target {}, {outside} outside", it.areas.len(), number(it.target))
    }, {
        /// Indicator, by its id.
        indicator: Option<String> = |it| id(it.indicator.as_ref());
        /// Names of the indicator in Danish and English.
        names: Option<(String, String)> = |it| names(it.indicator.as_ref());
        /// Direction in which it gets better: `higher`, `lower` or `neutral`.
        better: Option<String> = |it| better(it.indicator.as_ref());
        /// What is estimated.
        estimand: String = |it| it.estimand.name().to_owned();
        /// Unit of target, values and limits.
        unit: String = |it| it.unit.name();
        /// The target; `None` where there is none that areas could vary about.
        target: Option<f64> = |it| it.target;
        /// Whether the target was given, and does not come from the areas.
        target_given: bool = |it| it.target_given;
        /// Factor by which areas vary more than chance.
        phi: Option<f64> = |it| it.overdispersion.and_then(|found| found.phi);
        /// Variance between areas.
        tau2: Option<f64> = |it| it.overdispersion.and_then(|found| found.tau2);
        /// What its figures are: `proportion`, `rate`, `ratio` or `value` (means, and estimates by their standard errors).
        kind: &'static str = |it| it.kind.name();
        /// How limits are widened: `none`, `multiplicative` or `additive`.
        overdispersion: String = |it| it.widening.name().to_owned();
        /// Whether they were: where areas vary no more than chance, nothing is.
        widened: bool = |it| it.overdispersion.is_some_and(|found| found.widens(it.widening));
    }

    /// The limits over sizes (units, exposure, expected events or records), for a picture. `edge_95` and `edge_998` are
    /// where an area is outside above: of counts, one event above the interpolated limit.
    ///
    /// >>> import helhed as hh
    /// >>> areas = hh.Areas.proportions([30, 2, 61], [300, 12, 310])
    /// >>> curve = hh.funnel(areas, target=0.1, overdispersion="none").curve([100])
    /// >>> round(curve["lower_95"][0], 4), round(curve["upper_95"][0], 4)
    /// (0.0404, 0.1577)
    fn curve<'py>(&self, py: Python<'py>, sizes: Vec<f64>) -> PyResult<Bound<'py, PyDict>> {
        let points = self.0.curve(&sizes).map_err(Raised::from)?;
        let column = |of: fn(&funnels::CurvePoint) -> f64| PyList::new(py, points.iter().map(of));
        let dict = PyDict::new(py);
        dict.set_item("size", column(|point| point.size)?)?;
        dict.set_item("lower_95", column(|point| point.limits_95.lower)?)?;
        dict.set_item("upper_95", column(|point| point.limits_95.upper)?)?;
        dict.set_item("lower_998", column(|point| point.limits_998.lower)?)?;
        dict.set_item("upper_998", column(|point| point.limits_998.upper)?)?;
        dict.set_item("edge_95", column(|point| point.edge_95)?)?;
        dict.set_item("edge_998", column(|point| point.edge_998)?)?;
        Ok(dict)
    }
}

area_table! {
    /// Areas before and after they are drawn towards what all have in common.
    ///
    /// Columns of the areas: `raw`, `weight` (how much of its own value an area keeps), `shrunk`, `pull` (shrunk less raw),
    /// `lower`, `upper`, `se`.
    ///
    /// >>> import helhed as hh
    /// >>> shrunk = hh.shrink(hh.Areas.proportions([1, 3, 5, 7, 9, 2], [10] * 6))
    /// >>> [round(weight, 2) for weight in shrunk.areas["weight"]], round(shrunk.mean, 3)
    /// ([0.74, 0.74, 0.74, 0.74, 0.74, 0.74], 0.455)
    PyShrunk(Shrunk) = "Shrunk", areas by shrunk_to_batch, estimates by |it| &it.estimates,
    shown by |it| format!("{} areas, mean {}, between areas {}", it.areas.len(), number(it.mean), number(it.between_sd)), {
        /// Indicator, by its id.
        indicator: Option<String> = |it| id(it.indicator.as_ref());
        /// Names of the indicator in Danish and English.
        names: Option<(String, String)> = |it| names(it.indicator.as_ref());
        /// What is estimated.
        estimand: String = |it| it.estimand.name().to_owned();
        /// Unit of the values.
        unit: String = |it| it.unit.name();
        /// What the areas are drawn towards.
        mean: Option<f64> = |it| it.mean;
        /// Standard deviation of the true values of areas; 0 where they vary no more than chance.
        between_sd: Option<f64> = |it| it.between_sd;
        /// Parameters of how the true values vary, in units of the figures: `alpha` and `beta` of shares, `shape` and `rate` of
        /// rates, `mean`, `mean_se` and `tau2` of values, `value` where all areas are alike.
        prior: Option<std::collections::BTreeMap<&'static str, f64>> = |it| it.prior.map(parameters);
        /// Logarithm of the likelihood, where the method has one.
        ln_likelihood: Option<f64> = |it| it.ln_likelihood;
    }

    /// How far each area was drawn and why, one sentence an area, in Danish (`da`) or English (`en`).
    #[pyo3(signature = (language="da"))]
    fn sentence(&self, language: &str) -> PyResult<String> {
        let language = crate::input::language(language)?;
        Ok(helhed::report::pulled(&self.0, language).join("\n"))
    }
}

fn parameters(prior: Prior) -> std::collections::BTreeMap<&'static str, f64> {
    match prior {
        Prior::Beta { alpha, beta } => [("alpha", alpha), ("beta", beta)].into(),
        Prior::Gamma { shape, rate } => [("shape", shape), ("rate", rate)].into(),
        Prior::Normal { mean, mean_se, tau2 } => [("mean", mean), ("mean_se", mean_se), ("tau2", tau2)].into(),
        Prior::Point { value } => [("value", value)].into(),
    }
}

area_table! {
    /// Areas and the ranks they may have, in the order in which they were given: by name, not by rank.
    ///
    /// Columns of the areas: `value`, `best_rank` and `worst_rank` (the ranks an area may have, said of all areas at once),
    /// `best_rank_alone` and `worst_rank_alone` (said of it alone, after shrinkage), `best_quarter` and `worst_quarter` (the
    /// probability of being there). Rank 1 is the best; of an indicator without direction, the highest.
    ///
    /// >>> import helhed as hh
    /// >>> ranking = hh.rank(hh.Areas.proportions([12, 40, 35, 90, 31, 2], [300, 310, 290, 305, 300, 9]))
    /// >>> ranking.areas["best_rank"], ranking.areas["worst_rank"]
    /// ([5, 2, 2, 1, 2, 1], [6, 5, 5, 2, 5, 6])
    PyRanking(Ranking) = "Ranking", areas by ranking_to_batch, estimates by |it| &it.shrunk.estimates,
    shown by |it| format!("{} areas, {} ranked", it.areas.len(), it.ranked), {
        /// Indicator, by its id.
        indicator: Option<String> = |it| id(it.shrunk.indicator.as_ref());
        /// Names of the indicator in Danish and English.
        names: Option<(String, String)> = |it| names(it.shrunk.indicator.as_ref());
        /// Direction in which it gets better: `higher`, `lower` or `neutral`.
        better: Option<String> = |it| better(it.shrunk.indicator.as_ref());
        /// The areas after shrinkage, on which quarters and ranks alone rest.
        shrunk: PyShrunk = |it| PyShrunk(it.shrunk.clone());
        /// Areas that have ranks.
        ranked: u64 = |it| it.ranked;
        /// Areas in a quarter.
        quarter: u64 = |it| it.quarter;
        /// Confidence level.
        level: f64 = |it| it.level.get();
        /// Standard errors by which two areas must differ to be told apart, at the first step and at the last.
        critical: Option<(f64, f64)> = |it| it.critical;
        /// Draws behind it.
        draws: u64 = |it| it.resampling.draws;
        /// Seed of the draws.
        seed: u64 = |it| it.resampling.seed;
        /// Standard error of the level for the draws being finite in number.
        monte_carlo_se: f64 = |it| it.monte_carlo_se;
    }

    /// Standard error of a probability for the draws being finite in number.
    fn probability_se(&self, probability: f64) -> f64 {
        self.0.probability_se(probability)
    }
}

/// A funnel: which areas are further from the target than chance, and how areas vary, would have them.
///
/// `data` are cells (with the areas as their key, or `area` naming the key column: the others are then pooled), estimates with
/// standard errors, or `hh.Areas` of columns. Without `target` it is that of all areas together, or 1 for observed over
/// expected. `overdispersion` says how limits are widened where areas vary more than chance: `additive`, `multiplicative`
/// or `none`.
///
/// >>> import helhed as hh
/// >>> rows = [{"area": name, "numerator": x, "denominator": n} for name, x, n in [("A", 30, 300), ("B", 2, 12), ("C", 61, 310)]]
/// >>> evicted = hh.Indicator("evicted", better="lower")
/// >>> found = hh.funnel(hh.enter(evicted, rows, by="area"), target=0.1, overdispersion="none")
/// >>> found.areas["verdict"], found.areas["judgement"]
/// (['within', 'within', 'outside_998'], [None, None, 'worse'])
#[pyfunction]
#[pyo3(signature = (data, indicator=None, *, area=None, target=None, overdispersion="additive"))]
pub(crate) fn funnel(
    py: Python<'_>,
    data: Source,
    indicator: Option<String>,
    area: Option<String>,
    target: Option<f64>,
    overdispersion: &str,
) -> PyResult<PyFunnel> {
    let widening = Widening::named(overdispersion).map_err(Raised::from)?;
    let named = (indicator.as_deref(), area.as_deref());
    with_areas(py, data, named, |areas| funnels::funnel(areas, target, widening)).map(PyFunnel)
}

/// Areas drawn towards what they have in common, each the more the less is known of it: beta-binomial for shares,
/// gamma-Poisson for rates and for observed over expected events, normal for values. `data` as in `hh.funnel`. `between` is
/// the estimator of the variance between values: `REML`, `PM` or `DL`.
///
/// >>> import helhed as hh
/// >>> shrunk = hh.shrink(hh.Areas.values([0.4, -0.2, 0.9, 0.1, 0.6], [0.14, 0.22, 0.2, 0.1, 0.17]))
/// >>> [round(value, 2) for value in shrunk.areas["shrunk"]]
/// [0.39, -0.05, 0.78, 0.12, 0.56]
#[pyfunction]
#[pyo3(signature = (data, indicator=None, *, area=None, between=None, level=0.95))]
pub(crate) fn shrink(
    py: Python<'_>,
    data: Source,
    indicator: Option<String>,
    area: Option<String>,
    between: Option<String>,
    level: f64,
) -> PyResult<PyShrunk> {
    let level = self::level(level)?;
    let between = between.map(|name| shrinking::BetweenVariance::named(&name)).transpose().map_err(Raised::from)?;
    let named = (indicator.as_deref(), area.as_deref());
    let call = |areas: &_| match between {
        Some(between) => shrinking::normal(areas, between, level),
        None => shrinking::shrink(areas, level),
    };
    with_areas(py, data, named, call).map(PyShrunk)
}

/// The ranks that areas may have: simultaneous sets, ranges of each area alone, and the probability of the best and the worst
/// quarter. There is no call that gives ranks alone. `data` as in `hh.funnel`; rank 1 is the best by the indicator's
/// direction, and without one the highest.
///
/// >>> import helhed as hh
/// >>> ranking = hh.rank(hh.Areas.values([5.0, 4.9, 1.0, 0.9], [0.3, 0.3, 0.3, 0.3]))
/// >>> ranking.areas["best_rank"], ranking.areas["worst_rank"]
/// ([1, 1, 3, 3], [2, 2, 4, 4])
#[pyfunction]
#[pyo3(
    signature = (data, indicator=None, *, area=None, draws=Whole(10_000), seed=Whole(1), level=0.95),
    text_signature = "(data, indicator=None, *, area=None, draws=10000, seed=1, level=0.95)",
)]
#[allow(clippy::too_many_arguments, reason = "each is named where it is called")]
pub(crate) fn rank(
    py: Python<'_>,
    data: Source,
    indicator: Option<String>,
    area: Option<String>,
    draws: Whole,
    seed: Whole,
    level: f64,
) -> PyResult<PyRanking> {
    let level = self::level(level)?;
    let named = (indicator.as_deref(), area.as_deref());
    let resampling = Resampling { draws: draws.0, seed: seed.0 };
    with_areas(py, data, named, |areas| ranks::rank(areas, level, resampling)).map(PyRanking)
}

/// Funnels of many indicators, each over the same number of areas, handed out as Arrow data: columns `indicator` and `area`
/// (counted from 0), `z`, `z_adjusted` and `verdict` (0 within, 1 outside the 95 and 2 outside the 99.8 percent limits, below
/// zero where the area is below the target).
///
/// >>> import helhed as hh
/// >>> found = hh.funnel_columns([30, 2, 61, 5, 6, 7], [300, 12, 310, 50, 50, 50], areas=3, overdispersion="none")
/// >>> found.to_dict()["verdict"]
/// [-1, 0, 1, 0, 0, 0]
#[pyclass(frozen, eq, name = "FunnelColumns", module = "helhed")]
#[derive(Clone, PartialEq)]
pub(crate) struct PyFunnelColumns(FunnelColumns);

#[pymethods]
impl PyFunnelColumns {
    /// Areas of each indicator.
    #[getter]
    fn areas(&self) -> usize {
        self.0.areas
    }

    /// Target of each indicator; `None` where there is none.
    #[getter]
    fn target(&self) -> Vec<Option<f64>> {
        present(&self.0.target)
    }

    /// Factor by which areas vary more than chance, of each indicator.
    #[getter]
    fn phi(&self) -> Vec<Option<f64>> {
        present(&self.0.phi)
    }

    /// Variance between areas, of each indicator.
    #[getter]
    fn tau2(&self) -> Vec<Option<f64>> {
        present(&self.0.tau2)
    }

    fn __len__(&self) -> usize {
        self.0.target.len()
    }

    /// The columns as lists, by their names.
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        output::to_dict(py, &door(py, || funnel_columns_to_batch(&self.0))?)
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
        output::stream(py, door(py, || funnel_columns_to_batch(&self.0))?)
    }

    fn __repr__(&self) -> String {
        format!("<FunnelColumns: {} indicators of {} areas>", self.0.target.len(), self.0.areas)
    }
}

fn present(column: &[f64]) -> Vec<Option<f64>> {
    column.iter().map(|number| (!number.is_nan()).then_some(*number)).collect()
}

/// Funnels of many indicators at once: events and denominators, all areas of the first indicator, then those of the next.
/// `measure` is `proportion` or `rate`; each indicator's target is that of its own areas together.
///
/// >>> import helhed as hh
/// >>> found = hh.funnel_columns([30, 2, 61, 5, 6, 7], [300, 12, 310, 50, 50, 50], areas=3)
/// >>> [round(target, 3) for target in found.target]
/// [0.15, 0.12]
#[pyfunction]
#[pyo3(signature = (numerator, denominator, areas, *, measure="proportion", overdispersion="additive"))]
pub(crate) fn funnel_columns(
    py: Python<'_>,
    numerator: Input,
    denominator: Input,
    areas: Whole,
    measure: &str,
    overdispersion: &str,
) -> PyResult<PyFunnelColumns> {
    let widening = Widening::named(overdispersion).map_err(Raised::from)?;
    let kind = counted(measure).map_err(Raised::from)?;
    let len = numerator.len().or(denominator.len()).unwrap_or(1);
    let (numerator, denominator) = (numerator.repeated(len), denominator.repeated(len));
    let (events, sizes) = (numerator.as_slice(), denominator.as_slice());
    let areas = usize::try_from(areas.0).unwrap_or(usize::MAX);
    door(py, || funnels::funnels(kind, events, sizes, areas, widening)).map(PyFunnelColumns)
}
