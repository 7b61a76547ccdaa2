//! What went wrong with areas that stand side by side, in Danish.

use super::phrase::listed;
use crate::error::{AreaFault, shown};

/// The fact.
pub(super) fn say(fault: &AreaFault) -> String {
    match fault {
        AreaFault::SeveralKeys { dimensions } => {
            format!("intet siger, hvilken nøglekolonne der er områderne (nøglekolonner: {})", listed(dimensions))
        }
        AreaFault::AreaTwice { area } => format!("området `{}` er der to gange", shown(area)),
        AreaFault::NothingToAdd => "naboer kan kun lægges sammen, hvor hvert områdes antal er kendt".into(),
    }
}

/// The cure.
pub(super) fn mend(fault: &AreaFault) -> String {
    match fault {
        AreaFault::SeveralKeys { .. } => {
            "nævn områdernes kolonne, `area=\"area\"`: resten af nøglen (år, grupper) lægges så sammen; eller tæl kun op efter \
             område"
        }
        AreaFault::AreaTwice { .. } => "giv hvert område én række: læg dets tal sammen først, eller tæl op efter område",
        AreaFault::NothingToAdd => "giv celler eller antal for hvert område, ikke forholdstal eller skøn",
    }
    .into()
}
