//! What went wrong with a file, in Danish.

use super::phrase::{danish, listed, quoted};
use super::{areas, cells, economy, engines, pools, records, shapes, tracks};
use crate::error::{Fault, FileFault, shown};

/// The fact; nothing for a fault that has no words in Danish.
pub(super) fn say(fault: &Fault) -> Option<String> {
    Some(match fault {
        Fault::File(fault) => file(fault)?,
        Fault::Record(fault) => records::say(fault)?,
        Fault::Engine(fault) => engines::say(fault),
        Fault::Shape(fault) => shapes::say(fault),
        Fault::Pool(fault) => pools::say(fault),
        Fault::Economy(fault) => economy::say(fault),
        Fault::Area(fault) => areas::say(fault),
        Fault::Track(fault) => tracks::say(fault),
        Fault::UnknownName { what, found, .. } => {
            format!("`{}` er ikke {}, som helhed kender", shown(found), danish(what))
        }
        Fault::UnreadablePeriod { found } => format!("`{}` er ikke en periode", shown(found)),
        Fault::EndBeforeStart { start, end } => format!("slutningen {end} ligger før begyndelsen {start}"),
        Fault::OutsideRange { what, found, low, high } if *high == f64::MAX => {
            format!("{} er {found}; det skal være {low} eller mere", danish(what))
        }
        Fault::OutsideRange { what, found, low, high } => {
            format!("{} er {found}; det skal være {low} til {high}", danish(what))
        }
        Fault::MissingColumn { name, .. } => format!("der er ingen kolonne `{name}`"),
        Fault::WrongType { expected, found } => {
            format!("her skal der være {}, men der er {}", danish(expected), danish(found))
        }
        Fault::ClustersNeeded { errors } => {
            format!("standardfejl af slagsen `{errors}` bygger på klynger, og der er ingen")
        }
        Fault::VarianceNotPositive { found } => format!("stikprøvevariansen {found} er ikke over nul"),
        Fault::EmptyTable => "tabellen har ingen rækker".into(),
        Fault::NotFinite { found } => format!("værdien {found} er ikke et endeligt tal"),
        Fault::NotAnEvent { found } => format!("hændelsen {found} er hverken 0 eller 1"),
        Fault::ColumnTwice { name } => format!("kolonnen `{name}` er der to gange"),
        Fault::ValueNeeded => "værdien mangler, hvor der skal være en".into(),
        Fault::LengthsDiffer { left, right } => format!("kolonnerne har ikke samme længde: {left} og {right}"),
        Fault::MissingExtra { package, .. } => {
            format!("det kræver Python-pakken `{package}`, som ikke er installeret")
        }
        Fault::CannotOpen { reason } => format!("filen kan ikke åbnes: {}", danish(reason)),
        Fault::Damaged { reason } => {
            format!("filen er beskadiget eller ikke af den slags, som navnet siger: {}", danish(reason))
        }
        Fault::CannotWrite { reason } => format!("filen kan ikke skrives: {}", danish(reason)),
        Fault::UnknownFormat { found } => format!("filer, der ender på `{found}`, læses og skrives ikke her"),
        Fault::NotOurs { wanted } => format!("tabellen indeholder ikke {wanted} skrevet af helhed"),
        Fault::NobodyStarts { dimension } => format!("ingen i `{dimension}` begynder på noget tidspunkt"),
        Fault::StartNotSaid { dimension, value } => {
            format!("intet siger, om `{}` i `{dimension}` nogensinde får indsatsen", shown(value))
        }
        Fault::StartsDiffer { dimension, value, starts } => {
            let [first, other] = starts.each_ref().map(|start| if start == "none" { "ingen" } else { start });
            format!("`{}` i `{dimension}` har mere end én start: {first} og {other}", shown(value))
        }
        Fault::NobodyUntreated { dimension, start } => {
            format!("alle i `{dimension}` har indsatsen fra {start}, så der er ingen at sammenligne med")
        }
        Fault::NotArrow { found } => format!("et objekt af typen `{found}` kan ikke give Arrow-data"),
        Fault::NegativeCount { found } => format!("antallet {found} er negativt"),
        Fault::NotWhole { found } => format!("antallet {found} er ikke et helt tal"),
        Fault::CountTooLarge { found } => format!("antallet {found} er for stort til at tælles nøjagtigt"),
        Fault::CellsDiffer { differences, inputs } => cells::differ(differences, inputs.as_deref()),
        Fault::CellTooSmall { threshold } => {
            format!("en celle tæller under {threshold} af noget, og tabellen holder sådanne celler tilbage")
        }
        Fault::ThresholdOutside { found, least, most } => {
            format!("grænsen er {found}; den skal være fra {least} til {most}")
        }
        Fault::CellNotOnce { row, column, times: 0 } => {
            format!("cellen `{}`, `{}` mangler", shown(row), shown(column))
        }
        Fault::CellNotOnce { row, column, times } => {
            format!("cellen `{}`, `{}` er der {times} gange", shown(row), shown(column))
        }
        Fault::CannotProtect { threshold } => format!(
            "tabellen kan ikke beskyttes: den, der kender grænsen {threshold}, kan regne et mindre tal ud, også uden summerne"
        ),
        Fault::TotalAmong { what, name } => {
            format!("{} `{}` er summen af de andre", if *what == "row" { "rækken" } else { "kolonnen" }, shown(name))
        }
        _ => return None,
    })
}

