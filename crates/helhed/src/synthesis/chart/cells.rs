//! Control charts of cells: one for each indicator and each rest of the key.

use std::collections::BTreeMap;

use super::{ChartKind, ControlChart, Frame, Series, control_chart};
use crate::cells::{Block, Cells};
use crate::design::{Indicator, Measure, Period};
use crate::error::{Error, Fault, Place, Result, Spot, Within};
use crate::estimate::{KeyPart, KeyValue, Unit, key_text};

/// What a period of a series has in the cells.
type Figures = (Vec<Period>, Vec<Option<f64>>, Vec<Option<f64>>);

/// The control charts of cells whose key column `time` holds periods: one for each indicator and each rest of the key. A chart
/// takes the direction of its indicator, unless the frame has one.
///
/// ```
/// use helhed::cells::{Block, Cells, ProportionCell};
/// use helhed::design::Registry;
/// use helhed::synthesis::chart::{Frame, chart_cells};
/// let mut cells = Cells::new(["area", "quarter"], [Registry::standard().get("hou_evict_share")?.clone()])?;
/// for (quarter, evicted) in [("2013K1", 4.0), ("2013K2", 2.0), ("2013K3", 6.0)] {
///     let block = Block::Proportion(ProportionCell::from_counts(evicted, 410.0)?);
///     cells.add(vec!["Sydhavnen".into(), quarter.into()], 0, &block)?;
/// }
/// let charts = chart_cells(&cells, None, None, &Frame::default())?;
/// assert_eq!((charts.len(), charts[0].points.len()), (1, 3));
/// # Ok::<(), helhed::Error>(())
/// ```
///
/// # Errors
/// `H404` if no single key column holds periods, `H207` for an unknown one, `H004` for a key that is no period, those of
/// [`Series`] and of the chart, with indicator and cell.
pub fn chart_cells(
    cells: &Cells,
    time: Option<&str>,
    kind: Option<ChartKind>,
    frame: &Frame,
) -> Result<Vec<ControlChart>> {
    let position = time_column(cells, time)?;
    let mut charts = Vec::new();
    for (index, indicator) in cells.indicators().iter().enumerate() {
        let mut series: BTreeMap<Vec<KeyValue>, Vec<(Period, &Block)>> = BTreeMap::new();
        for (key, blocks) in cells.iter() {
            let at = || Spot::Cell(key_text(&cells.key_parts(key)));
            let Some(period) = period_of(&key[position]).within(at)? else {
                return Err(Error::new(Fault::ValueNeeded, Place::default().and(at())));
            };
            let mut rest = key.to_vec();
            rest.remove(position);
            series.entry(rest).or_default().push((period, &blocks[index]));
        }
        for (key, mut blocks) in series {
            // Two keys that are one period stay beside each other, and the series refuses them.
            blocks.sort_by_key(|(period, _)| (period.first_day(), period.end_day()));
            let key = rest_parts(cells, position, key);
            let at = || Spot::Cell(key_text(&key));
            let chart = chart_of(indicator, blocks, kind, frame);
            let chart = chart.within(|| Spot::Indicator(indicator.id.clone())).within(at)?;
            charts.push(ControlChart { key, ..chart });
        }
    }
    Ok(charts)
}

fn chart_of(
    indicator: &Indicator,
    blocks: Vec<(Period, &Block)>,
    kind: Option<ChartKind>,
    frame: &Frame,
) -> Result<ControlChart> {
    let (mut periods, mut figures, mut sizes): Figures = Default::default();
    for (period, block) in blocks {
        let (figure, size) = figure(block);
        periods.push(period);
        figures.push(figure);
        sizes.push(size);
    }
    let series = match &indicator.measure {
        Measure::Proportion { .. } => Series::of_shares(&periods, &figures, &sizes)?,
        Measure::Rate { per, .. } => Series::of_rates(&periods, &figures, &sizes, *per)?,
        Measure::Count { .. } => Series::of_counts(&periods, &figures)?,
        Measure::Mean { .. } | Measure::WeightedMean { .. } | Measure::Money { .. } => {
            Series::of_values(&periods, &figures)?
        }
    };
    // What the unit of a rate says is what its figures are shown per.
    let series = if matches!(indicator.unit, Unit::Per(_)) { series } else { series.in_unit(indicator.unit.clone()) };
    let stated = if frame.states_direction() { frame.clone() } else { frame.clone().better(indicator.better) };
    let chart = control_chart(&series, kind, &stated)?;
    Ok(ControlChart { indicator: Some(indicator.subject()), ..chart })
}

/// The figure of a block, and its denominator.
fn figure(block: &Block) -> (Option<f64>, Option<f64>) {
    let there = block.records() > 0;
    match block {
        Block::Proportion(cell) if there => (Some(cell.events() as f64), Some(cell.records() as f64)),
        Block::Rate(cell) if there => (Some(cell.events() as f64), Some(cell.exposure())),
        Block::Mean(cell) => (cell.mean(), None),
        Block::WeightedMean(cell) => (cell.mean(), None),
        Block::Count(cell) | Block::Money(cell) => (cell.total(), None),
        Block::Proportion(_) | Block::Rate(_) => (None, None),
    }
}

fn time_column(cells: &Cells, time: Option<&str>) -> Result<usize> {
    if let Some(name) = time {
        return cells.dimension(name);
    }
    match &cells.periods()[..] {
        [span] => cells.dimension(&span.dimension),
        // One column with two kinds of periods: the series says so.
        [span, others @ ..] if others.iter().all(|other| other.dimension == span.dimension) => {
            cells.dimension(&span.dimension)
        }
        _ => {
            Err(Error::new(Fault::NoTimeDimension { dimensions: cells.dimensions().to_vec() }, Place::argument("time")))
        }
    }
}

fn period_of(value: &KeyValue) -> Result<Option<Period>> {
    match value {
        KeyValue::Missing => Ok(None),
        KeyValue::Integer(year) => year.to_string().parse().map(Some),
        KeyValue::Text(text) => text.parse().map(Some),
    }
}

fn rest_parts(cells: &Cells, position: usize, key: Vec<KeyValue>) -> Vec<KeyPart> {
    let mut dimensions = cells.dimensions().to_vec();
    dimensions.remove(position);
    dimensions.into_iter().zip(key).map(|(dimension, value)| KeyPart { dimension, value }).collect()
}
