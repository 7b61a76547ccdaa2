//! A logic model: which activity is to lead to what.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::Names;
use crate::error::{Error, Fault, Place, Result, Spot, TrackFault};

/// Where a part of a logic model stands, from what is done to what it is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum ModelStage {
    /// What is done.
    Activity,
    /// Who takes part.
    Reach,
    /// What changes on the way.
    Intermediate,
    /// What it is for.
    Outcome,
}

impl ModelStage {
    /// Every stage, in order.
    pub const ALL: [Self; 4] = [Self::Activity, Self::Reach, Self::Intermediate, Self::Outcome];

    /// The name as written in tables and JSON.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Activity => "activity",
            Self::Reach => "reach",
            Self::Intermediate => "intermediate",
            Self::Outcome => "outcome",
        }
    }

    /// The stage of a name.
    ///
    /// # Errors
    /// `H006` for a name that none has.
    pub fn named(name: &str) -> Result<Self> {
        Self::ALL.into_iter().find(|stage| stage.name() == name).ok_or_else(|| {
            let nearest = Self::ALL.map(|stage| stage.name().to_owned()).to_vec();
            let fault = Fault::UnknownName { what: "stage", found: name.to_owned(), nearest };
            Error::new(fault, Place::argument("stage"))
        })
    }
}

/// A part of a logic model.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ModelPart {
    /// Id, used by the links.
    pub id: String,
    /// Where it stands.
    pub stage: ModelStage,
    /// Name.
    pub name: Names,
    /// Id of the indicator that measures it.
    #[serde(default)]
    pub indicator: Option<String>,
    /// Its latest figure, as it shall be shown.
    #[serde(default)]
    pub figure: Option<String>,
}

/// A logic model: parts, and which leads to which. In one that exists every link goes from a part to another one, of the same
/// stage or a later one, and no links run in a circle.
///
/// ```
/// use helhed::design::{LogicModel, ModelPart, ModelStage, Names};
/// let part = |id: &str, stage| ModelPart {
///     id: id.into(), stage, name: Names::new(id, id), indicator: None, figure: None,
/// };
/// let parts = vec![part("advice", ModelStage::Activity), part("evictions", ModelStage::Outcome)];
/// let back = LogicModel::new(parts.clone(), vec![("evictions".into(), "advice".into())]);
/// assert_eq!(back.unwrap_err().code(), "H556");
/// assert!(LogicModel::new(parts, vec![("advice".into(), "evictions".into())]).is_ok());
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(try_from = "Parts")]
pub struct LogicModel {
    parts: Vec<ModelPart>,
    links: Vec<(String, String)>,
}

/// What is written, before it is known to be a logic model.
#[derive(Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "LogicModel"))]
struct Parts {
    parts: Vec<ModelPart>,
    links: Vec<(String, String)>,
}

impl TryFrom<Parts> for LogicModel {
    type Error = Error;

    fn try_from(parts: Parts) -> Result<Self> {
        Self::new(parts.parts, parts.links)
    }
}

impl LogicModel {
    /// From its parts and links.
    ///
    /// # Errors
    /// `H103` without parts, `H107` for a part without an id, `H557` for a part or link that is there twice, `H554` for a link
    /// to no part, `H556` for one from a later stage to an earlier one, `H555` for links in a circle.
    pub fn new(parts: Vec<ModelPart>, links: Vec<(String, String)>) -> Result<Self> {
        if parts.is_empty() {
            return Err(Error::new(Fault::EmptyTable, Place::argument("parts")));
        }
        let mut stages: BTreeMap<&str, ModelStage> = BTreeMap::new();
        for (row, part) in (1..).zip(&parts) {
            let place = || Place::argument("parts").and(Spot::Row(row));
            if part.id.trim().is_empty() {
                return Err(Error::new(Fault::ValueNeeded, place()));
            }
            if stages.insert(&part.id, part.stage).is_some() {
                return Err(Error::new(TrackFault::Twice { id: part.id.clone() }.into(), place()));
            }
        }
        let mut seen = BTreeSet::new();
        for (row, (from, to)) in (1..).zip(&links) {
            let fault = match (stages.get(from.as_str()), stages.get(to.as_str())) {
                (None, _) => TrackFault::UnknownPart { id: from.clone() },
                (_, None) => TrackFault::UnknownPart { id: to.clone() },
                (Some(one), Some(other)) if other < one => TrackFault::RunsBackwards {
                    from: from.clone(),
                    to: to.clone(),
                    stages: Box::new([one.name(), other.name()]),
                },
                _ if from == to => TrackFault::Circle { circle: vec![from.clone(), to.clone()] },
                _ if !seen.insert((from, to)) => TrackFault::Twice { id: format!("{from} -> {to}") },
                _ => continue,
            };
            return Err(Error::new(fault.into(), Place::argument("links").and(Spot::Row(row))));
        }
        if let Some(circle) = circle(&parts, &links) {
            return Err(Error::new(TrackFault::Circle { circle }.into(), Place::argument("links")));
        }
        Ok(Self { parts, links })
    }

    /// Its parts.
    #[must_use]
    pub fn parts(&self) -> &[ModelPart] {
        &self.parts
    }

    /// Which part leads to which, by their ids.
    #[must_use]
    pub fn links(&self) -> &[(String, String)] {
        &self.links
    }

    /// Parts that no link touches, by their ids: nothing says why they are there.
    #[must_use]
    pub fn unlinked(&self) -> Vec<&str> {
        let linked: BTreeSet<&str> = self.links.iter().flat_map(|(from, to)| [from.as_str(), to.as_str()]).collect();
        self.parts.iter().map(|part| part.id.as_str()).filter(|id| !linked.contains(id)).collect()
    }
}

/// Links that lead back to where they began, if there are any.
fn circle(parts: &[ModelPart], links: &[(String, String)]) -> Option<Vec<String>> {
    let mut left: BTreeSet<&str> = parts.iter().map(|part| part.id.as_str()).collect();
    // What nothing left leads to cannot be on a circle.
    loop {
        let reached: BTreeSet<&str> =
            links.iter().filter(|(from, _)| left.contains(from.as_str())).map(|(_, to)| to.as_str()).collect();
        let before = left.len();
        left.retain(|id| reached.contains(id));
        if left.len() == before {
            break;
        }
    }
    // Each part that is left is led to by another that is left: going back along the links must come to one seen before.
    let mut at = *left.first()?;
    let mut way = vec![at];
    loop {
        let from = links.iter().find(|(from, to)| to == at && left.contains(from.as_str()))?;
        at = &from.0;
        if let Some(start) = way.iter().position(|id| *id == at) {
            let mut circle: Vec<String> = way[start..].iter().rev().map(ToString::to_string).collect();
            circle.insert(0, at.to_owned());
            return Some(circle);
        }
        way.push(at);
    }
}
