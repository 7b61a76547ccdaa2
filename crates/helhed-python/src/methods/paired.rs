//! The same persons twice, by every method.
