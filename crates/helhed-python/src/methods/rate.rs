//! One rate, by every method.

use helhed::estimates::rate;

super::shapes::one_rate! {
    /// Byar's interval: the default from ten events.
    ///
    /// >>> import helhed as hh
    /// >>> [round(bound, 4) for bound in hh.rate.byar(16, 1083).interval]
    /// [0.0084, 0.024]
    byar => rate::byar;
    /// The exact interval of Garwood: the default below ten events.
    ///
    /// >>> import helhed as hh
    /// >>> hh.rate.exact(0, 100).interval.lower
    /// 0.0
    exact => rate::exact;
}
