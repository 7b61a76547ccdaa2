//! `docs/indicators.md`: the registry by theme.

use helhed::design::{Direction, Indicator, Registry, Theme};

use super::{head, row, table};

pub(super) fn text() -> String {
    let registry = Registry::standard();
    let version = registry.iter().next().map_or("", |indicator| &indicator.version);
    let lead = format!(
        "The {} indicators of the registry, version {version}. A file of your own adds to them or replaces them.",
        registry.iter().count()
    );
    let mut text = head("Indicators", &lead);
    for theme in Theme::all() {
        let own: Vec<&Indicator> = registry.iter().filter(|indicator| indicator.theme == theme.code).collect();
        if !own.is_empty() {
            text.push_str(&format!("\n## {}: {} ({})\n\n", theme.code, theme.name.en, theme.name.da));
            let headings = ["id", "Danish", "English", "measure", "unit", "better", "source"];
            text.push_str(&table(&headings, own.into_iter().map(line)));
        }
    }
    text
}

fn line(indicator: &Indicator) -> String {
    let better = match indicator.better {
        Direction::Higher => "higher",
        Direction::Lower => "lower",
        Direction::Neutral => "neither",
    };
    let (id, unit) = (format!("`{}`", indicator.id), indicator.unit.name());
    row(&[&id, &indicator.name.da, &indicator.name.en, indicator.measure.name(), &unit, better, &indicator.source])
}
