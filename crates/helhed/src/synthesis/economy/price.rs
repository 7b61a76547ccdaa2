//! A price: how many kroner, per what, in which year's prices, whose, and from where.

use serde::{Deserialize, Serialize};

use super::{Payer, Ranged};
use crate::error::{EconomyFault, Error, Fault, Place, Result};

/// What a price is paid for. The first two are what a programme costs, the others what an outcome saves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Per {
    /// The whole programme.
    Programme,
    /// Each participant.
    Participant,
    /// Each outcome, once.
    Outcome,
    /// Each outcome, in every year in which it lasts.
    OutcomeYear,
}

impl Per {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Programme, Self::Participant, Self::Outcome, Self::OutcomeYear];

    /// The name as written in keys and files.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Programme => "programme",
            Self::Participant => "participant",
            Self::Outcome => "outcome",
            Self::OutcomeYear => "outcome_year",
        }
    }

    /// From its name in files.
    ///
    /// # Errors
    /// `H006` with the names there are.
    pub fn parse(name: &str) -> Result<Self> {
        Self::ALL.into_iter().find(|per| per.name() == name).ok_or_else(|| {
            let nearest = Self::ALL.map(|per| per.name().to_owned()).to_vec();
            let fault = Fault::UnknownName { what: "unit of a price", found: name.to_owned(), nearest };
            Error::new(fault, Place::argument("per"))
        })
    }

    /// Whether it is spent, not saved.
    #[must_use]
    pub fn is_cost(self) -> bool {
        matches!(self, Self::Programme | Self::Participant)
    }
}

/// How sharply a source states a price.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Bound {
    /// As the price, or as its mean.
    #[default]
    Exact,
    /// As the highest it can be.
    AtMost,
    /// As a part of it: something is left out.
    AtLeast,
}

impl Bound {
    /// The name as written in keys and files.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::AtMost => "at_most",
            Self::AtLeast => "at_least",
        }
    }

    /// Whether results have one direction in which they are a bound: a cost that is a part, a saving that is an upper limit.
    pub(super) fn fits(self, per: Per) -> bool {
        self == Self::Exact || (self == Self::AtLeast) == per.is_cost()
    }

    /// From its name in files.
    ///
    /// # Errors
    /// `H006` with the names there are.
    pub fn parse(name: &str) -> Result<Self> {
        let all = [Self::Exact, Self::AtMost, Self::AtLeast];
        all.into_iter().find(|bound| bound.name() == name).ok_or_else(|| {
            let nearest = all.map(|bound| bound.name().to_owned()).to_vec();
            let fault = Fault::UnknownName { what: "bound of a price", found: name.to_owned(), nearest };
            Error::new(fault, Place::argument("bound"))
        })
    }
}

/// A price. One that exists is zero or more, and has a price year and a source.
///
/// ```
/// use helhed::synthesis::economy::{Payer, Per, Price, Ranged};
/// let each = Ranged::fixed(50_000.0)?;
/// let owner = Payer::HousingOrganisation;
/// let eviction = Price::new("an eviction", each, Per::Outcome, owner, Some(2014), "Bag facaderne (2014), case 7")?;
/// assert_eq!((eviction.kroner().value(), eviction.year()), (50_000.0, 2014));
/// let undated = Price::new("an eviction", each, Per::Outcome, owner, None, "the same");
/// assert_eq!(undated.unwrap_err().code(), "H560");
/// # Ok::<(), helhed::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(try_from = "Parts")]
pub struct Price {
    label: String,
    kroner: Ranged,
    per: Per,
    payer: Payer,
    year: i32,
    source: String,
    bound: Bound,
    years: u32,
}

/// What is written, before it is known to be a price.
#[derive(Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Price"))]
struct Parts {
    label: String,
    kroner: Ranged,
    per: Per,
    payer: Payer,
    year: Option<i32>,
    source: String,
    #[serde(default)]
    bound: Bound,
    #[serde(default = "one")]
    years: u32,
}

fn one() -> u32 {
    1
}

