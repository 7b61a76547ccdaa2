//! The economy of a programme: its prices, what it gained, and how that lasts.

use serde::{Deserialize, Serialize};

use super::account::{Account, Setting};
use super::{Bound, Course, Payer, Per, Price, PriceIndex, Success};
use crate::error::{EconomyFault, Error, Fault, Place, Result, Spot};
use crate::estimate::{Estimand, Estimate, Method, SynthesisWarning, Unit, Warning};

/// What a programme costs and saves, and what it gained. One that exists has prices of one year, which the numbers it
/// gives are in.
///
/// ```
/// use helhed::{Level, synthesis::economy::{Course, Economy, Payer, Per, Price, Ranged, Success}};
/// let owner = Payer::HousingOrganisation;
/// let spent = Price::new("programme", Ranged::fixed(900_000.0)?, Per::Programme, owner, Some(2014), "accounts")?;
/// let saved = Price::new("eviction", Ranged::fixed(50_000.0)?, Per::Outcome, owner, Some(2014), "case 7")?;
/// let economy = Economy::new(Success::gross(30.0, 41.0)?, [spent, saved], Course::new(1)?, None, None)?;
/// let net = economy.net_benefit(Level::P95)?;
/// assert_eq!(net.value, Some(600_000.0));
/// assert_eq!(net.warnings[0].code(), "W501", "some of the 30 would have kept their home anyway");
/// # Ok::<(), helhed::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(try_from = "Parts")]
pub struct Economy {
    success: Success,
    prices: Vec<Price>,
    course: Course,
    indexed: bool,
}

/// What is written, before it is known to be an economy.
#[derive(Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Economy"))]
struct Parts {
    success: Success,
    prices: Vec<Price>,
    course: Course,
    indexed: bool,
}

impl TryFrom<Parts> for Economy {
    type Error = Error;

    fn try_from(parts: Parts) -> Result<Self> {
        let economy = Self::new(parts.success, parts.prices, parts.course, None, None)?;
        Ok(Self { indexed: parts.indexed, ..economy })
    }
}

impl Economy {
    /// From what was gained, all prices and the years. Prices of several years need an index; `price_year` is then the
    /// year whose prices the results are in (the latest where it is left out).
    ///
    /// # Errors
    /// `H561` for prices of other years without an index, `H563` for an index that lacks one of them, `H568` for a
    /// price per participant where nobody says how many there were, `H006` for a cost that is `at_most`, or a saving that
    /// is `at_least`, what its source states: of those no result says which way it is a bound.
    pub fn new(
        success: Success,
        prices: impl IntoIterator<Item = Price>,
        course: Course,
        price_year: Option<i32>,
        index: Option<&PriceIndex>,
    ) -> Result<Self> {
        let prices: Vec<Price> = prices.into_iter().collect();
        if success.participants().is_none()
            && let Some(price) = prices.iter().find(|price| price.per() == Per::Participant)
        {
            let fault = EconomyFault::ParticipantsUnknown { price: price.label().to_owned() };
            return Err(Error::new(fault.into(), Place::argument("prices")));
        }
        if let Some(place) = prices.iter().position(|price| !price.bound().fits(price.per())) {
            return Err(unfit(&prices[place], place));
        }
        let mut years: Vec<i32> = prices.iter().map(Price::year).chain(price_year).collect();
        years.sort_unstable();
        years.dedup();
        let target = price_year.or_else(|| years.last().copied());
        let (Some(target), true) = (target, years.len() > 1) else {
            return Ok(Self { success, prices, course, indexed: false });
        };
        let Some(index) = index else {
            return Err(Error::new(EconomyFault::PriceYearsMixed { found: years }.into(), Place::argument("prices")));
        };
        let indexed = |price: Price| {
            let factor = index.factor(price.year(), target)?;
            Ok(price.indexed(factor, target))
        };
        let prices = prices.into_iter().map(indexed).collect::<Result<_>>()?;
        Ok(Self { success, prices, course, indexed: true })
    }

    /// What was gained.
    #[must_use]
    pub fn success(&self) -> &Success {
        &self.success
    }

    /// Prices, all of one year.
    #[must_use]
    pub fn prices(&self) -> &[Price] {
        &self.prices
    }

    /// How outcomes come, last and fade.
    #[must_use]
    pub fn course(&self) -> &Course {
        &self.course
    }

    /// The year whose prices the results are in; absent where there is no price.
    #[must_use]
    pub fn price_year(&self) -> Option<i32> {
        self.prices.first().map(Price::year)
    }

    /// The payers who pay or save something, in the order of tables.
    #[must_use]
    pub fn payers(&self) -> Vec<Payer> {
        let occurs = |payer: &Payer| self.prices.iter().any(|price| price.payer() == *payer);
        Payer::ALL.into_iter().filter(occurs).collect()
    }

