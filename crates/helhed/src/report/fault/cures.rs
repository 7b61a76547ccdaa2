//! What to do about an error of a file, in Danish.

use super::phrase::{danish, listed, quoted};
use super::{areas, cells, economy, engines, pools, records, shapes, tracks};
use crate::error::{Fault, FileFault, shown};

/// The cure; nothing for a fault that has no words in Danish.
pub(super) fn mend(fault: &Fault) -> Option<String> {
    let fixed = match fault {
        Fault::File(fault) => return Some(file(fault)),
        Fault::Record(fault) => return records::mend(fault),
        Fault::Engine(fault) => return Some(engines::mend(fault)),
        Fault::Shape(fault) => return Some(shapes::mend(fault)),
        Fault::Pool(fault) => return Some(pools::mend(fault)),
        Fault::Economy(fault) => return Some(economy::mend(fault)),
        Fault::Area(fault) => return Some(areas::mend(fault)),
        Fault::Track(fault) => return Some(tracks::mend(fault)),
        Fault::UnknownName { nearest, .. } => {
            return Some(format!("{}brug et af de navne, som vejledningen nævner", suggestion(nearest)));
        }
        Fault::OutsideRange { low, high, .. } if *high == f64::MAX => {
            return Some(format!("angiv en værdi på {low} eller mere"));
        }
        Fault::OutsideRange { low, high, .. } => return Some(format!("angiv en værdi fra {low} til {high}")),
        Fault::MissingColumn { nearest, .. } => {
            return Some(format!("{}nævn en kolonne, som data har, eller tilføj den", suggestion(nearest)));
        }
        Fault::WrongType { expected, .. } => {
            return Some(format!(
                "giv {} der; når du læser en fil, så sig, hvad kolonnen er: `types={{\"kolonne\": \"date\"}}`",
                danish(expected)
            ));
        }
        Fault::CellsDiffer { differences, .. } => return Some(cells::cures(differences)),
        Fault::CellTooSmall { .. } => {
            "sæt tabellen sammen først, og hold små celler tilbage til sidst; er det en fil, så bed om den igen"
        }
        Fault::MissingExtra { extra, .. } => return Some(format!("installér den med `pip install helhed[{extra}]`")),
        Fault::NegativeCount { .. } => "giv antallet af personer: et antal begynder ved 0",
        Fault::NotWhole { .. } => "giv hele personer, ikke andele, satser eller vægtede tal",
        Fault::CountTooLarge { .. } => "tjek tallet og dets enhed",
        Fault::ThresholdOutside { .. } => {
            "giv 5, som danske myndigheder bruger; under 3 kunne et skjult tal kun være 1, og det ville prikken sige"
        }
        Fault::CellNotOnce { .. } => {
            "giv hver række med hver kolonne én gang, og 0, hvor der ingen er; læg sammen, hvad der er delt op"
        }
        Fault::CannotProtect { .. } => "læg små rækker, kolonner eller år sammen, og beskyt så den tabel",
        Fault::TotalAmong { .. } => "udelad den: summerne regnes ud og beskyttes her",
        Fault::UnreadablePeriod { .. } => {
            "skriv et år 2013, halvår 2013H1, kvartal 2013K1, måned 2013M07, uge 2013U23 eller skoleår 2013/14"
        }
        Fault::EndBeforeStart { .. } => "byt om på dem, eller udelad slutningen på noget, der stadig er i gang",
        Fault::ClustersNeeded { .. } => {
            "sig, hvilken klynge (område, opgang, person) hver række er i, eller vælg fejlene `model` eller `hc1`"
        }
        Fault::VarianceNotPositive { .. } => "giv kvadratet på standardfejlen; udelad en effekt, der ikke har nogen",
        Fault::EmptyTable => "tjek filteret eller filen: der er intet at tælle",
        Fault::NotFinite { .. } => "lad værdien stå tom, hvis den er ukendt",
        Fault::NotAnEvent { .. } => "skriv hændelsen som true/false eller 1/0, og lad ukendte værdier stå tomme",
        Fault::ColumnTwice { .. } => "omdøb den ene i filen, eller giv alle kolonner navne med `names=[...]`",
        Fault::ValueNeeded => "udfyld den, eller fjern rækken, og sig det",
        Fault::LengthsDiffer { .. } => "giv lige mange værdier af hver, og lad ukendte stå tomme",
        Fault::CannotOpen { .. } => "tjek stien, og at du må læse filen",
        Fault::Damaged { .. } => {
            "hent den igen; er den beskadiget dér, hvor den kommer fra, så skriv den igen med det program, der har lavet den"
        }
        Fault::CannotWrite { .. } => "tjek mappen, den frie plads, og at du må skrive der",
        Fault::UnknownFormat { .. } => {
            "nævn en fil, der ender på .csv, .xlsx, .parquet eller .arrow, eller giv en dataramme"
        }
        Fault::NobodyStarts { .. } => "giv den første periode med indsatsen for mindst ét område",
        Fault::StartNotSaid { .. } => "giv dets første periode med indsatsen, eller None, hvis det aldrig får en",
        Fault::StartsDiffer { .. } => "giv det én start, den samme i alle dets rækker, eller ingen i dem alle",
        Fault::NobodyUntreated { .. } => "tag områder med, der aldrig får indsatsen, eller som får den senere",
        Fault::NotOurs { .. } => "skriv dem med helhed, eller tæl rækkerne",
        Fault::NotArrow { found } if found == "path" => {
            "læs filen først, `hh.check(hh.read(sti), roles=...)`, eller nævn rollerne, når den læses: `hh.read(sti, roles=...)`"
        }
        Fault::NotArrow { .. } => {
            "giv en tabel fra pandas, polars (en doven ramme efter `.collect()`), pyarrow eller DuckDB, eller stien til en fil"
        }
        _ => return None,
    };
    Some(fixed.into())
}

