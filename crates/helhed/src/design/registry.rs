//! The registry of indicators: data, embedded and versioned; a user's own file merges with it.

use std::sync::LazyLock;

use serde::Deserialize;

use super::source::read_toml;
use super::{Direction, Indicator, Measure, Names, Recorder, Theme};
use crate::error::{Error, Fault, Place, Result, Spot, Within, nearest};
use crate::estimate::Unit;

static STANDARD: LazyLock<Registry> = LazyLock::new(|| {
    Registry::parse(include_str!("data/indicators.toml"), "indicators.toml")
        .expect("the embedded registry is valid (tested)")
});

/// Indicators by id.
///
/// ```
/// use helhed::design::Registry;
/// let error = Registry::standard().get("hou_evct").unwrap_err();
/// assert_eq!(error.code(), "H001");
/// assert!(error.mend().contains("`hou_evict`"));
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Registry {
    indicators: Vec<Indicator>,
}

impl Registry {
    /// The registry of this version of helhed.
    #[must_use]
    pub fn standard() -> &'static Self {
        &STANDARD
    }

    /// The standard registry with the indicators of a user's file (its text and its name) added.
    ///
    /// # Errors
    /// `H003` for text that is no registry, `H002` for an unknown key, `H006` for an unknown theme, unit or measure, all
    /// with file and line; `H005` for an id that exists, unless the definition says `replaces = true`.
    pub fn merged(text: &str, file: &str) -> Result<Self> {
        let mut registry = Self::standard().clone();
        for (indicator, replaces) in entries(text, file)? {
            match registry.indicators.iter_mut().find(|known| known.id == indicator.id) {
                Some(known) if replaces => *known = indicator,
                Some(known) => {
                    let fault = Fault::IndicatorDefinedTwice { id: known.id.clone() };
                    return Err(Error::new(fault, Place::default()).within(Spot::File(file.to_owned())));
                }
                None => registry.indicators.push(indicator),
            }
        }
        Ok(registry)
    }

    fn parse(text: &str, file: &str) -> Result<Self> {
        Ok(Self { indicators: entries(text, file)?.into_iter().map(|(indicator, _)| indicator).collect() })
    }

    /// The indicator of an id.
    ///
    /// # Errors
    /// `H001` with the three nearest ids.
    pub fn get(&self, id: &str) -> Result<&Indicator> {
        self.indicators.iter().find(|indicator| indicator.id == id).ok_or_else(|| {
            let nearest = nearest(id, self.indicators.iter().map(|indicator| indicator.id.as_str()));
            Fault::UnknownIndicator { id: id.to_owned(), nearest }.into()
        })
    }

    /// All indicators, in the order of the registry.
    pub fn iter(&self) -> impl Iterator<Item = &Indicator> {
        self.indicators.iter()
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    version: String,
    indicator: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    id: String,
    name: Names,
    #[serde(default)]
    numerator: Names,
    #[serde(default)]
    denominator: Names,
    measure: String,
    unit: String,
    #[serde(default)]
    better: Direction,
    theme: String,
    #[serde(default)]
    source: String,
    #[serde(default)]
    provenance: Recorder,
    #[serde(default)]
    definition: DefinitionStatus,
    averaging_years: Option<u8>,
    #[serde(default)]
    replaces: bool,
}

/// Whether a definition is in a published source, or from general knowledge and to be checked.
#[derive(Default, Deserialize, PartialEq)]
#[serde(rename_all = "snake_case")]
enum DefinitionStatus {
    #[default]
    Published,
    Background,
}

fn entries(text: &str, file: &str) -> Result<Vec<(Indicator, bool)>> {
    let parsed: File = read_toml(text, file)?;
    let mut seen: Vec<(Indicator, bool)> = Vec::new();
    for entry in parsed.indicator {
        let at = Spot::Indicator(entry.id.clone());
        let replaces = entry.replaces;
        let indicator = entry.into_indicator(&parsed.version).within(|| at).within(|| Spot::File(file.to_owned()))?;
        if seen.iter().any(|(earlier, _)| earlier.id == indicator.id) {
            let error = Error::from(Fault::IndicatorDefinedTwice { id: indicator.id });
            return Err(error.within(Spot::File(file.to_owned())));
        }
        seen.push((indicator, replaces));
    }
    Ok(seen)
}

