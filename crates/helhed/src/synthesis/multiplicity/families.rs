//! Adjustment within families of hypotheses, as an analysis plan names them.

use std::collections::BTreeMap;

use super::Adjusted;
use crate::error::{Error, Fault, Place, Result, Spot};
use crate::estimate::KeyValue;

/// Adjusts the p-values of each family by themselves: `families` names the family of each p-value.
///
/// ```
/// use helhed::synthesis::multiplicity::{holm, within_families};
/// let families = ["work".into(), "school".into(), "work".into()];
/// let found = within_families(&families, &[Some(0.01), Some(0.04), Some(0.02)], holm)?;
/// assert_eq!(found.adjusted, [Some(0.02), Some(0.04), Some(0.02)]);
/// # Ok::<(), helhed::Error>(())
/// ```
///
/// # Errors
/// `H108` if there are not as many families as p-values, `H107` for a p-value without a family, `H008` for a p-value
/// outside 0 to 1, with its row.
pub fn within_families(
    families: &[KeyValue],
    p_values: &[Option<f64>],
    method: impl Fn(&[Option<f64>]) -> Result<Adjusted>,
) -> Result<Adjusted> {
    if families.len() != p_values.len() {
        let fault = Fault::LengthsDiffer { left: families.len() as u64, right: p_values.len() as u64 };
        return Err(Error::new(fault, Place::argument("families")));
    }
    let mut rows: BTreeMap<&KeyValue, Vec<usize>> = BTreeMap::new();
    for (row, family) in families.iter().enumerate() {
        if *family == KeyValue::Missing {
            let place = Place::argument("families").within(Spot::Row(row as u64 + 1));
            return Err(Error::new(Fault::ValueNeeded, place));
        }
        rows.entry(family).or_default().push(row);
    }
    // All of them once, for the record; then family by family.
    let mut whole = method(p_values)?;
    for rows in rows.values() {
        let of_family: Vec<Option<f64>> = rows.iter().map(|&row| p_values[row]).collect();
        for (&row, value) in rows.iter().zip(method(&of_family)?.adjusted) {
            whole.adjusted[row] = value;
        }
    }
    whole.families = rows.len() as u64;
    Ok(whole)
}
