//! Errors: code, what, where, and how to mend it.
//!
//! Misuse is an error. Thin data is not: an [`Estimate`](crate::Estimate) then has no value or no interval, and a
//! [`Warning`](crate::Warning) with a code of its own. Errors never hold the data of a person: they name columns,
//! rows and counts.

mod area_fault;
mod difference;
mod digit_runs;
mod economy_fault;
mod engine_fault;
mod fault;
mod file_fault;
mod finding;
mod nearest;
mod person_number;
mod place;
mod pool_fault;
mod record_fault;
mod register;
mod shape_fault;
mod shown;
mod track_fault;

use std::fmt;

pub use area_fault::AreaFault;
pub use difference::{Difference, Input, texts_apart};
pub use economy_fault::EconomyFault;
pub use engine_fault::EngineFault;
pub use fault::Fault;
pub use file_fault::FileFault;
pub use finding::Finding;
pub use nearest::nearest;
pub use person_number::PersonNumber;
pub use place::{Place, Spot};
pub use pool_fault::PoolFault;
pub use record_fault::RecordFault;
pub use register::{Entry, explain, register};
pub use shape_fault::ShapeFault;
pub use shown::{is_invisible, shown, shown_whole};
pub use track_fault::TrackFault;

/// Result of everything in helhed that can be misused.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// A fault and its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Error {
    fault: Fault,
    at: Place,
}

impl Error {
    /// A fault at a place.
    #[must_use]
    pub fn new(fault: Fault, at: Place) -> Self {
        Self { fault, at }
    }

    /// What went wrong, as data.
    #[must_use]
    pub fn fault(&self) -> &Fault {
        &self.fault
    }

    /// Stable code, such as `H201`.
    #[must_use]
    pub fn code(&self) -> &'static str {
        self.fault.code()
    }

    /// The fact, with the value found.
    #[must_use]
    pub fn what(&self) -> String {
        self.fault.to_string()
    }

    /// Where.
    #[must_use]
    pub fn at(&self) -> &Place {
        &self.at
    }

    /// How to mend it.
    #[must_use]
    pub fn mend(&self) -> String {
        self.fault.mend()
    }

    /// The same error, inside an outer place (a file around a line, a column around a row).
    #[must_use]
    pub fn within(self, outer: Spot) -> Self {
        Self { at: self.at.within(outer), ..self }
    }
}

impl From<FileFault> for Error {
    fn from(fault: FileFault) -> Self {
        Self::new(fault.into(), Place::default())
    }
}

impl From<EngineFault> for Error {
    fn from(fault: EngineFault) -> Self {
        Self::new(fault.into(), Place::default())
    }
}

impl From<EconomyFault> for Error {
    fn from(fault: EconomyFault) -> Self {
        Self::new(fault.into(), Place::default())
    }
}

impl From<RecordFault> for Error {
    fn from(fault: RecordFault) -> Self {
        Self::new(fault.into(), Place::default())
    }
}

impl From<PoolFault> for Error {
    fn from(fault: PoolFault) -> Self {
        Self::new(fault.into(), Place::default())
    }
}

impl From<AreaFault> for Error {
    fn from(fault: AreaFault) -> Self {
        Self::new(fault.into(), Place::default())
    }
}

impl From<ShapeFault> for Error {
    fn from(fault: ShapeFault) -> Self {
        Self::new(fault.into(), Place::default())
    }
}

impl From<TrackFault> for Error {
    fn from(fault: TrackFault) -> Self {
        Self::new(fault.into(), Place::default())
    }
}

impl From<Fault> for Error {
    fn from(fault: Fault) -> Self {
        Self::new(fault, Place::default())
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "[{}] {}", self.code(), self.fault)?;
        if !self.at.spots().is_empty() {
            write!(f, "\n  where: {}", self.at)?;
        }
        write!(f, "\n  mend:  {}", self.mend())
    }
}

impl std::error::Error for Error {}

/// Adds the outer place to the error of a result.
pub trait Within<T> {
    /// The same result, its error inside `outer`.
    ///
    /// # Errors
    /// The one it held.
    fn within(self, outer: impl FnOnce() -> Spot) -> Result<T>;
}

impl<T> Within<T> for Result<T> {
    fn within(self, outer: impl FnOnce() -> Spot) -> Result<T> {
        self.map_err(|error| error.within(outer()))
    }
}
