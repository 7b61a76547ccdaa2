//! What went wrong with what follows a plan through time, in Danish.

use crate::error::{TrackFault, shown};

/// The fact.
pub(super) fn say(fault: &TrackFault) -> String {
    match fault {
        TrackFault::OutOfOrder { period, after } => format!("perioden {period} kommer ikke efter {after}"),
        TrackFault::KindsDiffer { first, other, kinds } => {
            format!("perioderne er af to slags: {first} er {}, og {other} er {}", word(kinds[0]), word(kinds[1]))
        }
        TrackFault::NothingBetween { from, to } => {
            format!("ingen periode fra {from} til {to} har en værdi, så der er intet at bygge grænser på")
        }
        TrackFault::BaselineBroken { first, last, at } => {
            format!("basisperioden {first} til {last} rækker hen over den nye basisperiode, der begynder {at}")
        }
        TrackFault::UnknownPart { id } => format!("pilen går til `{}`, som forandringsteorien ikke har", shown(id)),
        TrackFault::Circle { circle } => {
            let circle: Vec<String> = circle.iter().map(|id| shown(id)).collect();
            format!("pilene går i ring: {}", circle.join(" -> "))
        }
        TrackFault::RunsBackwards { from, to, stages } => format!(
            "pilen fra `{}` ({}) til `{}` ({}) går baglæns",
            shown(from),
            word(stages[0]),
            shown(to),
            word(stages[1])
        ),
        TrackFault::Twice { id } => format!("`{}` er der to gange", shown(id)),
        TrackFault::NoDirection { id } => format!(
            "indikatoren `{}` er hverken bedst, når den er høj, eller når den er lav, så ingen værdi når et mål",
            shown(id)
        ),
        TrackFault::OtherIndicator { goal, found } => {
            format!("målet handler om `{}`, og tallet om `{}`", shown(goal), shown(found))
        }
    }
}

/// The cure.
pub(super) fn mend(fault: &TrackFault) -> String {
    match fault {
        TrackFault::OutOfOrder { .. } => "sortér perioderne, og giv hver af dem én gang",
        TrackFault::KindsDiffer { .. } => "optæl hele serien i én slags perioder",
        TrackFault::NothingBetween { .. } => "nævn perioder i serien, der har værdier, eller udelad den ene af de to",
        TrackFault::BaselineBroken { .. } => "lad basisperioden ligge før den nye eller efter den",
        TrackFault::UnknownPart { .. } => "ret navnet, eller tilføj den del til forandringsteorien",
        TrackFault::Circle { .. } => "fjern den pil, der fører tilbage",
        TrackFault::RunsBackwards { .. } => "vend pilen, eller flyt en af de to til et andet trin",
        TrackFault::Twice { .. } => "giv den et andet navn, eller udelad den ene",
        TrackFault::NoDirection { .. } => "sig, hvad der er bedst: `better=\"higher\"` eller `better=\"lower\"`",
        TrackFault::OtherIndicator { .. } => "giv et tal for den indikator, som målet nævner",
    }
    .into()
}

/// The kinds of periods and the stages of a logic model.
fn word(english: &str) -> &str {
    match english {
        "year" => "et år",
        "half-year" => "et halvår",
        "quarter" => "et kvartal",
        "month" => "en måned",
        "week" => "en uge",
        "school-year" => "et skoleår",
        "activity" => "aktivitet",
        "reach" => "deltagelse",
        "intermediate" => "resultat på vejen",
        "outcome" => "resultat",
        other => other,
    }
}
