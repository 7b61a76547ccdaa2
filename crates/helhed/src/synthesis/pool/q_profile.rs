//! Where the generalised Q of a synthesis takes a value.

use super::sums::Workspace;

/// Steps after which the search gives up; Newton on 1/Q needs about five.
const STEPS: usize = 100;

/// The variance between studies at which the weighted sum of squared distances is `target`; zero where it is not above
/// it anywhere.
pub(super) fn where_q_is(target: f64, studies: &mut Workspace) -> f64 {
    let mut sums = studies.at(0.0);
    if sums.spread <= target {
        return 0.0;
    }
    let (least, _) = studies.ends();
    let (_, squares) = studies.unweighted();
    // Q is at most squares / (t + least), and falls; 1/Q is a straight line where all variances are equal.
    let (mut low, mut high) = (0.0, squares / target - least);
    let mut t = 0.0;
    for _ in 0..STEPS {
        let newton = sums.spread * (sums.spread - target) / (target * sums.fall);
        let mut next = t + newton;
        if !(next > low && next < high) {
            next = ((low + least) * (high + least)).sqrt() - least;
        }
        let moved = (next - t).abs();
        t = next.max(0.0);
        if moved <= 1e-7 * t && newton.abs() <= 1e-7 * t || high - low <= 4.0 * f64::EPSILON * high {
            break;
        }
        sums = studies.at(t);
        if sums.spread > target {
            low = t;
        } else {
            high = t;
        }
    }
    t
}
