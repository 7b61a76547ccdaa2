//! Tables of published figures: every one with its value, interval, n, method and the reasons for what is missing.

use crate::design::Language;
use crate::estimate::{Estimand, Estimate};
use crate::records::{Comparator, Figure, Observation, Role};
use crate::report::caution::no_interval;
use crate::report::listing::{codes, count_text, interval_text, notes};
use crate::report::number::{Shown, percent, shortest};
use crate::report::table::Table;

/// A published figure and its estimate.
pub(super) type Row<'a> = (&'a Observation, Estimate);

/// A table of figures.
#[must_use]
pub(super) fn figures(caption: &str, rows: &[&Row<'_>], language: Language) -> Table {
    let interval_heading = format!("#{}", level_text(rows.iter().map(|(_, estimate)| estimate), language));
    let headings = language.pick(
        ["Mål", "#Værdi", &interval_heading, "n", "Metode", "Forbehold"],
        ["Measure", "#Value", &interval_heading, "n", "Method", "Cautions"],
    );
    let mut table = Table::new(caption, &headings);
    let labels: Vec<String> = rows.iter().map(|(observation, _)| label(observation, language)).collect();
    for ((observation, estimate), label) in rows.iter().zip(&labels) {
        // The same figure at two times is told apart by its time.
        let twice = labels.iter().filter(|other| *other == label).count() > 1;
        let time = if twice { format!(", {}", role(observation.role, language)) } else { String::new() };
        table.rows.push(vec![
            format!("{label}{time}"),
            value(observation, estimate, language),
            interval(estimate, language),
            count(observation, estimate, language),
            estimate.method.id.to_string(),
            codes(&estimate.warnings),
        ]);
    }
    table.notes = notes(rows.iter().flat_map(|(_, estimate)| &estimate.warnings), language);
    table
}

/// `95 pct. interval`, by the level of the estimates; without a level where none of them has an interval.
#[must_use]
pub(super) fn level_text<'a>(mut estimates: impl Iterator<Item = &'a Estimate>, language: Language) -> String {
    let level = estimates.find_map(|estimate| estimate.interval).map(|interval| interval.level);
    level.map_or_else(
        || "Interval".to_owned(),
        |level| format!("{} interval", percent(&shortest(100.0 * level.get(), language), language)),
    )
}

/// The states of one whole, with a line that says whether they add up.
#[must_use]
pub(super) fn distribution(rows: &[&Row<'_>], language: Language) -> Table {
    let caption = language.pick("Fordeling", "Distribution");
    let mut table = figures(caption, rows, language);
    let sum: f64 = rows.iter().filter_map(|(one, _)| one.numerator).sum();
    let whole = rows.iter().find_map(|(one, _)| one.denominator);
    if let Some(whole) = whole {
        let (sum_text, whole_text) = (shortest(sum, language), shortest(whole, language));
        let note = if sum == whole {
            language
                .pick(format!("Tilstandene summer til {whole_text}."), format!("The states add up to {whole_text}."))
        } else if sum > whole {
            language.pick(
                format!("Tilstandene overlapper: de summer til {sum_text} af {whole_text}."),
                format!("The states overlap: they add up to {sum_text} of {whole_text}."),
            )
        } else {
            language.pick(
                format!("Tilstandene dækker {sum_text} af {whole_text}; resten er ikke oplyst."),
                format!("The states cover {sum_text} of {whole_text}; the rest is not stated."),
            )
        };
        table.notes.push(note);
    }
    table
}

/// Before and after, side by side.
#[must_use]
pub(super) fn before_after(pairs: &[(&Row<'_>, &Row<'_>)], language: Language) -> Table {
    let headings = language.pick(
        ["Mål", "#Før", "#Efter", "#Ændring", "n", "Metode", "Forbehold"],
        ["Measure", "#Before", "#After", "#Change", "n", "Method", "Cautions"],
    );
    let mut table = Table::new(language.pick("Før og efter", "Before and after"), &headings);
    for ((before, earlier), (after, later)) in pairs {
        let mut warnings = earlier.warnings.clone();
        warnings.extend(later.warnings.iter().filter(|warning| !earlier.warnings.contains(warning)).cloned());
        let mut counts = vec![count(before, earlier, language), count(after, later, language)];
        counts.dedup();
        table.rows.push(vec![
            label(after, language),
            value(before, earlier, language),
            value(after, later, language),
            change(before, after, later, language),
            counts.join(" → "),
            later.method.id.to_string(),
            codes(&warnings),
        ]);
    }
    let all = pairs.iter().flat_map(|(before, after)| before.1.warnings.iter().chain(&after.1.warnings));
    table.notes = notes(all, language);
    table.notes.push(
        language
            .pick(
                "Ændringen har intet interval: tallene er ikke trykt med tæller og nævner for begge tidspunkter.",
                "The change has no interval: the figures are not printed with numerator and denominator for both times.",
            )
            .to_owned(),
    );
    table
}

/// The difference of the printed figures, as a range where one of them is a range.
fn change(before: &Observation, after: &Observation, estimate: &Estimate, language: Language) -> String {
    let difference = |from: f64| {
        let changed = Estimate {
            estimand: if after.figure == Figure::Proportion { Estimand::RiskDifference } else { estimate.estimand },
            ..estimate.clone()
        };
        Shown::of(&changed, language).value(after.value - from)
    };
    let sure = after.comparator == Comparator::Exactly && before.comparator == Comparator::Exactly;
    let about = if sure { "" } else { language.pick("ca. ", "about ") };
    match before.value_max {
        Some(top) => format!("{} {} {}", difference(top), language.pick("til", "to"), difference(before.value)),
        None => format!("{about}{}", difference(before.value)),
    }
}

fn role(role: Role, language: Language) -> &'static str {
    match role {
        Role::Before => language.pick("før", "before"),
        Role::Baseline => language.pick("ved start", "at the start"),
        Role::During => language.pick("undervejs", "during"),
        Role::After => language.pick("efter", "after"),
        Role::Cumulative => language.pick("samlet", "in all"),
        Role::Snapshot => language.pick("øjebliksbillede", "at one moment"),
    }
}

