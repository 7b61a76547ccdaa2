//! Cells: mergeable sums between data and statistics.
//!
//! Every cell is a small record with the same algebra: an empty one, a way to add a row, and `merge`. Merging is
//! associative and commutative, the empty cell changes nothing, and merging parts gives what pooling their rows
//! would have given. Counts are exact; means and sums of doubles agree to rounding, and are the same to the last bit
//! whenever the same rows arrive in the same order.

mod block;
mod centred;
mod checks;
mod comoment_cell;
mod comoments;
mod cross_table;
mod crossing;
mod definition;
mod mean;
mod paired;
mod periods;
mod proportion;
mod rate;
mod table;
mod together;
mod total;
mod weighted_mean;
mod withheld;

pub use block::Block;
pub use centred::Centred;
pub use checks::{LARGEST_COUNT, LARGEST_MEASUREMENT, SMALLEST_EXPOSURE};
pub(crate) use checks::{enough, is_count, is_exposure, measurement};
pub use comoment_cell::ComomentCell;
pub use comoments::Comoments;
pub use cross_table::CrossTable;
pub use mean::MeanCell;
pub use paired::PairedCell;
pub use periods::PeriodSpan;
pub use proportion::ProportionCell;
pub use rate::RateCell;
pub use table::{Cells, Grouped};
pub use total::TotalCell;
pub use weighted_mean::{LARGEST_WEIGHT, SMALLEST_WEIGHT, WeightedMeanCell, WeightedParts};
