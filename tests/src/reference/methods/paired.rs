//! Topic 05: paired proportions.

use helhed::cells::{CrossTable, PairedCell};
use helhed::comparisons::paired;

use super::{Method, level};
use crate::reference::{Case, Inputs, Refusal, Values};

pub(super) const METHODS: &[Method] = &[
    Method { name: "mcnemar", inputs: &["a", "b", "c", "d"], options: &[], cases: 17, call: mcnemar },
    Method {
        name: "paired_difference_newcombe",
        inputs: &["a", "b", "c", "d", "level"],
        options: &[],
        cases: 14,
        call: newcombe,
    },
    Method { name: "marginal_homogeneity", inputs: &["table"], options: &[], cases: 13, call: marginal_homogeneity },
];

fn pairs(inputs: &Inputs) -> Result<PairedCell, Refusal> {
    let count = |name| inputs.number(name);
    Ok(PairedCell::from_counts(count("a")?, count("b")?, count("c")?, count("d")?)?)
}

fn mcnemar(case: &Case) -> Result<Values, Refusal> {
    let cell = pairs(&case.inputs)?;
    let (plain, corrected) = (paired::mcnemar(&cell)?, paired::mcnemar_corrected(&cell)?);
    let mid_p = paired::mcnemar_mid_p(&cell)?;
    Ok(Values::new(mid_p.p_value.is_some())
        .with("chi2", plain.statistic)
        .with("p", plain.p_value)
        .with("chi2_cc", corrected.statistic)
        .with("p_cc", corrected.p_value)
        .with("p_exact", paired::mcnemar_exact(&cell)?.p_value)
        .with("p_midp", mid_p.p_value))
}

fn newcombe(case: &Case) -> Result<Values, Refusal> {
    let cell = pairs(&case.inputs)?;
    let phi = paired::phi(&cell)?.value;
    Ok(Values::standard(&paired::newcombe(&cell, level(&case.inputs)?)?).with("phi", phi))
}

fn marginal_homogeneity(case: &Case) -> Result<Values, Refusal> {
    let table = CrossTable::from_rows(&case.inputs.table("table")?)?;
    let (bowker, shares) = (paired::bowker(&table)?, paired::stuart_maxwell(&table)?);
    Ok(Values::new(bowker.p_value.is_some())
        .with("bowker", bowker.statistic)
        .with("bowker_df", bowker.df)
        .with("bowker_p", bowker.p_value)
        .with("stuart_maxwell", shares.statistic)
        .with("stuart_maxwell_df", shares.df)
        .with("stuart_maxwell_p", shares.p_value))
}
