//! What a column of rows is for.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::error::{Error, Fault, Place, Result, nearest};

/// What a column is for. The checks of records know what each role asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum ColumnRole {
    /// Key of a person, such as a pseudonym.
    Person,
    /// Area of a row: a code, or a name where there is no code.
    Area,
    /// Name that goes with the code of the area.
    AreaName,
    /// Year, quarter, month or week.
    Period,
    /// Day.
    Date,
    /// First day of a spell.
    From,
    /// Last day of a spell.
    To,
    /// Group that is compared, such as sex or cohort.
    Group,
    /// Weight of a row.
    Weight,
    /// Time or population exposed.
    Exposure,
    /// Whether the event happened: one person or unit a row.
    Event,
    /// Number of events.
    Events,
    /// Number of persons or units, of which `Events` are a part.
    N,
    /// A measured value.
    Value,
    /// Day of birth.
    BirthDate,
    /// Age in years.
    Age,
    /// When the programme started in the area of the row.
    Treated,
}

impl ColumnRole {
    /// Every role.
    pub const ALL: [Self; 17] = [
        Self::Person,
        Self::Area,
        Self::AreaName,
        Self::Period,
        Self::Date,
        Self::From,
        Self::To,
        Self::Group,
        Self::Weight,
        Self::Exposure,
        Self::Event,
        Self::Events,
        Self::N,
        Self::Value,
        Self::BirthDate,
        Self::Age,
        Self::Treated,
    ];

    /// Its name, such as `area_name`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Area => "area",
            Self::AreaName => "area_name",
            Self::Period => "period",
            Self::Date => "date",
            Self::From => "from",
            Self::To => "to",
            Self::Group => "group",
            Self::Weight => "weight",
            Self::Exposure => "exposure",
            Self::Event => "event",
            Self::Events => "events",
            Self::N => "n",
            Self::Value => "value",
            Self::BirthDate => "birth_date",
            Self::Age => "age",
            Self::Treated => "treated",
        }
    }
}

impl fmt::Display for ColumnRole {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for ColumnRole {
    type Err = Error;

    fn from_str(name: &str) -> Result<Self> {
        Self::ALL.into_iter().find(|role| role.name() == name).ok_or_else(|| {
            let nearest = nearest(name, Self::ALL.iter().map(|role| role.name()));
            let fault = Fault::UnknownName { what: "role of a column", found: name.to_owned(), nearest };
            Error::new(fault, Place::argument("roles"))
        })
    }
}

/// The columns of a table by what they are for. One role can have several columns, such as two groups.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct Roles(BTreeMap<ColumnRole, Vec<String>>);

impl Roles {
    /// The same roles, and one more column.
    #[must_use]
    pub fn with(mut self, role: ColumnRole, column: impl Into<String>) -> Self {
        self.0.entry(role).or_default().push(column.into());
        self
    }

    /// The columns of a role.
    #[must_use]
    pub fn columns(&self, role: ColumnRole) -> &[String] {
        self.0.get(&role).map_or(&[], Vec::as_slice)
    }

    /// The first column of a role.
    #[must_use]
    pub fn column(&self, role: ColumnRole) -> Option<&str> {
        self.columns(role).first().map(String::as_str)
    }

    /// The roles of a column.
    pub fn of<'a>(&'a self, column: &'a str) -> impl Iterator<Item = ColumnRole> + 'a {
        self.0.iter().filter(move |(_, columns)| columns.iter().any(|name| name == column)).map(|(role, _)| *role)
    }

    /// Every role with its columns.
    pub fn iter(&self) -> impl Iterator<Item = (ColumnRole, &str)> {
        self.0.iter().flat_map(|(role, columns)| columns.iter().map(|column| (*role, column.as_str())))
    }

    /// Whether nothing was declared.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
