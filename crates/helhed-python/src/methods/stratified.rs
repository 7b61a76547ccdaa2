//! Two groups in several strata.
