//! Numbers as people write them: `1.234,5`, `45 pct.`, `2,4 procentpoint` in Danish; `1,234.5`, `45 %` in English.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::design::Language;
use crate::estimate::{Basis, Estimand, Estimate, Interval, Unit};

/// A number with `digits` decimals and marks between thousands. Infinity is `∞`.
#[must_use]
pub fn decimal(value: f64, digits: usize, language: Language) -> String {
    if value.is_infinite() {
        return if value > 0.0 { "∞".into() } else { "-∞".into() };
    }
    let plain = format!("{:.*}", digits, value.abs());
    let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
    let (thousands, point) = language.pick(('.', ','), (',', '.'));
    let mut text = String::new();
    if value < 0.0 && plain.bytes().any(|byte| (b'1'..=b'9').contains(&byte)) {
        text.push('-');
    }
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            text.push(thousands);
        }
        text.push(digit);
    }
    if !fraction.is_empty() {
        text.push(point);
        text.push_str(fraction);
    }
    text
}

/// A whole number with marks between thousands.
#[must_use]
pub fn whole(value: u64, language: Language) -> String {
    decimal(value as f64, 0, language)
}

/// A number with as many decimals as it has, two at most.
#[must_use]
pub fn shortest(value: f64, language: Language) -> String {
    let digits = (0..2).find(|digits| {
        let scale = 10_f64.powi(*digits);
        ((value * scale).round() / scale - value).abs() < 1e-9 * value.abs().max(1.0)
    });
    decimal(value, digits.unwrap_or(2) as usize, language)
}

/// A percentage: `73,2 pct.` or `73.2 %`.
#[must_use]
pub fn percent(number: &str, language: Language) -> String {
    language.pick(format!("{number} pct."), format!("{number} %"))
}

/// Kroner: `50.000 kr.` or `DKK 50,000`.
#[must_use]
pub fn kroner(number: &str, language: Language) -> String {
    language.pick(format!("{number} kr."), format!("DKK {number}"))
}

/// How the numbers of one estimate are shown: a factor, decimals, and the words around them.
#[derive(Debug, Clone)]
pub struct Shown {
    factor: f64,
    digits: Option<usize>,
    unit: Words,
    language: Language,
}

#[derive(Debug, Clone)]
enum Words {
    Percent,
    Points,
    Kroner,
    Bare,
    After(String),
}

impl Shown {
    /// How `estimate` is shown.
    #[must_use]
    pub fn of(estimate: &Estimate, language: Language) -> Self {
        let (factor, digits, unit) = match (estimate.estimand, &estimate.unit) {
            (Estimand::RiskDifference, Unit::Share) => (100.0, Some(1), Words::Points),
            (_, Unit::Share) => (100.0, Some(1), Words::Percent),
            (_, Unit::SharePer(per)) => (f64::from(*per), Some(1), Words::After(per_text(f64::from(*per), language))),
            (_, Unit::Per(per)) if *per == 1.0 => (1.0, Some(2), Words::Bare),
            (_, Unit::Per(per)) if *per == 100.0 => (1.0, Some(1), Words::Percent),
            (_, Unit::Per(per)) => (1.0, Some(1), Words::After(per_text(*per, language))),
            (_, Unit::Ratio) => (1.0, Some(2), Words::Bare),
            (_, Unit::Percent) => (1.0, Some(1), Words::Percent),
            (_, Unit::Kroner) => (1.0, Some(0), Words::Kroner),
            (_, Unit::Named(name)) => (1.0, None, Words::After(unit_word(name, language).to_owned())),
        };
        // A printed figure keeps the decimals it was printed with.
        let printed = estimate.provenance.basis == Basis::PublishedFigure;
        Self { factor, digits: if printed { None } else { digits }, unit, language }
    }

    /// A number in these terms, without words.
    #[must_use]
    pub fn number(&self, value: f64) -> String {
        let value = value * self.factor;
        match (self.digits, &self.unit) {
            (Some(digits), _) => decimal(value, digits, self.language),
            // A percentage never claims more than a decimal.
            (None, Words::Percent | Words::Points) => shortest((value * 10.0).round() / 10.0, self.language),
            (None, _) => shortest(value, self.language),
        }
    }

    /// A number in these terms with its unit.
    #[must_use]
    pub fn value(&self, value: f64) -> String {
        let number = self.number(value);
        match &self.unit {
            Words::Percent => percent(&number, self.language),
            Words::Points => format!("{number} {}", self.language.pick("procentpoint", "percentage points")),
            Words::Kroner => kroner(&number, self.language),
            Words::Bare => number,
            Words::After(words) => format!("{number} {words}"),
        }
    }

    /// An interval in these terms: `[58,1-84,3]`, with a word between the limits where one is negative.
    #[must_use]
    pub fn interval(&self, interval: Interval) -> String {
        let between = if interval.lower < 0.0 { self.language.pick(" til ", " to ") } else { "-" };
        format!("[{}{between}{}]", self.number(interval.lower), self.number(interval.upper))
    }
}

fn per_text(per: f64, language: Language) -> String {
    format!("{} {}", language.pick("pr.", "per"), decimal(per, 0, language))
}

/// Danish names of units, by their English ones: data, not code.
static UNITS: LazyLock<BTreeMap<String, String>> =
    LazyLock::new(|| toml::from_str(include_str!("data/units.toml")).expect("the embedded units are valid (tested)"));

/// A unit in the language of the report; one that has no Danish name keeps its own.
pub(crate) fn unit_word(name: &str, language: Language) -> &str {
    language.pick(UNITS.get(name).map_or(name, String::as_str), name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn danish_and_english_numbers() {
        assert_eq!(decimal(1234.5, 1, Language::Da), "1.234,5");
        assert_eq!(decimal(-1_234_567.0, 0, Language::En), "-1,234,567");
        assert_eq!(decimal(-0.01, 1, Language::Da), "0,0");
        assert_eq!(decimal(f64::INFINITY, 1, Language::Da), "∞");
        assert_eq!(shortest(0.75 * 100.0, Language::Da), "75");
        assert_eq!(shortest(6.3029, Language::En), "6.30");
        assert_eq!(percent("45", Language::Da), "45 pct.");
        assert_eq!(kroner("50.000", Language::Da), "50.000 kr.");
    }
}
