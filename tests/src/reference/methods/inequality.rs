//! Topic 16: inequality and ratios.

use helhed::estimates::inequality::{self, SocialScale};
use helhed::estimates::mean;
use helhed::records::Sample;
use helhed::synthesis::economy::{Uncertain, fieller};

use super::one_mean::weighted_sample;
use super::{Method, level};
use crate::reference::{Case, Refusal, Values};

pub(super) const METHODS: &[Method] = &[
    Method {
        name: "slope_index_inequality",
        inputs: &["count", "population", "multiplier"],
        options: &["order"],
        cases: 9,
        call: slope_index,
    },
    Method { name: "inequality_measures", inputs: &["x", "w"], options: &[], cases: 13, call: measures },
    Method {
        name: "fieller",
        inputs: &["a", "b", "se_a", "se_b", "cov", "level", "df"],
        options: &[],
        cases: 12,
        call: ratio,
    },
];

/// The one order of groups that the cases know, which is that of helhed.
const ORDER: &str = "groups listed from most to least deprived; slope on cumulative mid-rank";

/// The intercept follows from the mean rate and the slope: the line has the mean in the middle of the scale.
fn slope_index(case: &Case) -> Result<Values, Refusal> {
    if case.option("order").is_some_and(|order| order != ORDER) {
        return Err(Refusal::NotCovered("another order of groups".into()));
    }
    let scale = SocialScale::from_values(&case.inputs.numbers("count")?, &case.inputs.numbers("population")?)?;
    let (level, per) = (helhed::Level::P95, case.inputs.number("multiplier")?);
    let slope = inequality::slope_index(&scale, level)?.per(per);
    let poisson = inequality::relative_index(&scale, level)?;
    let intercept = scale.groups().crude_rate().zip(slope.value).map(|(rate, slope)| rate * per - 0.5 * slope);
    Ok(Values::standard(&poisson)
        .with("ridit", scale.ridits())
        .with("sii", slope.value)
        .with("sii_se", slope.se)
        .with("intercept", intercept)
        .with("rii_linear", inequality::relative_index_linear(&scale)?.value)
        .with("rii_mean_based", inequality::relative_index_mean(&scale)?.value)
        .with("rii_poisson", poisson.value)
        .with_limits("rii_poisson_lower", "rii_poisson_upper", &poisson)
        .with("concentration_index", inequality::concentration_index(&scale)?.value))
}

fn measures(case: &Case) -> Result<Values, Refusal> {
    let sample = weighted_sample(&case.inputs)?;
    let gini = inequality::gini(&sample)?;
    let values = Values::new(gini.value.is_some())
        .with("mean", mean::weighted(&sample, helhed::Level::P95)?.value)
        .with("gini", gini.value)
        .with("theil_t", inequality::theil_t(&sample)?.value)
        .with("theil_l", inequality::theil_l(&sample)?.value);
    if case.inputs.has("w") {
        return Ok(values);
    }
    let unweighted = Sample::from_values(case.inputs.numbers("x")?)?;
    Ok(values.with("gini_unbiased", inequality::gini_unbiased(&unweighted)?.value))
}

fn ratio(case: &Case) -> Result<Values, Refusal> {
    let number = |name| case.inputs.number(name);
    let (of, by) = (Uncertain::new(number("a")?, number("se_a")?)?, Uncertain::new(number("b")?, number("se_b")?)?);
    let df = if case.inputs.has("df") { Some(number("df")?) } else { None };
    let found = fieller(of, by, number("cov")?, df, level(&case.inputs)?)?;
    let limits = found.set.limits();
    Ok(Values::new(found.estimate.value.is_some())
        .with("ratio", found.estimate.value)
        .with("g", found.g)
        .with("type", found.set.name())
        .with("lower", limits.map(|(lower, _)| lower))
        .with("upper", limits.map(|(_, upper)| upper))
        .with("delta_se", found.estimate.se)
        .with("delta_lower", found.delta.map(|delta| delta.lower))
        .with("delta_upper", found.delta.map(|delta| delta.upper)))
}