impl Entry {
    fn into_indicator(self, version: &str) -> Result<Indicator> {
        let theme = Theme::get(&self.theme)?.code.clone();
        let measure = Measure::named(&self.measure, &self.id, per(&self.unit))?;
        let unit = self.unit(&measure)?;
        let mut source = self.source;
        if self.definition == DefinitionStatus::Background {
            source.push_str(" (definition to be checked)");
        }
        if let Some(years) = self.averaging_years {
            source.push_str(&format!(" (mean of {years} years)"));
        }
        let mut indicator = Indicator::new(self.id, measure)?.named(self.name).better(self.better).in_unit(unit);
        indicator = indicator.sourced(source, self.provenance);
        Ok(Indicator {
            numerator: self.numerator,
            denominator: self.denominator,
            theme,
            version: version.to_owned(),
            ..indicator
        })
    }

    fn unit(&self, measure: &Measure) -> Result<Unit> {
        const UNITS: [&str; 14] = [
            "percent",
            "per_100",
            "per_1000",
            "ratio",
            "points",
            "years",
            "index",
            "scale_1_5",
            "scale_0_10",
            "scale_0_100",
            "percentage_points",
            "per_person",
            "count",
            "dkk",
        ];
        if !UNITS.contains(&self.unit.as_str()) {
            return Err(unknown("unit", &self.unit, &UNITS));
        }
        Ok(match (measure, self.unit.as_str()) {
            (Measure::Proportion { .. }, "per_1000") => Unit::SharePer(1000),
            (Measure::Proportion { .. }, "per_100") => Unit::SharePer(100),
            (Measure::Proportion { .. }, _) => Unit::Share,
            (Measure::Rate { .. }, "ratio") => Unit::Ratio,
            (Measure::Rate { per, .. }, _) => Unit::Per(*per),
            (_, "percent") => Unit::Percent,
            (_, "dkk") => Unit::Kroner,
            (_, other) => Unit::Named(other.replace('_', " ")),
        })
    }
}

/// Exposure that one unit of a rate stands for.
fn per(unit: &str) -> f64 {
    match unit {
        "percent" | "per_100" => 100.0,
        "per_1000" => 1000.0,
        _ => 1.0,
    }
}

fn unknown(what: &'static str, found: &str, known: &[&str]) -> Error {
    let nearest = nearest(found, known.iter().copied());
    Fault::UnknownName { what, found: found.to_owned(), nearest }.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    const OWN: &str = r#"
version = "mine"
[[indicator]]
id = "own_meals"
name = { da = "Fællesspisninger", en = "Shared meals" }
measure = "count"
unit = "count"
theme = "RES"
"#;

    #[test]
    fn the_standard_registry_has_sixty_four_indicators_in_both_languages() {
        let registry = Registry::standard();
        assert_eq!(registry.iter().count(), 64);
        assert!(registry.iter().all(|one| !one.name.da.is_empty() && !one.name.en.is_empty()));
    }

    #[test]
    fn a_users_file_merges() {
        let registry = Registry::merged(OWN, "own.toml").expect("valid");
        assert_eq!(registry.get("own_meals").expect("there").version, "mine");
        let twice = OWN.replace("own_meals", "hou_evict");
        assert_eq!(Registry::merged(&twice, "own.toml").expect_err("exists").code(), "H005");
        let replaced = twice.replace("theme = \"RES\"", "theme = \"RES\"\nreplaces = true");
        assert_eq!(Registry::merged(&replaced, "own.toml").expect("replaced").iter().count(), 64);
    }

    #[test]
    fn a_misspelt_key_is_named_with_file_and_line() {
        let error = Registry::merged(&OWN.replace("unit =", "units ="), "own.toml").expect_err("misspelt");
        assert_eq!(error.code(), "H002");
        assert_eq!(error.at().to_string(), "file own.toml, line 7");
        assert!(error.mend().contains("`unit`"), "{error}");
    }
}
