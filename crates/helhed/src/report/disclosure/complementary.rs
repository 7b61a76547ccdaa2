//! Complementary suppression: which further cells must be hidden so that the sums do not give a small count away.
//!
//! A hidden cell can move only if the other hidden cells of its row and of its column can make up for it: the hidden
//! cells must form cycles. The best choice withholds the fewest totals, then hides the fewest cells, then the least of
//! their counts. It is found by branch and bound: at a row or column with one hidden cell another one must be hidden.

use super::audit::{Search, Why};
use super::greedy;
use super::interval::is_safe;
use super::network::{Hidden, Network};
use crate::design::Threshold;

/// Cells of a table, without totals, up to which every choice is tried.
const MOST_EXACT: usize = 200;

/// Choices and cells that are looked at, at most: a second of work. Then the best so far is taken, and the audit says so.
const MOST_LOOKS: usize = 500_000;

/// What is lost: totals, cells (totals among them), and the sum of their counts.
pub(super) type Cost = (u64, u64, u64);

/// The question: the circulation, the threshold, and whether totals may be withheld.
#[derive(Clone, Copy)]
pub(super) struct Asked<'a> {
    pub(super) network: &'a Network,
    pub(super) threshold: Threshold,
    pub(super) totals: bool,
}

impl Asked<'_> {
    /// Whether an arc may be hidden to protect others. A zero may not: everybody may know that nobody can be there.
    pub(super) fn may_hide(&self, arc: usize) -> bool {
        self.network.arcs[arc].count >= self.threshold.get() && (self.totals || !self.network.is_total(arc))
    }

    /// What is lost with an arc.
    pub(super) fn cost(&self, arc: usize) -> Cost {
        (u64::from(self.network.is_total(arc)), 1, self.network.arcs[arc].count)
    }

    /// What is lost with all secondary arcs.
    fn cost_of(&self, hidden: &Hidden) -> Cost {
        let secondary = hidden.iter().enumerate().filter(|(_, why)| **why == Some(Why::Secondary));
        secondary.map(|(arc, _)| self.cost(arc)).fold((0, 0, 0), plus)
    }

    /// The first primary cell that is not safe.
    pub(super) fn unsafe_cell(&self, hidden: &Hidden) -> Option<usize> {
        let mut primary = (0..hidden.len()).filter(|arc| hidden[*arc] == Some(Why::Primary));
        primary.find(|arc| !is_safe(self.network, hidden, *arc, self.threshold))
    }

    /// The primary cells, and everything hidden that may be.
    fn all_hidden(&self, primary: &Hidden) -> Hidden {
        let each = primary.iter().enumerate();
        each.map(|(arc, why)| why.or_else(|| self.may_hide(arc).then_some(Why::Secondary))).collect()
    }
}

pub(super) fn plus(left: Cost, right: Cost) -> Cost {
    (left.0 + right.0, left.1 + right.1, left.2 + right.2)
}

/// What to hide, and how it was found; `None` if the primary cells are not safe even with all that may be hidden.
///
/// Hiding more never makes a cell less safe, so a look at everything hidden settles whether there is a way.
pub(super) fn hide(network: &Network, threshold: Threshold) -> Option<(Hidden, Search)> {
    let primary: Hidden = network.arcs.iter().map(|arc| threshold.hides(arc.count).then_some(Why::Primary)).collect();
    for totals in [false, true] {
        let asked = Asked { network, threshold, totals };
        let all = asked.all_hidden(&primary);
        if asked.unsafe_cell(&all).is_none() {
            let first = greedy::grown(&asked, &primary).unwrap_or(all);
            let first = greedy::without_needless(&asked, first);
            return Some(exact(&asked, &primary, first));
        }
    }
    None
}

/// The best choice, from one that is known to be safe.
fn exact(asked: &Asked<'_>, primary: &Hidden, first: Hidden) -> (Hidden, Search) {
    let cells = (0..asked.network.arcs.len()).filter(|arc| !asked.network.is_total(*arc)).count();
    let cost = asked.cost_of(&first);
    if cost.1 == 0 {
        return (first, Search::Exact);
    }
    if cells > MOST_EXACT {
        return (first, Search::Greedy);
    }
    let mut tree = Tree {
        asked,
        hidden: primary.clone(),
        primary: (0..primary.len()).filter(|arc| primary[*arc].is_some()).collect(),
        excluded: vec![false; primary.len()],
        best: (first, cost),
        looks: 0,
    };
    tree.grow((0, 0, 0));
    let search = if tree.looks > MOST_LOOKS { Search::Greedy } else { Search::Exact };
    (tree.best.0, search)
}

/// The choices, of which only those are followed that can still be better than the best.
struct Tree<'a> {
    asked: &'a Asked<'a>,
    hidden: Hidden,
    primary: Vec<usize>,
    excluded: Vec<bool>,
    best: (Hidden, Cost),
    looks: usize,
}

impl Tree<'_> {
    fn grow(&mut self, cost: Cost) {
        self.looks += 1;
        if self.looks > MOST_LOOKS {
            return;
        }
        let single = self.single_nodes();
        // Each further cell helps two nodes at most, and costs the threshold at least.
        let more = (single.len() as u64).div_ceil(2);
        let least = plus(cost, (0, more, more * self.asked.threshold.get()));
        if least >= self.best.1 {
            return;
        }
        let choices = match single.iter().map(|node| self.choices(&self.asked.network.at[*node])).min_by_key(Vec::len) {
            Some(choices) => choices,
            None if self.all_safe() => {
                self.best = (self.hidden.clone(), cost);
                return;
            }
            None => self.choices(&(0..self.hidden.len()).collect::<Vec<_>>()),
        };
        // A choice without the earlier ones: each set of cells is looked at once.
        for arc in &choices {
            self.hidden[*arc] = Some(Why::Secondary);
            self.grow(plus(cost, self.asked.cost(*arc)));
            self.hidden[*arc] = None;
            self.excluded[*arc] = true;
        }
        for arc in &choices {
            self.excluded[*arc] = false;
        }
    }

    /// Whether all primary cells are safe. The one that was not, last time, is asked first.
    fn all_safe(&mut self) -> bool {
        for at in 0..self.primary.len() {
            self.looks += 1;
            if !is_safe(self.asked.network, &self.hidden, self.primary[at], self.asked.threshold) {
                self.primary[..=at].rotate_right(1);
                return false;
            }
        }
        true
    }

    /// Rows, columns and totals with a single hidden cell: their sum gives it away.
    fn single_nodes(&self) -> Vec<usize> {
        let hidden =
            |node: &usize| self.asked.network.at[*node].iter().filter(|arc| self.hidden[**arc].is_some()).count();
        (0..self.asked.network.at.len()).filter(|node| hidden(node) == 1).collect()
    }

    /// What of these arcs can still be hidden, the cheapest first.
    fn choices(&self, arcs: &[usize]) -> Vec<usize> {
        let open = |arc: &usize| self.hidden[*arc].is_none() && !self.excluded[*arc] && self.asked.may_hide(*arc);
        let mut choices: Vec<usize> = arcs.iter().copied().filter(open).collect();
        choices.sort_by_key(|arc| self.asked.cost(*arc));
        choices
    }
}
