//! Two groups by their difference, by every method.

use helhed::comparisons::difference;
use pyo3::prelude::*;

use crate::error::Refusable;
use crate::estimate::PyEstimate;

super::shapes::two_shares! {
    /// Newcombe's interval: the default for a difference of shares.
    ///
    /// >>> import helhed as hh
    /// >>> [round(bound, 3) for bound in hh.difference.newcombe(56, 70, 48, 80).interval]
    /// [0.052, 0.334]
    newcombe => difference::newcombe;
    /// Miettinen and Nurminen's score interval, with the factor N/(N - 1).
    ///
    /// >>> import helhed as hh
    /// >>> [round(bound, 3) for bound in hh.difference.miettinen_nurminen(0, 10, 0, 10).interval]
    /// [-0.288, 0.288]
    miettinen_nurminen => difference::miettinen_nurminen;
    /// Agresti and Caffo's interval: one event and one unit without more in each group.
    ///
    /// >>> import helhed as hh
    /// >>> hh.difference.agresti_caffo(10, 10, 0, 10).interval.upper
    /// 1.0
    agresti_caffo => difference::agresti_caffo;
    /// The textbook (Wald) interval of a difference of shares, for large groups.
    ///
    /// >>> import helhed as hh
    /// >>> [round(bound, 3) for bound in hh.difference.wald(56, 70, 48, 80).interval]
    /// [0.058, 0.342]
    wald => difference::wald;
}

super::shapes::two_means! {
    /// Student's interval with a pooled variance.
    ///
    /// >>> import helhed as hh
    /// >>> round(hh.difference.pooled([1, 2, 3], [2, 3, 9]).p_value, 4)
    /// 0.3035
    pooled => difference::pooled;
    /// Welch's interval: the default for a difference of means.
    ///
    /// >>> import helhed as hh
    /// >>> round(hh.difference.welch([1, 2, 3], [2, 3, 9]).p_value, 4)
    /// 0.3467
    welch => difference::welch;
}

/// The number needed for one event more (or fewer, if negative), from a risk difference of any method.
///
/// >>> import helhed as hh
/// >>> needed = hh.difference.number_needed(hh.difference.newcombe(56, 70, 48, 80))
/// >>> round(needed.value, 1), [round(bound, 1) for bound in needed.interval]
/// (5.0, [3.0, 19.1])
#[pyfunction]
pub(crate) fn number_needed(difference: &PyEstimate) -> Refusable<PyEstimate> {
    Ok(PyEstimate(difference::number_needed(&difference.0)?))
}

/// The difference of two shares whose units come in clusters, with the design effect of each group.
///
/// >>> import helhed as hh
/// >>> found = hh.difference.clustered(56, 70, 48, 80, design_effect_of=1.8, design_effect_against=2.1)
/// >>> [round(bound, 3) for bound in found.interval]
/// [-0.005, 0.385]
#[pyfunction]
#[pyo3(signature = (of, n_of, against, n_against, *, design_effect_of, design_effect_against, level=0.95))]
pub(crate) fn clustered(
    of: f64,
    n_of: f64,
    against: f64,
    n_against: f64,
    design_effect_of: f64,
    design_effect_against: f64,
    level: f64,
) -> Refusable<PyEstimate> {
    let (one, two) = super::shapes::shares(of, n_of, against, n_against)?;
    let (one, two) = ((&one, design_effect_of), (&two, design_effect_against));
    Ok(PyEstimate(difference::clustered(one, two, crate::input::level(level)?)?))
}

super::shapes::two_rates! {
    /// The score interval for a difference of rates.
    ///
    /// >>> import helhed as hh
    /// >>> [round(bound, 4) for bound in hh.difference.rate_score(5, 100, 0, 100).interval]
    /// [0.0116, 0.1171]
    rate_score => difference::rate_score;
    /// The difference of rates with limits put together from the exact interval of each.
    ///
    /// >>> import helhed as hh
    /// >>> [round(bound, 4) for bound in hh.difference.rate_mover(45, 900, 20, 880).interval]
    /// [0.0089, 0.0464]
    rate_mover => difference::rate_mover;
    /// The Wald interval for a difference of rates.
    ///
    /// >>> import helhed as hh
    /// >>> [round(bound, 4) for bound in hh.difference.rate_wald(45, 900, 20, 880).interval]
    /// [0.0096, 0.045]
    rate_wald => difference::rate_wald;
}
