//! Warnings in the language of the report.

use super::number::{decimal, percent, shortest, unit_word, whole};
use crate::design::Language;
use crate::error::shown;
use crate::estimate::{SynthesisWarning, Warning};

/// Whether the words of a warning begin with the name of a unit.
fn begins_with_name(warning: &Warning) -> bool {
    matches!(
        warning,
        Warning::ComparisonTreatedLater { .. }
            | Warning::AlwaysTreated { .. }
            | Warning::UnitIncomplete { .. }
            | Warning::Synthesis(SynthesisWarning::Separated { .. })
            | Warning::Synthesis(SynthesisWarning::Collinear { .. })
    )
}

/// What a warning means here.
#[must_use]
pub fn caution(warning: &Warning, language: Language) -> String {
    if language == Language::En {
        // A name keeps its first letter.
        return if begins_with_name(warning) { warning.what() } else { inside_sentence(&warning.what()) };
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
            let part = percent(&decimal(100.0 / *records as f64, 1, language), language);
            return format!("kun {records} i gruppen: én person udgør {part} af den");
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
                "forskellen kan være nul og antallet uendeligt: mindst {more} for én hændelse mere, eller mindst {fewer} \
                 for én hændelse mindre"
            );
        }
        Warning::StrataLeftOut { left_out, of } => {
            let (left_out, of) = (whole(*left_out, language), whole(*of, language));
            return format!(
                "{left_out} af {of} strata har kun den ene gruppe, eller samme udfald for alle, og er ikke regnet med"
            );
        }
        Warning::ComparisonTreatedLater { unit, from, to } => {
            let periods = if from == to { format!("perioden {from}") } else { format!("perioderne {from} til {to}") };
            return format!("{} får selv en indsats: {periods} indgår ikke i sammenligningen", shown(unit));
        }
        Warning::NoCleanComparison { start, time } => {
            return format!(
                "i {time} er der ingen uden indsats at sammenligne med for dem, der begyndte i {start}; derfor ingen værdi"
            );
        }
        Warning::AlwaysTreated { unit } => {
            return format!(
                "{} har indsatsen i alle perioder og dermed intet før; derfor ikke regnet med",
                shown(unit)
            );
        }
        Warning::UnitsVaryUnseen { treated, untreated } => {
            let areas = if *treated == 1 { "område" } else { "områder" };
            return format!(
                "{treated} {areas} med og {untreated} uden indsatsen: hvor meget områder svinger af sig selv, indgår ikke i \
                 intervallet, som derfor er for smalt"
            );
        }
        Warning::UnitIncomplete { unit, time } => {
            return format!("{} har ingen tal for {time} og er ikke regnet med, hvor de skal bruges", shown(unit));
        }
        Warning::PeriodsMissing { from, to } => {
            return format!("der er ingen tal mellem {from} og {to}: ændringen er regnet fra {from}");
        }
        Warning::FewAreas { treated, untreated } => {
            return format!(
                "kun {treated} områder med og {untreated} uden indsatsen: planen holder kun, hvis områderne varierer \
                 normalfordelt og lige meget"
            );
        }
        Warning::Synthesis(warning) => return super::synthesis_caution::say(warning),
        Warning::Track(warning) => return super::track_caution::say(warning),
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
        Warning::NoStandardError => {
            "en gruppe har ingen hændelser, eller lutter hændelser, så metoden har ingen standardfejl; derfor intet \
             interval og ingen p-værdi"
        }
        Warning::LessThanChance { .. } => {
            "tallene varierer mindre, end tilfældet ville give; 1 er brugt som spredningsfaktor"
        }
        Warning::NoDesignEffect => {
            "ingen eller alle har hændelsen, så klyngerne viser ingen designeffekt; derfor intet interval"
        }
        Warning::BesideValue => {
            "værdien ligger uden for sit eget interval: metoden lægger intervallet om en median, ikke om værdien"
        }
        Warning::NoWeight => "vægtene summer til nul, og derfor er der ingen værdi",
        Warning::TooFewForLevel { reached: None } => {
            "for få værdier, eller for få gentagelser, til et interval på dette niveau: det mangler eller er åbent i en ende"
        }
        Warning::TooFewForLevel { reached: Some(reached) } => {
            let reached = percent(&decimal(100.0 * reached, 1, language), language);
            return format!("for få værdier til dette niveau: det bredeste interval, der findes, dækker kun {reached}");
        }
        Warning::MissingStrata { missing, of } => {
            let (missing, of) = (whole(*missing, language), whole(*of, language));
            return format!("antallet mangler for {missing} af {of} grupper, og derfor har helheden ingen værdi");
        }
        Warning::UndefinedAtZero => {
            "målet er ikke defineret for disse værdier, fordi nogle af dem eller dem alle er nul"
        }
        Warning::NoDegreesOfFreedom => {
            "der er for få klynger eller grupper til at vise usikkerheden; derfor intet interval"
        }
        Warning::NoEvents => "der er ingen hændelser, eller ingen på den ene side; derfor intet interval",
        Warning::RatioOutsideLimits => {
            "nævneren kan være nul, så de forhold, der passer med data, ligger uden for to grænser og ikke imellem dem; \
             derfor intet interval"
        }
        Warning::RatioUnbounded => {
            "tæller og nævner kan begge være nul, så ethvert forhold passer med data; derfor intet interval"
        }
        Warning::DenominatorZero => "nævneren er skønnet til nul, og derfor er der intet forhold",
        Warning::UndefinedRatio => "forholdet mellem intet og intet er udefineret",
        Warning::InfiniteRatio => "sammenligningen har ingen hændelser, så forholdet er uendeligt",
        Warning::NoComparisonGroup => {
            "før og efter uden sammenligningsgruppe: en almindelig udvikling ville se ud på samme måde"
        }
        Warning::DependenceUnknown => "personer, der er talt både før og efter, er behandlet som forskellige personer",
        Warning::ComparabilityUnknown => "det er ikke vist, at grupperne ligner hinanden",
        Warning::NoVariationInEither => {
            "ingen af grupperne varierer, så intet viser, hvor usikker forskellen er; derfor intet interval"
        }
        Warning::NothingToTest => "alt ligger i én række, én kolonne eller ét stratum, så der er intet at teste",
        Warning::NothingChanged => "ingen par har ændret sig, så der er intet at teste",
        Warning::NothingBefore => "førtallet er nul, så ændringen kan ikke angives i procent",
        Warning::NoWidth => {
            "standardfejlen er nul, fordi ingen gruppe varierer, så intervallet er uden bredde, og der er ingen p-værdi"
        }
        Warning::PastTheEnd => {
            "tilnærmelsen rækker ud over -100 eller 100 procentpoint, som ingen forskel kan; den er for grov her"
        }
        Warning::InfiniteOdds => {
            "alle i gruppen eller ingen i sammenligningen har hændelsen, så oddsforholdet er uendeligt"
        }
        Warning::NoMedianUnbiased => {
            "hændelserne er fordelt så skævt, som totalerne tillader, så metoden har en grænse, men ingen værdi"
        }
        Warning::NoSpread => {
            "værdierne varierer ikke eller er for få, så der er ingen spredning at måle forskellen med"
        }
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
        Warning::GrossOutcomes => "antallet af resultater er brutto: nogle ville være kommet alligevel",
        Warning::PartialCost => "udgiften udelader noget, så prisen pr. resultat er en nedre grænse",
        Warning::NoOutcomes => "der er ingen resultater, og derfor ingen pris pr. resultat",
        Warning::PowerOutOfReach => "selv den største forskel, der kan være, opdages ikke med den ønskede styrke",
        Warning::NoClusterVariance => {
            "klyngerne er for få eller for små, eller de varierer ikke, så intet viser, hvor ens enheder i samme klynge er"
        }
        Warning::NegativeCorrelation => {
            "korrelationen inden for klynger er skønnet under nul: enheder i samme klynge ligner ikke hinanden mere end andre"
        }
        Warning::NoAreaToSpare => {
            "med to områder viser intet, hvor meget områder varierer af sig selv, så intet kan planlægges"
        }
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
        Warning::TooFewForLevel { .. } => language.pick(
            "for få værdier til niveauet: intervallet mangler, er åbent i en ende eller dækker sjældnere",
            "there are too few values for the level: the interval is missing, open at an end or covers less often",
        ),
        Warning::Synthesis(SynthesisWarning::BeyondHorizon { .. }) => language.pick(
            "nogle resultater kommer efter tidshorisonten og er ikke regnet med",
            "some outcomes come after the horizon and are not counted",
        ),
        Warning::SmallGroup { .. } => language.pick(
            "færre end 20 i gruppen: én person udgør mere end fem procent af den",
            "fewer than 20 in the group: one person is more than five percent of it",
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
            "forskellen kan være nul og antallet uendeligt, så intervallet er i to dele",
            "the difference may be zero and the number needed infinite, so its interval has two parts",
        ),
        Warning::StrataLeftOut { .. } => language.pick(
            "strata med kun den ene gruppe, eller samme udfald for alle, er ikke regnet med",
            "strata that hold only one of the groups, or the same outcome for everybody, are left out",
        ),
        Warning::ComparisonTreatedLater { .. } => language.pick(
            "områder, der selv får en indsats, indgår kun i sammenligningen indtil da",
            "areas that get a programme themselves are compared with until then only",
        ),
        Warning::NoCleanComparison { .. } => language.pick(
            "der er ingen uden indsats at sammenligne med; derfor ingen værdi",
            "no unit without the programme is left to compare with: no value",
        ),
        Warning::AlwaysTreated { .. } => language.pick(
            "områder med indsatsen i alle perioder har intet før og er ikke regnet med",
            "units with the programme in every period have no before and are left out",
        ),
        Warning::UnitsVaryUnseen { .. } => language.pick(
            "hvor meget områder svinger af sig selv, indgår ikke i intervallet, som derfor er for smalt",
            "how much units vary by themselves is not in the interval, which is too narrow for it",
        ),
        Warning::UnitIncomplete { .. } => language.pick(
            "områder uden tal for en periode er ikke regnet med, hvor de skal bruges",
            "units without figures for a period are left out where they are needed",
        ),
        Warning::PeriodsMissing { .. } => language.pick(
            "der er ingen tal lige før starten: ændringen er regnet fra den sidste periode, der har nogen",
            "there are no figures just before the start: the change is counted from the last period that has some",
        ),
        Warning::Synthesis(SynthesisWarning::StudiesLeftOut { .. }) => language.pick(
            "undersøgelser uden værdi eller standardfejl er ikke med",
            "studies without a value or a standard error are left out",
        ),
        Warning::Synthesis(SynthesisWarning::ErrorsFromIntervals { .. }) => language.pick(
            "standardfejl er taget fra bredden af intervaller",
            "standard errors are taken from the width of intervals",
        ),
        Warning::Synthesis(SynthesisWarning::SeveralMaxima { .. }) => language.pick(
            "sandsynligheden for variansen mellem undersøgelserne har flere toppe: den højeste er valgt",
            "the likelihood of the variance between studies has several peaks: the highest is taken",
        ),
        Warning::Synthesis(SynthesisWarning::FewStudies { .. }) => {
            language.pick("der er få undersøgelser", "there are few studies")
        }
        Warning::Synthesis(SynthesisWarning::Separated { .. }) => language.pick(
            "nogle led skiller dem med hændelsen fra dem uden; derfor ingen værdi",
            "some terms tell those with the event from those without: no value",
        ),
        Warning::Synthesis(SynthesisWarning::FewClusters { .. }) => language.pick(
            "få klynger: robuste fejl fra så få er i gennemsnit for små",
            "few clusters: robust errors from so few are too small on average",
        ),
        Warning::Synthesis(SynthesisWarning::Collinear { .. }) => language.pick(
            "led, der er en sum af andre, har ingen egen koefficient",
            "terms that are a sum of others have no coefficient of their own",
        ),
        Warning::Synthesis(SynthesisWarning::FewDegreesOfFreedom { .. }) => language.pick(
            "den robuste fejl har under 4 frihedsgrader, og man kan ikke stole på den",
            "the robust error has fewer than 4 degrees of freedom and cannot be relied on",
        ),
        Warning::FewAreas { .. } => language.pick(
            "få områder på den ene side: planen holder kun, hvis områderne varierer normalfordelt og lige meget",
            "few areas on one side: the plan holds only if areas vary normally and equally much",
        ),
        Warning::Synthesis(SynthesisWarning::LimitsWidened { .. }) => language.pick(
            "områderne varierer mere, end tilfældet og deres størrelse forklarer; grænserne er derfor gjort bredere",
            "the areas vary more than chance and their size explain, so the limits were widened",
        ),
        Warning::Synthesis(SynthesisWarning::LimitsNotWidened { .. }) => language.pick(
            "områderne varierer mere, end tilfældet og deres størrelse forklarer; for mange ligger uden for grænserne",
            "the areas vary more than chance and their size explain: too many lie outside the limits",
        ),
        Warning::Synthesis(SynthesisWarning::AreasTooFew { .. }) => language.pick(
            "for få områder har en værdi, så intet viser, hvor meget områder varierer",
            "too few areas have a value, so nothing shows how much areas vary",
        ),
        Warning::Synthesis(SynthesisWarning::AreasLeftOut { .. }) => language.pick(
            "områder uden tal, med en nævner på nul eller uden standardfejl er ikke regnet med; antallet er oplyst",
            "areas without a figure, with a denominator of zero or without a standard error are left out, and counted",
        ),
        Warning::Synthesis(SynthesisWarning::NoQuarters { .. }) => language.pick(
            "med færre end fire områder er der ingen bedste eller dårligste fjerdedel",
            "with fewer than four areas there is no best or worst quarter",
        ),
        other => return caution(other, language),
    };
    general.to_owned()
}
