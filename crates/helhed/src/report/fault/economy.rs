//! What went wrong with prices and costs, in Danish.

use super::phrase::listed;
use crate::error::{EconomyFault, shown};

/// The fact.
pub(super) fn say(fault: &EconomyFault) -> String {
    match fault {
        EconomyFault::PriceWithoutYear { price } => format!("prisen `{}` har intet prisår", shown(price)),
        EconomyFault::PriceYearsMixed { found } => format!("priserne er fra forskellige år: {}", years(found)),
        EconomyFault::PriceNegative { price, found } => {
            format!("prisen `{}` er {found} og altså under nul", shown(price))
        }
        EconomyFault::IndexLacksYear { year, .. } => format!("prisindekset har ingen værdi for {year}"),
        EconomyFault::RangeCrossed { low, value, high } => {
            format!("{low}, {value} og {high} er ikke en laveste, en sandsynlig og en højeste værdi")
        }
        EconomyFault::PhaseInNotWhole { sum } => format!("indfasningens andele summer til {sum} og ikke til 1"),
        EconomyFault::ComparisonWithoutValue => {
            "sammenligningen har ingen værdi, så intet siger, hvor mange resultater der er vundet".into()
        }
        EconomyFault::PriceWithoutSource { price } => format!("prisen `{}` har ingen kilde", shown(price)),
        EconomyFault::ParticipantsUnknown { price } => {
            format!("prisen `{}` er pr. deltager, og antallet af deltagere kendes ikke", shown(price))
        }
        EconomyFault::FigureNotThere { programme, figure, .. } => format!(
            "planens økonomi nævner tallet `{}` for indsatsen `{}`, og det er ikke i data",
            shown(figure),
            shown(programme)
        ),
    }
}

/// The cure.
pub(super) fn mend(fault: &EconomyFault) -> String {
    match fault {
        EconomyFault::PriceWithoutYear { .. } => {
            "sig, hvilket års priser det er; siger kilden det ikke, så brug udgivelsesåret, og skriv, at du gør det"
        }
        EconomyFault::PriceYearsMixed { .. } => {
            "giv et prisindeks for årene og det år, der skal regnes i, eller omregn selv alle priser til ét år"
        }
        EconomyFault::PriceNegative { .. } => {
            "angiv, hvad det koster, nul eller mere; hvad der spares, er en pris pr. resultat og ikke en negativ udgift"
        }
        EconomyFault::IndexLacksYear { known, .. } => {
            let known = if known.is_empty() { "ingen".to_owned() } else { years(known) };
            return format!("tilføj året til indekset; det har {known}");
        }
        EconomyFault::RangeCrossed { .. } => "skriv dem i orden: den laveste, den sandsynlige og den højeste",
        EconomyFault::PhaseInNotWhole { .. } => {
            "angiv den andel af resultaterne, der kommer hvert år, for eksempel 0.5, 0.3, 0.2"
        }
        EconomyFault::ComparisonWithoutValue => {
            "giv en sammenligning, der har en værdi, eller sig, at resultaterne er brutto"
        }
        EconomyFault::PriceWithoutSource { .. } => "sig, hvor prisen kommer fra: en tabel, en rapport, et regnskab",
        EconomyFault::ParticipantsUnknown { .. } => "angiv resultater blandt deltagere, eller hele indsatsens udgift",
        EconomyFault::FigureNotThere { nearest, .. } if nearest.is_empty() => {
            "nævn et tal, som denne indsats har i data"
        }
        EconomyFault::FigureNotThere { nearest, .. } => {
            return format!("mente du {}? Ellers nævn et tal, som denne indsats har i data", listed(nearest));
        }
    }
    .into()
}

fn years(years: &[i32]) -> String {
    years.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}
