//! Doubts in Danish.

use super::{Doubt, danish_findings, marks, quoted, spans};
use crate::error::shown;

/// What was found, and how it was read.
pub(super) fn say(doubt: &Doubt) -> String {
    match doubt {
        Doubt::NoRows => "tabellen har overskrifter og 0 rækker".into(),
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
            "`{}` er et regnearks måde at forkorte et langt tal på: cifre kan være gået tabt (celler: {rows})",
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
            "datoer, der ser ud til at stå for en åben slutning eller en ukendt dag, er beholdt som datoer: {}",
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
                format!("`{}` kan være en dato ({form}); kolonnen er læst som tal", shown(example))
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
        Doubt::TotalRow { row, value, rows, is_sum } => {
            let why = if *is_sum { "er summen af andre rækker" } else { "hedder som en sum" };
            let more = if *rows > 1 { format!(" ({rows} sådanne rækker)") } else { String::new() };
            format!("række {row} `{}` {why}{more}; den er beholdt, og en sum af kolonnen tæller dobbelt", shown(value))
        }
        Doubt::SpeltAlike { one, one_rows, other, other_rows } => format!(
            "`{}` (rækker: {one_rows}) og `{}` (rækker: {other_rows}) er kun stavet forskelligt: de er beholdt som to",
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
            format!(
                "koden `{}` har to navne, `{}` og `{}` (koder med to navne: {codes})",
                shown(area),
                shown(one),
                shown(other)
            )
        }
        Doubt::NameWithCodes { name, one, other, names } => {
            format!(
                "navnet `{}` har to koder, `{}` og `{}` (navne med to koder: {names})",
                shown(name),
                shown(one),
                shown(other)
            )
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
            format!("{}; {} er beholdt", danish_findings::say(finding), such(*rows))
        }
        Doubt::RowsSetAside { finding, rows } => {
            format!("{}; {} er taget fra og talt", danish_findings::say(finding), such(*rows))
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
            format!("rækker med summer er udeladt: {rows}, først `{}`", shown(value))
        }
        Doubt::StandInRead { value, rows } => {
            format!("`{}` står i {rows} rækker, langt fra alle andre værdier: læst som et tal", shown(value))
        }
        Doubt::MarksKept { marks: kept } => format!("beholdt som tekst: {}", marks(kept)),
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
        Doubt::BytesAfterEnd { form } => format!("der står noget efter slutningen på {form}-dataene, som ikke er læst"),
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

/// Such rows.
fn such(rows: u64) -> String {
    if rows == 1 { "1 sådan række".into() } else { format!("{rows} sådanne rækker") }
}
