//! Design: what is asked. Vocabulary only; no data.

mod area;
mod goal;
mod indicator;
mod logic_model;
mod measure;
mod period;
mod plan;
mod planned_economy;
mod programme;
mod registry;
mod source;
mod theme;
mod threshold;

pub use area::Area;
pub use goal::{Goal, Milestone};
pub use indicator::{Indicator, Recorder};
pub use logic_model::{LogicModel, ModelPart, ModelStage};
pub use measure::Measure;
pub use period::{Period, PeriodText, PeriodUnit, month_number};
pub use plan::{Comparison, Data, Plan};
pub use planned_economy::{PlannedCase, PlannedEconomy, PlannedPrice};
pub use programme::{ActivityType, Grant, Programme, Resource};
pub use registry::Registry;
pub use theme::{FocusArea, Scheme, Theme, schemes};
pub use threshold::Threshold;

// Words that results carry too, so they live in the leaf that all stages share.
pub use crate::estimate::{Direction, Language, Names};
