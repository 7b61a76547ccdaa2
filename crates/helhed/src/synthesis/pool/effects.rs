//! Effects with their sampling variances from the counts and means that studies print: what [`Studies`](super::Studies)
//! are made of where there are no estimates.

use serde::{Deserialize, Serialize};

use crate::cells::{ProportionCell, RateCell};
use crate::comparisons::effect_size::hedges_correction;
use crate::error::{Error, Fault, Place, Result, Spot, Within};
use crate::estimate::unknown;

/// What is measured, and on which scale.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum EffectMeasure {
    /// A share.
    Proportion,
    /// The logarithm of a share.
    LogProportion,
    /// The log odds of a share.
    LogOdds,
    /// The arcsine of the square root of a share.
    Arcsine,
    /// Freeman and Tukey's double arcsine of a share.
    FreemanTukey,
    /// The logarithm of a ratio of two shares.
    RiskRatio,
    /// The logarithm of a ratio of two odds.
    OddsRatio,
    /// A difference of two shares.
    RiskDifference,
    /// Peto's approximation to the logarithm of an odds ratio.
    Peto,
    /// A difference of the arcsines of two shares.
    ArcsineDifference,
    /// The logarithm of a rate.
    LogRate,
    /// The logarithm of a ratio of two rates.
    RateRatio,
    /// A difference of two rates.
    RateDifference,
    /// A difference of two means.
    MeanDifference,
    /// Hedges' g.
    StandardisedMeanDifference,
    /// The logarithm of a ratio of two means.
    RatioOfMeans,
}

/// Where a half is added to every count of a study, before a logarithm or a variance is taken.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Halves {
    /// To studies in which a count is zero.
    #[default]
    WhereZero,
    /// To all studies.
    Everywhere,
}

impl Halves {
    /// The choice of a name: `where_zero` or `everywhere`.
    ///
    /// # Errors
    /// `H302` with the nearest names.
    pub fn named(name: &str) -> Result<Self> {
        match name {
            "where_zero" => Ok(Self::WhereZero),
            "everywhere" => Ok(Self::Everywhere),
            _ => Err(unknown("halves", name, ["where_zero", "everywhere"])),
        }
    }
}

/// What a row of a measure consists of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    Share,
    TwoShares,
    Rate,
    TwoRates,
    TwoMeans,
}

impl EffectMeasure {
    /// All of them, with their names.
    const NAMED: [(&'static str, Self); 16] = [
        ("proportion", Self::Proportion),
        ("log_proportion", Self::LogProportion),
        ("log_odds", Self::LogOdds),
        ("arcsine", Self::Arcsine),
        ("freeman_tukey", Self::FreemanTukey),
        ("risk_ratio", Self::RiskRatio),
        ("odds_ratio", Self::OddsRatio),
        ("risk_difference", Self::RiskDifference),
        ("peto", Self::Peto),
        ("arcsine_difference", Self::ArcsineDifference),
        ("log_rate", Self::LogRate),
        ("rate_ratio", Self::RateRatio),
        ("rate_difference", Self::RateDifference),
        ("mean_difference", Self::MeanDifference),
        ("standardised_mean_difference", Self::StandardisedMeanDifference),
        ("ratio_of_means", Self::RatioOfMeans),
    ];

    /// The measure of a name.
    ///
    /// # Errors
    /// `H302` with the nearest names.
    pub fn named(name: &str) -> Result<Self> {
        let found = Self::NAMED.iter().find(|(own, _)| *own == name).map(|(_, measure)| *measure);
        found.ok_or_else(|| unknown("measure", name, Self::NAMED.iter().map(|(own, _)| *own)))
    }

    fn shape(self) -> Shape {
        match self {
            Self::Proportion | Self::LogProportion | Self::LogOdds | Self::Arcsine | Self::FreemanTukey => Shape::Share,
            Self::RiskRatio | Self::OddsRatio | Self::RiskDifference | Self::Peto | Self::ArcsineDifference => {
                Shape::TwoShares
            }
            Self::LogRate => Shape::Rate,
            Self::RateRatio | Self::RateDifference => Shape::TwoRates,
            Self::MeanDifference | Self::StandardisedMeanDifference | Self::RatioOfMeans => Shape::TwoMeans,
        }
    }

    /// The columns of a measure: events and units (or exposure) of each group, or mean, standard deviation and number
    /// of each.
    #[must_use]
    pub fn columns(self) -> &'static [&'static str] {
        match self.shape() {
            Shape::Share => &["events", "units"],
            Shape::Rate => &["events", "exposure"],
            Shape::TwoShares => &["of", "n_of", "against", "n_against"],
            Shape::TwoRates => &["of", "exposure_of", "against", "exposure_against"],
            Shape::TwoMeans => &["mean_of", "sd_of", "n_of", "mean_against", "sd_against", "n_against"],
        }
    }
}

