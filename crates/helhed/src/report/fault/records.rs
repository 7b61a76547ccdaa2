//! What went wrong with rows, in Danish.

use super::phrase::{danish, listed};
use crate::error::{Finding, RecordFault, shown};
use crate::records::danish_findings;

/// The fact.
pub(super) fn say(fault: &RecordFault) -> Option<String> {
    Some(match fault {
        RecordFault::NotOfColumn { found, expected } => format!("`{}` er ikke {}", shown(found), danish(expected)),
        RecordFault::MixedForms { forms, .. } => {
            let forms: Vec<String> = forms.iter().map(|form| danish(form)).collect();
            format!("kolonnen blander {}", listed(&forms))
        }
        RecordFault::PersonNumbers { rows } => format!("kolonnen har noget, der ligner CPR-numre, i {rows} rækker"),
        RecordFault::NeitherYesNorNo { found } => format!("`{}` er hverken ja eller nej", shown(found)),
        RecordFault::PersonNumberInName => "kolonnens navn er eller indeholder noget, der ligner et CPR-nummer".into(),
        RecordFault::KeyTooShort { found, fewest } => {
            format!("nøglen til pseudonymer har {found} bytes, og færre end {fewest} kan gættes")
        }
        RecordFault::Found { finding, rows } => {
            let more = if *rows > 1 { format!(" ({rows} rækker i alt)") } else { String::new() };
            format!("{}{more}", danish_findings::say(finding))
        }
    })
}

/// The cure.
pub(super) fn mend(fault: &RecordFault) -> Option<String> {
    Some(match fault {
        RecordFault::NotOfColumn { .. } => {
            "ret cellen i filen; står den for en manglende værdi, så nævn den med `missing=[...]`; eller læs kolonnen som \
             tekst med `types={\"kolonne\": \"text\"}`"
                .into()
        }
        RecordFault::MixedForms { cure, .. } => danish(cure),
        RecordFault::PersonNumbers { .. } => {
            "få dem erstattet af pseudonymer: `roles={\"person\": \"kolonne\"}` med en `key`; eller udelad kolonnen ved at \
             nævne de andre med `columns=[...]`"
                .into()
        }
        RecordFault::NeitherYesNorNo { .. } => {
            "sig, hvilke ord der betyder ja og nej, `truths=([\"ja\"], [\"nej\"])`; lad cellen stå tom; eller læs kolonnen \
             som tekst med `types={\"kolonne\": \"text\"}`"
                .into()
        }
        RecordFault::PersonNumberInName => {
            "er den første linje data, så sig `header=False`; er hver kolonne en person, så vend tabellen, så hver række er \
             en"
                .into()
        }
        RecordFault::KeyTooShort { fewest, .. } => {
            format!("giv en hemmelighed på mindst {fewest} tilfældige bytes, og gem den")
        }
        RecordFault::Found { finding, .. } => {
            let check = finding.check();
            format!(
                "{}; tag sådanne rækker fra og tæl dem med `policies={{\"{check}\": \"count\"}}`",
                finding_mend(finding)
            )
        }
    })
}

/// What to do about what a check found.
fn finding_mend(finding: &Finding) -> &'static str {
    match finding {
        Finding::RowTwice { .. } => "fjern den ene af de to rækker",
        Finding::PersonTwice { .. } => {
            "behold én række for personen og perioden, eller angiv den kolonne, som rækkerne er forskellige i, som `group`"
        }
        Finding::PersonInTwoAreas { .. } => "vælg området på en bestemt dag, eller del tiden mellem områderne",
        Finding::SpellBackwards { .. } => "ret datoerne; lad en åben slutning stå tom",
        Finding::SpellsOverlap { .. } => {
            "ret datoerne, eller angiv den kolonne, som forløbene er forskellige i, som `group`"
        }
        Finding::CellTwice { .. } => "behold den ene række, eller angiv den kolonne, de er forskellige i, som `group`",
        Finding::EventsAboveN { .. } => "tjek, om kolonnerne for `events` og `n` er byttet om",
        Finding::EventsUnexposed { .. } => "angiv eksponeringen, eller ret antallet af hændelser",
        Finding::BelowZero { .. } => "ret værdien; står den for en ukendt, så nævn den med `missing=[...]`",
        Finding::PartOfOne { .. } => "giv antal, ikke andele; en sum af vægte er en `value`",
        Finding::WithoutWeight { .. } => "angiv vægten, eller udelad rækken før læsningen",
        Finding::NeitherYesNorNo { .. } => {
            "sig med `truths=([\"ja\"], [\"nej\"])`, hvilke ord der tæller, eller lad cellen stå tom"
        }
        Finding::AgeImpossible { .. } => "ret den; står den for en ukendt alder, så nævn den med `missing=[...]`",
        Finding::BirthImpossible { .. } => "ret datoen, eller lad cellen stå tom, hvis den er ukendt",
        Finding::DateImplausible { .. } => "ret datoen; lad en ukendt dato eller en åben slutning stå tom",
        Finding::KeyMissing { .. } => "udfyld den, eller udelad rækken før læsningen",
    }
}
