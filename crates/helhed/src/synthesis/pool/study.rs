//! The studies that are pooled: one effect and its sampling variance each.

use serde::{Deserialize, Serialize};

use crate::error::{Error, Fault, Place, PoolFault, Result, Spot};
use crate::estimate::{Estimand, KeyPart, KeyValue, Scale, SynthesisWarning, Unit, Warning, key_text};

/// Largest size of an effect.
const LARGEST: f64 = 1e50;
/// Smallest and largest variance whose powers stay inside a double.
const VARIANCES: (f64, f64) = (1e-50, 1e50);

/// A study: one effect on the scale on which it is pooled, and its sampling variance there.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Study {
    /// Which area, programme or publication.
    pub key: Vec<KeyPart>,
    /// Effect; the logarithm of a ratio, the log odds of a share.
    pub effect: f64,
    /// Its sampling variance: the square of its standard error.
    pub variance: f64,
}

impl Study {
    /// The values of its key as one text: `A`, or `A, 2013`.
    #[must_use]
    pub fn name(&self) -> String {
        name_of(&self.key)
    }
}

/// The values of a key as one text.
pub(super) fn name_of(key: &[KeyPart]) -> String {
    key.iter().map(|part| part.value.to_string()).collect::<Vec<_>>().join(", ")
}

/// Studies of one thing on one scale. Those that exist are valid: finite effects, and variances above zero.
#[derive(Debug, Clone, PartialEq)]
pub struct Studies {
    pub(super) list: Vec<Study>,
    pub(super) estimand: Estimand,
    pub(super) unit: Unit,
    pub(super) scale: Scale,
    pub(super) records: Option<u64>,
    pub(super) warnings: Vec<Warning>,
}

impl Studies {
    /// From effects and their sampling variances, named by their number from 1. Not-a-number in either is missing: the
    /// study is left out, counted and named (W520).
    ///
    /// # Errors
    /// `H108` if the columns differ in length; `H523` for a variance that is not above zero, `H104` for an infinite
    /// number and `H008` for one beyond 1e50, or a variance below 1e-50, with the row.
    pub fn of_effects(effects: &[f64], variances: &[f64]) -> Result<Self> {
        let names: Vec<KeyValue> = (1..=effects.len() as i64).map(KeyValue::from).collect();
        Self::named(&names, effects, variances)
    }

    /// The same, each with a name.
    ///
    /// # Errors
    /// As [`of_effects`](Self::of_effects).
    pub fn named(names: &[KeyValue], effects: &[f64], variances: &[f64]) -> Result<Self> {
        for (argument, len) in [("variances", variances.len()), ("names", names.len())] {
            if len != effects.len() {
                let fault = Fault::LengthsDiffer { left: effects.len() as u64, right: len as u64 };
                return Err(Error::new(fault, Place::argument(argument)));
            }
        }
        let (mut list, mut left_out) = (Vec::with_capacity(effects.len()), Vec::new());
        for (row, ((name, effect), variance)) in names.iter().zip(effects).zip(variances).enumerate() {
            if effect.is_nan() || variance.is_nan() {
                left_out.push(name.to_string());
                continue;
            }
            checked(*effect, *variance).map_err(|error| error.within(Spot::Row(row as u64 + 1)))?;
            let key = vec![KeyPart { dimension: "study".into(), value: name.clone() }];
            list.push(Study { key, effect: *effect, variance: *variance });
        }
        let warnings = left_out_of(left_out, effects.len()).into_iter().collect();
        let (estimand, unit, scale) = (Estimand::EffectSize, Unit::Ratio, Scale::Identity);
        Ok(Self { list, estimand, unit, scale, records: None, warnings })
    }

    /// The studies in order.
    #[must_use]
    pub fn as_slice(&self) -> &[Study] {
        &self.list
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// What they estimate.
    #[must_use]
    pub fn estimand(&self) -> Estimand {
        self.estimand
    }

    /// Unit of the values, on the natural scale.
    #[must_use]
    pub fn unit(&self) -> &Unit {
        &self.unit
    }

    /// Scale on which they are pooled.
    #[must_use]
    pub fn scale(&self) -> Scale {
        self.scale
    }

    /// What must be known of studies that were left out, and of where the standard errors come from.
    #[must_use]
    pub fn warnings(&self) -> &[Warning] {
        &self.warnings
    }

    /// Some of the studies, by their places.
    #[must_use]
    pub(super) fn only(&self, places: &[usize]) -> Self {
        let list: Vec<Study> = places.iter().filter_map(|place| self.list.get(*place).cloned()).collect();
        let records = self.records.filter(|_| list.len() == self.list.len());
        Self { list, records, unit: self.unit.clone(), warnings: Vec::new(), ..*self }
    }

    /// Effects and variances.
    pub(super) fn pairs(&self) -> impl Iterator<Item = (f64, f64)> {
        self.list.iter().map(|study| (study.effect, study.variance))
    }
}

/// Refuses numbers that cannot be pooled.
pub(super) fn checked(effect: f64, variance: f64) -> Result<()> {
    for found in [effect, variance] {
        if !found.is_finite() {
            return Err(Fault::NotFinite { found }.into());
        }
    }
    if variance <= 0.0 {
        return Err(PoolFault::VarianceNotPositive { found: variance }.into());
    }
    let ranges = [("effect", effect, -LARGEST, LARGEST), ("sampling variance", variance, VARIANCES.0, VARIANCES.1)];
    for (what, found, low, high) in ranges {
        if !(low..=high).contains(&found) {
            return Err(Fault::OutsideRange { what, found, low, high }.into());
        }
    }
    Ok(())
}

/// Whether all of these effects and variances are there and pass [`checked`].
pub(super) fn sound(effects: &[f64], variances: &[f64]) -> bool {
    let (low, high) = VARIANCES;
    // Without a branch in between, which would keep them from being looked at side by side.
    let effects = effects.iter().fold(true, |all, effect| all & (effect.abs() <= LARGEST));
    variances.iter().fold(effects, |all, variance| all & (*variance >= low) & (*variance <= high))
}

/// The warning that names studies that were left out, if any were.
pub(super) fn left_out_of(left_out: Vec<String>, of: usize) -> Option<Warning> {
    (!left_out.is_empty()).then_some(Warning::Synthesis(SynthesisWarning::StudiesLeftOut { left_out, of: of as u64 }))
}

/// A study that has a key, as `area=A / year=2013` (commas stand between studies), or its place in the list.
pub(super) fn named_or_numbered(key: &[KeyPart], place: usize) -> String {
    let parts: Vec<String> = key.iter().map(|part| key_text(std::slice::from_ref(part))).collect();
    if parts.is_empty() { (place + 1).to_string() } else { parts.join(" / ") }
}
