//! Two groups by their difference, by every method.

use helhed::comparisons::difference;

super::shapes::two_shares! {
    /// Newcombe's interval: the default for a difference of shares.
    ///
    /// >>> import helhed as hh
    /// >>> [round(bound, 3) for bound in hh.difference.newcombe(56, 70, 48, 80).interval]
    /// [0.052, 0.334]
    newcombe => difference::newcombe;
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
