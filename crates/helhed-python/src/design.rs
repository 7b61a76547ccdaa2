//! What is asked: indicators, periods, the registry.

use std::collections::BTreeMap;
use std::path::PathBuf;

use helhed::design::{Direction, Indicator, Language, Measure, Names, Recorder, Registry, Theme};
use helhed::error::{Error, Fault, Place, nearest};
use helhed::estimate::Unit;
use pyo3::prelude::*;
use pyo3::types::PyType;

use crate::error::{Raised, Refusable};
use crate::output::{Pickle, html, pickled, unpickled};

/// An indicator: what is measured, from which columns, and in which direction it gets better.
///
/// Columns that are not named are called as the indicator (and `<id>_exposure`, `<id>_weight`), as in the registry.
///
/// >>> import helhed as hh
/// >>> evicted = hh.Indicator("evicted", measure="rate", events="evictions", exposure="tenancies", better="lower")
/// >>> evicted.measure, evicted.unit, evicted.columns
/// ('rate', 'per 1000', ['evictions', 'tenancies'])
#[pyclass(frozen, eq, name = "Indicator", module = "helhed")]
#[derive(Clone, PartialEq)]
pub(crate) struct PyIndicator(pub(crate) Indicator);

#[pymethods]
impl PyIndicator {
    #[new]
    #[pyo3(signature = (id, measure="proportion", *, event=None, events=None, exposure=None, value=None, weight=None,
        amount=None, per=None, unit=None, name_da=None, name_en=None, better="neutral", source="", provenance="self_reported"))]
    #[expect(clippy::too_many_arguments, reason = "each is a keyword of one call, and most calls give three")]
    fn new(
        id: &str,
        measure: &str,
        event: Option<&str>,
        events: Option<&str>,
        exposure: Option<&str>,
        value: Option<&str>,
        weight: Option<&str>,
        amount: Option<&str>,
        per: Option<f64>,
        unit: Option<String>,
        name_da: Option<String>,
        name_en: Option<String>,
        better: &str,
        source: &str,
        provenance: &str,
    ) -> Refusable<Self> {
        let measure = measured(measure, id, per)?;
        let named = Names::new(
            name_da.clone().or_else(|| name_en.clone()).unwrap_or_else(|| id.to_owned()),
            name_en.or(name_da).unwrap_or_else(|| id.to_owned()),
        );
        let indicator = Indicator::new(id, measure)?
            .named(named)
            .better(chosen("better", "direction", better, &DIRECTIONS)?)
            .sourced(source, chosen("provenance", "recorder", provenance, &RECORDERS)?);
        let columns = [
            ("event", event),
            ("events", events),
            ("exposure", exposure),
            ("value", value),
            ("weight", weight),
            ("amount", amount),
        ];
        let indicator = indicator.reading(columns.into_iter().filter_map(|(role, name)| Some((role, name?))))?;
        Ok(Self(match unit {
            Some(unit) => indicator.in_unit(Unit::Named(unit)),
            None => indicator,
        }))
    }

    /// Stable id.
    #[getter]
    fn id(&self) -> &str {
        &self.0.id
    }

    /// Danish name.
    #[getter]
    fn name_da(&self) -> &str {
        &self.0.name.da
    }

    /// English name.
    #[getter]
    fn name_en(&self) -> &str {
        &self.0.name.en
    }

    /// `proportion`, `rate`, `mean`, `weighted_mean`, `count` or `money`.
    #[getter]
    fn measure(&self) -> &str {
        self.0.measure.name()
    }

    /// The columns it reads.
    #[getter]
    fn columns(&self) -> Vec<&str> {
        self.0.measure.columns()
    }

    /// `higher`, `lower` or `neutral`.
    #[getter]
    fn better(&self) -> &str {
        name_of(&self.0.better, &DIRECTIONS)
    }

    /// Code of its theme.
    #[getter]
    fn theme(&self) -> &str {
        &self.0.theme
    }

    /// Unit of its value.
    #[getter]
    fn unit(&self) -> String {
        self.0.unit.name()
    }

    /// Register, survey or publication.
    #[getter]
    fn source(&self) -> &str {
        &self.0.source
    }

    /// Who recorded it: `register`, `self_reported` or `survey`.
    #[getter]
    fn provenance(&self) -> &str {
        name_of(&self.0.provenance, &RECORDERS)
    }

    /// Id and version of its definition.
    #[getter]
    fn definition(&self) -> String {
        self.0.definition()
    }

    fn __repr__(&self) -> String {
        format!("Indicator({:?}, measure={:?}, reads={:?})", self.0.id, self.measure(), self.columns())
    }

    fn _repr_html_(&self) -> String {
        let own = [
            ("id", self.0.id.clone()),
            ("dansk", self.0.name.da.clone()),
            ("English", self.0.name.en.clone()),
            ("numerator", self.0.numerator.get(Language::En).to_owned()),
            ("denominator", self.0.denominator.get(Language::En).to_owned()),
            ("measure", format!("{} ({})", self.measure(), self.columns().join(", "))),
            ("unit", self.unit()),
            ("better", self.better().to_owned()),
            ("source", self.0.source.clone()),
            ("definition", self.definition()),
        ];
        let rows = own.into_iter().filter(|(_, text)| !text.is_empty());
        html(&["", "Indicator"], rows.map(|(heading, text)| vec![heading.to_owned(), text]))
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Pickle<'py>> {
        pickled::<Self, _>(py, &self.0)
    }

    /// From the text that a pickle holds.
    #[classmethod]
    fn _unpickle(_class: &Bound<'_, PyType>, text: &str) -> PyResult<Self> {
        unpickled(text).map(Self)
    }
}

