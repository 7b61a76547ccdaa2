//! # Subgroups of a synthesis
//!
//! ## What it estimates
//! The mean of the studies of each group (a theme, a municipality), and whether the groups have the same mean.
//!
//! ## When to use
//! With a few groups that were named beforehand. A difference between groups compares areas that differ in more than
//! the group: it is no effect of what the groups are named for.
//!
//! ## Equation
//! Each group is pooled by itself, with its own tau2. With m the mean of a group and w = 1/se^2:
//! Q = sum(w (m - M)^2) with M = sum(w m) / sum(w), chi-square with one degree of freedom fewer than there are groups.
//!
//! ## Interval
//! Those of the groups; the difference has a p-value only.
//!
//! ## Edge cases
//! Studies without the key form a group of their own. A group of one study takes part with its own standard error
//! (W522). A group without standard error (all its effects equal, with Knapp and Hartung) takes no part in the test,
//! and is counted (W425); fewer than two groups left: no test, W421. A key that no study has is refused (H207).
//!
//! ## Example
//! ```
//! use helhed::estimate::{KeyPart, KeyValue};
//! use helhed::{Level, synthesis::pool::{Inference, PoolMethod, Studies, subgroups}};
//! let names = ["a", "a", "b", "b"].map(KeyValue::from);
//! let studies = Studies::named(&names, &[0.5, 0.6, 0.1, 0.2], &[0.01; 4])?;
//! let groups = subgroups(&studies, "study", PoolMethod::Reml, Inference::Normal, Level::P95)?;
//! assert_eq!(groups.groups.len(), 2);
//! assert!((groups.difference.statistic.unwrap() - 16.0).abs() < 1e-9);
//! # Ok::<(), helhed::Error>(())
//! ```
//!
//! ## References
//! Borenstein and Higgins (2013), Prevention Science 14: 134-143.
//!
//! ## Checked against
//! Each group pooled alone and the sum in numpy, in the tests of this library.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{Inference, PoolMethod, Pooled, Studies, pool};
use crate::error::{Error, Fault, Place, Result, nearest};
use crate::estimate::{Count, Estimate, Estimates, KeyPart, KeyValue, Level, Method, Test, Warning};
use crate::numeric::chi_square;

/// The method.
pub const SUBGROUPS: Method = Method::new("pool/subgroups", 1, "Borenstein and Higgins (2013)");

/// Studies pooled group by group.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Subgroups {
    /// Key column that forms the groups.
    pub by: String,
    /// The groups in order of their first study.
    pub groups: Vec<(KeyValue, Pooled)>,
    /// All studies pooled.
    pub overall: Pooled,
    /// Whether the groups have the same mean.
    pub difference: Test,
}

impl Subgroups {
    /// The means of the groups, keyed by group, and that of all studies last.
    #[must_use]
    pub fn estimates(&self) -> Estimates {
        let one = |(value, pooled): &(KeyValue, Pooled)| {
            let part = KeyPart { dimension: self.by.clone(), value: value.clone() };
            Estimate { key: vec![part], ..pooled.pooled.clone() }
        };
        self.groups.iter().map(one).chain([self.overall.pooled.clone()]).collect()
    }
}

/// Pools the studies of each value of a key column, and all of them.
///
/// # Errors
/// `H207` if no study has the key column; those of [`pool`](super::pool()).
pub fn subgroups(
    studies: &Studies,
    by: &str,
    method: PoolMethod,
    inference: Inference,
    level: Level,
) -> Result<Subgroups> {
    let mut places: Vec<(KeyValue, Vec<usize>)> = Vec::new();
    let mut known = studies.is_empty();
    for (place, study) in studies.as_slice().iter().enumerate() {
        let part = study.key.iter().find(|part| part.dimension == by);
        known |= part.is_some();
        let value = part.map_or(KeyValue::Missing, |part| part.value.clone());
        match places.iter_mut().find(|(other, _)| *other == value) {
            Some((_, places)) => places.push(place),
            None => places.push((value, vec![place])),
        }
    }
    if !known {
        let keys = studies.as_slice().iter().flat_map(|study| &study.key);
        let names: BTreeSet<&str> = keys.map(|part| part.dimension.as_str()).collect();
        let fault = Fault::UnknownDimension { name: by.into(), nearest: nearest(by, names) };
        return Err(Error::new(fault, Place::argument("by")));
    }
    let one =
        |(value, places): (KeyValue, Vec<usize>)| Ok((value, pool(&studies.only(&places), method, inference, level)?));
    let groups: Vec<(KeyValue, Pooled)> = places.into_iter().map(one).collect::<Result<_>>()?;
    let overall = pool(studies, method, inference, level)?;
    let difference = difference(&groups, studies);
    Ok(Subgroups { by: by.into(), groups, overall, difference })
}

/// Whether the groups have the same mean, on the scale of the studies.
fn difference(groups: &[(KeyValue, Pooled)], studies: &Studies) -> Test {
    let mean = |pooled: &Pooled| {
        let value = super::of_estimates::onto(studies.scale, pooled.pooled.value?);
        Some((value, pooled.pooled.se.filter(|se| *se > 0.0)?))
    };
    let means: Vec<(f64, f64)> = groups.iter().filter_map(|(_, pooled)| mean(pooled)).collect();
    let mut test = Test::new(SUBGROUPS, Count { records: studies.records, ..Count::default() });
    let (left_out, of) = ((groups.len() - means.len()) as u64, groups.len() as u64);
    if left_out > 0 {
        test = test.warned(Warning::StrataLeftOut { left_out, of });
    }
    if means.len() < 2 {
        return test.warned(Warning::NothingToTest);
    }
    let weight = |se: f64| (se * se).recip();
    let sum: f64 = means.iter().map(|(_, se)| weight(*se)).sum();
    let centre = means.iter().map(|(value, se)| weight(*se) * value).sum::<f64>() / sum;
    let q: f64 = means.iter().map(|(value, se)| weight(*se) * (value - centre) * (value - centre)).sum();
    let df = means.len() as f64 - 1.0;
    test.with_statistic(q, Some(df)).with_p(chi_square::upper_tail(q, df))
}
