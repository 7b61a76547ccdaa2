//! What a method gave, by the names of the reference files.

use helhed::estimate::Test;
use helhed::{Error, Estimate};

/// A number, a list, a text or a truth value.
#[derive(Debug, Clone, PartialEq)]
pub enum Got {
    /// A number; `None` is undefined.
    Number(Option<f64>),
    /// A list of numbers.
    List(Vec<Option<f64>>),
    /// A text.
    Text(String),
    /// A list of texts.
    Texts(Vec<String>),
    /// True or false.
    Truth(bool),
}

impl From<f64> for Got {
    fn from(value: f64) -> Self {
        Self::Number(Some(value))
    }
}

impl From<Option<f64>> for Got {
    fn from(value: Option<f64>) -> Self {
        Self::Number(value)
    }
}

impl From<Vec<f64>> for Got {
    fn from(values: Vec<f64>) -> Self {
        Self::List(values.into_iter().map(Some).collect())
    }
}

impl From<Vec<Option<f64>>> for Got {
    fn from(values: Vec<Option<f64>>) -> Self {
        Self::List(values)
    }
}

impl From<&str> for Got {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<bool> for Got {
    fn from(truth: bool) -> Self {
        Self::Truth(truth)
    }
}

/// What a method gave.
#[derive(Debug, Clone, Default)]
pub struct Values {
    named: Vec<(&'static str, Got)>,
    /// Whether there is a result: a value with its interval, or a p-value.
    pub defined: bool,
}

/// Why there are no values.
#[derive(Debug, Clone)]
pub enum Refusal {
    /// helhed refused the input.
    Error(Error),
    /// The case asks for something that helhed or this table does not have.
    NotCovered(String),
}

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        Self::Error(error)
    }
}

impl Values {
    /// Nothing yet; `defined` tells a result from an undefined one.
    #[must_use]
    pub fn new(defined: bool) -> Self {
        Self { named: Vec::new(), defined }
    }

    /// Value and limits of an estimate under the names that most methods share.
    #[must_use]
    pub fn standard(estimate: &Estimate) -> Self {
        Self::new(estimate.value.is_some() && estimate.interval.is_some())
            .with("estimate", estimate.value)
            .with_limits("lower", "upper", estimate)
    }

    /// The three p-values of a test.
    #[must_use]
    pub fn tested(test: &Test) -> Self {
        Self::new(test.p_value.is_some())
            .with("p_two_sided", test.p_value)
            .with("p_greater", test.p_greater)
            .with("p_less", test.p_less)
    }

    /// One more named value.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Got>) -> Self {
        self.named.push((name, value.into()));
        self
    }

    /// The limits of an estimate under these names.
    #[must_use]
    pub fn with_limits(self, lower: &'static str, upper: &'static str, estimate: &Estimate) -> Self {
        self.with(lower, estimate.interval.map(|interval| interval.lower))
            .with(upper, estimate.interval.map(|interval| interval.upper))
    }

    /// The value of a name, if it was computed.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Got> {
        self.named.iter().find(|(own, _)| *own == name).map(|(_, value)| value)
    }
}
