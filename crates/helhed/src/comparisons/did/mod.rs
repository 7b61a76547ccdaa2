//! Difference in differences: the change where there is a programme, minus the change where there is none.

mod effect;
mod figure;
mod group_time;
mod panel;

pub use group_time::{GROUP_TIME, group_time, is_overall};
pub use panel::{Adoption, START, Starts};
