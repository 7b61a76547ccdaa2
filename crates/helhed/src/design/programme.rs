//! A programme: where, when, with what means.

use serde::{Deserialize, Serialize};

use super::{Area, Names, Period};
use crate::error::{Error, Fault, Place, Result};

/// How an activity works.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum ActivityType {
    /// Builds relations and networks.
    A,
    /// Builds local partnerships.
    B,
    /// Is an arena for the municipality's outreach.
    C,
}

/// A grant.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Grant {
    /// Who gives it.
    pub giver: Names,
    /// Kroner.
    pub amount: f64,
    /// Share that municipality and housing organisations pay themselves, where it is known.
    pub cofinancing: Option<f64>,
}

impl Grant {
    /// A grant.
    ///
    /// # Errors
    /// `H008` for a share outside 0 to 1 or a negative amount.
    pub fn new(giver: Names, amount: f64, cofinancing: Option<f64>) -> Result<Self> {
        let within = |what, found: f64, high: f64| {
            if (0.0..=high).contains(&found) {
                Ok(())
            } else {
                Err(Error::new(Fault::OutsideRange { what, found, low: 0.0, high }, Place::argument(what)))
            }
        };
        within("grant", amount, f64::MAX)?;
        if let Some(share) = cofinancing {
            within("co-financing share", share, 1.0)?;
        }
        Ok(Self { giver, amount, cofinancing })
    }
}

/// Something a programme uses: staff time, volunteers, money.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Resource {
    /// Kind, such as `staff_hours_per_week` or `cost_dkk_total`.
    pub kind: String,
    /// What for.
    pub role: Names,
    /// Phase of the programme (`all`, `startup`, `operation`, ...).
    pub phase: String,
    /// Amount; the lower end where a range is known.
    pub value: f64,
    /// Upper end of a range.
    pub value_max: Option<f64>,
    /// Unit, such as `hours/week` or `DKK`.
    pub unit: String,
    /// Whether it was printed as about.
    pub approximate: bool,
    /// Note.
    pub note: Names,
}

/// A programme with its places, time and means.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Programme {
    /// Id, such as `6`.
    pub id: String,
    /// Title.
    pub title: Names,
    /// Theme codes.
    pub themes: Vec<String>,
    /// How its activities work.
    pub activity_types: Vec<ActivityType>,
    /// Areas.
    pub areas: Vec<Area>,
    /// Municipality.
    pub municipality: String,
    /// Start.
    pub start: Option<Period>,
    /// End; absent while it runs.
    pub end: Option<Period>,
    /// Whether the end is planned rather than past.
    pub end_planned: bool,
    /// Whom it is for.
    pub target_group: Names,
    /// Youngest and oldest age of the target group, where known.
    pub ages: (Option<u8>, Option<u8>),
    /// Number of partners, where known.
    pub partners: Option<u32>,
    /// Grants.
    pub grants: Vec<Grant>,
    /// Staff, volunteers and money.
    pub resources: Vec<Resource>,
    /// Where this is described.
    pub source: String,
    /// Note.
    pub note: Names,
}

impl Programme {
    /// A programme with an id and a title; the fields are open to fill in.
    ///
    /// # Errors
    /// `H107` without an id.
    pub fn new(id: impl Into<String>, title: Names) -> Result<Self> {
        let id: String = id.into();
        if id.trim().is_empty() {
            return Err(Error::new(Fault::ValueNeeded, Place::argument("id")));
        }
        Ok(Self {
            id,
            title,
            themes: Vec::new(),
            activity_types: Vec::new(),
            areas: Vec::new(),
            municipality: String::new(),
            start: None,
            end: None,
            end_planned: false,
            target_group: Names::default(),
            ages: (None, None),
            partners: None,
            grants: Vec::new(),
            resources: Vec::new(),
            source: String::new(),
            note: Names::default(),
        })
    }

    /// The same, running from `start` to `end`.
    ///
    /// # Errors
    /// `H007` if the end lies before the start.
    pub fn running(self, start: Option<Period>, end: Option<Period>) -> Result<Self> {
        if let (Some(start), Some(end)) = (start, end)
            && end.end_day() <= start.first_day()
        {
            return Err(Fault::EndBeforeStart { start: start.to_string(), end: end.to_string() }.into());
        }
        Ok(Self { start, end, ..self })
    }
}
