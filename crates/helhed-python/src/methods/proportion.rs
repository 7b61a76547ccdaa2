//! One share, by every method.

use helhed::estimates::proportion;

super::shapes::one_share! {
    /// Wilson's score interval: the default for a share.
    ///
    /// >>> import helhed as hh
    /// >>> averted = hh.proportion.wilson(30, 41)
    /// >>> round(averted.value, 3), [round(bound, 3) for bound in averted.interval]
    /// (0.732, [0.581, 0.843])
    wilson => proportion::wilson;
    /// The exact interval, which never covers less than its level.
    ///
    /// >>> import helhed as hh
    /// >>> round(hh.proportion.clopper_pearson(0, 10).interval.upper, 4)
    /// 0.3085
    clopper_pearson => proportion::clopper_pearson;
}
