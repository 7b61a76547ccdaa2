//! Tables of cells from several sources together: what pooling their rows would have given, or a refusal that names what
//! they do not have in common.

use std::collections::BTreeSet;

use super::periods::period;
use super::{Cells, definition};
use crate::design::{Indicator, PeriodUnit, Threshold};
use crate::error::{Difference, Error, Fault, Input, Place, Result, Spot};
use crate::estimate::KeyValue;

/// What a table means, without its numbers.
#[derive(Debug, Clone)]
struct Meaning {
    dimensions: Vec<String>,
    indicators: Vec<Indicator>,
    suppression: Option<Threshold>,
    /// What the keys of each key column are.
    keys: Vec<Kinds>,
}

/// What the keys of a column are.
#[derive(Debug, Clone, Default)]
struct Kinds {
    periods: BTreeSet<PeriodUnit>,
    numbers: bool,
    texts: bool,
}

impl Meaning {
    fn of(cells: &Cells) -> Self {
        let mut keys = vec![Kinds::default(); cells.dimensions.len()];
        let mut before: Option<&Vec<KeyValue>> = None;
        for key in cells.rows.keys() {
            for (index, (kinds, value)) in keys.iter_mut().zip(key).enumerate() {
                // Keys are sorted: the first columns repeat.
                if before.and_then(|before| before.get(index)) != Some(value) {
                    kinds.add(value);
                }
            }
            before = Some(key);
        }
        let (dimensions, indicators) = (cells.dimensions.clone(), cells.indicators.clone());
        Self { dimensions, indicators, suppression: cells.suppression, keys }
    }

    /// In what two tables differ that cannot be merged.
    fn differences(&self, other: &Self) -> Vec<Difference> {
        let mut found = Vec::new();
        if self.dimensions != other.dimensions {
            let (left, right) = (self.dimensions.clone(), other.dimensions.clone());
            found.push(Difference::KeyColumns { left, right });
        }
        let ids = |meaning: &Self| meaning.indicators.iter().map(|indicator| indicator.id.clone()).collect::<Vec<_>>();
        let (left, right) = (ids(self), ids(other));
        if left == right {
            let pairs = self.indicators.iter().zip(&other.indicators);
            found.extend(pairs.flat_map(|(left, right)| definition::differences(left, right)));
        } else {
            found.push(Difference::Indicators { left, right });
        }
        if self.dimensions == other.dimensions {
            for (column, (left, right)) in self.dimensions.iter().zip(self.keys.iter().zip(&other.keys)) {
                let (left, right) = (&left.periods, &right.periods);
                // A table without periods there, such as an empty one, contradicts nobody.
                if left != right && !left.is_empty() && !right.is_empty() {
                    let names = |kinds: &BTreeSet<PeriodUnit>| kinds.iter().map(|kind| kind.name()).collect();
                    let column = column.clone();
                    found.push(Difference::PeriodKind { column, left: names(left), right: names(right) });
                }
            }
        }
        if self.suppression != other.suppression {
            let below = |meaning: &Self| meaning.suppression.map(Threshold::get);
            found.push(Difference::Suppression { left: below(self), right: below(other) });
        }
        found
    }

    /// This and another from which it does not differ.
    fn and(&mut self, other: &Self) {
        for (own, other) in self.keys.iter_mut().zip(&other.keys) {
            own.periods.extend(&other.periods);
            own.numbers |= other.numbers;
            own.texts |= other.texts;
        }
    }
}

impl Kinds {
    fn add(&mut self, key: &KeyValue) {
        self.periods.extend(period(key).map(|period| period.unit()));
        match key {
            KeyValue::Missing => {}
            KeyValue::Integer(_) => self.numbers = true,
            KeyValue::Text(_) => self.texts = true,
        }
    }
}

impl Cells {
    /// Both tables together: what pooling their rows would have given.
    ///
    /// They must mean the same: the same key columns, the same indicators by definition and version, the same kind of
    /// period in each key column, the same suppression. The columns that an indicator reads, its source, and its name
    /// where words say what it counts, are an organisation's own and may differ. Both may hold the same cell: its counts
    /// are added. Spans of time may differ; see [`periods`](Self::periods).
    ///
    /// # Errors
    /// `H205` if they do not mean the same: it names what differs.
    pub fn merge(self, other: &Self) -> Result<Self> {
        let (left, right) = (Meaning::of(&self), Meaning::of(other));
        match left.differences(&right) {
            differences if differences.is_empty() => self.pooled(other, &left, &right, None),
            differences => Err(differ(differences, [&Input::Table(1), &Input::Table(2)])),
        }
    }

