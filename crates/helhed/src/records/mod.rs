//! Records: rows with roles, published observations, and the account of what fell out.

pub mod check;
mod column_role;
mod doubt;
mod ledger;
mod notice;
mod observation;
mod pairs;
mod policy;
mod published;
mod sample;
mod weighted;

pub use column_role::{ColumnRole, Roles};
pub use doubt::Doubt;
pub(crate) use doubt::danish_findings;
pub use ledger::Ledger;
pub use notice::Notice;
pub use observation::{Comparator, Figure, Observation, Printed, Role, Stage};
pub use pairs::Pairs;
pub use policy::{Policies, Policy};
pub use published::{Fact, Published, Remark, RemarkKind};
pub use sample::Sample;
pub use weighted::WeightedSample;
