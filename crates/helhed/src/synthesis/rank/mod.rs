//! Ranks of areas, never without their uncertainty. There is no call that gives ranks alone.

mod draws;
mod normal_scale;
mod place;
mod posterior_ranks;
mod rank_sets;
mod ranking;

pub use place::{RankRange, RankedArea};
pub use rank_sets::{RANK_SETS, RankSets, rank_sets};
pub use ranking::{RANK, Ranking, Resampling, rank};
