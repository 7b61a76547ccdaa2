//! Doubts in Danish.

use super::{Doubt, marks, spans};
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
        Doubt::LinesNotRead { above, below, header } => {
            format!("linje {} er ikke læst som data; navnene står i linje {header}", spans(*above, *below, " og "))
        }
        Doubt::EncodingGuessed { found, example } => {
            format!("filen er læst som {found} ud fra bogstaverne, som i `{}`", shown(example))
        }
        Doubt::DoubleEncoded { count, example, meant } => format!(
            "{count} bogstaver er kodet to gange, før filen blev skrevet: `{}` betyder vist `{}`; læst som der står",
            shown(example),
            shown(meant)
        ),
        Doubt::LettersLost { count, example } => {
            format!("{count} bogstaver er gået tabt, før filen blev skrevet, som i `{}`", shown(example))
        }
        Doubt::ColumnUnnamed { position, name } => {
            format!("kolonne {position} har intet navn og kaldes `{}`", shown(name))
        }
        Doubt::NameTwice { name, renamed } => {
            format!("navnet `{}` står over flere kolonner: den senere kaldes `{}`", shown(name), shown(renamed))
        }
        Doubt::NamesAlike { left, right } => format!(
            "kolonnerne `{}` og `{}` adskiller sig kun ved store bogstaver, mellemrum eller usynlige tegn",
            shown(left),
            shown(right)
        ),
        Doubt::HeadersJoined { first, last, example } => {
            format!("navnene er sat sammen af linje {first}-{last}, som `{}`", shown(example))
        }
        Doubt::NoRows => "filen har kolonnenavne, men ingen rækker".into(),
        Doubt::BytesAfterEnd { form } => format!("der står noget efter slutningen på {form}-dataene, som ikke er læst"),
    }
}
