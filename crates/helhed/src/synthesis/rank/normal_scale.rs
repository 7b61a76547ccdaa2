//! Figures on a scale on which they are close to normal, in the order of their values.

use crate::synthesis::areas::{Figure, Kind};

/// A figure and its standard error. A share is on the scale of arcsin sqrt and a rate on that of the square root, with
/// Anscombe's corrections, where the standard error does not depend on the share or rate, and zero events have one too.
pub(super) fn normal_scale(kind: Kind, figure: &Figure) -> (f64, f64) {
    let Figure { amount, size, se } = *figure;
    match kind {
        Kind::Proportion => {
            let share = (amount + 0.375) / (size + 0.75);
            (share.sqrt().asin(), 0.5 / (size + 0.5).sqrt())
        }
        Kind::Rate | Kind::Ratio => {
            let root = ((amount + 0.375) / size).sqrt();
            let relative = se / size;
            (root, (0.25 / size + 0.25 * root * root * relative * relative).sqrt())
        }
        Kind::Value => (amount, se),
    }
}
