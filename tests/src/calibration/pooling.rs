//! The prediction of a synthesis, by simulation: the true effect at a further place, and whether it lies inside.

use helhed::estimate::Method;
use helhed::numeric::normal;
use helhed::synthesis::pool::{DERSIMONIAN_LAIRD, Inference, PAULE_MANDEL, PoolMethod, REML, Studies, pool};

use super::counts::{Point, summary};
use super::picture::{Axis, Panel};
use super::simulated::Stream;
use super::{LEVEL, Measured, Row};

/// Syntheses of each setting.
const SAMPLES: u64 = 4_000;
/// Monte-Carlo standard error of a coverage near the level.
const ERROR: f64 = 0.003_446;
/// Places that are pooled.
const PLACES: [u64; 6] = [3, 5, 10, 20, 50, 130];
/// Standard deviation between places, where the middle standard error within one is about 0.2.
const BETWEEN: [(f64, &str); 2] = [(0.1, "that differ little"), (0.4, "that differ much")];

/// The methods that are measured.
const METHODS: [PoolMethod; 3] = [PoolMethod::Reml, PoolMethod::DersimonianLaird, PoolMethod::PauleMandel];

/// Ids of what is measured.
pub(super) fn methods() -> [&'static str; 3] {
    static MEASURED: [Method; 3] = [REML, DERSIMONIAN_LAIRD, PAULE_MANDEL];
    MEASURED.each_ref().map(|method| method.id.as_ref())
}

/// A standard normal value.
fn value(stream: &mut Stream) -> f64 {
    normal::upper_quantile(stream.next().unwrap_or(0.5))
}

pub(super) fn predictions() -> Measured {
    let (mut rows, mut panels): (Vec<Row>, Vec<Panel>) = (Vec::new(), Vec::new());
    for method in METHODS {
        let id = method.method().id;
        let mut curves = vec![Vec::new(); BETWEEN.len()];
        for (line, (between, words)) in BETWEEN.into_iter().enumerate() {
            for places in PLACES {
                let mut point = Point::default();
                for sample in 0..SAMPLES {
                    let mut stream = Stream::new(1 << 24 | places << 4 | line as u64, sample);
                    let (mut effects, mut variances) = (Vec::new(), Vec::new());
                    for _ in 0..places {
                        // Standard errors from 0.05 to 0.8, evenly in their logarithm.
                        let se = 0.05 * 16_f64.powf(stream.next().unwrap_or(0.5));
                        effects.push(between * value(&mut stream) + se * value(&mut stream));
                        variances.push(se * se);
                    }
                    let further = between * value(&mut stream);
                    let studies = Studies::of_effects(&effects, &variances).expect("studies");
                    let found = pool(&studies, method, Inference::KnappHartung, LEVEL).expect("a synthesis");
                    let ahead = found.prediction.expect("several places");
                    point.add(1.0 / SAMPLES as f64, ahead.contains(further), Some(ahead.upper - ahead.lower), false);
                }
                rows.push(summary(&id, &format!("{places} places {words}"), &[point], ERROR));
                curves[line].push((places as f64, point.covered));
            }
        }
        panels.push(Panel::new(&id, curves));
    }
    let axis = Axis::log("places", 3.0, 130.0, &[3.0, 10.0, 30.0, 130.0]).with_lines(&["differ little", "differ much"]);
    Measured { rows, panels, axis }
}
