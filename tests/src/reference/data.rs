//! A table of the folder `data` beside the cases.

use std::fs;
use std::path::Path;

use super::Refusal;

/// The columns of a file with commas, by name. An empty field is missing.
#[derive(Debug, Clone)]
pub struct Data {
    names: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Data {
    /// Reads a file without quotation marks.
    ///
    /// # Errors
    /// Not covered, if it cannot be read.
    pub(super) fn read(path: &Path) -> Result<Self, Refusal> {
        let text = fs::read_to_string(path).map_err(|_| Refusal::NotCovered(format!("data of {}", path.display())))?;
        let fields = |line: &str| line.split(',').map(str::to_owned).collect::<Vec<_>>();
        let mut lines = text.lines().filter(|line| !line.is_empty()).map(fields);
        Ok(Self { names: lines.next().unwrap_or_default(), rows: lines.collect() })
    }

    /// A column as texts.
    ///
    /// # Errors
    /// Not covered, if there is none of that name.
    pub fn texts(&self, name: &str) -> Result<Vec<Option<String>>, Refusal> {
        let at = self.names.iter().position(|own| own == name);
        let at = at.ok_or_else(|| Refusal::NotCovered(format!("column `{name}` of the data")))?;
        let field = |row: &Vec<String>| row.get(at).filter(|field| !field.is_empty() && *field != "NA").cloned();
        Ok(self.rows.iter().map(field).collect())
    }

    /// A column as numbers.
    ///
    /// # Errors
    /// Not covered, if there is none of that name, or a field is no number.
    pub fn numbers(&self, name: &str) -> Result<Vec<Option<f64>>, Refusal> {
        let number = |text: Option<String>| text.map(|text| text.parse()).transpose();
        let values: Result<Vec<Option<f64>>, _> = self.texts(name)?.into_iter().map(number).collect();
        values.map_err(|_| Refusal::NotCovered(format!("column `{name}` of the data holds no numbers")))
    }
}
