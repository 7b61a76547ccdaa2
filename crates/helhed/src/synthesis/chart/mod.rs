//! Control charts: whether a series of periods holds more than chance, and whether it will meet its target.

mod c;
mod cells;
mod frame;
mod kind;
mod limits;
mod p;
mod p_prime;
mod record;
mod rule;
mod series;
mod u;
mod u_prime;
mod verdict;
mod xmr;

pub use c::{C, c};
pub use cells::chart_cells;
pub use frame::Frame;
pub use kind::{ChartKind, control_chart};
pub use p::{P, p};
pub use p_prime::{P_PRIME, p_prime};
pub use record::{ChartPoint, ControlChart, Segment};
pub use rule::{Rule, Side, Signal};
pub use series::Series;
pub use u::{U, u};
pub use u_prime::{U_PRIME, u_prime};
pub use verdict::{Assurance, Variation};
pub use xmr::{XMR, xmr};

/// Periods behind the limits below which there is no verdict: a run cannot be longer than the series.
pub const JUDGED_FROM: u64 = 7;

/// Periods behind the limits from which they count as steady.
pub const STEADY_FROM: u64 = 12;
