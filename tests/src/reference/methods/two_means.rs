//! Topic 06, its means and ranks.

use helhed::Estimate;
use helhed::cells::MeanCell;
use helhed::comparisons::{difference, effect_size, paired, ranks};
use helhed::records::{Pairs, Sample};

use super::{Method, level};
use crate::reference::{Case, Refusal, Values};

const GROUPS: &[&str] = &["x", "y", "level"];

pub(super) const METHODS: &[Method] = &[
    Method { name: "two_means", inputs: GROUPS, options: &[], cases: 14, call: two_means },
    Method { name: "paired_t", inputs: GROUPS, options: &[], cases: 11, call: paired_t },
    Method { name: "wilcoxon_rank_sum", inputs: GROUPS, options: &[], cases: 15, call: rank_sum },
    Method { name: "wilcoxon_signed_rank", inputs: &["d", "level"], options: &[], cases: 12, call: signed_rank },
];

/// The t of an estimate, as its value over its standard error.
fn statistic(estimate: &Estimate) -> Option<f64> {
    estimate.value.zip(estimate.se).map(|(value, se)| value / se)
}

fn two_means(case: &Case) -> Result<Values, Refusal> {
    let of = MeanCell::from_values(case.inputs.numbers("x")?)?;
    let against = MeanCell::from_values(case.inputs.numbers("y")?)?;
    let level = level(&case.inputs)?;
    let welch = difference::welch(&of, &against, level)?;
    let pooled = difference::pooled(&of, &against, level)?;
    let d = effect_size::cohen_d(&of, &against, level)?;
    let g = effect_size::hedges_g(&of, &against, level)?;
    Ok(Values::standard(&welch)
        .with("difference", welch.value)
        .with("welch_se", welch.se)
        .with("welch_t", statistic(&welch))
        .with("welch_df", welch.df)
        .with("welch_p", welch.p_value)
        .with_limits("welch_lower", "welch_upper", &welch)
        .with("pooled_se", pooled.se)
        .with("pooled_t", statistic(&pooled))
        .with("pooled_df", pooled.df)
        .with("pooled_p", pooled.p_value)
        .with_limits("pooled_lower", "pooled_upper", &pooled)
        .with("cohen_d", d.value)
        .with_limits("cohen_d_nct_lower", "cohen_d_nct_upper", &d)
        .with("hedges_correction", d.df.and_then(effect_size::hedges_correction))
        .with("hedges_g", g.value)
        .with("hedges_g_se", g.se)
        .with_limits("hedges_g_lower", "hedges_g_upper", &g)
        .with("glass_delta", effect_size::glass_delta(&of, &against, level)?.value))
}

fn paired_t(case: &Case) -> Result<Values, Refusal> {
    let pairs = Pairs::from_values(case.inputs.numbers("x")?, case.inputs.numbers("y")?)?;
    let (differences, level) = (pairs.sample()?, level(&case.inputs)?);
    let t = paired::t(&differences, level)?;
    Ok(Values::standard(&t)
        .with("n", t.n.records.map(|records| records as f64))
        .with("difference", t.value)
        .with("se", t.se)
        .with("t", statistic(&t))
        .with("df", t.n.records.map(|records| records as f64 - 1.0))
        .with("p", t.p_value)
        .with("cohen_dz", effect_size::cohen_dz(&differences, level)?.value))
}

fn rank_sum(case: &Case) -> Result<Values, Refusal> {
    let of = Sample::from_values(case.inputs.numbers("x")?)?;
    let against = Sample::from_values(case.inputs.numbers("y")?)?;
    let shift = ranks::hodges_lehmann(&of, &against, level(&case.inputs)?)?;
    let corrected = ranks::rank_sum_corrected(&of, &against)?;
    Ok(Values::new(corrected.p_value.is_some())
        .with("W", corrected.statistic)
        .with("p_exact", ranks::rank_sum_exact(&of, &against)?.p_value)
        .with("p_normal", ranks::rank_sum_normal(&of, &against)?.p_value)
        .with("p_normal_cc", corrected.p_value)
        .with("hodges_lehmann", shift.value)
        .with_limits("hl_lower", "hl_upper", &shift))
}

fn signed_rank(case: &Case) -> Result<Values, Refusal> {
    let differences = Sample::from_values(case.inputs.numbers("d")?)?;
    let centre = paired::pseudomedian(&differences, level(&case.inputs)?)?;
    let corrected = paired::signed_rank_corrected(&differences)?;
    Ok(Values::new(corrected.p_value.is_some())
        .with("V", corrected.statistic)
        .with("n_nonzero", corrected.n.records.map(|records| records as f64))
        .with("p_exact", paired::signed_rank_exact(&differences)?.p_value)
        .with("p_normal", paired::signed_rank_normal(&differences)?.p_value)
        .with("p_normal_cc", corrected.p_value)
        .with("pseudomedian_nonzero", centre.value)
        .with_limits("pseudomedian_lower", "pseudomedian_upper", &centre))
}
