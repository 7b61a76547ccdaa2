//! One case of a reference file, and the folder it lies in.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde_json::{Map, Value};

use super::{Data, Refusal};

/// Numbers of which some may be absent.
pub(crate) type Present = Vec<Option<f64>>;

/// A case: what goes in, what must come out, and how close.
#[derive(Debug, Clone, Deserialize)]
pub struct Case {
    /// Unique id.
    pub id: String,
    /// Name of the method.
    pub method: String,
    /// What goes in.
    pub inputs: Inputs,
    /// Settings other than the defaults.
    #[serde(default)]
    pub options: Map<String, Value>,
    /// What must come out, by name.
    pub expected: Map<String, Value>,
    /// How close.
    #[serde(default)]
    pub tolerance: Tolerance,
    /// Folder of the file it was read from.
    #[serde(skip)]
    folder: PathBuf,
}

/// A number is accepted within `max(abs, rel * |expected|)`.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(default)]
pub struct Tolerance {
    /// Relative.
    pub rel: f64,
    /// Absolute.
    pub abs: f64,
}

impl Default for Tolerance {
    fn default() -> Self {
        Self { rel: 1e-8, abs: 0.0 }
    }
}

/// The inputs of a case, by name. A missing number (`null`) is read as not-a-number.
#[derive(Debug, Clone, Deserialize)]
#[serde(transparent)]
pub struct Inputs(Map<String, Value>);

impl Case {
    /// The same case with every option of these names read as an input, where it is not among the inputs; options that only
    /// name a default are left out.
    #[must_use]
    pub(super) fn with_inputs(&self, names: &[&str]) -> Self {
        let mut case = self.clone();
        case.options.retain(|name, value| {
            let input = names.contains(&name.as_str()) && !case.inputs.has(name);
            if input {
                case.inputs.0.insert(name.clone(), value.clone());
            }
            let two_sided = name == "alternative" && matches!(value.as_str(), Some("two.sided" | "two-sided"));
            !(input || two_sided || value.is_null())
        });
        case
    }

    /// The table that the input `data` names.
    ///
    /// # Errors
    /// Not covered, if there is none.
    pub fn data(&self) -> Result<Data, Refusal> {
        Data::read(&self.folder.join("data").join(self.inputs.text("data")?))
    }

    /// The value of an option, as text.
    #[must_use]
    pub fn option(&self, name: &str) -> Option<&str> {
        self.options.get(name).and_then(Value::as_str)
    }
}

impl Inputs {
    /// A single number.
    ///
    /// # Errors
    /// Not covered, if there is none of that name.
    pub fn number(&self, name: &str) -> Result<f64, Refusal> {
        self.0.get(name).and_then(number).ok_or_else(|| shape(name, "a number"))
    }

    /// A list of numbers, `None` where one is missing.
    ///
    /// # Errors
    /// Not covered, if there is none of that name.
    pub fn numbers(&self, name: &str) -> Result<Present, Refusal> {
        let list = self.0.get(name).and_then(Value::as_array).ok_or_else(|| shape(name, "a list"))?;
        let value = |item: &Value| number(item).map(|value| Some(value).filter(|value| !value.is_nan()));
        list.iter().map(value).collect::<Option<_>>().ok_or_else(|| shape(name, "a list of numbers"))
    }

    /// Named lists of numbers, in the order of their names.
    ///
    /// # Errors
    /// Not covered, if there are none of that name.
    pub fn columns(&self, name: &str) -> Result<Vec<(String, Present)>, Refusal> {
        let named = self.0.get(name).and_then(Value::as_object).ok_or_else(|| shape(name, "named lists"))?;
        let inner = Self(named.clone());
        named.keys().map(|key| Ok((key.clone(), inner.numbers(key)?))).collect()
    }

    /// A text.
    ///
    /// # Errors
    /// Not covered, if there is none of that name.
    pub fn text(&self, name: &str) -> Result<String, Refusal> {
        self.0.get(name).and_then(Value::as_str).map(str::to_owned).ok_or_else(|| shape(name, "a text"))
    }

    /// A table of numbers, row by row.
    ///
    /// # Errors
    /// Not covered, if there is none of that name.
    pub fn table(&self, name: &str) -> Result<Vec<Vec<f64>>, Refusal> {
        let row = |row: &Value| row.as_array()?.iter().map(number).collect::<Option<Vec<f64>>>();
        let rows = self.0.get(name).and_then(Value::as_array);
        rows.and_then(|rows| rows.iter().map(row).collect()).ok_or_else(|| shape(name, "a table"))
    }

    /// A list of labels, numbers or texts, as texts; `None` where one is missing.
    ///
    /// # Errors
    /// Not covered, if there is none of that name.
    pub fn labels(&self, name: &str) -> Result<Vec<Option<String>>, Refusal> {
        let list = self.0.get(name).and_then(Value::as_array).ok_or_else(|| shape(name, "a list"))?;
        let label = |item: &Value| match item {
            Value::Null => Some(None),
            Value::Number(number) => number.as_f64().map(|number| Some(number.to_string())),
            Value::String(text) => Some(Some(text.clone())),
            _ => None,
        };
        list.iter().map(label).collect::<Option<_>>().ok_or_else(|| shape(name, "a list of labels"))
    }

    /// Whether there is an input of this name that is not `null`.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.0.get(name).is_some_and(|value| !value.is_null())
    }

    /// The first input that is none of `known`.
    pub fn other_than(&self, known: &[&str]) -> Option<&str> {
        self.0.keys().map(String::as_str).find(|name| !known.contains(name))
    }
}

fn shape(name: &str, wanted: &str) -> Refusal {
    Refusal::NotCovered(format!("input `{name}` is not {wanted}"))
}

/// A number as the files write it: `null` is missing, `"inf"` and `"-inf"` are infinite.
pub(super) fn number(value: &Value) -> Option<f64> {
    match value {
        Value::Null => Some(f64::NAN),
        Value::Number(number) => number.as_f64(),
        Value::String(text) if text == "inf" => Some(f64::INFINITY),
        Value::String(text) if text == "-inf" => Some(f64::NEG_INFINITY),
        _ => None,
    }
}

/// All cases of the `*.json` files of a folder, in the order of their names.
///
/// # Errors
/// If the folder or a file cannot be read, or a file is no list of cases.
pub fn read_folder(folder: &Path) -> io::Result<Vec<Case>> {
    let in_folder = |error: io::Error| io::Error::new(error.kind(), format!("{}: {error}", folder.display()));
    let mut files: Vec<PathBuf> =
        fs::read_dir(folder).map_err(in_folder)?.map(|entry| Ok(entry?.path())).collect::<io::Result<_>>()?;
    files.retain(|path| path.extension().is_some_and(|extension| extension == "json"));
    files.sort();
    let mut cases = Vec::new();
    for file in files {
        let named = |error: String| io::Error::new(io::ErrorKind::InvalidData, format!("{}: {error}", file.display()));
        let text = fs::read_to_string(&file).map_err(|error| named(error.to_string()))?;
        let read: Vec<Case> = serde_json::from_str(&text).map_err(|error| named(error.to_string()))?;
        cases.extend(read.into_iter().map(|case| Case { folder: folder.to_owned(), ..case }));
    }
    Ok(cases)
}
