//! Exact distributions of rank statistics without ties, by counting.
//!
//! Each count is a sum of positive terms, so the probabilities keep their relative accuracy in the tails.

/// Probabilities that the rank-sum statistic (pairs in which the first group is larger) is 0, 1, ..., n1 n2.
#[must_use]
pub fn rank_sum(n1: usize, n2: usize) -> Vec<f64> {
    let (few, many) = (n1.min(n2), n1.max(n2));
    let largest = few * many;
    // counts[j][u]: ways to choose j of the ranks seen so far with statistic u; only half is needed.
    let half = largest / 2;
    let mut counts = vec![vec![0.0_f64; half + 1]; few + 1];
    counts[0][0] = 1.0;
    for rank in 1..=few + many {
        for chosen in (1..=few.min(rank)).rev() {
            let step = rank - chosen;
            if step > many || step > half {
                continue;
            }
            let (before, after) = counts.split_at_mut(chosen);
            let from = &before[chosen - 1];
            for (to, count) in after[0][step..].iter_mut().zip(from) {
                *to += count;
            }
        }
    }
    let mut all = counts.swap_remove(few);
    all.extend_from_within(..largest.div_ceil(2));
    all[half + 1..].reverse();
    let total: f64 = all.iter().sum();
    all.iter_mut().for_each(|count| *count /= total);
    all
}

/// Probabilities that the signed-rank statistic (sum of the ranks of positive differences) is 0, 1, ..., n (n + 1)/2.
#[must_use]
pub fn signed_rank(n: usize) -> Vec<f64> {
    let mut all = vec![0.0_f64; n * (n + 1) / 2 + 1];
    all[0] = 1.0;
    let mut reached = 0;
    for rank in 1..=n {
        reached += rank;
        for sum in (0..=reached).rev() {
            let with = if sum >= rank { all[sum - rank] } else { 0.0 };
            all[sum] = 0.5 * (all[sum] + with);
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_distributions_are_those_of_the_tables() {
        assert_eq!(rank_sum(1, 1), [0.5, 0.5]);
        let two = rank_sum(2, 3).iter().map(|p| (p * 10.0).round()).collect::<Vec<_>>();
        assert_eq!(two, [1.0, 1.0, 2.0, 2.0, 2.0, 1.0, 1.0]);
        assert_eq!(rank_sum(3, 2), rank_sum(2, 3));
        assert_eq!(signed_rank(3).iter().map(|p| p * 8.0).collect::<Vec<_>>(), [1.0, 1.0, 1.0, 2.0, 1.0, 1.0, 1.0]);
        assert_eq!(signed_rank(0), [1.0]);
    }
}
