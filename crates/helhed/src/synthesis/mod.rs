//! Synthesis: estimates brought together, across areas or with money.

pub mod economy;
pub mod equivalence;
pub mod multiplicity;
pub mod pool;
pub mod power;
