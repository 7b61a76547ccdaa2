//! Sentences: direction and judgement kept apart, no claim above the evidence, no value without method and n.

use super::caution::{caution, caution_in_general};
use super::choice::method_text;
use super::evidence::{ceiling, ceiling_text};
use super::listing::{count_text, estimand_text, interval_text, key_value, title, value_text};
use super::number::{percent, shortest};
use crate::comparisons::did;
use crate::design::{Direction, Language};
use crate::estimate::{Chosen, Estimand, Estimate, Estimates, SynthesisWarning, Unit, Warning};

/// Areas, or periods, that a sentence lists.
const MOST_LISTED: usize = 3;

/// Warnings that say why there is no value; others only say what it would have been worth.
const EMPTYING: [&str; 8] = ["W301", "W503", "W507", "W559", "W560", "W563", "W564", "W565"];

/// One estimate as a sentence: what, how much, how sure, from what, by which method.
///
/// ```
/// use helhed::{Level, cells::ProportionCell, design::Language, estimates::proportion, report};
/// let averted = proportion::wilson(&ProportionCell::from_counts(30.0, 41.0)?, Level::P95)?;
/// assert_eq!(
///     report::sentence(&averted, Language::Da),
///     "Andel: 73,2 pct. [58,1-84,3] (30 af 41; 95 pct. konfidensinterval; proportion/wilson)."
/// );
/// # Ok::<(), helhed::Error>(())
/// ```
#[must_use]
pub fn sentence(estimate: &Estimate, language: Language) -> String {
    let title = title(estimate, language);
    let subject = if title.is_empty() { capitalised(estimand_text(estimate.estimand, language)) } else { title };
    let basis = basis(estimate, language);
    if estimate.value.is_none() {
        let emptied = estimate.warnings.iter().find(|warning| EMPTYING.contains(&warning.code()));
        let why = emptied.or(estimate.warnings.first());
        let why = why.map_or_else(String::new, |warning| caution(warning, language));
        return format!("{subject}: {} ({basis}). {}.", language.pick("ingen værdi", "no value"), capitalised(&why));
    }
    let interval = interval_text(estimate, language);
    let gap = if interval.is_empty() { "" } else { " " };
    format!("{subject}: {}{}{gap}{interval} ({basis}).", bound(estimate, language), value_text(estimate, language))
}

/// The word before a number that is a bound: some of the outcomes would have come anyway, or a cost or a price is one.
fn bound(estimate: &Estimate, language: Language) -> &'static str {
    // How many outcomes, and which share of those counted, cover the cost does not depend on how many came anyway.
    let needed = estimate.estimand == Estimand::BreakEven && estimate.unit != Unit::Named("participants".into());
    let bounding = |warning: &Warning| match warning {
        Warning::GrossOutcomes => !needed,
        Warning::PartialCost => true,
        other => *other == Warning::Synthesis(SynthesisWarning::PriceAtMost),
    };
    match estimate.estimand {
        _ if !estimate.warnings.iter().any(bounding) => "",
        Estimand::Money | Estimand::NetBenefit | Estimand::ProbabilityOfPaying => language.pick("højst ", "at most "),
        Estimand::CostPerOutcome | Estimand::BreakEven => language.pick("mindst ", "at least "),
        _ => "",
    }
}

/// n, level and method of an estimate, as the end of a sentence.
fn basis(estimate: &Estimate, language: Language) -> String {
    let mut parts = vec![count_text(&estimate.n, language)];
    if let Some(interval) = estimate.interval {
        let level = percent(&shortest(100.0 * interval.level.get(), language), language);
        let is_prediction =
            estimate.key.iter().any(|part| part.dimension == "part" && part.value == "prediction".into());
        let kind = match is_prediction {
            true => language.pick("prædiktionsinterval", "prediction interval"),
            false => language.pick("konfidensinterval", "confidence interval"),
        };
        parts.push(format!("{level} {kind}"));
    }
    parts.push(method_text(estimate, language));
    parts.join("; ")
}

