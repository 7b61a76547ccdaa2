//! All cases of a folder, counted by method.

use std::collections::BTreeMap;
use std::fmt;

use super::{Case, Outcome, judge};

/// The outcome of every case, in the order they were read.
#[derive(Debug, Clone)]
pub struct Summary {
    rows: Vec<(Case, Outcome)>,
}

#[derive(Default)]
struct Tally {
    cases: usize,
    passed: usize,
    failed: usize,
    not_covered: usize,
    compared: usize,
}

impl Tally {
    fn add(&mut self, outcome: &Outcome) {
        self.cases += 1;
        let (slot, compared) = match outcome {
            Outcome::Passed { compared } => (&mut self.passed, compared),
            Outcome::Failed { compared, .. } => (&mut self.failed, compared),
            Outcome::NotCovered { compared, .. } => (&mut self.not_covered, compared),
        };
        *slot += 1;
        self.compared += compared;
    }
}

impl Summary {
    /// Judges every case.
    #[must_use]
    pub fn of(cases: Vec<Case>) -> Self {
        let judged = |case: Case| {
            let outcome = judge(&case);
            (case, outcome)
        };
        Self { rows: cases.into_iter().map(judged).collect() }
    }

    /// Cases of a method that passed.
    #[must_use]
    pub fn passed(&self, method: &str) -> usize {
        self.count(|case, outcome| case.method == method && matches!(outcome, Outcome::Passed { .. }))
    }

    /// Cases that failed.
    #[must_use]
    pub fn failed(&self) -> usize {
        self.count(|_, outcome| matches!(outcome, Outcome::Failed { .. }))
    }

    /// Cases and their outcomes.
    pub fn iter(&self) -> impl Iterator<Item = (&Case, &Outcome)> {
        self.rows.iter().map(|(case, outcome)| (case, outcome))
    }

    /// Whether cases were read and none failed.
    #[must_use]
    pub fn is_good(&self) -> bool {
        !self.rows.is_empty() && self.failed() == 0
    }

    fn count(&self, which: impl Fn(&Case, &Outcome) -> bool) -> usize {
        self.rows.iter().filter(|(case, outcome)| which(case, outcome)).count()
    }
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut by_method: BTreeMap<&str, Tally> = BTreeMap::new();
        let mut all = Tally::default();
        for (case, outcome) in &self.rows {
            by_method.entry(&case.method).or_default().add(outcome);
            all.add(outcome);
        }
        writeln!(
            f,
            "{:<36} {:>6} {:>7} {:>7} {:>12} {:>9}",
            "method", "cases", "passed", "failed", "not covered", "values"
        )?;
        // What is compared comes first.
        for compared in [true, false] {
            for (method, tally) in by_method.iter().filter(|(_, tally)| (tally.compared > 0) == compared) {
                let Tally { cases, passed, failed, not_covered, compared } = tally;
                writeln!(f, "{method:<36} {cases:>6} {passed:>7} {failed:>7} {not_covered:>12} {compared:>9}")?;
            }
        }
        for (case, outcome) in &self.rows {
            match outcome {
                Outcome::NotCovered { reason, compared } if *compared > 0 => {
                    writeln!(f, "partly covered {}: without {reason}", case.id)?;
                }
                _ => {}
            }
        }
        for (case, outcome) in &self.rows {
            let Outcome::Failed { differences, .. } = outcome else { continue };
            for difference in differences {
                let (name, expected, got) = (&difference.name, &difference.expected, &difference.got);
                writeln!(f, "FAILED {} ({}) {name}: expected {expected}, got {got}", case.id, case.method)?;
            }
        }
        if self.rows.is_empty() {
            writeln!(f, "no cases were read")?;
        }
        writeln!(f, "{} values compared in {} cases", all.compared, all.cases)?;
        writeln!(f, "{} passed, {} failed, {} not covered", all.passed, all.failed, all.not_covered)
    }
}