pub(crate) const DIRECTIONS: [(&str, Direction); 3] =
    [("higher", Direction::Higher), ("lower", Direction::Lower), ("neutral", Direction::Neutral)];
const RECORDERS: [(&str, Recorder); 3] =
    [("register", Recorder::Register), ("self_reported", Recorder::SelfReported), ("survey", Recorder::Survey)];

/// The measure of that name, reading columns called as the indicator.
fn measured(measure: &str, id: &str, per: Option<f64>) -> Refusable<Measure> {
    if per.is_some() && measure != "rate" {
        return Err(unknown("per", "option of this measure", "per", [].into_iter()));
    }
    Ok(Measure::named(measure, id, per.unwrap_or(1000.0))?)
}

/// The value of a name, or `H006` with the names nearest to it.
pub(crate) fn chosen<T: Copy>(argument: &str, what: &'static str, found: &str, known: &[(&str, T)]) -> Refusable<T> {
    let value = known.iter().find(|(name, _)| *name == found).map(|(_, value)| *value);
    value.ok_or_else(|| unknown(argument, what, found, known.iter().map(|(name, _)| *name)))
}

fn unknown<'a>(argument: &str, what: &'static str, found: &str, known: impl Iterator<Item = &'a str>) -> Raised {
    let fault = Fault::UnknownName { what, found: found.to_owned(), nearest: nearest(found, known) };
    Error::new(fault, Place::argument(argument)).into()
}

pub(crate) fn name_of<T: PartialEq>(value: &T, known: &[(&'static str, T)]) -> &'static str {
    known.iter().find(|(_, other)| other == value).map_or("", |(name, _)| name)
}

/// A registry of indicators: the standard one with a file of one's own added.
///
/// >>> import helhed as hh, pathlib, tempfile
/// >>> own = pathlib.Path(tempfile.mkdtemp(), "own.toml")
/// >>> _ = own.write_text('''
/// ... version = "mine"
/// ... [[indicator]]
/// ... id = "meals"
/// ... name = { da = "Fællesspisninger", en = "Shared meals" }
/// ... measure = "count"
/// ... unit = "count"
/// ... theme = "RES"
/// ... ''', encoding="utf-8")
/// >>> hh.read_registry(own).indicator("meals").name_da
/// 'Fællesspisninger'
#[pyclass(frozen, eq, name = "Registry", module = "helhed")]
#[derive(Clone, PartialEq)]
pub(crate) struct PyRegistry(Registry);

#[pymethods]
impl PyRegistry {
    /// The indicator of an id, reading other columns where they are named.
    #[pyo3(signature = (id, **columns))]
    fn indicator(&self, id: &str, columns: Option<BTreeMap<String, String>>) -> Refusable<PyIndicator> {
        looked_up(&self.0, id, columns)
    }

    /// All indicators, or those of a theme.
    #[pyo3(signature = (theme=None))]
    fn indicators(&self, theme: Option<&str>) -> Refusable<Vec<PyIndicator>> {
        listed(&self.0, theme)
    }

    fn __len__(&self) -> usize {
        self.0.iter().count()
    }

    fn __repr__(&self) -> String {
        format!("<Registry of {} indicators>", self.__len__())
    }
}

/// The indicator of an id in the standard registry, reading other columns where they are named.
///
/// >>> import helhed as hh
/// >>> hh.indicator("hou_evict_share", event="udsat").columns
/// ['udsat']
/// >>> hh.indicator("hou_evct")
/// Traceback (most recent call last):
///     ...
/// helhed.errors.HelhedError: [H001] there is no indicator `hou_evct` in the registry
///   ...
#[pyfunction]
#[pyo3(signature = (id, **columns))]
pub(crate) fn indicator(id: &str, columns: Option<BTreeMap<String, String>>) -> Refusable<PyIndicator> {
    looked_up(Registry::standard(), id, columns)
}

/// All indicators of the standard registry, or those of a theme.
///
/// >>> import helhed as hh
/// >>> len(hh.indicators()), hh.indicators(theme="HOU")[0].theme
/// (64, 'HOU')
#[pyfunction]
#[pyo3(signature = (theme=None))]
pub(crate) fn indicators(theme: Option<&str>) -> Refusable<Vec<PyIndicator>> {
    listed(Registry::standard(), theme)
}

/// The standard registry with the indicators of a TOML file added; `Registry` shows such a file.
///
/// >>> import helhed as hh
/// >>> hh.read_registry("missing.toml")
/// Traceback (most recent call last):
///     ...
/// helhed.errors.HelhedError: [H801] the file cannot be opened: ...
///   where: file missing.toml
///   ...
#[pyfunction]
pub(crate) fn read_registry(py: Python<'_>, path: PathBuf) -> PyResult<PyRegistry> {
    crate::door::door(py, || helhed_arrow::read_registry(&path)).map(PyRegistry)
}

fn looked_up(registry: &Registry, id: &str, columns: Option<BTreeMap<String, String>>) -> Refusable<PyIndicator> {
    let columns = columns.unwrap_or_default();
    let indicator = registry.get(id)?.clone();
    Ok(PyIndicator(indicator.reading(columns.iter().map(|(role, column)| (role.as_str(), column.as_str())))?))
}

fn listed(registry: &Registry, theme: Option<&str>) -> Refusable<Vec<PyIndicator>> {
    let theme = theme.map(Theme::get).transpose()?;
    let of_theme = |indicator: &&Indicator| theme.is_none_or(|theme| indicator.theme == theme.code);
    Ok(registry.iter().filter(of_theme).cloned().map(PyIndicator).collect())
}