    /// All tables together, as by [`merge`](Self::merge), one after the other; only one is in memory beside the sum.
    ///
    /// ```
    /// use helhed::cells::Cells;
    /// use helhed::design::{Indicator, Measure};
    /// use helhed::error::Input;
    /// let table = |version: &str| {
    ///     let mut evicted = Indicator::new("evicted", Measure::Proportion { event: "evicted".into() })?;
    ///     evicted.version = version.into();
    ///     Cells::new(["area"], [evicted])
    /// };
    /// let files = [("aarhus.parquet", "2026.1"), ("odense.parquet", "2025.2")];
    /// let error = Cells::merge_all(files.map(|(name, version)| (Input::File(name.into()), table(version)))).unwrap_err();
    /// assert_eq!(
    ///     error.what(),
    ///     "these cells cannot be merged: the version of indicator `evicted` is 2026.1 in aarhus.parquet and 2025.2 in \
    ///      odense.parquet"
    /// );
    /// # Ok::<(), helhed::Error>(())
    /// ```
    ///
    /// # Errors
    /// `H205` if they do not mean the same: it names what differs, and between which two; `H107` for none; and the first
    /// of the errors that were handed over.
    pub fn merge_all(parts: impl IntoIterator<Item = (Input, Result<Self>)>) -> Result<Self> {
        let mut sum: Option<(Self, Meaning)> = None;
        // The first table, and every other that first said what kind of period a key column holds.
        let mut witnesses: Vec<(Input, Meaning)> = Vec::new();
        for (input, part) in parts {
            let part = part?;
            let meaning = Meaning::of(&part);
            let Some((whole, known)) = sum.take() else {
                witnesses.push((input, meaning.clone()));
                sum = Some((part, meaning));
                continue;
            };
            if !known.differences(&meaning).is_empty() {
                let against = |(earlier, own): &(Input, Meaning)| {
                    Some((earlier.clone(), own.differences(&meaning)))
                        .filter(|(_, differences)| !differences.is_empty())
                };
                let (earlier, differences) = witnesses
                    .iter()
                    .find_map(against)
                    .unwrap_or_else(|| (Input::Table(1), known.differences(&meaning)));
                return Err(differ(differences, [&earlier, &input]));
            }
            let mut both = known.clone();
            both.and(&meaning);
            let whole = whole.pooled(&part, &known, &meaning, Some(&input))?;
            let news = |(before, own): (&Kinds, &Kinds)| before.periods.is_empty() && !own.periods.is_empty();
            if known.keys.iter().zip(&meaning.keys).any(news) {
                witnesses.push((input, meaning));
            }
            both.indicators.clone_from(&whole.indicators);
            sum = Some((whole, both));
        }
        sum.map(|(whole, _)| whole).ok_or_else(|| Error::new(Fault::ValueNeeded, Place::argument("cells")))
    }

    /// The sums of two tables that mean the same.
    fn pooled(mut self, other: &Self, own: &Meaning, others: &Meaning, input: Option<&Input>) -> Result<Self> {
        for (index, (left, right)) in own.keys.iter().zip(&others.keys).enumerate() {
            if (left.numbers && right.texts) || (left.texts && right.numbers) {
                let clash = self.number_as_text(other, index);
                if let Some(difference) = clash {
                    let fault = Fault::CellsDiffer { differences: vec![difference], inputs: None };
                    return Err(Error::new(fault, input.map_or_else(|| place(&Input::Table(2)), place)));
                }
            }
        }
        for (own, other) in self.indicators.iter_mut().zip(&other.indicators) {
            *own = definition::joined(own, other);
        }
        for (key, blocks) in &other.rows {
            for (indicator, block) in blocks.iter().enumerate() {
                self.add(key.clone(), indicator, block)?;
            }
        }
        self.ledger.merge(&other.ledger);
        Ok(self)
    }

    /// A number in a key column that is there as a text in the other table: the same area would be two.
    fn number_as_text(&self, other: &Self, index: usize) -> Option<Difference> {
        let keys = || self.rows.keys().chain(other.rows.keys()).filter_map(|key| key.get(index));
        let texts: BTreeSet<&str> =
            keys().filter_map(|key| if let KeyValue::Text(text) = key { Some(text.as_str()) } else { None }).collect();
        let clash = keys().find_map(|key| match key {
            KeyValue::Integer(number) => Some(number.to_string()).filter(|text| texts.contains(text.as_str())),
            _ => None,
        });
        Some(Difference::KeyType { column: self.dimensions.get(index)?.clone(), key: clash? })
    }
}

/// The refusal, at the table that does not go with an earlier one.
fn differ(differences: Vec<Difference>, [earlier, input]: [&Input; 2]) -> Error {
    let inputs = Some(Box::new([earlier.clone(), input.clone()]));
    Error::new(Fault::CellsDiffer { differences, inputs }, place(input))
}

fn place(input: &Input) -> Place {
    match input {
        Input::Table(_) => Place::argument("cells"),
        Input::File(name) => Place::default().and(Spot::File(name.clone())),
    }
}
