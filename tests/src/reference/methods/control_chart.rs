//! Topic 12: control charts.

use helhed::design::Period;
use helhed::synthesis::chart::{ChartKind, ChartPoint, Frame, Series, control_chart};

use super::Method;
use crate::reference::{Case, Refusal, Values};

pub(super) const METHODS: &[Method] =
    &[Method { name: "control_chart", inputs: &["x", "n"], options: &["type"], cases: 10, call: chart }];

/// The limits as they are published, with constants of two and three decimals.
const PUBLISHED: f64 = 2.66;
const PUBLISHED_RANGE: f64 = 3.267;

fn chart(case: &Case) -> Result<Values, Refusal> {
    let figures = case.inputs.numbers("x")?;
    // The cases have no periods: any that follow each other will do.
    let first: Period = "2000M01".parse()?;
    let periods: Vec<Period> =
        std::iter::successors(Some(first), |month| Some(month.next())).take(figures.len()).collect();
    let sizes = || case.inputs.numbers("n");
    let (kind, series) = match case.option("type") {
        Some("xmr") => (ChartKind::Xmr, Series::of_values(&periods, &figures)?),
        Some("c") => (ChartKind::C, Series::of_counts(&periods, &figures)?),
        Some("p") => (ChartKind::P, Series::of_shares(&periods, &figures, &sizes()?)?),
        Some("u") => (ChartKind::U, Series::of_rates(&periods, &figures, &sizes()?, 1.0)?),
        Some("laney_p") => (ChartKind::PPrime, Series::of_shares(&periods, &figures, &sizes()?)?),
        Some("laney_u") => (ChartKind::UPrime, Series::of_rates(&periods, &figures, &sizes()?, 1.0)?),
        other => return Err(Refusal::NotCovered(format!("chart {other:?}"))),
    };
    let chart = control_chart(&series, Some(kind), &Frame::default())?;
    let segment = &chart.segments[0];
    let all = |part: fn(&ChartPoint) -> Option<f64>| chart.points.iter().map(part).collect::<Vec<_>>();
    let limits = |values: Values| match kind {
        // One pair of limits for all periods.
        ChartKind::Xmr | ChartKind::C => {
            values.with("lower", chart.points[0].lower).with("upper", chart.points[0].upper)
        }
        _ => values.with("lower", all(|point| point.lower)).with("upper", all(|point| point.upper)),
    };
    let published = |sign: f64| Some(segment.center? + sign * PUBLISHED * segment.mean_moving_range?);
    Ok(limits(Values::new(chart.points[0].lower.is_some()))
        .with("center", segment.center)
        .with("z", all(|point| point.z))
        .with("sigma_z", segment.sigma_z)
        .with("mr_bar", segment.mean_moving_range)
        .with("mr_upper", segment.moving_range_upper)
        .with("mr_upper_3_267", segment.mean_moving_range.map(|range| PUBLISHED_RANGE * range))
        .with("lower_2_66", published(-1.0))
        .with("upper_2_66", published(1.0)))
}
