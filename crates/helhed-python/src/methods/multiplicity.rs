//! Many p-values at once.

use helhed::error::Result;
use helhed::estimate::KeyValue;
use helhed::synthesis::multiplicity::{self, Adjusted, within_families};
use pyo3::prelude::*;

use super::each::Each;
use super::numbers::Values;
use super::record::{record, shown, warned};
use crate::error::Refusable;
use crate::input::Key;
use crate::parts::{PyProvenance, PyWarning};

record! {
    /// P-values before and after they were adjusted, in the order in which they were given; `None` where one is
    /// missing.
    ///
    /// >>> import helhed as hh
    /// >>> hh.multiplicity.holm([0.01, None, 0.2])
    /// <Adjusted multiplicity/holm: 0.0200, none, 0.2000>
    PyAdjusted(Adjusted) = "Adjusted" in "helhed.multiplicity",
    shown by |it| {
        let list: Vec<String> = it.adjusted.iter().copied().map(shown).collect();
        format!("{}: {}", it.method.id, list.join(", "))
    }, {
        /// Id of the method; `hh.method(id)` is its page.
        method: String = |it| it.method.id.to_string();
        /// P-values as they were given.
        p_values: Vec<Option<f64>> = |it| it.p_values.clone();
        /// Adjusted p-values.
        adjusted: Vec<Option<f64>> = |it| it.adjusted.clone();
        /// P-values that are missing.
        missing: u64 = |it| it.missing;
        /// Families that were adjusted one by one.
        families: u64 = |it| it.families;
        /// Resampled data sets behind the p-values, for a method that resamples.
        resamples: Option<u64> = |it| it.resamples;
        /// Standard error of each adjusted p-value for the resamples being finite in number.
        monte_carlo_se: Option<Vec<Option<f64>>> = Adjusted::monte_carlo_se;
        /// What the reader must know.
        warnings: Vec<PyWarning> = |it| warned(&it.warnings);
        /// Where they come from.
        provenance: PyProvenance = |it| PyProvenance(it.provenance.clone());
    }
}

/// All p-values together, or each family by itself.
fn adjust(
    p_values: Values,
    families: Option<Each<Key>>,
    method: fn(&[Option<f64>]) -> Result<Adjusted>,
) -> Refusable<PyAdjusted> {
    let found = match families {
        None => method(&p_values.0)?,
        Some(families) => {
            let families: Vec<KeyValue> = families.0.into_iter().map(|key| key.0).collect();
            within_families(&families, &p_values.0, method)?
        }
    };
    Ok(PyAdjusted(found))
}

macro_rules! adjustments {
    ($($(#[$doc:meta])* $name:ident;)+) => {$(
        $(#[$doc])*
        #[pyfunction]
        #[pyo3(signature = (p_values, families=None))]
        pub(crate) fn $name(p_values: Values, families: Option<Each<Key>>) -> Refusable<PyAdjusted> {
            adjust(p_values, families, multiplicity::$name)
        }
    )+};
}

adjustments! {
    /// Holm's adjustment, the default for the main outcomes of an evaluation; with `families` (one label a p-value)
    /// each family by itself. `None` and not-a-number keep their places.
    ///
    /// >>> import helhed as hh
    /// >>> hh.multiplicity.holm([0.01, None, 0.2]).adjusted
    /// [0.02, None, 0.2]
    /// >>> hh.multiplicity.holm([0.01, 0.04, 0.02], families=["work", "school", "work"]).adjusted
    /// [0.02, 0.04, 0.02]
    holm;
    /// Hochberg's adjustment, for independent or positively dependent tests.
    ///
    /// >>> import helhed as hh
    /// >>> hh.multiplicity.hochberg([0.03, 0.04]).adjusted
    /// [0.04, 0.04]
    hochberg;
    /// Hommel's adjustment, for independent or positively dependent tests.
    ///
    /// >>> import helhed as hh
    /// >>> hh.multiplicity.hommel([0.03, 0.04]).adjusted
    /// [0.04, 0.04]
    hommel;
    /// Bonferroni's adjustment: each p-value times their number.
    ///
    /// >>> import helhed as hh
    /// >>> hh.multiplicity.bonferroni([0.01, None, 0.2]).adjusted
    /// [0.02, None, 0.4]
    bonferroni;
    /// Benjamini and Hochberg's adjustment for the false discovery rate.
    ///
    /// >>> import helhed as hh
    /// >>> hh.multiplicity.benjamini_hochberg([0.01, 0.03, 0.5]).adjusted
    /// [0.03, 0.045, 0.5]
    benjamini_hochberg;
    /// Benjamini and Yekutieli's adjustment for the false discovery rate under any dependence.
    ///
    /// >>> import helhed as hh
    /// >>> hh.multiplicity.benjamini_yekutieli([0.01, 0.5]).adjusted
    /// [0.03, 0.75]
    benjamini_yekutieli;
}

/// Romano and Wolf's adjustment: two-sided p-values from observed statistics, and from the same statistics in resampled
/// data in which no hypothesis is false (one row a resample).
///
/// >>> import helhed as hh
/// >>> hh.multiplicity.romano_wolf([3.0, -1.0], [[0.2, -1.1], [-0.4, 2.5], [1.3, 0.1]]).adjusted
/// [0.25, 0.75]
#[pyfunction]
pub(crate) fn romano_wolf(observed: Values, resampled: Each<Values>) -> Refusable<PyAdjusted> {
    let row = |values: Values| values.0.into_iter().map(|value| value.unwrap_or(f64::NAN)).collect::<Vec<f64>>();
    let resampled: Vec<Vec<f64>> = resampled.0.into_iter().map(row).collect();
    Ok(PyAdjusted(multiplicity::romano_wolf(&observed.0, &resampled)?))
}
