//! An indicator: what is measured, of whom, in which direction it gets better.

use serde::{Deserialize, Serialize};

use super::{Direction, Language, Measure, Names};
use crate::error::{Error, Fault, Place, Result, nearest};
use crate::estimate::{Subject, Unit};

/// Who recorded the numbers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Recorder {
    /// An administrative register.
    Register,
    /// The project or its participants.
    #[default]
    SelfReported,
    /// A survey.
    Survey,
}

/// An indicator and its definition. One that exists has an id and columns to read.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Indicator {
    /// Stable id, such as `hou_evict`.
    pub id: String,
    /// Names.
    pub name: Names,
    /// What is counted.
    pub numerator: Names,
    /// Of what.
    pub denominator: Names,
    /// How it is measured.
    pub measure: Measure,
    /// Unit of its value.
    pub unit: Unit,
    /// Direction in which it gets better.
    pub better: Direction,
    /// Theme code, such as `HOU`.
    pub theme: String,
    /// Register, survey or publication.
    pub source: String,
    /// Who recorded it.
    pub provenance: Recorder,
    /// Version of the registry that defines it.
    pub version: String,
}

impl Indicator {
    /// An indicator of one's own, named the same in both languages, neutral and self-reported until told otherwise.
    ///
    /// # Errors
    /// `H107` without an id, `H203` for a rate that is not shown per a positive amount.
    pub fn new(id: impl Into<String>, measure: Measure) -> Result<Self> {
        let id: String = id.into();
        if id.trim().is_empty() {
            return Err(Error::new(Fault::ValueNeeded, Place::argument("id")));
        }
        let unit = match &measure {
            Measure::Proportion { .. } => Unit::Share,
            Measure::Rate { per, .. } if !(per.is_finite() && *per > 0.0) => {
                return Err(Error::new(Fault::ExposureNotPositive { found: *per }, Place::argument("per")));
            }
            Measure::Rate { per, .. } => Unit::Per(*per),
            Measure::Mean { .. } | Measure::WeightedMean { .. } => Unit::Named("points".into()),
            Measure::Count { .. } => Unit::Named("events".into()),
            Measure::Money { .. } => Unit::Kroner,
        };
        Ok(Self {
            name: Names::new(id.clone(), id.clone()),
            id,
            numerator: Names::default(),
            denominator: Names::default(),
            measure,
            unit,
            better: Direction::Neutral,
            theme: "CTX".into(),
            source: String::new(),
            provenance: Recorder::SelfReported,
            version: "own".into(),
        })
    }

    /// The same with names in both languages.
    #[must_use]
    pub fn named(self, name: Names) -> Self {
        Self { name, ..self }
    }

    /// The same with the direction in which it gets better.
    #[must_use]
    pub fn better(self, better: Direction) -> Self {
        Self { better, ..self }
    }

    /// The same with a source and who recorded it.
    #[must_use]
    pub fn sourced(self, source: impl Into<String>, provenance: Recorder) -> Self {
        Self { source: source.into(), provenance, ..self }
    }

    /// The same with a unit of its own.
    #[must_use]
    pub fn in_unit(self, unit: Unit) -> Self {
        Self { unit, ..self }
    }

    /// The same, reading other columns: pairs of role (`event`, `events`, `exposure`, `value`, `weight`,
    /// `amount`) and column.
    ///
    /// # Errors
    /// `H006` for a role its measure does not have.
    pub fn reading<'a>(mut self, columns: impl IntoIterator<Item = (&'a str, &'a str)>) -> Result<Self> {
        for (role, column) in columns {
            let slot = match (&mut self.measure, role) {
                (Measure::Proportion { event: slot }, "event")
                | (Measure::Rate { events: slot, .. } | Measure::Count { events: slot }, "events")
                | (Measure::Rate { exposure: slot, .. }, "exposure")
                | (Measure::Mean { value: slot } | Measure::WeightedMean { value: slot, .. }, "value")
                | (Measure::WeightedMean { weight: slot, .. }, "weight")
                | (Measure::Money { amount: slot }, "amount") => slot,
                (measure, _) => {
                    let roles: &[&str] = match measure {
                        Measure::Proportion { .. } => &["event"],
                        Measure::Rate { .. } => &["events", "exposure"],
                        Measure::Mean { .. } => &["value"],
                        Measure::WeightedMean { .. } => &["value", "weight"],
                        Measure::Count { .. } => &["events"],
                        Measure::Money { .. } => &["amount"],
                    };
                    let near = nearest(role, roles.iter().copied());
                    let nearest = if near.is_empty() { roles.iter().map(ToString::to_string).collect() } else { near };
                    let fault =
                        Fault::UnknownName { what: "column role of this measure", found: role.to_owned(), nearest };
                    return Err(Error::new(fault, Place::argument("columns")));
                }
            };
            column.clone_into(slot);
        }
        Ok(self)
    }

    /// What an estimate says about this indicator: id, name and direction.
    #[must_use]
    pub fn subject(&self) -> Subject {
        Subject { id: self.id.clone(), name: self.name.clone(), better: self.better }
    }

    /// Definition as one text, `hou_evict@2026.1`.
    #[must_use]
    pub fn definition(&self) -> String {
        format!("{}@{}", self.id, self.version)
    }

    /// Name in a language.
    #[must_use]
    pub fn title(&self, language: Language) -> &str {
        self.name.get(language)
    }
}
