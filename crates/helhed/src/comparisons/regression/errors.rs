//! How the standard errors of a regression are computed.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::error::{Error, Fault, Place, Result, nearest};

/// What the standard errors rest on. All start from the bread B, the inverse of the information, and the scores s of
/// the rows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum StandardErrors {
    /// The model itself: B.
    #[default]
    Model,
    /// Rows that are independent, whatever their variance: B (sum s s') B.
    Hc0,
    /// Hc0 times n/(n - k), with n rows and k coefficients.
    Hc1,
    /// Hc0 with every s s' over 1 - h, h the leverage of the row.
    Hc2,
    /// Hc0 with every s s' over (1 - h)^2.
    Hc3,
    /// Clusters that are independent, whatever happens inside: the scores are added up by cluster first.
    Cr0,
    /// Cr0 times G/(G - 1), with G clusters.
    Cr1,
    /// Cr1 times (n - 1)/(n - k).
    Cr1s,
}

impl StandardErrors {
    const ALL: [(&'static str, Self); 8] = [
        ("model", Self::Model),
        ("hc0", Self::Hc0),
        ("hc1", Self::Hc1),
        ("hc2", Self::Hc2),
        ("hc3", Self::Hc3),
        ("cr0", Self::Cr0),
        ("cr1", Self::Cr1),
        ("cr1s", Self::Cr1s),
    ];

    /// Those that are used when none are named: `Cr1` with clusters, else `Model`.
    #[must_use]
    pub fn usual(clusters: bool) -> Self {
        if clusters { Self::Cr1 } else { Self::Model }
    }

    /// The name as written in tables.
    #[must_use]
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(_, one)| *one == self).map_or("", |(name, _)| name)
    }

    /// Whether clusters are asked for.
    #[must_use]
    pub fn clustered(self) -> bool {
        matches!(self, Self::Cr0 | Self::Cr1 | Self::Cr1s)
    }
}

impl FromStr for StandardErrors {
    type Err = Error;

    /// # Errors
    /// `H006` for a name that is not known.
    fn from_str(name: &str) -> Result<Self> {
        let found = Self::ALL.iter().find(|(known, _)| name.eq_ignore_ascii_case(known));
        found.map(|(_, errors)| *errors).ok_or_else(|| {
            let nearest = nearest(name, Self::ALL.map(|(known, _)| known));
            let fault = Fault::UnknownName { what: "kind of standard errors", found: name.to_owned(), nearest };
            Error::new(fault, Place::argument("errors"))
        })
    }
}
