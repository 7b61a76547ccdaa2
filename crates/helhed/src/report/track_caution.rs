//! Warnings of charts, goals and attendance, in Danish.

use super::number::{decimal, whole};
use crate::design::Language;
use crate::error::shown;
use crate::estimate::TrackWarning;

/// What a warning means here.
pub(super) fn say(warning: &TrackWarning) -> String {
    let count = |number: &u64| whole(*number, Language::Da);
    match warning {
        TrackWarning::ShortSeries { from, points, judged_from, steady_from } if points < judged_from => format!(
            "kun {points} perioder ligger bag grænserne fra {}: {judged_from} er det mindste til en dom, og fra {steady_from} \
             ligger grænserne fast",
            shown(from)
        ),
        TrackWarning::ShortSeries { from, points, steady_from, .. } => format!(
            "kun {points} perioder ligger bag grænserne fra {}: de er foreløbige og flytter sig, indtil der er {steady_from}",
            shown(from)
        ),
        TrackWarning::PeriodsWithoutValue { missing, of, first } => format!(
            "{} af {} perioder har ingen værdi, den første er {}: de er udeladt, og ingen ændring er målt hen over dem",
            count(missing),
            count(of),
            shown(first)
        ),
        TrackWarning::ZeroDenominators { periods, first } => format!(
            "{} {} nul i nævneren, den første er {}: der er ingen værdi",
            count(periods),
            if *periods == 1 { "periode har" } else { "perioder har" },
            shown(first)
        ),
        TrackWarning::LimitsWithoutWidth { from } => format!(
            "intet varierer i de perioder, der ligger bag grænserne fra {}, så grænserne er uden bredde og dømmer ingen punkter",
            shown(from)
        ),
        TrackWarning::MoreThanChance { from, times } => format!(
            "fra {} varierer perioderne {} gange så meget, som tilfældet alene ville give, så grænserne er for snævre",
            shown(from),
            decimal(*times, 1, Language::Da)
        ),
        TrackWarning::NoNeighbours { from } => format!(
            "fra {} har ingen to perioder i træk en værdi; derfor ingen ændring fra periode til periode og ingen grænser",
            shown(from)
        ),
        TrackWarning::JudgedOnValue => {
            "tallet har intet interval; målet er bedømt på værdien alene, som for en fuld optælling".into()
        }
        TrackWarning::AttendedTwice { rows } => {
            format!("{} rækker gentager person, aktivitet og dato fra en anden række og er talt én gang", count(rows))
        }
        TrackWarning::GroupContradicted { persons } => format!(
            "{} personer er i målgruppen i nogle rækker og ikke i andre; de indgår ikke i dens andel",
            count(persons)
        ),
        TrackWarning::MoreThanPopulation { participants, population } => format!(
            "{} deltagere er flere end befolkningen på {}; derfor ingen andel af den",
            count(participants),
            count(population)
        ),
    }
}
