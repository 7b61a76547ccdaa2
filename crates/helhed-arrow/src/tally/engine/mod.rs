//! The tally of rows that live in an engine (Apache Spark, DuckDB, Polars, ...): what it is asked, and cells from what it
//! answers.
//!
//! The engine adds up, one row a key; nothing else of the rows leaves it. It is spoken to from Python, which is told by
//! [`EngineTally`] what to ask and hands the answer back as Arrow data.

mod answer;
mod odd;

use arrow_array::RecordBatch;
use arrow_schema::{ArrowError, DataType, Field, Schema, SchemaRef, TimeUnit};
use helhed::cells::Cells;
use helhed::error::{EngineFault, Error, Fault, Place, Result, Spot};

use super::Tally;
use super::plan::{Plan, Reads};

/// A key column, and what it holds there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EngineKey {
    /// Name of the column.
    pub column: String,
    /// `text`, `category`, `boolean`, `date` or `integer`.
    pub kind: &'static str,
}

/// What is added up for an indicator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EngineSum {
    /// Name of the measure.
    pub measure: &'static str,
    /// Its column, by the position in [`EngineTally::columns`].
    pub column: usize,
    /// Its exposure or weight, likewise.
    pub beside: Option<usize>,
}

/// A tally that an engine is asked for: its columns are there and have types that can be read.
///
/// The answer has a row a key, and these columns, where `I` counts indicators, keys or columns from 0:
///
/// - `key_I`: the key, null where it is missing; `rows`: rows of the key; `present_I`: rows with a value of a column;
/// - `odd_I`, and `odd_beside_I` where there is an exposure or weight: a value that may not be there, null if there is none;
/// - `n_I`: rows with all values of the indicator; `sum_I` of a share, rate, count or money; `beside_I` of a rate;
/// - `centre_I`, `d_I`, `dd_I` of a mean: any number near the mean, and sums of what values differ from it and of the squares of that;
/// - of a weighted mean the same with the weights, with `weightless_I` and `w_I`, rows of no weight and the sum of weights; and
///   `square_centre_I`, `ww_I`, `wwd_I`, `wwdd_I` with the squares of the weights.
///
/// ```
/// use helhed::design::{Indicator, Measure};
/// use helhed_arrow::{EngineTally, Tally};
/// let income = Indicator::new("income", Measure::Mean { value: "income".into() })?;
/// let spec = Tally::new([income], ["area"])?;
/// let asked = EngineTally::new(spec, "Polars", &[("area".into(), "Enum".into()), ("income".into(), "Float64".into())])?;
/// assert_eq!((asked.keys()[0].kind, asked.columns()), ("category", vec!["income"]));
/// # Ok::<(), helhed::Error>(())
/// ```
#[derive(Debug)]
pub struct EngineTally {
    spec: Tally,
    plan: Plan,
    engine: String,
    keys: Vec<EngineKey>,
}

impl EngineTally {
    /// Finds the columns of a tally among those of a frame, whose types have the names of narwhals.
    ///
    /// # Errors
    /// `H101`, `H102`, `H106` with the column, and the indicator that wants it; `H883` if rows are chosen or values have
    /// codes, which an engine is not asked for.
    pub fn new(spec: Tally, engine: &str, columns: &[(String, String)]) -> Result<Self> {
        if let Some(argument) = spec.beyond_sums() {
            let fault = EngineFault::ArgumentNotTaken { engine: engine.to_owned(), argument };
            return Err(Error::new(fault.into(), Place::argument(argument)));
        }
        let fields: Vec<Field> = columns.iter().map(|(name, found)| Field::new(name, data_type(found), true)).collect();
        let said = |error: Error| match error.fault() {
            // The type as the engine's users know it.
            Fault::WrongType { expected, .. } => {
                let column = error.at().spots().iter().find_map(|spot| match spot {
                    Spot::Column(name) => columns.iter().find(|(known, _)| known == name),
                    _ => None,
                });
                let found = column.map_or_else(String::new, |(_, found)| found.clone());
                Error::new(Fault::WrongType { expected, found }, error.at().clone())
            }
            _ => error,
        };
        let schema = Schema::new(fields);
        let plan = Plan::new(&spec, &schema).map_err(said)?;
        let kind = |name: &String| match schema.field_with_name(name).map(Field::data_type) {
            Ok(DataType::Utf8) => "text",
            Ok(DataType::Dictionary(_, _)) => "category",
            Ok(DataType::Boolean) => "boolean",
            Ok(DataType::Date32) => "date",
            _ => "integer",
        };
        let keys = spec.by().iter().map(|name| EngineKey { column: name.clone(), kind: kind(name) }).collect();
        Ok(Self { spec, plan, engine: engine.to_owned(), keys })
    }

    /// Key columns.
    #[must_use]
    pub fn keys(&self) -> &[EngineKey] {
        &self.keys
    }

    /// Columns of values, each once.
    #[must_use]
    pub fn columns(&self) -> Vec<&str> {
        self.plan.values.iter().map(|column| column.name.as_str()).collect()
    }

    /// What is added up, indicator by indicator.
    #[must_use]
    pub fn sums(&self) -> Vec<EngineSum> {
        let measures = self.spec.indicators().iter().map(|indicator| indicator.measure.name());
        let sum = |(reads, measure): (&Reads, _)| {
            let (column, beside) = read(*reads);
            EngineSum { measure, column, beside }
        };
        self.plan.reads.iter().zip(measures).map(sum).collect()
    }

    /// The cells of an answer.
    ///
    /// # Errors
    /// `H103` without rows; `H008`, `H104`, `H105`, `H202`, `H203`, `H204`, `H208` for values that may not be there, with
    /// column and indicator; `H880` if the answer breaks off, `H882` if it does not hold together.
    pub fn cells(
        &self,
        batches: impl IntoIterator<Item = Result<RecordBatch, ArrowError>>,
        schema: &SchemaRef,
    ) -> Result<Cells> {
        answer::cells(self, batches, schema)
    }
}

/// The columns that an indicator reads.
fn read(reads: Reads) -> (usize, Option<usize>) {
    match reads {
        Reads::Proportion { event: column }
        | Reads::Mean { value: column }
        | Reads::Count { events: column }
        | Reads::Money { amount: column } => (column, None),
        Reads::Rate { events, exposure } => (events, Some(exposure)),
        Reads::WeightedMean { value, weight } => (value, Some(weight)),
    }
}

/// The Arrow type of the same role as a type of narwhals; one that has no role for what is neither key nor number.
fn data_type(name: &str) -> DataType {
    match name {
        "Int8" => DataType::Int8,
        "Int16" => DataType::Int16,
        "Int32" => DataType::Int32,
        "Int64" => DataType::Int64,
        "UInt8" => DataType::UInt8,
        "UInt16" => DataType::UInt16,
        "UInt32" => DataType::UInt32,
        "UInt64" => DataType::UInt64,
        "Float32" => DataType::Float32,
        "Float64" => DataType::Float64,
        // More than 64 bits: numbers, but no keys.
        "Decimal" | "Int128" | "UInt128" => DataType::Decimal128(38, 0),
        "Boolean" => DataType::Boolean,
        "String" => DataType::Utf8,
        "Categorical" | "Enum" => DataType::Dictionary(Box::new(DataType::UInt32), Box::new(DataType::Utf8)),
        "Date" => DataType::Date32,
        "Datetime" => DataType::Timestamp(TimeUnit::Microsecond, None),
        _ => DataType::Binary,
    }
}
