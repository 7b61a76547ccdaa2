//! What a programme costs and saves, what it must gain to pay, and for whom.

use std::collections::BTreeMap;

use helhed::design::Direction;
use helhed::error::{Error, Fault, Place, Result};
use helhed::synthesis::economy::{
    Bar, Bound, BreakEven, Course, Economy, Increment, IncrementalRatio, Payer, Per, Price, PriceIndex, Ranged,
    Simulation, Success, Tornado, Uncertain,
};
use pyo3::prelude::*;
use pyo3::types::{PyTuple, PyType};

use crate::door::door;
use crate::error::{Refusable, refused};
use crate::estimate::PyEstimate;
use crate::estimates::PyEstimates;
use crate::input::{PriceYear, Whole, level};
use crate::methods::each::Each;
use crate::methods::record::record;
use crate::output::{Pickle, json, pickled, unpickled};

/// A number that is known, or its likely, lowest and highest value.
pub(crate) enum Likely {
    /// Likely, lowest, highest.
    Three(f64, f64, f64),
    /// Known.
    One(f64),
}

impl<'a, 'py> FromPyObject<'a, 'py> for Likely {
    type Error = PyErr;

    fn extract(object: Borrowed<'a, 'py, PyAny>) -> PyResult<Self> {
        if let Ok(one) = object.extract() {
            return Ok(Self::One(one));
        }
        object.extract().map(|(value, low, high)| Self::Three(value, low, high)).map_err(|_| {
            let length = object.cast::<PyTuple>().ok().map(|several| several.len());
            let kind = || object.get_type().name().map_or_else(|_| "object".into(), |name| name.to_string());
            let found = length.map_or_else(kind, |length| format!("tuple[{length}]"));
            refused(Fault::WrongType { expected: "a number, or three: likely, lowest, highest", found })
        })
    }
}

impl Likely {
    fn ranged(&self, argument: &str) -> Result<Ranged> {
        let (value, low, high) = match *self {
            Self::One(value) => (value, value, value),
            Self::Three(value, low, high) => (value, low, high),
        };
        let place = || helhed::error::Spot::Argument(argument.to_owned());
        Ranged::new(value, low, high).map_err(|error| error.within(place()))
    }
}

/// A price: kroner for something, with its price year, whose money it is, and where it comes from. `per` is `programme` or
/// `participant` for what is spent, `outcome` or `outcome_year` for what an outcome saves. `kroner` is one number, or the
/// likely, the lowest and the highest one. `bound` is `at_most` for an upper limit, `at_least` where something is left out.
///
/// >>> import helhed as hh
/// >>> hh.Price("eviction", 50_000, per="outcome", payer="housing_organisation", year=2014, source="Bag facaderne, case 7")
/// <Price eviction: 50000 per outcome, housing_organisation, 2014>
/// >>> try:
/// ...     hh.Price("eviction", 50_000, per="outcome", payer="housing_organisation", source="Bag facaderne, case 7")
/// ... except hh.HelhedError as error:
/// ...     print(error.code)
/// H560
#[pyclass(frozen, eq, name = "Price", module = "helhed", from_py_object)]
#[derive(Clone, PartialEq)]
pub(crate) struct PyPrice(Price);

#[pymethods]
impl PyPrice {
    #[new]
    #[pyo3(
        signature = (label, kroner, *, per, payer, source, year=None, bound="exact", years=Whole(1)),
        text_signature = "(label, kroner, *, per, payer, source, year=None, bound=\"exact\", years=1)",
    )]
    #[expect(clippy::too_many_arguments, reason = "they are named, and each of them is a part of a price")]
    fn new(
        label: &str,
        kroner: Likely,
        per: &str,
        payer: &str,
        source: &str,
        year: Option<PriceYear>,
        bound: &str,
        years: Whole,
    ) -> Refusable<Self> {
        let kroner = kroner.ranged("kroner")?;
        let year = year.map(|year| year.0);
        let price = Price::new(label, kroner, Per::parse(per)?, Payer::parse(payer)?, year, source)?;
        Ok(Self(price.bounded(Bound::parse(bound)?).spent_over(years.small())?))
    }

    /// What it is the price of.
    #[getter]
    fn label(&self) -> &str {
        self.0.label()
    }

    /// Likely, lowest and highest kroner, in the prices of `year`.
    #[getter]
    fn kroner(&self) -> (f64, f64, f64) {
        let kroner = self.0.kroner();
        (kroner.value(), kroner.low(), kroner.high())
    }

    /// What it is paid for.
    #[getter]
    fn per(&self) -> &'static str {
        self.0.per().name()
    }

    /// Who pays it, or saves it.
    #[getter]
    fn payer(&self) -> &'static str {
        self.0.payer().name()
    }

    /// Price year.
    #[getter]
    fn year(&self) -> i32 {
        self.0.year()
    }

    /// Where it comes from.
    #[getter]
    fn source(&self) -> &str {
        self.0.source()
    }

    /// How sharply the source states it: `exact`, `at_most` or `at_least`.
    #[getter]
    fn bound(&self) -> &'static str {
        self.0.bound().name()
    }

    fn __repr__(&self) -> String {
        let price = &self.0;
        let (per, payer) = (price.per().name(), price.payer().name());
        format!("<Price {}: {} per {per}, {payer}, {}>", price.label(), price.kroner().value(), price.year())
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Pickle<'py>> {
        pickled::<Self, _>(py, &self.0)
    }

    /// From the text that a pickle holds.
    #[classmethod]
    fn _unpickle(_class: &pyo3::Bound<'_, PyType>, text: &str) -> PyResult<Self> {
        unpickled(text).map(Self)
    }
}

