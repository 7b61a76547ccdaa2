//! Topic 03: one mean.

use helhed::cells::MeanCell;
use helhed::estimate::KeyValue;
use helhed::estimates::mean::{self, Interpolation};
use helhed::records::{Sample, WeightedSample};

use super::{Method, level};
use crate::reference::{Case, Inputs, Refusal, Values};

pub(super) const METHODS: &[Method] = &[
    Method { name: "mean_ci_t", inputs: &["x", "level"], options: &[], cases: 19, call: t },
    Method {
        name: "weighted_mean_design",
        inputs: &["x", "w", "cluster", "level"],
        options: &[],
        cases: 12,
        call: weighted,
    },
    Method { name: "quantile", inputs: &["x", "probs"], options: &[], cases: 13, call: quantile },
    Method {
        name: "quantile_ci_order_statistic",
        inputs: &["x", "prob", "level"],
        options: &[],
        cases: 12,
        call: order_statistic,
    },
];

/// The standard deviation and the degrees of freedom are read off the cell, which the interval is made of.
fn t(case: &Case) -> Result<Values, Refusal> {
    let cell = MeanCell::from_values(case.inputs.numbers("x")?)?;
    let estimate = mean::t(&cell, level(&case.inputs)?)?;
    let n = cell.records() as f64;
    Ok(Values::standard(&estimate)
        .with("n", n)
        .with("mean", estimate.value)
        .with("sd", cell.variance().map(f64::sqrt))
        .with("se", estimate.se)
        .with("df", n - 1.0))
}

/// Values with their weights; each weighs one where there are none.
pub(super) fn weighted_sample(inputs: &Inputs) -> Result<WeightedSample, Refusal> {
    let values = inputs.numbers("x")?;
    let weights = if inputs.has("w") { inputs.numbers("w")? } else { vec![Some(1.0); values.len()] };
    if !inputs.has("cluster") {
        return Ok(WeightedSample::from_values(values, weights)?);
    }
    let label = |label: Option<String>| label.map_or(KeyValue::Missing, KeyValue::Text);
    let clusters: Vec<KeyValue> = inputs.labels("cluster")?.into_iter().map(label).collect();
    Ok(WeightedSample::in_clusters(values, weights, clusters)?)
}

fn weighted(case: &Case) -> Result<Values, Refusal> {
    let sample = weighted_sample(&case.inputs)?;
    let estimate = mean::weighted(&sample, level(&case.inputs)?)?;
    Ok(Values::standard(&estimate)
        .with("mean", estimate.value)
        .with("se", estimate.se)
        .with("df", estimate.df)
        .with("kish_neff", sample.effective_size()))
}

fn quantile(case: &Case) -> Result<Values, Refusal> {
    const NAMES: [&str; 9] = ["type1", "type2", "type3", "type4", "type5", "type6", "type7", "type8", "type9"];
    let sample = Sample::from_values(case.inputs.numbers("x")?)?;
    let probs = case.inputs.numbers("probs")?;
    let mut values = Values::new(true);
    for (name, interpolation) in NAMES.into_iter().zip(Interpolation::ALL) {
        let each = probs.iter().map(|prob| mean::quantile(&sample, prob.unwrap_or(f64::NAN), interpolation));
        let found: Vec<Option<f64>> =
            each.map(|estimate| estimate.map(|estimate| estimate.value)).collect::<helhed::Result<_>>()?;
        values = values.with(name, found);
    }
    Ok(values)
}

fn order_statistic(case: &Case) -> Result<Values, Refusal> {
    let sample = Sample::from_values(case.inputs.numbers("x")?)?;
    let (prob, level) = (case.inputs.number("prob")?, level(&case.inputs)?);
    let estimate = mean::order_statistic(&sample, prob, level)?;
    let ranks = mean::ranks(sample.records(), prob, level)?;
    Ok(Values::standard(&estimate)
        .with("estimate_type7", estimate.value)
        .with("rank_lower", ranks.lower as f64)
        .with("rank_upper", ranks.upper as f64)
        .with("coverage", ranks.coverage))
}