/// Effects and their sampling variances, a row a study, from the columns of a measure. A row in which a number is
/// missing (not-a-number), or for which the measure is not defined, such as a share of nobody, has not-a-number for both:
/// the study is then left out and named where it is pooled.
///
/// ```
/// use helhed::synthesis::pool::{EffectMeasure, Halves, effects};
/// let (y, v) = effects(EffectMeasure::RiskRatio, &[&[4.0], &[123.0], &[11.0], &[139.0]], Halves::WhereZero)?;
/// assert!((y[0] + 0.889_311_333_920_205).abs() < 1e-12 && (v[0] - 0.325_584_765_003_961).abs() < 1e-12);
/// # Ok::<(), helhed::Error>(())
/// ```
///
/// # Errors
/// `H108` for another number of columns than the measure has, or columns that differ in length; `H104`, `H201`, `H202`,
/// `H203`, `H204`, `H208` for what are no counts or exposures, and `H008` for a standard deviation below zero or fewer
/// than two values in a group, with column and row.
pub fn effects(measure: EffectMeasure, columns: &[&[f64]], halves: Halves) -> Result<(Vec<f64>, Vec<f64>)> {
    let names = measure.columns();
    let differ = |left: usize, right: usize, name: &str| {
        Error::new(Fault::LengthsDiffer { left: left as u64, right: right as u64 }, Place::argument(name))
    };
    if columns.len() != names.len() {
        return Err(differ(names.len(), columns.len(), "columns"));
    }
    let rows = columns.first().map_or(0, |column| column.len());
    for (name, column) in names.iter().zip(columns) {
        if column.len() != rows {
            return Err(differ(rows, column.len(), name));
        }
    }
    let (mut found, mut variances) = (Vec::with_capacity(rows), Vec::with_capacity(rows));
    for row in 0..rows {
        let numbers: Vec<f64> = columns.iter().map(|column| column[row]).collect();
        let missing = numbers.iter().any(|number| number.is_nan());
        let pair = if missing {
            None
        } else {
            check(measure, &numbers).within(|| Spot::Row(row as u64 + 1))?;
            Some(effect(measure, &numbers, halves))
        };
        let defined = pair.filter(|(effect, variance)| effect.is_finite() && variance.is_finite());
        let (effect, variance) = defined.unwrap_or((f64::NAN, f64::NAN));
        found.push(effect);
        variances.push(variance);
    }
    Ok((found, variances))
}

/// Refuses what are no counts, exposures, or moments.
fn check(measure: EffectMeasure, numbers: &[f64]) -> Result<()> {
    let names = measure.columns();
    let at = |index: usize| Spot::Argument(names[index].to_owned());
    match measure.shape() {
        Shape::Share | Shape::TwoShares => {
            for (group, pair) in numbers.chunks(2).enumerate() {
                ProportionCell::from_counts(pair[0], pair[1]).within(|| at(2 * group))?;
            }
        }
        Shape::Rate | Shape::TwoRates => {
            for (group, pair) in numbers.chunks(2).enumerate() {
                RateCell::from_counts(pair[0], pair[1]).within(|| at(2 * group))?;
            }
        }
        Shape::TwoMeans => {
            for (group, three) in numbers.chunks(3).enumerate() {
                let ranges =
                    [("mean", -1e50, 1e50), ("standard deviation", 0.0, 1e50), ("number of values", 2.0, 1e50)];
                for (index, (what, low, high)) in ranges.into_iter().enumerate() {
                    let found = three[index];
                    if !(low..=high).contains(&found) {
                        let fault = Fault::OutsideRange { what, found, low, high };
                        return Err(Error::new(fault, Place::default().and(at(3 * group + index))));
                    }
                }
            }
        }
    }
    Ok(())
}

/// Effect and variance of a row; not finite where the measure is not defined.
fn effect(measure: EffectMeasure, numbers: &[f64], halves: Halves) -> (f64, f64) {
    match measure.shape() {
        // A group of nobody has no share, and a half added to its counts would make one up.
        Shape::Share | Shape::TwoShares if numbers.chunks(2).any(|group| group[1] == 0.0) => (f64::NAN, f64::NAN),
        Shape::Share => of_share(measure, numbers[0], numbers[1], halves),
        Shape::Rate => {
            let x = numbers[0] + half(&[numbers[0]], halves);
            ((x / numbers[1]).ln(), 1.0 / x)
        }
        Shape::TwoShares => of_two_shares(measure, [numbers[0], numbers[1], numbers[2], numbers[3]], halves),
        Shape::TwoRates => {
            let add = half(&[numbers[0], numbers[2]], halves);
            let (x1, t1, x2, t2) = (numbers[0] + add, numbers[1], numbers[2] + add, numbers[3]);
            if measure == EffectMeasure::RateRatio {
                ((x1 / t1).ln() - (x2 / t2).ln(), 1.0 / x1 + 1.0 / x2)
            } else {
                (x1 / t1 - x2 / t2, x1 / (t1 * t1) + x2 / (t2 * t2))
            }
        }
        Shape::TwoMeans => {
            let [m1, s1, n1, m2, s2, n2] = std::array::from_fn(|index| numbers[index]);
            of_two_means(measure, [m1, s1, n1], [m2, s2, n2])
        }
    }
}

