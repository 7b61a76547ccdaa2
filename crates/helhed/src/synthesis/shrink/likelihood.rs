//! The largest likelihood over how alike areas are, found in brackets so that no maximum is taken for another.

use crate::numeric::root;

/// Precisions that are looked at: from areas that have nothing in common to areas that only chance tells apart.
const LEAST: f64 = -9.0;
/// End of the search, as a logarithm too.
const MOST: f64 = 30.0;
/// Steps between.
const STEPS: u32 = 156;

/// The precision with the largest likelihood and that likelihood; nothing if no precision does better than `limit`, the
/// likelihood of areas that are all alike.
///
/// `score` is the derivative of the profile likelihood (its sign is enough), `likelihood` the profile likelihood itself.
pub(super) fn precision(score: impl Fn(f64) -> f64, likelihood: impl Fn(f64) -> f64, limit: f64) -> Option<(f64, f64)> {
    let width = (MOST - LEAST) / f64::from(STEPS);
    let at = |step: u32| LEAST + width * f64::from(step);
    let mut best: Option<(f64, f64)> = None;
    let mut before = score(at(0).exp());
    for step in 1..=STEPS {
        let here = score(at(step).exp());
        if before > 0.0 && here <= 0.0 {
            let top = root::decreasing(at(step - 1), at(step), |ln| score(ln.exp())).exp();
            let value = likelihood(top);
            if best.is_none_or(|(_, most)| value > most) {
                best = Some((top, value));
            }
        }
        before = here;
    }
    // Areas that could not differ more, such as all or nothing in each, have their maximum at an end.
    for end in [LEAST, MOST] {
        let value = likelihood(end.exp());
        if best.is_none_or(|(_, most)| value > most) {
            best = Some((end.exp(), value));
        }
    }
    // A gain that is only rounding is none.
    best.filter(|(_, value)| *value > limit + 1e-10 * (1.0 + limit.abs()))
}
