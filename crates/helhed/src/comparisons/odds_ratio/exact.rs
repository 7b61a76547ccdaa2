//! The table with its margins held fixed: what the conditional estimate, the mid-P estimate and Fisher's test share.

use crate::comparisons::shares::Counts;
use crate::error::{Error, Fault, Result};
use crate::estimate::Level;
use crate::numeric::hypergeometric::{Around, Margins, around, log_odds_ratio, log_odds_ratio_of_mean};
use crate::numeric::root::decreasing;

/// Events of the first group, given the margins.
#[derive(Clone, Copy)]
pub(super) struct Conditional {
    x: f64,
    margins: Margins,
}

impl Conditional {
    pub(super) fn of(Counts { x1, n1, x2, n2 }: Counts) -> Self {
        Self { x: x1, margins: Margins { first: n1, second: n2, events: x1 + x2 } }
    }

    /// Whether the margins allow one table only.
    pub(super) fn is_fixed(self) -> bool {
        self.at_low() && self.at_high()
    }

    fn at_low(self) -> bool {
        self.x == self.margins.low()
    }

    fn at_high(self) -> bool {
        self.x == self.margins.high()
    }

    /// Probabilities where the odds are equal.
    pub(super) fn around(self) -> Around {
        around(self.x, self.margins)
    }

    /// Twice the smaller tail where the odds are equal, each with this part of the probability of the count seen.
    pub(super) fn doubled_p(self, part: f64) -> f64 {
        if self.is_fixed() {
            return 1.0;
        }
        let Around { at, at_most, at_least, .. } = self.around();
        (2.0 * (at_most.min(at_least) - (1.0 - part) * at)).clamp(0.0, 1.0)
    }

    /// The odds ratios at which either tail, with all (1) or half of the probability of the count seen, is that of the
    /// level.
    pub(super) fn limits(self, part: f64, level: Level) -> Result<(f64, f64)> {
        let search = |is_lower: bool, alone: bool| {
            // Where nothing lies beyond the count seen, its own probability is the whole tail. For half of it that
            // leaves the level itself inside, which is exact where one minus the tail is not.
            let (part, tail, inside) = if alone && part < 1.0 {
                (1.0, 2.0 * level.tail(), level.get().ln())
            } else {
                (part, level.tail(), (-level.tail()).ln_1p())
            };
            // The rough limit of a discrete count is half a unit away where the whole probability counts.
            let (sign, above, shift) = if is_lower { (1.0, part, 0.5 - part) } else { (-1.0, 1.0 - part, part - 0.5) };
            let log_odds = sign * (tail.ln() - inside);
            let log = log_odds_ratio(self.x, self.margins, above, log_odds, self.rough(shift, sign * level.z()));
            log.map(f64::exp).ok_or_else(|| self.bug())
        };
        let lower = if self.at_low() { 0.0 } else { search(true, self.at_high())? };
        let upper = if self.at_high() { f64::INFINITY } else { search(false, self.at_low())? };
        Ok((lower, upper))
    }

    /// The conditional maximum likelihood estimate.
    pub(super) fn most_likely(self) -> Result<f64> {
        if self.at_low() || self.at_high() {
            return Ok(if self.at_low() { 0.0 } else { f64::INFINITY });
        }
        let log = log_odds_ratio_of_mean(self.x, self.margins, self.log_odds_ratio(self.x));
        Ok(log.ok_or_else(|| self.bug())?.exp())
    }

    /// The estimate with as much probability above as below; `None` at the ends of the range.
    pub(super) fn median_unbiased(self) -> Result<Option<f64>> {
        if self.at_low() || self.at_high() {
            return Ok(None);
        }
        let log = log_odds_ratio(self.x, self.margins, 0.5, 0.0, self.log_odds_ratio(self.x));
        Ok(Some(log.ok_or_else(|| self.bug())?.exp()))
    }

    /// Logarithm of the odds ratio of the table that has `x` events in the first group.
    fn log_odds_ratio(self, x: f64) -> f64 {
        let Margins { first, second, events } = self.margins;
        (x / (first - x)).ln() - ((events - x) / (second - events + x)).ln()
    }

    /// Cornfield's limit, where the search begins: the odds ratio whose table is `z` standard errors from the count
    /// seen, moved by `shift`.
    fn rough(self, shift: f64, z: f64) -> f64 {
        let Margins { first, second, events } = self.margins;
        let seen = self.x + shift;
        let score = |x: f64| {
            let precision = 1.0 / x + 1.0 / (first - x) + 1.0 / (events - x) + 1.0 / (second - events + x);
            (seen - x) * precision.sqrt() - z
        };
        let (low, high) = if z > 0.0 { (self.margins.low(), seen) } else { (seen, self.margins.high()) };
        self.log_odds_ratio(decreasing(low, high, score))
    }

    fn bug(self) -> Error {
        let Margins { first, second, events } = self.margins;
        let what = format!("no odds ratio for {} of {events} events, {first} against {second}", self.x);
        Fault::Bug { what }.into()
    }
}
