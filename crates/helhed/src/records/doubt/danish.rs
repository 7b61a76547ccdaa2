//! Doubts in Danish.

use super::{Doubt, danish_findings, marks};
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
        Doubt::TotalRow { row, value, rows, is_sum } => {
            let why = if *is_sum { "er summen af andre rækker" } else { "hedder det samme som en sum" };
            let more = if *rows > 1 { format!(" ({rows} sådanne rækker)") } else { String::new() };
            format!("række {row} `{}` {why}{more}; den er beholdt og ville tælle med to gange", shown(value))
        }
        Doubt::SpeltAlike { one, one_rows, other, other_rows } => format!(
            "`{}` ({one_rows} rækker) og `{}` ({other_rows} rækker) er kun stavet forskelligt; de er stadig to",
            shown(one),
            shown(other)
        ),
        Doubt::InvisibleCharacters { example, rows } => {
            format!("usynlige tegn i {rows} rækker, først i `{}`; de er beholdt", shown(example))
        }
        Doubt::ControlCharacters { example, rows } => {
            format!("styretegn i {rows} rækker, først i `{}`; de er beholdt", shown(example))
        }
        Doubt::CodeWithNames { area, one, other, codes } => {
            format!("koden `{}` har to navne, `{}` og `{}` ({codes} koder har)", shown(area), shown(one), shown(other))
        }
        Doubt::NameWithCodes { name, one, other, names } => {
            format!("navnet `{}` har to koder, `{}` og `{}` ({names} navne har)", shown(name), shown(one), shown(other))
        }
        Doubt::StandInValue { found, rows, next } => format!(
            "værdien {} i {rows} rækker ligner en kode for ukendt: den nærmeste anden værdi er {}; den er læst som et tal",
            shown(found),
            shown(next)
        ),
        Doubt::PersonsInText { rows } => format!("teksterne indeholder noget, der ligner CPR-numre, i {rows} rækker"),
        Doubt::PersonsReplaced { rows } => format!("personnøglerne i {rows} rækker er erstattet af pseudonymer"),
        Doubt::PerhapsPersons { rows, of } => {
            format!("{rows} af {of} værdier kunne være CPR-numre; kolonnen er læst, som den er")
        }
        Doubt::RowsKept { finding, rows } => {
            format!("{}; {rows} sådanne rækker er beholdt", danish_findings::say(finding))
        }
        Doubt::RowsSetAside { finding, rows } => {
            format!("{}; {rows} sådanne rækker er taget fra og talt", danish_findings::say(finding))
        }
        Doubt::OpenEnds { found, rows } => {
            format!("{} i {rows} rækker er forstået som åben slutdato", shown(found))
        }
        Doubt::PeriodMissing { area, period, cells } => format!(
            "`{}` har ingen række for {}; det gælder {cells} par af område og periode",
            shown(area),
            shown(period)
        ),
        Doubt::TotalsLeftOut { rows, value } => {
            format!("{rows} rækker med summer er udeladt, først `{}`", shown(value))
        }
    }
}
