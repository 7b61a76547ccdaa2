//! The studies of one synthesis, and weighted sums over them at a variance between studies.

/// Numbers that are added side by side, in this order whatever the machine.
const LANES: usize = 4;
/// How much larger than the shifted sum the one before it may be.
const DIGITS: f64 = 16.0;

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
    /// Near the mean.
    centre: f64,
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

/// Sums that the slope of a likelihood and its own slope are made of.
#[derive(Debug, Clone, Copy)]
pub(super) struct Slopes {
    /// Sum of the weights.
    pub(super) weight: f64,
    /// Sum of squared weights.
    pub(super) square: f64,
    /// Sum of cubed weights.
    pub(super) cube: f64,
    /// Sum of squared weights times squared distances from the mean.
    pub(super) fall: f64,
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
        self.settle();
    }

    /// The same from as many effects as variances.
    pub(super) fn fill_from(&mut self, effects: &[f64], variances: &[f64]) {
        self.effects.clear();
        self.variances.clear();
        self.effects.extend_from_slice(effects);
        self.variances.extend_from_slice(variances);
        self.settle();
    }

    /// Counts what was filled in from its origin, in its unit.
    fn settle(&mut self) {
        self.studies = self.effects.len();
        let (mut least, mut origin) = (f64::INFINITY, 0.0);
        for (effect, variance) in self.effects.iter().zip(&self.variances) {
            if *variance < least {
                (least, origin) = (*variance, *effect);
            }
        }
        self.origin = origin;
        self.centre = 0.0;
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

    /// The sums of the slopes at a variance between studies.
    ///
    /// Distances are taken from the mean of the last call, which is near, and shifted to the mean afterwards: one pass
    /// over the studies instead of two. Where the shift would take digits, a second one starts from the mean.
    pub(super) fn slopes_at(&mut self, between: f64) -> Slopes {
        let near = self.around_centre(between);
        let found = self.shifted(&near);
        if near.fall <= DIGITS * found.fall && near.bend <= DIGITS * found.bend {
            return found;
        }
        let at_mean = self.around_centre(between);
        self.shifted(&at_mean)
    }

    /// The sums of distances from the mean, which becomes the centre.
    fn shifted(&mut self, raw: &Raw) -> Slopes {
        let Raw { weight, moment, square, cube, fall, tilt, bend, lean } = *raw;
        let shift = moment / weight;
        self.centre += shift;
        Slopes {
            weight,
            square,
            cube,
            fall: fall - shift * (2.0 * tilt - shift * square),
            tilt: tilt - shift * square,
            bend: bend - shift * (2.0 * lean - shift * cube),
        }
    }

    /// Sums of distances from the centre.
    fn around_centre(&self, between: f64) -> Raw {
        let centre = self.centre;
        let mut sums = [[0.0; LANES]; 8];
        for (variances, effects) in self.variances.chunks_exact(LANES).zip(self.effects.chunks_exact(LANES)) {
            for lane in 0..LANES {
                let (w, distance) = (1.0 / (variances[lane] + between), effects[lane] - centre);
                let (pull, squared) = (w * distance, w * w);
                let force = pull * pull;
                sums[0][lane] += w;
                sums[1][lane] += pull;
                sums[2][lane] += squared;
                sums[3][lane] += squared * w;
                sums[4][lane] += force;
                sums[5][lane] += pull * w;
                sums[6][lane] += force * w;
                sums[7][lane] += pull * squared;
            }
        }
        let [weight, moment, square, cube, fall, tilt, bend, lean] = sums.map(total);
        Raw { weight, moment, square, cube, fall, tilt, bend, lean }
    }
}

/// Sums over the studies of distances from a centre that is not their mean: as in [`Slopes`], and with the weights and the
/// cubed weights.
struct Raw {
    weight: f64,
    moment: f64,
    square: f64,
    cube: f64,
    fall: f64,
    tilt: f64,
    bend: f64,
    lean: f64,
}

fn total([a, b, c, d]: [f64; LANES]) -> f64 {
    (a + b) + (c + d)
}
