//! Topic 07: standardised rates, and the standardised ratio of topic 02.

use super::Method;

pub(super) const METHODS: &[Method] = &[];
