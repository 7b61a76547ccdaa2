//! Goals: how far a plan has come, and whom it reaches.

mod attendance;
mod linear_path;
mod log;
mod status;

pub use attendance::{ATTENDANCE, Attendance, Participation, attendance};
pub use linear_path::{LINEAR_PATH, latest, linear_path};
pub use log::Log;
pub use status::{GoalReason, GoalState, GoalStatus};
