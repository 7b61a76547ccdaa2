//! Topic 16: inequality and ratios.

use super::Method;

pub(super) const METHODS: &[Method] = &[];
