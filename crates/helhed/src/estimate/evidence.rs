//! Evidence: what a design can show, as grades with their reasons.
//!
//! Maryland Scientific Methods Scale (Sherman et al. 1998): 1 one group at one time, 2 before and after without a
//! comparison group (or a crude comparison), 3 before and after with a comparison group, 4 with control for other
//! differences, 5 randomised. The Danish SØM scale: 1 randomised trial or meta-analysis, 2 quasi-experiment or
//! before and after with comparison, 3 before and after without comparison; a single figure is below it.

use serde::{Deserialize, Serialize};

/// How the numbers came about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Design {
    /// Nothing about outcomes was measured.
    NoOutcome,
    /// One group, seen once.
    SingleFigure,
    /// Two groups, seen once, not shown to be alike.
    TwoGroups,
    /// One group, before and after.
    BeforeAfter,
    /// The change where the programme is, minus the change where it is not.
    DifferenceInDifferences,
}

impl Design {
    /// Grades and reasons that follow from the design alone.
    #[must_use]
    pub fn evidence(self) -> Evidence {
        let (sms, soem, reason) = match self {
            Self::NoOutcome => (1, None, Reason::NoOutcomeMeasured),
            Self::SingleFigure => (1, None, Reason::OneFigure),
            Self::TwoGroups => (2, None, Reason::CrudeComparison),
            Self::BeforeAfter => (2, Some(3), Reason::BeforeAfterOnly),
            Self::DifferenceInDifferences => (3, Some(2), Reason::TrendsAssumed),
        };
        Evidence { design: self, sms, soem, reasons: vec![reason] }
    }
}

/// Why a grade is no higher.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Reason {
    /// No outcome has a number.
    NoOutcomeMeasured,
    /// One group at one time.
    OneFigure,
    /// Before and after, without a comparison group.
    BeforeAfterOnly,
    /// Two groups not shown to be alike.
    CrudeComparison,
    /// Groups not shown to have changed alike without the programme.
    TrendsAssumed,
    /// Numerator or denominator is not known.
    CountsMissing,
    /// A figure was given in words or as about.
    RoughFigure,
    /// The units are not independent persons.
    UnitsRepeat,
}

/// The grade of a number or of a whole evaluation, and the reasons for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Evidence {
    /// Design the grade follows from.
    pub design: Design,
    /// Maryland Scientific Methods Scale, 1 to 5.
    pub sms: u8,
    /// SØM level, 3 to 1; absent below the scale.
    pub soem: Option<u8>,
    /// Reasons, the design's first.
    pub reasons: Vec<Reason>,
}

impl Evidence {
    /// The same grade with one more reason.
    #[must_use]
    pub fn because(mut self, reason: Reason) -> Self {
        if !self.reasons.contains(&reason) {
            self.reasons.push(reason);
        }
        self
    }

    /// `SMS 2 / SØM 3`.
    #[must_use]
    pub fn grade(&self) -> String {
        match self.soem {
            Some(soem) => format!("SMS {} / SØM {soem}", self.sms),
            None => format!("SMS {}", self.sms),
        }
    }
}
