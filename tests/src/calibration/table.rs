//! The tables of the calibration: written by `make calibration`, read by the pages and tests.

use std::fs;

use super::topics;
use crate::root;

/// How a method fares in one setting, over a grid of truths.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Id of the method.
    pub method: String,
    /// Size of the data.
    pub setting: String,
    /// Truths of the grid.
    pub points: usize,
    /// Lowest coverage.
    pub minimum: f64,
    /// Mean coverage.
    pub mean: f64,
    /// Share of the grid with coverage below the level.
    pub below: f64,
    /// Mean width of the intervals that have an end; absent where none has one.
    pub width: Option<f64>,
    /// Mean chance of an outcome without interval.
    pub without: f64,
    /// Monte-Carlo standard error of a coverage; 0 where it was enumerated.
    pub error: f64,
}

/// Columns of a table.
const HEADINGS: &str = "method,setting,points,minimum,mean,below,width,without,error";

impl Row {
    fn line(&self) -> String {
        let width = self.width.map_or_else(String::new, |width| format!("{width:.4}"));
        let Self { method, setting, points, minimum, mean, below, without, error, .. } = self;
        format!("{method},{setting},{points},{minimum:.4},{mean:.4},{below:.4},{width},{without:.4},{error:.4}")
    }

    fn parse(line: &str) -> Option<Self> {
        let cells: Vec<&str> = line.split(',').collect();
        let [method, setting, points, minimum, mean, below, width, without, error] = cells[..] else { return None };
        Some(Self {
            method: method.to_owned(),
            setting: setting.to_owned(),
            points: points.parse().ok()?,
            minimum: minimum.parse().ok()?,
            mean: mean.parse().ok()?,
            below: below.parse().ok()?,
            width: width.parse().ok(),
            without: without.parse().ok()?,
            error: error.parse().ok()?,
        })
    }
}

/// A table as text.
#[must_use]
pub fn text(rows: &[Row]) -> String {
    let lines: String = rows.iter().map(|row| row.line() + "\n").collect();
    format!("{HEADINGS}\n{lines}")
}

/// The rows of a topic, as `make calibration` wrote them; none where it was not run.
///
/// # Panics
/// If a line is not one that was written.
#[must_use]
pub fn read(topic: &str) -> Vec<Row> {
    let text = fs::read_to_string(root().join(format!("docs/calibration/{topic}.csv"))).unwrap_or_default();
    text.lines().skip(1).map(|line| Row::parse(line).unwrap_or_else(|| panic!("{topic}: {line}"))).collect()
}

/// The rows of a method, whatever its topic.
#[must_use]
pub fn measured(method: &str) -> Vec<Row> {
    topics().iter().flat_map(|topic| read(topic.name)).filter(|row| row.method == method).collect()
}
