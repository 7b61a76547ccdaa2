//! Topic 06, its means.

use helhed::cells::MeanCell;
use helhed::comparisons::difference;

use super::{Method, level};
use crate::reference::{Case, Refusal, Values};

pub(super) const METHODS: &[Method] =
    &[Method { name: "two_means", inputs: &["x", "y", "level"], options: &[], cases: 2, call: two_means }];

fn two_means(case: &Case) -> Result<Values, Refusal> {
    let of = MeanCell::from_values(case.inputs.numbers("x")?)?;
    let against = MeanCell::from_values(case.inputs.numbers("y")?)?;
    let welch = difference::welch(&of, &against, level(&case.inputs)?)?;
    Ok(Values::standard(&welch)
        .with("difference", welch.value)
        .with("welch_se", welch.se)
        .with("welch_t", welch.value.zip(welch.se).map(|(difference, se)| difference / se))
        .with("welch_df", welch.df)
        .with("welch_p", welch.p_value)
        .with_limits("welch_lower", "welch_upper", &welch))
}
