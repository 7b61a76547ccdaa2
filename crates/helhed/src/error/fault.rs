//! What can go wrong. One variant a fault: its code, the fact with the value found, and its cure.

use thiserror::Error;

use super::difference::{self, Difference, Input};
use super::nearest::{listed, suggestion};
use super::shown::shown as text;
use super::{AreaFault, EconomyFault, EngineFault, FileFault, PoolFault, RecordFault, ShapeFault, TrackFault};

/// What went wrong. The message states the fact; [`Fault::mend`] says what to do.
#[derive(Debug, Clone, PartialEq, Error)]
#[non_exhaustive]
#[allow(missing_docs, reason = "the fields are named for what they hold, and the message shows each of them")]
pub enum Fault {
    // Design
    #[error("there is no indicator `{id}` in the registry")]
    UnknownIndicator { id: String, nearest: Vec<String> },
    #[error("the plan has no key `{key}`")]
    UnknownPlanKey { key: String, nearest: Vec<String> },
    #[error("the file cannot be read as a plan or registry: {reason}")]
    PlanSyntax { reason: String },
    #[error("`{found}` is not a period")]
    UnreadablePeriod { found: String },
    #[error("indicator `{id}` is defined twice")]
    IndicatorDefinedTwice { id: String },
    #[error("`{found}` is not a known {what}")]
    UnknownName { what: &'static str, found: String, nearest: Vec<String> },
    #[error("the end {end} is before the start {start}")]
    EndBeforeStart { start: String, end: String },
    #[error("the {what} is {}; it can be {}", shown(*found), range(*low, *high))]
    OutsideRange { what: &'static str, found: f64, low: f64, high: f64 },
    #[error("the plan does not say {what}")]
    PlanIncomplete { what: &'static str },
    #[error("the plan says {what}, which does not go with its data")]
    PlanContradiction { what: &'static str },
    // Records
    #[error("there is no column `{name}`")]
    MissingColumn { name: String, nearest: Vec<String> },
    #[error("expected {expected}, found {found}")]
    WrongType { expected: &'static str, found: String },
    #[error("the table has no rows")]
    EmptyTable,
    #[error("the value {} is not a finite number", shown(*found))]
    NotFinite { found: f64 },
    #[error("the event value {} is neither 0 nor 1", shown(*found))]
    NotAnEvent { found: f64 },
    #[error("column `{name}` is there twice")]
    ColumnTwice { name: String },
    #[error("the value is missing where one is needed")]
    ValueNeeded,
    #[error("the columns differ in length: {left} against {right}")]
    LengthsDiffer { left: u64, right: u64 },
    // Cells
    #[error("the numerator {} is above the denominator {}", shown(*numerator), shown(*denominator))]
    NumeratorAboveDenominator { numerator: f64, denominator: f64 },
    #[error("the count {} is below zero", shown(*found))]
    NegativeCount { found: f64 },
    #[error("the exposure {} is not above zero", shown(*found))]
    ExposureNotPositive { found: f64 },
    #[error("the count {} is not a whole number", shown(*found))]
    NotWhole { found: f64 },
    #[error("these cells cannot be merged: {}", difference::listed(differences, inputs.as_deref()))]
    CellsDiffer { differences: Vec<Difference>, inputs: Option<Box<[Input; 2]>> },
    #[error("this needs cells of {wanted}, and these hold {found}")]
    MeasureMismatch { wanted: &'static str, found: &'static str },
    #[error("a cell counts fewer than {threshold} of something, and this table withholds such cells")]
    CellTooSmall { threshold: u64 },
    #[error("the cells have no key column `{name}`")]
    UnknownDimension { name: String, nearest: Vec<String> },
    #[error("the count {} is above 9007199254740992", shown(*found))]
    CountTooLarge { found: f64 },
    #[error("the key has {found} values for {wanted} key columns")]
    KeyLength { found: usize, wanted: usize },
    // Estimates
    #[error("the confidence level {found} is not between 0 and 1")]
    LevelOutside { found: f64 },
    #[error("there is no method `{id}` here")]
    UnknownMethod { id: String, nearest: Vec<String> },
    #[error("the standard population is zero in every stratum")]
    StandardEmpty,
    #[error("{observed} events were observed where {expected} were expected")]
    NothingExpected { observed: u64, expected: f64 },
    // Comparisons
    #[error("`{value}` does not occur in `{dimension}`")]
    NoSuchGroup { dimension: String, value: String, nearest: Vec<String> },
    #[error("no period lies {side} {at}")]
    OneSideEmpty { side: &'static str, at: String },
    #[error("the period {period} lies on both sides of {at}")]
    PeriodStraddles { period: String, at: String },
    #[error("no single key column holds the periods (key columns: {})", listed(dimensions))]
    NoTimeDimension { dimensions: Vec<String> },
    #[error("{measure} cannot be compared by a two-group method")]
    NotComparable { measure: &'static str },
    #[error("`{value}` in `{dimension}` is compared with itself")]
    SameGroup { dimension: String, value: String },
    #[error("no unit in `{dimension}` has a start")]
    NobodyStarts { dimension: String },
    #[error("nothing says whether `{}` in `{dimension}` ever gets the programme", super::shown::shown(value))]
    StartNotSaid { dimension: String, value: String },
    #[error("`{}` in `{dimension}` has more than one start: {} and {}", super::shown::shown(value), starts[0], starts[1])]
    StartsDiffer { dimension: String, value: String, starts: Box<[String; 2]> },
    #[error("every unit in `{dimension}` has the programme from {start} on, so there is nothing to compare with")]
    NobodyUntreated { dimension: String, start: String },
    #[error("this needs {wanted}, and the table has {rows} rows and {columns} columns")]
    TableShape { wanted: &'static str, rows: usize, columns: usize },
    #[error("this needs a {wanted}, and the estimate is a {found}")]
    OtherEstimand { wanted: &'static str, found: &'static str },
    #[error("no {what} gives a power of {}", shown(*power))]
    PowerNotReached { what: &'static str, power: f64 },
    #[error("standard errors of the kind `{errors}` rest on clusters, and there are none")]
    ClustersNeeded { errors: &'static str },
    // Synthesis
    #[error("the sampling variance {} is not above zero", shown(*found))]
    VarianceNotPositive { found: f64 },
    #[error("the cost {} is not above zero", shown(*found))]
    CostNotPositive { found: f64 },
    #[error("{found} of {} are left out, and exactly one can be computed from the others", listed(names))]
    UnknownsNotOne { names: Vec<String>, found: usize },
    #[error("the lower margin {} is not below the upper {}", shown(*low), shown(*high))]
    MarginsCrossed { low: f64, high: f64 },
    #[error("the two {what} are the same, so no number of units finds a difference")]
    NothingToDetect { what: &'static str },
    // Report
    #[error("this needs the Python package `{package}`, which is not installed")]
    MissingExtra { package: String, extra: String },
    #[error("the threshold {found} is not from {least} to {most}")]
    ThresholdOutside { found: u64, least: u64, most: u64 },
    #[error("the cell `{}`, `{}` {}", text(row), text(column), times_there(*times))]
    CellNotOnce { row: String, column: String, times: u64 },
    #[error(
        "this table cannot be protected: whoever knows the threshold {threshold} finds a smaller count, even without the totals"
    )]
    CannotProtect { threshold: u64 },
    #[error("the {what} `{}` is the sum of the others", text(name))]
    TotalAmong { what: &'static str, name: String },
    // Files
    #[error("the file cannot be opened: {reason}")]
    CannotOpen { reason: String },
    #[error("the file is damaged or not of the kind its name says: {reason}")]
    Damaged { reason: String },
    #[error("the file cannot be written: {reason}")]
    CannotWrite { reason: String },
    #[error("files that end in `{found}` are not read or written here")]
    UnknownFormat { found: String },
    #[error("the table does not hold {wanted} written by helhed")]
    NotOurs { wanted: &'static str },
    #[error("an object of type `{found}` does not hand out Arrow data")]
    NotArrow { found: String },
    #[error(transparent)]
    File(#[from] FileFault),
    #[error(transparent)]
    Record(#[from] RecordFault),
    #[error(transparent)]
    Engine(#[from] EngineFault),
    #[error(transparent)]
    Shape(#[from] ShapeFault),
    #[error(transparent)]
    Pool(#[from] PoolFault),
    #[error(transparent)]
    Economy(#[from] EconomyFault),
    #[error(transparent)]
    Area(#[from] AreaFault),
    #[error(transparent)]
    Track(#[from] TrackFault),
    // Our own
    #[error("helhed broke its own promise: {what}")]
    Bug { what: String },
}

impl Fault {
    /// Stable code: the first digit is the stage (0 design, 1 records, ... 6 report, 8 files, 9 a bug of ours).
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::UnknownIndicator { .. } => "H001",
            Self::UnknownPlanKey { .. } => "H002",
            Self::PlanSyntax { .. } => "H003",
            Self::UnreadablePeriod { .. } => "H004",
            Self::IndicatorDefinedTwice { .. } => "H005",
            Self::UnknownName { .. } => "H006",
            Self::EndBeforeStart { .. } => "H007",
            Self::OutsideRange { .. } => "H008",
            Self::PlanIncomplete { .. } => "H009",
            Self::PlanContradiction { .. } => "H010",
            Self::MissingColumn { .. } => "H101",
            Self::WrongType { .. } => "H102",
            Self::EmptyTable => "H103",
            Self::NotFinite { .. } => "H104",
            Self::NotAnEvent { .. } => "H105",
            Self::ColumnTwice { .. } => "H106",
            Self::ValueNeeded => "H107",
            Self::LengthsDiffer { .. } => "H108",
            Self::NumeratorAboveDenominator { .. } => "H201",
            Self::NegativeCount { .. } => "H202",
            Self::ExposureNotPositive { .. } => "H203",
            Self::NotWhole { .. } => "H204",
            Self::CellsDiffer { .. } => "H205",
            Self::MeasureMismatch { .. } => "H206",
            Self::CellTooSmall { .. } => "H884",
            Self::UnknownDimension { .. } => "H207",
            Self::CountTooLarge { .. } => "H208",
            Self::KeyLength { .. } => "H209",
            Self::LevelOutside { .. } => "H301",
            Self::UnknownMethod { .. } => "H302",
            Self::StandardEmpty => "H320",
            Self::NothingExpected { .. } => "H321",
            Self::NoSuchGroup { .. } => "H401",
            Self::OneSideEmpty { .. } => "H402",
            Self::PeriodStraddles { .. } => "H403",
            Self::NoTimeDimension { .. } => "H404",
            Self::NotComparable { .. } => "H405",
            Self::SameGroup { .. } => "H406",
            Self::TableShape { .. } => "H420",
            Self::OtherEstimand { .. } => "H421",
            Self::PowerNotReached { .. } => "H430",
            Self::NobodyStarts { .. } => "H440",
            Self::StartNotSaid { .. } => "H441",
            Self::StartsDiffer { .. } => "H442",
            Self::NobodyUntreated { .. } => "H443",
            Self::ClustersNeeded { .. } => "H530",
            Self::VarianceNotPositive { .. } => "H531",
            Self::CostNotPositive { .. } => "H501",
            Self::UnknownsNotOne { .. } => "H510",
            Self::MarginsCrossed { .. } => "H511",
            Self::NothingToDetect { .. } => "H512",
            Self::MissingExtra { .. } => "H601",
            Self::ThresholdOutside { .. } => "H610",
            Self::CellNotOnce { .. } => "H611",
            Self::CannotProtect { .. } => "H612",
            Self::TotalAmong { .. } => "H613",
            Self::CannotOpen { .. } => "H801",
            Self::Damaged { .. } => "H802",
            Self::CannotWrite { .. } => "H803",
            Self::UnknownFormat { .. } => "H804",
            Self::NotOurs { .. } => "H805",
            Self::NotArrow { .. } => "H806",
            Self::File(fault) => fault.code(),
            Self::Record(fault) => fault.code(),
            Self::Engine(fault) => fault.code(),
            Self::Shape(fault) => fault.code(),
            Self::Pool(fault) => fault.code(),
            Self::Economy(fault) => fault.code(),
            Self::Area(fault) => fault.code(),
            Self::Track(fault) => fault.code(),
            Self::Bug { .. } => "H901",
        }
    }

    /// What to do about it.
    #[must_use]
    pub fn mend(&self) -> String {
        match self {
            Self::UnknownIndicator { nearest, .. } => format!(
                "{}list them with `helhed indicators`, or define your own in a registry file",
                suggestion(nearest)
            ),
            Self::UnknownPlanKey { nearest, .. } => {
                format!("{}the keys of a plan are in docs/plan.md", suggestion(nearest))
            }
            Self::PlanSyntax { .. } => "mend the line named above; the format is TOML".into(),
            Self::UnreadablePeriod { .. } => {
                "write a year 2013, half-year 2013H1, quarter 2013K1 (or 2013Q1), month 2013M07 (or 2013-07), week 2013U23 \
                 (or 2013W23) or school year 2013/14"
                    .into()
            }
            Self::IndicatorDefinedTwice { .. } => {
                "give it another id, or say `replaces = true` in your registry file".into()
            }
            Self::UnknownName { nearest, .. } => {
                format!("{}use one of the names in the documentation", suggestion(nearest))
            }
            Self::EndBeforeStart { .. } => "swap them, or leave the end out for something still running".into(),
            Self::OutsideRange { low, high, .. } => format!("give a value of {}", range(*low, *high)),
            Self::PlanIncomplete { .. } => "add it to the plan; docs/plan.md shows a whole one".into(),
            Self::PlanContradiction { .. } => {
                "take it out: published figures bring their own programmes, indicators and times".into()
            }
            Self::MissingColumn { nearest, .. } => {
                format!("{}name the column the data has, or add it", suggestion(nearest))
            }
            Self::WrongType { expected, .. } => {
                format!("give {expected} there; when you read a file, say what the column is: `types={{\"column\": \"date\"}}`")
            }
            Self::EmptyTable => "check the filter or the file: there is nothing to count".into(),
            Self::NotFinite { .. } => "leave the value empty if it is unknown".into(),
            Self::NotAnEvent { .. } => "code the event as true/false or 1/0, and leave unknown values empty".into(),
            Self::ColumnTwice { .. } => "rename one of them in the file, or name all columns with `names=[...]`".into(),
            Self::ValueNeeded => "fill it in, or remove the row and say so".into(),
            Self::LengthsDiffer { .. } => "give as many values of one as of the other, and leave unknown ones empty".into(),
            Self::NumeratorAboveDenominator { .. } => {
                "check which is which; if one person can count more than once, it is a rate, not a share".into()
            }
            Self::NegativeCount { .. } => "counts start at 0; leave unknown ones empty".into(),
            Self::ExposureNotPositive { .. } => {
                "give the time or population that was exposed; leave rows without exposure out, and their events too"
                    .into()
            }
            Self::NotWhole { .. } => {
                "count whole persons, cases or events; a weighted count needs a weighted method".into()
            }
            Self::CellsDiffer { differences, .. } => difference::cures(differences),
            Self::MeasureMismatch { wanted, .. } => {
                format!("choose an indicator that measures {wanted}, or another method")
            }
            Self::CellTooSmall { .. } => {
                "put the table together first, and withhold its small cells last; if it is a file, ask for it again".into()
            }
            Self::UnknownDimension { nearest, .. } => {
                format!("{}tally again with that column in `by`", suggestion(nearest))
            }
            Self::CountTooLarge { .. } => "check the unit: no population is that large".into(),
            Self::KeyLength { .. } => "give one value for each key column, in their order".into(),
            Self::LevelOutside { .. } => "write 0.95 for 95 percent".into(),
            Self::UnknownMethod { nearest, .. } => format!(
                "{}list them with `helhed methods`; those of pairs, strata and ranks are called by themselves",
                suggestion(nearest)
            ),
            Self::StandardEmpty => "give the persons (or shares) of the standard population by stratum".into(),
            Self::NothingExpected { .. } => {
                "check the reference rates: an event cannot happen where its expected number is zero".into()
            }
            Self::NoSuchGroup { nearest, .. } => format!("{}use a value that the cells have", suggestion(nearest)),
            Self::OneSideEmpty { .. } => "choose a date inside the data, or tally more periods".into(),
            Self::PeriodStraddles { .. } => "cut at the start of a period, or tally by shorter periods".into(),
            Self::NoTimeDimension { .. } => "tally by a period column, or name it with `time`".into(),
            Self::NotComparable { .. } => {
                "give the totals an exposure (population, tenancies, years) and compare them as rates".into()
            }
            Self::SameGroup { .. } => "name two groups".into(),
            Self::TableShape { wanted, .. } => format!("give {wanted}, a count in each of its cells"),
            Self::OtherEstimand { wanted, .. } => format!("hand over the {wanted} and its interval"),
            Self::PowerNotReached { .. } => {
                "ask for a larger difference, or a lower power".into()
            }
            Self::NobodyStarts { .. } => "give the first period with the programme of at least one unit".into(),
            Self::StartNotSaid { .. } => {
                "give its first period with the programme, or None if it never gets one".into()
            }
            Self::StartsDiffer { .. } => "give it one start, the same in all its rows, or none in all of them".into(),
            Self::NobodyUntreated { .. } => "add areas that never get the programme, or that get it later".into(),
            Self::ClustersNeeded { .. } => {
                "say in which cluster (area, stairway, person) each row is, or choose errors `model` or `hc1`".into()
            }
            Self::VarianceNotPositive { .. } => {
                "give the square of the standard error; leave an effect out that has none".into()
            }
            Self::CostNotPositive { .. } => "give what was spent, in kroner".into(),
            Self::UnknownsNotOne { .. } => "give all of them but the one you want to know".into(),
            Self::MarginsCrossed { .. } => "give the smaller margin first, such as -0.05 and 0.05".into(),
            Self::NothingToDetect { .. } => "name the smallest difference that would matter".into(),
            Self::MissingExtra { extra, .. } => format!("install it with `pip install helhed[{extra}]`"),
            Self::ThresholdOutside { .. } => {
                "give 5, as Danish offices do; below 3 a hidden count could only be 1, and hiding it would say so".into()
            }
            Self::CellNotOnce { .. } => {
                "give every row with every column once, with a count of 0 where nobody is; add up what is split".into()
            }
            Self::CannotProtect { .. } => "join small rows or columns, or pool years, and protect that table".into(),
            Self::TotalAmong { what, .. } => format!("leave that {what} out: the totals are computed and protected here"),
            Self::CannotOpen { .. } => "check the path, and that you may read the file".into(),
            Self::Damaged { .. } => "fetch it again; if it is damaged where it comes from, write it again with the program that made it".into(),
            Self::CannotWrite { .. } => "check the folder, the free space and that you may write there".into(),
            Self::UnknownFormat { .. } => "name a file that ends in .csv, .xlsx, .parquet or .arrow, or hand over a data frame".into(),
            Self::NotOurs { .. } => "write them with helhed, or tally the rows".into(),
            Self::NotArrow { found } if found == "path" => {
                "read it first, `hh.check(hh.read(path), roles=...)`, or name the roles when it is read: `hh.read(path, roles=...)`"
                    .into()
            }
            Self::NotArrow { .. } => {
                "hand over a pandas, polars (a lazy frame after `.collect()`), pyarrow or DuckDB table, or a path to a Parquet file"
                    .into()
            }
            Self::File(fault) => fault.mend(),
            Self::Record(fault) => fault.mend(),
            Self::Engine(fault) => fault.mend(),
            Self::Shape(fault) => fault.mend(),
            Self::Pool(fault) => fault.mend(),
            Self::Economy(fault) => fault.mend(),
            Self::Area(fault) => fault.mend(),
            Self::Track(fault) => fault.mend(),
            Self::Bug { .. } => "please report it with the message above; it holds no data of yours".into(),
        }
    }
}

/// How often a cell is there that should be there once.
fn times_there(times: u64) -> String {
    if times == 0 { "is missing".into() } else { format!("is there {times} times") }
}

/// A number as people write it: with a power of ten where it would fill the line.
fn shown(number: f64) -> String {
    if number.abs() < 1e15 && (number == 0.0 || number.abs() >= 1e-6) || !number.is_finite() {
        number.to_string()
    } else {
        format!("{number:e}")
    }
}

/// A range; one that only ends where doubles do has no end.
fn range(low: f64, high: f64) -> String {
    if high == f64::MAX { format!("{} or more", shown(low)) } else { format!("{} to {}", shown(low), shown(high)) }
}
