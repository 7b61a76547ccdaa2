//! Topics 08 and 11: regressions of rows and of effects, and shares with random areas.

use helhed::Level;
use helhed::comparisons::regression::{Covariate, Covariates, Rows, StandardErrors, logistic, poisson};
use helhed::estimate::{Estimate, Estimates, KeyValue};
use helhed::synthesis::pool::{CoefficientTest, ModeratedEffects, ResidualVariance, glmm_proportion, meta_regression};

use super::Method;
use crate::reference::{Case, Got, Refusal, Values};

pub(super) const METHODS: &[Method] = &[
    Method {
        name: "glm_regression",
        inputs: &["data", "family", "y", "x", "offset_log", "cluster"],
        options: &["vcov"],
        cases: 18,
        call: generalised,
    },
    Method {
        name: "meta_regression",
        inputs: &["yi", "vi", "mods", "level"],
        options: &["method", "test"],
        cases: 8,
        call: moderated,
    },
    Method { name: "meta_glmm_proportion", inputs: &["x", "n"], options: &[], cases: 3, call: mixed },
];

/// A number of every coefficient.
fn each(of: &Estimates, number: impl Fn(&Estimate) -> Option<f64>) -> Vec<Option<f64>> {
    of.iter().map(number).collect()
}

/// The terms, the first by the name that the reference has for the intercept.
fn terms(of: &Estimates, intercept: &str) -> Got {
    let term = |estimate: &Estimate| estimate.key.iter().map(|part| part.value.to_string()).collect::<String>();
    let names = of.iter().map(term).map(|term| if term == "intercept" { intercept.to_owned() } else { term });
    Got::Texts(names.collect())
}

fn generalised(case: &Case) -> Result<Values, Refusal> {
    let inputs = &case.inputs;
    let data = case.data()?;
    let column = |name: &str| data.numbers(name).map(Covariate::Numbers);
    let names = inputs.labels("x")?.into_iter().flatten();
    let covariates = names.map(|name| Ok((name.clone(), column(&name)?))).collect::<Result<Vec<_>, Refusal>>()?;
    let outcome = data.numbers(&inputs.text("y")?)?;
    let mut rows = Rows::new(outcome.clone(), Covariates::new(covariates, outcome.len())?)?;
    if inputs.has("offset_log") {
        rows = rows.with_exposure(data.numbers(&inputs.text("offset_log")?)?)?;
    }
    if inputs.has("cluster") {
        let clusters = data.texts(&inputs.text("cluster")?)?.into_iter();
        rows =
            rows.with_clusters(clusters.map(|cluster| cluster.map_or(KeyValue::Missing, KeyValue::Text)).collect())?;
    }
    let named = case.option("vcov").unwrap_or("model");
    let errors: StandardErrors = named.parse().map_err(|_| Refusal::NotCovered(format!("vcov = {named}")))?;
    let model = match inputs.text("family")?.as_str() {
        "binomial" => logistic(&rows, errors, Level::P95)?,
        "poisson" => poisson(&rows, errors, Level::P95)?,
        other => return Err(Refusal::NotCovered(format!("family = {other}"))),
    };
    let of = &model.coefficients;
    Ok(Values::new(of.iter().all(|coefficient| coefficient.interval.is_some()))
        .with("terms", terms(of, "(Intercept)"))
        .with("coef", each(of, |one| one.value))
        .with("se", each(of, |one| one.se))
        .with("p_z", each(of, |one| one.p_value))
        .with("loglik", model.ln_likelihood)
        .with("deviance", model.deviance)
        .with("nobs", of.iter().next().and_then(|one| one.n.records).map(|records| records as f64)))
}

fn moderated(case: &Case) -> Result<Values, Refusal> {
    let inputs = &case.inputs;
    let (effects, variances) = (inputs.numbers("yi")?, inputs.numbers("vi")?);
    // The reader of the files does not keep the order of the moderators, but the expected terms do.
    let wanted = case.expected.get("terms").and_then(|terms| terms.as_array()).into_iter().flatten();
    let order: Vec<&str> = wanted.filter_map(|term| term.as_str()).collect();
    let mut moderators = inputs.columns("mods")?;
    moderators.sort_by_key(|(name, _)| order.iter().position(|term| term == name));
    let columns = moderators.into_iter().map(|(name, values)| (name, Covariate::Numbers(values)));
    let rows = ModeratedEffects::new(&effects, &variances, &Covariates::new(columns, effects.len())?)?;
    let named = case.option("method").unwrap_or("REML");
    let estimator: ResidualVariance = match named {
        "FE" | "EE" => ResidualVariance::Fixed,
        // Morris' empirical Bayes is Paule and Mandel's.
        "EB" => ResidualVariance::PauleMandel,
        other => other.parse().map_err(|_| Refusal::NotCovered(format!("method = {other}")))?,
    };
    let test = match case.option("test").unwrap_or("z") {
        "z" => CoefficientTest::Normal,
        "knha" => CoefficientTest::KnappHartung,
        "adhoc" => CoefficientTest::KnappHartungGuarded,
        other => return Err(Refusal::NotCovered(format!("test = {other}"))),
    };
    let model = meta_regression(&rows, estimator, test, super::level(inputs)?)?;
    let of = &model.coefficients;
    let together = model.moderators.as_ref();
    Ok(Values::new(of.iter().all(|coefficient| coefficient.interval.is_some()))
        .with("terms", terms(of, "intrcpt"))
        .with("coef", each(of, |one| one.value))
        .with("se", each(of, |one| one.se))
        .with("p", each(of, |one| one.p_value))
        .with("lower", each(of, |one| one.interval.map(|interval| interval.lower)))
        .with("upper", each(of, |one| one.interval.map(|interval| interval.upper)))
        .with("tau2", model.tau2)
        .with("QE", model.residual.statistic)
        .with("QE_p", model.residual.p_value)
        .with("QM", together.and_then(|test| test.statistic))
        .with("QM_p", together.and_then(|test| test.p_value))
        .with("I2", model.i2.map(|share| 100.0 * share))
        .with("R2", model.r2.map(|share| 100.0 * share)))
}

fn mixed(case: &Case) -> Result<Values, Refusal> {
    let found = glmm_proportion(&case.inputs.numbers("x")?, &case.inputs.numbers("n")?, Level::P95)?;
    Ok(Values::new(found.pooled.interval.is_some())
        .with("estimate", found.log_odds)
        .with("se", found.pooled.se)
        .with("tau2", found.tau2)
        .with("proportion", found.pooled.value))
}
