//! What went wrong with an engine, in Danish.

use super::phrase::danish;
use crate::error::{EngineFault, shown};

/// The fact.
pub(super) fn say(fault: &EngineFault) -> String {
    match fault {
        EngineFault::BrokeOff { engine, kind } => {
            format!("{} afbrød optællingen med {}", shown(engine), shown(kind))
        }
        EngineFault::NotAsked { engine, kind } => {
            format!("{} kan ikke spørges om en optælling her ({})", shown(engine), shown(kind))
        }
        EngineFault::AnswerBroken { engine, what } => {
            format!("svaret fra {} hænger ikke sammen: {}", shown(engine), danish(what))
        }
        EngineFault::ArgumentNotTaken { engine, argument } => {
            format!("{} tager ikke imod `{argument}`", shown(engine))
        }
    }
}

/// The cure.
pub(super) fn mend(fault: &EngineFault) -> String {
    match fault {
        EngineFault::BrokeOff { engine, .. } => format!(
            "tæl tabellens rækker i {} for sig for at se hvorfor (programmets egne ord kan gengive data og gentages ikke her); \
             ret det dér, og tæl op igen: intet af denne optælling er gemt",
            shown(engine)
        ),
        EngineFault::NotAsked { .. } => {
            "opdatér narwhals og programmet (`pip install -U \"helhed[engines]\"`), eller lad det skrive rækkerne til \
             Parquet-filer, og tæl dem op: `hh.tally(\"rows/*.parquet\", ...)`"
                .into()
        }
        EngineFault::AnswerBroken { .. } => {
            "lad programmet skrive rækkerne til Parquet-filer, og tæl dem op, `hh.tally(\"rows/*.parquet\", ...)`; og meld \
             gerne fejlen"
                .into()
        }
        EngineFault::ArgumentNotTaken { argument: "where", .. } => {
            "vælg rækkerne i programmet, `frame.filter(...)`, og tæl op, hvad der er tilbage".into()
        }
        EngineFault::ArgumentNotTaken { .. } => {
            "gør koderne til manglende værdier i programmet (Spark: `when`, Polars: `replace`), og tæl den tabel op, der har dem"
                .into()
        }
    }
}
