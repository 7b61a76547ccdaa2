//! Rows kept until there are enough of groups that lie near each other.
//!
//! The sums of many groups do not fit into the cache next to the processor, and rows come in any order: each would fetch
//! its sums from far away. So rows are put on shelves, one for groups with neighbouring numbers, and the rows of a full
//! shelf are added at once. The rows of a group stay in their order, so its sums have the same bits as without shelves.

/// Bytes of sums of the groups of a shelf: half of the second cache of a common processor.
const NEAR: usize = 1 << 18;
/// Rows for which a shelf has room at most.
const ROOM: usize = 1 << 13;
/// Bytes that all shelves may take; rows of many columns have less room.
const SPACE: usize = 1 << 24;
/// Shelves of which the ends still lie in the innermost cache.
const MOST: usize = 32;

/// Rows by shelf: their groups and their values in each column.
#[derive(Debug)]
pub(super) struct Shelves {
    /// The bits of a group's number that do not tell its shelf.
    bits: u32,
    /// Rows for which a shelf has room.
    room: usize,
    /// Rows on each shelf.
    filled: Vec<usize>,
    groups: Vec<u32>,
    columns: Vec<Vec<f64>>,
    /// Where the rows that are put away go.
    places: Vec<u32>,
    /// How many of them go on each shelf.
    coming: Vec<usize>,
}

/// Takes rows of a shelf: their groups and their values in each column.
pub(super) trait Take: FnMut(&[u32], &[&[f64]]) {}
impl<F: FnMut(&[u32], &[&[f64]])> Take for F {}

impl Shelves {
    /// Shelves for groups whose sums take so many bytes each, and rows of so many columns.
    pub(super) fn new(bytes: usize, columns: usize) -> Self {
        Self {
            bits: (NEAR / bytes.max(1)).max(1).ilog2(),
            room: (SPACE / MOST / (size_of::<u32>() + columns * size_of::<f64>())).clamp(1, ROOM),
            filled: Vec::new(),
            groups: Vec::new(),
            columns: vec![Vec::new(); columns],
            places: Vec::new(),
            coming: Vec::new(),
        }
    }

    /// Whether the sums of so many groups lie near each other anyway.
    pub(super) fn spare(&self, groups: usize) -> bool {
        groups <= 1 << self.bits
    }

    /// Puts rows away, and hands over those of shelves that would overflow. There are `count` groups.
    pub(super) fn put(&mut self, count: usize, groups: &[u32], columns: &[&[f64]], take: &mut impl Take) {
        self.widen(count, take);
        for first in (0..groups.len()).step_by(self.room) {
            let rows = first..groups.len().min(first + self.room);
            self.place(&groups[rows.clone()], take);
            for (place, group) in self.places.iter().zip(&groups[rows.clone()]) {
                self.groups[*place as usize] = *group;
            }
            for (kept, column) in self.columns.iter_mut().zip(columns) {
                for (place, value) in self.places.iter().zip(&column[rows.clone()]) {
                    kept[*place as usize] = *value;
                }
            }
        }
    }

    /// Hands over all rows.
    pub(super) fn clear(&mut self, take: &mut impl Take) {
        (0..self.filled.len()).for_each(|shelf| self.empty(shelf, take));
    }

    /// Makes shelves for so many groups; if that would be too many, each for more groups.
    fn widen(&mut self, count: usize, take: &mut impl Take) {
        let shelves = |bits: u32| count.div_ceil(1 << bits);
        if shelves(self.bits) > MOST {
            self.clear(take);
            while shelves(self.bits) > MOST {
                self.bits += 1;
            }
        }
        let shelves = shelves(self.bits);
        if shelves > self.filled.len() {
            self.filled.resize(shelves, 0);
            self.coming.resize(shelves, 0);
            self.groups.resize(shelves * self.room, 0);
            self.columns.iter_mut().for_each(|column| column.resize(shelves * self.room, 0.0));
        }
    }

    /// Finds the places of rows, no more than a shelf has room for, and empties the shelves that would overflow.
    fn place(&mut self, groups: &[u32], take: &mut impl Take) {
        self.coming.fill(0);
        for group in groups {
            self.coming[(group >> self.bits) as usize] += 1;
        }
        for shelf in 0..self.filled.len() {
            if self.filled[shelf] + self.coming[shelf] > self.room {
                self.empty(shelf, take);
            }
        }
        self.places.clear();
        for group in groups {
            let shelf = (group >> self.bits) as usize;
            let filled = &mut self.filled[shelf];
            self.places.push((shelf * self.room + *filled) as u32);
            *filled += 1;
        }
    }

    fn empty(&mut self, shelf: usize, take: &mut impl Take) {
        let rows = std::mem::take(&mut self.filled[shelf]);
        let rows = shelf * self.room..shelf * self.room + rows;
        let columns: Vec<&[f64]> = self.columns.iter().map(|column| &column[rows.clone()]).collect();
        if !rows.is_empty() {
            take(&self.groups[rows], &columns);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn all_rows_come_back_and_those_of_a_group_in_their_order(
            batches in prop::collection::vec((1..40_000_usize, 1..9_000_usize), 1..8),
            (bytes, width) in (32..4_000_usize, prop_oneof![Just(2_usize), 2..2_000_usize]),
        ) {
            // As much room as for rows of so many columns; two are filled.
            let mut shelves = Shelves { columns: vec![Vec::new(); 2], ..Shelves::new(bytes, width) };
            let (mut row, mut most) = (0.0, 0);
            let mut left: Vec<Vec<(f64, f64)>> = Vec::new();
            let mut found: Vec<Vec<(f64, f64)>> = Vec::new();
            let mut take = |groups: &[u32], columns: &[&[f64]]| {
                for (index, group) in groups.iter().enumerate() {
                    let group = *group as usize;
                    found.resize(found.len().max(group + 1), Vec::new());
                    found[group].push((columns[0][index], columns[1][index]));
                }
            };
            for (count, rows) in batches {
                most = count.max(most);
                left.resize(most, Vec::new());
                // A step that has no factor in common with most counts.
                let groups: Vec<u32> = (0..rows).map(|index| ((index * 7_919) % most) as u32).collect();
                let first: Vec<f64> = groups.iter().map(|_| { row += 1.0; row }).collect();
                let second: Vec<f64> = first.iter().map(|row| -row).collect();
                for (group, row) in groups.iter().zip(&first) {
                    left[*group as usize].push((*row, -row));
                }
                shelves.put(most, &groups, &[&first, &second], &mut take);
            }
            shelves.clear(&mut take);
            shelves.clear(&mut |_: &[u32], _: &[&[f64]]| panic!("the shelves are empty"));
            found.resize(most, Vec::new());
            prop_assert!(left == found);
        }
    }
}
