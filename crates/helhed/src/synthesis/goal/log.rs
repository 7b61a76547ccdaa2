//! An attendance log: who came to what, and when.

use crate::error::{Error, Fault, Place, Result, Spot};

/// Rows of an attendance log, one a person and session. Only persons are needed; what a log does not record is absent. No
/// message shows who the persons are.
#[derive(Debug, Clone, PartialEq)]
pub struct Log {
    pub(super) persons: Vec<Option<String>>,
    pub(super) activities: Option<Vec<Option<String>>>,
    pub(super) dates: Option<Vec<Option<String>>>,
    pub(super) hours: Option<Vec<Option<f64>>>,
    pub(super) in_group: Option<Vec<Option<bool>>>,
}

/// Most hours of one row: a year has 8,784.
const MOST_HOURS: f64 = 10_000.0;

impl Log {
    /// A log of who came.
    ///
    /// # Errors
    /// `H103` without rows.
    pub fn new(persons: Vec<Option<String>>) -> Result<Self> {
        if persons.is_empty() {
            return Err(Error::new(Fault::EmptyTable, Place::argument("person")));
        }
        Ok(Self { persons, activities: None, dates: None, hours: None, in_group: None })
    }

    /// The same with the activity of each row.
    ///
    /// # Errors
    /// `H108` if there are more or fewer than rows.
    pub fn of_activities(self, activities: Vec<Option<String>>) -> Result<Self> {
        self.fits(activities.len(), "activity")?;
        Ok(Self { activities: Some(activities), ..self })
    }

    /// The same with the date of each row. Rows of one person, activity and date are one session; without dates each row is.
    ///
    /// # Errors
    /// `H108` if there are more or fewer than rows.
    pub fn on_dates(self, dates: Vec<Option<String>>) -> Result<Self> {
        self.fits(dates.len(), "date")?;
        Ok(Self { dates: Some(dates), ..self })
    }

    /// The same with the hours of each row; not-a-number is missing.
    ///
    /// # Errors
    /// `H108` if there are more or fewer than rows, `H008` for hours below 0 or above 10,000, with the row.
    pub fn with_hours(self, hours: Vec<Option<f64>>) -> Result<Self> {
        self.fits(hours.len(), "hours")?;
        let mut checked = Vec::with_capacity(hours.len());
        for (row, hours) in (1..).zip(hours) {
            let hours = hours.filter(|hours| !hours.is_nan());
            if let Some(found) = hours.filter(|hours| !(0.0..=MOST_HOURS).contains(hours)) {
                let fault = Fault::OutsideRange { what: "number of hours", found, low: 0.0, high: MOST_HOURS };
                return Err(Error::new(fault, Place::column("hours").and(Spot::Row(row))));
            }
            checked.push(hours);
        }
        Ok(Self { hours: Some(checked), ..self })
    }

    /// The same with whether the person of each row is in the target group.
    ///
    /// # Errors
    /// `H108` if there are more or fewer than rows.
    pub fn with_target_group(self, in_group: Vec<Option<bool>>) -> Result<Self> {
        self.fits(in_group.len(), "target_group")?;
        Ok(Self { in_group: Some(in_group), ..self })
    }

    fn fits(&self, found: usize, column: &str) -> Result<()> {
        if found == self.persons.len() {
            return Ok(());
        }
        let fault = Fault::LengthsDiffer { left: self.persons.len() as u64, right: found as u64 };
        Err(Error::new(fault, Place::column(column)))
    }
}
