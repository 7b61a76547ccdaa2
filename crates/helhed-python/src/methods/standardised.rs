//! Rates and ratios that take age and sex into account.