/// The cure for a fault of a file.
fn file(fault: &FileFault) -> String {
    let fixed = match fault {
        FileFault::OtherContent { cure, .. }
        | FileFault::SheetShape { cure, .. }
        | FileFault::NothingInFolder { cure, .. }
        | FileFault::OtherArrow { cure, .. } => return danish(cure),
        FileFault::SheetUndecided { sheets } => {
            let first = sheets.first().map(|name| shown(name)).unwrap_or_default();
            return format!("sig, hvilket der er ment, for eksempel `sheet=\"{first}\"`");
        }
        FileFault::SheetUnknown { nearest, sheets, .. } => {
            let names = if nearest.is_empty() { sheets } else { nearest };
            return format!("nævn et af disse: {}", quoted(names.get(..8).unwrap_or(names)));
        }
        FileFault::OptionValue { expected, .. } => return format!("angiv {}", danish(expected)),
        FileFault::Empty => "eksportér den igen, og se på filens størrelse",
        FileFault::FieldCount { .. } => "ret linjen; en tekst, der indeholder skilletegnet, skal stå i citationstegn",
        FileFault::NulBytes => {
            "hent filen igen, eller eksportér den på ny: en disk eller en overførsel har beskadiget den"
        }
        FileFault::NoHeader { .. } => {
            "står overskrifterne i en anden linje, så sig hvilken: `header=5`; er der ingen, så giv kolonnerne navne: \
             `header=False, names=[...]`"
        }
        FileFault::HeaderRepeated => "fjern linjen (to filer er sat sammen), eller læs dem hver for sig",
        FileFault::DamagedText { .. } => {
            "hent filen igen, eller ret linjen; er hele filen i et andet tegnsæt, så sig `encoding=\"windows-1252\"`, eller \
             hvad det er"
        }
        FileFault::MixedEncodings { .. } => {
            "to filer med forskellige tegnsæt er sat sammen: gem hver som UTF-8 først, og sæt dem så sammen"
        }
        FileFault::OpenQuote { .. } | FileFault::QuoteOpen | FileFault::QuoteInside => {
            "luk citationstegnet, eller fjern det; et citationstegn inde i en tekst skrives to gange (\"\")"
        }
        FileFault::SeveralTables { .. } => {
            "lad filen have én tabel, eller sig med `lines=(1, 40)`, hvor den ønskede begynder og slutter"
        }
        FileFault::CutShort { .. } => "hent filen igen: en overførsel blev afbrudt",
        FileFault::ArchiveOfSeveral { .. } | FileFault::ArchiveHolds { .. } => {
            "pak den ud, og nævn den fil, du vil have"
        }
        FileFault::ArchiveBomb { .. } => "brug ikke filen; bed afsenderen om selve tabellen",
        FileFault::ArchiveDamaged { .. } => "hent filen igen",
        FileFault::SheetTooSmall { .. } => "skriv `.csv` eller `.parquet`, eller færre rækker",
        FileFault::TypeNotWritten { .. } => "skriv `.parquet` eller `.arrow`, eller udelad kolonnen",
        FileFault::FolderTaken => "angiv en ny mappe, eller fjern det, der er der",
        FileFault::TextTooLongForCell { .. } => "skriv `.csv` eller `.parquet`, eller forkort teksten",
        FileFault::WorkbookPassword => "åbn den i Excel, og gem den uden adgangskode",
        FileFault::WorkbookBroken { .. } => "hent filen igen, eller åbn den i Excel, og gem den igen",
        FileFault::WorkbookUnsafe { .. } => {
            "bed afsenderen om en ren fil: åbn den i Excel, og gem den igen, eller gem arket som CSV"
        }
        FileFault::SheetNotInFile { .. } => "åbn filen i Excel, og gem den igen, eller bed om den igen",
        FileFault::SheetEmpty { .. } => "tjek eksporten, eller nævn et andet ark med `sheet=\"...\"`",
        FileFault::CellError { .. } => {
            "ret formlen i Excel; står fejlen for en manglende værdi, så nævn den med `missing=[...]`"
        }
        FileFault::FormulaUnstored => "åbn filen i Excel, lad den regne ud, og gem den",
        FileFault::ColumnBroken { .. } => {
            "hent filen igen, eller skriv den på ny; de andre kolonner kan læses for sig med `columns=[...]`"
        }
        FileFault::Encrypted { .. } => "skriv den igen uden kryptering dér, hvor nøglerne er",
        FileFault::TypesDiffer { .. } => {
            "skriv begge filer med én type, eller læs kun de andre kolonner med `columns=[...]`"
        }
        FileFault::PartitionContradicts { .. } => "flyt filen til den mappe, den hører til, eller ret den",
        FileFault::PartitionTwice { .. } => "giv hver kolonne én mappe på vejen ned til en fil",
        FileFault::UnpacksTooFar { .. } => {
            "nævn de kolonner, du skal bruge, med `columns=[...]`, eller tæl den med `hh.tally`, der læser den lidt ad gangen"
        }
        FileFault::EndsEarly { .. } => "hent filen igen, eller skriv den på ny: resten af tabellen mangler",
        FileFault::OutsideDictionary => "skriv filen igen: den siger ikke, hvad værdien er",
        FileFault::PartitionsDiffer { .. } => "læs mapperne én for én, eller læg alle filer under de samme opdelinger",
        FileFault::FilesDiffer { first: Some(_), other: Some(_), .. } => {
            "sig med `types={\"kolonne\": \"text\"}`, hvad kolonnen er i dem alle, eller læs filerne én for én"
        }
        FileFault::NothingLeft { .. } => "spørg efter mere i `where`: ingen række har det hele på én gang",
        FileFault::NeverOccurs { .. } => "ret stavemåden, eller udelad det, som data med rette ikke har",
        FileFault::CodesUnread { nearest, .. } => {
            return format!("{}nævn en kolonne, som en indikator læser", suggestion(nearest));
        }
        FileFault::FilesDiffer { .. } => {
            "nævn de kolonner, som alle filer har, med `columns=[...]`, eller læs filerne én for én"
        }
    };
    fixed.into()
}

/// The nearest names.
fn suggestion(names: &[String]) -> String {
    if names.is_empty() { String::new() } else { format!("mente du {}? Ellers ", listed(names)) }
}
