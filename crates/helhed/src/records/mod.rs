//! Records: rows with roles, published observations, and the account of what fell out.

mod ledger;

pub use ledger::Ledger;
