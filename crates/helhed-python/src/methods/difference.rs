//! Two groups by their difference, by every method.

use helhed::comparisons::difference;

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
    /// Welch's interval: the default for a difference of means.
    ///
    /// >>> import helhed as hh
    /// >>> round(hh.difference.welch([1, 2, 3], [2, 3, 9]).p_value, 4)
    /// 0.3467
    welch => difference::welch;
}
