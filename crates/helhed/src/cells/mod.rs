//! Cells: mergeable sums between data and statistics.
//!
//! Every cell is a small record with the same algebra: an empty one, a way to add a row, and `merge`. Merging is
//! associative and commutative, the empty cell changes nothing, and merging parts gives what pooling their rows
//! would have given. Counts are exact; means and sums of doubles agree to rounding, and are the same to the last bit
//! whenever the same rows arrive in the same order.

mod block;
mod checks;
mod cross_table;
mod crossing;
mod mean;
mod paired;
mod proportion;
mod rate;
mod table;
mod total;
mod weighted_mean;

pub use block::Block;
pub use checks::{LARGEST_COUNT, LARGEST_MEASUREMENT, SMALLEST_EXPOSURE};
pub(crate) use checks::{enough, is_count, is_exposure};
pub use cross_table::CrossTable;
pub use mean::MeanCell;
pub use paired::PairedCell;
pub use proportion::ProportionCell;
pub use rate::RateCell;
pub use table::{Cells, Grouped};
pub use total::TotalCell;
pub use weighted_mean::{LARGEST_WEIGHT, SMALLEST_WEIGHT, WeightedMeanCell, WeightedParts};
