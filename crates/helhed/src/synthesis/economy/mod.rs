//! What an outcome costs, what it saves, and for whom.

mod acceptability;
mod account;
mod break_even;
mod confidence;
mod cost_per_net_outcome;
mod cost_per_outcome;
mod course;
mod fieller;
mod increment;
mod model;
mod net_benefit;
mod payer;
mod payer_split;
mod price;
mod price_index;
mod ranged;
mod simulated;
mod success;
mod tornado;

pub use acceptability::{ACCEPTABILITY, WILLINGNESS};
pub use break_even::{BREAK_EVEN, BreakEven};
pub use cost_per_net_outcome::COST_PER_NET_OUTCOME;
pub use cost_per_outcome::{COST_PER_OUTCOME, Cost, cost_per_outcome};
pub use course::Course;
pub use fieller::{FIELLER, FiellerRatio, RatioSet, Uncertain, fieller};
pub use increment::{INCREMENTAL_RATIO, Increment, IncrementalRatio, Quadrant};
pub use model::Economy;
pub use net_benefit::NET_BENEFIT;
pub use payer::Payer;
pub use payer_split::{PAYER, PAYER_SPLIT};
pub use price::{Bound, Per, Price};
pub use price_index::PriceIndex;
pub use ranged::Ranged;
pub use simulated::{SIMULATED, Simulation};
pub use success::{NetSuccess, Success};
pub use tornado::{Bar, TORNADO, Tornado};
