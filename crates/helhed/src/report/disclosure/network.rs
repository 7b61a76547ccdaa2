//! A two-way table with its totals as a circulation: what the sums say of a cell, a flow can answer.
//!
//! Every cell is an arc from its row to its column, a row's total an arc into the row, a column's total one out of the
//! column, and the grand total closes the circle. What goes into a node comes out of it: these are all the sums there are.

use std::collections::VecDeque;

use super::audit::Why;
use super::count_table::CountTable;
use crate::design::Threshold;

/// Stands for no upper bound. Counts and their sums stay far below.
pub(super) const UNBOUNDED: u64 = 1 << 60;

/// A cell or a total.
#[derive(Debug, Clone, Copy)]
pub(super) struct Arc {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) count: u64,
}

/// Why each arc is hidden, and `None` for what is published.
pub(super) type Hidden = Vec<Option<Why>>;

/// An arc of a path, and whether it is followed in its own direction.
pub(super) type Step = (usize, bool);

/// What could be pushed from one node to another, and the arcs that it went through.
#[derive(Default)]
pub(super) struct Pushed {
    pub(super) amount: u64,
    pub(super) arcs: Vec<usize>,
}

/// The arcs: in the order of the table read line by line, each line with its total, the line of totals last.
pub(super) struct Network {
    pub(super) arcs: Vec<Arc>,
    /// The arcs at each node.
    pub(super) at: Vec<Vec<usize>>,
    columns: usize,
}

impl Network {
    /// The circulation of a table.
    pub(super) fn of(table: &CountTable) -> Self {
        let (rows, columns) = (table.rows().len(), table.columns().len());
        let (into_rows, out_of_columns) = (rows + columns, rows + columns + 1);
        let mut arcs = Vec::with_capacity((rows + 1) * (columns + 1));
        let mut sums = vec![0_u64; columns];
        for (row, counts) in table.counts().iter().enumerate() {
            for ((column, count), sum) in counts.iter().enumerate().zip(&mut sums) {
                arcs.push(Arc { from: row, to: rows + column, count: *count });
                *sum += count;
            }
            arcs.push(Arc { from: into_rows, to: row, count: counts.iter().sum() });
        }
        let total = sums.iter().sum();
        for (column, sum) in sums.into_iter().enumerate() {
            arcs.push(Arc { from: rows + column, to: out_of_columns, count: sum });
        }
        arcs.push(Arc { from: out_of_columns, to: into_rows, count: total });
        let mut at = vec![Vec::new(); rows + columns + 2];
        for (index, arc) in arcs.iter().enumerate() {
            at[arc.from].push(index);
            at[arc.to].push(index);
        }
        Self { arcs, at, columns }
    }

    /// Row and column of an arc; `None` where it is a total over them.
    pub(super) fn place(&self, arc: usize) -> (Option<usize>, Option<usize>) {
        let (row, column) = (arc / (self.columns + 1), arc % (self.columns + 1));
        let rows = self.arcs.len() / (self.columns + 1) - 1;
        ((row < rows).then_some(row), (column < self.columns).then_some(column))
    }

    /// Whether an arc is a total.
    pub(super) fn is_total(&self, arc: usize) -> bool {
        !matches!(self.place(arc), (Some(_), Some(_)))
    }

    /// The counts of the arcs.
    pub(super) fn counts(&self) -> Vec<u64> {
        self.arcs.iter().map(|arc| arc.count).collect()
    }

    /// Where a step leads.
    pub(super) fn end(&self, (arc, forward): Step) -> usize {
        if forward { self.arcs[arc].to } else { self.arcs[arc].from }
    }

