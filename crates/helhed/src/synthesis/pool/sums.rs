//! The studies of one synthesis, and weighted sums over them at a variance between studies.

/// Numbers that are added side by side, in this order whatever the machine.
const LANES: usize = 4;

/// The effects and variances of one synthesis, with room to weigh them. It can be filled again and again.
///
/// Inside, effects are counted from the effect of the most precise study, and everything in units of a power of two
/// near its standard error, so that neither digits nor range are lost; what goes in and out is in the units of the
/// data.
#[derive(Debug, Clone, Default)]
pub(super) struct Workspace {
    studies: usize,
    /// The unit of effects inside; that of variances is its square.
    unit: f64,
    /// The effect from which the others are counted.
    origin: f64,
    effects: Vec<f64>,
    variances: Vec<f64>,
    weights: Vec<f64>,
}

/// Sums over the studies at a variance between them, in the units of the inside.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sums {
    /// Sum of the weights.
    pub(super) weight: f64,
    /// Weighted mean.
    pub(super) mean: f64,
    /// Weighted sum of squared distances from the mean: the generalised Q.
    pub(super) spread: f64,
    /// The same with squared weights: minus the slope of `spread`.
    pub(super) fall: f64,
    /// Sum of squared weights.
    pub(super) square: f64,
}

/// What the slope of a likelihood needs beyond [`Sums`].
#[derive(Debug, Clone, Copy)]
pub(super) struct More {
    /// Sum of cubed weights.
    pub(super) cube: f64,
    /// Sum of squared weights times distances from the mean.
    pub(super) tilt: f64,
    /// Sum of cubed weights times squared distances.
    pub(super) bend: f64,
}

impl Workspace {
    /// Takes the studies of one synthesis: finite effects, and variances above zero.
    pub(super) fn fill(&mut self, studies: impl IntoIterator<Item = (f64, f64)>) {
        self.effects.clear();
        self.variances.clear();
        for (effect, variance) in studies {
            self.effects.push(effect);
            self.variances.push(variance);
        }
        self.studies = self.effects.len();
        let (mut least, mut origin) = (f64::INFINITY, 0.0);
        for (effect, variance) in self.effects.iter().zip(&self.variances) {
            if *variance < least {
                (least, origin) = (*variance, *effect);
            }
        }
        self.origin = origin;
        self.unit = if self.studies == 0 { 1.0 } else { (0.5 * least.log2()).round().exp2() };
        let (effect_unit, variance_unit) = (self.unit.recip(), (self.unit * self.unit).recip());
        for (effect, variance) in self.effects.iter_mut().zip(&mut self.variances) {
            *effect = (*effect - origin) * effect_unit;
            *variance *= variance_unit;
        }
        // A study of infinite variance has no weight: it fills the last lanes.
        let padded = self.studies.next_multiple_of(LANES);
        self.effects.resize(padded, 0.0);
        self.variances.resize(padded, f64::INFINITY);
        self.weights.resize(padded, 0.0);
    }

    /// How many studies there are.
    pub(super) fn studies(&self) -> usize {
        self.studies
    }

    /// The effects inside.
    pub(super) fn effects(&self) -> &[f64] {
        &self.effects[..self.studies]
    }

    /// The variances inside.
    pub(super) fn variances(&self) -> &[f64] {
        &self.variances[..self.studies]
    }

    /// An effect of the inside in the units of the data.
    pub(super) fn effect_outside(&self, effect: f64) -> f64 {
        self.origin + effect * self.unit
    }

    /// A standard error of the inside in the units of the data.
    pub(super) fn error_outside(&self, error: f64) -> f64 {
        error * self.unit
    }

    /// A variance of the inside in the units of the data.
    pub(super) fn variance_outside(&self, variance: f64) -> f64 {
        variance * self.unit * self.unit
    }

    /// The least and the largest variance.
    pub(super) fn ends(&self) -> (f64, f64) {
        self.variances()
            .iter()
            .fold((f64::INFINITY, 0.0), |(least, most), variance| (variance.min(least), variance.max(most)))
    }

    /// The unweighted mean, and the sum of squared distances from it.
    pub(super) fn unweighted(&self) -> (f64, f64) {
        let k = self.studies as f64;
        let mean = self.effects().iter().sum::<f64>() / k;
        (mean, self.effects().iter().map(|effect| (effect - mean) * (effect - mean)).sum())
    }

    /// The weights at a variance between studies, their sum, and the weighted mean.
    fn weigh(&mut self, between: f64) -> (f64, f64) {
        let (mut weight, mut moment) = ([0.0; LANES], [0.0; LANES]);
        let rows = self.weights.chunks_exact_mut(LANES).zip(self.variances.chunks_exact(LANES));
        for ((weights, variances), effects) in rows.zip(self.effects.chunks_exact(LANES)) {
            for lane in 0..LANES {
                let one = 1.0 / (variances[lane] + between);
                weights[lane] = one;
                weight[lane] += one;
                moment[lane] += one * effects[lane];
            }
        }
        let weight = total(weight);
        (weight, total(moment) / weight)
    }

    /// The sums at a variance between studies.
    pub(super) fn at(&mut self, between: f64) -> Sums {
        let (weight, mean) = self.weigh(between);
        let (mut spread, mut fall, mut square) = ([0.0; LANES], [0.0; LANES], [0.0; LANES]);
        for (weights, effects) in self.weights.chunks_exact(LANES).zip(self.effects.chunks_exact(LANES)) {
            for lane in 0..LANES {
                let (w, r) = (weights[lane], effects[lane] - mean);
                let pull = w * r;
                spread[lane] += pull * r;
                fall[lane] += pull * pull;
                square[lane] += w * w;
            }
        }
        Sums { weight, mean, spread: total(spread), fall: total(fall), square: total(square) }
    }

    /// The sums at a variance between studies, and those that a likelihood needs beyond them.
    pub(super) fn all_at(&mut self, between: f64) -> (Sums, More) {
        let (weight, mean) = self.weigh(between);
        let (mut spread, mut fall, mut square) = ([0.0; LANES], [0.0; LANES], [0.0; LANES]);
        let (mut cube, mut tilt, mut bend) = ([0.0; LANES], [0.0; LANES], [0.0; LANES]);
        for (weights, effects) in self.weights.chunks_exact(LANES).zip(self.effects.chunks_exact(LANES)) {
            for lane in 0..LANES {
                let (w, r) = (weights[lane], effects[lane] - mean);
                let (pull, squared) = (w * r, w * w);
                spread[lane] += pull * r;
                fall[lane] += pull * pull;
                square[lane] += squared;
                cube[lane] += squared * w;
                tilt[lane] += pull * w;
                bend[lane] += pull * pull * w;
            }
        }
        let sums = Sums { weight, mean, spread: total(spread), fall: total(fall), square: total(square) };
        (sums, More { cube: total(cube), tilt: total(tilt), bend: total(bend) })
    }
}

fn total([a, b, c, d]: [f64; LANES]) -> f64 {
    (a + b) + (c + d)
}
