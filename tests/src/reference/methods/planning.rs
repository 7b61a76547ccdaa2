//! Topic 15: multiplicity, power and equivalence.

use super::Method;

pub(super) const METHODS: &[Method] = &[];
