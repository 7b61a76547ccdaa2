//! Disclosure control: a two-way table of counts as it may be published.
//!
//! A count of 1 to 4 persons is hidden (**primary**). With the totals beside it one subtraction would bring it back, so
//! further cells are hidden (**secondary**), and what a reader can still find out is computed and said.
//!
//! A primary cell is safe if, by everything published and all totals, it may be any number from 0 to the threshold, and
//! if a reader who also knows the threshold and which cells are primary is left with more than one count. The published
//! cells and totals are never changed. Where hidden cells are not enough, as in a table of one row, totals are withheld.
//!
//! A count of nobody, 0, is published, and never hidden to protect another: readers may know that nobody can be there. It
//! can tell something of a group all the same (all in the area are without work): the audit names such groups, and a person
//! must judge.
//!
//! One table is looked at. Others of the same persons (another grouping, an earlier year's release) can be subtracted from
//! it; who publishes several must compare them.

mod audit;
mod complementary;
mod count_table;
mod greedy;
mod interval;
mod network;
mod protected;
mod ways;
mod whole_group;
mod words;

pub use audit::{Audit, CellName, HiddenCell, Search, WholeGroup, Why};
pub use count_table::CountTable;
pub use interval::Range;
pub use protected::{Protected, Shown};
// The rule is older than the report: cells are withheld by it, too.
pub use crate::design::Threshold;

use crate::error::{Error, Fault, Place, Result};
use interval::{is_safe, range};
use network::{Hidden, Network, Reader};
use ways::Ways;

/// The table as it may be published with its totals.
///
/// ```
/// use helhed::report::disclosure::{CountTable, Threshold, protect};
/// let table = CountTable::new(&["Birkelunden", "Åbrinken"], &["M", "K"], &[[31.0, 28.0], [18.0, 3.0]])?;
/// let safe = protect(&table, Threshold::default())?;
/// let counts: Vec<Option<u64>> = safe.cells().map(|(_, _, shown)| shown.count()).collect();
/// assert_eq!(counts, [None, None, Some(59), None, None, Some(21), Some(49), Some(31), Some(80)]);
/// let three = &safe.audit().hidden[3];
/// assert_eq!((three.why.name(), three.range.low, three.range.high), ("primary", 0, Some(21)));
/// # Ok::<(), helhed::Error>(())
/// ```
///
/// # Errors
/// `H612` if a count could be found out even with all totals withheld.
pub fn protect(table: &CountTable, threshold: Threshold) -> Result<Protected> {
    let network = Network::of(table);
    let Some((hidden, search)) = complementary::hide(&network, threshold) else {
        let fault = Fault::CannotProtect { threshold: threshold.get() };
        return Err(Error::new(fault, Place::argument("table")));
    };
    let named = |arc: usize| {
        let (row, column) = network.place(arc);
        let name = |at: Option<usize>, names: &[String]| at.and_then(|at| names.get(at)).cloned();
        CellName { row: name(row, table.rows()), column: name(column, table.columns()) }
    };
    let ways = Ways::of(&network, &hidden, threshold);
    let protected_by = |arc: usize| ways.as_ref().map_or_else(Vec::new, |ways| ways.through(arc));
    let account = |arc: usize| {
        hidden[arc].map(|why| HiddenCell {
            cell: named(arc),
            why,
            protects: protects(&network, &hidden, arc, &protected_by(arc), threshold).into_iter().map(named).collect(),
            range: range(&network, &hidden, arc, Reader::Sums),
            range_with_rule: range(&network, &hidden, arc, Reader::Rule(threshold)),
        })
    };
    let withheld = (0..hidden.len()).filter(|arc| hidden[*arc] == Some(Why::Secondary) && network.is_total(*arc));
    let audit = Audit {
        threshold,
        search,
        totals_withheld: withheld.count() as u64,
        hidden: (0..hidden.len()).filter_map(account).collect(),
        whole_groups: whole_group::whole_groups(table),
    };
    let shown =
        network.arcs.iter().zip(&hidden).map(|(arc, why)| why.map_or(Shown::Published(arc.count), Shown::Hidden));
    Ok(Protected { rows: table.rows().to_vec(), columns: table.columns().to_vec(), cells: shown.collect(), audit })
}

/// The primary cells that a secondary one protects: those that are not safe without it.
fn protects(network: &Network, hidden: &Hidden, arc: usize, candidates: &[usize], threshold: Threshold) -> Vec<usize> {
    if hidden[arc] != Some(Why::Secondary) {
        return Vec::new();
    }
    let mut without = hidden.clone();
    without[arc] = None;
    candidates.iter().copied().filter(|other| !is_safe(network, &without, *other, threshold)).collect()
}

#[cfg(test)]
mod tests;
