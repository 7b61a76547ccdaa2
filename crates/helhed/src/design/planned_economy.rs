//! What a plan says of costs and prices among published figures.

use serde::Deserialize;

use super::Names;

/// The economy of published programmes, as a plan asks for it.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct PlannedEconomy {
    /// Year whose prices all of it is in; a price without a year is refused later.
    pub price_year: Option<i32>,
    /// What the reader must know of the prices.
    #[serde(default)]
    pub note: Names,
    /// Prices of outcomes.
    #[serde(default)]
    pub price: Vec<PlannedPrice>,
    /// Programmes, each with an outcome.
    #[serde(default)]
    pub case: Vec<PlannedCase>,
}

/// A figure of the publication that is the price of an outcome.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct PlannedPrice {
    /// Programme whose figure it is.
    pub programme: String,
    /// The figure.
    pub figure: String,
    /// Who saves it.
    pub payer: String,
}

/// A programme, an outcome of it, and what is known of its cost and price.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct PlannedCase {
    /// Programme.
    pub programme: String,
    /// The figure that counts its outcomes.
    pub outcome: String,
    /// The figure that says what was spent; absent where nothing does.
    pub cost: Option<String>,
    /// Whether everything is in that cost: staff, activities and overhead.
    #[serde(default)]
    pub complete: bool,
    /// Figures among the prices above that an outcome of this kind saves.
    #[serde(default)]
    pub prices: Vec<String>,
    /// What the reader must know of this programme.
    #[serde(default)]
    pub note: Names,
}
