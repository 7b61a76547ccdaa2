//! Records: rows with roles, published observations, and the account of what fell out.

mod column_role;
mod doubt;
mod ledger;
mod notice;
mod observation;
mod pairs;
mod published;
mod sample;
mod weighted;

pub use column_role::{ColumnRole, Roles};
pub use doubt::Doubt;
pub use ledger::Ledger;
pub use notice::Notice;
pub use observation::{Comparator, Figure, Observation, Printed, Role, Stage};
pub use pairs::Pairs;
pub use published::{Fact, Published, Remark, RemarkKind};
pub use sample::Sample;
pub use weighted::WeightedSample;