/// Name of a figure, with the group it holds for.
#[must_use]
pub(super) fn label(observation: &Observation, language: Language) -> String {
    let group = observation.group.get(language);
    let label = observation.label.get(language);
    let said = label.to_lowercase().contains(&group.to_lowercase());
    if said { label.to_owned() } else { format!("{label} ({group})") }
}

/// The value as printed: with its range, and with the word for about, at least or at most.
#[must_use]
pub(super) fn value(observation: &Observation, estimate: &Estimate, language: Language) -> String {
    let Some(value) = estimate.value else { return "–".into() };
    let shown = Shown::of(estimate, language);
    let text = match observation.value_max {
        Some(top) => format!("{}-{}", shown.number(value), shown.value(top)),
        None => shown.value(value),
    };
    let about = observation.approximate && estimate.interval.is_none();
    format!("{}{text}", word(observation.comparator, about, language))
}

/// The word before a figure that is printed as a bound, or as about.
#[must_use]
pub(super) fn word(comparator: Comparator, about: bool, language: Language) -> &'static str {
    match comparator {
        Comparator::Exactly if !about => "",
        Comparator::Exactly | Comparator::About => language.pick("ca. ", "about "),
        Comparator::Below => language.pick("under ", "below "),
        Comparator::Above => language.pick("over ", "above "),
        Comparator::AtMost => language.pick("højst ", "at most "),
        Comparator::AtLeast => language.pick("mindst ", "at least "),
    }
}

fn interval(estimate: &Estimate, language: Language) -> String {
    let text = interval_text(estimate, language);
    if text.is_empty() { no_interval(&estimate.warnings, language).unwrap_or("–").to_owned() } else { text }
}

/// What a figure rests on; a rounded denominator is called so.
#[must_use]
pub(super) fn count(observation: &Observation, estimate: &Estimate, language: Language) -> String {
    let (Some(numerator), Some(denominator)) = (observation.numerator, observation.denominator) else {
        return match observation.denominator {
            Some(denominator) => {
                let n = shortest(denominator, language);
                language.pick(format!("af {n}; tæller ikke oplyst"), format!("of {n}; numerator not stated"))
            }
            None if matches!(observation.figure, Figure::Count | Figure::Money) => {
                language.pick("optalt", "counted").into()
            }
            None => count_text(&estimate.n, language),
        };
    };
    let about = if observation.approximate { language.pick("ca. ", "about ") } else { "" };
    let of = if matches!(observation.figure, Figure::Proportion) { language.pick("af", "of") } else { "/" };
    format!("{} {of} {about}{}", shortest(numerator, language), shortest(denominator, language))
}

/// A figure in one line: what, how much, how sure, from what, by which method.
#[must_use]
pub(super) fn line(row: &Row<'_>, language: Language) -> String {
    let (observation, estimate) = row;
    let number = format!("{} {}", value(observation, estimate, language), interval_text(estimate, language));
    let n = count(observation, estimate, language);
    format!("{}: {} ({n}; {})", label(observation, language), number.trim_end(), estimate.method.id)
}
