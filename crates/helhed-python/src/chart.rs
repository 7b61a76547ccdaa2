//! Control charts.

use arrow_array::RecordBatch;
use helhed::design::{Indicator, Measure, Period};
use helhed::error::{Error, Fault, Place};
use helhed::synthesis::chart::{self, ChartKind, ChartPoint, ControlChart, Frame, Segment, Series, Signal};
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyDict};

use crate::cells::PyCells;
use crate::design::{DIRECTIONS, PyIndicator, chosen, name_of};
use crate::error::Refusable;
use crate::methods::each::Each;
use crate::methods::numbers::Values;
use crate::methods::record::{record, shown, warned};
use crate::output;
use crate::parts::{PyProvenance, PyWarning};
use crate::period::When;

record! {
    /// One period of a control chart; `None` where the data do not give a number.
    ///
    /// >>> import helhed as hh
    /// >>> chart = hh.control_chart([3, 5, 4], periods=["2022", "2023", "2024"])
    /// >>> chart.points[1].period, chart.points[1].moving_range, chart.points[1].signals
    /// ('2023', 2.0, [])
    PyChartPoint(ChartPoint) = "ChartPoint" in "helhed",
    shown by |it| format!("{}: {}", it.period, shown(it.value)), {
        /// Period.
        period: String = |it| it.period.to_string();
        /// First day of the period, as `2014-06-02`.
        start: String = |it| it.period.span().0;
        /// Events.
        count: Option<f64> = |it| it.count;
        /// Denominator or exposure.
        size: Option<f64> = |it| it.size;
        /// The figure.
        value: Option<f64> = |it| it.value;
        /// Centre line.
        center: Option<f64> = |it| it.center;
        /// Lower limit.
        lower: Option<f64> = |it| it.lower;
        /// Upper limit.
        upper: Option<f64> = |it| it.upper;
        /// Distance from the centre line in sigmas; the limits lie at -3 and 3.
        z: Option<f64> = |it| it.z;
        /// Distance from the figure of the period before.
        moving_range: Option<f64> = |it| it.moving_range;
        /// Position of its part among `segments`.
        segment: u64 = |it| it.segment;
        /// Whether the limits are based on it.
        in_baseline: bool = |it| it.in_baseline;
        /// Rule and side of all that makes it a special cause; the first counts most.
        signals: Vec<(&'static str, &'static str)> = |it| it.signals.iter().map(named).collect();
    }
}

record! {
    /// A part of a control chart with limits of its own.
    ///
    /// >>> import helhed as hh
    /// >>> chart = hh.control_chart([3, 5, 4, 9, 8], periods=range(2020, 2025), rebase=[2023])
    /// >>> [(part.first, part.center) for part in chart.segments]
    /// [('2020', 4.0), ('2023', 8.5)]
    PyChartSegment(Segment) = "ChartSegment" in "helhed",
    shown by |it| format!("{} to {}: {}", it.first, it.last, shown(it.center)), {
        /// First period.
        first: String = |it| it.first.to_string();
        /// Last period.
        last: String = |it| it.last.to_string();
        /// First period of those that the limits are based on.
        base_first: String = |it| it.base_first.to_string();
        /// Last period of those that the limits are based on.
        base_last: String = |it| it.base_last.to_string();
        /// Figures that the limits are based on.
        figures: u64 = |it| it.figures;
        /// Centre line.
        center: Option<f64> = |it| it.center;
        /// Mean distance between figures of neighbouring periods, in sigmas for charts of counts.
        mean_moving_range: Option<f64> = |it| it.mean_moving_range;
        /// Upper limit of the moving ranges; only charts of values have one.
        moving_range_upper: Option<f64> = |it| it.moving_range_upper;
        /// How many times as much as chance the figures vary; only charts of counts have one.
        sigma_z: Option<f64> = |it| it.sigma_z;
    }
}