/// A comparison in words: each contrast with its direction, its judgement by the indicator, and what it cannot show.
/// The first contrast of an indicator is told, and one whose method was asked for.
///
/// Takes the rows of [`compare`](crate::comparisons::compare) or [`before_after`](crate::comparisons::before_after).
#[must_use]
pub fn comparison(estimates: &Estimates, language: Language) -> Vec<String> {
    let main = |estimate: &&Estimate| {
        // Of a difference in differences the average is told, and the table has the periods.
        if estimate.method.id == did::GROUP_TIME.id {
            return did::is_overall(estimate);
        }
        let asked_for = estimate.provenance.chosen == Some(Chosen::AskedFor) && estimate.estimand.null().is_some();
        let first = [Estimand::RiskDifference, Estimand::RateRatio, Estimand::MeanDifference];
        first.contains(&estimate.estimand) || asked_for && estimate.estimand != Estimand::PercentChange
    };
    estimates.iter().filter(main).map(|contrast| contrast_sentence(contrast, estimates, language)).collect()
}

fn contrast_sentence(contrast: &Estimate, all: &Estimates, language: Language) -> String {
    let rest = |estimate: &Estimate| -> Vec<String> {
        let mut key: Vec<_> = estimate.key.iter().filter(|part| part.dimension != crate::comparisons::ARM).collect();
        if did::is_overall(estimate) {
            key.retain(|part| part.value != "all".into());
        }
        key.into_iter().map(ToString::to_string).collect()
    };
    let place = rest(contrast);
    let is_arm = |estimate: &&Estimate| {
        matches!(estimate.estimand, Estimand::Proportion | Estimand::Rate | Estimand::Mean)
            && estimate.indicator == contrast.indicator
            && rest(estimate) == place
    };
    let arms: Vec<String> = all
        .iter()
        .filter(is_arm)
        .map(|arm| {
            let name =
                arm.key.last().map_or_else(String::new, |part| key_value(&part.dimension, &part.value, language));
            format!("{name} {} ({})", value_text(arm, language), count_text(&arm.n, language))
        })
        .collect();
    let place = if place.is_empty() { String::new() } else { format!(" ({})", place.join(", ")) };
    let arms = if arms.is_empty() { String::new() } else { format!("{}. ", arms.join(", ")) };
    let mut text = format!("{}{place}: {arms}", title(contrast, language));
    text.push_str(&capitalised(&sentence(&Estimate { indicator: None, ..contrast.clone() }, language)));
    text.push(' ');
    text.push_str(&verdict(contrast, language));
    if let Some(evidence) = &contrast.evidence {
        text.push_str(&format!(" {}. {}", evidence.grade(), ceiling_text(ceiling(Some(evidence)), language)));
    }
    if contrast.value.is_some() {
        reservations(contrast, language).iter().for_each(|one| text.push_str(&format!(" {}.", capitalised(one))));
    }
    text
}

/// What a difference in differences is never told without: who is left out of the comparison, for want of whom the average
/// lacks periods, and what the interval does not hold. Many areas are not listed in a sentence; the table names them.
fn reservations(contrast: &Estimate, language: Language) -> Vec<String> {
    let mut said: Vec<String> = Vec::new();
    for code in ["W440", "W441", "W443"] {
        let found: Vec<&Warning> = contrast.warnings.iter().filter(|warning| warning.code() == code).collect();
        let short = found.len() <= MOST_LISTED;
        let words =
            found.into_iter().map(|one| if short { caution(one, language) } else { caution_in_general(one, language) });
        words.for_each(|words| {
            if !said.contains(&words) {
                said.push(words)
            }
        });
    }
    said
}

