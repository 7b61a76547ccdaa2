//! The rows of a comparison: the two arms, and the contrasts of one with the other.

use super::change;
use super::method::{Asked, Contrasts};
use crate::cells::{Block, Cells, Grouped};
use crate::design::{Indicator, Measure};
use crate::error::{Error, Fault, Place, Result, Spot, Within};
use crate::estimate::{Design, Estimand, Estimate, Estimates, KeyPart, KeyValue, Level, Warning, key_text};
use crate::estimates::{estimate_block, labelled};

/// Key column that tells the two arms and their contrast apart.
pub const ARM: &str = "arm";

/// A comparison of two arms.
pub(super) struct Contrast {
    /// Design.
    pub(super) design: Design,
    /// First arm, second arm, and the contrast of the second with the first.
    pub(super) names: [String; 3],
    /// Method that was asked for.
    pub(super) asked: Asked,
    /// Confidence level.
    pub(super) level: Level,
}

impl Contrast {
    /// The rows: for each key and indicator the arms, then the contrasts.
    pub(super) fn rows(&self, cells: &Cells, split: Vec<Grouped>) -> Result<Estimates> {
        if cells.dimensions().iter().any(|dimension| dimension == ARM) {
            return Err(Error::new(Fault::ColumnTwice { name: ARM.into() }, Place::argument("by")));
        }
        let mut rows = Vec::new();
        for Grouped { key, groups: arms } in split {
            for (index, indicator) in cells.indicators().iter().enumerate() {
                let (first, second, unplaced) = (&arms[0][index], &arms[1][index], &arms[2][index]);
                let contrasts = self
                    .contrasts(second, first)
                    .within(|| Spot::Indicator(indicator.id.clone()))
                    .within(|| Spot::Cell(key_text(&key)))?;
                for (arm, block) in [first, second].into_iter().enumerate() {
                    let estimate = estimate_block(indicator, block, None, self.level)?;
                    rows.push(labelled(estimate, indicator, self.keyed(&key, arm)));
                }
                let left_out = unplaced.records() + unplaced.missing();
                let placed = first.records() + second.records();
                let finish = |contrast: Estimate| {
                    let contrast = self.graded(in_unit_of(contrast, indicator).warned_if_missing(left_out, placed));
                    let unit = contrast.unit.clone();
                    Estimate { unit, ..labelled(contrast, indicator, self.keyed(&key, 2)) }
                };
                rows.extend(contrasts.into_iter().map(finish));
            }
        }
        Ok(rows.into())
    }

    fn keyed(&self, key: &[KeyPart], arm: usize) -> Vec<KeyPart> {
        let mut key = key.to_vec();
        key.push(KeyPart { dimension: ARM.into(), value: KeyValue::Text(self.names[arm].clone()) });
        key
    }

    fn contrasts(&self, of: &Block, against: &Block) -> Result<Contrasts> {
        let mut contrasts = match (of, against) {
            (Block::Proportion(of), Block::Proportion(against)) => self.asked.shares(of, against, self.level)?,
            (Block::Rate(of), Block::Rate(against)) => self.asked.rates(of, against, self.level)?,
            (Block::Mean(of), Block::Mean(against)) => self.asked.means(of, against, self.level)?,
            (Block::WeightedMean(of), Block::WeightedMean(against)) => self.asked.weighted(of, against, self.level)?,
            (other, _) => return Err(Fault::NotComparable { measure: other.measure() }.into()),
        };
        let is_ratio = |one: &&Estimate| matches!(one.estimand, Estimand::RiskRatio | Estimand::RateRatio);
        if self.design == Design::BeforeAfter
            && let Some(ratio) = contrasts.iter().find(is_ratio).cloned()
        {
            contrasts.push(change::percent(ratio));
        }
        Ok(contrasts)
    }

    fn graded(&self, contrast: Estimate) -> Estimate {
        let contrast = match self.design {
            Design::BeforeAfter => contrast.warned(Warning::NoComparisonGroup).warned(Warning::DependenceUnknown),
            _ => contrast.warned(Warning::ComparabilityUnknown),
        };
        Estimate { evidence: Some(self.design.evidence()), ..contrast }
    }
}

/// A difference of means is in the indicator's unit and a difference of rates per the indicator's exposure; the other
/// contrasts have a unit of their own.
pub(super) fn in_unit_of(contrast: Estimate, indicator: &Indicator) -> Estimate {
    match (contrast.estimand, &indicator.measure) {
        (Estimand::MeanDifference | Estimand::LocationShift, _) => {
            Estimate { unit: indicator.unit.clone(), ..contrast }
        }
        (Estimand::RateDifference, Measure::Rate { per, .. }) => contrast.per(*per),
        _ => contrast,
    }
}
