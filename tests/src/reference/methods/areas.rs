//! Topic 12: funnels and empirical Bayes.

use helhed::Level;
use helhed::estimate::Interval;
use helhed::synthesis::areas::Areas;
use helhed::synthesis::funnel::{Chance, Widening, overdispersion};
use helhed::synthesis::shrink::{self, BetweenVariance, Prior, Shrunk};

use super::Method;
use crate::reference::{Case, Inputs, Refusal, Values};

pub(super) const METHODS: &[Method] = &[
    Method { name: "funnel_limits", inputs: &["target", "n"], options: &["distribution"], cases: 6, call: limits },
    Method {
        name: "funnel_overdispersion",
        inputs: &["y", "s", "target"],
        options: &["winsor", "quantile_type"],
        cases: 4,
        call: dispersion,
    },
    Method { name: "eb_beta_binomial", inputs: &["x", "n", "level"], options: &[], cases: 6, call: beta_binomial },
    Method {
        name: "eb_gamma_poisson",
        inputs: &["observed", "expected", "level"],
        options: &[],
        cases: 4,
        call: gamma_poisson,
    },
    Method { name: "eb_normal", inputs: &["yi", "vi", "level"], options: &["method"], cases: 5, call: normal },
];

/// A column, not-a-number where it is missing.
fn column(inputs: &Inputs, name: &str) -> Result<Vec<f64>, Refusal> {
    Ok(inputs.numbers(name)?.into_iter().map(|value| value.unwrap_or(f64::NAN)).collect())
}

fn level(inputs: &Inputs) -> Result<Level, Refusal> {
    if inputs.has("level") { super::level(inputs) } else { Ok(Level::P95) }
}

fn limits(case: &Case) -> Result<Values, Refusal> {
    let (target, sizes) = (case.inputs.number("target")?, column(&case.inputs, "n")?);
    let chance = match case.option("distribution") {
        Some("binomial") => Chance::share(target)?,
        Some("poisson") => Chance::rate(target)?,
        other => return Err(Refusal::NotCovered(format!("distribution = {other:?}"))),
    };
    let mut values = Values::new(true);
    for (level, exact, normal) in [
        (Level::P95, ["lower_95", "upper_95"], ["normal_lower_95", "normal_upper_95"]),
        (Level::P998, ["lower_998", "upper_998"], ["normal_lower_998", "normal_upper_998"]),
    ] {
        let found = sizes.iter().map(|size| chance.limits(*size, 0.0, level)).collect::<helhed::Result<Vec<_>>>()?;
        let near: Vec<_> = sizes.iter().map(|size| chance.normal_limits(*size, level)).collect();
        values = values
            .with(exact[0], found.iter().map(|limits| limits.lower).collect::<Vec<_>>())
            .with(exact[1], found.iter().map(|limits| limits.upper).collect::<Vec<_>>())
            .with(normal[0], near.iter().map(|limits| limits.lower).collect::<Vec<_>>())
            .with(normal[1], near.iter().map(|limits| limits.upper).collect::<Vec<_>>());
    }
    Ok(values)
}

fn dispersion(case: &Case) -> Result<Values, Refusal> {
    let (y, s, target) = (column(&case.inputs, "y")?, column(&case.inputs, "s")?, case.inputs.number("target")?);
    let option = |name: &str| case.options.get(name).and_then(serde_json::Value::as_f64);
    if option("quantile_type").is_some_and(|number| number != 7.0) {
        return Err(Refusal::NotCovered("quantile_type other than 7".into()));
    }
    let found = overdispersion(&y, &s, target, option("winsor").unwrap_or(0.1))?;
    let z: Vec<f64> = y.iter().zip(&s).map(|(y, s)| (y - target) / s).collect();
    let widened = |widening: Widening| -> Vec<f64> {
        y.iter().zip(&s).map(|(y, s)| (y - target) / found.widened(*s, widening)).collect()
    };
    Ok(Values::new(found.phi.is_some())
        .with("z_winsorised", z.iter().map(|z| found.drawn_in(*z)).collect::<Vec<_>>())
        .with("z", z)
        .with("phi", found.phi)
        .with("tau2", found.tau2)
        .with("z_multiplicative", widened(Widening::Multiplicative))
        .with("z_additive", widened(Widening::Additive)))
}

/// What the counts share: mean, likelihood and the shrunk values with their intervals.
fn shrunken(shrunk: &Shrunk) -> Values {
    let limit = |of: fn(Interval) -> f64| -> Vec<Option<f64>> {
        shrunk.estimates.iter().map(|estimate| estimate.interval.map(of)).collect()
    };
    Values::new(shrunk.mean.is_some() && shrunk.estimates.iter().all(|estimate| estimate.interval.is_some()))
        .with("mean", shrunk.mean)
        .with("loglik", shrunk.ln_likelihood)
        .with("posterior_mean", shrunk.areas.iter().map(|area| area.shrunk).collect::<Vec<_>>())
        .with("posterior_lower", limit(|interval| interval.lower))
        .with("posterior_upper", limit(|interval| interval.upper))
}

fn beta_binomial(case: &Case) -> Result<Values, Refusal> {
    let areas = Areas::proportions(&column(&case.inputs, "x")?, &column(&case.inputs, "n")?)?;
    let shrunk = shrink::beta_binomial(&areas, level(&case.inputs)?)?;
    let values = shrunken(&shrunk);
    Ok(match shrunk.prior {
        Some(Prior::Beta { alpha, beta }) => {
            values.with("alpha", alpha).with("beta", beta).with("precision", alpha + beta)
        }
        _ => values,
    })
}

fn gamma_poisson(case: &Case) -> Result<Values, Refusal> {
    let areas = Areas::ratios(&column(&case.inputs, "observed")?, &column(&case.inputs, "expected")?, None)?;
    let shrunk = shrink::gamma_poisson(&areas, level(&case.inputs)?)?;
    let values = shrunken(&shrunk);
    Ok(match shrunk.prior {
        Some(Prior::Gamma { shape, rate }) => values.with("shape", shape).with("rate", rate),
        _ => values,
    })
}

fn normal(case: &Case) -> Result<Values, Refusal> {
    let se: Vec<f64> = column(&case.inputs, "vi")?.into_iter().map(f64::sqrt).collect();
    let areas = Areas::values(&column(&case.inputs, "yi")?, &se)?;
    let between = BetweenVariance::named(case.option("method").unwrap_or("REML"))
        .map_err(|_| Refusal::NotCovered(format!("method = {:?}", case.option("method"))))?;
    let shrunk = shrink::normal(&areas, between, level(&case.inputs)?)?;
    let tau2 = match shrunk.prior {
        Some(Prior::Normal { tau2, .. }) => Some(tau2),
        _ => None,
    };
    Ok(Values::new(shrunk.mean.is_some())
        .with("mean", shrunk.mean)
        .with("tau2", tau2)
        .with("shrunken", shrunk.areas.iter().map(|area| area.shrunk).collect::<Vec<_>>())
        .with("shrunken_se", shrunk.estimates.iter().map(|estimate| estimate.se).collect::<Vec<_>>()))
}
