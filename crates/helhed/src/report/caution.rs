//! Warnings in the language of the report.

use super::number::{decimal, percent, shortest, unit_word, whole};
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
        Warning::EmptyCategories { left_out } => {
            return format!(
                "{} rækker eller kolonner i tabellen er tomme og er ikke regnet med",
                whole(*left_out, language)
            );
        }
        Warning::SmallExpectedCounts { cells, of } => {
            let (cells, of) = (whole(*cells, language), whole(*of, language));
            return format!(
                "{cells} af {of} forventede antal er under 5, så chi i anden-fordelingen er kun vejledende"
            );
        }
        Warning::TwoArms { fewer, more } => {
            let (fewer, more) = (decimal(*fewer, 1, language), decimal(*more, 1, language));
            return format!(
                "forskellen kan være nul: antallet går fra {more} for én hændelse mere op til uendelig og derfra ned til \
                 {fewer} for én hændelse mindre"
            );
        }
        Warning::StrataLeftOut { left_out, of } => {
            let (left_out, of) = (whole(*left_out, language), whole(*of, language));
            return format!("{left_out} af {of} strata kan ikke skelne grupperne fra hinanden og er ikke regnet med");
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
        Warning::InfiniteScale => {
            "ingen eller alle har hændelsen, så logaritmen eller log-odds er uendelig; derfor intet interval"
        }
        Warning::LessThanChance { .. } => {
            "tallene varierer mindre, end tilfældet ville give; 1 er brugt som spredningsfaktor"
        }
        Warning::NoDesignEffect => {
            "ingen eller alle har hændelsen, så klyngerne viser ingen designeffekt; derfor intet interval"
        }
        Warning::BesideValue => {
            "intervallet indeholder ikke værdien: metoden lægger det om en median, der ligger ved siden af"
        }
        Warning::NoWeight => "vægtene summer til nul, og derfor er der ingen værdi",
        Warning::TooFewForLevel => {
            "der er for få værdier, eller for få gentagelser, til et interval på dette konfidensniveau"
        }
        Warning::MissingStrata { missing, of } => {
            let (missing, of) = (whole(*missing, language), whole(*of, language));
            return format!("antallet mangler for {missing} af {of} grupper, og derfor har helheden ingen værdi");
        }
        Warning::UndefinedAtZero => {
            "målet er ikke defineret for disse værdier, fordi nogle af dem eller dem alle er nul"
        }
        Warning::NoDegreesOfFreedom => "der er ikke flere klynger eller grupper end parametre; derfor intet interval",
        Warning::NoEvents => "der er ingen hændelser, eller kun i den ene ende af skalaen; derfor intet interval",
        Warning::RatioOutsideLimits => {
            "de forhold, der passer med data, ligger alle uden for to grænser; derfor intet interval"
        }
        Warning::RatioUnbounded => "ethvert forhold passer med data; derfor intet interval",
        Warning::DenominatorZero => "nævneren er skønnet til nul, og derfor er der intet forhold",
        Warning::UndefinedRatio => "forholdet mellem intet og intet er udefineret",
        Warning::InfiniteRatio => "sammenligningen har ingen hændelser, så forholdet er uendeligt",
        Warning::NoComparisonGroup => {
            "før og efter uden sammenligningsgruppe: en almindelig udvikling ville se ud på samme måde"
        }
        Warning::DependenceUnknown => "personer, der er talt både før og efter, er behandlet som forskellige personer",
        Warning::ComparabilityUnknown => "det er ikke vist, at grupperne ligner hinanden",
        Warning::NoVariationInEither => "ingen af grupperne varierer; derfor intet interval for forskellen",
        Warning::NothingToTest => "alt ligger i én række, én kolonne eller ét stratum, så der er intet at teste",
        Warning::NothingChanged => "ingen par har ændret sig, så der er intet at teste",
        Warning::NoStandardError => "et antal på nul giver ingen standardfejl; derfor intet interval og ingen test",
        Warning::NothingBefore => "førtallet er nul, så ændringen kan ikke angives i procent",
        Warning::NoWidth => {
            "standardfejlen er nul, fordi ingen gruppe varierer, så intervallet er uden bredde og p-værdi"
        }
        Warning::PastTheEnd => "tilnærmelsen rækker ud over det mulige i den ene ende",
        Warning::EmptyCell => "en celle i tabellen er tom; derfor intet interval på logaritmisk skala",
        Warning::InfiniteOdds => {
            "alle i gruppen eller ingen i sammenligningen har hændelsen, så oddsforholdet er uendeligt"
        }
        Warning::NoMedianUnbiased => {
            "antallet ligger i en ende af det, som summerne tillader, så der er intet medianret skøn"
        }
        Warning::NoEventsInGroup => "en gruppe har ingen hændelser, og så har denne metode intet interval",
        Warning::NoSpread => "værdierne varierer ikke eller er for få; der kan ikke divideres med deres spredning",
        Warning::TooManyForExact { values } => {
            let values = whole(*values, language);
            return format!("{values} værdier er for mange til den eksakte fordeling; derfor ingen eksakt p-værdi");
        }
        Warning::TiedValues => "nogle værdier er ens; derfor ingen eksakt p-værdi",
        Warning::NothingToRank => "alle værdier er ens, eller alle forskelle er nul; der er intet at rangordne",
        Warning::ZerosDropped { zeros, of } => {
            let (zeros, of) = (whole(*zeros, language), whole(*of, language));
            return format!("{zeros} af {of} forskelle er nul og indgår ikke i rangordningen");
        }
        Warning::LevelNotReached { reached } => {
            let reached = percent(&decimal(100.0 * reached, 1, language), language);
            return format!("for få værdier til niveauet: det bredeste interval dækker kun med {reached}");
        }
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
        Warning::NoAreaToSpare => "to områder efterlader ingen frihedsgrader, så intet kan planlægges",
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
        Warning::MissingStrata { .. } => language.pick(
            "antallet mangler for en gruppe, og derfor har helheden ingen værdi",
            "the count of a stratum is missing, so the whole has no value",
        ),
        Warning::RangeInSource { .. } => language.pick("kilden angiver et spænd", "the source prints a range"),
        Warning::TooManyForExact { .. } => language.pick(
            "der er for mange værdier til den eksakte fordeling; derfor ingen eksakt p-værdi",
            "there are too many values for the exact distribution, so there is no exact p-value",
        ),
        Warning::ZerosDropped { .. } => language.pick(
            "forskelle på nul indgår ikke i rangordningen; antallet er oplyst",
            "differences of zero are left out of the ranking, and counted",
        ),
        Warning::LevelNotReached { .. } => language.pick(
            "for få værdier til niveauet: intervallet dækker sjældnere, end niveauet siger",
            "there are too few values for the level, so the interval covers less often",
        ),
        Warning::SmallGroup { .. } => language.pick(
            "færre end 20 i gruppen: én person flytter tallet mere end fem procentpoint",
            "fewer than 20 in the group: one person moves the figure by more than five percentage points",
        ),
        Warning::EmptyCategories { .. } => language.pick(
            "tomme rækker og kolonner i tabellen er ikke regnet med",
            "rows and columns of the table that hold nothing are left out",
        ),
        Warning::SmallExpectedCounts { .. } => language.pick(
            "nogle forventede antal er under 5, så chi i anden-fordelingen er kun vejledende",
            "some expected counts are below 5, so the chi-square distribution is a rough guide",
        ),
        Warning::TwoArms { .. } => language.pick(
            "forskellen kan være nul, så antallet går gennem uendelig og har to arme",
            "the difference may be zero, so the number needed runs through infinity and has two arms",
        ),
        Warning::StrataLeftOut { .. } => language.pick(
            "strata, der ikke kan skelne grupperne fra hinanden, er ikke regnet med",
            "strata that cannot tell the groups apart are left out",
        ),
        Warning::FewAreas { .. } => language.pick(
            "få områder på den ene side: planen hviler på, at deres fejl er normalfordelte og lige store",
            "few areas on one side: the plan rests on their errors being normal and equally large",
        ),
        other => return caution(other, language),
    };
    general.to_owned()
}
