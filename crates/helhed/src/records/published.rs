//! A publication: programmes, their figures, and what is said about them.

use serde::{Deserialize, Serialize};

use super::Observation;
use crate::design::{Names, Programme};
use crate::error::{Fault, Result, nearest};

/// What kind of remark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum RemarkKind {
    /// Something that would have to be known, and is not.
    Lacks,
    /// Something claimed without a number.
    Asserted,
    /// Something in the publication that does not fit.
    Inconsistency,
}

/// A remark about a programme's figures.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Remark {
    /// Id of the programme.
    pub programme: String,
    /// Kind.
    pub kind: RemarkKind,
    /// Text.
    pub text: Names,
}

/// A fact about the programmes together: a population, a price, a rule.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Fact {
    /// Stable key.
    pub key: String,
    /// Name.
    pub label: Names,
    /// Value.
    pub value: f64,
    /// Unit.
    pub unit: String,
    /// Whether printed as about.
    pub approximate: bool,
    /// Note.
    pub note: Names,
}

/// A publication of programmes and figures. One that exists refers only to programmes it has.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Published {
    programmes: Vec<Programme>,
    observations: Vec<Observation>,
    remarks: Vec<Remark>,
    facts: Vec<Fact>,
}

impl Published {
    /// A publication.
    ///
    /// # Errors
    /// `H103` without programmes, `H401` for a figure or remark of a programme it does not have.
    pub fn new(
        programmes: Vec<Programme>,
        observations: Vec<Observation>,
        remarks: Vec<Remark>,
        facts: Vec<Fact>,
    ) -> Result<Self> {
        if programmes.is_empty() {
            return Err(Fault::EmptyTable.into());
        }
        let ids = || programmes.iter().map(|programme| programme.id.as_str());
        let referred = observations.iter().map(|one| &one.programme).chain(remarks.iter().map(|one| &one.programme));
        for id in referred {
            if !ids().any(|known| known == id) {
                let (dimension, value) = ("programme".to_owned(), id.clone());
                return Err(Fault::NoSuchGroup { dimension, value, nearest: nearest(id, ids()) }.into());
            }
        }
        Ok(Self { programmes, observations, remarks, facts })
    }

    /// Programmes, in the order of the publication.
    #[must_use]
    pub fn programmes(&self) -> &[Programme] {
        &self.programmes
    }

    /// All figures.
    #[must_use]
    pub fn observations(&self) -> &[Observation] {
        &self.observations
    }

    /// Figures of one programme.
    pub fn observations_of<'a>(&'a self, programme: &'a str) -> impl Iterator<Item = &'a Observation> {
        self.observations.iter().filter(move |one| one.programme == programme)
    }

    /// Remarks of one kind about one programme.
    pub fn remarks_of<'a>(&'a self, programme: &'a str, kind: RemarkKind) -> impl Iterator<Item = &'a Names> {
        let about = move |one: &&Remark| one.programme == programme && one.kind == kind;
        self.remarks.iter().filter(about).map(|one| &one.text)
    }

    /// Facts about all of them together.
    #[must_use]
    pub fn facts(&self) -> &[Fact] {
        &self.facts
    }
}