/// What a programme costs and saves, and what it gained.
///
/// What was gained is either `net`, a difference from a comparison for so many `participants` (with `better="lower"` where
/// less is better, such as evictions), or gross: `outcomes`, best `of` so many. Every result of gross outcomes is an upper
/// bound and warns W501. `horizon` is in years; `phase_in` says which share of the outcomes comes in each of them,
/// `relapse` which share is lost from each year to the next, `discount` the rate a year. Relapse, discount and prices may
/// be given as likely, lowest and highest value. Prices of several years need an `index` by year.
///
/// >>> import helhed as hh
/// >>> owner = dict(payer="housing_organisation", year=2014, source="Bag facaderne (2014), case 7")
/// >>> saved = hh.Price("eviction", 50_000, per="outcome", **owner)
/// >>> economy = hh.Economy([saved], outcomes=30, of=41)
/// >>> at_most = economy.saved()
/// >>> at_most.value, [warning.code for warning in at_most.warnings]
/// (1500000.0, ['W501'])
/// >>> spent = hh.Price("programme", 900_000, per="programme", **owner)
/// >>> hh.Economy([spent, saved], outcomes=30, of=41).break_even().outcomes.value
/// 18.0
#[pyclass(frozen, eq, name = "Economy", module = "helhed")]
#[derive(Clone, PartialEq)]
pub(crate) struct PyEconomy(Economy);

