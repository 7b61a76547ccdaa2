//! What is done with rows that a check finds.

use std::collections::BTreeMap;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::error::{Error, Fault, Finding, Place, Result, nearest};

/// What is done with rows that a check finds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Policy {
    /// The table is refused.
    Refuse,
    /// The rows stay, and a notice says so.
    Warn,
    /// The rows are set aside and counted in the ledger, and a notice says so.
    Count,
}

impl Policy {
    /// Every policy with its name.
    pub const NAMES: [(&str, Self); 3] = [("refuse", Self::Refuse), ("warn", Self::Warn), ("count", Self::Count)];
}

impl FromStr for Policy {
    type Err = Error;

    fn from_str(name: &str) -> Result<Self> {
        let found = Self::NAMES.iter().find(|(known, _)| *known == name).map(|(_, policy)| *policy);
        found.ok_or_else(|| unknown("policy", name, &Self::NAMES.map(|(known, _)| known)))
    }
}

/// Policies by check. What is not named has the policy of the house:
///
/// - `key_missing`, `without_weight` of zero and `date_implausible` warn: such rows are wrong for some questions only, and
///   what needs the key or the weight counts them as missing;
/// - everything else refuses: the rows contradict themselves or each other, nobody but the owner of the data knows which
///   of them is right, and whatever is chosen changes the numbers.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct Policies(BTreeMap<String, Policy>);

impl Policies {
    /// The same policies, and one more.
    ///
    /// # Errors
    /// `H006` if there is no such check.
    pub fn with(mut self, check: &str, policy: Policy) -> Result<Self> {
        if !Finding::CHECKS.contains(&check) {
            return Err(unknown("check of rows", check, &Finding::CHECKS));
        }
        self.0.insert(check.to_owned(), policy);
        Ok(self)
    }

    /// Whether it was said what is done with rows of this finding.
    #[must_use]
    pub fn is_said(&self, finding: &Finding) -> bool {
        self.0.contains_key(finding.check())
    }

    /// What is done with rows of this finding.
    #[must_use]
    pub fn of(&self, finding: &Finding) -> Policy {
        self.0.get(finding.check()).copied().unwrap_or(match finding {
            Finding::KeyMissing { .. } | Finding::DateImplausible { .. } => Policy::Warn,
            Finding::WithoutWeight { found: Some(_) } => Policy::Warn,
            _ => Policy::Refuse,
        })
    }
}

fn unknown(what: &'static str, name: &str, known: &[&str]) -> Error {
    let fault = Fault::UnknownName { what, found: name.to_owned(), nearest: nearest(name, known.iter().copied()) };
    Error::new(fault, Place::argument("policies"))
}
