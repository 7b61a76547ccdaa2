//! Design: what is asked. Vocabulary only; no data.

mod area;
mod indicator;
mod language;
mod measure;
mod period;
mod plan;
mod programme;
mod registry;
mod source;
mod theme;

pub use area::Area;
pub use indicator::{Direction, Indicator, Recorder};
pub use language::{Language, Names};
pub use measure::Measure;
pub use period::Period;
pub use plan::{Comparison, Data, Plan};
pub use programme::{ActivityType, Grant, Programme, Resource};
pub use registry::Registry;
pub use theme::{FocusArea, Scheme, Theme, schemes};
