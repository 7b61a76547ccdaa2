//! Evidence in words: the grade, its reasons, what would lift it, and the ceiling it puts on causal language.

use crate::design::Language;
use crate::estimate::{Evidence, Reason};

/// What a grade allows a sentence to claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ceiling {
    /// Describe only: this many of those.
    Describe,
    /// Say what came after or beside what, without cause.
    Associate,
    /// Say that the numbers suggest an effect.
    Suggest,
    /// Say that the programme caused it.
    Cause,
}

/// The strongest claim that an evidence grade allows.
#[must_use]
pub fn ceiling(evidence: Option<&Evidence>) -> Ceiling {
    match evidence.map_or(1, |evidence| evidence.sms) {
        0 | 1 => Ceiling::Describe,
        2 => Ceiling::Associate,
        3 => Ceiling::Suggest,
        _ => Ceiling::Cause,
    }
}

/// What the ceiling means for the reader.
#[must_use]
pub fn ceiling_text(ceiling: Ceiling, language: Language) -> &'static str {
    match ceiling {
        Ceiling::Describe => language.pick(
            "Tallene beskriver, hvad der skete; de siger ikke, om det skyldes indsatsen.",
            "The figures describe what happened; they do not tell whether the programme was the cause.",
        ),
        Ceiling::Associate => language.pick(
            "Tallene viser en udvikling eller forskel; de kan ikke vise, at den skyldes indsatsen.",
            "The figures show a change or a difference; they cannot show that the programme caused it.",
        ),
        Ceiling::Suggest => language.pick(
            "Tallene tyder på, hvad indsatsen har betydet, hvis grupperne ville have udviklet sig ens.",
            "The figures suggest what the programme meant, if the groups would have developed alike.",
        ),
        Ceiling::Cause => {
            language.pick("Designet kan bære en konklusion om årsag.", "The design can carry a conclusion about cause.")
        }
    }
}

/// Why a grade is no higher.
#[must_use]
pub fn reason_text(reason: Reason, language: Language) -> &'static str {
    match reason {
        Reason::NoOutcomeMeasured => {
            language.pick("Intet resultat er målt med tal.", "No outcome was measured in numbers.")
        }
        Reason::OneFigure => language.pick("Én gruppe er målt på ét tidspunkt.", "One group was measured at one time."),
        Reason::BeforeAfterOnly => language.pick(
            "Der er tal før og efter, men ingen sammenligningsgruppe.",
            "There are figures before and after, but no comparison group.",
        ),
        Reason::CrudeComparison => language.pick(
            "To grupper er sammenlignet, men det er ikke vist, at de ligner hinanden.",
            "Two groups were compared, but were not shown to be alike.",
        ),
        Reason::TrendsAssumed => language.pick(
            "Områder med og uden indsatsen er fulgt over tid, men det er antaget, at de ellers ville have udviklet sig ens.",
            "Areas with and without the programme were followed over time, but it is assumed that they would otherwise have \
             changed alike.",
        ),
        Reason::CountsMissing => language.pick(
            "Tæller eller nævner er ikke oplyst for alle resultater.",
            "Numerator or denominator is not stated for all outcomes.",
        ),
        Reason::RoughFigure => language.pick(
            "Mindst ét resultat er angivet med ord eller som cirka.",
            "At least one outcome is given in words or as about.",
        ),
        Reason::UnitsRepeat => {
            language.pick("Samme person kan være talt flere gange.", "The same person can be counted more than once.")
        }
    }
}

/// What data would lift the grade.
#[must_use]
pub fn lift_text(reason: Reason, language: Language) -> &'static str {
    match reason {
        Reason::NoOutcomeMeasured => language.pick(
            "Mål mindst ét resultat med tæller og nævner, før og efter indsatsen.",
            "Measure at least one outcome with numerator and denominator, before and after the programme.",
        ),
        Reason::OneFigure => language.pick(
            "Hent det samme tal for tiden før indsatsen fra samme kilde; så kan graden blive SMS 2.",
            "Take the same figure for the time before the programme from the same source; the grade can then be SMS 2.",
        ),
        Reason::BeforeAfterOnly => language.pick(
            "Hent de samme tal for sammenlignelige områder uden indsatsen, før og efter; så kan graden blive SMS 3.",
            "Take the same figures for comparable areas without the programme, before and after; the grade can then be SMS 3.",
        ),
        Reason::CrudeComparison => language.pick(
            "Vis, at grupperne ligner hinanden, og hent tal for begge før og efter; så kan graden blive SMS 3.",
            "Show that the groups are alike, and take figures for both before and after; the grade can then be SMS 3.",
        ),
        Reason::TrendsAssumed => language.pick(
            "Vis, at områderne udviklede sig ens før indsatsen, og tag højde for andre forskelle; så kan graden blive SMS 4.",
            "Show that the areas changed alike before the programme, and adjust for other differences; the grade can then be \
             SMS 4.",
        ),
        Reason::CountsMissing => language.pick(
            "Oplys tæller og nævner, så usikkerheden kan beregnes.",
            "State numerator and denominator, so that the uncertainty can be computed.",
        ),
        Reason::RoughFigure => language.pick("Oplys det præcise tal.", "State the exact figure."),
        Reason::UnitsRepeat => language.pick("Tæl unikke personer.", "Count unique persons."),
    }
}
