//! What a tally of spells counts.

use helhed::cells::Cells;
use helhed::design::{Indicator, Period, PeriodUnit};
use helhed::error::{Error, Fault, Place, Result, Spot, nearest};

use crate::column::at;
use crate::tally::Tally;

/// What indicators read of the pieces, and of them where there are persons.
const READ: [&str; 6] = ["days", "years", "spells", "at_start", "starts", "ends"];
const PERSONS: &str = "persons";

/// Spells, the periods that they are cut into, and what is counted of the pieces.
///
/// ```
/// use helhed::design::{Indicator, Measure};
/// use helhed_arrow::Spells;
/// let stays = Indicator::new("stays", Measure::Count { events: "starts".into() })?;
/// let spec = Spells::new([stays], ["area"], "from", "to", ("2008K1".parse()?, "2012K4".parse()?))?;
/// assert_eq!(spec.dimensions(), ["area", "quarter"]);
/// # Ok::<(), helhed::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Spells {
    indicators: Vec<Indicator>,
    by: Vec<String>,
    start: String,
    end: String,
    first: Period,
    last: Period,
    end_included: bool,
    person: Option<String>,
}

impl Spells {
    /// These indicators by these key columns and by period, from the first period to the last, both of one kind. `start`
    /// and `end` are columns of days; the day in `end` is the first after the spell.
    ///
    /// # Errors
    /// Those of [`Tally::new`]; `H007` if the last period lies before the first, `H004` if they are of two kinds.
    pub fn new(
        indicators: impl IntoIterator<Item = Indicator>,
        by: impl IntoIterator<Item = impl Into<String>>,
        start: impl Into<String>,
        end: impl Into<String>,
        (first, last): (Period, Period),
    ) -> Result<Self> {
        let tally = Tally::new(indicators, by)?;
        if last.starts_before(first) {
            let fault = Fault::EndBeforeStart { start: first.to_string(), end: last.to_string() };
            return Err(Error::new(fault, Place::argument("last")));
        }
        if first.unit() != last.unit() {
            return Err(Error::new(Fault::UnreadablePeriod { found: last.to_string() }, Place::argument("last")));
        }
        let (indicators, by) = (tally.indicators().to_vec(), tally.by().to_vec());
        let spec = Self {
            indicators,
            by,
            start: start.into(),
            end: end.into(),
            first,
            last,
            end_included: false,
            person: None,
        };
        Cells::new(spec.dimensions(), [])?;
        Ok(spec)
    }

    /// The same, where the day in `end` is the last of the spell.
    #[must_use]
    pub fn end_included(self) -> Self {
        Self { end_included: true, ..self }
    }

    /// The same, where overlaps of a person are counted once, and persons are counted.
    #[must_use]
    pub fn of_persons(self, person: impl Into<String>) -> Self {
        Self { person: Some(person.into()), ..self }
    }

    /// Key columns of the cells.
    #[must_use]
    pub fn dimensions(&self) -> Vec<String> {
        self.by.iter().cloned().chain([self.first.unit().name().to_owned()]).collect()
    }

    /// Indicators to count.
    #[must_use]
    pub fn indicators(&self) -> &[Indicator] {
        &self.indicators
    }

    /// Key columns that are asked for, without the period.
    #[must_use]
    pub fn by(&self) -> &[String] {
        &self.by
    }

    /// The columns it reads, some perhaps more than once.
    pub fn columns(&self) -> impl Iterator<Item = &str> {
        self.by.iter().chain([&self.start, &self.end]).chain(&self.person).map(String::as_str)
    }

    pub(crate) fn start(&self) -> &str {
        &self.start
    }

    pub(crate) fn end(&self) -> &str {
        &self.end
    }

    pub(crate) fn person(&self) -> Option<&str> {
        self.person.as_deref()
    }

    /// Days that are added to the day in `end` to give the first after the spell.
    pub(crate) fn end_shift(&self) -> i64 {
        i64::from(self.end_included)
    }

    pub(crate) fn first(&self) -> Period {
        self.first
    }

    pub(crate) fn last(&self) -> Period {
        self.last
    }

    pub(crate) fn unit(&self) -> PeriodUnit {
        self.first.unit()
    }

    /// The tally of the pieces, by the numbers of groups and periods.
    ///
    /// # Errors
    /// `H101` for an indicator that reads what no piece has, `H107` for one of persons where no column of them is named.
    pub(crate) fn pieces(&self) -> Result<Tally> {
        let read =
            self.indicators.iter().flat_map(|one| one.measure.columns().into_iter().map(move |name| (one, name)));
        for (indicator, name) in read {
            let fault = match name {
                PERSONS if self.person.is_none() => Error::new(Fault::ValueNeeded, Place::argument("person")),
                PERSONS => continue,
                name if READ.contains(&name) => continue,
                name => {
                    let near = nearest(name, READ);
                    let nearest = if near.is_empty() { READ.map(str::to_owned).to_vec() } else { near };
                    let fault = Fault::MissingColumn { name: name.to_owned(), nearest };
                    Error::new(fault, at(name))
                }
            };
            return Err(fault.within(Spot::Indicator(indicator.id.clone())));
        }
        Tally::new(self.indicators.iter().cloned(), ["group", "period"])
    }
}
