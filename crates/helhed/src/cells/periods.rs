//! The time that cells cover, as far as their keys say it.

use std::collections::{BTreeMap, BTreeSet};

use super::Cells;
use crate::design::{Period, PeriodText, PeriodUnit};
use crate::estimate::KeyValue;

/// Years that a number in a key column can mean. Others are codes: of a postal district, a municipality, a school.
const YEARS: std::ops::RangeInclusive<i64> = 1900..=2099;

/// The periods in a key column: their kind, the first, the last, and how many there are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PeriodSpan {
    /// Key column, such as `quarter`.
    pub dimension: String,
    /// Kind of period.
    pub unit: PeriodUnit,
    /// The first.
    pub first: Period,
    /// The last.
    pub last: Period,
    /// Periods that occur. Fewer than lie from the first to the last: some are missing.
    pub count: usize,
}

impl Cells {
    /// The time that the cells cover: for each key column whose values are all periods, and each kind of period in it, the
    /// first, the last and how many there are. Cells without such a column do not know their time.
    ///
    /// ```
    /// use helhed::cells::{Block, Cells, ProportionCell};
    /// use helhed::design::{PeriodUnit, Registry};
    /// let mut cells = Cells::new(["area", "quarter"], [Registry::standard().get("hou_evict_share")?.clone()])?;
    /// for quarter in ["2013K1", "2013K2", "2014K1"] {
    ///     let block = Block::Proportion(ProportionCell::from_counts(11.0, 410.0)?);
    ///     cells.add(vec!["Sydhavnen".into(), quarter.into()], 0, &block)?;
    /// }
    /// let [span] = &cells.periods()[..] else { panic!("one key column holds periods") };
    /// assert_eq!((span.unit, span.first.to_string(), span.count), (PeriodUnit::Quarter, "2013K1".into(), 3));
    /// # Ok::<(), helhed::Error>(())
    /// ```
    #[must_use]
    pub fn periods(&self) -> Vec<PeriodSpan> {
        let columns = self.dimensions().iter().enumerate();
        columns.flat_map(|(index, dimension)| self.spans(index, dimension)).collect()
    }

    /// The periods of one key column, by their kind; none if one of its values is no period.
    fn spans(&self, index: usize, dimension: &str) -> Vec<PeriodSpan> {
        let keys: BTreeSet<&KeyValue> = self.iter().filter_map(|(key, _)| key.get(index)).collect();
        let mut kinds: BTreeMap<PeriodUnit, BTreeMap<i64, Period>> = BTreeMap::new();
        for key in keys.into_iter().filter(|key| **key != KeyValue::Missing) {
            let Some(period) = period(key) else { return Vec::new() };
            kinds.entry(period.unit()).or_default().insert(period.first_day(), period);
        }
        let span = |(unit, periods): (PeriodUnit, BTreeMap<i64, Period>)| {
            let (first, last) = (*periods.first_key_value()?.1, *periods.last_key_value()?.1);
            Some(PeriodSpan { dimension: dimension.to_owned(), unit, first, last, count: periods.len() })
        };
        kinds.into_iter().filter_map(span).collect()
    }
}

/// The period that a key is.
pub(super) fn period(key: &KeyValue) -> Option<Period> {
    match key {
        KeyValue::Missing => None,
        KeyValue::Integer(year) if !YEARS.contains(year) => None,
        KeyValue::Integer(year) => year.to_string().parse().ok(),
        KeyValue::Text(text) => match PeriodText::of(text) {
            PeriodText::Period(period) => {
                let is_code = period.unit() == PeriodUnit::Year && !YEARS.contains(&i64::from(period.year()));
                (!is_code).then_some(period)
            }
            _ => None,
        },
    }
}
