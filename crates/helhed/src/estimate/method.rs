//! The method behind a number.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

/// Which method, in which version, from which source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Method {
    /// Id, such as `proportion/wilson`.
    pub id: Cow<'static, str>,
    /// Raised whenever a number changes.
    pub version: u32,
    /// Paper the method comes from.
    pub reference: Cow<'static, str>,
}

impl Method {
    /// A method of this library.
    #[must_use]
    pub const fn new(id: &'static str, version: u32, reference: &'static str) -> Self {
        Self { id: Cow::Borrowed(id), version, reference: Cow::Borrowed(reference) }
    }
}
