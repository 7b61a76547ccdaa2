//! Topic 05: paired proportions.

use super::Method;

pub(super) const METHODS: &[Method] = &[];
