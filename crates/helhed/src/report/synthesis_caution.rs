//! Warnings of syntheses, regressions, comparisons of areas and prices, in Danish.

use super::number::{decimal, percent, whole};
use crate::design::Language;
use crate::error::shown;
use crate::estimate::{SynthesisWarning, some_of};

/// What a warning means here.
pub(super) fn say(warning: &SynthesisWarning) -> String {
    let language = Language::Da;
    let text = match warning {
        SynthesisWarning::StudiesLeftOut { left_out, of } => {
            let (count, names) = (left_out.len(), some_of(left_out, ("og", "til")));
            return format!(
                "{count} af {of} undersøgelser har ingen værdi eller ingen standardfejl og er ikke med: {names}"
            );
        }
        SynthesisWarning::ErrorsFromIntervals { studies, of } => {
            return format!(
                "standardfejlen for {studies} af {of} undersøgelser er taget fra bredden af deres interval"
            );
        }
        SynthesisWarning::SeveralMaxima { other } => {
            let other = decimal(*other, 4, language);
            return format!(
                "sandsynligheden for variansen mellem undersøgelserne har flere toppe: den højeste er valgt, og en anden er \
                 ved {other}"
            );
        }
        SynthesisWarning::FewStudies { studies, wanted } => {
            return format!("kun {studies} undersøgelser, hvor der skal {wanted} eller flere til at sige meget");
        }
        SynthesisWarning::OneStudy => {
            "en enkelt undersøgelse viser intet om, hvor meget undersøgelser er forskellige; derfor ingen forudsigelse"
        }
        SynthesisWarning::LimitsWidened { times } => {
            let times = decimal(*times, 1, language);
            return format!(
                "områderne varierer {times} gange så meget, som tilfældet og deres størrelse forklarer; grænserne er derfor \
                 gjort bredere"
            );
        }
        SynthesisWarning::LimitsNotWidened { times } => {
            let times = decimal(*times, 1, language);
            return format!(
                "områderne varierer {times} gange så meget, som tilfældet og deres størrelse forklarer, og grænserne er ikke \
                 gjort bredere: for mange ligger udenfor"
            );
        }
        SynthesisWarning::AreasTooFew { areas } => {
            return format!("antallet af områder med en værdi er {areas}, så intet viser, hvor meget områder varierer");
        }
        SynthesisWarning::AreasLeftOut { left_out, of } => {
            let (left_out, of) = (whole(*left_out, language), whole(*of, language));
            return format!(
                "{left_out} af {of} områder har intet tal, en nævner på nul eller ingen standardfejl og er ikke regnet med"
            );
        }
        SynthesisWarning::NoQuarters { areas } => {
            return format!("med {areas} områder er der ingen bedste eller dårligste fjerdedel");
        }
        SynthesisWarning::NothingBetweenAreas => {
            "områderne varierer ikke mere, end tilfældet ville give, så hvert af dem er trukket helt ind til det fælles \
             gennemsnit"
        }
        SynthesisWarning::SameEverywhere => {
            "intet område har en hændelse, eller alle enheder har en, så områderne kan ikke skelnes fra hinanden"
        }
        SynthesisWarning::NeighboursShared => {
            "områderne har fået deres naboers tal lagt til, så de deler tal og er ikke uafhængige af hinanden"
        }
        SynthesisWarning::ExpectedTakenAsKnown => {
            "de forventede tals egen usikkerhed indgår ikke: de er regnet for kendte"
        }
        SynthesisWarning::RanksNotTold => "ingen områder kan skelnes fra hinanden: hvert område kan have enhver plads",
        SynthesisWarning::Separated { terms } => {
            let terms = terms.iter().map(|term| shown(term)).collect::<Vec<_>>().join(" + ");
            return format!(
                "{terms} skiller dem med hændelsen fra dem uden, så ingen koefficienter er de mest sandsynlige"
            );
        }
        SynthesisWarning::FewClusters { clusters } => {
            return format!(
                "kun {} klynger: robuste fejl fra så få er i gennemsnit for små",
                whole(*clusters, language)
            );
        }
        SynthesisWarning::Collinear { term, with } if with.is_empty() => {
            return format!("{} er nul i hver række", shown(term));
        }
        SynthesisWarning::Collinear { term, with } => {
            let with = with.iter().map(|term| shown(term)).collect::<Vec<_>>().join(" + ");
            return format!("{} er en sum af {with} og har ingen egen koefficient", shown(term));
        }
        SynthesisWarning::NotConverged => {
            "søgningen efter de mest sandsynlige koefficienter sluttede ikke; derfor ingen værdi"
        }
        SynthesisWarning::FittedExactly => {
            "en række rammes præcist uanset sit udfald, eller der er lige så mange led som rækker; derfor ingen standardfejl"
        }
        SynthesisWarning::ExpectedTooUnsure => {
            "det forventede antal er så usikkert, at det kan være nul; derfor intet interval"
        }
        SynthesisWarning::FewDegreesOfFreedom { df } => {
            let df = decimal(*df, 1, language);
            return format!("den robuste fejl har kun {df} frihedsgrader: under 4 kan man ikke stole på den");
        }
        SynthesisWarning::BeyondHorizon { share } => {
            let share = percent(&decimal(100.0 * share, 1, language), language);
            return format!("{share} af resultaterne kommer efter tidshorisonten og er ikke regnet med");
        }
        SynthesisWarning::NoNetOutcome => {
            "ingen resultater er vundet, eller der er færre end uden indsatsen: det kan intet deles med"
        }
        SynthesisWarning::SuccessWithoutUncertainty => {
            "antallet af resultater er kendt uden usikkerhed (ingen nævner eller intet interval); derfor intet interval"
        }
        SynthesisWarning::PriceAtMost => {
            "en pris er en øvre grænse og ikke et gennemsnit, så der er højst sparet så meget"
        }
        SynthesisWarning::NoCost => "indsatsens udgift er ikke oplyst, så det kan ikke siges, om den betaler sig",
        SynthesisWarning::NoPrice => "prisen på et resultat er ikke oplyst, så det kan ikke siges, hvad der er sparet",
        SynthesisWarning::NothingSaved => {
            "intet antal dækker udgiften: et resultat sparer intet inden for tidshorisonten, eller en deltager koster lige så \
             meget, som der spares, eller mere"
        }
        SynthesisWarning::Dominance => {
            "indsatsen er både bedre og billigere, eller både dårligere og dyrere: et negativt forhold siger ikke hvor meget"
        }
        SynthesisWarning::RangesLeftOut => {
            "intervallet rummer kun usikkerheden om resultaterne, ikke den om priser, udgifter, tilbagefald eller rente"
        }
        SynthesisWarning::PricesIndexed => "nogle priser er fra andre år og er omregnet til prisåret med prisindekset",
    };
    text.to_owned()
}
