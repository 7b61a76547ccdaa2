//! Doubts in Danish.

use super::{Doubt, marks, quoted};
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
        Doubt::TwoDigitYears { example, year, rows, latest } => {
            let (example, first) = (shown(example), latest - 99);
            format!(
                "årstal med to cifre: århundredet er gættet, `{example}` som {year}; alle år er lagt mellem {first} og {latest} \
                 ({rows} celler)"
            )
        }
        Doubt::DayFirstAssumed { example, rows } => format!(
            "`{}` kan have dag eller måned først, og ingen celle viser hvilket: læst med dagen først ({rows} celler)",
            shown(example)
        ),
        Doubt::MonthFirst { example, rows } => {
            format!("måneden står først i datoerne, som `{}` viser (det gør {rows} celler)", shown(example))
        }
        Doubt::StandInDates { dates } => format!(
            "datoer, der ser ud til at stå for en åben slutning eller en ukendt dag: {}; beholdt som datoer",
            marks(dates)
        ),
        Doubt::DateForms { examples } => {
            format!("datoerne er skrevet på flere måder: {}; alle er læst", quoted(examples))
        }
        Doubt::MaybeDates { example, form, read } => {
            let form = match form.as_str() {
                "yyyymmdd" => "ååååmmdd",
                "ddmmyyyy" => "ddmmåååå",
                "ddmmyy" => "ddmmåå",
                "day number" => "dagnummer fra et regneark",
                other => other,
            };
            if *read {
                format!("`{}` er læst som en dato ({form}) på grund af kolonnens navn", shown(example))
            } else {
                format!("`{}` kan være en dato ({form}); kolonnen er ikke læst som datoer", shown(example))
            }
        }
        Doubt::PeriodsMixed { kinds } => {
            let kinds: Vec<String> = kinds.iter().map(|(kind, count)| format!("{} ({count})", unit(kind))).collect();
            let kinds = kinds.join(", ");
            format!("kolonnen har perioder af flere slags: {kinds}; en sum over dem tæller den samme tid to gange")
        }
        Doubt::PeriodForm { example, read_as, rows, anew } => {
            let written = if *anew { " og skrevet sådan i kolonnen" } else { "" };
            format!("`{}` er læst som {read_as}{written} ({rows} celler af den form)", shown(example))
        }
        Doubt::WordsAmong { what, known, others, example } => {
            let what = match what.as_str() {
                "a date" => "datoer",
                "a period" => "perioder",
                _ => "ja eller nej",
            };
            format!(
                "{others} celler som `{}` er ikke {what}, det er {known} andre: kolonnen er læst som tekst",
                shown(example)
            )
        }
        Doubt::OddYears { example, rows } => format!(
            "`{}` ligger langt fra de år, en tabel plejer at handle om ({rows} celler); læst, som den står",
            shown(example)
        ),
        Doubt::SheetPartsHidden { rows, filtered, columns, sheets } => {
            let mut parts = Vec::new();
            match (rows, filtered) {
                (0, _) => {}
                (rows, true) => parts.push(format!("{rows} rækker, som et filter skjuler, er læst med")),
                (rows, false) => parts.push(format!("{rows} skjulte rækker er læst med")),
            }
            if !columns.is_empty() {
                parts.push(format!("skjulte kolonner er læst med: {}", quoted(columns)));
            }
            if !sheets.is_empty() {
                parts.push(format!("der er også tabeller på skjulte ark: {}", quoted(sheets)));
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

/// The kind of a period.
fn unit(kind: &str) -> &str {
    match kind {
        "year" => "år",
        "half-year" => "halvår",
        "quarter" => "kvartal",
        "month" => "måned",
        "week" => "uge",
        "school-year" => "skoleår",
        other => other,
    }
}
