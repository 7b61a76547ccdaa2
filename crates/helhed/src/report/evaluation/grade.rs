//! The evidence grade of a programme, from the figures that are known of it.

use crate::estimate::{Design, Evidence, Reason};
use crate::records::{Comparator, Figure, Observation, Printed, Role};

/// The grade of a programme's outcomes, with its reasons.
#[must_use]
pub(super) fn grade(observations: &[&Observation]) -> Evidence {
    let outcomes: Vec<&Observation> = observations.iter().copied().filter(|one| one.is_observed_outcome()).collect();
    let evidence = design(&outcomes).evidence();
    let share = |one: &&Observation| matches!(one.figure, Figure::Proportion | Figure::PercentChange);
    let countless =
        outcomes.iter().filter(|one| share(one)).any(|one| one.numerator.is_none() || one.denominator.is_none());
    let rough = outcomes
        .iter()
        .any(|one| one.printed == Printed::Verbal || one.approximate || one.comparator != Comparator::Exactly);
    let found = [
        (countless, Reason::CountsMissing),
        (rough, Reason::RoughFigure),
        (outcomes.iter().any(|one| one.repeats), Reason::UnitsRepeat),
    ];
    found.into_iter().filter(|(is, _)| *is).fold(evidence, |evidence, (_, reason)| evidence.because(reason))
}

fn design(outcomes: &[&Observation]) -> Design {
    if outcomes.is_empty() {
        return Design::NoOutcome;
    }
    let change = outcomes.iter().any(|one| one.figure == Figure::PercentChange);
    if change || outcomes.iter().any(|before| outcomes.iter().any(|after| is_before_and_after(before, after))) {
        Design::BeforeAfter
    } else {
        Design::SingleFigure
    }
}

/// Whether two figures are of the same indicator and group, before and after.
#[must_use]
pub(super) fn is_before_and_after(before: &Observation, after: &Observation) -> bool {
    before.indicator == after.indicator
        && before.figure == after.figure
        && matches!(before.role, Role::Before | Role::Baseline)
        && matches!(after.role, Role::During | Role::After)
}
