//! Whether two groups are alike enough.
