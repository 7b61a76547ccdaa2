//! Why a method was chosen, in the language of the report.

use crate::design::Language;
use crate::estimate::{Chosen, Estimate, Estimates};

/// The reason in a few words, as it stands beside the method's id.
pub(crate) fn chosen_text(chosen: Chosen, language: Language) -> String {
    let many = Chosen::MANY_EVENTS;
    match chosen {
        Chosen::Default => language.pick("standardvalg", "default").into(),
        Chosen::DefaultForManyEvents => {
            language.pick(format!("standardvalg fra {many} hændelser"), format!("default from {many} events"))
        }
        Chosen::DefaultForFewEvents => {
            language.pick(format!("standardvalg under {many} hændelser"), format!("default below {many} events"))
        }
        Chosen::AskedFor => language.pick("valgt i analysen", "asked for").into(),
    }
}

/// The method of a number, with the reason for which a door chose it.
pub(crate) fn method_text(estimate: &Estimate, language: Language) -> String {
    match estimate.provenance.chosen {
        Some(chosen) => format!("{}, {}", estimate.method.id, chosen_text(chosen, language)),
        None => estimate.method.id.to_string(),
    }
}

/// A note with each method and its reason once, in the order of the table; nothing where no door has chosen.
pub(crate) fn choices_note(estimates: &Estimates, language: Language) -> Option<String> {
    let mut chosen: Vec<String> = Vec::new();
    for estimate in estimates {
        let Some(reason) = estimate.provenance.chosen else { continue };
        let text = format!("{} ({})", estimate.method.id, chosen_text(reason, language));
        if !chosen.contains(&text) {
            chosen.push(text);
        }
    }
    let list = Some(chosen.join(", ")).filter(|list| !list.is_empty())?;
    Some(language.pick(format!("Metodevalg: {list}."), format!("Choice of method: {list}.")))
}
