//! Topic 15: multiplicity, power and equivalence.

use std::collections::BTreeMap;

use helhed::Level;
use helhed::cells::MeanCell;
use helhed::error::{Error, Fault};
use helhed::records::Pairs;
use helhed::synthesis::equivalence::{self, Margins};
use helhed::synthesis::{multiplicity, power};

use super::Method;
use crate::reference::{Case, Inputs, Refusal, Values};

pub(super) const METHODS: &[Method] = &[
    Method { name: "p_adjust", inputs: &["p"], options: &[], cases: 13, call: p_adjust },
    Method {
        name: "power_two_proportions",
        inputs: &["p1", "p2", "n", "power", "alpha"],
        options: &["solve"],
        cases: 13,
        call: two_proportions,
    },
    Method { name: "cluster_design", inputs: &["m", "icc", "cv", "n"], options: &[], cases: 9, call: cluster_design },
    Method { name: "icc_anova", inputs: &["y", "group"], options: &[], cases: 8, call: intraclass },
    Method { name: "tost", inputs: &["x", "y", "low", "high", "alpha"], options: &["design"], cases: 9, call: tost },
];

/// An input that a case has only if it is known.
fn known(inputs: &Inputs, name: &str) -> Result<Option<f64>, Refusal> {
    if inputs.has(name) { inputs.number(name).map(Some) } else { Ok(None) }
}

fn p_adjust(case: &Case) -> Result<Values, Refusal> {
    let p = case.inputs.numbers("p")?;
    Ok(Values::new(true)
        .with("holm", multiplicity::holm(&p)?.adjusted)
        .with("hochberg", multiplicity::hochberg(&p)?.adjusted)
        .with("hommel", multiplicity::hommel(&p)?.adjusted)
        .with("bonferroni", multiplicity::bonferroni(&p)?.adjusted)
        .with("bh", multiplicity::benjamini_hochberg(&p)?.adjusted)
        .with("by", multiplicity::benjamini_yekutieli(&p)?.adjusted))
}

fn two_proportions(case: &Case) -> Result<Values, Refusal> {
    let number = |name| known(&case.inputs, name);
    let (p1, alpha) = (case.inputs.number("p1")?, case.inputs.number("alpha")?);
    let plan = power::two_proportions(p1, number("p2")?, number("n")?, number("power")?, alpha)?;
    let solved = match case.option("solve") {
        Some("n") => plan.n_per_group,
        Some("power") => plan.power,
        Some("p2") => plan.p2,
        other => return Err(Refusal::NotCovered(format!("solve = {other:?}"))),
    };
    Ok(Values::new(solved.is_some())
        .with("n_per_group", plan.n_per_group)
        .with("n_arcsine", plan.n_arcsine)
        .with("power", plan.power)
        .with("power_strict", plan.power_strict)
        .with("p2", plan.p2))
}

fn cluster_design(case: &Case) -> Result<Values, Refusal> {
    let number = |name| case.inputs.number(name);
    let design = power::cluster_design(number("m")?, number("icc")?, number("cv")?, number("n")?)?;
    Ok(Values::new(true)
        .with("design_effect", design.design_effect)
        .with("design_effect_unequal", design.design_effect_unequal)
        .with("effective_n", design.effective_n)
        .with("n_required", design.n_required)
        .with("clusters_required", design.clusters_required as f64))
}

fn intraclass(case: &Case) -> Result<Values, Refusal> {
    let (values, groups) = (case.inputs.numbers("y")?, case.inputs.labels("group")?);
    let (left, right) = (values.len() as u64, groups.len() as u64);
    if left != right {
        return Err(Error::from(Fault::LengthsDiffer { left, right }).into());
    }
    let mut clusters: BTreeMap<String, Vec<Option<f64>>> = BTreeMap::new();
    for (value, group) in values.into_iter().zip(groups) {
        clusters.entry(format!("{group:?}")).or_default().push(value);
    }
    let cells = clusters.into_values().map(MeanCell::from_values).collect::<helhed::Result<Vec<_>>>()?;
    let found = power::intraclass(&cells, Level::P95)?;
    Ok(Values::standard(&found.estimate)
        .with("icc", found.estimate.value)
        .with("msb", found.msb)
        .with("msw", found.msw)
        .with("n0", found.n0))
}

fn tost(case: &Case) -> Result<Values, Refusal> {
    let number = |name| case.inputs.number(name);
    let (x, y) = (case.inputs.numbers("x")?, case.inputs.numbers("y")?);
    let margins = Margins::new(number("low")?, number("high")?, number("alpha")?)?;
    let cells = || Ok::<_, Refusal>((MeanCell::from_values(x.clone())?, MeanCell::from_values(y.clone())?));
    let found = match case.option("design") {
        Some("welch") => cells().and_then(|(of, against)| Ok(equivalence::welch(&of, &against, margins)?)),
        Some("pooled") => cells().and_then(|(of, against)| Ok(equivalence::pooled(&of, &against, margins)?)),
        Some("paired") => Ok(equivalence::paired(&Pairs::from_values(x.clone(), y.clone())?, margins)?),
        other => Err(Refusal::NotCovered(format!("design = {other:?}"))),
    }?;
    Ok(Values::new(found.p_value.is_some())
        .with("p_lower", found.p_lower)
        .with("p_upper", found.p_upper)
        .with("p_tost", found.p_value)
        .with("t_lower", found.statistic_lower)
        .with("t_upper", found.statistic_upper)
        .with_limits("ci_lower", "ci_upper", &found.estimate))
}
