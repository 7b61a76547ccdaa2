//! What can go wrong with an engine that is asked for sums.

use thiserror::Error;

use super::shown::shown;

/// What went wrong with an engine. What the engine itself says may quote the data, so it is never repeated here.
#[derive(Debug, Clone, PartialEq, Error)]
#[non_exhaustive]
#[allow(missing_docs, reason = "the fields are named for what they hold, and the message shows each of them")]
pub enum EngineFault {
    #[error("{} broke off the tally with {}", shown(engine), shown(kind))]
    BrokeOff { engine: String, kind: String },
    #[error("{} cannot be asked for a tally here ({})", shown(engine), shown(kind))]
    NotAsked { engine: String, kind: String },
    #[error("the answer of {} does not hold together: {what}", shown(engine))]
    AnswerBroken { engine: String, what: &'static str },
    #[error("{} does not take `{argument}`", shown(engine))]
    ArgumentNotTaken { engine: String, argument: &'static str },
}

impl EngineFault {
    /// Stable code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::BrokeOff { .. } => "H880",
            Self::NotAsked { .. } => "H881",
            Self::AnswerBroken { .. } => "H882",
            Self::ArgumentNotTaken { .. } => "H883",
        }
    }

    /// What to do about it.
    #[must_use]
    pub fn mend(&self) -> String {
        match self {
            Self::BrokeOff { engine, .. } => format!(
                "count the rows of the frame in {} by itself to see why (its words may quote data, and are not repeated here); \
                 mend it there and tally again: nothing of this tally was kept",
                shown(engine)
            ),
            Self::NotAsked { .. } => {
                "update narwhals and the engine (`pip install -U \"helhed[engines]\"`), or let the engine write the rows to \
                 Parquet files and tally these: `hh.tally(\"rows/*.parquet\", ...)`"
                    .into()
            }
            Self::AnswerBroken { .. } => {
                "let the engine write the rows to Parquet files and tally these, `hh.tally(\"rows/*.parquet\", ...)`; and \
                 please report it"
                    .into()
            }
            Self::ArgumentNotTaken { argument: "where", .. } => {
                "choose the rows in the engine, `frame.filter(...)`, and tally what is left".into()
            }
            Self::ArgumentNotTaken { .. } => {
                "make the codes null in the engine (Spark: `when`, Polars: `replace`), and tally the frame that has them".into()
            }
        }
    }
}