/// Values that are named where many are meant.
const NAMED: usize = 5;

/// A fault of a file.
fn file(fault: &FileFault) -> Option<String> {
    Some(match fault {
        FileFault::Empty => "filen er tom".into(),
        FileFault::FieldCount { found, expected } => {
            format!("linjen har {found} felter, og overskriften har {expected}")
        }
        FileFault::NulBytes => "der er NUL-bytes i teksten".into(),
        FileFault::NoHeader { first } => format!("den første linje ligner data ({}), ikke navne", quoted(first)),
        FileFault::HeaderRepeated => "linjen gentager overskrifterne".into(),
        FileFault::QuoteOpen => "et citationstegn åbner en tekst i denne linje, og intet lukker den".into(),
        FileFault::QuoteInside => {
            "et citationstegn lukker en tekst i denne linje, og der står mere tekst efter det".into()
        }
        FileFault::OtherContent { found, .. } => format!("indholdet er {}", danish(found)),
        FileFault::DamagedText { encoding, found } => {
            format!("teksten er {encoding}, men bytene {found} her er intet bogstav i det tegnsæt")
        }
        FileFault::MixedEncodings { first, then } => format!("teksten skifter tegnsæt fra {first} til {then} her"),
        FileFault::OpenQuote { text } => {
            format!("et citationstegn åbnes i denne linje og lukkes ikke, hvor det skulle: {}", shown(text))
        }
        FileFault::SeveralTables { names } => {
            format!("endnu en tabel begynder her efter en tom linje ({})", quoted(names))
        }
        FileFault::CutShort { form } => format!("{form}-dataene slutter for tidligt eller er beskadiget"),
        FileFault::ArchiveOfSeveral { names, total } => {
            format!("zip-filen indeholder {total} filer: {}", quoted(names))
        }
        FileFault::ArchiveBomb { form, limit } => format!(
            "{form}-dataene fylder mere end {limit} bytes udpakket for hver byte, de fylder nu: de er lavet til at fylde en disk"
        ),
        FileFault::ArchiveHolds { found } => format!("zip-filen indeholder {}", danish(found)),
        FileFault::ArchiveDamaged { reason } => format!("zip-filen er beskadiget: {}", danish(reason)),
        FileFault::SheetTooSmall { rows, columns } => format!(
            "tabellen har {rows} rækker og {columns} kolonner; et ark i Excel har plads til 1048575 rækker og 16384 kolonner"
        ),
        FileFault::TypeNotWritten { found } => format!("der er ikke plads til værdier af typen {found} i CSV og Excel"),
        FileFault::FolderTaken => "mappen er der allerede, og der er noget i den".into(),
        FileFault::TextTooLongForCell { letters } => {
            format!("teksten har {letters} tegn; en celle i Excel har plads til 32767")
        }
        FileFault::WorkbookPassword => "projektmappen er beskyttet med adgangskode".into(),
        FileFault::WorkbookBroken { what } => format!("projektmappen kan ikke læses: {}", danish(what)),
        FileFault::WorkbookUnsafe { what } => format!("projektmappen er ikke sikker at læse: {}", danish(what)),
        FileFault::SheetNotInFile { name } => {
            format!("arket `{}` står på listen, men er ikke i filen", shown(name))
        }
        FileFault::SheetEmpty { name } => format!("arket `{}` er tomt", shown(name)),
        FileFault::SheetUndecided { sheets } => format!("der er tabeller på flere ark: {}", quoted(sheets)),
        FileFault::SheetUnknown { found, .. } => format!("der er intet ark `{}`", shown(found)),
        FileFault::CellError { found } => format!("cellen indeholder fejlen `{}`", shown(found)),
        FileFault::FormulaUnstored => "cellen har en formel, hvis resultat ikke er gemt i filen".into(),
        FileFault::SheetShape { what, .. } => format!("arket er ikke én tabel: {}", danish(what)),
        FileFault::ColumnBroken { reason } => format!("kolonnen kan ikke læses: {}", danish(reason)),
        FileFault::Encrypted { columns } => match columns.as_slice() {
            [] => "filen er krypteret".into(),
            [one] => format!("kolonnen `{}` er krypteret", shown(one)),
            many => format!("kolonnerne {} er krypteret", quoted(many)),
        },
        FileFault::TypesDiffer { found, other, file } => {
            format!("kolonnen er {found} her og {other} i {}", shown(file))
        }
        FileFault::PartitionContradicts { folder, found } => {
            format!("mappen siger `{}`, men kolonnen af det navn i filen indeholder `{}`", shown(folder), shown(found))
        }
        FileFault::PartitionTwice { above, below } => {
            format!("mappenavnene giver kolonnen to værdier: `{}` og længere inde `{}`", shown(above), shown(below))
        }
        FileFault::NothingInFolder { found, .. } if found.is_empty() => {
            "der er ingen Parquet-fil i mappen og heller ikke andet".into()
        }
        FileFault::NothingInFolder { found, .. } => {
            format!("der er ingen Parquet-fil i mappen, kun {}", quoted(found))
        }
        FileFault::UnpacksTooFar { megabytes, file_megabytes } => {
            format!("tabellen fylder mere end {megabytes} MB i hukommelsen, og filen er kun på {file_megabytes} MB")
        }
        FileFault::OtherArrow { found, .. } => format!("dette er {}, som ikke læses her", danish(found)),
        FileFault::EndsEarly { rows } => format!("filen slutter for tidligt, efter {rows} hele rækker"),
        FileFault::OutsideDictionary => "værdien peger ud over kolonnens ordbog".into(),
        FileFault::PartitionsDiffer { found, others } => {
            format!("filen ligger under {}, og andre ligger under {}", partitions(found), partitions(others))
        }
        FileFault::FilesDiffer { column, first: Some(first), other: Some(other) } => {
            format!("kolonnen `{}` er {other} her og {first} i den første fil", shown(column))
        }
        FileFault::FilesDiffer { column, first: Some(_), .. } => {
            format!("kolonnen `{}` i den første fil er ikke her", shown(column))
        }
        FileFault::FilesDiffer { column, .. } => format!("kolonnen `{}` er ikke i den første fil", shown(column)),
        FileFault::NothingLeft { rows, asked } => {
            let asked = asked.iter().map(|(column, values)| format!("`{}`: {values}", shown(column)));
            format!(
                "ingen af de {rows} rækker er blandt dem, der spørges efter ({})",
                asked.collect::<Vec<_>>().join("; ")
            )
        }
        FileFault::NeverOccurs { values } if values.len() > NAMED => {
            let more = values.len() - NAMED;
            format!("{} og {more} andre findes ikke i kolonnen", quoted(values.get(..NAMED).unwrap_or_default()))
        }
        FileFault::NeverOccurs { values } => format!("{} findes ikke i kolonnen", quoted(values)),
        FileFault::CodesUnread { column, .. } => {
            format!("ingen indikator læser kolonnen `{}`, som har koder for manglende værdier", shown(column))
        }
        FileFault::OptionValue { found, expected } => format!("`{}` er ikke {}", shown(found), danish(expected)),
    })
}

/// The names of partitions.
fn partitions(names: &[String]) -> String {
    if names.is_empty() { "ingen opdeling".into() } else { format!("en opdeling efter {}", listed(names)) }
}
