//! The table of cells: one row a key, one block an indicator.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Block;
use super::withheld;
use crate::design::{Indicator, Threshold};
use crate::error::{Difference, Error, Fault, Place, Result, Spot, Within, nearest};
use crate::estimate::{KeyPart, KeyValue, key_text};
use crate::records::Ledger;

/// Mergeable sums by key, for one or more indicators. Keys are sorted, so equal content means equal order.
///
/// Rows and published aggregates enter by the same door, [`add`](Self::add): a row is a block of one row, a published
/// pair a block of its counts.
///
/// ```
/// use helhed::cells::{Block, Cells, ProportionCell};
/// use helhed::design::Registry;
/// let evicted = Registry::standard().get("hou_evict_share")?.clone();
/// let mut cells = Cells::new(["area"], [evicted])?;
/// cells.add(vec!["Sydhavnen".into()], 0, &Block::Proportion(ProportionCell::from_counts(11.0, 41.0)?))?;
/// assert_eq!(cells.len(), 1);
/// # Ok::<(), helhed::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(try_from = "Parts", into = "Parts")]
pub struct Cells {
    pub(super) dimensions: Vec<String>,
    pub(super) indicators: Vec<Indicator>,
    pub(super) rows: BTreeMap<Vec<KeyValue>, Vec<Block>>,
    pub(super) ledger: Ledger,
    pub(super) suppression: Option<Threshold>,
}

/// What is written, before it is known to be a table of cells. Keys are lists, which JSON cannot have as names: rows are
/// pairs.
#[derive(Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Cells"))]
struct Parts {
    dimensions: Vec<String>,
    indicators: Vec<Indicator>,
    rows: Vec<(Vec<KeyValue>, Vec<Block>)>,
    ledger: Ledger,
    /// Below how many cells are withheld. Nothing, as in older files: none are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    suppression: Option<Threshold>,
}

impl From<Cells> for Parts {
    fn from(cells: Cells) -> Self {
        let Cells { dimensions, indicators, rows, ledger, suppression } = cells;
        Self { dimensions, indicators, rows: rows.into_iter().collect(), ledger, suppression }
    }
}

impl TryFrom<Parts> for Cells {
    type Error = Error;

    fn try_from(parts: Parts) -> Result<Self> {
        let cells = Self { suppression: parts.suppression, ..Self::new(parts.dimensions, parts.indicators)? };
        let cells = cells.with_rows(parts.rows)?;
        Ok(cells.with_ledger(parts.ledger))
    }
}

impl Cells {
    /// An empty table with these key columns and indicators.
    ///
    /// # Errors
    /// `H106` if a key column is named twice, `H005` if an indicator is.
    pub fn new(
        dimensions: impl IntoIterator<Item = impl Into<String>>,
        indicators: impl IntoIterator<Item = Indicator>,
    ) -> Result<Self> {
        let dimensions: Vec<String> = dimensions.into_iter().map(Into::into).collect();
        let indicators: Vec<Indicator> = indicators.into_iter().collect();
        for (index, name) in dimensions.iter().enumerate() {
            if dimensions[..index].contains(name) {
                return Err(Error::new(Fault::ColumnTwice { name: name.clone() }, Place::argument("by")));
            }
        }
        for (index, indicator) in indicators.iter().enumerate() {
            if indicators[..index].iter().any(|earlier| earlier.id == indicator.id) {
                let fault = Fault::IndicatorDefinedTwice { id: indicator.id.clone() };
                return Err(Error::new(fault, Place::argument("indicators")));
            }
        }
        Ok(Self { dimensions, indicators, rows: BTreeMap::new(), ledger: Ledger::default(), suppression: None })
    }

    /// A table with these key columns, indicators and cells, each with a block an indicator. Cells of one key are merged.
    ///
    /// As quick as the rows can be sorted: for many cells that are there already, unlike [`add`](Self::add).
    ///
    /// # Errors
    /// Those of [`new`](Self::new) and [`add`](Self::add); `H205` for a cell with too many or too few blocks.
    ///
    /// ```
    /// use helhed::cells::{Block, Cells, ProportionCell};
    /// use helhed::design::Registry;
    /// let evicted = Registry::standard().get("hou_evict_share")?.clone();
    /// let block = Block::Proportion(ProportionCell::from_counts(11.0, 41.0)?);
    /// let rows = ["Åhaven", "Sydhavnen", "Åhaven"].map(|area| (vec![area.into()], vec![block]));
    /// let cells = Cells::from_rows(["area"], [evicted], rows)?;
    /// let records: Vec<u64> = cells.iter().map(|(_, blocks)| blocks[0].records()).collect();
    /// assert_eq!(records, [41, 82]);
    /// # Ok::<(), helhed::Error>(())
    /// ```
    pub fn from_rows(
        dimensions: impl IntoIterator<Item = impl Into<String>>,
        indicators: impl IntoIterator<Item = Indicator>,
        rows: impl IntoIterator<Item = (Vec<KeyValue>, Vec<Block>)>,
    ) -> Result<Self> {
        Self::new(dimensions, indicators)?.with_rows(rows)
    }

