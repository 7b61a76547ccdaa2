//! The k-th smallest of all pairwise differences or averages, without forming them.
//!
//! The answer is searched by bisection over the doubles themselves: how many pairs lie at or below a number is counted in one
//! pass over the sorted values, and 64 halvings single out one double. Memory is that of the values.

/// A double as an integer of the same order.
fn key(value: f64) -> i64 {
    let bits = value.to_bits().cast_signed();
    bits ^ ((bits >> 63).cast_unsigned() >> 1).cast_signed()
}

/// The double of a key.
fn of_key(key: i64) -> f64 {
    f64::from_bits((key ^ ((key >> 63).cast_unsigned() >> 1).cast_signed()).cast_unsigned())
}

/// The smallest double between `low` and `high` at or below which lie at least `k` pairs.
fn smallest(low: f64, high: f64, k: u64, at_most: impl Fn(f64) -> u64) -> f64 {
    let (mut none, mut some) = (key(low).saturating_sub(1), key(high));
    while i128::from(some) - i128::from(none) > 1 {
        let middle = ((i128::from(none) + i128::from(some)).div_euclid(2)) as i64;
        if at_most(of_key(middle)) >= k { some = middle } else { none = middle }
    }
    // Not minus zero.
    of_key(some) + 0.0
}

/// Pairs with `x - y` at or below `bound`, of values in ascending order.
#[must_use]
pub fn differences_at_most(x: &[f64], y: &[f64], bound: f64) -> u64 {
    let mut first = 0;
    let mut count = 0_u64;
    for value in x {
        while first < y.len() && value - y[first] > bound {
            first += 1;
        }
        if first == y.len() {
            break;
        }
        count += (y.len() - first) as u64;
    }
    count
}

/// The `k`-th smallest (from 1) of all differences `x - y`, of values in ascending order. `None` without pairs.
#[must_use]
pub fn kth_difference(x: &[f64], y: &[f64], k: u64) -> Option<f64> {
    let (low, high) = (x.first()? - y.last()?, x.last()? - y.first()?);
    Some(smallest(low, high, k, |bound| differences_at_most(x, y, bound)))
}

/// Pairs, each value with itself and every later one, whose average is at or below `bound`, of values in ascending order.
#[must_use]
pub fn averages_at_most(values: &[f64], bound: f64) -> u64 {
    let mut end = values.len();
    let mut ordered = 0_u64;
    let mut own = 0_u64;
    for (index, value) in values.iter().enumerate() {
        while end > 0 && average(*value, values[end - 1]) > bound {
            end -= 1;
        }
        ordered += end as u64;
        own += u64::from(index < end);
    }
    // Each pair of two different values was counted in both orders.
    (ordered + own) / 2
}

/// The `k`-th smallest (from 1) of all averages of two values, each with itself included, of values in ascending order.
#[must_use]
pub fn kth_average(values: &[f64], k: u64) -> Option<f64> {
    Some(smallest(*values.first()?, *values.last()?, k, |bound| averages_at_most(values, bound)))
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
    }
}
