//! Doubts in Danish.

use super::{Doubt, marks, names};
use crate::error::shown;

/// What was found, and how it was read.
pub(super) fn say(doubt: &Doubt) -> String {
    match doubt {
        Doubt::MarksRead { missing, suppressed } => match (missing.is_empty(), suppressed.is_empty()) {
            (false, true) => format!("læst som manglende: {}", marks(missing)),
            (true, false) => format!("læst som diskretioneret: {}", marks(suppressed)),
            _ => format!("læst som manglende: {}; som diskretioneret: {}", marks(missing), marks(suppressed)),
        },
        Doubt::ThousandsAssumed { mark, example } => {
            format!("`{mark}` i `{}` er læst som tusindtalsmærke; det kunne være et decimaltegn", shown(example))
        }
        Doubt::MixedColumn { numbers, words, example } => {
            format!("kolonnen har {numbers} tal og {words} tekster som `{}`: læst som tekst", shown(example))
        }
        Doubt::SheetPartsHidden { rows, filtered, columns, sheets } => {
            let mut parts = Vec::new();
            match (rows, filtered) {
                (0, _) => {}
                (rows, true) => parts.push(format!("{rows} rækker, som et filter skjuler, er læst med")),
                (rows, false) => parts.push(format!("{rows} skjulte rækker er læst med")),
            }
            if !columns.is_empty() {
                parts.push(format!("skjulte kolonner er læst med: {}", names(columns)));
            }
            if !sheets.is_empty() {
                parts.push(format!("der er også tabeller på skjulte ark: {}", names(sheets)));
            }
            parts.join("; ")
        }
        Doubt::ShownOtherwise { shown: seen, stored } => {
            format!(
                "arket viser `{}`, hvor cellen indeholder `{}`: cellens indhold er læst",
                shown(seen),
                shown(stored)
            )
        }
        Doubt::DayNumbers { example, day } => {
            format!("kolonnen indeholder dagnumre uden datoformat: `{example}` ville være {day}; læst som tal")
        }
        Doubt::CellsMerged { areas: 1, first } => {
            format!("cellerne {first} er flettet: kun den første har en værdi, de øvrige mangler")
        }
        Doubt::CellsMerged { areas, first } => {
            format!(
                "{areas} områder som {first} er flettet: kun den første celle i hvert har en værdi, de øvrige mangler"
            )
        }
        Doubt::CellsLeftOut { what, first, last, cells } => {
            let what = match what.as_str() {
                "title" => "linjer over overskrifterne",
                "footnote" => "noter under tabellen",
                _ => "celler ved siden af tabellen",
            };
            let where_ = if first == last { first.clone() } else { format!("{first} til {last}") };
            format!("{what} ({where_}, {cells} celler med indhold) er udeladt")
        }
    }
}
