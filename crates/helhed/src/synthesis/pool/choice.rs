//! Which synthesis: the variance between studies, and the uncertainty of the mean.

use serde::{Deserialize, Serialize};

use super::likelihood::Peak;
use super::sums::Workspace;
use super::{
    COMMON_EFFECT, DERSIMONIAN_LAIRD, EMPIRICAL_BAYES, HEDGES, HUNTER_SCHMIDT, ML, PAULE_MANDEL, REML, SIDIK_JONKMAN,
    dersimonian_laird, empirical_bayes, hedges, hunter_schmidt, ml, paule_mandel, reml, sidik_jonkman,
};
use crate::error::Result;
use crate::estimate::{Method, unknown};

/// How the variance between studies is estimated.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum PoolMethod {
    /// Not at all: all studies have one effect.
    CommonEffect,
    /// DerSimonian and Laird.
    DersimonianLaird,
    /// Paule and Mandel.
    PauleMandel,
    /// Restricted maximum likelihood.
    #[default]
    Reml,
    /// Maximum likelihood.
    Ml,
    /// Hedges.
    Hedges,
    /// Sidik and Jonkman.
    SidikJonkman,
    /// Empirical Bayes.
    EmpiricalBayes,
    /// Hunter and Schmidt.
    HunterSchmidt,
}

impl PoolMethod {
    /// All of them.
    pub const ALL: [Self; 9] = [
        Self::CommonEffect,
        Self::DersimonianLaird,
        Self::PauleMandel,
        Self::Reml,
        Self::Ml,
        Self::Hedges,
        Self::SidikJonkman,
        Self::EmpiricalBayes,
        Self::HunterSchmidt,
    ];

    /// The method with its page.
    #[must_use]
    pub fn method(self) -> Method {
        match self {
            Self::CommonEffect => COMMON_EFFECT,
            Self::DersimonianLaird => DERSIMONIAN_LAIRD,
            Self::PauleMandel => PAULE_MANDEL,
            Self::Reml => REML,
            Self::Ml => ML,
            Self::Hedges => HEDGES,
            Self::SidikJonkman => SIDIK_JONKMAN,
            Self::EmpiricalBayes => EMPIRICAL_BAYES,
            Self::HunterSchmidt => HUNTER_SCHMIDT,
        }
    }

    /// The method of a name, with or without its family: `reml` or `pool/reml`. The short names of
    /// [`ResidualVariance`](super::ResidualVariance), such as `dl`, are known too.
    ///
    /// # Errors
    /// `H302` with the nearest names.
    pub fn named(name: &str) -> Result<Self> {
        let short = match name.strip_prefix("pool/").unwrap_or(name) {
            "fixed" => "common_effect",
            "dl" => "dersimonian_laird",
            "pm" => "paule_mandel",
            "he" => "hedges",
            "sj" => "sidik_jonkman",
            "eb" => "empirical_bayes",
            "hs" => "hunter_schmidt",
            other => other,
        };
        let found = Self::ALL.into_iter().find(|one| one.name() == short);
        found.ok_or_else(|| unknown("method", name, Self::ALL.map(Self::name)))
    }

    /// The name, such as `reml`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::CommonEffect => "common_effect",
            Self::DersimonianLaird => "dersimonian_laird",
            Self::PauleMandel => "paule_mandel",
            Self::Reml => "reml",
            Self::Ml => "ml",
            Self::Hedges => "hedges",
            Self::SidikJonkman => "sidik_jonkman",
            Self::EmpiricalBayes => "empirical_bayes",
            Self::HunterSchmidt => "hunter_schmidt",
        }
    }

    /// The variance between two studies or more, and another peak of the likelihood if there is one.
    pub(super) fn between(self, studies: &mut Workspace) -> Peak {
        let at = match self {
            Self::Reml => return reml::between(studies),
            Self::Ml => return ml::between(studies),
            Self::CommonEffect => 0.0,
            Self::DersimonianLaird => dersimonian_laird::between(studies),
            Self::PauleMandel => paule_mandel::between(studies),
            Self::Hedges => hedges::between(studies),
            Self::SidikJonkman => sidik_jonkman::between(studies),
            Self::EmpiricalBayes => empirical_bayes::between(studies),
            Self::HunterSchmidt => hunter_schmidt::between(studies),
        };
        Peak { at, other: None }
    }
}

/// What the interval and the p-value of the mean rest on.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Inference {
    /// The normal distribution, as if the variance between studies were known.
    Normal,
    /// Knapp and Hartung's standard error, and Student's t.
    #[default]
    KnappHartung,
    /// The same, with a standard error that is never below the normal one.
    KnappHartungGuarded,
}

impl Inference {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Normal, Self::KnappHartung, Self::KnappHartungGuarded];

    /// The name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Normal => "normal",
            Self::KnappHartung => "knapp_hartung",
            Self::KnappHartungGuarded => "knapp_hartung_guarded",
        }
    }

    /// The inference of a name.
    ///
    /// # Errors
    /// `H302` with the nearest names.
    pub fn named(name: &str) -> Result<Self> {
        let found = Self::ALL.into_iter().find(|one| one.name() == name);
        found.ok_or_else(|| unknown("inference", name, Self::ALL.map(Self::name)))
    }
}
