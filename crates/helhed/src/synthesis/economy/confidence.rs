//! How sure a number of outcomes is, at every level at once.

use crate::cells::ProportionCell;
use crate::error::{Fault, Result};
use crate::estimates::proportion::wilson_limits;
use crate::numeric::{normal, student};

/// The confidence distribution of a number: its quantiles are the limits of its intervals at every level.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Confidence {
    shape: Shape,
    scale: f64,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Shape {
    /// No uncertainty is stated.
    Known(f64),
    /// Two halves of a normal, or of Student's, distribution, that meet at the value.
    Split { value: f64, below: f64, above: f64, df: Option<f64> },
    /// Wilson's limits of a share.
    Share { events: f64, records: f64 },
}

impl Confidence {
    pub(super) fn known(value: f64) -> Self {
        Self { shape: Shape::Known(value), scale: 1.0 }
    }

    pub(super) fn split(value: f64, below: f64, above: f64, df: Option<f64>) -> Self {
        Self { shape: Shape::Split { value, below, above, df }, scale: 1.0 }
    }

    /// Of the events among all records of a cell that has some.
    pub(super) fn of_share(cell: &ProportionCell) -> Self {
        let (events, records) = (cell.events() as f64, cell.records() as f64);
        Self { shape: Shape::Share { events, records }, scale: records }
    }

    /// Of the number times a factor, which may be below zero.
    pub(super) fn times(self, factor: f64) -> Self {
        Self { scale: self.scale * factor, ..self }
    }

    pub(super) fn is_known(self) -> bool {
        matches!(self.shape, Shape::Known(_))
    }

    /// The number below which a share of the probability lies.
    pub(super) fn quantile(self, share: f64) -> Result<f64> {
        let share = if self.scale < 0.0 { 1.0 - share } else { share };
        let quantile = match self.shape {
            Shape::Known(value) => value,
            Shape::Split { value, .. } if share == 0.5 => value,
            Shape::Split { value, below, df, .. } if share < 0.5 => value - below * upper_quantile(share, df)?,
            Shape::Split { value, above, df, .. } => value + above * upper_quantile(1.0 - share, df)?,
            Shape::Share { events, records } if share == 0.5 => events / records,
            Shape::Share { events, records } if share < 0.5 => {
                wilson_limits(events, records, normal::upper_quantile(share)).0
            }
            Shape::Share { events, records } => wilson_limits(events, records, normal::upper_quantile(1.0 - share)).1,
        };
        Ok(quantile * self.scale)
    }

    /// The probability of more than `bound`; absent where no uncertainty is stated.
    pub(super) fn above(self, bound: f64) -> Option<f64> {
        if self.scale == 0.0 {
            return None;
        }
        let point = bound / self.scale;
        let above = match self.shape {
            Shape::Known(_) => return None,
            Shape::Split { value, below, above, df } => {
                let distance = point - value;
                let width = if distance > 0.0 { above } else { below };
                if width == 0.0 {
                    // All of that half lies at the value.
                    if distance == 0.0 { 0.5 } else { f64::from(distance < 0.0) }
                } else {
                    upper_tail(distance / width, df)
                }
            }
            Shape::Share { events, records } => {
                if point < 0.0 {
                    1.0
                } else if point >= 1.0 {
                    0.0
                } else if point == 0.0 {
                    // Without events, half of the probability lies at zero.
                    if events > 0.0 { 1.0 } else { 0.5 }
                } else {
                    let se = (point * (1.0 - point) / records).sqrt();
                    normal::upper_tail((point - events / records) / se)
                }
            }
        };
        Some(if self.scale < 0.0 { 1.0 - above } else { above })
    }
}

fn upper_quantile(tail: f64, df: Option<f64>) -> Result<f64> {
    match df {
        None => Ok(normal::upper_quantile(tail)),
        Some(df) => student::upper_quantile(tail, df)
            .ok_or_else(|| Fault::Bug { what: format!("no t quantile with {df} degrees of freedom") }.into()),
    }
}

fn upper_tail(point: f64, df: Option<f64>) -> f64 {
    df.map_or_else(|| normal::upper_tail(point), |df| student::upper_tail(point, df))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What lies above a quantile is what it leaves above.
    #[test]
    fn quantiles_and_probabilities_agree() {
        let cell = ProportionCell::from_counts(30.0, 41.0).expect("counts");
        let split = Confidence::split(0.2, 0.05, 0.1, None);
        for confidence in [
            split,
            split.times(-300.0),
            Confidence::split(0.2, 0.05, 0.1, Some(4.0)).times(50.0),
            Confidence::of_share(&cell),
        ] {
            for share in [0.001, 0.025, 0.3, 0.5, 0.7, 0.975, 0.999] {
                let above = confidence.above(confidence.quantile(share).expect("a quantile")).expect("uncertain");
                assert!((above - (1.0 - share)).abs() < 1e-9, "{confidence:?} {share}: {above}");
            }
        }
    }

    #[test]
    fn a_number_without_uncertainty_has_no_probability() {
        assert_eq!(Confidence::known(70.0).above(10.0), None);
    }
}
