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
    /// Welch's interval: the default for a difference of means.
    ///
    /// >>> import helhed as hh
    /// >>> round(hh.difference.welch([1, 2, 3], [2, 3, 9]).p_value, 4)
    /// 0.3467
    welch => difference::welch;
}
