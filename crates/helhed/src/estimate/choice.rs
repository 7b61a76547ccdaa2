//! A method that a door can be asked for by its id.

use super::Method;
use crate::error::{Error, Fault, Place, Result, nearest};

/// A method and its call. Each family of methods lists its own, in the order in which the manual has them.
#[derive(Debug, Clone)]
pub(crate) struct Choice<F> {
    /// The method.
    pub(crate) method: Method,
    /// The call.
    pub(crate) call: F,
}

impl<F> Choice<F> {
    /// A method and its call.
    pub(crate) const fn new(method: Method, call: F) -> Self {
        Self { method, call }
    }

    /// The call of the method with this id, among those listed.
    pub(crate) fn of<'a>(choices: &'a [Self], id: &str) -> Option<&'a F> {
        choices.iter().find(|choice| choice.method.id == id).map(|choice| &choice.call)
    }

    /// The ids of those listed.
    pub(crate) fn ids(choices: &'static [Self]) -> impl Iterator<Item = &'static str> {
        choices.iter().map(|choice| choice.method.id.as_ref())
    }
}

impl<F: Copy + 'static> Choice<F> {
    /// Those of several lists, each with its call.
    pub(crate) fn all(lists: &'static [&'static [Self]]) -> impl Iterator<Item = (&'static Method, F)> {
        lists.iter().copied().flatten().map(|choice| (&choice.method, choice.call))
    }

    /// The call of the method with this id in one of the lists; `H302` with the nearest ids otherwise.
    pub(crate) fn named(lists: &[&'static [Self]], id: &str) -> Result<F> {
        let found = lists.iter().find_map(|choices| Self::of(choices, id));
        found.copied().ok_or_else(|| unknown("method", id, lists.iter().flat_map(|choices| Self::ids(choices))))
    }
}

/// The refusal of an id that is not among those known, in the argument that it was given for.
pub(crate) fn unknown<'a>(argument: &str, id: &str, known: impl IntoIterator<Item = &'a str>) -> Error {
    let fault = Fault::UnknownMethod { id: id.to_owned(), nearest: nearest(id, known) };
    Error::new(fault, Place::argument(argument))
}
