//! Topic 07: standardised rates, and the standardised ratio of topic 02.

use helhed::estimates::standardised::{self, Expected, Standardised, StratumCounts};

use super::{Method, level};
use crate::reference::{Case, Inputs, Refusal, Values};

pub(super) const METHODS: &[Method] = &[
    Method { name: "smr", inputs: &["observed", "expected", "level"], options: &[], cases: 14, call: smr },
    Method {
        name: "dsr",
        inputs: &["count", "population", "standard", "multiplier", "level"],
        options: &[],
        cases: 14,
        call: dsr,
    },
    Method {
        name: "isr",
        inputs: &["count", "population", "ref_count", "ref_population", "multiplier", "level"],
        options: &[],
        cases: 13,
        call: isr,
    },
];

fn smr(case: &Case) -> Result<Values, Refusal> {
    let of = Expected::from_counts(case.inputs.number("observed")?, case.inputs.number("expected")?)?;
    let level = level(&case.inputs)?;
    let exact = standardised::smr_exact(&of, level)?;
    let byar = standardised::smr_byar(&of, level)?;
    Ok(Values::standard(&byar)
        .with("smr", byar.value)
        .with_limits("lower_exact", "upper_exact", &exact)
        .with_limits("lower_byar", "upper_byar", &byar)
        .with("p_exact", standardised::smr_test(&of)?.p_value))
}

fn strata(inputs: &Inputs) -> Result<StratumCounts, Refusal> {
    Ok(StratumCounts::from_values(&inputs.numbers("count")?, &inputs.numbers("population")?)?)
}

fn dsr(case: &Case) -> Result<Values, Refusal> {
    let (level, per) = (level(&case.inputs)?, case.inputs.number("multiplier")?);
    let of = Standardised::new(strata(&case.inputs)?, &case.inputs.numbers("standard")?)?;
    let byar = standardised::direct(&of, level)?.per(per);
    let exact = standardised::direct_exact(&of, level)?.per(per);
    let normal = standardised::direct_normal(&of, level)?.per(per);
    let gamma = standardised::fay_feuer(&of, level)?.per(per);
    Ok(Values::standard(&byar)
        .with("total_count", of.strata().events().map(|events| events as f64))
        .with("crude_rate", of.strata().crude_rate().map(|rate| rate * per))
        .with("dsr", byar.value)
        .with("variance", byar.se.map(|se| se * se))
        .with_limits("dobson_byar_lower", "dobson_byar_upper", &byar)
        .with_limits("dobson_exact_lower", "dobson_exact_upper", &exact)
        .with_limits("normal_lower", "normal_upper", &normal)
        .with_limits("fay_feuer_lower", "fay_feuer_upper", &gamma))
}

fn isr(case: &Case) -> Result<Values, Refusal> {
    let (level, per) = (level(&case.inputs)?, case.inputs.number("multiplier")?);
    let (counts, populations) = (case.inputs.numbers("ref_count")?, case.inputs.numbers("ref_population")?);
    let of = Expected::from_reference(&strata(&case.inputs)?, &counts, &populations)?;
    let byar = standardised::smr_byar(&of, level)?;
    let exact = standardised::smr_exact(&of, level)?;
    let reference = StratumCounts::from_values(&counts, &populations)?.crude_rate().map(|rate| rate * per);
    Ok(Values::standard(&byar)
        .with("observed", of.observed().map(|events| events as f64))
        .with("expected", of.expected())
        .with("ratio", byar.value)
        .with_limits("byar_lower", "byar_upper", &byar)
        .with_limits("exact_lower", "exact_upper", &exact)
        .with("reference_crude_rate", reference)
        .with("isr_rate", byar.value.zip(reference).map(|(ratio, rate)| ratio * rate)))
}
