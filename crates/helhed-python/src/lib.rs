//! The Python binding of helhed: newtypes around the core's types, one file a stage, no statistics.
//!
//! The classes here are the Python classes; `python/helhed/` only names them. What crosses the border goes through
//! `door` (releases the GIL, catches Ctrl-C), `input`, `output` and `error`.

mod cells;
mod comparisons;
mod design;
mod door;
mod error;
mod estimate;
mod estimates;
mod evaluation;
mod input;
mod output;
mod parts;
mod period;
mod progress;
mod report;
mod rows;
mod synthesis;

/// The compiled half of helhed. Use the names in `helhed`.
#[pyo3::pymodule]
mod _core {
    use pyo3::prelude::*;

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
        use crate::estimate::PyEstimate;
        #[pymodule_export]
        use crate::estimates::{PyEstimates, estimate, read_estimates};
        #[pymodule_export]
        use crate::parts::{PyCount, PyEvidence, PyInterval, PyProvenance, PyWarning};
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
        for stage in ["design", "cells", "estimates", "comparisons", "synthesis", "evaluation", "report"] {
            let submodule = module.getattr(stage)?;
            let name = format!("helhed._core.{stage}");
            submodule.setattr("__name__", &name)?;
            loaded.set_item(name, &submodule)?;
            for function in submodule.getattr("__all__")?.try_iter()? {
                let function = submodule.getattr(function?.extract::<String>()?.as_str())?;
                if !function.is_instance_of::<pyo3::types::PyType>() {
                    function.setattr("__module__", "helhed")?;
                }
            }
        }
        Ok(())
    }
}
