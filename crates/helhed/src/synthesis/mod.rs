//! Synthesis: estimates brought together, across areas or with money.

pub mod areas;
pub mod chart;
pub mod economy;
pub mod equivalence;
pub mod funnel;
pub mod goal;
pub mod multiplicity;
pub mod pool;
pub mod power;
pub mod rank;
pub mod shrink;
