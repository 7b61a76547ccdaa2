//! Two groups by their ratio, by every method.

use helhed::comparisons::ratio;

super::shapes::two_shares! {
    /// Koopman's interval: the default for a ratio of shares.
    ///
    /// >>> import helhed as hh
    /// >>> [round(bound, 3) for bound in hh.ratio.koopman(56, 70, 48, 80).interval]
    /// [1.08, 1.671]
    koopman => ratio::koopman;
}

super::shapes::two_rates! {
    /// The exact conditional interval: the default for a ratio of rates.
    ///
    /// >>> import helhed as hh
    /// >>> round(hh.ratio.exact(11, 800, 16, 1083).value, 3)
    /// 0.931
    exact => ratio::exact;
}
