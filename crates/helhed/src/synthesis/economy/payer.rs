//! Who pays, and who saves.

use serde::{Deserialize, Serialize};

use crate::error::{Error, Fault, Place, Result, nearest};
use crate::estimate::Names;

/// Whose money it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Payer {
    /// The municipality.
    Municipality,
    /// The region.
    Region,
    /// The state.
    State,
    /// The housing organisation.
    HousingOrganisation,
    /// Anybody else: foundations, residents, firms.
    Other,
}

impl Payer {
    /// All of them, in the order of tables.
    pub const ALL: [Self; 5] = [Self::Municipality, Self::Region, Self::State, Self::HousingOrganisation, Self::Other];

    /// From its name in files.
    ///
    /// # Errors
    /// `H006` with the nearest names.
    pub fn parse(name: &str) -> Result<Self> {
        Self::ALL.into_iter().find(|payer| payer.name() == name).ok_or_else(|| {
            let nearest = nearest(name, Self::ALL.map(Self::name));
            Error::new(Fault::UnknownName { what: "payer", found: name.to_owned(), nearest }, Place::argument("payer"))
        })
    }

    /// The name as written in keys and files.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Municipality => "municipality",
            Self::Region => "region",
            Self::State => "state",
            Self::HousingOrganisation => "housing_organisation",
            Self::Other => "other",
        }
    }

    /// The name as people say it.
    #[must_use]
    pub fn names(self) -> Names {
        match self {
            Self::Municipality => Names::new("kommunen", "the municipality"),
            Self::Region => Names::new("regionen", "the region"),
            Self::State => Names::new("staten", "the state"),
            Self::HousingOrganisation => Names::new("boligorganisationen", "the housing organisation"),
            Self::Other => Names::new("andre", "others"),
        }
    }
}
