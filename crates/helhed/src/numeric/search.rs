//! What the inverses of the incomplete beta and gamma functions share: where a search starts, and its last step.

use super::Side;

/// A probability on one side of a distribution, with what every search needs of it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Target {
    pub(super) tail: f64,
    pub(super) side: Side,
    /// Standard normal quantile of the point: negative below the middle.
    pub(super) z: f64,
}

impl Target {
    pub(super) fn new(tail: f64, side: Side) -> Self {
        Self::known(tail, super::probit::rough_upper_quantile(tail), side)
    }

    /// The same where the normal quantile that leaves `tail` above it is known.
    pub(crate) fn known(tail: f64, above: f64, side: Side) -> Self {
        Self { tail, side, z: if side == Side::Lower { -above } else { above } }
    }

    /// The same of the mirrored distribution.
    pub(super) fn mirrored(self) -> Self {
        let side = if self.side == Side::Lower { Side::Upper } else { Side::Lower };
        Self { side, z: -self.z, ..self }
    }

    /// Minus one where the tail grows with the point, one where it falls.
    pub(super) fn sign(self) -> f64 {
        if self.side == Side::Lower { -1.0 } else { 1.0 }
    }
}

/// A distribution at a point: the tail that was computed directly with its side, the density, and the first two
/// derivatives of the logarithm of the density and the third.
#[derive(Debug, Clone, Copy)]
pub(super) struct Local {
    pub(super) tail: f64,
    pub(super) side: Side,
    pub(super) density: f64,
    pub(super) slope: f64,
    pub(super) bend: f64,
    pub(super) twist: f64,
}

/// What a step from a point can be.
#[derive(Debug, Clone, Copy)]
pub(super) enum Step {
    /// The step leads to the quantile to the last digit.
    Last(f64),
    /// The step leads close to the quantile.
    Near(f64),
    /// The point is too far away for a series.
    Far,
}

impl Local {
    /// The step to the quantile by the series of the inverse function up to the fourth power of the distance, whose error
    /// is of the fifth.
    pub(super) fn step(self, target: Target) -> Step {
        let tail = if self.side == target.side { self.tail } else { 1.0 - self.tail };
        let e = target.sign() * (tail - target.tail) / self.density;
        let scale = self.slope.abs().max((-self.bend).sqrt());
        // The distance in units of the density's own scale.
        let distance = e.abs() * scale;
        if !(distance < 0.3 && self.density > 1e-290) {
            return Step::Far;
        }
        let (h, h2) = (self.slope, self.bend);
        let third = 2.0 * h * h - h2;
        let fourth = h * (7.0 * h2 - 6.0 * h * h) - self.twist;
        let step = e * (1.0 + e * (-0.5 * h + e * (third / 6.0 + e * fourth / 24.0)));
        let square = distance * distance;
        if square * square * distance <= 1e-15 * scale.max(0.2) { Step::Last(step) } else { Step::Near(step) }
    }
}

/// Cumulants of the logarithm of a gamma variable of shape `1/r`, by their asymptotic series; the first is that of the
/// logarithm's distance from the logarithm of the shape.
fn cumulants(r: f64) -> [f64; 5] {
    let r2 = r * r;
    [
        -r * (0.5 + r * (1.0 / 12.0 - r2 / 120.0)),
        r * (1.0 + r * (0.5 + r * (1.0 / 6.0 - r2 / 30.0))),
        -r2 * (1.0 + r * (1.0 + r * (0.5 - r2 / 6.0))),
        r2 * r * (2.0 + r * (3.0 + r * (2.0 - r2))),
        -r2 * r2 * (6.0 + r * (12.0 + r * 10.0)),
    ]
}

/// Start for the logarithm of the quantile of a gamma variable over its shape `1/r`, or of the ratio of two of shapes
/// `1/r` and `1/s` (`s = 0`: one alone). Good to a hundredth of the spread or better unless the tail is extreme.
pub(super) fn start(r: f64, s: f64, z: f64) -> f64 {
    if r > 0.2 || z.abs() > 6.0 { wilson_hilferty(r, s, z) } else { cornish_fisher(r, s, z) }
}

/// Cornish and Fisher's expansion to the third order.
fn cornish_fisher(r: f64, s: f64, z: f64) -> f64 {
    let (k, m) = (cumulants(r), cumulants(s));
    let variance = k[1] + m[1];
    let deviation = variance.sqrt();
    let inverse = 1.0 / variance;
    let skew = (k[2] - m[2]) * inverse / deviation;
    let excess = (k[3] + m[3]) * inverse * inverse;
    let fifth = (k[4] - m[4]) * inverse * inverse / deviation;
    let z2 = z * z;
    let z4 = z2 * z2;
    let first = skew * (z2 - 1.0) / 6.0;
    let second = z * (excess * (z2 - 3.0) / 24.0 - skew * skew * (2.0 * z2 - 5.0) / 36.0);
    let third = fifth * (z4 - 6.0 * z2 + 3.0) / 120.0 - skew * excess * (z4 - 5.0 * z2 + 2.0) / 24.0
        + skew * skew * skew * (12.0 * z4 - 53.0 * z2 + 17.0) / 324.0;
    k[0] - m[0] + deviation * (z + first + second + third)
}

/// Wilson and Hilferty's cube roots, of a ratio as Paulson has them; far out the normal approximation of the logarithm.
fn wilson_hilferty(r: f64, s: f64, z: f64) -> f64 {
    let (c, d) = (1.0 - r / 9.0, 1.0 - s / 9.0);
    let (v, w) = (r / 9.0, s / 9.0);
    let z2 = z * z;
    let bottom = d * d - z2 * w;
    let inside = c * c * w + d * d * v - z2 * v * w;
    let root = if bottom > 0.05 && inside > 0.0 { (c * d + z * inside.sqrt()) / bottom } else { 0.0 };
    if root > 0.05 { 3.0 * root.ln() } else { z * (r + s).sqrt() }
}
