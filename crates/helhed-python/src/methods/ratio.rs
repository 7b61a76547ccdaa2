//! Two groups by their ratio, by every method.

use helhed::comparisons::ratio;
use pyo3::prelude::*;

use super::numbers::Input;
use super::shapes::{TestAnswer, rates, tested};

super::shapes::two_shares! {
    /// Koopman's interval: the default for a ratio of shares.
    ///
    /// >>> import helhed as hh
    /// >>> [round(bound, 3) for bound in hh.ratio.koopman(56, 70, 48, 80).interval]
    /// [1.08, 1.671]
    koopman => ratio::koopman;
    /// Miettinen and Nurminen's score interval, with the factor N/(N - 1).
    ///
    /// >>> import helhed as hh
    /// >>> [round(bound, 3) for bound in hh.ratio.miettinen_nurminen(56, 70, 48, 80).interval]
    /// [1.079, 1.672]
    miettinen_nurminen => ratio::miettinen_nurminen;
    /// Katz's interval of the logarithm, where both groups have events.
    ///
    /// >>> import helhed as hh
    /// >>> [round(bound, 3) for bound in hh.ratio.katz(56, 70, 48, 80).interval]
    /// [1.077, 1.651]
    katz => ratio::katz;
}

super::shapes::two_rates! {
    /// The exact conditional interval: the default for a ratio of rates.
    ///
    /// >>> import helhed as hh
    /// >>> round(hh.ratio.exact(11, 800, 16, 1083).value, 3)
    /// 0.931
    exact => ratio::exact;
    /// The mid-P interval for a ratio of rates.
    ///
    /// >>> import helhed as hh
    /// >>> [round(bound, 3) for bound in hh.ratio.rate_mid_p(11, 800, 16, 1083).interval]
    /// [0.419, 2.01]
    rate_mid_p => ratio::rate_mid_p;
    /// The score interval for a ratio of rates.
    ///
    /// >>> import helhed as hh
    /// >>> [round(bound, 4) for bound in hh.ratio.rate_score(5, 100, 0, 100).interval]
    /// [1.3016, inf]
    rate_score => ratio::rate_score;
    /// The Wald interval for a ratio of rates.
    ///
    /// >>> import helhed as hh
    /// >>> [round(bound, 3) for bound in hh.ratio.rate_wald(11, 800, 16, 1083).interval]
    /// [0.432, 2.005]
    rate_wald => ratio::rate_wald;
}

/// The exact test that two rates are equal, given their events; it adds up all outcomes no more likely than the one seen.
///
/// >>> import helhed as hh
/// >>> round(hh.ratio.exact_test(0, 100, 5, 100).p_value, 4)
/// 0.0625
#[pyfunction]
pub(crate) fn exact_test(
    py: Python<'_>,
    of: Input,
    exposure_of: Input,
    against: Input,
    exposure_against: Input,
) -> PyResult<TestAnswer> {
    let one = |[x1, time1, x2, time2]: [f64; 4]| {
        let (of, against) = rates(x1, time1, x2, time2)?;
        ratio::exact_test(&of, &against)
    };
    let many = |[x1, time1, x2, time2]: [&[f64]; 4]| ratio::exact_test_columns((x1, time1), (x2, time2));
    tested(py, [of, exposure_of, against, exposure_against], one, many)
}