    /// Everything at its likely value, with so many outcomes.
    pub(super) fn base(&self, outcomes: f64) -> Setting {
        Setting {
            outcomes,
            kroner: self.prices.iter().map(|price| price.kroner().value()).collect(),
            relapse: self.course.relapse().value(),
            discount: self.course.discount().value(),
        }
    }

    /// The account at a setting, of one payer or of all.
    pub(super) fn account(&self, setting: &Setting, payer: Option<Payer>) -> Account {
        Account::of(&self.prices, &self.course, self.success.participants(), setting, payer)
    }

    /// The account at the likely values, of one payer or of all.
    pub(super) fn likely(&self, payer: Option<Payer>) -> Account {
        self.account(&self.base(0.0), payer)
    }

    /// Whether any price says what the programme costs.
    pub(super) fn has_cost(&self) -> bool {
        self.prices.iter().any(|price| price.per().is_cost())
    }

    /// Whether any price says what an outcome saves.
    pub(super) fn has_saving(&self) -> bool {
        self.prices.iter().any(|price| !price.per().is_cost())
    }

    /// An estimate without value that carries what must be known of the success.
    pub(super) fn estimate(&self, estimand: Estimand, unit: Unit, method: Method) -> Estimate {
        self.success.noted(Estimate::new(estimand, unit, method, self.success.count()))
    }

    /// The same with what must be known of the costs.
    pub(super) fn cost_noted(&self, estimate: Estimate) -> Estimate {
        self.cost_noted_of(estimate, None)
    }

    /// The same with what must be known of the costs of one payer, or of all.
    pub(super) fn cost_noted_of(&self, estimate: Estimate, payer: Option<Payer>) -> Estimate {
        if !self.has_cost() {
            return estimate.warned(Warning::Synthesis(SynthesisWarning::NoCost));
        }
        let part = self.is_part(payer);
        let estimate = if part { estimate.warned(Warning::PartialCost) } else { estimate };
        self.index_noted(estimate)
    }

    /// Whether something is left out of the costs of one payer, or of all.
    pub(super) fn is_part(&self, payer: Option<Payer>) -> bool {
        self.prices_of(payer).any(|price| price.per().is_cost() && price.bound() == Bound::AtLeast)
    }

    fn prices_of(&self, payer: Option<Payer>) -> impl Iterator<Item = &Price> {
        self.prices.iter().filter(move |price| payer.is_none_or(|payer| payer == price.payer()))
    }

    /// The same with what must be known of the savings.
    pub(super) fn saving_noted(&self, estimate: Estimate) -> Estimate {
        self.saving_noted_of(estimate, None)
    }

    /// The same with what must be known of the savings of one payer, or of all.
    pub(super) fn saving_noted_of(&self, estimate: Estimate, payer: Option<Payer>) -> Estimate {
        if !self.has_saving() {
            return estimate.warned(Warning::Synthesis(SynthesisWarning::NoPrice));
        }
        let saves = || self.prices_of(payer).filter(|price| !price.per().is_cost());
        let most = saves().any(|price| price.bound() == Bound::AtMost);
        let estimate = if most { estimate.warned(Warning::Synthesis(SynthesisWarning::PriceAtMost)) } else { estimate };
        let share = self.course.beyond();
        let estimate = if share > 0.0 && saves().next().is_some() {
            estimate.warned(Warning::Synthesis(SynthesisWarning::BeyondHorizon { share }))
        } else {
            estimate
        };
        self.index_noted(estimate)
    }

    fn index_noted(&self, estimate: Estimate) -> Estimate {
        if self.indexed { estimate.warned(Warning::Synthesis(SynthesisWarning::PricesIndexed)) } else { estimate }
    }

    /// The same, warned where something has a range that its interval does not hold.
    pub(super) fn ranges_noted(&self, estimate: Estimate) -> Estimate {
        let varies = self.prices.iter().any(|price| price.kroner().varies())
            || self.course.relapse().varies()
            || self.course.discount().varies();
        if varies { estimate.warned(Warning::Synthesis(SynthesisWarning::RangesLeftOut)) } else { estimate }
    }
}

/// A bound that leaves open which way the results are bounds.
fn unfit(price: &Price, place: usize) -> Error {
    let cost = price.per().is_cost();
    let (what, other) = if cost {
        ("bound of a price that is spent", Bound::AtLeast)
    } else {
        ("bound of a price that is saved", Bound::AtMost)
    };
    let nearest = [Bound::Exact, other].map(|bound| bound.name().to_owned()).to_vec();
    let fault = Fault::UnknownName { what, found: price.bound().name().to_owned(), nearest };
    Error::new(fault, Place::argument("prices").and(Spot::Row(place as u64 + 1)))
}
