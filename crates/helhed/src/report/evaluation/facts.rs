//! What a programme is: theme, place, period, target group, way of working. What is not known is left out.

use crate::design::{ActivityType, Language, Programme, Theme};

/// The facts of a programme as a paragraph.
#[must_use]
pub(super) fn facts(programme: &Programme, language: Language) -> String {
    let theme = |code: &String| Theme::get(code).map_or(code.as_str(), |theme| theme.name.get(language)).to_owned();
    let themes: Vec<String> = programme.themes.iter().map(theme).collect();
    let types: Vec<&str> = programme.activity_types.iter().map(|kind| activity(*kind, language)).collect();
    let named = [
        (language.pick("Tema", "Theme"), themes.join(", ")),
        (language.pick("Sted", "Place"), place(programme)),
        (language.pick("Periode", "Period"), running(programme, language)),
        (language.pick("Målgruppe", "Target group"), programme.target_group.get(language).to_owned()),
        (language.pick("Alder", "Age"), ages(programme, language)),
        (language.pick("Arbejdsform", "Way of working"), types.join(", ")),
    ];
    let known = named.into_iter().filter(|(_, text)| !text.is_empty()).map(|(name, text)| format!("{name}: {text}"));
    let note = Some(programme.note.get(language).to_owned()).filter(|note| !note.is_empty());
    let parts: Vec<String> = known.chain(note).collect();
    format!("{}.", parts.join(". ").trim_end_matches('.'))
}

fn place(programme: &Programme) -> String {
    let areas: Vec<&str> = programme.areas.iter().map(|area| area.name()).collect();
    match (areas.join(", "), programme.municipality.as_str()) {
        (areas, "") => areas,
        (areas, municipality) if areas.is_empty() => municipality.to_owned(),
        (areas, municipality) => format!("{areas} ({municipality})"),
    }
}

fn running(programme: &Programme, language: Language) -> String {
    let start = programme.start.map(|start| start.to_string());
    match (start, programme.end) {
        (None, None) => String::new(),
        (Some(start), None) => format!("{} {start}", language.pick("fra", "from")),
        (start, Some(end)) => {
            let planned = if programme.end_planned { language.pick(" (planlagt slut)", " (planned end)") } else { "" };
            format!("{}-{end}{planned}", start.unwrap_or_default())
        }
    }
}

fn ages(programme: &Programme, language: Language) -> String {
    let years = language.pick("år", "years");
    match programme.ages {
        (Some(low), Some(high)) => format!("{low}-{high} {years}"),
        (Some(low), None) => format!("{} {low} {years}", language.pick("fra", "from")),
        (None, Some(high)) => format!("{} {high} {years}", language.pick("til", "to")),
        (None, None) => String::new(),
    }
}

fn activity(kind: ActivityType, language: Language) -> &'static str {
    match kind {
        ActivityType::A => language.pick("A: relationer og netværk", "A: relations and networks"),
        ActivityType::B => language.pick("B: lokale partnerskaber", "B: local partnerships"),
        ActivityType::C => {
            language.pick("C: ramme om kommunens opsøgende arbejde", "C: arena for outreach municipal services")
        }
    }
}
