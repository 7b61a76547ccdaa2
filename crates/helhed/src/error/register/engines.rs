//! Codes of engines that are asked for sums.

use super::{Entry, entry};

pub(super) const REGISTER: &[Entry] = &[
    entry("H880", "An engine (Apache Spark, Polars, ...) broke off a tally.", "Run its query by itself to see why."),
    entry(
        "H881",
        "An engine cannot be asked for a tally here.",
        "Update narwhals and the engine, or tally its rows from Parquet files.",
    ),
    entry(
        "H882",
        "What an engine answered to a tally does not hold together.",
        "Tally its rows from Parquet files, and report it.",
    ),
    entry(
        "H883",
        "An engine does not take `where` or `missing`.",
        "Choose the rows, and make the codes null, in the engine, and tally the frame that this gives.",
    ),
];
