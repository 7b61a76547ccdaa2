//! The k-th smallest of all pairwise differences or averages, without forming them.
//!
//! How many pairs lie at or below a bound is counted in one pass over the sorted values. The bounds close in on the rank until
//! no more pairs lie between them than a few for each value, and only those are formed; where many pairs are equal the bounds
//! close in on one double. Memory is that of the values (Johnson and Mizoguchi 1978 have the same order of work).

/// Pairs formed at the end, for each value.
const FORMED: u64 = 4;

/// A double as an integer of the same order.
fn key(value: f64) -> i64 {
    let bits = value.to_bits().cast_signed();
    bits ^ ((bits >> 63).cast_unsigned() >> 1).cast_signed()
}

/// The double of a key.
fn of_key(key: i64) -> f64 {
    f64::from_bits((key ^ ((key >> 63).cast_unsigned() >> 1).cast_signed()).cast_unsigned())
}

/// All pairs of sorted values: how many are at or below a bound, and those above one and at or below another.
struct Pairs<C, F> {
    values: u64,
    low: f64,
    high: f64,
    at_most: C,
    between: F,
}

impl<C: Fn(f64) -> u64, F: Fn(f64, f64) -> Vec<f64>> Pairs<C, F> {
    /// The `k`-th smallest, from 1.
    fn kth(&self, k: u64) -> f64 {
        // Below zero is below minus zero: the two compare as equal, so that pairs at zero are above neither.
        let low = if self.low == 0.0 { -0.0 } else { self.low };
        let (mut none, mut some) = (key(low) - 1, key(self.high));
        let (mut below, mut at_most) = (0, (self.at_most)(self.high));
        for step in 0_u32.. {
            let gap = i128::from(some) - i128::from(none);
            if gap <= 1 {
                // Not minus zero.
                return of_key(some) + 0.0;
            }
            if at_most - below <= FORMED * self.values {
                break;
            }
            // Two steps aim a little to either side of the rank; the third halves the doubles between, whatever the shape.
            let (from, to) = (of_key(none), of_key(some));
            let aim = match step % 3 {
                0 => k.saturating_sub(self.values),
                _ => k + self.values,
            };
            let share = aim.saturating_sub(below) as f64 / (at_most - below) as f64;
            let middle = (i128::from(none) + i128::from(some)).div_euclid(2) as i64;
            let aimed = key(from + (to - from) * share);
            let at = if step % 3 < 2 && aimed > none && aimed < some { aimed } else { middle };
            let count = (self.at_most)(of_key(at));
            if count >= k {
                (some, at_most) = (at, count);
            } else {
                (none, below) = (at, count);
            }
        }
        let mut formed = (self.between)(of_key(none), of_key(some));
        let (_, found, _) = formed.select_nth_unstable_by((k - below - 1) as usize, f64::total_cmp);
        *found + 0.0
    }
}

/// For each `x` in ascending order, the index of the first `y` with `x - y` at or below `bound`.
fn first_at_most<'a>(x: &'a [f64], y: &'a [f64], bound: f64) -> impl Iterator<Item = usize> + 'a {
    let mut first = 0;
    x.iter().map(move |value| {
        while first < y.len() && value - y[first] > bound {
            first += 1;
        }
        first
    })
}

/// Pairs with `x - y` at or below `bound`, of values in ascending order.
#[must_use]
pub fn differences_at_most(x: &[f64], y: &[f64], bound: f64) -> u64 {
    first_at_most(x, y, bound).map(|first| (y.len() - first) as u64).sum()
}

/// The `k`-th smallest (from 1) of all differences `x - y`, of values in ascending order. `None` where there is none.
#[must_use]
pub fn kth_difference(x: &[f64], y: &[f64], k: u64) -> Option<f64> {
    if k == 0 || k > x.len() as u64 * y.len() as u64 {
        return None;
    }
    let (low, high) = (x.first()? - y.last()?, x.last()? - y.first()?);
    let between = |above: f64, at_most: f64| -> Vec<f64> {
        let ends = first_at_most(x, y, at_most).zip(first_at_most(x, y, above));
        x.iter().zip(ends).flat_map(|(x, (from, to))| y[from..to].iter().map(move |y| x - y)).collect()
    };
    let at_most = |bound| differences_at_most(x, y, bound);
    Some(Pairs { values: (x.len() + y.len()) as u64, low, high, at_most, between }.kth(k))
}

/// For each value in ascending order, how many values average to `bound` or less with it.
fn counts_at_most(values: &[f64], bound: f64) -> impl Iterator<Item = usize> + '_ {
    let mut end = values.len();
    values.iter().map(move |value| {
        while end > 0 && average(*value, values[end - 1]) > bound {
            end -= 1;
        }
        end
    })
}

