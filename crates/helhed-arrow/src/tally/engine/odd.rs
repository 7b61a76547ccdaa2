//! What is wrong with a value that an engine found and that may not be there: judged as the tally of rows does.

use helhed::cells::WeightedMeanCell;
use helhed::error::Fault;

use super::super::checks;
use super::super::plan::Reads;

/// The fault of a value in the column of an indicator; nothing if it is right after all.
pub(super) fn fault(reads: Reads, value: f64) -> Option<Fault> {
    let checked = match reads {
        Reads::Proportion { .. } => checks::events(&[value]),
        Reads::Rate { .. } | Reads::Count { .. } => checks::counts(&[value]),
        Reads::Mean { .. } | Reads::WeightedMean { .. } | Reads::Money { .. } => checks::measurements(&[value]),
    };
    checked.err().map(|(_, fault)| fault)
}

/// The fault of an exposure or a weight.
pub(super) fn fault_beside(reads: Reads, value: f64) -> Option<Fault> {
    match reads {
        // An engine calls a zero odd only where something was counted.
        Reads::Rate { .. } => checks::exposures(&[value], &[1.0]).err().map(|(_, fault)| fault),
        Reads::WeightedMean { .. } => {
            WeightedMeanCell::default().push(0.0, value).err().map(|error| error.fault().clone())
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_is_judged_by_its_role() {
        let code = |reads, value| fault(reads, value).map(|fault| fault.code());
        assert_eq!(code(Reads::Proportion { event: 0 }, 2.0), Some("H105"));
        assert_eq!(code(Reads::Count { events: 0 }, -1.0), Some("H202"));
        assert_eq!(code(Reads::Rate { events: 0, exposure: 1 }, 0.5), Some("H204"));
        assert_eq!(code(Reads::Mean { value: 0 }, 1e141), Some("H008"));
        assert_eq!(code(Reads::Money { amount: 0 }, f64::INFINITY), Some("H104"));
        assert_eq!(code(Reads::Money { amount: 0 }, f64::NAN), None);
        let beside = |reads, value| fault_beside(reads, value).map(|fault| fault.code());
        assert_eq!(beside(Reads::Rate { events: 0, exposure: 1 }, 0.0), Some("H203"));
        assert_eq!(beside(Reads::Rate { events: 0, exposure: 1 }, f64::NAN), None);
        assert_eq!(beside(Reads::WeightedMean { value: 0, weight: 1 }, -1.0), Some("H008"));
        assert_eq!(beside(Reads::WeightedMean { value: 0, weight: 1 }, 1.0), None);
        assert_eq!(beside(Reads::Mean { value: 0 }, -1.0), None);
    }
}