    /// How much more can go from `source` to `sink` through hidden arcs other than `without`, up to `want`, and which arcs
    /// it goes through.
    pub(super) fn pushed(
        &self,
        hidden: &Hidden,
        reader: Reader,
        without: usize,
        (source, sink): (usize, usize),
        want: u64,
    ) -> Pushed {
        let mut counts = self.counts();
        let room = |counts: &[u64], step: Step| match hidden[step.0] {
            Some(why) if step.0 != without => reader.room(why, counts[step.0], step.1),
            _ => 0,
        };
        let mut pushed = Pushed::default();
        // Dinic's way: all paths of the fewest steps, then all of the next fewest.
        while pushed.amount < want {
            let Some(levels) = self.levels(source, sink, |step| room(&counts, step)) else { break };
            let mut next = vec![0; self.at.len()];
            while pushed.amount < want {
                let path = self.descent((source, sink), &levels, &mut next, |step| room(&counts, step));
                let Some(path) = path else { break };
                let most = path.iter().map(|step| room(&counts, *step)).min().unwrap_or(0);
                pushed.arcs.extend(path.iter().map(|(arc, _)| *arc));
                if most >= UNBOUNDED / 2 {
                    pushed.amount = want;
                } else {
                    pushed.amount += push(&mut counts, &path, most.min(want - pushed.amount));
                }
            }
        }
        pushed
    }

    /// How many steps with room each node is from the source, as far as the sink; `None` if that cannot be reached.
    fn levels(&self, source: usize, sink: usize, room: impl Fn(Step) -> u64) -> Option<Vec<usize>> {
        let mut levels = vec![usize::MAX; self.at.len()];
        levels[source] = 0;
        let mut next = VecDeque::from([source]);
        while let Some(node) = next.pop_front() {
            for arc in &self.at[node] {
                let step = (*arc, self.arcs[*arc].from == node);
                let end = self.end(step);
                if levels[end] == usize::MAX && room(step) > 0 {
                    levels[end] = levels[node] + 1;
                    if end == sink {
                        return Some(levels);
                    }
                    next.push_back(end);
                }
            }
        }
        None
    }

    /// A path that goes a level further with each step. `next` says which arc of each node is to be tried.
    fn descent(
        &self,
        (source, sink): (usize, usize),
        levels: &[usize],
        next: &mut [usize],
        room: impl Fn(Step) -> u64,
    ) -> Option<Vec<Step>> {
        let (mut path, mut node) = (Vec::new(), source);
        while node != sink {
            if let Some(arc) = self.at[node].get(next[node]) {
                let step = (*arc, self.arcs[*arc].from == node);
                let end = self.end(step);
                if levels[end] == levels[node] + 1 && room(step) > 0 {
                    path.push(step);
                    node = end;
                } else {
                    next[node] += 1;
                }
            } else {
                let (arc, forward) = path.pop()?;
                node = self.end((arc, !forward));
                next[node] += 1;
            }
        }
        Some(path)
    }

    /// The steps that lead from the source to a node, last first.
    pub(super) fn back(&self, came: &[Option<Step>], source: usize, sink: usize) -> Vec<Step> {
        let (mut path, mut node) = (Vec::new(), sink);
        while let Some((arc, forward)) = came[node].filter(|_| node != source) {
            path.push((arc, forward));
            node = self.end((arc, !forward));
        }
        path
    }
}

/// Pushes so much along a path.
pub(super) fn push(counts: &mut [u64], path: &[Step], amount: u64) -> u64 {
    for (arc, forward) in path {
        let count = &mut counts[*arc];
        *count = if *forward { *count + amount } else { count.saturating_sub(amount) };
    }
    amount
}

/// What a reader of the table knows beside the published cells and the sums.
#[derive(Debug, Clone, Copy)]
pub(super) enum Reader {
    /// That counts are whole and not below zero.
    Sums,
    /// Also the rule: a primary count is from 1 to one below the threshold, a secondary one is at least the threshold.
    Rule(Threshold),
}

impl Reader {
    /// The least and the largest count that a hidden cell can have.
    pub(super) fn bounds(self, why: Why) -> (u64, u64) {
        match (self, why) {
            (Self::Sums, _) => (0, UNBOUNDED),
            (Self::Rule(threshold), Why::Primary) => (1, threshold.get() - 1),
            (Self::Rule(threshold), Why::Secondary) => (threshold.get(), UNBOUNDED),
        }
    }

    /// How much a count can be raised, or lowered.
    pub(super) fn room(self, why: Why, count: u64, raised: bool) -> u64 {
        let (low, high) = self.bounds(why);
        if raised { high.saturating_sub(count) } else { count.saturating_sub(low) }
    }
}
