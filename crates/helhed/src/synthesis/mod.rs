//! Synthesis: estimates brought together, across areas or with money.

pub mod economy;
pub mod power;
