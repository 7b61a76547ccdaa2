//! Many p-values at once: what is left of them when all are read together.

mod adjusted;
mod benjamini_hochberg;
mod benjamini_yekutieli;
mod bonferroni;
mod families;
mod hochberg;
mod holm;
mod hommel;
mod romano_wolf;

pub use adjusted::Adjusted;
pub use benjamini_hochberg::{BENJAMINI_HOCHBERG, benjamini_hochberg};
pub use benjamini_yekutieli::{BENJAMINI_YEKUTIELI, benjamini_yekutieli};
pub use bonferroni::{BONFERRONI, bonferroni};
pub use families::within_families;
pub use hochberg::{HOCHBERG, hochberg};
pub use holm::{HOLM, holm};
pub use hommel::{HOMMEL, hommel};
pub use romano_wolf::{ROMANO_WOLF, romano_wolf};

use crate::error::{Error, Fault, Place, Result, Spot};
use crate::estimate::Method;

/// The p-values that are there, checked, with their rows, in ascending order.
struct Ordered {
    given: Vec<Option<f64>>,
    rows: Vec<usize>,
}

impl Ordered {
    /// # Errors
    /// `H008` for a p-value outside 0 to 1, with its row.
    fn of(p_values: &[Option<f64>]) -> Result<Self> {
        let mut rows = Vec::with_capacity(p_values.len());
        let mut given = Vec::with_capacity(p_values.len());
        for (row, value) in p_values.iter().enumerate() {
            let value = value.filter(|value| !value.is_nan());
            if let Some(found) = value {
                if !(0.0..=1.0).contains(&found) {
                    let fault = Fault::OutsideRange { what: "p-value", found, low: 0.0, high: 1.0 };
                    return Err(Error::new(fault, Place::argument("p_values").within(Spot::Row(row as u64 + 1))));
                }
                rows.push(row);
            }
            given.push(value);
        }
        let at = |row: usize| given[row].unwrap_or(1.0);
        // A stable sort: equal p-values stay in the order of their rows.
        rows.sort_by(|&one, &two| at(one).total_cmp(&at(two)));
        Ok(Self { given, rows })
    }

    /// The p-values in ascending order.
    fn ascending(&self) -> Vec<f64> {
        self.rows.iter().filter_map(|&row| self.given[row]).collect()
    }

    /// The adjusted p-values, given in ascending order of the raw ones, back in their places, and never above one.
    fn adjusted(self, method: Method, ascending: impl IntoIterator<Item = f64>) -> Adjusted {
        let mut adjusted = vec![None; self.given.len()];
        for (&row, value) in self.rows.iter().zip(ascending) {
            adjusted[row] = Some(value.min(1.0));
        }
        Adjusted::new(method, self.given, adjusted)
    }
}

/// The largest so far, from the smallest p-value upwards: step-down.
fn rising(values: impl IntoIterator<Item = f64>) -> Vec<f64> {
    let mut largest = 0.0_f64;
    let mut values: Vec<f64> = values.into_iter().collect();
    for value in &mut values {
        largest = largest.max(*value);
        *value = largest;
    }
    values
}

/// The smallest so far, from the largest p-value downwards: step-up.
fn falling(values: impl IntoIterator<Item = f64>) -> Vec<f64> {
    let mut smallest = f64::INFINITY;
    let mut values: Vec<f64> = values.into_iter().collect();
    for value in values.iter_mut().rev() {
        smallest = smallest.min(*value);
        *value = smallest;
    }
    values
}
