//! Report: how numbers leave the house.

pub mod manual;