record! {
    /// A control chart: every period with its limits and signals, and two verdicts.
    ///
    /// `variation` is what the latest figure says: `improving`, `concerning`, `special` (an indicator without direction),
    /// `common_cause` or `cannot_be_told`. `assurance` is whether the target will be met if nothing changes: `will_pass`,
    /// `will_fail`, `hit_or_miss`, `cannot_be_told`, or `None` without target or direction.
    ///
    /// >>> import helhed as hh
    /// >>> values = [21, 19.5, 22, 20.5, 20, 21.5, 19, 20, 22.5, 21, 20.5, 19.5, 20, 26.5]
    /// >>> months = [f"{2024 + month // 12}-{month % 12 + 1:02}" for month in range(14)]
    /// >>> hh.control_chart(values, periods=months, better="lower", target=30)
    /// <ControlChart chart/xmr: concerning (outside_limits at 2025M02), will_pass>
    PyControlChart(ControlChart) = "ControlChart" in "helhed",
    shown by |it| {
        let rule = it.decided_by.zip(it.latest);
        let rule = rule.map_or_else(String::new, |(by, at)| format!(" ({} at {at})", by.rule.name()));
        let assurance = it.assurance.map_or_else(String::new, |assurance| format!(", {}", assurance.name()));
        format!("{}: {}{rule}{assurance}", it.method.id, it.variation.name())
    }, {
        /// Id of the method; `hh.method(id)` is its page.
        method: String = |it| it.method.id.to_string();
        /// Which chart: `xmr`, `p`, `p_prime`, `u`, `u_prime` or `c`.
        kind: &'static str = |it| it.kind.name();
        /// Which area or group: key columns and values.
        key: Vec<(String, String)> = |it| {
            it.key.iter().map(|part| (part.dimension.clone(), part.value.to_string())).collect()
        };
        /// Id of the indicator, where the series is one of.
        indicator: Option<String> = |it| it.indicator.as_ref().map(|subject| subject.id.clone());
        /// Danish and English name of the indicator.
        names: Option<(String, String)> = |it| {
            it.indicator.as_ref().map(|subject| (subject.name.da.clone(), subject.name.en.clone()))
        };
        /// Unit of the figures.
        unit: String = |it| it.unit.name();
        /// `higher`, `lower` or `neutral`.
        better: &'static str = |it| name_of(&it.better, &DIRECTIONS);
        /// Target.
        target: Option<f64> = |it| it.target;
        /// Every period from the first to the last.
        points: Vec<PyChartPoint> = |it| it.points.iter().cloned().map(PyChartPoint).collect();
        /// The parts with limits of their own.
        segments: Vec<PyChartSegment> = |it| it.segments.iter().cloned().map(PyChartSegment).collect();
        /// What the latest figure says of the series.
        variation: &'static str = |it| it.variation.name();
        /// Rule and side that decide `variation`.
        decided_by: Option<(&'static str, &'static str)> = |it| it.decided_by.as_ref().map(named);
        /// The period of the latest figure.
        latest: Option<String> = |it| it.latest.map(|period| period.to_string());
        /// Whether the target will be met.
        assurance: Option<&'static str> = |it| it.assurance.map(chart::Assurance::name);
        /// What the reader must know.
        warnings: Vec<PyWarning> = |it| warned(&it.warnings);
        /// Where it comes from.
        provenance: PyProvenance = |it| PyProvenance(it.provenance.clone());
    } and {
        /// One row a period: the columns as lists, by their names.
        fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
            output::to_dict(py, &batch(&self.0)?)
        }

        /// One row a period, as a pandas data frame.
        fn to_pandas<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
            output::to_pandas(slf)
        }

        /// One row a period, as a polars data frame.
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
            output::stream(py, batch(&self.0)?)
        }
    }
}

fn named(signal: &Signal) -> (&'static str, &'static str) {
    (signal.rule.name(), signal.side.name())
}

fn batch(chart: &ControlChart) -> Refusable<RecordBatch> {
    Ok(helhed_arrow::chart_to_batch(chart)?)
}

/// What a series is of: cells, or a column of figures.
#[derive(FromPyObject)]
pub(crate) enum Figures<'py> {
    /// Cells.
    Cells(Bound<'py, PyCells>),
    /// A column.
    Column(Values),
}

/// Control charts, with the rules and verdicts of the NHS guide *Making data count*.
///
/// Of columns: `figures` by `periods` are values (XmR chart), events `of` units (p chart), events by `exposure` (u chart, per
/// `per` of it), or with `kind="c"` counts. Of cells: a list, one chart for each indicator and each rest of the key, `time`
/// being the key column of periods. `kind` names another chart, such as `p_prime`.
///
/// `rebase` names the periods from which new limits are computed, such as the programme's start; `baseline` the first and last
/// period that the limits are based on. `target` is in the unit of the figures, and `better` (`higher`, `lower`) comes from
/// the indicator unless it is named.
///
/// >>> import helhed as hh
/// >>> quarters = [f"{year}K{quarter}" for year in range(2021, 2024) for quarter in (1, 2, 3, 4)]
/// >>> evicted = [6, 8, 21, 12, 6, 9, 16, 8, 8, 10, 5, 15]
/// >>> homes = [255, 103, 118, 249, 148, 234, 189, 258, 298, 281, 290, 186]
/// >>> chart = hh.control_chart(evicted, periods=quarters, of=homes, better="lower", target=0.02)
/// >>> chart.variation, chart.assurance, [point.period for point in chart.points if point.signals]
/// ('common_cause', 'hit_or_miss', ['2021K3'])
#[pyfunction]
#[pyo3(signature = (figures, *, periods=None, of=None, exposure=None, per=None, kind=None, indicator=None, better=None,
    target=None, rebase=None, baseline=None, time=None))]
