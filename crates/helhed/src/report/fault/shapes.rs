//! What went wrong with the shape of a register, in Danish.

use super::phrase::{danish, listed};
use crate::error::{ShapeFault, shown};

/// The fact.
pub(super) fn say(fault: &ShapeFault) -> String {
    match fault {
        ShapeFault::NoTimeColumns { pattern } => format!("ingen kolonne har et navn som `{}`", shown(pattern)),
        ShapeFault::TimeColumnsLacking { periods, more } => {
            let more = if *more > 0 { format!(" og {more} til") } else { String::new() };
            format!("der er ingen kolonne for {}{more}", listed(periods))
        }
        ShapeFault::TimeColumnTwice { period, columns } => {
            format!("to kolonner er fra {period}: `{}` og `{}`", shown(&columns[0]), shown(&columns[1]))
        }
        ShapeFault::CodeTwice { code, first, second } => {
            format!("koden {} står både for `{}` og for `{}`", shown(code), shown(first), shown(second))
        }
        ShapeFault::NoCode => "værdien er ingen kode: den er ikke et helt tal".into(),
        ShapeFault::UnitDoesNotFit { what, .. } => danish(what),
        ShapeFault::TwoStates => "en person har to tilstande på samme tid".into(),
        ShapeFault::SpellEndsFirst => "forløbet slutter, før det begynder".into(),
        ShapeFault::PersonScattered => "en persons rækker står ikke samlet".into(),
        ShapeFault::PatternWithoutTime { pattern } => {
            format!("`{}` siger ikke, hvor i navnet tiden står", shown(pattern))
        }
    }
}

/// The cure.
pub(super) fn mend(fault: &ShapeFault) -> String {
    match fault {
        ShapeFault::NoTimeColumns { .. } => {
            "skriv et navn fra filen med `{week}` (eller `{month}`, `{quarter}`, `{year}`) på tidens plads: `y_{week}` læser `y_2008w01`"
        }
        ShapeFault::TimeColumnsLacking { .. } => {
            "tilføj kolonnerne (tomme, hvis intet vides), eller bed om tiden på den ene side af dem med `first` og `last`"
        }
        ShapeFault::TimeColumnTwice { .. } => "fjern eller omdøb den ene",
        ShapeFault::CodeTwice { .. } => "lad hver kode stå for en hændelse eller for en grund til at mangle, ikke begge dele",
        ShapeFault::NoCode => "ret værdien, eller lad den stå tom, hvis den er ukendt",
        ShapeFault::UnitDoesNotFit { cure, .. } => return danish(cure),
        ShapeFault::TwoStates => "giv hver person én tilstand ad gangen: vælg den række, der gælder, før der tælles",
        ShapeFault::SpellEndsFirst => "byt om på de to datoer, eller lad slutningen stå tom, hvis forløbet stadig er i gang",
        ShapeFault::PersonScattered => {
            "sortér rækkerne efter person: en persons overlap findes blandt rækker, der følger efter hinanden"
        }
        ShapeFault::PatternWithoutTime { .. } => {
            "skriv `{week}`, `{month}`, `{quarter}` eller `{year}` én gang dér, hvor navnet har den: `y_{week}`"
        }
    }
    .into()
}