    fn with_rows(mut self, rows: impl IntoIterator<Item = (Vec<KeyValue>, Vec<Block>)>) -> Result<Self> {
        let fits = |(key, blocks): (Vec<KeyValue>, Vec<Block>)| {
            let (left, right) = (blocks.len(), self.indicators.len());
            if left != right {
                let what = "the number of blocks in a cell";
                let blocks = Difference::Other { what, left: left.to_string(), right: right.to_string() };
                return Err(Error::from(Fault::CellsDiffer { differences: vec![blocks], inputs: None }));
            }
            blocks.iter().enumerate().try_for_each(|(indicator, block)| self.fits(&key, indicator, block))?;
            Ok((key, blocks))
        };
        let mut rows = rows.into_iter().map(fits).collect::<Result<Vec<_>>>()?;
        rows.sort_by(|(one, _), (other, _)| one.cmp(other));
        let mut merged = Ok(());
        rows.dedup_by(|(key, blocks), (earlier, sums)| {
            let same = key == earlier;
            if same && merged.is_ok() {
                merged = sums.iter_mut().zip(blocks).try_for_each(|(sum, block)| sum.merge(block));
            }
            same
        });
        merged?;
        self.rows = rows.into_iter().collect();
        Ok(self)
    }

    /// Whether a block may be added.
    fn fits(&self, key: &[KeyValue], indicator: usize, block: &Block) -> Result<()> {
        if key.len() != self.dimensions.len() {
            return Err(Fault::KeyLength { found: key.len(), wanted: self.dimensions.len() }.into());
        }
        let known = self.indicators.get(indicator).ok_or_else(|| {
            let high = self.indicators.len() as f64 - 1.0;
            Fault::OutsideRange { what: "position of the indicator", found: indicator as f64, low: 0.0, high }
        })?;
        // Tried on an empty block, so that a refused block leaves no cell behind.
        Block::empty(&known.measure).merge(block).within(|| Spot::Indicator(known.id.clone()))?;
        withheld::check(block, self.suppression).within(|| Spot::Indicator(known.id.clone()))
    }

    /// Adds a block to the cell of `key`, for the indicator at `indicator`.
    ///
    /// # Errors
    /// `H209` if the key does not fit the key columns, `H206` if the block is of another measure,
    /// `H008` for a position that no indicator has, `H884` for a block of few if such cells are withheld.
    pub fn add(&mut self, key: Vec<KeyValue>, indicator: usize, block: &Block) -> Result<()> {
        self.fits(&key, indicator, block)?;
        let empty = || self.indicators.iter().map(|indicator| Block::empty(&indicator.measure)).collect();
        let blocks: &mut Vec<Block> = self.rows.entry(key).or_insert_with(empty);
        blocks[indicator].merge(block)
    }

    /// The same cells with this account of rows that were left out.
    #[must_use]
    pub fn with_ledger(self, ledger: Ledger) -> Self {
        Self { ledger, ..self }
    }

    /// Number of cells.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is no cell.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Key columns.
    #[must_use]
    pub fn dimensions(&self) -> &[String] {
        &self.dimensions
    }

    /// Indicators, in the order of the blocks.
    #[must_use]
    pub fn indicators(&self) -> &[Indicator] {
        &self.indicators
    }

    /// What was left out, by reason.
    #[must_use]
    pub fn ledger(&self) -> &Ledger {
        &self.ledger
    }

    /// Keys and their blocks, in the order of the keys.
    pub fn iter(&self) -> impl Iterator<Item = (&[KeyValue], &[Block])> {
        self.rows.iter().map(|(key, blocks)| (key.as_slice(), blocks.as_slice()))
    }

    /// Position of a key column.
    ///
    /// # Errors
    /// `H207` if there is none of that name.
    pub fn dimension(&self, name: &str) -> Result<usize> {
        self.dimensions.iter().position(|dimension| dimension == name).ok_or_else(|| {
            let nearest = nearest(name, self.dimensions.iter().map(String::as_str));
            Fault::UnknownDimension { name: name.to_owned(), nearest }.into()
        })
    }

    /// The key with its column names.
    #[must_use]
    pub fn key_parts(&self, key: &[KeyValue]) -> Vec<KeyPart> {
        let part =
            |(dimension, value): (&String, &KeyValue)| KeyPart { dimension: dimension.clone(), value: value.clone() };
        self.dimensions.iter().zip(key).map(part).collect()
    }

    /// Splits the cells by a key column into groups, merging what falls into the same group of the same rest key.
    ///
    /// `group` names the group of a value, or `None` to leave it out.
    ///
    /// # Errors
    /// `H207` for an unknown key column, and what `group` returns.
    pub fn grouped(
        &self,
        dimension: &str,
        groups: usize,
        group: impl Fn(&KeyValue) -> Result<Option<usize>>,
    ) -> Result<Vec<Grouped>> {
        let position = self.dimension(dimension)?;
        let empty: Vec<Block> = self.indicators.iter().map(|indicator| Block::empty(&indicator.measure)).collect();
        let mut split: BTreeMap<Vec<KeyValue>, Vec<Vec<Block>>> = BTreeMap::new();
        for (key, blocks) in &self.rows {
            let at = || Spot::Cell(key_text(&self.key_parts(key)));
            let Some(side) = group(&key[position]).within(at)? else { continue };
            let mut rest = key.clone();
            rest.remove(position);
            let sums = split.entry(rest).or_insert_with(|| vec![empty.clone(); groups]);
            for (sum, block) in sums[side].iter_mut().zip(blocks) {
                sum.merge(block)?;
            }
        }
        let mut rest_dimensions = self.dimensions.clone();
        rest_dimensions.remove(position);
        let named = |key: Vec<KeyValue>| {
            let parts = rest_dimensions.iter().cloned().zip(key);
            parts.map(|(dimension, value)| KeyPart { dimension, value }).collect()
        };
        Ok(split.into_iter().map(|(key, groups)| Grouped { key: named(key), groups }).collect())
    }
}

/// The blocks of one rest of a key, one list a group.
#[derive(Debug, Clone, PartialEq)]
pub struct Grouped {
    /// The key without the column that was split.
    pub key: Vec<KeyPart>,
    /// Blocks of each group, in the order of the indicators.
    pub groups: Vec<Vec<Block>>,
}