#[pymethods]
impl PyEconomy {
    #[new]
    #[pyo3(
        signature = (
            prices, *, net=None, participants=None, better=None, outcomes=None, of=None, horizon=Whole(1),
            phase_in=None, relapse=Likely::One(0.0), discount=Likely::One(0.0), price_year=None, index=None
        ),
        text_signature = "(prices, *, net=None, participants=None, better=None, outcomes=None, of=None, horizon=1, \
                          phase_in=None, relapse=0.0, discount=0.0, price_year=None, index=None)",
    )]
    #[expect(clippy::too_many_arguments, reason = "they are named, and each of them is a part of an economy")]
    fn new(
        prices: Each<PyPrice>,
        net: Option<PyRef<'_, PyEstimate>>,
        participants: Option<f64>,
        better: Option<&str>,
        outcomes: Option<f64>,
        of: Option<f64>,
        horizon: Whole,
        phase_in: Option<Each<f64>>,
        relapse: Likely,
        discount: Likely,
        price_year: Option<PriceYear>,
        index: Option<BTreeMap<PriceYear, f64>>,
    ) -> Refusable<Self> {
        // What goes with the other kind of success would be left unread.
        let stray = match (&net, outcomes) {
            (None, Some(_)) if better.is_some() => {
                Some(("`outcomes` without `better`, which goes with `net`", "better"))
            }
            (Some(_), None) if of.is_some() => Some(("`net` without `of`, which goes with `outcomes`", "of")),
            _ => None,
        };
        if let Some((expected, argument)) = stray {
            let fault = Fault::WrongType { expected, found: "both of them".to_owned() };
            return Err(Error::new(fault, Place::argument(argument)).into());
        }
        let success = match (net, participants, outcomes) {
            (Some(net), Some(participants), None) => {
                let better = match better {
                    Some(better) => Direction::parse(better)?,
                    None => net.0.indicator.as_ref().map_or(Direction::Higher, |subject| subject.better),
                };
                Success::net(&net.0, participants, better)?
            }
            (None, None, Some(outcomes)) => match of {
                Some(of) => Success::gross(outcomes, of)?,
                None => Success::counted(outcomes)?,
            },
            (net, _, outcomes) => {
                let found = match (net, outcomes) {
                    (Some(_), Some(_)) => "both of them",
                    (None, None) => "neither of them",
                    _ => "a part of one of them",
                };
                let expected = "either `net` with `participants`, or `outcomes`";
                let fault = Fault::WrongType { expected, found: found.to_owned() };
                return Err(Error::new(fault, Place::argument("net")).into());
            }
        };
        let course = Course::new(horizon.small())?.relapsing(relapse.ranged("relapse")?)?;
        let course = course.discounted(discount.ranged("discount")?)?;
        let course = match phase_in {
            Some(shares) => course.phased(shares.0)?,
            None => course,
        };
        let index = index.map(|index| index.into_iter().map(|(year, value)| (year.0, value)));
        let index = index.map(PriceIndex::new).transpose()?;
        let prices = prices.0.into_iter().map(|price| price.0);
        Ok(Self(Economy::new(success, prices, course, price_year.map(|year| year.0), index.as_ref())?))
    }

    /// Prices, all of one year.
    #[getter]
    fn prices(&self) -> Vec<PyPrice> {
        self.0.prices().iter().cloned().map(PyPrice).collect()
    }

    /// The year whose prices the results are in; `None` where there is no price.
    #[getter]
    fn price_year(&self) -> Option<i32> {
        self.0.price_year()
    }

    /// Whether the outcomes are net of what would have happened anyway.
    #[getter]
    fn is_net(&self) -> bool {
        self.0.success().is_net()
    }

    /// The share of all outcomes that is in force in each year.
    #[getter]
    fn in_force(&self) -> Vec<f64> {
        self.0.course().in_force()
    }

    /// Kroner saved less kroner spent.
    #[pyo3(signature = (*, level=0.95))]
    fn net_benefit(&self, level: f64) -> Refusable<PyEstimate> {
        Ok(PyEstimate(self.0.net_benefit(self::level(level)?)?))
    }

    /// Kroner saved; also the most the programme may have cost and still have paid.
    #[pyo3(signature = (*, level=0.95))]
    fn saved(&self, level: f64) -> Refusable<PyEstimate> {
        Ok(PyEstimate(self.0.saved(self::level(level)?)?))
    }

    /// Kroner spent for each outcome.
    #[pyo3(signature = (*, level=0.95))]
    fn cost_per_outcome(&self, level: f64) -> Refusable<PyEstimate> {
        Ok(PyEstimate(self.0.cost_per_outcome(self::level(level)?)?))
    }

    /// The net benefit of each payer, by the key `payer`.
    #[pyo3(signature = (*, level=0.95))]
    fn payer_split(&self, level: f64) -> Refusable<PyEstimates> {
        Ok(PyEstimates(self.0.payer_split(self::level(level)?)?))
    }

    /// What it takes for the programme to pay, and how probable it is that it does.
    #[pyo3(signature = (*, level=0.95))]
    fn break_even(&self, level: f64) -> Refusable<PyBreakEven> {
        Ok(PyBreakEven(self.0.break_even(self::level(level)?)?))
    }

    /// The probability that the programme is worth its cost, for each willingness to pay for an outcome.
    fn acceptability(&self, willingness: Each<f64>) -> Refusable<PyEstimates> {
        Ok(PyEstimates(self.0.acceptability(&willingness.0)?))
    }

    /// The net benefit with one number at a time at its lowest and highest value.
    #[pyo3(signature = (*, level=0.95))]
    fn tornado(&self, level: f64) -> Refusable<PyTornado> {
        Ok(PyTornado(self.0.tornado(self::level(level)?)?))
    }

    /// Everything uncertain drawn at once; the same seed gives the same answer.
    #[pyo3(
        signature = (*, draws=Whole(10_000), seed=Whole(1), level=0.95),
        text_signature = "($self, *, draws=10000, seed=1, level=0.95)",
    )]
    fn simulated(&self, py: Python<'_>, draws: Whole, seed: Whole, level: f64) -> PyResult<PySimulation> {
        let (draws, seed) = (draws.small(), seed.0);
        let level = helhed::Level::new(level).map_err(crate::error::Raised::from)?;
        door(py, || self.0.simulated(draws, seed, level)).map(PySimulation)
    }

    /// The economy as JSON.
    fn to_json(&self) -> PyResult<String> {
        json(&self.0)
    }

    fn __repr__(&self) -> String {
        let gained = self.0.success().outcomes().map_or_else(|| "none".to_owned(), |gained| format!("{gained:.1}"));
        let kind = if self.0.success().is_net() { "net" } else { "gross" };
        format!("<Economy {gained} outcomes ({kind}), {} prices>", self.0.prices().len())
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Pickle<'py>> {
        pickled::<Self, _>(py, &self.0)
    }

    /// From the text that a pickle holds.
    #[classmethod]
    fn _unpickle(_class: &pyo3::Bound<'_, PyType>, text: &str) -> PyResult<Self> {
        unpickled(text).map(Self)
    }
}

