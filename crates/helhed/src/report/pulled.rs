//! How far each area was drawn towards the others, and why, in words.

use super::caution::caution;
use super::listing::{count_text, key_value};
use super::number::{Shown, decimal, percent};
use crate::design::Language;
use crate::estimate::{Estimate, Interval};
use crate::synthesis::shrink::{Shrunk, ShrunkArea};

/// A sentence for each area: its own value, the one after shrinkage with its interval, and how much of its distance from
/// what all areas have in common it keeps, because of what it rests on.
///
/// ```
/// use helhed::{Level, design::Language, report, synthesis::{areas::Areas, shrink}};
/// let areas = Areas::proportions(&[1.0, 5.0, 9.0], &[10.0; 3])?.named(["A", "B", "C"])?;
/// let told = report::pulled(&shrink::shrink(&areas, Level::P95)?, Language::En);
/// assert_eq!(
///     told[0],
///     "A: 10.0 % by itself, 17.2 % [2.5-41.8] drawn towards 50.0 % of all areas. It keeps 82 % of its distance, as it \
///      rests on 1 of 10."
/// );
/// # Ok::<(), helhed::Error>(())
/// ```
#[must_use]
pub fn pulled(shrunk: &Shrunk, language: Language) -> Vec<String> {
    let areas = shrunk.areas.iter().zip(&shrunk.estimates);
    areas.map(|(area, estimate)| told(area, estimate, shrunk.mean, language)).collect()
}

fn told(area: &ShrunkArea, estimate: &Estimate, mean: Option<f64>, language: Language) -> String {
    let names: Vec<String> = area.key.iter().map(|part| key_value(&part.dimension, &part.value, language)).collect();
    let name = names.join(", ");
    let shown = Shown::of(estimate, language);
    let value = |value: f64| shown.value(short(value));
    let (Some(raw), Some(after), Some(weight), Some(mean)) = (area.raw, area.shrunk, area.weight, mean) else {
        let why: Vec<String> = estimate.warnings.iter().map(|warning| caution(warning, language)).collect();
        return format!("{name}: {} ({}).", language.pick("ingen værdi", "no value"), why.join("; "));
    };
    let interval = |interval: Interval| {
        let Interval { lower, upper, level } = interval;
        format!(" {}", shown.interval(Interval { lower: short(lower), upper: short(upper), level }))
    };
    let interval = estimate.interval.map_or_else(String::new, interval);
    let (raw, after, mean) = (value(raw), value(after), value(mean));
    let kept = percent(&decimal(100.0 * weight, 0, language), language);
    let rests = count_text(&estimate.n, language);
    language.pick(
        format!(
            "{name}: {raw} for sig selv, {after}{interval} trukket mod {mean} i alle områder. Det beholder {kept} af sin \
             afstand, fordi det bygger på {rests}."
        ),
        format!(
            "{name}: {raw} by itself, {after}{interval} drawn towards {mean} of all areas. It keeps {kept} of its \
             distance, as it rests on {rests}."
        ),
    )
}

/// A number to four digits: a unit without decimals of its own shows every one that it is given.
fn short(value: f64) -> f64 {
    if value == 0.0 || !value.is_finite() {
        return value;
    }
    format!("{value:.3e}").parse().unwrap_or(value)
}
