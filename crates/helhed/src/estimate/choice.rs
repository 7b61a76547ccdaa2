//! A method that a door can be asked for by its id.

use super::Method;

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