record! {
    /// What it takes for a programme to pay.
    ///
    /// >>> import helhed as hh
    /// >>> common = dict(payer="municipality", year=2014, source="accounts")
    /// >>> prices = [hh.Price("staff", 900_000, per="programme", **common), hh.Price("job", 60_000, per="outcome", **common)]
    /// >>> hh.Economy(prices, outcomes=30, of=41).break_even()
    /// <BreakEven 15.0000 outcomes, probability 1.0000>
    PyBreakEven(BreakEven) = "BreakEven" in "helhed",
    shown by |it| {
        let shown = crate::methods::record::shown;
        format!("{} outcomes, probability {}", shown(it.outcomes.value), shown(it.probability.value))
    }, {
        /// Outcomes that cover the cost.
        outcomes: PyEstimate = |it| PyEstimate(it.outcomes.clone());
        /// Participants it takes to gain them.
        participants: PyEstimate = |it| PyEstimate(it.participants.clone());
        /// Share of the outcomes that must be owed to the programme.
        share: PyEstimate = |it| PyEstimate(it.share.clone());
        /// Probability that it pays.
        probability: PyEstimate = |it| PyEstimate(it.probability.clone());
        /// The four as a list.
        estimates: PyEstimates = |it| PyEstimates(it.estimates());
    }
}

record! {
    /// One number that varies, and the net benefit at its ends.
    ///
    /// >>> import helhed as hh
    /// >>> common = dict(payer="municipality", year=2014, source="accounts")
    /// >>> prices = [hh.Price("staff", (9e5, 8e5, 12e5), per="programme", **common), hh.Price("job", 6e4, per="outcome", **common)]
    /// >>> hh.Economy(prices, outcomes=30).tornado().bars
    /// [<TornadoBar staff: 1000000 to 600000>]
    PyTornadoBar(Bar) = "TornadoBar" in "helhed",
    shown by |it| format!("{}: {} to {}", it.parameter, it.at_low, it.at_high), {
        /// What varies: `outcomes`, the label of a price, `relapse` or `discount`.
        parameter: String = |it| it.parameter.clone();
        /// Its lowest value.
        low: f64 = |it| it.low;
        /// Its highest value.
        high: f64 = |it| it.high;
        /// Net benefit at the lowest.
        at_low: f64 = |it| it.at_low;
        /// Net benefit at the highest.
        at_high: f64 = |it| it.at_high;
    }
}

record! {
    /// A base case and the bars around it, the widest first; `hh.plots.tornado` draws it.
    ///
    /// >>> import helhed as hh
    /// >>> common = dict(payer="municipality", year=2014, source="accounts")
    /// >>> prices = [hh.Price("staff", 900_000, per="programme", **common), hh.Price("job", 60_000, per="outcome", **common)]
    /// >>> hh.Economy(prices, outcomes=30, of=41).tornado()
    /// <Tornado 900000.0000: outcomes>
    PyTornado(Tornado) = "Tornado" in "helhed",
    shown by |it| {
        let names: Vec<&str> = it.bars.iter().map(|bar| bar.parameter.as_str()).collect();
        format!("{}: {}", crate::methods::record::shown(it.base.value), names.join(", "))
    }, {
        /// The net benefit with every number at its likely value.
        base: PyEstimate = |it| PyEstimate(it.base.clone());
        /// What varies.
        bars: Vec<PyTornadoBar> = |it| it.bars.iter().cloned().map(PyTornadoBar).collect();
        /// The base case and both ends of every bar as a list.
        estimates: PyEstimates = |it| PyEstimates(it.estimates());
    }
}

