//! A synthesis without each of its studies in turn.

use serde::{Deserialize, Serialize};

use super::{Inference, PoolMethod, Pooled, Studies, Study, pool};
use crate::error::Result;
use crate::estimate::{Estimate, Estimates, KeyPart, Level};

/// What is left of a synthesis without one of its studies.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Without {
    /// The study that is left out.
    pub study: Study,
    /// The others, pooled.
    pub pooled: Pooled,
}

/// The synthesis without each study in turn, in the order of the studies: how much the result hangs on one of them.
///
/// ```
/// use helhed::{Level, synthesis::pool::{Inference, PoolMethod, Studies, leave_one_out}};
/// let studies = Studies::of_effects(&[0.5, 0.4, -2.0], &[0.04, 0.05, 0.04])?;
/// let without = leave_one_out(&studies, PoolMethod::Reml, Inference::KnappHartung, Level::P95)?;
/// assert!(without[2].pooled.tau_squared == Some(0.0) && without[0].pooled.tau_squared > Some(2.0));
/// # Ok::<(), helhed::Error>(())
/// ```
///
/// # Errors
/// Those of [`pool`](super::pool()).
pub fn leave_one_out(
    studies: &Studies,
    method: PoolMethod,
    inference: Inference,
    level: Level,
) -> Result<Vec<Without>> {
    let all: Vec<usize> = (0..studies.len()).collect();
    let without = |(place, study): (usize, &Study)| {
        let others: Vec<usize> = all.iter().copied().filter(|other| *other != place).collect();
        let pooled = pool(&studies.only(&others), method, inference, level)?;
        Ok(Without { study: study.clone(), pooled })
    };
    studies.as_slice().iter().enumerate().map(without).collect()
}

/// The means without each study, as a list; the key says which one is left out (`without=A`).
#[must_use]
pub fn means_without(without: &[Without]) -> Estimates {
    let one = |one: &Without| {
        let part = KeyPart { dimension: "without".into(), value: one.study.name().into() };
        Estimate { key: vec![part], ..one.pooled.pooled.clone() }
    };
    without.iter().map(one).collect()
}
