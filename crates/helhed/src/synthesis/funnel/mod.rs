//! Funnel plots: which areas are out of line with what chance, and how areas vary, would give.

mod area;
mod assess;
mod columns;
mod law;
mod limits;
mod overdispersion;
mod plot;

pub use area::{FunnelArea, Judgement, Verdict};
pub use columns::{FunnelColumns, funnels};
pub use limits::{Chance, FUNNEL_LIMITS, Limits};
pub use overdispersion::{OVERDISPERSION, Overdispersion, Widening, overdispersion};
pub use plot::{CurvePoint, FUNNEL, Funnel, funnel};
