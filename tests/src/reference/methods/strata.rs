//! Topic 04: tests of tables, the number needed, Cohen's h, and strata.

use helhed::cells::{CrossTable, ProportionCell};
use helhed::comparisons::stratified::{self, Strata};
use helhed::comparisons::{difference, effect_size, table};
use helhed::{Estimate, Level, Warning};

use super::{Method, level, share};
use crate::reference::{Case, Inputs, Refusal, Values};

pub(super) const METHODS: &[Method] = &[
    Method { name: "chi2_2x2", inputs: &["x1", "n1", "x2", "n2"], options: &[], cases: 17, call: two_by_two },
    Method { name: "chi2_rxc", inputs: &["table"], options: &[], cases: 12, call: by_table },
    Method { name: "cohen_h", inputs: &["p1", "p2"], options: &[], cases: 12, call: cohen_h },
    Method {
        name: "nnt",
        inputs: &["x1", "n1", "x2", "n2", "level"],
        options: &["rd_method"],
        cases: 13,
        call: number_needed,
    },
    Method {
        name: "mantel_haenszel",
        inputs: &["a", "b", "c", "d", "level"],
        options: &[],
        cases: 15,
        call: mantel_haenszel,
    },
];

fn two_by_two(case: &Case) -> Result<Values, Refusal> {
    let groups = (share(&case.inputs, "x1", "n1")?, share(&case.inputs, "x2", "n2")?);
    let counts = CrossTable::from(groups);
    let (plain, corrected) = (table::chi_square(&counts)?, table::yates(&counts)?);
    Ok(Values::new(plain.p_value.is_some())
        .with("chi2", plain.statistic)
        .with("p", plain.p_value)
        .with("chi2_yates", corrected.statistic)
        .with("p_yates", corrected.p_value))
}

fn by_table(case: &Case) -> Result<Values, Refusal> {
    let counts = CrossTable::from_rows(&case.inputs.table("table")?)?;
    let test = table::chi_square(&counts)?;
    Ok(Values::new(test.p_value.is_some())
        .with("chi2", test.statistic)
        .with("df", test.df)
        .with("p", test.p_value)
        .with("cramers_v", table::cramers_v(&counts)?.value))
}

fn cohen_h(case: &Case) -> Result<Values, Refusal> {
    let h = effect_size::cohen_h_of_shares(case.inputs.number("p1")?, case.inputs.number("p2")?)?;
    Ok(Values::new(h.value.is_some()).with("h", h.value))
}

type RiskDifference = fn(&ProportionCell, &ProportionCell, Level) -> helhed::Result<Estimate>;

/// The risk difference that a case names.
fn risk_difference(case: &Case) -> Result<RiskDifference, Refusal> {
    match case.option("rd_method") {
        Some("newcombe") => Ok(difference::newcombe),
        Some("wald") => Ok(difference::wald),
        Some("agresti_caffo") => Ok(difference::agresti_caffo),
        Some("miettinen_nurminen") => Ok(difference::miettinen_nurminen),
        other => Err(Refusal::NotCovered(format!("a risk difference by {other:?}"))),
    }
}

/// The reciprocals of both limits: the bounds of the number needed, or the ends of its two arms.
fn number_needed(case: &Case) -> Result<Values, Refusal> {
    let (of, against) = (share(&case.inputs, "x1", "n1")?, share(&case.inputs, "x2", "n2")?);
    let difference = risk_difference(case)?(&of, &against, level(&case.inputs)?)?;
    let needed = difference::number_needed(&difference)?;
    let arms = needed.warnings.iter().find_map(|warning| match warning {
        Warning::TwoArms { fewer, more } => Some((-fewer, *more)),
        _ => None,
    });
    // Where the difference has an interval without width at zero, the number needed has none: its ends are at infinity.
    let contains_zero = difference.interval.is_some_and(|interval| interval.lower <= 0.0 && interval.upper >= 0.0);
    let at_zero = difference.interval.filter(|interval| interval.lower == 0.0 && interval.upper == 0.0);
    let inverted = arms
        .or(needed.interval.map(|interval| (interval.upper, interval.lower)))
        .or(at_zero.map(|_| (f64::INFINITY, f64::INFINITY)));
    Ok(Values::new(needed.value.is_some() && needed.interval.is_some())
        .with("rd", difference.value)
        .with("nnt", needed.value)
        .with("inv_lower", inverted.map(|(lower, _)| lower))
        .with("inv_upper", inverted.map(|(_, upper)| upper))
        .with("rd_ci_includes_zero", contains_zero))
}

fn strata(inputs: &Inputs) -> Result<Strata, Refusal> {
    let column = |name| -> Result<Vec<f64>, Refusal> {
        Ok(inputs.numbers(name)?.into_iter().map(|count| count.unwrap_or(f64::NAN)).collect())
    };
    // Lists of different lengths are for helhed to refuse: the longer one is passed on as it is.
    let sum = |one: &[f64], two: &[f64]| match one.len() == two.len() {
        true => one.iter().zip(two).map(|(one, two)| one + two).collect::<Vec<_>>(),
        false => two.to_vec(),
    };
    let (a, b, c, d) = (column("a")?, column("b")?, column("c")?, column("d")?);
    Ok(Strata::from_counts(&a, &sum(&a, &b), &c, &sum(&c, &d))?)
}

fn mantel_haenszel(case: &Case) -> Result<Values, Refusal> {
    let (strata, level) = (strata(&case.inputs)?, level(&case.inputs)?);
    let odds_ratio = stratified::mantel_haenszel_odds_ratio(&strata, level)?;
    let ratio = stratified::mantel_haenszel_risk_ratio(&strata, level)?;
    let difference = stratified::mantel_haenszel_risk_difference(&strata, level)?;
    let (breslow_day, tarone) = (stratified::breslow_day(&strata)?, stratified::tarone(&strata)?);
    let plain = stratified::cochran_mantel_haenszel(&strata)?;
    let corrected = stratified::cochran_mantel_haenszel_corrected(&strata)?;
    Ok(Values::new(odds_ratio.value.is_some() && odds_ratio.interval.is_some())
        .with("or_mh", odds_ratio.value)
        .with("or_se_log", odds_ratio.se)
        .with_limits("or_lower", "or_upper", &odds_ratio)
        .with("breslow_day", breslow_day.statistic)
        .with("breslow_day_p", breslow_day.p_value)
        .with("tarone", tarone.statistic)
        .with("tarone_p", tarone.p_value)
        .with("rr_mh", ratio.value)
        .with("rr_se_log", ratio.se)
        .with_limits("rr_lower", "rr_upper", &ratio)
        .with("rd_mh", difference.value)
        .with("rd_se", difference.se)
        .with_limits("rd_lower", "rd_upper", &difference)
        .with("cmh_chi2", plain.statistic)
        .with("cmh_p", plain.p_value)
        .with("cmh_chi2_cc", corrected.statistic)
        .with("cmh_cc_p", corrected.p_value))
}
