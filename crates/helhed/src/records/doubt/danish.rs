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
        Doubt::ColumnNotInFile { rows, more_files } => {
            let more =
                if *more_files > 0 { format!("; det samme gælder {more_files} filer til") } else { String::new() };
            format!("kolonnen findes ikke i denne fil: dens {rows} rækker har ingen værdi{more}")
        }
        Doubt::TypeWidened { found, read_as } => {
            format!("kolonnen er {found} i denne fil og noget bredere i en anden: læst som {read_as}")
        }
        Doubt::FilesLeftOut { names, more } => {
            let names = names.iter().map(|name| format!("`{}`", shown(name))).collect::<Vec<_>>().join(", ");
            let more = if *more > 0 { format!(" og {more} til") } else { String::new() };
            format!("disse filer er ikke taget med i tabellen: {names}{more}")
        }
        Doubt::NameAlmostSame { other, file } => {
            format!("navnet er næsten det samme som `{}` i {}: læst som to kolonner", shown(other), shown(file))
        }
        Doubt::NumbersKeptAsText { example } => {
            format!("kolonnen er tekst ifølge filen, men værdierne er tal som `{}`: læst som tekst", shown(example))
        }
    }
}
