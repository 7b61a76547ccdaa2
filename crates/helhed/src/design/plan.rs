//! The analysis plan: what is asked, before the data are seen.

use serde::Deserialize;

use super::source::read_toml;
use super::{Area, Goal, Indicator, Language, Milestone, Names, Period, PlannedEconomy, Programme, Registry, Theme};
use crate::error::{Error, Fault, Result, Spot, Within};
use crate::estimate::Level;

/// Where the data are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Data {
    /// A dataset that comes with helhed.
    Dataset(String),
    /// A table of rows, in a file.
    Rows(String),
    /// A folder of published figures.
    Published(String),
}

/// Which comparison is made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Comparison {
    /// None: the figures stand alone.
    None,
    /// Before against after the start of a period, in the key column `time`.
    BeforeAfter {
        /// First period that counts as after.
        at: Period,
        /// Key column of periods; found by itself where there is only one.
        time: Option<String>,
    },
    /// One value of a key column against another.
    Groups {
        /// Key column.
        by: String,
        /// Value of interest.
        of: String,
        /// Value it is compared with.
        against: String,
    },
}

/// An analysis plan. One that exists is complete and consistent.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Plan {
    /// Title of the report.
    pub title: Names,
    /// Language of the report.
    pub language: Language,
    /// Confidence level.
    pub level: Level,
    /// Where the data are.
    pub data: Data,
    /// Programmes evaluated.
    pub programmes: Vec<Programme>,
    /// Indicators, with the columns they read.
    pub indicators: Vec<Indicator>,
    /// Key columns of the cells.
    pub by: Vec<String>,
    /// Comparison.
    pub comparison: Comparison,
    /// Method of the comparison, by its id; the default of each measure where absent.
    pub method: Option<String>,
    /// Costs and prices among published figures, where they are asked for.
    pub economy: Option<PlannedEconomy>,
    /// Goals, whose figures come from the indicators or from elsewhere.
    pub goals: Vec<Goal>,
}

impl Plan {
    /// The registry file that a plan names, to be merged before the plan itself is read.
    ///
    /// # Errors
    /// `H003` for text that is no plan and `H002` for a misspelt key, with file and line.
    pub fn registry_file(text: &str, file: &str) -> Result<Option<String>> {
        read_toml::<File>(text, file).map(|raw| raw.data.registry)
    }