record! {
    /// What draws of everything uncertain give.
    ///
    /// >>> import helhed as hh
    /// >>> common = dict(payer="municipality", year=2014, source="accounts")
    /// >>> prices = [hh.Price("staff", 900_000, per="programme", **common), hh.Price("job", (6e4, 2e4, 7e4), per="outcome", **common)]
    /// >>> drawn = hh.Economy(prices, outcomes=30, of=41).simulated(draws=2000, seed=7)
    /// >>> drawn.draws, drawn.seed, drawn.net_benefit.value
    /// (2000, 7, 900000.0)
    PySimulation(Simulation) = "Simulation" in "helhed",
    shown by |it| format!("{} draws, probability {}", it.draws, crate::methods::record::shown(it.probability.value)), {
        /// Draws.
        draws: u32 = |it| it.draws;
        /// Seed.
        seed: u64 = |it| it.seed;
        /// Net benefit.
        net_benefit: PyEstimate = |it| PyEstimate(it.net_benefit.clone());
        /// Cost per outcome.
        cost_per_outcome: PyEstimate = |it| PyEstimate(it.cost_per_outcome.clone());
        /// Outcomes that cover the cost.
        break_even: PyEstimate = |it| PyEstimate(it.break_even.clone());
        /// Share of the draws in which the programme pays.
        probability: PyEstimate = |it| PyEstimate(it.probability.clone());
        /// The four as a list.
        estimates: PyEstimates = |it| PyEstimates(it.estimates());
    }
}

/// Differences in cost and effect between two programmes whose costs were measured with their effects.
///
/// >>> import helhed as hh
/// >>> increment = hh.Increment(10_000, 0.4, se_cost=1_500, se_effect=0.05)
/// >>> increment.ratio().estimate.value, increment.quadrant
/// (25000.0, 'better and dearer')
/// >>> increment.net_benefit(30_000).value
/// 2000.0
#[pyclass(frozen, eq, name = "Increment", module = "helhed")]
#[derive(Clone, PartialEq)]
pub(crate) struct PyIncrement(Increment);

#[pymethods]
impl PyIncrement {
    #[new]
    #[pyo3(signature = (cost, effect, *, se_cost, se_effect, covariance=0.0, df=None))]
    fn new(cost: f64, effect: f64, se_cost: f64, se_effect: f64, covariance: f64, df: Option<f64>) -> Refusable<Self> {
        let (cost, effect) = (Uncertain::new(cost, se_cost)?, Uncertain::new(effect, se_effect)?);
        Ok(Self(Increment::new(cost, effect, covariance, df)?))
    }

    /// Where cost and effect lie.
    #[getter]
    fn quadrant(&self) -> &'static str {
        self.0.quadrant().name()
    }

    /// Kroner for one more outcome, with Fieller's set.
    #[pyo3(signature = (*, level=0.95))]
    fn ratio(&self, level: f64) -> Refusable<PyIncrementalRatio> {
        Ok(PyIncrementalRatio(self.0.ratio(self::level(level)?)?))
    }

    /// What the effect is worth at a willingness to pay for an outcome, less what it costs.
    #[pyo3(signature = (willingness, *, level=0.95))]
    fn net_benefit(&self, willingness: f64, level: f64) -> Refusable<PyEstimate> {
        Ok(PyEstimate(self.0.net_benefit(willingness, self::level(level)?)?))
    }

    /// The probability that the effect is worth its cost, for each willingness to pay for an outcome.
    fn acceptability(&self, willingness: Each<f64>) -> Refusable<PyEstimates> {
        Ok(PyEstimates(self.0.acceptability(&willingness.0)?))
    }

    fn __repr__(&self) -> String {
        format!("<Increment {}>", self.0.quadrant().name())
    }
}

/// An incremental ratio with Fieller's set.
///
/// >>> import helhed as hh
/// >>> ratio = hh.Increment(-5, 2, se_cost=1, se_effect=0.1).ratio()
/// >>> ratio.quadrant, ratio.kind, [warning.code for warning in ratio.estimate.warnings]
/// ('better and cheaper', 'bounded', ['W567'])
#[pyclass(frozen, eq, name = "IncrementalRatio", module = "helhed")]
#[derive(Clone, PartialEq)]
pub(crate) struct PyIncrementalRatio(IncrementalRatio);

#[pymethods]
impl PyIncrementalRatio {
    /// The ratio; with an interval where the set is bounded.
    #[getter]
    fn estimate(&self) -> PyEstimate {
        PyEstimate(self.0.estimate.clone())
    }

    /// What the set is: `bounded`, `complement` or `whole line`.
    #[getter]
    fn kind(&self) -> &str {
        self.0.set.name()
    }

    /// Lower and upper limit of the set; `None` where it is the whole line.
    #[getter]
    fn limits(&self) -> Option<(f64, f64)> {
        self.0.set.limits()
    }

    /// Where cost and effect lie.
    #[getter]
    fn quadrant(&self) -> &'static str {
        self.0.quadrant.name()
    }

    fn __repr__(&self) -> String {
        let value = self.0.estimate.value.map_or_else(|| "no ratio".into(), |value| format!("{value:.4}"));
        format!("<IncrementalRatio {value}: {}, {}>", self.0.quadrant.name(), self.0.set.name())
    }
}
