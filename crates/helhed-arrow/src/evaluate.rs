//! A whole evaluation from a plan file: reads the plan and its data, and hands both to the report.

use std::path::{Path, PathBuf};

use helhed::design::{Comparison, Data, Language, Plan, Registry};
use helhed::error::{Error, Fault, Place, Result, Spot, Within};
use helhed::records::Published;
use helhed::report::evaluation::{Evaluation, of_cells, of_published, with_economy};

use crate::{Progress, Tally, read_published, tally_parquet};

/// The same evaluation in both languages.
#[derive(Debug, Clone, PartialEq)]
pub struct Evaluated {
    /// In Danish.
    pub da: Evaluation,
    /// In English.
    pub en: Evaluation,
    /// The language that the plan asks for.
    pub language: Language,
}

impl Evaluated {
    /// The evaluation in one language.
    #[must_use]
    pub fn in_language(&self, language: Language) -> &Evaluation {
        language.pick(&self.da, &self.en)
    }
}

/// Evaluates the plan in a file. Paths in the plan are relative to it; `datasets` finds the datasets it names.
///
/// # Errors
/// `H801` if the plan cannot be opened, those of [`Plan::parse`] with file and line, and those of the data it reads.
pub fn evaluate(
    plan: &Path,
    datasets: impl Fn(&str) -> Result<Published>,
    observer: impl FnMut(Progress) -> Result<()>,
) -> Result<Evaluated> {
    let file = plan.display().to_string();
    let beside = |path: &str| self::beside(plan, path);
    let plan = read_plan(plan)?;
    let in_both = |evaluate: &dyn Fn(Language) -> Result<Evaluation>| {
        Ok(Evaluated { da: evaluate(Language::Da)?, en: evaluate(Language::En)?, language: plan.language })
    };
    let published = |source: &Published| {
        in_both(&|language| {
            let evaluation = of_published(source, plan.title.get(language), plan.level, language)?;
            match &plan.economy {
                Some(economy) => with_economy(evaluation, source, economy, plan.level, language),
                None => Ok(evaluation),
            }
            .within(|| Spot::File(file.clone()))
        })
    };
    match &plan.data {
        Data::Dataset(name) => published(&datasets(name).within(|| Spot::File(file.clone()))?),
        Data::Published(path) => published(&read_published(&beside(path))?),
        Data::Rows(path) => {
            let mut by = plan.by.clone();
            if let Comparison::Groups { by: column, .. } = &plan.comparison
                && !by.contains(column)
            {
                by.push(column.clone());
            }
            let cells = tally_parquet(beside(path), &Tally::new(plan.indicators.clone(), by)?, observer)?;
            in_both(&|language| of_cells(&plan, &cells, language))
        }
    }
}

/// The plan in a file, with the registry that it names.
///
/// # Errors
/// `H801` if the plan or its registry cannot be opened, and those of [`Plan::parse`] with file and line.
pub fn read_plan(path: &Path) -> Result<Plan> {
    let file = path.display().to_string();
    let text = read(path)?;
    let registry = match Plan::registry_file(&text, &file)? {
        Some(own) => read_registry(&beside(path, &own))?,
        None => Registry::standard().clone(),
    };
    Plan::parse(&text, &file, &registry)
}

/// A path as a plan means it: relative to the plan.
fn beside(plan: &Path, path: &str) -> PathBuf {
    plan.parent().map_or_else(|| PathBuf::from(path), |folder| folder.join(path))
}

/// The standard registry with the indicators of a user's file.
///
/// # Errors
/// `H801` if the file cannot be opened, and those of [`Registry::merged`] with file and line.
pub fn read_registry(path: &Path) -> Result<Registry> {
    Registry::merged(&read(path)?, &path.display().to_string())
}

/// The text of a file.
pub(crate) fn read(path: &Path) -> Result<String> {
    std::fs::read_to_string(path).map_err(|error| {
        let place = Place::default().within(Spot::File(path.display().to_string()));
        Error::new(Fault::CannotOpen { reason: error.to_string() }, place)
    })
}
