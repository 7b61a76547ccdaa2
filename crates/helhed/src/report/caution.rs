//! Warnings in the language of the report.

use super::number::{decimal, shortest, unit_word, whole};
use crate::design::Language;
use crate::estimate::Warning;

/// What a warning means here.
#[must_use]
pub fn caution(warning: &Warning, language: Language) -> String {
    if language == Language::En {
        return inside_sentence(&warning.what());
    }
    let text = match warning {
        Warning::MissingValues { missing, of } => {
            let (missing, of) = (whole(*missing, language), whole(*of, language));
            return format!("{missing} af {of} rækker mangler værdien og er ikke talt med");
        }
        Warning::RepeatedUnits { units } => {
            let units = unit_word(units, language);
            return format!(
                "enhederne er {units}: samme person kan være registreret flere gange, så intervallet er for smalt"
            );
        }
        Warning::RangeInSource { upper } => {
            return format!("kilden angiver et spænd op til {}", shortest(*upper, language));
        }
        Warning::SmallGroup { records } => {
            let points = decimal(100.0 / *records as f64, 1, language);
            return format!("kun {records} i gruppen: én person svarer til {points} procentpoint");
        }
        Warning::FewAreas { treated, untreated } => {
            return format!(
                "kun {treated} områder med og {untreated} uden indsatsen: planen hviler på, at deres fejl er \
                 normalfordelte og lige store"
            );
        }
        Warning::PercentageWithoutCounts => "procenten er trykt uden de tal, den bygger på; derfor intet interval",
        Warning::VerbalFigure => "tallet er angivet med ord og er kun en grov grænse; derfor intet interval",
        Warning::DerivedFigure => "tallet er udledt af andre trykte tal; derfor intet interval",
        Warning::ApproximateFigure => "kilden angiver tallet som cirka eller som en grænse",
        Warning::NotASample => "tallene beskriver en helhed og er ikke en stikprøve; et interval ville intet sige",
        Warning::PlannedFigure => "tallet er en plan, et krav eller en beslutning; det er ikke observeret",
        Warning::NoIntervalDefined => {
            "tallet er en optælling eller en beskrivelse, som intet interval er defineret for"
        }
        Warning::NoObservations => "der er ingen observationer, og derfor ingen værdi",
        Warning::OneObservation => "én observation har ingen spredning; derfor intet interval",
        Warning::NoVariation => "alle værdier er ens, så intervallet har ingen bredde",
        Warning::NoExposure => "der er ingen eksponering (tid eller befolkning), og derfor ingen rate",
        Warning::UndefinedRatio => "forholdet mellem intet og intet er udefineret",
        Warning::InfiniteRatio => "sammenligningen har ingen hændelser, så forholdet er uendeligt",
        Warning::NoComparisonGroup => {
            "før og efter uden sammenligningsgruppe: en almindelig udvikling ville se ud på samme måde"
        }
        Warning::DependenceUnknown => "personer, der er talt både før og efter, er behandlet som forskellige personer",
        Warning::ComparabilityUnknown => "det er ikke vist, at grupperne ligner hinanden",
        Warning::NoVariationInEither => "ingen af grupperne varierer; derfor intet interval for forskellen",
        Warning::NothingBefore => "førtallet er nul, så ændringen kan ikke angives i procent",
        Warning::GrossOutcomes => "antallet af resultater er brutto: nogle ville være kommet alligevel",
        Warning::PartialCost => "udgiften udelader noget, så prisen pr. resultat er en nedre grænse",
        Warning::NoOutcomes => "der er ingen resultater, og derfor ingen pris pr. resultat",
        Warning::PowerOutOfReach => "ingen forskel, der kan forekomme, opdages med den ønskede styrke",
        Warning::NoClusterVariance => {
            "klyngerne viser ikke variation både i og mellem sig; derfor ingen korrelation inden for klynger"
        }
        Warning::NegativeCorrelation => {
            "korrelationen inden for klynger er skønnet under nul: enheder i samme klynge ligner ikke hinanden mere end andre"
        }
        Warning::NoDegreesOfFreedom => "to områder efterlader ingen frihedsgrader, så intet kan planlægges",
    };
    text.to_owned()
}

/// A text as it stands inside a sentence: without its capital and its full stop.
fn inside_sentence(text: &str) -> String {
    let mut letters = text.trim_end_matches('.').chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

/// Why there is no interval, in a few words; nothing where none is to be expected.
#[must_use]
pub(crate) fn no_interval(warnings: &[Warning], language: Language) -> Option<&'static str> {
    warnings.iter().find_map(|warning| match warning {
        Warning::PercentageWithoutCounts => {
            Some(language.pick("intet: trykt uden tæller og nævner", "none: printed without counts"))
        }
        Warning::VerbalFigure => Some(language.pick("intet: angivet med ord", "none: given in words")),
        Warning::DerivedFigure => Some(language.pick("intet: udledt af andre tal", "none: derived from other figures")),
        Warning::NotASample => Some(language.pick("intet: ikke en stikprøve", "none: not a sample")),
        Warning::PlannedFigure => {
            Some(language.pick("intet: en plan, ikke en måling", "none: a plan, not a measurement"))
        }
        Warning::PartialCost => {
            Some(language.pick("intet: udgiften er ikke hele udgiften", "none: the cost is not complete"))
        }
        _ => None,
    })
}

/// What the warning means wherever it occurs, without the numbers of one place.
#[must_use]
pub(crate) fn caution_in_general(warning: &Warning, language: Language) -> String {
    let general = match warning {
        Warning::MissingValues { .. } => language.pick(
            "rækker uden værdi er ikke talt med; antallet er oplyst",
            "rows without the value are left out, and counted",
        ),
        Warning::RepeatedUnits { .. } => language.pick(
            "samme person kan være registreret flere gange, så intervallet er for smalt",
            "the same person can be registered more than once, so the interval is too narrow",
        ),
        Warning::RangeInSource { .. } => language.pick("kilden angiver et spænd", "the source prints a range"),
        Warning::SmallGroup { .. } => language.pick(
            "færre end 20 i gruppen: én person flytter tallet mere end fem procentpoint",
            "fewer than 20 in the group: one person moves the figure by more than five percentage points",
        ),
        Warning::FewAreas { .. } => language.pick(
            "få områder på den ene side: planen hviler på, at deres fejl er normalfordelte og lige store",
            "few areas on one side: the plan rests on their errors being normal and equally large",
        ),
        other => return caution(other, language),
    };
    general.to_owned()
}