    /// Reads a plan from its text; `file` is what the user calls it.
    ///
    /// # Errors
    /// `H003` for text that is no plan and `H002` for a misspelt key, with file and line; `H001`, `H004`, `H006`, `H007`,
    /// `H008`, `H301`, `H558` for a value that is not valid; `H009` for something left out.
    pub fn parse(text: &str, file: &str, registry: &Registry) -> Result<Self> {
        let raw: File = read_toml(text, file)?;
        raw.into_plan(registry).within(|| Spot::File(file.to_owned()))
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    evaluation: Evaluation,
    data: RawData,
    #[serde(default)]
    programme: Vec<RawProgramme>,
    #[serde(default)]
    indicator: Vec<RawIndicator>,
    #[serde(default)]
    goal: Vec<RawGoal>,
    comparison: Option<RawComparison>,
    economy: Option<PlannedEconomy>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Evaluation {
    title: Title,
    #[serde(default)]
    language: Language,
    level: Option<f64>,
}

/// A title in one language, or in both.
#[derive(Deserialize)]
#[serde(untagged, expecting = "a title is one text, or { da = \"...\", en = \"...\" }")]
enum Title {
    One(String),
    Both(Names),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawData {
    registry: Option<String>,
    dataset: Option<String>,
    rows: Option<String>,
    published: Option<String>,
    #[serde(default)]
    by: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawProgramme {
    id: String,
    title: Option<Names>,
    #[serde(default)]
    areas: Vec<String>,
    #[serde(default)]
    municipality: String,
    start: Option<Period>,
    end: Option<Period>,
    #[serde(default)]
    themes: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawIndicator {
    r#use: String,
    #[serde(default)]
    columns: std::collections::BTreeMap<String, String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawGoal {
    indicator: String,
    target: Milestone,
    baseline: Option<Milestone>,
    #[serde(default)]
    milestones: Vec<Milestone>,
    #[serde(default)]
    source: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawComparison {
    design: String,
    at: Option<Period>,
    time: Option<String>,
    by: Option<String>,
    of: Option<String>,
    against: Option<String>,
    method: Option<String>,
}

impl File {
    fn into_plan(self, registry: &Registry) -> Result<Plan> {
        let data = match (self.data.dataset, self.data.rows, self.data.published) {
            (Some(name), None, None) => Data::Dataset(name),
            (None, Some(path), None) => Data::Rows(path),
            (None, None, Some(path)) => Data::Published(path),
            _ => return Err(incomplete("exactly one of `dataset`, `rows` and `published` under [data]")),
        };
        if !matches!(data, Data::Rows(_)) {
            let said = [
                (!self.programme.is_empty(), "[[programme]]"),
                (!self.indicator.is_empty(), "[[indicator]]"),
                (!self.data.by.is_empty(), "`by` under [data]"),
                (self.comparison.is_some(), "[comparison]"),
                (self.data.registry.is_some(), "`registry` under [data]"),
            ];
            if let Some((_, what)) = said.into_iter().find(|(is, _)| *is) {
                return Err(Fault::PlanContradiction { what }.into());
            }
        }
        if matches!(data, Data::Rows(_)) && self.economy.is_some() {
            return Err(incomplete("`dataset` or `published` under [data], for [economy]"));
        }
        let method = self.comparison.as_ref().and_then(|raw| raw.method.clone());
        let indicators = self.indicator.iter().map(|raw| raw.resolve(registry)).collect::<Result<Vec<_>>>()?;
        if matches!(data, Data::Rows(_)) && indicators.is_empty() {
            return Err(incomplete("which [[indicator]] to compute from the rows"));
        }
        Ok(Plan {
            title: match self.evaluation.title {
                Title::One(title) => Names::new(title.clone(), title),
                Title::Both(names) => names,
            },
            language: self.evaluation.language,
            level: self.evaluation.level.map_or(Ok(Level::P95), Level::new)?,
            data,
            programmes: self.programme.into_iter().map(RawProgramme::resolve).collect::<Result<_>>()?,
            indicators,
            by: self.data.by,
            method,
            economy: self.economy,
            goals: self.goal.into_iter().map(|raw| raw.resolve(registry)).collect::<Result<_>>()?,
            comparison: self.comparison.map_or(Ok(Comparison::None), RawComparison::resolve)?,
        })
    }
}

fn incomplete(what: &'static str) -> Error {
    Fault::PlanIncomplete { what }.into()
}

impl RawIndicator {
    fn resolve(&self, registry: &Registry) -> Result<Indicator> {
        let indicator = registry.get(&self.r#use)?.clone();
        let columns = self.columns.iter().map(|(role, column)| (role.as_str(), column.as_str()));
        indicator.reading(columns).within(|| Spot::Indicator(self.r#use.clone()))
    }
}

impl RawGoal {
    fn resolve(self, registry: &Registry) -> Result<Goal> {
        let goal = Goal::new(registry.get(&self.indicator)?, self.target);
        let goal = goal.and_then(|goal| self.baseline.map_or(Ok(goal.clone()), |baseline| goal.from(baseline)));
        let goal = goal.and_then(|goal| goal.passing(self.milestones)).within(|| Spot::Indicator(self.indicator))?;
        Ok(goal.sourced(self.source))
    }
}

impl RawProgramme {
    fn resolve(self) -> Result<Programme> {
        let title = self.title.unwrap_or_else(|| Names::new(self.id.clone(), self.id.clone()));
        let mut programme = Programme::new(self.id, title)?.running(self.start, self.end)?;
        programme.areas = self.areas.into_iter().map(Area::new).collect();
        programme.municipality = self.municipality;
        programme.themes =
            self.themes.iter().map(|code| Theme::get(code).map(|theme| theme.code.clone())).collect::<Result<_>>()?;
        Ok(programme)
    }
}

impl RawComparison {
    fn resolve(self) -> Result<Comparison> {
        match self.design.as_str() {
            "none" if self.method.is_some() => {
                Err(incomplete("a design that compares, for the `method` under [comparison]"))
            }
            "none" => Ok(Comparison::None),
            "before_after" => {
                let at = self.at.ok_or_else(|| incomplete("`at` (the first period after) under [comparison]"))?;
                Ok(Comparison::BeforeAfter { at, time: self.time })
            }
            "groups" => match (self.by, self.of, self.against) {
                (Some(by), Some(of), Some(against)) => Ok(Comparison::Groups { by, of, against }),
                _ => Err(incomplete("`by`, `of` and `against` under [comparison]")),
            },
            other => {
                let known = ["none", "before_after", "groups"];
                let nearest = crate::error::nearest(other, known);
                Err(Fault::UnknownName { what: "design", found: other.to_owned(), nearest }.into())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAN: &str = r#"
[evaluation]
title = "Udsættelser"
language = "da"

[data]
rows = "restancer.parquet"
by = ["area", "period"]

[[programme]]
id = "sydhavnen"
start = "2013-01"
themes = ["VUL"]

[[indicator]]
use = "hou_evict_share"
columns = { event = "udsat" }

[[goal]]
indicator = "hou_evict_share"
baseline = { value = 0.05, at = "2012" }
target = { value = 0.02, at = "2016" }
source = "aftalen"

[comparison]
design = "before_after"
at = "2013K1"
"#;

    fn code(text: &str) -> (String, String) {
        let error = Plan::parse(text, "plan.toml", Registry::standard()).expect_err("refused");
        (error.code().to_owned(), error.at().to_string())
    }

    #[test]
    fn a_whole_plan_is_read() {
        let plan = Plan::parse(PLAN, "plan.toml", Registry::standard()).expect("valid");
        assert_eq!(plan.indicators[0].measure.columns(), ["udsat"]);
        assert_eq!(plan.method, None);
        assert_eq!((plan.goals[0].target().value, plan.goals[0].source()), (0.02, "aftalen"));
        let text = PLAN.replace("at = \"2013K1\"", "at = \"2013K1\"\nmethod = \"ratio/koopman\"");
        let named = Plan::parse(&text, "plan.toml", Registry::standard()).expect("valid");
        assert_eq!(named.method.as_deref(), Some("ratio/koopman"));
        assert_eq!(plan.comparison, Comparison::BeforeAfter { at: "2013K1".parse().expect("period"), time: None });
    }

    #[test]
    fn each_mistake_has_its_code_and_place() {
        assert_eq!(code(&PLAN.replace("title", "titel")), ("H002".into(), "file plan.toml, line 3".into()));
        assert_eq!(code(&PLAN.replace("hou_evict_share", "hou_evict_shar")).0, "H001");
        assert_eq!(code(&PLAN.replace("language = \"da\"", "level = 95")).0, "H301");
        assert_eq!(code(&PLAN.replace("at = \"2013K1\"", "")).0, "H009");
        assert_eq!(code(&PLAN.replace("event =", "evnt =")).0, "H006");
        assert_eq!(code(&PLAN.replace("2013K1", "2013K9")), ("H004".into(), "file plan.toml, line 27".into()));
        assert_eq!(code(&PLAN.replace("title = \"Udsættelser\"", "title = 7")).0, "H003");
        assert_eq!(code(&PLAN.replace("rows =", "published =")).0, "H010");
        assert_eq!(code(&format!("{PLAN}[economy]\nprice_year = 2014\n")).0, "H009");
        assert_eq!(code(&format!("{PLAN}[economy]\nprice_yaer = 2014\n")).0, "H002");
        let alone = PLAN.replace("design = \"before_after\"", "design = \"none\"\nmethod = \"ratio/koopman\"");
        assert_eq!(code(&alone).0, "H009");
        assert_eq!(code(&PLAN.replace("value = 0.02", "value = 2")).0, "H008");
        assert_eq!(code(&PLAN.replace("at = \"2016\"", "at = \"2011\"")).0, "H007");
        assert_eq!(code("title ="), ("H003".into(), "file plan.toml, line 1".into()));
    }
}
