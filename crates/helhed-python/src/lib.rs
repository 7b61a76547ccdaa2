//! The Python binding of helhed: newtypes around the core's types, one file a stage, no statistics.
//!
//! The classes here are the Python classes; `python/helhed/` only names them. What crosses the border goes through
//! `door` (releases the GIL, catches Ctrl-C), `input`, `output` and `error`.

mod area_tables;
mod areas;
mod ask;
mod asked;
mod cells;
mod chart;
mod columns;
mod comoments;
mod comparisons;
mod design;
mod disclosure;
mod door;
mod economy;
mod engines;
mod error;
mod estimate;
mod estimates;
mod evaluation;
mod goal;
mod input;
mod memory;
mod methods;
mod output;
mod parts;
mod period;
mod pool;
mod pooling;
mod progress;
mod reading;
mod records;
mod register;
mod regressions;
mod report;
mod rows;
mod spells;
mod synthesis;
mod test;
mod test_columns;
mod transitions;
mod values;
mod wide;

/// The stages, whose names belong to `helhed` itself.
const STAGES: [&str; 8] =
    ["design", "records", "cells", "estimates", "comparisons", "synthesis", "evaluation", "report"];

/// The families of methods, each a module of `helhed`.
const FAMILIES: [&str; 16] = [
    "proportion",
    "rate",
    "mean",
    "difference",
    "ratio",
    "odds_ratio",
    "paired",
    "ranks",
    "effect_size",
    "stratified",
    "table",
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
    use crate::error::{damaged_file, engine_broke_off, engine_not_asked, missing_extra};

    /// What is asked: indicators, periods, the registry.
    #[pymodule]
    mod design {
        #[pymodule_export]
        use crate::design::{PyIndicator, PyRegistry, indicator, indicators, read_registry};
        #[pymodule_export]
        use crate::period::PyPeriod;
    }

    /// Rows: read from files, or looked at.
    #[pymodule]
    mod records {
        #[pymodule_export]
        use crate::reading::{PyNotice, PyReading};
        #[pymodule_export]
        use crate::records::{PyRecords, PyScan, check, read, scan};
    }

    /// Mergeable sums.
    #[pymodule]
    mod cells {
        #[pymodule_export]
        use crate::cells::{PyCells, enter, merge, read_cells, tally};
        #[pymodule_export]
        use crate::comoments::{PyComoments, comoments};
        #[pymodule_export]
        use crate::wide::tally_wide;
        #[pymodule_export]
        use crate::{spells::tally_spells, transitions::transitions};
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
        #[pymodule_export]
        use crate::test_columns::PyTestColumns;
    }

    /// One group or time against another.
    #[pymodule]
    mod comparisons {
        #[pymodule_export]
        use crate::comparisons::{before_after, compare, did};
        #[pymodule_export]
        use crate::regressions::{PyCaseMixAreas, PyRegression, case_mix, logistic_regression, poisson_regression};
    }

    /// Estimates brought together.
    #[pymodule]
    mod synthesis {
        #[pymodule_export]
        use crate::area_tables::{
            PyFunnel, PyFunnelColumns, PyRanking, PyShrunk, funnel, funnel_columns, rank, shrink,
        };
        #[pymodule_export]
        use crate::areas::PyAreas;
        #[pymodule_export]
        use crate::chart::{PyChartPoint, PyChartSegment, PyControlChart, control_chart};
        #[pymodule_export]
        use crate::economy::{
            PyBreakEven, PyEconomy, PyIncrement, PyIncrementalRatio, PyPrice, PySimulation, PyTornado, PyTornadoBar,
        };
        #[pymodule_export]
        use crate::goal::{
            PyAttendance, PyGoal, PyGoalStatus, PyLogicModel, PyParticipation, attendance, goal_status, goals,
            read_goals,
        };
        #[pymodule_export]
        use crate::pool::{PyPooled, PyPooledColumns, PySmallStudies, PySubgroups, pool, pool_many, study_effects};
        #[pymodule_export]
        use crate::pooling::{
            PyMetaRegression, PyMixedProportion, PyRobustRegression, glmm_proportion, meta_regression,
            robust_meta_regression,
        };
        #[pymodule_export]
        use crate::synthesis::{PyFiellerRatio, cost_per_outcome, fieller};
    }

    /// One share, by every method.
    #[pymodule]
    mod proportion {
        #[pymodule_export]
        use crate::methods::proportion::{
            agresti_coull, binomial_test, blaker, clopper_pearson, clustered, design_effect, effective, jeffreys,
            jeffreys_equal_tailed, logit, mid_p, wald, wilson, wilson_cc,
        };
    }

    /// One rate, by every method.
    #[pymodule]
    mod rate {
        #[pymodule_export]
        use crate::methods::rate::{byar, clustered, dispersion, exact, mid_p, over_dispersed, poisson_test, score};
    }

    /// One mean or median, by every method.
    #[pymodule]
    mod mean {
        #[pymodule_export]
        use crate::methods::mean::{bootstrap, effective_size, median, order_statistic, quantile, ranks, t, weighted};
    }

    /// Two groups by their difference, by every method.
    #[pymodule]
    mod difference {
        #[pymodule_export]
        use crate::methods::difference::{
            agresti_caffo, clustered, miettinen_nurminen, newcombe, number_needed, pooled, rate_mover, rate_score,
            rate_wald, wald, welch,
        };
    }

    /// Two groups by their ratio, by every method.
    #[pymodule]
    mod ratio {
        #[pymodule_export]
        use crate::methods::ratio::{
            exact, exact_test, katz, koopman, miettinen_nurminen, rate_mid_p, rate_score, rate_wald,
        };
    }

    /// Two groups by their odds ratio, and tests of a table.
    #[pymodule]
    mod odds_ratio {
        #[pymodule_export]
        use crate::methods::odds_ratio::{conditional, fisher, mid_p, woolf, woolf_haldane};
    }

    /// The same persons twice, by every method.
    #[pymodule]
    mod paired {
        #[pymodule_export]
        use crate::methods::paired::{
            bowker, mcnemar, mcnemar_corrected, mcnemar_exact, mcnemar_mid_p, newcombe, odds_ratio, phi, risk_ratio,
            stuart_maxwell,
        };
        #[pymodule_export]
        use crate::methods::paired_values::{
            pseudomedian, signed_rank, signed_rank_corrected, signed_rank_exact, signed_rank_normal, t,
        };
    }

    /// Two groups by the ranks of their values.
    #[pymodule]
    mod ranks {
        #[pymodule_export]
        use crate::methods::ranks::{hodges_lehmann, rank_sum, rank_sum_corrected, rank_sum_exact, rank_sum_normal};
    }

    /// Differences in standard deviations.
    #[pymodule]
    mod effect_size {
        #[pymodule_export]
        use crate::methods::effect_size::{
            cohen_d, cohen_dav, cohen_dz, cohen_h, cohen_h_of_shares, glass_delta, hedges_correction, hedges_g,
        };
    }

    /// Two groups in several strata.
    #[pymodule]
    mod stratified {
        #[pymodule_export]
        use crate::methods::stratified::{
            breslow_day, cochran_mantel_haenszel, cochran_mantel_haenszel_corrected, mantel_haenszel_odds_ratio,
            mantel_haenszel_rate_difference, mantel_haenszel_rate_ratio, mantel_haenszel_risk_difference,
            mantel_haenszel_risk_ratio, miettinen_nurminen, peto, peto_heterogeneity, tarone,
        };
    }

    /// Tests of a table of counts.
    #[pymodule]
    mod table {
        #[pymodule_export]
        use crate::methods::table::{chi_square, cramers_v, yates};
    }

    /// Rates and ratios that take age and sex into account.
    #[pymodule]
    mod standardised {
        #[pymodule_export]
        use crate::methods::standardised::{
            case_mix, crude_rate, difference, direct, direct_exact, direct_normal, expected, fay_feuer, ratio,
            smr_byar, smr_exact, smr_test,
        };
    }

    /// Inequality along a social scale and between persons.
    #[pymodule]
    mod inequality {
        #[pymodule_export]
        use crate::methods::inequality::{
            concentration_index, gini, gini_unbiased, relative_index, relative_index_linear, relative_index_mean,
            ridits, slope_index, theil_l, theil_t,
        };
    }

    /// Many p-values at once.
    #[pymodule]
    mod multiplicity {
        #[pymodule_export]
        use crate::methods::multiplicity::{
            PyAdjusted, benjamini_hochberg, benjamini_yekutieli, bonferroni, hochberg, holm, hommel, romano_wolf,
        };
    }

    /// Whether two groups are alike enough.
    #[pymodule]
    mod equivalence {
        #[pymodule_export]
        use crate::methods::equivalence::{PyEquivalence, paired, pooled, rate_ratio, risk_difference, welch};
    }

    /// How many, how large, how sure: planning an evaluation.
    #[pymodule]
    mod power {
        #[pymodule_export]
        use crate::methods::power::{
            PyClusterDesign, PyDidPower, PyIntraclass, PySimulatedClusters, PyTwoMeansPower, PyTwoProportionsPower,
            PyTwoRatesPower, cluster_design, difference_in_differences, intraclass, simulated_clusters, two_means,
            two_proportions, two_rates,
        };
    }

    /// Whole evaluations, and the publications they can start from.
    #[pymodule]
    mod evaluation {
        #[pymodule_export]
        use crate::evaluation::{
            PyEvaluation, PyPublished, bag_facaderne, cannot_write, evaluate, evaluation_of, no_dimension,
            unknown_format,
        };
        #[pymodule_export]
        use crate::register::simulate;
    }

    /// Disclosure control, the manual, and the register of codes.
    #[pymodule]
    mod report {
        #[pymodule_export]
        use crate::disclosure::{PyHiddenCell, PyProtected, protect};
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
