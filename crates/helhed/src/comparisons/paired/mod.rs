//! The same persons twice.

mod pseudomedian;
mod signed_rank;
mod t;

pub use pseudomedian::{PSEUDOMEDIAN, pseudomedian};
pub use signed_rank::{
    SIGNED_RANK_CORRECTED, SIGNED_RANK_EXACT, SIGNED_RANK_NORMAL, signed_rank, signed_rank_corrected,
    signed_rank_exact, signed_rank_normal,
};
pub use t::{T, t};
