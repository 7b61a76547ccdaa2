//! What can go wrong with what follows a plan through time: series of a chart, goals, logic models.

use thiserror::Error;

use super::shown::shown;

/// What went wrong with a series, a goal or a logic model.
#[derive(Debug, Clone, PartialEq, Error)]
#[non_exhaustive]
#[allow(missing_docs, reason = "the fields are named for what they hold, and the message shows each of them")]
pub enum TrackFault {
    #[error("the period {period} does not come after {after}")]
    OutOfOrder { period: String, after: String },
    #[error("the periods are of two kinds: {first} is a {}, and {other} a {}", kinds[0], kinds[1])]
    KindsDiffer { first: String, other: String, kinds: Box<[&'static str; 2]> },
    #[error("no period has a value between {from} and {to}, so there is nothing to base limits on")]
    NothingBetween { from: String, to: String },
    #[error("the span {first} to {last} of the baseline reaches over the new baseline at {at}")]
    BaselineBroken { first: String, last: String, at: String },
    #[error("the link goes to `{}`, and the logic model has no such part", shown(id))]
    UnknownPart { id: String },
    #[error("the links run in a circle: {}", circle.iter().map(|id| shown(id)).collect::<Vec<_>>().join(" -> "))]
    Circle { circle: Vec<String> },
    #[error("the link from `{}` ({}) to `{}` ({}) runs backwards", shown(from), stages[0], shown(to), stages[1])]
    RunsBackwards { from: String, to: String, stages: Box<[&'static str; 2]> },
    #[error("`{}` is there twice", shown(id))]
    Twice { id: String },
    #[error(
        "the indicator `{}` is neither better when higher nor when lower, so no value of it reaches a target",
        shown(id)
    )]
    NoDirection { id: String },
    #[error("the goal is about `{}`, and the figure about `{}`", shown(goal), shown(found))]
    OtherIndicator { goal: String, found: String },
}

impl TrackFault {
    /// Stable code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::OutOfOrder { .. } => "H550",
            Self::KindsDiffer { .. } => "H551",
            Self::NothingBetween { .. } => "H552",
            Self::BaselineBroken { .. } => "H553",
            Self::UnknownPart { .. } => "H554",
            Self::Circle { .. } => "H555",
            Self::RunsBackwards { .. } => "H556",
            Self::Twice { .. } => "H557",
            Self::NoDirection { .. } => "H558",
            Self::OtherIndicator { .. } => "H559",
        }
    }

    /// What to do about it.
    #[must_use]
    pub fn mend(&self) -> String {
        match self {
            Self::OutOfOrder { .. } => "sort the periods, and give each of them once",
            Self::KindsDiffer { .. } => "tally the whole series by one kind of period",
            Self::NothingBetween { .. } => "name periods of the series that have values, or leave one of the two out",
            Self::BaselineBroken { .. } => "let the span lie before the new baseline, or after it",
            Self::UnknownPart { .. } => "correct the id, or add that part to the model",
            Self::Circle { .. } => "take out the link that leads back",
            Self::RunsBackwards { .. } => "turn the link round, or move one of the two to another stage",
            Self::Twice { .. } => "give it another id, or leave one of the two out",
            Self::NoDirection { .. } => "say which way it gets better: `better=\"higher\"` or `better=\"lower\"`",
            Self::OtherIndicator { .. } => "hand over a figure of the indicator that the goal names",
        }
        .into()
    }
}
