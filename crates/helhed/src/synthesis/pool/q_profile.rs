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
        // The error after a step is of the order of its square; below a digit of the least variance nothing is known.
        if newton.abs() <= 1e-7 * t + 1e-15 * least {
            return (t + newton).max(0.0);
        }
        let next = t + newton;
        t = if next > low && next < high { next } else { ((low + least) * (high + least)).sqrt() - least };
        sums = studies.at(t);
        if sums.spread > target {
            low = t;
        } else {
            high = t;
        }
    }
    t
}
