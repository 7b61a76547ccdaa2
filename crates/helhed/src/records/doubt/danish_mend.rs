//! What to do about doubts, in Danish: the cures of the register, by code.

/// What to do about it; `None` for a code that is not known here.
pub(super) fn mend(code: &str) -> Option<&'static str> {
    MENDS.iter().find(|(known, _)| *known == code).map(|(_, cure)| *cure)
}

const MENDS: &[(&str, &str)] = &[
    (
        "W120",
        "Ingenting, hvis det er det, de betyder; ellers sig med `missing=[...]` og `suppressed=[...]`, hvad hvert mærke betyder.",
    ),
    ("W121", "Se på kolonnens sum; er den forkert, så sig det modsatte med `decimal=\",\"` eller `decimal=\".\"`."),
    (
        "W122",
        "Ret teksterne i filen, nævn dem, der betyder manglende, med `missing=[...]`, eller sig `types={\"kolonne\": \"text\"}`.",
    ),
    (
        "W123",
        "Sig `types={\"kolonne\": \"text\"}`, hvis det er koder; er nuller gået tabt i nogle celler, så sæt dem på igen i filen.",
    ),
    (
        "W124",
        "Se på kolonnens sum; er den forkert, så sig `decimal=\".\"` eller `decimal=\",\"`, eller angiv `thousands`.",
    ),
    ("W125", "Ingenting, hvis de er under nul; ellers ret dem i filen, eller sig `types={\"kolonne\": \"text\"}`."),
    (
        "W126",
        "Eksportér kolonnen igen med alle cifre, især hvis den har koder eller sagsnumre: det tabte kan ikke læses.",
    ),
    ("W127", "Skriv enheden i kolonnens navn; er nogle værdier i en anden enhed, så ret dem, før filen læses."),
    ("W128", "Står den for en ukendt værdi, så nævn den: `missing=[\"9999\"]`, med den værdi, der er vist."),
    ("W129", "Står de for manglende værdier, så nævn dem: `missing=[\"NA\"]`; ellers ingenting."),
    ("W130", "Skriv årstal med fire cifre, især for fødselsdage og for datoer i fremtiden."),
    ("W131", "Spørg den, der har lavet filen, og sig `day_first=True` eller `day_first=False`."),
    (
        "W132",
        "Ingenting, hvis det passer; ellers ret datoerne, eller sig `day_first=True` for at se, hvilke der ikke kan passe.",
    ),
    ("W133", "Lad åbne slutninger og ukendte dage stå tomme i filen, eller nævn dem med `missing=[...]`."),
    (
        "W134",
        "Sammenlign nogle rækker med filen; er en af måderne ment anderledes, så skriv alle datoer på samme måde.",
    ),
    ("W135", "Sig, hvad kolonnen er: `types={\"kolonne\": \"date\"}`, `\"integer\"` eller `\"text\"`."),
    ("W136", "Behold perioder af én slags, før du lægger dem sammen."),
    ("W137", "Er det en anden periode, så skriv 2014M07 for en måned, 2014U23 for en uge og 2013/2014 for et skoleår."),
    (
        "W138",
        "Ret cellerne, nævn dem med `missing=[...]` eller `truths=([\"ja\"], [\"nej\"])`, eller sig `types={\"kolonne\": \"text\"}`.",
    ),
    ("W139", "Ret årstallet, hvis det er en tastefejl; står datoen for ukendt eller åben, så lad den stå tom."),
    (
        "W140",
        "Se på de linjer; hører de til tabellen, så sig, hvor den begynder og slutter: `lines=(5, 40)`, eller `header=5` for linjen med navne.",
    ),
    ("W141", "Se på de danske bogstaver; er de forkerte, så sig `encoding=\"windows-1252\"`, eller hvad det er."),
    (
        "W142",
        "Eksportér filen igen som UTF-8, og konvertér den ikke to gange; indtil da passer navnene ikke med andre filers.",
    ),
    ("W143", "Eksportér filen igen som UTF-8 derfra, hvor den kom: bogstaverne kan ikke genskabes ud fra denne."),
    ("W144", "Giv kolonnen et navn i filen, eller giv alle kolonner navne med `names=[...]`."),
    ("W145", "Se, hvilken der er hvilken; omdøb den ene i filen, eller giv alle kolonner navne med `names=[...]`."),
    ("W146", "Sørg for, at den rigtige bliver brugt, eller omdøb den ene i filen."),
    ("W147", "Er navnene forkerte, så sig, i hvilke linjer de står: `header=5`, eller `header=(4, 5)` for to linjer."),
    ("W148", "Sammenlign antallet af rækker med afsenderens; hent filen igen, hvis der mangler rækker."),
    ("W149", "Tjek eksporten, eller det filter, den er lavet med: en tom tabel er ikke det samme som ingen sager."),
    (
        "W150",
        "Vis det hele i Excel, og se efter: slet rækker, der ikke hører med, udelad kolonner med `columns=[...]`, eller nævn arket med `sheet=\"...\"`.",
    ),
    (
        "W151",
        "Se, hvad der menes: tallene er læst, som de er gemt. Er det koder, så sig `types={\"kolonne\": \"text\"}`: så er de læst \
         med deres nuller.",
    ),
    ("W152", "Sig `types={\"kolonne\": \"date\"}`, eller giv cellerne et datoformat i Excel."),
    ("W153", "Ophæv fletningen i Excel, og skriv værdien, hvor den hører til."),
    ("W154", "Se på dem; hører de til tabellen, så nævn dens rækker med `lines=(5, 40)`."),
    ("W155", "Bed om filen med kolonnen, eller udelad kolonnen med `columns=[...]`."),
    ("W156", "Ingenting, hvis kolonnen indeholder det samme i alle filer; ellers skriv dem med én type."),
    ("W157", "Læs dem for sig, hvis de hører med; ellers ingenting."),
    ("W158", "Skriv navnet på samme måde i alle filer; indtil da er hver kolonne tom i nogle af rækkerne."),
    ("W159", "Er det ment som tal, så skriv kolonnen som tal: en fil, der kender typer, bliver der ikke gættet på."),
    (
        "W160",
        "Udelad sådanne rækker med `totals=\"leave_out\"`, eller sig `totals=\"keep\"`, hvis det er et selvstændigt område.",
    ),
    ("W161", "Er det den samme, så stav det på én måde i filen; intet er slået sammen."),
    ("W162", "Fjern dem i filen: navne, der ser ens ud, er forskellige og passer ikke med andre filers."),
    ("W163", "Fjern dem i filen; helhed viser dem altid som koder."),
    ("W164", "Tjek, om området har skiftet navn, eller om koden er en tastefejl; intet er slået sammen."),
    ("W165", "Tjek, om det er to områder eller ét; intet er slået sammen."),
    ("W166", "Står den for en ukendt værdi, så nævn den: `missing=[\"9999\"]`, med den værdi, der er vist."),
    ("W167", "Udelad kolonnen ved at nævne de andre med `columns=[...]`, eller få numrene fjernet fra teksterne."),
    ("W168", "Gem nøglen (`key`) et sikkert sted: den samme nøgle giver de samme pseudonymer."),
    (
        "W169",
        "Tjek, hvad kolonnen indeholder; er det personer, så angiv den med `roles={\"person\": \"kolonne\"}` og en `key`, eller udelad den med `columns=[...]`.",
    ),
    ("W170", "Ret dem ved kilden, eller tag dem fra med `policies={\"tjek\": \"count\"}`."),
    ("W171", "Se i `records.ledger`, der tæller dem efter årsag, og ret dem ved kilden."),
    ("W172", "Ingenting, hvis de betyder, at forløbet stadig er i gang; ellers ret datoerne."),
    (
        "W173",
        "Find rækken, eller vær sikker på, at området ikke fandtes dengang: ingen række er ikke det samme som nul.",
    ),
    ("W174", "Se i `records.ledger`, der tæller dem; uden `totals=\"leave_out\"` bliver de stående."),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::register;

    #[test]
    fn every_doubt_has_a_danish_cure_that_names_the_same_options() {
        let options = ["`missing=", "`types=", "`columns=", "`names=", "`lines=", "`header=", "`totals=", "`policies="];
        for entry in register().into_iter().filter(|entry| ("W120"..="W199").contains(&entry.code)) {
            let danish = mend(entry.code).unwrap_or_default();
            assert!(!danish.is_empty() && danish != entry.cure, "{}", entry.code);
            for option in options {
                assert_eq!(danish.contains(option), entry.cure.contains(option), "{}: {option}", entry.code);
            }
        }
    }
}
