//! Findings of the checks in Danish.

use crate::error::{Finding, shown};

/// What is wrong with a row.
pub(crate) fn say(finding: &Finding) -> String {
    match finding {
        Finding::RowTwice { first } => format!("rækken gentager række {first} i alle kolonner"),
        Finding::PersonTwice { person, period, first } => {
            format!("`{}` står to gange i {}: i række {first} og igen her", shown(person), shown(period))
        }
        Finding::PersonInTwoAreas { person, period, first_area, first, area, row } => format!(
            "`{}` er i to områder i {}: `{}` (række {first}) og `{}` (række {row})",
            shown(person),
            shown(period),
            shown(first_area),
            shown(area)
        ),
        Finding::SpellBackwards { from, to } => {
            format!("forløbet slutter ({}), før det begynder ({})", shown(to), shown(from))
        }
        Finding::SpellsOverlap { person, from, first_to, first } => format!(
            "forløbet for `{}` fra {} begynder, før det i række {first} slutter ({})",
            shown(person),
            shown(from),
            shown(first_to)
        ),
        Finding::CellTwice { area, period, first } => format!(
            "`{}` i {} har to rækker, række {first} og denne, og ville tælle med to gange",
            shown(area),
            shown(period)
        ),
        Finding::EventsAboveN { events, n } => format!("der er {events} hændelser blandt {n}"),
        Finding::EventsUnexposed { events, exposure } => match exposure {
            Some(exposure) => format!("der er {events} hændelser, og eksponeringen er {exposure}"),
            None => format!("der er {events} hændelser og ingen eksponering"),
        },
        Finding::BelowZero { found } => format!("værdien {found} er under nul"),
        Finding::PartOfOne { found } => format!("antallet {found} er ikke et helt tal"),
        Finding::WithoutWeight { found } => match found {
            Some(found) => format!("vægten er {found}, så rækken ikke tæller med"),
            None => "rækken har ingen vægt".into(),
        },
        Finding::NeitherYesNorNo { found } => format!("`{}` er hverken ja eller nej, 1 eller 0", shown(found)),
        Finding::AgeImpossible { found } => format!("ingen er {found} år"),
        Finding::BirthImpossible { born, against } => {
            format!("ingen kan være født {} i disse rækker ({})", shown(born), shown(against))
        }
        Finding::DateImplausible { found } => format!("datoen {} ligger langt fra alt i et register", shown(found)),
        Finding::KeyMissing { role } => format!("rækken mangler {role}"),
    }
}
