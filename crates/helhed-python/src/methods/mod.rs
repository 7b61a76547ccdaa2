//! Every method as a function of its own numbers: one file a family, named as in Python.

pub(crate) mod difference;
pub(crate) mod each;
pub(crate) mod effect_size;
pub(crate) mod equivalence;
pub(crate) mod inequality;
pub(crate) mod labels;
pub(crate) mod mean;
pub(crate) mod multiplicity;
pub(crate) mod numbers;
pub(crate) mod odds_ratio;
pub(crate) mod paired;
pub(crate) mod paired_values;
pub(crate) mod power;
pub(crate) mod proportion;
pub(crate) mod ranks;
pub(crate) mod rate;
pub(crate) mod ratio;
pub(crate) mod record;
pub(crate) mod shapes;
pub(crate) mod standardised;
pub(crate) mod stratified;
pub(crate) mod table;
