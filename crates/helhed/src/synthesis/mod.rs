//! Synthesis: estimates brought together, across areas or with money.

pub mod chart;
pub mod economy;
pub mod equivalence;
pub mod goal;
pub mod multiplicity;
pub mod power;
