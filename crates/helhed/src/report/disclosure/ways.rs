//! What keeps each primary cell safe, so that one hidden cell less is a question to few others.

use super::audit::Why;
use super::interval::way;
use super::network::{Hidden, Network};
use crate::design::Threshold;

/// For every primary cell, hidden arcs that suffice to make it safe. Only where one of them is shown must the cell be
/// looked at again.
pub(super) struct Ways {
    of: Vec<Vec<usize>>,
    /// The cells whose way went through an arc, now or earlier.
    through: Vec<Vec<usize>>,
}

impl Ways {
    /// The ways of all primary cells; `None` if one is not safe.
    pub(super) fn of(network: &Network, hidden: &Hidden, threshold: Threshold) -> Option<Self> {
        let mut ways = Self { of: vec![Vec::new(); hidden.len()], through: vec![Vec::new(); hidden.len()] };
        for cell in (0..hidden.len()).filter(|arc| hidden[*arc] == Some(Why::Primary)) {
            ways.keep(cell, way(network, hidden, cell, threshold)?);
        }
        Some(ways)
    }

    /// The primary cells that may not be safe without an arc, in their order.
    pub(super) fn through(&self, arc: usize) -> Vec<usize> {
        let mut cells = self.through[arc].clone();
        cells.retain(|cell| self.of[*cell].contains(&arc));
        cells.sort_unstable();
        cells.dedup();
        cells
    }

    /// Whether all primary cells are still safe when this arc, which `hidden` no longer holds, is shown. If so, they are
    /// kept safe without it from now on.
    pub(super) fn spare(&mut self, network: &Network, hidden: &Hidden, threshold: Threshold, arc: usize) -> bool {
        let cells = self.through(arc);
        let Some(others) = cells.iter().map(|cell| way(network, hidden, *cell, threshold)).collect::<Option<Vec<_>>>()
        else {
            return false;
        };
        cells.into_iter().zip(others).for_each(|(cell, way)| self.keep(cell, way));
        true
    }

    fn keep(&mut self, cell: usize, way: Vec<usize>) {
        way.iter().for_each(|arc| self.through[*arc].push(cell));
        self.of[cell] = way;
    }
}
