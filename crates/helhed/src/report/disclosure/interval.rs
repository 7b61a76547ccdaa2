//! What the published cells and totals still tell of a hidden count.

use serde::{Deserialize, Serialize};

use super::network::{Hidden, Network, Reader, UNBOUNDED};
use crate::design::Threshold;

/// The least and the largest count that agree with everything published. Every whole number between them does, too.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Range {
    /// The least.
    pub low: u64,
    /// The largest; `None` where nothing published bounds it.
    pub high: Option<u64>,
}

/// What a reader can find out about a hidden cell.
pub(super) fn range(network: &Network, hidden: &Hidden, arc: usize, reader: Reader) -> Range {
    let one = network.arcs[arc];
    let (low, high) = hidden[arc].map_or((one.count, one.count), |why| reader.bounds(why));
    let (more, less) = (high.saturating_sub(one.count), one.count.saturating_sub(low));
    let raised = network.pushed(hidden, reader, arc, (one.to, one.from), more).amount;
    let lowered = network.pushed(hidden, reader, arc, (one.from, one.to), less).amount;
    let bounded = high < UNBOUNDED || raised < more;
    Range { low: one.count - lowered, high: bounded.then_some(one.count + raised) }
}

/// How a hidden count must be able to move.
#[derive(Debug, Clone, Copy)]
pub(super) struct Move {
    pub(super) reader: Reader,
    pub(super) raised: bool,
    pub(super) by: u64,
}

/// What makes a primary cell safe: all moves of the first list, and one of the second.
///
/// By the sums alone it may be anything from 0 to the threshold, so that they do not even tell that it is small; and who
/// knows the rule, too, is left with more than one count.
pub(super) fn needed(count: u64, threshold: Threshold) -> ([Move; 2], Vec<Move>) {
    let sums = |raised, by| Move { reader: Reader::Sums, raised, by };
    let rule = |raised| Move { reader: Reader::Rule(threshold), raised, by: 1 };
    let ways = [(true, count + 1 < threshold.get()), (false, count > 1)];
    let ways = ways.into_iter().filter(|(_, inside)| *inside).map(|(raised, _)| rule(raised)).collect();
    ([sums(true, threshold.get().saturating_sub(count)), sums(false, count)], ways)
}

/// Hidden arcs that suffice to make a primary cell safe; `None` if it is not.
pub(super) fn way(network: &Network, hidden: &Hidden, arc: usize, threshold: Threshold) -> Option<Vec<usize>> {
    let one = network.arcs[arc];
    let can = |wanted: &Move| {
        let ends = if wanted.raised { (one.to, one.from) } else { (one.from, one.to) };
        let pushed = network.pushed(hidden, wanted.reader, arc, ends, wanted.by);
        (pushed.amount >= wanted.by).then_some(pushed.arcs)
    };
    let (all, any) = needed(one.count, threshold);
    let mut arcs = all.iter().map(can).collect::<Option<Vec<_>>>()?.concat();
    arcs.extend(any.iter().find_map(can)?);
    arcs.sort_unstable();
    arcs.dedup();
    Some(arcs)
}

/// Whether a primary cell is safe.
pub(super) fn is_safe(network: &Network, hidden: &Hidden, arc: usize, threshold: Threshold) -> bool {
    way(network, hidden, arc, threshold).is_some()
}