impl TryFrom<Parts> for Price {
    type Error = Error;

    fn try_from(parts: Parts) -> Result<Self> {
        let price = Self::new(parts.label, parts.kroner, parts.per, parts.payer, parts.year, parts.source)?;
        price.bounded(parts.bound).spent_over(parts.years)
    }
}

/// Most kroner of a price: sums and products of such prices stay inside a double.
const MOST: f64 = 1e15;

impl Price {
    /// Years that prices can be of.
    pub const YEARS: std::ops::RangeInclusive<i32> = 1900..=2200;

    /// A price of one year, from a source.
    ///
    /// # Errors
    /// `H560` without a price year, `H567` without a source, `H562` below zero, `H008` for a year outside 1900 to 2200 or
    /// more than 1e15 kroner.
    pub fn new(
        label: impl Into<String>,
        kroner: Ranged,
        per: Per,
        payer: Payer,
        year: Option<i32>,
        source: impl Into<String>,
    ) -> Result<Self> {
        let (label, source) = (label.into(), source.into());
        let refuse = |fault: EconomyFault, argument: &str| Err(Error::new(fault.into(), Place::argument(argument)));
        if kroner.low() < 0.0 {
            return refuse(EconomyFault::PriceNegative { price: label, found: kroner.low() }, "kroner");
        }
        if kroner.high() > MOST {
            let fault = Fault::OutsideRange { what: "price", found: kroner.high(), low: 0.0, high: MOST };
            return Err(Error::new(fault, Place::argument("kroner")));
        }
        let Some(year) = year else {
            return refuse(EconomyFault::PriceWithoutYear { price: label }, "year");
        };
        if !Self::YEARS.contains(&year) {
            let (low, high) = (f64::from(*Self::YEARS.start()), f64::from(*Self::YEARS.end()));
            let fault = Fault::OutsideRange { what: "price year", found: f64::from(year), low, high };
            return Err(Error::new(fault, Place::argument("year")));
        }
        if source.trim().is_empty() {
            return refuse(EconomyFault::PriceWithoutSource { price: label }, "source");
        }
        Ok(Self { label, kroner, per, payer, year, source, bound: Bound::Exact, years: 1 })
    }

    /// The same, as sharp as its source states it.
    #[must_use]
    pub fn bounded(self, bound: Bound) -> Self {
        Self { bound, ..self }
    }

    /// The same, spent evenly over this many years from the first; it matters for what a programme costs.
    ///
    /// # Errors
    /// `H008` unless it is 1 to 100.
    pub fn spent_over(self, years: u32) -> Result<Self> {
        if (1..=super::course::LONGEST).contains(&years) {
            return Ok(Self { years, ..self });
        }
        let high = f64::from(super::course::LONGEST);
        let fault = Fault::OutsideRange { what: "number of years", found: f64::from(years), low: 1.0, high };
        Err(Error::new(fault, Place::argument("years")))
    }

    /// What it is the price of.
    #[must_use]
    pub fn label(&self) -> &str {
        &self.label
    }

    /// Kroner, in the prices of [`year`](Self::year).
    #[must_use]
    pub fn kroner(&self) -> Ranged {
        self.kroner
    }

    /// What it is paid for.
    #[must_use]
    pub fn per(&self) -> Per {
        self.per
    }

    /// Who pays it, or saves it.
    #[must_use]
    pub fn payer(&self) -> Payer {
        self.payer
    }

    /// Price year.
    #[must_use]
    pub fn year(&self) -> i32 {
        self.year
    }

    /// Where it comes from.
    #[must_use]
    pub fn source(&self) -> &str {
        &self.source
    }

    /// How sharply the source states it.
    #[must_use]
    pub fn bound(&self) -> Bound {
        self.bound
    }

    /// Years over which it is spent.
    #[must_use]
    pub fn years(&self) -> u32 {
        self.years
    }

    /// The same in the prices of another year.
    pub(super) fn indexed(self, factor: f64, year: i32) -> Self {
        Self { kroner: self.kroner.times(factor), year, ..self }
    }
}