/// Direction first, judgement second, and neither where the interval leaves both open.
fn verdict(contrast: &Estimate, language: Language) -> String {
    let (Some(value), Some(interval), Some(null)) = (contrast.value, contrast.interval, contrast.estimand.null())
    else {
        return language.pick("Retningen kan ikke afgøres.", "The direction cannot be told.").into();
    };
    if interval.contains(null) {
        return language
            .pick("Intervallet rummer både fald og stigning.", "The interval holds both a fall and a rise.")
            .into();
    }
    let rises = value > null;
    let change = contrast.warnings.contains(&Warning::NoComparisonGroup);
    let direction = match (rises, change) {
        (true, _) if contrast.method.id == did::GROUP_TIME.id => language.pick(
            "Tallet er højere, end hvis det havde fulgt sammenligningen",
            "The figure is higher than if it had followed the comparison",
        ),
        (false, _) if contrast.method.id == did::GROUP_TIME.id => language.pick(
            "Tallet er lavere, end hvis det havde fulgt sammenligningen",
            "The figure is lower than if it had followed the comparison",
        ),
        (true, true) => language.pick("Tallet steg", "The figure rose"),
        (false, true) => language.pick("Tallet faldt", "The figure fell"),
        (true, false) => language.pick("Tallet er højere", "The figure is higher"),
        (false, false) => language.pick("Tallet er lavere", "The figure is lower"),
    };
    let better = contrast.indicator.as_ref().map_or(Direction::Neutral, |subject| subject.better);
    let judgement = match (better, rises) {
        (Direction::Neutral, _) => "",
        (Direction::Higher, true) | (Direction::Lower, false) => {
            language.pick("; det er en forbedring", "; that is an improvement")
        }
        _ => language.pick("; det er en forværring", "; that is a deterioration"),
    };
    format!("{direction}{judgement}.")
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cells::{Block, Cells, ProportionCell};
    use crate::comparisons::{Cut, before_after};
    use crate::design::{Indicator, Measure, Names};
    use crate::estimate::Level;

    fn change(better: Direction, before: f64, after: f64) -> String {
        let meals = Indicator::new("own", Measure::Proportion { event: "own".into() }).expect("valid");
        let meals = meals.named(Names::new("Fællesspisning", "Shared meals")).better(better);
        let mut cells = Cells::new(["year"], [meals]).expect("valid");
        for (year, events) in [(2012, before), (2013, after)] {
            let block = Block::Proportion(ProportionCell::from_counts(events, 1000.0).expect("counts"));
            cells.add(vec![year.into()], 0, &block).expect("valid");
        }
        let cut = Cut { at: "2013".parse().expect("period"), time: None };
        comparison(&before_after(&cells, cut, None, Level::P95).expect("valid"), Language::En).join("\n")
    }

    #[test]
    fn an_indicator_of_ones_own_is_named_and_judged() {
        let fall = change(Direction::Higher, 400.0, 300.0);
        assert!(fall.starts_with("Shared meals: before 40.0 % (400 of 1,000), after 30.0 %"), "{fall}");
        assert!(fall.contains("The figure fell; that is a deterioration."), "{fall}");
        assert!(change(Direction::Lower, 400.0, 300.0).contains("that is an improvement"));
    }

    #[test]
    fn nothing_is_judged_where_the_interval_holds_both_or_the_indicator_is_neutral() {
        let unsure = change(Direction::Higher, 400.0, 402.0);
        assert!(
            unsure.contains("The interval holds both a fall and a rise.") && !unsure.contains("improvement"),
            "{unsure}"
        );
        let neutral = change(Direction::Neutral, 400.0, 300.0);
        assert!(neutral.contains("The figure fell.") && !neutral.contains("deterioration"), "{neutral}");
    }

    #[test]
    fn no_causal_word_is_used_below_grade_three() {
        let text = change(Direction::Lower, 400.0, 300.0).to_lowercase();
        assert!(text.contains("sms 2") && text.contains("cannot show that the programme caused it"));
        for word in ["reduced", "effect of", "led to", "because of"] {
            assert!(!text.contains(word), "{word}: {text}");
        }
    }
}
