//! Doubts in Danish.

use super::{Doubt, marks};
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
        Doubt::CodesAsText { codes, numbers, example } => format!(
            "{codes} celler som `{}` har foranstillede nuller eller flere cifre, end et tal kan have, {numbers} har ikke: \
             hele kolonnen er læst som tekst",
            shown(example)
        ),
        Doubt::DecimalAssumed { mark, example } => {
            format!("`{mark}` i `{}` er læst som decimaltegn; det kunne være et tusindtalsmærke", shown(example))
        }
        Doubt::ReadAsNegative { rows, example } => {
            format!("`{}` er læst som et tal under nul, i {rows} rækker", shown(example))
        }
        Doubt::ShortenedNumbers { rows, example } => format!(
            "`{}` er et regnearks måde at forkorte et langt tal på: cifre i {rows} celler kan være gået tabt",
            shown(example)
        ),
        Doubt::UnitAssumed { unit, without: 0, example } => {
            format!("`{}` efter tallet er læst som dets enhed, som i `{}`", shown(unit), shown(example))
        }
        Doubt::UnitAssumed { unit, without, example } => format!(
            "`{}` har enheden `{}`, {without} tal har ingen: alle er læst i den enhed",
            shown(example),
            shown(unit)
        ),
        Doubt::StandInRead { value, rows } => {
            format!("`{}` står i {rows} rækker, langt fra alle andre værdier: læst som et tal", shown(value))
        }
        Doubt::MarksKept { marks: kept } => format!("læst som tekst: {}", marks(kept)),
    }
}
