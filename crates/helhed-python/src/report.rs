//! The manual, and the register of codes.

use helhed::error::{self, Error, Fault, Place, nearest};
use helhed::report::manual;
use pyo3::prelude::*;

use crate::error::Refusable;

/// The page of a method: what it estimates, when to use it, its equation, its edge cases, what it was checked against.
///
/// >>> import helhed as hh
/// >>> hh.method("proportion/wilson").splitlines()[0]
/// '# Wilson interval for a proportion'
#[pyfunction]
pub(crate) fn method(id: &str) -> Refusable<String> {
    Ok(manual::page(id)?.text())
}

/// The ids of all methods with the titles of their pages, in the order of the flow.
///
/// >>> import helhed as hh
/// >>> hh.methods()[0]
/// ('proportion/wilson', 'Wilson interval for a proportion')
#[pyfunction]
pub(crate) fn methods() -> Vec<(&'static str, String)> {
    manual::pages().iter().map(|page| (page.method.id.as_ref(), page.title(helhed::design::Language::En))).collect()
}

/// What a code of an error or a warning means, and what to do about it.
///
/// >>> import helhed as hh
/// >>> print(hh.explain("H203"))
/// H203: An exposure is negative, or zero where events were counted.
/// mend: Give the exposure, or leave the row out.
#[pyfunction]
pub(crate) fn explain(code: &str) -> Refusable<String> {
    match error::explain(code) {
        Some(entry) => Ok(format!("{}: {}\nmend: {}", entry.code, entry.meaning, entry.cure)),
        None => {
            let nearest = nearest(code, error::register().iter().map(|entry| entry.code));
            let fault = Fault::UnknownName { what: "code", found: code.to_owned(), nearest };
            Err(Error::new(fault, Place::argument("code")).into())
        }
    }
}
