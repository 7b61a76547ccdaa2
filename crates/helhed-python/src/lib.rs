//! The Python binding of helhed: newtypes around the core's types, one file a stage, no statistics.
//!
//! The classes here are the Python classes; `python/helhed/` only names them. What crosses the border goes through
//! `door` (releases the GIL, catches Ctrl-C), `input`, `output` and `error`.

mod cells;
mod columns;
mod comparisons;
mod design;
mod door;
mod error;
mod estimate;
mod estimates;
mod evaluation;
mod input;
mod methods;
mod output;
mod parts;
mod period;
mod progress;
mod report;
mod rows;
mod synthesis;
mod test;

/// The stages, whose names belong to `helhed` itself.
const STAGES: [&str; 7] = ["design", "cells", "estimates", "comparisons", "synthesis", "evaluation", "report"];

/// The families of methods, each a module of `helhed`.
const FAMILIES: [&str; 13] = [
    "proportion",
    "rate",
    "mean",
    "difference",
    "ratio",
    "odds_ratio",
    "paired",
    "stratified",
    "standardised",
    "inequality",
    "multiplicity",
    "equivalence",
    "power",
];

/// The compiled half of helhed. Use the names in `helhed`.
#[pyo3::pymodule]
mod _core {
    use pyo3::prelude::*;

    use super::{FAMILIES, STAGES};

    #[pymodule_export]
    use crate::error::missing_extra;

    /// What is asked: indicators, periods, the registry.
    #[pymodule]
    mod design {
        #[pymodule_export]
        use crate::design::{PyIndicator, PyRegistry, indicator, indicators, read_registry};
        #[pymodule_export]
        use crate::period::PyPeriod;
    }

    /// Mergeable sums.
    #[pymodule]
    mod cells {
        #[pymodule_export]
        use crate::cells::{PyCells, enter, merge, read_cells, tally};
    }

    /// Numbers with their uncertainty.
    #[pymodule]
    mod estimates {
        #[pymodule_export]
        use crate::columns::PyEstimateColumns;
        #[pymodule_export]
        use crate::estimate::PyEstimate;
        #[pymodule_export]
        use crate::estimates::{PyEstimates, estimate, read_estimates};
        #[pymodule_export]
        use crate::parts::{PyCount, PyEvidence, PyInterval, PyProvenance, PyWarning};
        #[pymodule_export]
        use crate::test::PyTest;
    }

    /// One group or time against another.
    #[pymodule]
    mod comparisons {
        #[pymodule_export]
        use crate::comparisons::{before_after, compare};
    }

    /// Estimates brought together.
    #[pymodule]
    mod synthesis {
        #[pymodule_export]
        use crate::synthesis::cost_per_outcome;
    }

    /// One share, by every method.
    #[pymodule]
    mod proportion {
        #[pymodule_export]
        use crate::methods::proportion::{clopper_pearson, wilson};
    }

    /// One rate, by every method.
    #[pymodule]
    mod rate {
        #[pymodule_export]
        use crate::methods::rate::{byar, exact};
    }

    /// One mean or median, by every method.
    #[pymodule]
    mod mean {
        #[pymodule_export]
        use crate::methods::mean::t;
    }

    /// Two groups by their difference, by every method.
    #[pymodule]
    mod difference {
        #[pymodule_export]
        use crate::methods::difference::{newcombe, welch};
    }

    /// Two groups by their ratio, by every method.
    #[pymodule]
    mod ratio {
        #[pymodule_export]
        use crate::methods::ratio::{exact, koopman};
    }

    /// Two groups by their odds ratio, and tests of a table.
    #[pymodule]
    mod odds_ratio {}

    /// The same persons twice, by every method.
    #[pymodule]
    mod paired {}

    /// Two groups in several strata.
    #[pymodule]
    mod stratified {}

    /// Rates and ratios that take age and sex into account.
    #[pymodule]
    mod standardised {}

    /// Inequality along a social scale and between persons.
    #[pymodule]
    mod inequality {}

    /// Many p-values at once.
    #[pymodule]
    mod multiplicity {}

    /// Whether two groups are alike enough.
    #[pymodule]
    mod equivalence {}

    /// How many, how large, how sure: planning an evaluation.
    #[pymodule]
    mod power {}

    /// Whole evaluations, and the publications they can start from.
    #[pymodule]
    mod evaluation {
        #[pymodule_export]
        use crate::evaluation::{
            PyEvaluation, PyPublished, bag_facaderne, cannot_write, evaluate, evaluation_of, unknown_format,
        };
    }

    /// The manual, and the register of codes.
    #[pymodule]
    mod report {
        #[pymodule_export]
        use crate::report::{explain, method, methods};
    }

    /// Makes every stage importable by its dotted name, and its functions belong to `helhed`, where people find them.
    #[pymodule_init]
    fn register(module: &Bound<'_, PyModule>) -> PyResult<()> {
        let loaded = module.py().import("sys")?.getattr("modules")?;
        for stage in STAGES.into_iter().chain(FAMILIES) {
            let submodule = module.getattr(stage)?;
            let name = format!("helhed._core.{stage}");
            submodule.setattr("__name__", &name)?;
            loaded.set_item(name, &submodule)?;
            let Some(names) = submodule.getattr_opt("__all__")? else { continue };
            for function in names.try_iter()? {
                let function = submodule.getattr(function?.extract::<String>()?.as_str())?;
                if !function.is_instance_of::<pyo3::types::PyType>() {
                    let home = if FAMILIES.contains(&stage) { format!("helhed.{stage}") } else { "helhed".into() };
                    function.setattr("__module__", home)?;
                }
            }
        }
        Ok(())
    }
}
