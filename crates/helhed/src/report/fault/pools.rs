//! What went wrong with studies that are to be pooled, in Danish.

use crate::error::{PoolFault, shown};

/// The fact.
pub(super) fn say(fault: &PoolFault) -> String {
    match fault {
        PoolFault::MixedEstimands { first, second } => {
            format!("undersøgelserne måler forskellige ting: `{first}` og `{second}`")
        }
        PoolFault::MixedScales { first, second } => {
            format!("standardfejlene er på forskellige skalaer: `{first}` og `{second}`")
        }
        PoolFault::MixedUnits { first, second } => {
            format!("undersøgelserne har forskellige enheder: `{}` og `{}`", shown(first), shown(second))
        }
        PoolFault::VarianceNotPositive { found } => format!("stikprøvevariansen {found} er ikke over nul"),
        PoolFault::RaggedRows { values, studies } => {
            format!("{values} tal er ikke rækker med {studies} undersøgelser hver")
        }
    }
}

/// The cure.
pub(super) fn mend(fault: &PoolFault) -> String {
    match fault {
        PoolFault::MixedEstimands { .. } => "saml én slags ad gangen: `estimates.of(\"risk_ratio\")`",
        PoolFault::MixedScales { .. } => "beregn alle undersøgelser med samme metode, så de har samme skala",
        PoolFault::MixedUnits { .. } => "regn dem om til én enhed først, for eksempel hændelser pr. 1.000 overalt",
        PoolFault::VarianceNotPositive { .. } => {
            "en undersøgelse uden varians ville veje mere end alle andre: udelad den, og sig det, eller beregn den med en metode, der tåler nuller"
        }
        PoolFault::RaggedRows { .. } => "giv et tal for hver undersøgelse i hver række, og NaN, hvor et mangler",
    }
    .into()
}