/// Pairs, each value with itself and every later one, whose average is at or below `bound`, of values in ascending order.
#[must_use]
pub fn averages_at_most(values: &[f64], bound: f64) -> u64 {
    // Each pair of two different values is counted in both orders.
    let both: u64 =
        counts_at_most(values, bound).enumerate().map(|(index, end)| end as u64 + u64::from(index < end)).sum();
    both / 2
}

/// The `k`-th smallest (from 1) of all averages of two values, each with itself included, of values in ascending order.
/// `None` where there is none.
#[must_use]
pub fn kth_average(values: &[f64], k: u64) -> Option<f64> {
    let all = values.len() as u64;
    if k == 0 || k > all * (all + 1) / 2 {
        return None;
    }
    let between = |above: f64, at_most: f64| -> Vec<f64> {
        let ends = counts_at_most(values, above).zip(counts_at_most(values, at_most));
        let runs = values.iter().enumerate().zip(ends);
        runs.flat_map(|((index, value), (from, to))| {
            values[from.max(index).min(to)..to].iter().map(move |other| average(*value, *other))
        })
        .collect()
    };
    let (low, high) = (*values.first()?, *values.last()?);
    let at_most = |bound| averages_at_most(values, bound);
    Some(Pairs { values: all, low, high, at_most, between }.kth(k))
}

/// Halves first, so that large values do not overflow.
fn average(one: f64, other: f64) -> f64 {
    0.5 * one + 0.5 * other
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_have_the_order_of_the_doubles() {
        let values = [f64::NEG_INFINITY, -3.0, -f64::MIN_POSITIVE, -0.0, 0.0, 5e-324, 2.0, f64::MAX];
        assert!(values.windows(2).all(|pair| key(pair[0]) < key(pair[1])));
        assert!(values.iter().all(|value| of_key(key(*value)).to_bits() == value.to_bits()));
    }

    #[test]
    fn every_rank_is_that_of_the_sorted_list() {
        let x = [-2.5, -1.0, 0.0, 0.0, 3.0, 7.25];
        let y = [-4.0, -1.0, 0.0, 2.0, 2.0];
        let mut all: Vec<f64> = x.iter().flat_map(|x| y.iter().map(move |y| x - y)).collect();
        all.sort_by(f64::total_cmp);
        for (index, value) in all.iter().enumerate() {
            assert_eq!(kth_difference(&x, &y, index as u64 + 1), Some(*value));
        }
        let mut walsh: Vec<f64> =
            (0..x.len()).flat_map(|i| (i..x.len()).map(move |j| 0.5 * x[i] + 0.5 * x[j])).collect();
        walsh.sort_by(f64::total_cmp);
        for (index, value) in walsh.iter().enumerate() {
            assert_eq!(kth_average(&x, index as u64 + 1), Some(*value), "{index}");
        }
        assert_eq!((kth_average(&[], 1), kth_difference(&x, &[], 1)), (None, None));
        assert_eq!((kth_average(&x, 22), kth_difference(&x, &y, 0)), (None, None));
    }

    #[test]
    fn a_smallest_pair_of_zero_counts() {
        let (x, y) = ([3.0, 5.0, 7.0], [1.0, 2.0, 3.0]);
        let ranked: Vec<Option<f64>> = (1..=9).map(|k| kth_difference(&x, &y, k)).collect();
        assert_eq!(ranked, [0.0, 1.0, 2.0, 2.0, 3.0, 4.0, 4.0, 5.0, 6.0].map(Some));
        let walsh: Vec<Option<f64>> = (1..=6).map(|k| kth_average(&[0.0, 1.0, 4.0], k)).collect();
        assert_eq!(walsh, [0.0, 0.5, 1.0, 2.0, 2.5, 4.0].map(Some));
    }

    #[test]
    fn bounds_close_in_on_the_rank() {
        let even: Vec<f64> = (0..1000).map(|i| f64::from(i).powi(3) / 7.0).collect();
        let odd: Vec<f64> = (0..700).map(|i| (f64::from(i) / 90.0).exp() - 3.0).collect();
        let mut all: Vec<f64> = even.iter().flat_map(|x| odd.iter().map(move |y| x - y)).collect();
        all.sort_by(f64::total_cmp);
        let mut walsh: Vec<f64> = (0..odd.len())
            .flat_map(|i| odd[i..].iter().map(|other| average(odd[i], *other)).collect::<Vec<_>>())
            .collect();
        walsh.sort_by(f64::total_cmp);
        for share in [0.0, 0.001, 0.3, 0.5, 0.77, 1.0] {
            let k = ((all.len() - 1) as f64 * share) as usize;
            assert_eq!(kth_difference(&even, &odd, k as u64 + 1), Some(all[k]));
            let k = ((walsh.len() - 1) as f64 * share) as usize;
            assert_eq!(kth_average(&odd, k as u64 + 1), Some(walsh[k]));
        }
        let equal = vec![2.0; 3000];
        assert_eq!((kth_difference(&equal, &equal, 99), kth_average(&equal, 99)), (Some(0.0), Some(2.0)));
    }
}