#[expect(clippy::too_many_arguments, reason = "each is a keyword of one call, and most calls give three")]
pub(crate) fn control_chart<'py>(
    py: Python<'py>,
    figures: Figures<'py>,
    periods: Option<Each<When>>,
    of: Option<Values>,
    exposure: Option<Values>,
    per: Option<f64>,
    kind: Option<&str>,
    indicator: Option<PyRef<'py, PyIndicator>>,
    better: Option<&str>,
    target: Option<f64>,
    rebase: Option<Each<When>>,
    baseline: Option<(When, When)>,
    time: Option<&str>,
) -> PyResult<Bound<'py, PyAny>> {
    let kind = kind.map(ChartKind::named).transpose().map_err(crate::error::Raised::from)?;
    let indicator = indicator.map(|indicator| indicator.0.clone());
    let frame = frame(indicator.as_ref(), better, target, rebase, baseline)?;
    match figures {
        Figures::Cells(cells) => {
            let columns = periods.is_some() || of.is_some() || exposure.is_some() || per.is_some();
            if columns || indicator.is_some() {
                let found = "cells with columns or an indicator beside them".into();
                let fault = Fault::WrongType { expected: "cells by themselves, or columns", found };
                return Err(crate::error::Raised::from(Error::new(fault, Place::argument("figures"))).into());
            }
            let charts = charts(&cells, time, kind, &frame)?;
            Ok(charts.into_pyobject(py)?.into_any())
        }
        Figures::Column(figures) => {
            let unused = [("time", time.is_some()), ("per", per.is_some() && exposure.is_none())];
            if let Some((argument, _)) = unused.iter().find(|(_, given)| *given) {
                let expected = if *argument == "time" { "cells with `time`" } else { "`exposure` with `per`" };
                let fault = Fault::WrongType { expected, found: "columns without".into() };
                return Err(crate::error::Raised::from(Error::new(fault, Place::argument(*argument))).into());
            }
            let series = series(&figures.0, periods, of, exposure, per, kind, indicator.as_ref())?;
            Ok(Bound::new(py, charted(&series, kind, &frame, indicator.as_ref())?)?.into_any())
        }
    }
}

fn frame(
    indicator: Option<&Indicator>,
    better: Option<&str>,
    target: Option<f64>,
    rebase: Option<Each<When>>,
    baseline: Option<(When, When)>,
) -> Refusable<Frame> {
    let better = match better {
        Some(better) => Some(chosen("better", "direction", better, &DIRECTIONS)?),
        None => indicator.map(|indicator| indicator.better),
    };
    let rebase = rebase.map(|each| each.0).unwrap_or_default();
    let mut frame = Frame::default().rebased(rebase.into_iter().map(|at| at.0))?;
    if let Some(better) = better {
        frame = frame.better(better);
    }
    if let Some((first, last)) = baseline {
        frame = frame.based_on(first.0, last.0)?;
    }
    if let Some(target) = target {
        frame = frame.aiming_at(target)?;
    }
    Ok(frame)
}

fn charts(
    cells: &Bound<'_, PyCells>,
    time: Option<&str>,
    kind: Option<ChartKind>,
    frame: &Frame,
) -> Refusable<Vec<PyControlChart>> {
    let charts = chart::chart_cells(&cells.get().0, time, kind, frame)?;
    Ok(charts.into_iter().map(PyControlChart).collect())
}

fn series(
    figures: &[Option<f64>],
    periods: Option<Each<When>>,
    of: Option<Values>,
    exposure: Option<Values>,
    per: Option<f64>,
    kind: Option<ChartKind>,
    indicator: Option<&Indicator>,
) -> Refusable<Series> {
    let Some(periods) = periods else { return Err(Error::new(Fault::ValueNeeded, Place::argument("periods")).into()) };
    let periods: Vec<Period> = periods.0.into_iter().map(|at| at.0).collect();
    let measure = indicator.map(|indicator| &indicator.measure);
    let per = match (per, measure) {
        (Some(per), _) => crate::input::per(per)?,
        (None, Some(Measure::Rate { per, .. })) => *per,
        (None, _) => 1.0,
    };
    let counted = kind == Some(ChartKind::C) || (kind.is_none() && matches!(measure, Some(Measure::Count { .. })));
    let series = match (of, exposure) {
        (Some(of), None) => Series::of_shares(&periods, figures, &of.0)?,
        (None, Some(exposure)) => Series::of_rates(&periods, figures, &exposure.0, per)?,
        (Some(_), Some(_)) => {
            let fault = Fault::WrongType { expected: "units or exposure", found: "both".into() };
            return Err(Error::new(fault, Place::argument("exposure")).into());
        }
        (None, None) if counted => Series::of_counts(&periods, figures)?,
        (None, None) => Series::of_values(&periods, figures)?,
    };
    Ok(series)
}

fn charted(
    series: &Series,
    kind: Option<ChartKind>,
    frame: &Frame,
    indicator: Option<&Indicator>,
) -> Refusable<PyControlChart> {
    let mut chart = chart::control_chart(series, kind, frame)?;
    if let Some(indicator) = indicator {
        chart.indicator = Some(indicator.subject());
        if matches!(indicator.measure, Measure::Mean { .. } | Measure::Count { .. } | Measure::Money { .. }) {
            chart.unit = indicator.unit.clone();
        }
    }
    Ok(PyControlChart(chart))
}
