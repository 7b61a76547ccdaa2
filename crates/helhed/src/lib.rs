//! Impact measurement for place-based social programmes.
//!
//! Rows become **cells**, cells become **estimates**, estimates are **compared**, comparisons are **brought together**,
//! and every number leaves through the **report** with its uncertainty, its method and its evidence grade.
//!
//! ```
//! use helhed::{Level, cells::RateCell, estimates::rate};
//!
//! let mut evictions = RateCell::default();
//! for (events, tenancies) in [(3.0, 812.0), (5.0, 790.0), (2.0, 801.0)] {
//!     evictions.push(events, tenancies)?; // an error carries its code, its place and its cure
//! }
//! let estimate = rate::byar(&evictions, Level::P95)?.per(1000.0);
//! assert_eq!(format!("{:.2}", estimate.value.unwrap()), "4.16");
//! println!("{}", serde_json::to_string(&estimate).unwrap());
//! # Ok::<(), helhed::Error>(())
//! ```

// The stages, in the order of the flow; each uses only those above it and the leaves.

/// What is asked: indicator, programme, period, plan. Vocabulary, no data.
pub mod design;

/// Rows with roles, published observations, and the account of what fell out.
pub mod records;

/// Mergeable sums.
pub mod cells;

/// From cells to numbers with their uncertainty.
pub mod estimates;

/// One group or time against another.
pub mod comparisons;

/// Estimates brought together.
pub mod synthesis;

/// Sentences, tables, evidence: how numbers leave the house.
pub mod report;

// The leaves that every stage may use.

/// Errors and warnings: code, what, where, how to mend.
pub mod error;

/// The one result of everything after the cells.
pub mod estimate;

/// Special functions and root finding.
pub mod numeric;

pub use error::{Error, Result};
pub use estimate::{Estimate, Estimates, Level, Warning};
