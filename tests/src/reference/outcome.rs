//! One case against what helhed gives for it.

use serde_json::Value;

use super::case::number;
use super::{Case, Got, Method, Refusal, Tolerance, Values, methods};

/// A name on which helhed and the reference differ.
#[derive(Debug, Clone, PartialEq)]
pub struct Difference {
    /// Name of the value.
    pub name: String,
    /// What the reference says.
    pub expected: String,
    /// What helhed gives.
    pub got: String,
}

/// How a case went, with the number of values that were compared.
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    /// Every expected name was compared and agrees.
    Passed {
        /// Values compared.
        compared: usize,
    },
    /// At least one name differs.
    Failed {
        /// The names that differ.
        differences: Vec<Difference>,
        /// Values compared.
        compared: usize,
    },
    /// Not everything that the case asks for is there; what was compared agrees.
    NotCovered {
        /// What is not there.
        reason: String,
        /// Values compared.
        compared: usize,
    },
}

/// Judges a case by the method of its name.
#[must_use]
pub fn judge(case: &Case) -> Outcome {
    match methods().find(|method| method.name == case.method) {
        Some(method) => judge_with(case, method),
        None => not_covered("the method".into(), 0),
    }
}

/// Judges a case by this method.
#[must_use]
pub fn judge_with(case: &Case, method: &Method) -> Outcome {
    let case = &case.with_inputs(method.inputs);
    if let Some(option) = case.options.keys().find(|name| !method.options.contains(&name.as_str())) {
        return not_covered(format!("option `{option}`"), 0);
    }
    if let Some(input) = case.inputs.other_than(method.inputs) {
        return not_covered(format!("input `{input}`"), 0);
    }
    match (method.call)(case) {
        Err(Refusal::NotCovered(reason)) => not_covered(reason, 0),
        result if case.expected.contains_key("acceptable") => invalid(case, &result),
        Ok(values) => compare(case, &values),
        Err(Refusal::Error(error)) => {
            let named = |(name, expected): (&String, &Value)| Difference {
                name: name.clone(),
                expected: expected.to_string(),
                got: format!("error {} {}", error.code(), error.what()),
            };
            Outcome::Failed { differences: case.expected.iter().map(named).collect(), compared: case.expected.len() }
        }
    }
}

/// A case that must be refused or left undefined.
fn invalid(case: &Case, result: &Result<Values, Refusal>) -> Outcome {
    let got = match result {
        Ok(Values { defined: true, .. }) => "a value with an interval",
        Ok(_) => "undefined",
        Err(_) => "error",
    };
    let acceptable = &case.expected["acceptable"];
    if acceptable.as_array().is_some_and(|list| list.iter().any(|one| one == got)) {
        return Outcome::Passed { compared: 1 };
    }
    let difference = Difference { name: "acceptable".into(), expected: acceptable.to_string(), got: got.to_owned() };
    Outcome::Failed { differences: vec![difference], compared: 1 }
}

fn compare(case: &Case, values: &Values) -> Outcome {
    let mut differences = Vec::new();
    let mut missing = Vec::new();
    for (name, expected) in &case.expected {
        match values.get(name) {
            None => missing.push(name.as_str()),
            Some(got) if agrees(expected, got, case.tolerance) => {}
            Some(got) => differences.push(Difference {
                name: name.clone(),
                expected: expected.to_string(),
                got: format!("{got:?}"),
            }),
        }
    }
    let compared = case.expected.len() - missing.len();
    if !differences.is_empty() {
        Outcome::Failed { differences, compared }
    } else if case.expected.is_empty() {
        not_covered("nothing is expected".into(), 0)
    } else if missing.is_empty() {
        Outcome::Passed { compared }
    } else {
        not_covered(missing.join(", "), compared)
    }
}

/// Whether a value is what the reference says: `null` is undefined, `"inf"` and `"-inf"` are infinite.
fn agrees(expected: &Value, got: &Got, tolerance: Tolerance) -> bool {
    match (expected, got) {
        (Value::Array(wanted), Got::List(got)) => {
            let pair = |(wanted, got): (&Value, &Option<f64>)| near(wanted, *got, tolerance);
            wanted.len() == got.len() && wanted.iter().zip(got).all(pair)
        }
        (Value::Array(wanted), Got::Texts(got)) => {
            wanted.len() == got.len() && wanted.iter().zip(got).all(|(wanted, got)| wanted.as_str() == Some(got))
        }
        (Value::Bool(wanted), Got::Truth(got)) => wanted == got,
        (wanted, Got::Number(got)) => near(wanted, *got, tolerance),
        (Value::String(wanted), Got::Text(got)) => wanted == got,
        _ => false,
    }
}

fn near(expected: &Value, got: Option<f64>, tolerance: Tolerance) -> bool {
    match (number(expected), got) {
        (Some(wanted), None) => wanted.is_nan(),
        (Some(wanted), Some(got)) if wanted.is_finite() && got.is_finite() => {
            (got - wanted).abs() <= tolerance.abs.max(tolerance.rel * wanted.abs())
        }
        (Some(wanted), Some(got)) => wanted == got,
        (None, _) => false,
    }
}

fn not_covered(reason: String, compared: usize) -> Outcome {
    Outcome::NotCovered { reason, compared }
}
