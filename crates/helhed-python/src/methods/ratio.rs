//! Two groups by their ratio, by every method.

use helhed::comparisons::ratio;

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
}
