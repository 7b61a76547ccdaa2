//! From the name of a method in the reference files to the call of helhed.

use helhed::cells::{MeanCell, ProportionCell, RateCell};
use helhed::comparisons::{difference, ratio};
use helhed::estimates::{mean, proportion, rate};
use helhed::numeric::beta::UnitPoint;
use helhed::numeric::binomial;
use helhed::{Error, Estimate, Level};

use super::Inputs;

/// What a method gave, by the names of the reference files; `None` is undefined.
#[derive(Debug, Clone, Default)]
pub struct Values {
    /// Names and numbers.
    pub named: Vec<(&'static str, Option<f64>)>,
    /// Whether there is both a value and an interval.
    pub defined: bool,
}

/// Why there are no values.
#[derive(Debug, Clone)]
pub enum Refusal {
    /// helhed refused the input.
    Error(Error),
    /// The case asks for something that helhed or this table does not have.
    NotCovered(String),
}

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        Self::Error(error)
    }
}

/// A method: its name in the reference files, the inputs it reads, and the call.
pub struct Method {
    /// Name in the reference files.
    pub name: &'static str,
    /// Names of its inputs.
    pub inputs: &'static [&'static str],
    /// The call.
    pub call: fn(&Inputs) -> Result<Values, Refusal>,
}

const ONE_SHARE: &[&str] = &["x", "n", "level"];
const ONE_RATE: &[&str] = &["x", "t", "level"];
const TWO_SHARES: &[&str] = &["x1", "n1", "x2", "n2", "level"];
const TWO_RATES: &[&str] = &["x1", "t1", "x2", "t2", "level"];

/// The methods that helhed has.
pub const METHODS: &[Method] = &[
    Method { name: "proportion_ci_wilson", inputs: ONE_SHARE, call: wilson },
    Method { name: "proportion_ci_clopper_pearson", inputs: ONE_SHARE, call: clopper_pearson },
    Method { name: "rate_ci_exact", inputs: ONE_RATE, call: rate_exact },
    Method { name: "rate_ci_byar", inputs: ONE_RATE, call: rate_byar },
    Method { name: "mean_ci_t", inputs: &["x", "level"], call: mean_t },
    Method { name: "risk_difference_newcombe", inputs: TWO_SHARES, call: newcombe },
    Method { name: "risk_ratio_koopman", inputs: TWO_SHARES, call: koopman },
    Method { name: "rate_ratio_exact", inputs: TWO_RATES, call: rate_ratio },
    Method { name: "two_means", inputs: &["x", "y", "level"], call: two_means },
];

fn wilson(inputs: &Inputs) -> Result<Values, Refusal> {
    Ok(standard(&proportion::wilson(&share(inputs, "x", "n")?, level(inputs)?)?))
}

fn clopper_pearson(inputs: &Inputs) -> Result<Values, Refusal> {
    Ok(standard(&proportion::clopper_pearson(&share(inputs, "x", "n")?, level(inputs)?)?))
}

fn rate_exact(inputs: &Inputs) -> Result<Values, Refusal> {
    Ok(standard(&rate::exact(&events(inputs, "x", "t")?, level(inputs)?)?))
}

fn rate_byar(inputs: &Inputs) -> Result<Values, Refusal> {
    Ok(standard(&rate::byar(&events(inputs, "x", "t")?, level(inputs)?)?))
}

/// The standard deviation and the degrees of freedom are read off the cell, which the interval is made of.
fn mean_t(inputs: &Inputs) -> Result<Values, Refusal> {
    let cell = MeanCell::from_values(inputs.numbers("x")?)?;
    let estimate = mean::t(&cell, level(inputs)?)?;
    let n = cell.records() as f64;
    let own = [
        ("n", Some(n)),
        ("mean", estimate.value),
        ("sd", cell.variance().map(f64::sqrt)),
        ("se", estimate.se),
        ("df", Some(n - 1.0)),
    ];
    Ok(standard(&estimate).and(own))
}

fn newcombe(inputs: &Inputs) -> Result<Values, Refusal> {
    let (of, against) = (share(inputs, "x1", "n1")?, share(inputs, "x2", "n2")?);
    Ok(standard(&difference::newcombe(&of, &against, level(inputs)?)?))
}

fn koopman(inputs: &Inputs) -> Result<Values, Refusal> {
    let (of, against) = (share(inputs, "x1", "n1")?, share(inputs, "x2", "n2")?);
    Ok(standard(&ratio::koopman(&of, &against, level(inputs)?)?))
}

/// The one-sided p-values are those of the same conditional test, from the binomial tails of the library.
fn rate_ratio(inputs: &Inputs) -> Result<Values, Refusal> {
    let (of, against) = (events(inputs, "x1", "t1")?, events(inputs, "x2", "t2")?);
    let estimate = ratio::exact(&of, &against, level(inputs)?)?;
    let exposure = of.exposure() + against.exposure();
    let given = UnitPoint { x: of.exposure() / exposure, y: against.exposure() / exposure };
    let (seen, all) = (of.events(), of.events() + against.events());
    let tested = estimate.p_value.is_some();
    let own = [
        ("p_two_sided", estimate.p_value),
        ("p_greater", tested.then(|| binomial::at_least(seen, all, given))),
        ("p_less", tested.then(|| binomial::at_most(seen, all, given))),
    ];
    Ok(standard(&estimate).and(own))
}

/// The Welch part; its degrees of freedom and the other methods of the case are not among helhed's results.
fn two_means(inputs: &Inputs) -> Result<Values, Refusal> {
    let of = MeanCell::from_values(inputs.numbers("x")?)?;
    let against = MeanCell::from_values(inputs.numbers("y")?)?;
    let estimate = difference::welch(&of, &against, level(inputs)?)?;
    let own = [
        ("difference", estimate.value),
        ("welch_se", estimate.se),
        ("welch_t", estimate.value.zip(estimate.se).map(|(difference, se)| difference / se)),
        ("welch_p", estimate.p_value),
        ("welch_lower", estimate.interval.map(|interval| interval.lower)),
        ("welch_upper", estimate.interval.map(|interval| interval.upper)),
    ];
    Ok(Values { named: own.to_vec(), ..standard(&estimate) })
}

/// Value and limits under the names that most methods share.
fn standard(estimate: &Estimate) -> Values {
    let named = vec![
        ("estimate", estimate.value),
        ("lower", estimate.interval.map(|interval| interval.lower)),
        ("upper", estimate.interval.map(|interval| interval.upper)),
    ];
    Values { named, defined: estimate.value.is_some() && estimate.interval.is_some() }
}

impl Values {
    fn and(mut self, more: impl IntoIterator<Item = (&'static str, Option<f64>)>) -> Self {
        self.named.extend(more);
        self
    }

    /// The value of a name; the outer option is empty for a name that was not computed.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<Option<f64>> {
        self.named.iter().find(|(own, _)| *own == name).map(|(_, value)| *value)
    }
}

fn level(inputs: &Inputs) -> Result<Level, Refusal> {
    Ok(Level::new(inputs.number("level")?)?)
}

fn share(inputs: &Inputs, numerator: &str, denominator: &str) -> Result<ProportionCell, Refusal> {
    Ok(ProportionCell::from_counts(inputs.number(numerator)?, inputs.number(denominator)?)?)
}

fn events(inputs: &Inputs, events: &str, exposure: &str) -> Result<RateCell, Refusal> {
    Ok(RateCell::from_counts(inputs.number(events)?, inputs.number(exposure)?)?)
}