/// What is added to each of these counts.
fn half(counts: &[f64], halves: Halves) -> f64 {
    if halves == Halves::Everywhere || counts.contains(&0.0) { 0.5 } else { 0.0 }
}

fn of_share(measure: EffectMeasure, events: f64, units: f64, halves: Halves) -> (f64, f64) {
    let angle = |share: f64| share.sqrt().asin();
    match measure {
        EffectMeasure::Arcsine => return (angle(events / units), 0.25 / units),
        EffectMeasure::FreemanTukey => {
            let both = angle(events / (units + 1.0)) + angle((events + 1.0) / (units + 1.0));
            return (0.5 * both, 1.0 / (4.0 * units + 2.0));
        }
        _ => {}
    }
    let add = half(&[events, units - events], halves);
    let (x, others) = (events + add, units - events + add);
    let n = x + others;
    match measure {
        EffectMeasure::LogProportion => ((x / n).ln(), 1.0 / x - 1.0 / n),
        EffectMeasure::LogOdds => ((x / others).ln(), 1.0 / x + 1.0 / others),
        _ => (x / n, x * others / (n * n * n)),
    }
}

fn of_two_shares(measure: EffectMeasure, [x1, n1, x2, n2]: [f64; 4], halves: Halves) -> (f64, f64) {
    match measure {
        EffectMeasure::Peto => {
            let (all, events) = (n1 + n2, x1 + x2);
            let variance = n1 * n2 / (all * all) * (events * (all - events) / (all - 1.0));
            return ((x1 - n1 * events / all) / variance, 1.0 / variance);
        }
        EffectMeasure::ArcsineDifference => {
            return ((x1 / n1).sqrt().asin() - (x2 / n2).sqrt().asin(), 0.25 / n1 + 0.25 / n2);
        }
        _ => {}
    }
    let add = half(&[x1, n1 - x1, x2, n2 - x2], halves);
    let (a, b, c, d) = (x1 + add, n1 - x1 + add, x2 + add, n2 - x2 + add);
    let (n1, n2) = (a + b, c + d);
    match measure {
        EffectMeasure::RiskRatio => ((a / n1).ln() - (c / n2).ln(), 1.0 / a - 1.0 / n1 + 1.0 / c - 1.0 / n2),
        EffectMeasure::OddsRatio => ((a / b).ln() - (c / d).ln(), 1.0 / a + 1.0 / b + 1.0 / c + 1.0 / d),
        _ => (a / n1 - c / n2, a * b / (n1 * n1 * n1) + c * d / (n2 * n2 * n2)),
    }
}

fn of_two_means(measure: EffectMeasure, [m1, s1, n1]: [f64; 3], [m2, s2, n2]: [f64; 3]) -> (f64, f64) {
    match measure {
        EffectMeasure::StandardisedMeanDifference => {
            let df = n1 + n2 - 2.0;
            let pooled = (((n1 - 1.0) * s1 * s1 + (n2 - 1.0) * s2 * s2) / df).sqrt();
            let g = hedges_correction(df).unwrap_or(f64::NAN) * (m1 - m2) / pooled;
            (g, 1.0 / n1 + 1.0 / n2 + g * g / (2.0 * (n1 + n2)))
        }
        EffectMeasure::RatioOfMeans => ((m1 / m2).ln(), s1 * s1 / (n1 * m1 * m1) + s2 * s2 / (n2 * m2 * m2)),
        _ => (m1 - m2, s1 * s1 / n1 + s2 * s2 / n2),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_group_of_nobody_has_no_effect_whatever_is_added() {
        for (_, measure) in EffectMeasure::NAMED {
            let columns: &[&[f64]] = match measure.shape() {
                Shape::Share => &[&[0.0, 0.0], &[0.0, 4.0]],
                Shape::TwoShares => &[&[0.0, 0.0], &[0.0, 4.0], &[3.0, 3.0], &[10.0, 10.0]],
                _ => continue,
            };
            for halves in [Halves::WhereZero, Halves::Everywhere] {
                let (found, variances) = effects(measure, columns, halves).expect("counts");
                assert!(found[0].is_nan() && variances[0].is_nan(), "{measure:?}: {found:?}, {variances:?}");
                assert!(found[1].is_finite() && variances[1] > 0.0, "{measure:?}: {found:?}, {variances:?}");
            }
        }
    }

    #[test]
    fn a_name_that_is_not_known_is_refused_in_its_own_argument() {
        let place = |error: Error| error.to_string();
        let measure = EffectMeasure::named("risk_ration").expect_err("no measure");
        assert!(measure.code() == "H302" && place(measure).contains("`measure`"));
        assert!(place(Halves::named("never").expect_err("no halves")).contains("`halves`"));
        assert!(place(super::super::Inference::named("norm").expect_err("no inference")).contains("`inference`"));
        assert!(place(super::super::PoolMethod::named("rmel").expect_err("no method")).contains("`method`"));
    }
}
